"""People who answer through a real server without a browser: quickly, many at once, and by the forms they are shown."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpx

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_CHOICE = re.compile(r'<input type="(?:radio|checkbox)" name="([^"]+)" value="([^"]*)"')

Choosing = Callable[[str, list[str]], str | None]
"""Of a field and the values it can take, the one to choose, or none."""


def middle(_field: str, values: list[str]) -> str:
    """Choose the answer in the middle."""
    return values[len(values) // 2]


@dataclass
class Respondent:
    """Somebody with a personal link, and the page before them."""

    link: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(follow_redirects=True, timeout=60))
    page: httpx.Response | None = None

    @property
    def where(self) -> str:
        """The path of the page."""
        assert self.page is not None
        return self.page.url.path

    @property
    def text(self) -> str:
        """The page."""
        assert self.page is not None
        return self.page.text

    @property
    def hidden(self) -> dict[str, str]:
        """What the form of the page says of itself."""
        found = {name: html.unescape(text) for name, text in _HIDDEN.findall(self.text)}
        return {name: text for name, text in found.items() if name != "next"}

    @property
    def choices(self) -> dict[str, list[str]]:
        """Fields of the page with the values that they can take."""
        found: dict[str, list[str]] = {}
        for name, value in _CHOICE.findall(self.text):
            found.setdefault(name, []).append(html.unescape(value))
        return found

    def open(self) -> None:
        """Open the personal link."""
        self._take(self.client.get(self.link))

    def begin(self) -> None:
        """Open the link and press its button."""
        self.open()
        self.post(self.link, {"csrf": self.hidden["csrf"]})

    def post(self, address: str, fields: Mapping[str, str]) -> None:
        """Send a form."""
        self._take(self.client.post(httpx.URL(self.link).join(address), data=dict(fields)))

    def show(self, path: str) -> None:
        """Open a page."""
        self._take(self.client.get(httpx.URL(self.link).join(path)))

    def answer(self, choose: Choosing = middle) -> None:
        """Answer the page and go on; what is left out is let go at once."""
        chosen = {name: choose(name, values) for name, values in self.choices.items()}
        given = {name: value for name, value in chosen.items() if value is not None}
        self.post(self.where, {**self.hidden, **given, "_go": "next", "_warned": "1"})

    def answer_all(self, choose: Choosing = middle) -> None:
        """Answer page after page until there is none left."""
        while self.where.startswith("/answer/"):
            self.answer(choose)

    def submit(self) -> None:
        """Hand in."""
        self.post("/check", {"csrf": self.hidden["csrf"]})

    def _take(self, page: httpx.Response) -> None:
        assert page.status_code == httpx.codes.OK, f"{page.status_code} {page.url.path}\n{page.text}"
        self.page = page


def take_part(link: str, choose: Choosing = middle) -> None:
    """Answer everything and hand in."""
    someone = Respondent(link)
    with someone.client:
        someone.begin()
        someone.answer_all(choose)
        someone.submit()
        assert someone.where == "/thanks"
