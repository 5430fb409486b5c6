"""Routes on which initiatives are listed, begun and changed."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import Invalid
from diagnostic.domain.initiatives import REGIONS, THEMES
from diagnostic.services import initiatives
from diagnostic.services.initiatives import InitiativeValues
from diagnostic.store.initiatives import Initiative
from diagnostic.web.access import allow
from diagnostic.web.backbone.comparing import ComparisonPart, comparison_part
from diagnostic.web.backbone.counting import counted
from diagnostic.web.backbone.framing import AUDIENCE, framed, framed_outside
from diagnostic.web.filling import Filled, filled, status_of, titled
from diagnostic.web.forms import fields, taken
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, words

Option = tuple[str, str, bool]


class InitiativeLine(msgspec.Struct, frozen=True, kw_only=True):
    """An initiative in the list."""

    href: str
    name: str
    context: str
    partners: str
    note: str | None
    edit: str


class InitiativesPage(msgspec.Struct, frozen=True, kw_only=True):
    """The initiatives of a backbone office."""

    initiatives: tuple[InitiativeLine, ...]
    may_found: bool


class InitiativePage(msgspec.Struct, frozen=True, kw_only=True):
    """The form for an initiative; without one it begins one."""

    heading: str
    form: Filled
    themes: tuple[Option, ...]
    regions: tuple[Option, ...]
    button: str
    back: str
    initiative: Initiative | None = None
    comparison: ComparisonPart | None = None


@get("/initiatives", opt=allow("staff"))
async def initiatives_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor]
) -> Response[str]:
    """List the initiatives whose backbone office one belongs to."""
    async with site.database.reading() as db:
        own = await initiatives.own(db, staff.caller)
    word = words(AUDIENCE, staff.caller.language)
    lines = tuple(
        InitiativeLine(
            href=f"/initiatives/{one.initiative.id}",
            name=one.initiative.name,
            context=_context(word, one.initiative),
            partners=counted(word, "partners.organisations", one.organisations),
            note=word("simulated") if one.initiative.simulated else None,
            edit=f"/initiatives/{one.initiative.id}/edit",
        )
        for one in own
    )
    page = InitiativesPage(initiatives=lines, may_found=staff.may_found)
    framing = framed_outside(staff, template="backbone/initiatives.html.jinja", title=word("initiatives.title"))
    return show(request, site, staff, framing, page)


@get("/initiatives/new", opt=allow("staff"))
async def new_initiative_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor]
) -> Response[str]:
    """Show the form to begin an initiative with."""
    async with site.database.reading() as db:
        await initiatives.require_founder(db, staff.caller)
    return _form(request, site, staff, Filled(values={"name": "", "theme": "", "region": "", "founded": ""}))


@post("/initiatives/new", opt=allow("staff"))
async def new_initiative(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor]
) -> Response[str] | Redirect:
    """Begin an initiative, and lead to it."""
    values = taken(await fields(request), InitiativeValues)
    try:
        async with site.database.writing() as db:
            initiative = await initiatives.found(db, staff.caller, values=values)
    except Invalid as invalid:
        return _form(request, site, staff, filled(values, invalid.fields, staff.caller.language))
    return Redirect(f"/initiatives/{initiative}", status_code=HTTP_303_SEE_OTHER)


@get("/initiatives/{initiative:str}/edit", opt=allow("backbone"))
async def edit_initiative_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """Show the form to change an initiative with."""
    async with site.database.reading() as db:
        found = await initiatives.summary(db, staff.caller, initiative)
    founded = "" if found.founded is None else str(found.founded)
    values = {"name": found.name, "theme": found.theme, "region": found.region, "founded": founded}
    return _form(request, site, staff, Filled(values=values), found)


@post("/initiatives/{initiative:str}/edit", opt=allow("backbone"))
async def edit_initiative(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str] | Redirect:
    """Change an initiative, and lead to it."""
    values = taken(await fields(request), InitiativeValues)
    try:
        async with site.database.writing() as db:
            await initiatives.change(db, staff.caller, initiative, values=values)
    except Invalid as invalid:
        async with site.database.reading() as db:
            found = await initiatives.summary(db, staff.caller, initiative)
        return _form(request, site, staff, filled(values, invalid.fields, staff.caller.language), found)
    return Redirect(f"/initiatives/{initiative}", status_code=HTTP_303_SEE_OTHER)


def _form(
    request: WebRequest, site: Site, staff: Visitor, form: Filled, initiative: Initiative | None = None
) -> Response[str]:
    language = staff.caller.language
    word = words(AUDIENCE, language)
    heading = word("initiatives.new_title" if initiative is None else "initiatives.edit_title")
    page = InitiativePage(
        heading=heading,
        form=form,
        themes=(("", word("initiatives.choose"), False), *_options(word, "theme", THEMES, form)),
        regions=(("", word("initiatives.choose"), False), *_options(word, "region", REGIONS, form)),
        button=word("initiatives.new_button" if initiative is None else "initiatives.save"),
        back="/initiatives" if initiative is None else f"/initiatives/{initiative.id}",
        initiative=initiative,
        comparison=None if initiative is None else comparison_part(initiative, word, language, staff.caller.now),
    )
    title, status = titled(heading, form, language), status_of(form)
    framing = (
        framed_outside(staff, template="backbone/initiative_new.html.jinja", title=title, status=status)
        if initiative is None
        else framed(
            staff, initiative, "home", template="backbone/initiative_edit.html.jinja", title=title, status=status
        )
    )
    return show(request, site, staff, framing, page)


def _options(word: Words, field: str, codes: tuple[str, ...], form: Filled) -> tuple[Option, ...]:
    return tuple((code, word(f"initiatives.{field}_{code}"), code == form.values[field]) for code in codes)


def _context(word: Words, initiative: Initiative) -> str:
    theme, region = word(f"initiatives.theme_{initiative.theme}"), word(f"initiatives.region_{initiative.region}")
    if initiative.founded is None:
        return word("initiatives.context", theme=theme, region=region)
    return word("initiatives.context_since", theme=theme, region=region, year=initiative.founded)


ROUTES = (initiatives_page, new_initiative_page, new_initiative, edit_initiative_page, edit_initiative)
