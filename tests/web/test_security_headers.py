"""Headers that every answer carries: pages, files, redirects, and failures of every kind."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from httpx import Response
from litestar import Request, get
from litestar.testing import AsyncTestClient

from diagnostic.settings import Settings
from diagnostic.web.access import allow
from diagnostic.web.app import create_app
from diagnostic.web.assets import address_of
from tests.web.conftest import Target
from tests.web.security import visiting_as

pytestmark = pytest.mark.anyio

SECRET = "geheim-4711"  # noqa: S105 - what must not come back


@get("/broken", opt=allow("everybody"))
async def broken(request: Request[Any, Any, Any]) -> None:
    """Fail as a mistake of ours does."""
    raise RuntimeError(request.query_params["value"])


async def answers(settings: Settings) -> dict[str, Response]:
    """Return an answer of every kind, by the status expected of it."""
    app = create_app(settings)
    app.register(broken)
    async with AsyncTestClient(app, base_url=settings.address) as client:
        client.follow_redirects = False
        return {
            "200 page": await client.get("/imprint"),
            "200 file": await client.get(address_of("app.css")),
            "200 text": await client.get("/health"),
            "303": await client.get("/"),
            "400": await client.post("/sign-in", content=b"?", headers={"content-type": "multipart/form-data"}),
            "401": await client.get("/initiatives"),
            "403": await client.post("/language", data={"language": SECRET}),
            "404": await client.get(f"/{SECRET}"),
            "404 method": await client.put("/imprint"),
            "404 head": await client.head("/imprint"),
            "413": await client.post("/sign-in", data={"email": "a" * 1_000_001}),
            "500": await client.get("/broken", params={"value": SECRET}),
        }


@pytest.mark.parametrize("address", ["https://umfrage.example.org", "http://127.0.0.1:8000"])
async def test_every_answer_carries_every_header(settings: Settings, address: str) -> None:
    found = await answers(msgspec.structs.replace(settings, address=address))
    expected = {
        "content-security-policy": (
            "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data:; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "no-referrer",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
    if address.startswith("https"):
        expected["strict-transport-security"] = "max-age=63072000; includeSubDomains"

    assert {kind: str(page.status_code) for kind, page in found.items()} == {kind: kind[:3] for kind in found}
    assert {
        kind: {name: page.headers.get(name) for name in (*expected, "strict-transport-security")}
        for kind, page in found.items()
    } == {kind: {"strict-transport-security": None, **expected} for kind in found}


async def test_nothing_but_a_file_is_kept_by_a_browser(settings: Settings) -> None:
    found = await answers(settings)

    kept = {kind: page.headers["cache-control"] for kind, page in found.items()}
    assert kept.pop("200 file") == "public, max-age=31536000, immutable"
    assert set(kept.values()) == {"no-store"}


async def test_a_failure_is_a_page_in_plain_words_that_repeats_nothing(settings: Settings) -> None:
    found = await answers(settings)

    pages = {kind: page for kind, page in found.items() if kind[0] in "45" and kind != "404 head"}
    assert len(pages) == 7
    assert {page.headers["content-type"] for page in pages.values()} == {"text/html; charset=utf-8"}
    assert [kind for kind, page in pages.items() if page.text.count("<h1>") != 1 or SECRET in page.text] == []


async def test_no_page_has_a_script_or_a_style_of_its_own(target: Target) -> None:
    found = []
    async with visiting_as(target.settings, target.world, "backbone") as visit:
        for route in target.routes:
            if route.method == "GET" and "static" not in route.pattern:
                page = await visit.client.get(route.path(target.world.values("open")))
                inline = ("<style", " style=", "javascript:", " onclick=", " onload=", "<script>")
                found += [(route, one) for one in inline if one in page.text]
                policy = page.headers["content-security-policy"]
                found += [(route, policy) for one in ("unsafe", "*", "http:") if one in policy]

    assert found == []
