"""A browser without JavaScript for tests: follows redirects, keeps cookies, sends the token of the page it is on."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from httpx import Response
from litestar import Litestar
from litestar.testing import AsyncTestClient

from diagnostic.settings import Settings
from diagnostic.web.app import create_app
from diagnostic.web.site import make_site

HERE = "http://127.0.0.1:8000"
_IDLE: dict[bool, list[Litestar]] = {}
"""Wired services that nobody visits, by whether they are secure: to wire one takes longer than to visit it."""

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass
class Visit:
    """One browser: `page` is the last answer."""

    client: AsyncTestClient[Litestar]
    page: Response | None = None

    async def get(self, path: str, **headers: str) -> Response:
        """Open a page."""
        self.page = await self.client.get(path, headers=headers)
        return self.page

    async def post(self, path: str, fields: Mapping[str, str | Sequence[str]] = {}, **options: Any) -> Response:
        """Send a form with the token of the page on which the browser is."""
        sent: dict[str, Any] = {"csrf": self.token, **fields}
        self.page = await self.client.post(path, data=sent, **options)
        return self.page

    @property
    def token(self) -> str:
        """The token in the forms of the page."""
        found = _TOKEN.search(self.page.text) if self.page is not None else None
        return found[1] if found else ""


def settings_for(address: str, folder: Path, **values: Any) -> Settings:
    """Return settings of an installation in a folder, over a database."""
    return Settings(data=folder, database=address, **({"address": HERE} | values))


@asynccontextmanager
async def visiting(settings: Settings, *, follow: bool = True) -> AsyncIterator[Visit]:
    """Open a browser on a service with these settings."""
    idle = _IDLE.setdefault(settings.secure, [])
    app = idle.pop() if idle else create_app(settings)
    app.state.site = make_site(settings)
    async with AsyncTestClient(app, base_url=settings.address) as client:
        client.follow_redirects = follow
        yield Visit(client)
    idle.append(app)
