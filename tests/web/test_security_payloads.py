"""Hostile text in every place where text comes in: no mistake of ours, and never in a page as markup."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from urllib.parse import quote

import pytest

from diagnostic.domain.waves import State
from tests.databases import KINDS
from tests.visiting import Visit
from tests.web.conftest import Target
from tests.web.security import Form, Route, forms_of, visiting_as

pytestmark = pytest.mark.anyio

MARK = "zqxjkv-wq"
"""What no page has of itself."""

_SQL = ["'", '"', "';--", "' OR '1'='1", "1; DROP TABLE users", "' UNION SELECT password FROM users--", "\\'", "%' --"]
_HTML = [
    f"<{MARK}>",
    f"</title><{MARK}>",
    f'"><{MARK} onload=a>',
    f"'><{MARK}>",
    f"<!--<{MARK}>",
    f"]]><{MARK}>",
    f'" {MARK}="a',
    f"&lt;{MARK}&gt;<{MARK}>",
    f"<svg/{MARK}>",
    f"</textarea><{MARK}>",
    f"</option></select><{MARK}>",
]
_TEMPLATES = [
    "{{7*7}}",
    "{% raw %}",
    "{{ page }}",
    "{page}",
    "{0}",
    "{}",
    "{",
    "}",
    "${7*7}",
    "#{7*7}",
    "{{''.__class__}}",
]
_FORMATS = ["%s", "%n%n%n", "%(a)s", "%", "%%", "%d%s%x", "{0.__class__}", "{a[b]}"]
_PATHS = [
    "..",
    "../../etc/passwd",
    "..%2f..%2f",
    "/etc/passwd",
    "C:\\a",
    "\\\\a\\b",
    "file:///etc/passwd",
    ".",
    "con",
    "~",
]
_UNICODE = [
    "\N{RIGHT-TO-LEFT OVERRIDE}abc",
    "\N{ZERO WIDTH SPACE}",
    "e\N{COMBINING ACUTE ACCENT}" * 40,
    "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
    "\N{LATIN SMALL LETTER SHARP S}",
    "\N{FULLWIDTH LESS-THAN SIGN}script\N{FULLWIDTH GREATER-THAN SIGN}",
    "\N{LINE SEPARATOR}a",
    "\N{BYTE ORDER MARK}a",
    "\N{REPLACEMENT CHARACTER}",
    "\U0001f469\u200d\U0001f469\u200d\U0001f466",
    "\U0010ffff",
    "\ufdd0",
]
_CONTROLS = ["\0", "a\0b", "\r\nSet-Cookie: a=b", "\n", "\t", "\x1b[31m", "\x7f", "\x85", "\r", "\x01"]
_NUMBERS = [
    "-1",
    "0",
    "1e309",
    "NaN",
    "Infinity",
    "0x10",
    "1" * 400,
    "-0",
    "1_000",
    "\u0663",
    "2**63",
    "9223372036854775808",
]
_HUGE = [
    "a" * 5_000,
    "\N{LATIN SMALL LETTER A WITH DIAERESIS}" * 3_000,
    "(" * 2_000,
    "[" * 2_000,
    " " * 3_000,
    "<" * 2_000,
]
_FORMULAS = ["=1+1", "+1", "-1+a", "@a", "=cmd|' /C calc'!A0"]
_BASES = [*_SQL, *_HTML, *_TEMPLATES, *_FORMATS, *_PATHS, *_UNICODE, *_CONTROLS, *_NUMBERS, *_HUGE, *_FORMULAS]
_AROUND = ["{}", "A{}", "a@{}.org", "{}A"]
PAYLOADS = [around.replace("{}", base) for around, base in itertools.product(_AROUND, _BASES)][:300]

_RAW = re.compile(rf"<[^>&]*{MARK}")


def wrong_in(text: str) -> str | None:
    """Return what stands in a page as markup though somebody typed it."""
    found = _RAW.search(text)
    return found[0] if found else None


def test_there_are_three_hundred_of_them() -> None:
    assert len(set(PAYLOADS)) == 300


def test_markup_that_came_through_is_found() -> None:
    assert wrong_in(f"<p><{MARK}></p>") is not None
    assert wrong_in(f'<input value="" {MARK}="a">') is not None
    assert wrong_in(f"<p>&lt;{MARK}&gt;</p>") is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ["guest", "backbone", "consultant", "respondent"])
async def test_in_addresses(target: Target, role: str) -> None:
    values = target.world.values("open")
    asked = [
        (route, name) for route in target.routes if route.method == "GET" for name in route.parameters if name != "path"
    ]
    wrong = []
    async with visiting_as(target.settings, target.world, role) as visit:
        for number, payload in enumerate(PAYLOADS):
            route, name = asked[number % len(asked)]
            address = route.path({**{key: quote(one, safe="") for key, one in values.items()}, name: _quoted(payload)})
            wrong += await _get(visit, address)

    assert wrong == []


@pytest.mark.parametrize("role", ["guest", "backbone"])
async def test_in_queries(target: Target, role: str) -> None:
    values = target.world.values("open")
    readable = [route for route in target.routes if route.method == "GET" and "static" not in route.pattern]
    names = ("q", "page", "sort", "state", "sector", "language", "next", MARK)
    wrong = []
    async with visiting_as(target.settings, target.world, role) as visit:
        for number, payload in enumerate(PAYLOADS):
            route, name = readable[number % len(readable)], names[number % len(names)]
            wrong += await _get(visit, f"{route.path(values)}?{name}={_quoted(payload)}")

    assert wrong == []


async def test_in_headers(target: Target) -> None:
    wrong = []
    headers = ("accept-language", "accept-encoding", "sec-fetch-site", "origin", "cookie", "host", "x-forwarded-for")
    async with visiting_as(target.settings, target.world, "guest") as visit:
        for number, payload in enumerate(PAYLOADS):
            sent = {headers[number % len(headers)]: payload.encode("utf-8").replace(b"\r", b"").replace(b"\n", b"")}
            page = await visit.client.get("/sign-in", headers=sent)  # type: ignore[arg-type]
            if page.status_code >= 500 or wrong_in(page.text):
                wrong.append((sent, page.status_code))

    assert wrong == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("role", "state"), [("guest", "open"), ("backbone", "draft"), ("backbone", "open")])
async def test_in_every_field_of_every_form(target: Target, role: str, state: State) -> None:
    wrong = []
    async with visiting_as(target.settings, target.world, role) as visit:
        forms = await _forms(visit, target.routes, target.world.values(state))
        fields = [(form, name) for form in forms for name in form.fields]
        for number in range(max(len(PAYLOADS), len(fields))):
            (form, name), payload = fields[number % len(fields)], PAYLOADS[number % len(PAYLOADS)]
            wrong += await _post(visit, form.action, {**form.fields, name: (payload,)})

    assert len(fields) >= 2
    assert wrong == []


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["draft", "open"])
async def test_each_of_them_in_each_field_and_as_a_field(target: Target, state: State) -> None:
    wrong = []
    async with visiting_as(target.settings, target.world, "backbone") as visit:
        forms = await _forms(visit, target.routes, target.world.values(state))
        for form, payload in itertools.product(forms, PAYLOADS):
            wrong += await _post(visit, form.action, {**form.fields, payload: ("a",)})
            for name in form.fields:
                wrong += await _post(visit, form.action, {**form.fields, name: (payload,)})

    assert wrong == []


@pytest.mark.parametrize("role", ["guest", "backbone", "respondent"])
async def test_in_forms_that_no_page_of_ours_has(target: Target, role: str) -> None:
    values, wrong = target.world.values("open"), []
    posting = [route for route in target.routes if route.method != "GET" and route.pattern != "/sign-out"]
    names = ("name", "title", "email", "password", "way", "answer", "theme", "language", "next", "role", "page", "day")
    async with visiting_as(target.settings, target.world, role) as visit:
        for number, payload in enumerate(PAYLOADS):
            route = posting[number % len(posting)]
            wrong += await _post(visit, route.path(values), dict.fromkeys(names, (payload,)))

    assert wrong == []


async def _get(visit: Visit, address: str) -> list[tuple[str, int, str | None]]:
    page = await visit.client.get(address)
    bad = wrong_in(page.text)
    return [(address[:200], page.status_code, bad)] if page.status_code >= 500 or bad else []


async def _post(
    visit: Visit, address: str, fields: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, Mapping[str, tuple[str, ...]], int, str | None]]:
    sent = {"csrf": visit.token, **{name: list(values) for name, values in fields.items() if name != "csrf"}}
    page = await visit.client.post(address, data=sent)
    bad = wrong_in(page.text)
    shown = {name: tuple(value[:60] for value in values) for name, values in fields.items()}
    return [(address, shown, page.status_code, bad)] if page.status_code >= 500 or bad else []


async def _forms(visit: Visit, routes: list[Route], values: Mapping[str, str]) -> list[Form]:
    found: dict[str, Form] = {}
    for route in routes:
        if route.method == "GET" and "static" not in route.pattern:
            path = route.path(values)
            found |= {form.action: form for form in forms_of((await visit.client.get(path)).text, path)}
    ends = ("/sign-out", "/password", "/close", "/remove")
    return [form for action, form in sorted(found.items()) if not action.endswith(ends)]


def _quoted(payload: str) -> str:
    return quote(payload, safe="")
