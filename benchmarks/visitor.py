"""A respondent who answers over HTTP as a browser without JavaScript: cookies, redirects, forms."""

from __future__ import annotations

import asyncio
import gzip
import html
import re
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlencode

MOST_PAGES = 20
_TYPED = "5"
_END = "/thanks"
_BAD = 400

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_INPUT = re.compile(r"<input\b([^>]*)>")
_BUTTON = re.compile(r"<button\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


class FailedError(Exception):
    """The service refused, or led elsewhere than to the end."""


class Reply(NamedTuple):
    """An answer of the service; `size` in bytes as they came, with the headers."""

    status: int
    headers: dict[str, str]
    text: str
    size: int


class Visitor:
    """One browser with one connection, which stays open.

    Parameters
    ----------
    waits : list of float
        Seconds until each answer had come, redirects too.
    """

    def __init__(self, port: int) -> None:
        """Remember where the service listens."""
        self._port = port
        self._cookies: dict[str, str] = {}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None
        self.path = ""
        self.waits: list[float] = []

    async def get(self, path: str) -> Reply:
        """Open a page."""
        return await self._follow(await self._send("GET", path))

    async def submit(self, page: Reply, *, person: int) -> Reply:
        """Fill the form of a page, each person otherwise, and send it by its first button."""
        action, sent = filled(page.text, person)
        return await self._follow(await self._send("POST", action or self.path, urlencode(sent).encode()))

    async def close(self) -> None:
        """Close the connection."""
        if self._writer is not None:
            self._writer.close()
            await self._writer.wait_closed()

    async def _follow(self, reply: Reply) -> Reply:
        while "location" in reply.headers:
            there = reply.headers["location"]
            reply = await self._send("GET", self.path + there if there.startswith("?") else there)
        if reply.status >= _BAD:
            raise FailedError(f"{self.path.partition('/start/')[0] or '/start'}: {reply.status}")
        return reply

    async def _send(self, method: str, path: str, body: bytes = b"") -> Reply:
        self.path, begun = path.partition("?")[0], perf_counter()
        if self._reader is None or self._writer is None:
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        headers = [
            f"{method} {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self._port}",
            "Accept-Encoding: gzip",
            "Accept-Language: de",
            "Sec-Fetch-Site: same-origin",
            "Cookie: " + "; ".join(f"{name}={value}" for name, value in self._cookies.items()),
        ]
        if method == "POST":
            headers += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
        self._writer.write("\r\n".join([*headers, "", ""]).encode() + body)
        head = await self._reader.readuntil(b"\r\n\r\n")
        status, given = self._noted(head.decode())
        content = await self._reader.readexactly(int(given.get("content-length", 0)))
        self.waits.append(perf_counter() - begun)
        text = gzip.decompress(content) if given.get("content-encoding") == "gzip" else content
        return Reply(status, given, text.decode(errors="replace"), len(head) + len(content))

    def _noted(self, head: str) -> tuple[int, dict[str, str]]:
        first, *lines = head.split("\r\n")
        given: dict[str, str] = {}
        for line in filter(None, lines):
            name, _, value = line.partition(": ")
            if name.lower() == "set-cookie":
                key, _, content = value.partition(";")[0].partition("=")
                self._cookies[key] = content
            given[name.lower()] = value
        return int(first.split()[1]), given


async def respond(visitor: Visitor, token: str, *, person: int) -> None:
    """Open a personal link, answer everything and hand in.

    Raises
    ------
    FailedError
        The service refused something, or the end was not reached.
    """
    page = await visitor.get(f"/start/{token}")
    for _ in range(MOST_PAGES):
        if visitor.path == _END:
            return
        page = await visitor.submit(page, person=person)
    raise FailedError(f"still at {visitor.path} after {MOST_PAGES} pages")


def filled(text: str, person: int) -> tuple[str, list[tuple[str, str]]]:
    """Return where the form of a page is sent, and what: the first form that is not the switch of language."""
    for attributes, content in _FORM.findall(text):
        buttons = [_attributes(one) for one in _BUTTON.findall(content)]
        if buttons and not any(one.get("name") == "language" for one in buttons):
            pressed = [(buttons[0]["name"], buttons[0].get("value", ""))] if "name" in buttons[0] else []
            return _attributes(attributes).get("action", ""), [*_entered(content, person), *pressed]
    raise FailedError("a page without a form")


def _entered(content: str, person: int) -> list[tuple[str, str]]:
    sent: list[tuple[str, str]] = []
    offered: dict[str, list[str]] = {}
    for one in map(_attributes, _INPUT.findall(content)):
        kind, name = one.get("type", "text"), one.get("name", "")
        if kind == "radio":
            offered.setdefault(name, []).append(one["value"])
        elif kind == "hidden":
            sent.append((name, one["value"]))
        elif kind == "text":
            sent.append((name, _TYPED))
    return sent + [(name, values[(person + at) % len(values)]) for at, (name, values) in enumerate(offered.items())]


def _attributes(tag: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
