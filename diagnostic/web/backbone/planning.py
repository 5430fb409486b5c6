"""The form on which a round is planned."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER, HTTP_422_UNPROCESSABLE_ENTITY

from diagnostic.domain.days import day_of
from diagnostic.domain.failures import Invalid, Refused
from diagnostic.domain.waves import GROUPINGS, MODES
from diagnostic.services import initiatives, waves
from diagnostic.services.plans import PlanValues, least_minimum, offered
from diagnostic.store.initiatives import Initiative
from diagnostic.store.waves import WaveRow
from diagnostic.web.access import allow
from diagnostic.web.backbone.framing import AUDIENCE, framed
from diagnostic.web.forms import fields, taken
from diagnostic.web.pages import Framing, WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, words
from questionnaires.model import Questionnaire
from questionnaires.problems import Problem
from questionnaires.rosters import minutes_of

_NEW = "/initiatives/{initiative:str}/waves/new"
_EDIT = "/initiatives/{initiative:str}/waves/{wave:str}/edit"

_PARTNERS = 20

Option = tuple[str, str, bool]


class PlanPage(msgspec.Struct, frozen=True, kw_only=True):
    """The plan of a round as a form, with what is wrong in it by field; `explained` says what an option means."""

    initiative: Initiative
    title: str
    values: PlanValues
    questionnaires: tuple[Option, ...]
    modes: tuple[Option, ...]
    groupings: tuple[Option, ...]
    explained: Mapping[str, str]
    network_about: str
    least: int
    notes: Mapping[str, str | None]
    problems: tuple[tuple[str, str], ...]
    back: str


@get(_NEW, opt=allow("backbone"))
async def new_wave_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """Show the form for a new round."""
    async with site.database.reading() as db:
        about = await initiatives.summary(db, staff.caller, initiative)
    values = PlanValues(
        questionnaire=offered()[0].id, mode="confidential", grouping="none", minimum=str(least_minimum())
    )
    return show(request, site, staff, *_page(staff, about, values))


@post(_NEW, opt=allow("backbone"))
async def new_wave(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str] | Redirect:
    """Keep a new round as a draft."""
    values = taken(await fields(request), PlanValues)
    try:
        async with site.database.writing() as db:
            wave = await waves.draft(db, staff.caller, initiative, values=values)
    except Invalid as error:
        return await _refused(request, site, staff, (initiative, None), values, error)
    return _to_wave(initiative, wave)


@get(_EDIT, opt=allow("backbone"))
async def edit_wave_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str]:
    """Show the form for a draft.

    Raises
    ------
    Refused
        The round is no draft any more.
    """
    async with site.database.reading() as db:
        about = await initiatives.summary(db, staff.caller, initiative)
        row = await waves.wave_of(db, staff.caller, initiative, wave)
    if row.state != "draft":
        raise Refused("wave_not_a_draft")
    return show(request, site, staff, *_page(staff, about, _as_typed(row), wave=wave))


@post(_EDIT, opt=allow("backbone"))
async def edit_wave(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str] | Redirect:
    """Change a draft."""
    values = taken(await fields(request), PlanValues)
    try:
        async with site.database.writing() as db:
            await waves.edit(db, staff.caller, initiative, wave, values=values)
    except Invalid as error:
        return await _refused(request, site, staff, (initiative, wave), values, error)
    return _to_wave(initiative, wave)


async def _refused(
    request: WebRequest, site: Site, staff: Visitor, place: tuple[str, str | None], values: PlanValues, error: Invalid
) -> Response[str]:
    """Show the form again with everything that was typed."""
    initiative, wave = place
    async with site.database.reading() as db:
        about = await initiatives.summary(db, staff.caller, initiative)
    return show(request, site, staff, *_page(staff, about, values, wave=wave, problems=error.fields))


def _page(
    staff: Visitor,
    about: Initiative,
    values: PlanValues,
    *,
    wave: str | None = None,
    problems: Mapping[str, Problem] = {},
) -> tuple[Framing, PlanPage]:
    language = staff.caller.language
    word = words(AUDIENCE, language)
    told = {field: problem.text(language) for field, problem in problems.items()}
    home = f"/initiatives/{about.id}"
    page = PlanPage(
        initiative=about,
        title=word("waves.edit_title" if wave else "waves.plan_title"),
        values=values,
        questionnaires=_questionnaires(values, word, language),
        modes=tuple((one, word(f"waves.mode_names.{one}"), one == values.mode) for one in MODES),
        groupings=tuple((one, word(f"waves.groupings.{one}"), one == values.grouping) for one in GROUPINGS),
        explained={one: word(f"waves.explained.{one}") for one in (*MODES, *GROUPINGS)},
        network_about=word("waves.field.network_about", **_roster_time()),
        least=least_minimum(),
        notes={field: told.get(field) for field in PlanValues.__struct_fields__},
        problems=tuple(told.items()),
        back=f"{home}/waves/{wave}" if wave else home,
    )
    framing = framed(
        staff,
        about,
        "home",
        template="backbone/wave_form.html.jinja",
        title=f"{word('error_prefix') if told else ''}{page.title}",
        status=HTTP_422_UNPROCESSABLE_ENTITY if told else 200,
    )
    return framing, page


def _questionnaires(values: PlanValues, word: Words, language: str) -> tuple[Option, ...]:
    def named(one: Questionnaire) -> str:
        title = one.texts[language].title
        if one.rosters:
            return word("waves.field.minutes_roster", title=title, **_roster_time())
        return word("waves.field.minutes", title=title, minutes=one.minutes or 0)

    return tuple((one.id, named(one), one.id == values.questionnaire) for one in offered())


def _roster_time() -> dict[str, int]:
    """Return how long it takes to say something of a number of partners that an initiative may well have."""
    return {"partners": _PARTNERS, "minutes": minutes_of(_PARTNERS)}


def _as_typed(wave: WaveRow) -> PlanValues:
    return PlanValues(
        title=wave.title,
        questionnaire=wave.questionnaire,
        mode=wave.mode,
        grouping=wave.grouping,
        minimum=str(wave.minimum),
        strict="yes" if wave.strict else "",
        network="yes" if wave.network else "",
        deadline=day_of(wave.deadline).isoformat() if wave.deadline else "",
    )


def _to_wave(initiative: str, wave: str) -> Redirect:
    return Redirect(f"/initiatives/{initiative}/waves/{wave}", status_code=HTTP_303_SEE_OTHER)


ROUTES = (new_wave_page, new_wave, edit_wave_page, edit_wave)
