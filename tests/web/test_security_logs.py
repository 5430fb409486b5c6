"""The log: method, pattern, status and time of each request, and never a word of what was sent or asked for."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from litestar import Request, post
from litestar.testing import AsyncTestClient

from diagnostic.settings import Settings
from diagnostic.web.access import allow
from diagnostic.web.app import create_app
from tests.visiting import visiting
from tests.web.conftest import Target
from tests.web.security import ROLES, Route, visiting_as

pytestmark = pytest.mark.anyio

MARKER = "qzxmarker"
_LINE = re.compile(r"(GET|POST|HEAD|OPTIONS|PUT|DELETE|PATCH|-) (\S+) \d{3} \d+ ms")


@post("/broken", opt=allow("everybody", unproven=True))
async def broken(request: Request[Any, Any, Any]) -> None:
    """Fail with what was sent in the message, as a library may."""
    raise ValueError(str(await request.form()))


def lines(heard: pytest.LogCaptureFixture) -> list[str]:
    """Return what the web wrote, a request a line."""
    return [one.getMessage() for one in heard.records if one.name == "diagnostic.web"]


async def test_a_request_is_one_line(settings: Settings, heard: pytest.LogCaptureFixture) -> None:
    heard.set_level(logging.INFO)
    async with visiting(settings, follow=False) as visit:
        await visit.get("/imprint?a=b")
        await visit.get("/initiatives/0123")
        await visit.get("/nosuch/page")
        await visit.client.request("BREW", "/imprint")

    assert [re.sub(r"\d+ ms", "… ms", line) for line in lines(heard)] == [
        "GET /imprint 200 … ms",
        "GET /initiatives/{initiative} 401 … ms",
        "GET - 404 … ms",
        "- - 404 … ms",
    ]


@pytest.mark.parametrize("role", ROLES)
async def test_no_log_holds_what_was_sent_to_any_route(
    target: Target, role: str, heard: pytest.LogCaptureFixture
) -> None:
    heard.set_level(logging.INFO)
    heard.set_level(logging.DEBUG, logger="diagnostic")
    logging.getLogger("httpx").setLevel(logging.WARNING)  # the client of this test, which writes addresses down
    values = target.world.values("open")
    async with visiting_as(target.settings, target.world, role) as visit:
        for route in target.routes:
            await _send(visit.client, route, {**values, "token": MARKER, "person": MARKER}, visit.token)
            await _send(visit.client, route, values, visit.token)

    secrets = {MARKER, values["token"], values["initiative"], target.world.joining, *target.world.sessions.values()}
    assert [one for one in secrets if one in heard.text] == []
    assert {line for line in lines(heard) if not _LINE.fullmatch(line)} == set()
    assert len(lines(heard)) >= 2 * len(target.routes)


async def test_a_mistake_of_ours_is_told_by_its_place_alone(
    settings: Settings, heard: pytest.LogCaptureFixture
) -> None:
    heard.set_level(logging.INFO)
    heard.set_level(logging.DEBUG, logger="diagnostic")
    app = create_app(settings)
    app.register(broken)
    async with AsyncTestClient(app, base_url=settings.address) as client:
        page = await client.post("/broken", data={"name": MARKER})

    assert page.status_code == 500
    assert MARKER not in page.text
    assert MARKER not in "".join(lines(heard))
    assert [line for line in lines(heard) if line.startswith("/broken: ValueError") and "in broken" in line] != []


async def _send(client: AsyncTestClient[Any], route: Route, values: dict[str, str], token: str) -> None:
    path = f"{route.path(values)}?q={MARKER}"
    headers = {"referer": f"http://127.0.0.1:8000/{MARKER}", "user-agent": MARKER, "x-forwarded-for": MARKER}
    names = ("name", "email", "password", "title", "answer", "way", "role", "comment", MARKER)
    fields = {"csrf": token, **dict.fromkeys(names, f"{MARKER}@example.org")}
    await client.request(route.method, path, headers=headers, data=None if route.method == "GET" else fields)
