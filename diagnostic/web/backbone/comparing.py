"""Taking part in the comparison of initiatives: the part of the settings page about it, and its two buttons."""

from __future__ import annotations

from datetime import datetime

import msgspec
from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.quarters import quarter_of
from diagnostic.services import comparisons
from diagnostic.store.initiatives import Initiative
from diagnostic.web.access import allow
from diagnostic.web.dates import day
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words

_PATH = "/initiatives/{initiative:str}/comparison"


class ComparisonPart(msgspec.Struct, frozen=True, kw_only=True):
    """Whether an initiative takes part, what that means, and the button that changes it."""

    standing: str
    facts: tuple[tuple[str, str], ...]
    action: str
    button: str


def comparison_part(initiative: Initiative, word: Words, language: str, now: datetime) -> ComparisonPart:
    """Return the part of the page about an initiative."""
    place, since = f"/initiatives/{initiative.id}/comparison", initiative.compared_since
    starts = day(quarter_of(since or now).following.begins, language)
    told = ("what", "where", "from", "withdraw") if since is None else ("what", "where", "withdraw")
    return ComparisonPart(
        standing=word("comparison.out") if since is None else _taking_part(since, word, language, now),
        facts=tuple((word(f"comparison.{one}"), word(f"comparison.{one}_text", day=starts)) for one in told),
        action=place if since is None else f"{place}/withdraw",
        button=word("comparison.take_part" if since is None else "comparison.withdraw_button"),
    )


def _taking_part(since: datetime, word: Words, language: str, now: datetime) -> str:
    quarter = quarter_of(now)
    if since >= quarter.begins:
        return word("comparison.soon", day=day(since, language), start=day(quarter.following.begins, language))
    return word("comparison.in", day=day(since, language))


@post(_PATH, opt=allow("backbone"))
async def take_part(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Redirect:
    """Let an initiative take part from the next quarter on."""
    async with site.database.writing() as db:
        await comparisons.take_part(db, staff.caller, initiative)
    return _to_settings(initiative)


@post(f"{_PATH}/withdraw", opt=allow("backbone"))
async def withdraw(site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]) -> Redirect:
    """Let an initiative take part no more."""
    async with site.database.writing() as db:
        await comparisons.withdraw(db, staff.caller, initiative)
    return _to_settings(initiative)


def _to_settings(initiative: str) -> Redirect:
    return Redirect(f"/initiatives/{initiative}/edit#comparison", status_code=HTTP_303_SEE_OTHER)


ROUTES = (take_part, withdraw)
