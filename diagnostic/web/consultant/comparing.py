"""One initiative among comparable ones, as its consultant sees it; or why there is no comparison."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import product

import msgspec
from babel.lists import format_list
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from diagnostic.domain.comparisons import SMALL, ComparedScale, Comparison
from diagnostic.domain.quarters import Quarter
from diagnostic.services import comparisons
from diagnostic.services.comparisons import Round, Standing
from diagnostic.services.plans import offered
from diagnostic.store.initiatives import Initiative
from diagnostic.web.access import allow
from diagnostic.web.consultant.framing import AUDIENCE, framed
from diagnostic.web.consultant.placing import PlacedScale, name_of, placed
from diagnostic.web.dates import day
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, in_words, spelt, words

_DAY = timedelta(days=1)


class ComparisonPage(msgspec.Struct, frozen=True, kw_only=True):
    """Where an initiative stands: who is compared, each scale; without scales, why not.

    Parameters
    ----------
    lead : tuple of str
        What it comes to, or the reason and what follows from it.
    facts : tuple of (str, str)
        Who is compared with whom, and why.
    """

    initiative: Initiative
    title: str
    lead: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    scales: tuple[PlacedScale, ...]


@get("/portfolio/{initiative:str}/comparison", opt=allow("consultant"))
async def comparison_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """Show where an initiative stands among comparable ones."""
    async with site.database.reading() as db:
        found = await comparisons.standing(db, staff.caller, initiative)
    page = page_of(found, staff.caller.language)
    framing = framed(
        staff,
        template="consultant/comparison.html.jinja",
        title=page.title,
        simulated=found.initiative.simulated,
    )
    return show(request, site, staff, framing, page)


def page_of(found: Standing, language: str) -> ComparisonPage:
    """Return the page in words."""
    word, comparison, about = words(AUDIENCE, language), found.comparison, found.round
    seen = comparison is not None and comparison.refused is None
    facts: Sequence[tuple[str, str]] = ()
    if comparison is not None and about is not None and seen:
        facts = _facts(comparison, about, found.quarter, language)
    return ComparisonPage(
        initiative=found.initiative,
        title=word("comparison.title", name=found.initiative.name),
        lead=_lead(comparison.scales, word, language) if comparison is not None and seen else _reason(found, language),
        facts=tuple(facts),
        scales=tuple(placed(scale, word, language) for scale in comparison.scales) if comparison is not None else (),
    )


def _reason(found: Standing, language: str) -> tuple[str, ...]:
    word, comparison = words(AUDIENCE, language), found.comparison
    key = found.absence if comparison is None else comparison.refused
    start = day(found.quarter.following.begins, language)
    return word("comparison.absent"), word(f"comparison.why.{key}", start=start)


def _lead(scales: Sequence[ComparedScale], word: Words, language: str) -> tuple[str, ...]:
    """Return what it comes to: the scales on which the initiative lies beyond what chance makes of one."""
    told = []
    for position, direction in product(("outside", "between"), ("lower", "higher")):
        names = [
            word("comparison.quoted", name=name_of(one.own.id, language))
            for one in scales
            if (one.place.position, one.place.direction) == (position, direction)
        ]
        if names:
            listed = str(format_list(names, style="standard", locale=language))
            told.append(word(f"comparison.lead.{position}_{direction}", names=listed))
    if any(one.place.position == "between" for one in scales):
        told.append(word("comparison.lead.perhaps"))
    return tuple(told) or (word("comparison.lead.inside"),)


def _facts(comparison: Comparison, about: Round, quarter: Quarter, language: str) -> tuple[tuple[str, str], ...]:
    word = words(AUDIENCE, language)
    others, last = comparison.initiatives - 1, quarter.following.begins - _DAY
    asked = next((one for one in offered() if one.id == comparison.questionnaire), None)
    title = comparison.questionnaire if asked is None else asked.texts[language].title
    texts = {
        "whom": word("comparison.fact.whom_text", **spelt(word, others)),
        "why": word(f"comparison.fact.why_{comparison.unit}", questionnaire=title),
        "size": _size(comparison, word),
        "own": word("comparison.fact.own_text", title=about.title, day=day(about.released_at, language)),
        "when": word(
            "comparison.fact.when_text",
            quarter=word(f"comparison.quarter.{quarter.number}", year=quarter.year),
            start=day(quarter.begins, language),
            end=day(last, language),
        ),
    }
    return tuple((word(f"comparison.fact.{name}"), text) for name, text in texts.items())


def _size(comparison: Comparison, word: Words) -> str:
    total, small = comparison.initiatives, comparison.small
    first, last = comparison.years
    kind = "all" if small == total else {0: "none", 1: "one"}.get(small, "some")
    size = word(
        f"comparison.size.{kind}_{comparison.unit}",
        **spelt(word, small),
        total=in_words(word, total),
        most=SMALL,
    )
    years = word("comparison.year", year=first) if first == last else word("comparison.years", first=first, last=last)
    return f"{size} {years}"


ROUTES = (comparison_page,)
