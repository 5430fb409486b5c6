"""The home of an initiative: one sentence, one button, and below it why that sentence is there."""

from __future__ import annotations

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from diagnostic.domain.waves import STATES
from diagnostic.services.overview import home
from diagnostic.store.initiatives import Initiative
from diagnostic.store.waves import WaveRow
from diagnostic.web.access import allow
from diagnostic.web.backbone.framing import AUDIENCE, framed
from diagnostic.web.backbone.rounds import (
    Action,
    RoundPart,
    next_actions,
    next_sentence,
    part_of,
    place_of,
    reason_of,
    turnout_of,
)
from diagnostic.web.dates import day
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, words

_READABLE = STATES.index("analysed")


class EarlierRound(msgspec.Struct, frozen=True, kw_only=True):
    """A round beside the current one."""

    title: str
    summary: str
    href: str
    label: str


class HomePage(msgspec.Struct, frozen=True, kw_only=True):
    """The home; without a round it has only what comes next."""

    initiative: Initiative
    sentence: str
    actions: tuple[Action, ...]
    note: str | None
    round: RoundPart | None
    earlier: tuple[EarlierRound, ...]


@get("/initiatives/{initiative:str}", opt=allow("backbone"))
async def home_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """Show the home of an initiative."""
    language = staff.caller.language
    async with site.database.reading() as db:
        found = await home(db, staff.caller, initiative)
    word, view = words(AUDIENCE, language), found.round
    page = HomePage(
        initiative=found.initiative,
        sentence=next_sentence(found.next, people=view is not None and view.people, language=language),
        actions=next_actions(found.next, initiative, view.wave if view else None, word),
        note=reason_of(view.task, word) if view else None,
        round=part_of(view, language, staff.caller.now) if view else None,
        earlier=tuple(_earlier(wave, word, language) for wave in found.earlier),
    )
    framing = framed(
        staff, found.initiative, "home", template="backbone/home.html.jinja", title=word("initiatives.home")
    )
    return show(request, site, staff, framing, page)


def _earlier(wave: WaveRow, word: Words, language: str) -> EarlierRound:
    state = word(f"waves.states.{wave.state}")
    if wave.released_at is not None and wave.snapshot is not None:
        turnout = turnout_of(wave.snapshot.total, word, people=wave.mode == "anonymous")
        state = word("waves.summary.released", turnout=turnout, day=day(wave.released_at, language))
    readable = STATES.index(wave.state) >= _READABLE
    return EarlierRound(
        title=wave.title,
        summary=state,
        href=f"{place_of(wave)}/report" if readable else place_of(wave),
        label=word("home.open_report" if readable else "home.open_round"),
    )


ROUTES = (home_page,)
