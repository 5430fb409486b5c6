"""Sessions of staff: flags of the cookies, a new id at each sign-in, an end at sign-out and with a new password."""

from __future__ import annotations

from http.cookies import Morsel, SimpleCookie

import msgspec
import pytest
import sqlalchemy as sa
from httpx import Response

from diagnostic.services.accounts import change_password
from diagnostic.store.tables import Attempts, Session
from tests.factories import NOW
from tests.visiting import Visit, visiting
from tests.web.conftest import Target
from tests.web.security import PASSWORD, visiting_as

pytestmark = pytest.mark.anyio

PUBLIC = "https://umfrage.example.org"


def set_by(page: Response) -> dict[str, Morsel[str]]:
    """Return the cookies that an answer sets, by name."""
    return dict(SimpleCookie("\r\n".join(page.headers.get_list("set-cookie"))))


def flags(cookie: Morsel[str]) -> dict[str, object]:
    """Return what a cookie says of itself, apart from its value and age."""
    return {name: cookie[name] for name in ("secure", "httponly", "samesite", "path", "domain")}


async def sign_in(visit: Visit, *, email: str = "backbone@example.org", password: str = PASSWORD) -> Response:
    """Fill in the form to sign in."""
    await visit.get("/sign-in")
    return await visit.post("/sign-in", {"email": email, "password": password})


@pytest.mark.parametrize(
    ("address", "secure", "names"),
    [
        (PUBLIC, True, {"form": "__Host-form", "staff": "__Host-staff", "language": "__Host-language"}),
        ("http://127.0.0.1:8000", False, {"form": "form", "staff": "staff", "language": "language"}),
    ],
)
async def test_cookies_are_kept_from_scripts_other_sites_and_unencrypted_ways(
    target: Target,
    address: str,
    secure: bool,  # noqa: FBT001
    names: dict[str, str],
) -> None:
    async with visiting(msgspec.structs.replace(target.settings, address=address), follow=False) as visit:
        form = set_by(await visit.get("/sign-in"))
        language = set_by(await visit.post("/language", {"language": "en", "next": "/sign-in"}))
        staff = set_by(await sign_in(visit))

    found = {**form, **language, **staff}
    expected = {"secure": secure or "", "httponly": True, "samesite": "lax", "path": "/", "domain": ""}
    assert set(found) == set(names.values())
    assert {name: flags(cookie) for name, cookie in found.items()} == dict.fromkeys(found, expected)


async def test_every_sign_in_has_a_new_session(target: Target) -> None:
    async with visiting(target.settings, follow=False) as visit:
        visit.client.cookies.set("staff", "planted-by-somebody-else")
        first = set_by(await sign_in(visit))["staff"].value
        second = set_by(await sign_in(visit))["staff"].value

    assert len({"planted-by-somebody-else", first, second}) == 3


async def test_the_database_holds_no_session_that_could_be_used(target: Target) -> None:
    async with visiting(target.settings, follow=False) as visit:
        token = set_by(await sign_in(visit))["staff"].value

    async with target.database.reading() as db:
        digests = (await db.scalars(sa.select(Session.digest))).all()
    assert [digest for digest in digests if token in digest] == []
    assert {len(digest) for digest in digests} == {64}


async def test_signing_out_ends_the_session_everywhere(target: Target) -> None:
    async with visiting(target.settings, follow=False) as visit:
        token = set_by(await sign_in(visit))["staff"].value
        await visit.get("/account")
        ended = set_by(await visit.post("/sign-out"))["staff"]

    async with visiting(target.settings, follow=False) as other:
        other.client.cookies.set("staff", token)
        assert (await other.get("/account")).status_code == 401
    assert (ended.value, ended["max-age"]) == ("", "0")


async def test_a_new_password_ends_every_other_session(target: Target) -> None:
    async with visiting_as(target.settings, target.world, "backbone") as visit:
        assert (await visit.get("/account")).status_code == 200
        caller = msgspec.structs.replace(target.world.staff["backbone"], now=NOW)
        fresh = await change_password(
            target.database, caller, current=PASSWORD, new="ganz andere Worte jetzt", origin="test"
        )
        assert (await visit.get("/account")).status_code == 401
    assert fresh not in target.world.sessions.values()


async def test_failures_are_counted_by_place(target: Target) -> None:
    async with visiting(target.settings, follow=False) as visit:
        statuses = [
            (await sign_in(visit, email=f"nobody{number}@example.org", password="wrong")).status_code  # noqa: S106
            for number in range(11)
        ]
        right = await sign_in(visit)

    assert statuses == [403] * 10 + [429]
    assert right.status_code == 429


async def test_failures_are_counted_by_account_whatever_place_they_come_from(target: Target) -> None:
    behind = msgspec.structs.replace(target.settings, trusted_proxy=True)
    async with visiting(behind, follow=False) as visit:
        statuses = []
        for number in range(11):
            await visit.get("/sign-in")
            sent = {"email": "Backbone@example.org", "password": "wrong"}
            page = await visit.post("/sign-in", sent, headers={"x-forwarded-for": f"192.0.2.{number}"})
            statuses.append(page.status_code)
        await visit.get("/sign-in")
        sent = {"email": "consultant@example.org", "password": PASSWORD}
        other = await visit.post("/sign-in", sent, headers={"x-forwarded-for": "192.0.2.99"})

    assert statuses == [403] * 10 + [429]
    assert other.status_code == 303


async def test_a_place_cannot_be_made_up_where_no_proxy_is_trusted(target: Target) -> None:
    async with visiting(target.settings, follow=False) as visit:
        statuses = []
        for number in range(11):
            await visit.get("/sign-in")
            sent = {"email": f"nobody{number}@example.org", "password": "wrong"}
            page = await visit.post("/sign-in", sent, headers={"x-forwarded-for": f"192.0.2.{number}"})
            statuses.append(page.status_code)

    assert statuses == [403] * 10 + [429]


async def test_no_address_is_kept_of_a_failure(target: Target) -> None:
    async with visiting(target.settings, follow=False) as visit:
        await sign_in(visit, password="wrong")  # noqa: S106

    async with target.database.reading() as db:
        origins = (await db.scalars(sa.select(Attempts.origin))).all()
    assert len(origins) == 2
    assert {len(origin) for origin in origins} == {64}


async def test_signing_in_is_not_limited_where_it_succeeds(target: Target) -> None:
    async with visiting(target.settings, follow=False) as visit:
        statuses = {(await sign_in(visit)).status_code for _ in range(12)}

    assert statuses == {303}


async def test_what_is_said_of_a_wrong_password_is_said_of_a_wrong_address(target: Target) -> None:
    async with visiting(target.settings, follow=False) as visit:
        wrong = await sign_in(visit, email="stranger@example.org", password="wrong")  # noqa: S106
        unknown = await sign_in(visit, email="nobodyyy@example.org", password="wrong")  # noqa: S106

    csrf = [page.text.split('name="csrf" value="')[1].split('"')[0] for page in (wrong, unknown)]
    texts = [
        page.text.replace(token, "").replace(name, "")
        for page, token, name in zip((wrong, unknown), csrf, ("stranger", "nobodyyy"), strict=True)
    ]
    assert texts[0] == texts[1]
