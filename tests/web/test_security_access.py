"""Who may reach what: each route with each role, on an initiative of one's own and of somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest
from httpx import Response

from diagnostic.web.access import Access
from tests.visiting import Visit
from tests.web.conftest import Target
from tests.web.security import (
    ROLES,
    STATES,
    Form,
    Route,
    everything,
    forms_of,
    nobodys,
    routes_without_server,
    visiting_as,
    without_tokens,
)

pytestmark = pytest.mark.anyio

MAY: Mapping[str, frozenset[str]] = {
    "everybody": frozenset(ROLES),
    "respondent": frozenset({"respondent"}),
    "staff": frozenset({"stranger", "backbone", "consultant"}),
    "backbone": frozenset({"backbone"}),
    "consultant": frozenset({"consultant"}),
    "member": frozenset({"backbone", "consultant"}),
}
REFUSED = {401, 404}
EMPTY = 422
"""An empty form is refused before anybody looks whose it is, which tells nothing of whose it is."""


async def call(visit: Visit, route: Route, values: Mapping[str, str]) -> Response:
    """Call a route; what posts carries the token of this browser and nothing else."""
    if route.method == "GET":
        return await visit.client.get(route.path(values))
    return await visit.client.request(route.method, route.path(values), data={"csrf": visit.token})


def test_every_route_says_who_may_reach_it(tmp_path: Path) -> None:
    routes = routes_without_server(tmp_path)

    assert [route for route in routes if route.access not in get_args(Access)] == []
    assert set(MAY) == set(get_args(Access))
    assert {"everybody", "staff", "backbone"} <= {route.access for route in routes}


def test_every_route_of_one_initiative_asks_for_a_role_in_it(tmp_path: Path) -> None:
    routes = routes_without_server(tmp_path)

    open_ones = [one for one in routes if "initiative" in one.parameters and one.access in {"everybody", "staff"}]
    assert open_ones == []


@pytest.mark.parametrize("role", ROLES)
async def test_who_may_not_is_refused_and_writes_nothing(target: Target, role: str) -> None:
    before, values, wrong = await everything(target.database), target.world.values("open"), []
    async with visiting_as(target.settings, target.world, role) as visit:
        for route in target.routes:
            if role in MAY[route.access]:
                continue
            status = (await call(visit, route, values)).status_code
            if status not in (REFUSED if route.method == "GET" else {*REFUSED, EMPTY}):
                wrong.append((route, status))

    assert wrong == []
    assert await everything(target.database) == before


@pytest.mark.parametrize("role", ROLES)
async def test_who_may_is_not_sent_away(target: Target, role: str) -> None:
    values, wrong = target.world.values("open"), []
    async with visiting_as(target.settings, target.world, role) as visit:
        for route in target.routes:
            if route.method == "GET" and role in MAY[route.access]:
                status = (await call(visit, route, values)).status_code
                if status == 401 or status >= 500:
                    wrong.append((route, status))

    assert wrong == []


@pytest.mark.parametrize("role", ["guest", "stranger", "respondent"])
async def test_an_initiative_of_somebody_else_is_like_one_that_does_not_exist(target: Target, role: str) -> None:
    before, foreign, wrong = await everything(target.database), target.world.values("open"), []
    none = nobodys(foreign)
    async with visiting_as(target.settings, target.world, role) as visit:
        for route in target.routes:
            if "initiative" not in route.parameters:
                continue
            one, other = await call(visit, route, foreign), await call(visit, route, none)
            texts = {without_tokens(page.text, foreign["initiative"], none["initiative"]) for page in (one, other)}
            if (one.status_code != other.status_code) or len(texts) != 1:
                wrong.append((route, one.status_code, other.status_code))

    assert wrong == []
    assert await everything(target.database) == before


async def test_what_belongs_to_another_initiative_is_not_reached_through_ones_own(target: Target) -> None:
    own, other = target.world.values("open"), target.world.values("published")
    mixed = {**other, "initiative": own["initiative"]}
    before, wrong = await everything(target.database), []
    parts = {"wave", "organisation", "person", "invitation"}
    for role in ("backbone", "consultant"):
        async with visiting_as(target.settings, target.world, role) as visit:
            for route in target.routes:
                if "initiative" in route.parameters and parts & set(route.parameters):
                    status = (await call(visit, route, mixed)).status_code
                    if status not in {*REFUSED, EMPTY}:
                        wrong.append((role, route, status))

    assert wrong == []
    assert await everything(target.database) == before


async def test_reading_every_page_writes_nothing_but_the_count_of_wrong_links(target: Target) -> None:
    before, wrong = await everything(target.database, but="attempts"), []
    for role in ROLES:
        for state in STATES:
            async with visiting_as(target.settings, target.world, role) as visit:
                for route in target.routes:
                    if route.method == "GET":
                        status = (await call(visit, route, target.world.values(state))).status_code
                        if status >= 500:
                            wrong.append((role, state, route, status))
            assert (role, state, await everything(target.database, but="attempts")) == (role, state, before)

    assert wrong == []


async def test_a_form_of_the_backbone_office_sent_by_anybody_else_changes_nothing(target: Target) -> None:
    forms = await harvest(target)
    before, wrong = await everything(target.database), []
    for role in ("guest", "stranger", "consultant", "respondent"):
        async with visiting_as(target.settings, target.world, role) as visit:
            for form in forms:
                page = await visit.client.post(form.action, data={"csrf": visit.token, **as_sent(form)})
                if page.status_code not in REFUSED:
                    wrong.append((role, form, page.status_code))

    assert len(forms) >= 5
    assert wrong == []
    assert await everything(target.database) == before


async def harvest(target: Target) -> list[Form]:
    """Return every form that the backbone office has on the pages of its own initiatives."""
    found: dict[str, Form] = {}
    async with visiting_as(target.settings, target.world, "backbone") as visit:
        for state in STATES:
            for route in target.routes:
                if route.method == "GET" and route.access in {"backbone", "member"}:
                    path = route.path(target.world.values(state))
                    page = await visit.client.get(path)
                    found |= {form.action: form for form in forms_of(page.text, path)}
    return [form for form in found.values() if form.action.startswith("/initiatives/")]


def as_sent(form: Form) -> dict[str, list[str]]:
    """Return the fields of a form as they are sent."""
    return {name: list(values) for name, values in form.fields.items()}
