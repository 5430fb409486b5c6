"""Windows of a browser on a service: each of its own person, and all watched for what they ask and complain of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Response

PATIENCE = 30_000.0
"""Milliseconds that a page may take."""

_COMPLAINTS = {"error", "warning"}
_REFUSAL = "Failed to load resource: the server responded with a status of "
"""Told of every answer that is a refusal; which of them those are is seen better from the answers themselves."""


@dataclass
class Windows:
    """Opens windows, each a browser of its own, and keeps what their pages asked for and the browser had to say."""

    browser: Browser
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)
    desks: dict[str, BrowserContext] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def open(
        self, *, width: int = 1280, language: str = "de", cookies: Mapping[str, str] | None = None, **options: Any
    ) -> Page:
        """Return an empty window of somebody else; `cookies` are set before it opens anything."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            locale={"de": "de-DE", "en": "en-GB"}[language],
            base_url=self.address,
            accept_downloads=True,
            **options,
        )
        context.set_default_timeout(PATIENCE)
        for name, value in (cookies or {}).items():
            context.add_cookies([{"name": name, "value": value, "url": self.address}])
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("response", self._watch)
        context.on("console", self._listen)
        context.on("weberror", lambda error: self.said.append(str(error.error)))
        self.contexts.append(context)
        return context.new_page()

    @contextmanager
    def desk(self, whose: str, language: str, cookies: Mapping[str, str]) -> Iterator[Page]:
        """Give a page in the window that somebody has had open before, and close it afterwards."""
        if whose not in self.desks:
            self.desks[whose] = self.open(language=language, cookies=cookies).context
        page = self.desks[whose].new_page()
        try:
            yield page
        finally:
            page.close()

    def forget(self) -> None:
        """Forget what was asked and said."""
        self.asked.clear()
        self.said.clear()

    @property
    def elsewhere(self) -> list[str]:
        """What was asked of another host."""
        here = urlsplit(self.address).netloc
        return [url for url in self.asked if url.startswith("http") and urlsplit(url).netloc != here]

    def _watch(self, answer: Response) -> None:
        """Keep what a page lacks; that a page itself is a refusal is no complaint."""
        if answer.status >= HTTPStatus.BAD_REQUEST and answer.request.resource_type != "document":
            self.said.append(f"{answer.status} {answer.url}")

    def _listen(self, message: ConsoleMessage) -> None:
        if message.type in _COMPLAINTS and not message.text.startswith(_REFUSAL):
            self.said.append(f"{message.page and message.page.url}: {message.text}")

    def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            context.close()
        self.contexts.clear()


@contextmanager
def windows_on(browser: Browser, address: str) -> Iterator[Windows]:
    """Give windows on a service, and close them afterwards."""
    windows = Windows(browser, address)
    try:
        yield windows
    finally:
        windows.close()
