"""Forms: only from a page of ours in this browser, never too large, and never leading elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from httpx import Response

from diagnostic.settings import Settings
from diagnostic.web.forms import LARGEST_BODY
from tests.visiting import Visit, visiting
from tests.web.conftest import Target
from tests.web.security import everything, routes_without_server, visiting_as

pytestmark = pytest.mark.anyio

HERE = "http://127.0.0.1:8000"


def part(header: bytes, content: bytes) -> bytes:
    """Return a form with one field, in parts divided by ``x``."""
    return b'--x\r\nContent-Disposition: form-data; name="language"\r\n' + header + b"\r\n" + content + b"\r\n--x--\r\n"


async def switch(visit: Visit, *, token: str | None = None, headers: Mapping[str, str] = {}) -> Response:
    """Switch the language: the smallest form of all."""
    sent = {"language": "en", "next": "/imprint", "csrf": visit.token if token is None else token}
    return await visit.client.post("/language", data=sent, headers=dict(headers))


async def test_every_route_that_posts_asks_for_the_token(target: Target) -> None:
    before, wrong = await everything(target.database), []
    for role in ("guest", "backbone", "consultant", "respondent"):
        async with visiting_as(target.settings, target.world, role) as visit:
            for route in target.routes:
                if route.method == "GET":
                    continue
                path = route.path(target.world.values("open"))
                for sent in ({}, {"csrf": ""}, {"csrf": "A" * 88}, {"csrf": visit.token[:-8] + "AAAAAAA="}):
                    page = await visit.client.request(route.method, path, data=sent)
                    if page.status_code not in ({401, 403, 404, 422} if route.unproven else {401, 403, 404}):
                        wrong.append((role, route, page.status_code))

    assert wrong == []
    assert await everything(target.database) == before


async def test_a_token_of_another_browser_is_refused(settings: Settings) -> None:
    async with visiting(settings, follow=False) as mine, visiting(settings, follow=False) as other:
        await mine.get("/imprint")
        await other.get("/imprint")

        assert (await switch(mine, token=other.token)).status_code == 403
        assert (await switch(mine)).status_code == 303


async def test_a_token_of_another_session_is_refused(target: Target) -> None:
    async with visiting_as(target.settings, target.world, "stranger") as theirs:
        await theirs.get("/account")
        token = theirs.token
    async with visiting_as(target.settings, target.world, "backbone") as visit:
        assert (await switch(visit, token=token)).status_code == 403


async def test_a_token_of_another_installation_is_refused(settings: Settings, target: Target) -> None:
    async with visiting(settings, follow=False) as visit:
        await visit.get("/imprint")
        token, cookie = visit.token, visit.client.cookies["form"]
    (settings.data / "secret").unlink()
    async with visiting(target.settings, follow=False) as visit:
        visit.client.cookies.set("form", cookie)
        assert (await switch(visit, token=token)).status_code == 403


async def test_each_page_has_another_token_and_all_of_them_fit(settings: Settings) -> None:
    async with visiting(settings, follow=False) as visit:
        tokens = set()
        for _ in range(3):
            await visit.get("/imprint")
            tokens.add(visit.token)

        assert len(tokens) == 3
        assert [(await switch(visit, token=token)).status_code for token in tokens] == [303, 303, 303]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 303),
        ({"sec-fetch-site": "same-origin", "origin": "null"}, 303),
        ({"origin": HERE}, 303),
        ({"origin": "null"}, 303),  # old browsers, since our pages keep their addresses to themselves
        ({}, 303),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": HERE}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "null"}, 403),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "https://127.0.0.1:8000.evil.example"}, 403),
        ({"origin": "https://evil.example/http://127.0.0.1:8000"}, 403),
        ({"origin": "http://["}, 403),
        ({"origin": ""}, 403),
    ],
)
async def test_a_form_sent_from_elsewhere_is_refused_even_with_its_token(
    settings: Settings, headers: dict[str, str], status: int
) -> None:
    async with visiting(settings, follow=False) as visit:
        await visit.get("/imprint")

        assert (await switch(visit, headers=headers)).status_code == status


async def test_a_form_from_nowhere_is_refused_without_its_token(settings: Settings) -> None:
    async with visiting(settings, follow=False) as visit:
        await visit.get("/imprint")

        assert (await switch(visit, token="", headers={"origin": "null"})).status_code == 403


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "\\/evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
        "/\r\nLocation: https://evil.example",
        "javascript:alert(1)",
        "data:text/html,a",
        "http:evil.example",
        "https:/evil.example",
        "evil.example",
        "@evil.example",
        ".evil.example",
        "//[",
        "/\x7f/evil.example",
        "/ /evil.example",
        "",
    ],
)
async def test_the_language_switch_leads_to_no_other_place(settings: Settings, address: str) -> None:
    async with visiting(settings, follow=False) as visit:
        await visit.get("/imprint")
        page = await visit.post("/language", {"language": "en", "next": address})

    assert (page.status_code, page.headers["location"]) == (303, "/")


@pytest.mark.parametrize("address", ["/imprint", "/initiatives/new?a=b&c=d#e", "/a//b", "/a:b@c"])
async def test_the_language_switch_leads_back_to_the_page(settings: Settings, address: str) -> None:
    async with visiting(settings, follow=False) as visit:
        await visit.get("/imprint")
        page = await visit.post("/language", {"language": "en", "next": address})
        english = await visit.get("/imprint")

    assert (page.status_code, page.headers["location"]) == (303, address)
    assert '<html lang="en">' in english.text


async def test_a_body_that_is_too_large_is_refused_by_every_route(target: Target) -> None:
    before, taken = await everything(target.database), []
    async with visiting_as(target.settings, target.world, "backbone") as visit:
        for route in target.routes:
            if route.method != "GET":
                sent = {"csrf": visit.token, "name": "a" * route.limit}
                path = route.path(target.world.values("open"))
                page = await visit.client.request(route.method, path, data=sent)
                if page.status_code != 413:
                    taken.append((route, page.status_code))

    assert taken == []
    assert await everything(target.database) == before


async def test_a_body_is_counted_as_it_comes_whatever_length_it_claims(settings: Settings) -> None:
    headers = {"content-type": "application/x-www-form-urlencoded", "content-length": "5"}
    async with visiting(settings, follow=False) as visit:
        page = await visit.client.post("/language", content=b"a" * (LARGEST_BODY + 1), headers=headers)

    assert page.status_code == 413


def test_only_routes_that_take_a_list_take_more_than_a_million_bytes(tmp_path: Path) -> None:
    larger = {one.pattern for one in routes_without_server(tmp_path) if one.limit > LARGEST_BODY}

    home = "/initiatives/{initiative}/partners/import"
    assert larger == {home, f"{home}/confirm"}


@pytest.mark.parametrize(
    ("sent_as", "body"),
    [
        ("multipart/form-data", b"?"),
        ("multipart/form-data; boundary=", b"?"),
        ("multipart/form-data; boundary=x", b"?"),
        (f"multipart/form-data; boundary={'x' * 300}", b"?"),
        ("multipart/form-data; boundary=x", part(b"", b"\xff\xfe")),
        ("multipart/form-data; boundary=x", part(b"Content-Type: text/plain; charset=nosuch\r\n", b"a")),
        ("multipart/form-data; boundary=x", part(b"Content-Type: text/plain; charset=rot13\r\n", b"a")),
        ("multipart/form-data; boundary=x", part(b"Content-Type: text/plain; charset=utf-7\r\n", b"+2AA-")),
        ("multipart/form-data; boundary=x", part(b"Content-Type: text/plain; charset=undefined\r\n", b"a")),
        ("multipart/form-data; boundary=x", part(b"", b"a").removesuffix(b"--x--\r\n") * 1_200),
        ("multipart/form-data; boundary=x", part(b"", b"a")[:40]),
        ("application/x-www-form-urlencoded", b"language=%00"),
        ("application/x-www-form-urlencoded", b"%00=a"),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused_in_plain_words(
    settings: Settings, sent_as: str, body: bytes
) -> None:
    async with visiting(settings, follow=False) as visit:
        page = await visit.client.post("/language", content=body, headers={"content-type": sent_as})

    assert page.status_code == 400
    assert "Das konnten wir nicht lesen" in page.text
