"""Pages on which a round is planned, published, opened and closed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Refused
from diagnostic.domain.waves import target
from diagnostic.services import initiatives, overview, tasks, waves
from diagnostic.services.plans import offered
from diagnostic.store.initiatives import Initiative
from diagnostic.store.waves import WaveRow
from diagnostic.web.access import allow
from diagnostic.web.backbone.framing import AUDIENCE, framed
from diagnostic.web.backbone.phrasing import counted
from diagnostic.web.backbone.rounds import Action, RoundPart, part_of, place_of, reason_of, summary_of
from diagnostic.web.backbone.self_report_notes import ReportNote, of_closing, of_round
from diagnostic.web.dates import day
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, words

_ROUND = "/initiatives/{initiative:str}/waves/{wave:str}"


class WavePage(msgspec.Struct, frozen=True, kw_only=True):
    """One round: what is fixed, how far it is, and what can be done."""

    initiative: Initiative
    round: RoundPart
    facts: tuple[tuple[str, str], ...]
    actions: tuple[Action, ...]
    note: str | None
    self_report: ReportNote | None


class ClosePage(msgspec.Struct, frozen=True, kw_only=True):
    """Asks once more before a round is closed for good; `few` where the report will have no result."""

    initiative: Initiative
    title: str
    turnout: str
    few: str | None
    self_report: ReportNote
    back: str


@get(_ROUND, opt=allow("backbone"))
async def wave_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str]:
    """Show a round."""
    language, caller = staff.caller.language, staff.caller
    async with site.database.reading() as db:
        about = await initiatives.summary(db, caller, initiative)
        view = await overview.round_of(db, caller, initiative, wave)
    word = words(AUDIENCE, language)
    page = WavePage(
        initiative=about,
        round=part_of(view, language, caller.now),
        facts=_facts(view.wave, word, language),
        actions=_actions(view, word),
        note=_note(view, word),
        self_report=of_round(view, word, language),
    )
    framing = framed(staff, about, "home", template="backbone/wave.html.jinja", title=page.round.title)
    return show(request, site, staff, framing, page)


@get(f"{_ROUND}/close", opt=allow("backbone"))
async def close_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str]:
    """Ask once more before a round is closed.

    Raises
    ------
    Refused
        The round is not open.
    """
    async with site.database.reading() as db:
        about = await initiatives.summary(db, staff.caller, initiative)
        view = await overview.round_of(db, staff.caller, initiative, wave)
    if target(view.wave.state, "close") is None:
        raise Refused("wave_step")
    word = words(AUDIENCE, staff.caller.language)
    page = ClosePage(
        initiative=about,
        title=word("waves.close_title", title=view.wave.title),
        turnout=word("waves.close_turnout", turnout=summary_of(view, staff.caller.language, staff.caller.now)),
        few=counted(word, "waves.close_few", view.outlook.missing) if view.outlook.missing else None,
        self_report=of_closing(view, word),
        back=place_of(view.wave),
    )
    framing = framed(staff, about, "home", template="backbone/wave_close.html.jinja", title=page.title)
    return show(request, site, staff, framing, page)


@post(f"{_ROUND}/publish", opt=allow("backbone"))
async def publish(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Redirect:
    """Publish a round, and lead to its links."""
    async with site.database.writing() as db:
        await waves.publish(db, staff.caller, initiative, wave, keys=site.keys)
    return _to(f"/initiatives/{initiative}/waves/{wave}/links")


@post(f"{_ROUND}/unpublish", opt=allow("backbone"))
async def unpublish(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Redirect:
    """Take a round back to a draft."""
    return await _step(site, waves.unpublish, staff.caller, initiative, wave)


@post(f"{_ROUND}/open", opt=allow("backbone"))
async def open_(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Redirect:
    """Open a round."""
    return await _step(site, waves.open_, staff.caller, initiative, wave)


@post(f"{_ROUND}/close", opt=allow("backbone"))
async def close(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Redirect:
    """Close a round."""
    return await _step(site, waves.close, staff.caller, initiative, wave)


@post(f"{_ROUND}/again", opt=allow("backbone"))
async def again(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Redirect:
    """Let an analysis that failed be tried once more."""
    return await _step(site, tasks.analyse_again, staff.caller, initiative, wave)


Step = Callable[[Any, Caller, str, str], Awaitable[None]]


async def _step(site: Site, step: Step, caller: Caller, initiative: str, wave: str) -> Redirect:
    async with site.database.writing() as db:
        await step(db, caller, initiative, wave)
    return _to(f"/initiatives/{initiative}/waves/{wave}")


def _to(address: str) -> Redirect:
    return Redirect(address, status_code=HTTP_303_SEE_OTHER)


def _note(view: overview.RoundView, word: Words) -> str | None:
    if view.wave.state == "draft" and not view.outlook.total.invited:
        return word("waves.action.partners_note")
    notes = {"draft": "waves.action.publish_note", "published": "waves.action.open_note"}
    key = notes.get(view.wave.state)
    return word(key) if key else reason_of(view.task, word)


def _actions(view: overview.RoundView, word: Words) -> tuple[Action, ...]:
    place = place_of(view.wave)

    def action(name: str, *, posts: bool = False) -> Action:
        return Action(href=f"{place}/{name}", label=word(f"waves.action.{name}"), posts=posts)

    partners = Action(href=f"/initiatives/{view.wave.initiative_id}/partners", label=word("home.action.partners"))
    again_ = Action(href=f"{place}/again", label=word("tasks.again"), posts=True)
    by_state: dict[str, tuple[Action, ...]] = {
        "draft": (action("publish", posts=True) if view.outlook.total.invited else partners, action("edit")),
        "published": (action("open", posts=True), action("links"), action("unpublish", posts=True)),
        "open": (action("links"), action("close")),
        "closed": (again_,) if view.next.key == "again" else (),
    }
    return by_state.get(view.wave.state, (action("report"),))


def _facts(wave: WaveRow, word: Words, language: str) -> tuple[tuple[str, str], ...]:
    asked = next((one for one in offered() if one.id == wave.questionnaire), None)
    unit = "people" if wave.mode == "anonymous" else "organisations"
    facts = [
        ("questionnaire", wave.questionnaire if asked is None else asked.texts[language].title),
        ("mode", word(f"waves.mode_names.{wave.mode}")),
        ("grouping", word(f"waves.groupings.{wave.grouping}")),
        ("minimum", word(f"waves.fact.minimum_{unit}", count=wave.minimum)),
        ("deadline", day(wave.deadline, language) if wave.deadline else word("waves.fact.no_deadline")),
    ]
    if wave.network is not None:
        facts.insert(1, ("network", word("waves.fact.network_yes")))
    if wave.strict:
        facts.append(("strict", word("waves.fact.strict_yes")))
    return tuple((word(f"waves.fact.{key}"), text) for key, text in facts)


ROUTES = (wave_page, close_page, publish, unpublish, open_, close, again)
