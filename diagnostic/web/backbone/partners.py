"""Routes on which partner organisations are listed, added, changed and removed."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import Failure, Invalid, Refused
from diagnostic.services import partners
from diagnostic.services.partners import Partners
from diagnostic.services.people import PersonValues
from diagnostic.web.access import allow
from diagnostic.web.backbone import confirming, partner_pages
from diagnostic.web.backbone.counting import counted
from diagnostic.web.backbone.framing import AUDIENCE, framed
from diagnostic.web.backbone.partner_pages import PartnerFormPage
from diagnostic.web.filling import Filled, filled, status_of, titled
from diagnostic.web.forms import fields, taken
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, words

_HOME = "/initiatives/{initiative:str}/partners"
_ONE = _HOME + "/{organisation:str}"
_NOTICES = {"added", "changed", "removed", "imported"}


class OrganisationForm(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of an organisation."""

    organisation: str
    sector: str


class NewOrganisationForm(OrganisationForm, frozen=True, kw_only=True):
    """What is asked of a new organisation and its first person."""

    name: str = ""
    email: str = ""
    language: str = ""


@get(_HOME, opt=allow("backbone"))
async def partners_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """List the partners by sector."""
    async with site.database.reading() as db:
        found = await partners.listed(db, staff.caller, initiative)
    word, language = _word(staff), staff.caller.language
    page = partner_pages.partners_page(word, language, found, notice(request, word))
    framing = framed(
        staff, found.initiative, "partners", template="backbone/partners.html.jinja", title=word("partners.title")
    )
    return show(request, site, staff, framing, page)


@get(_HOME + "/new", opt=allow("backbone"))
async def new_partner_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """Show the form to add an organisation with."""
    async with site.database.reading() as db:
        found = await partners.listed(db, staff.caller, initiative)
    values = {"organisation": "", "sector": "", "name": "", "email": "", "language": staff.caller.language}
    return _form(request, site, staff, found, Filled(values=values))


@post(_HOME + "/new", opt=allow("backbone"))
async def new_partner(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str] | Redirect:
    """Add an organisation, and lead to it."""
    form = taken(await fields(request), NewOrganisationForm)
    person = PersonValues(name=form.name, email=form.email, language=form.language)
    try:
        async with site.database.writing() as db:
            added = await partners.add(
                db, staff.caller, initiative, name=form.organisation, sector=form.sector, person=person
            )
    except Invalid as invalid:
        async with site.database.reading() as db:
            found = await partners.listed(db, staff.caller, initiative)
        return _form(request, site, staff, found, filled(form, invalid.fields, staff.caller.language))
    return Redirect(f"/initiatives/{initiative}/partners/{added}?done=added", status_code=HTTP_303_SEE_OTHER)


@get(_ONE, opt=allow("backbone"))
async def partner_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
) -> Response[str]:
    """Show one organisation with its people."""
    async with site.database.reading() as db:
        found = await partners.one(db, staff.caller, initiative, organisation)
    word = _word(staff)
    page = partner_pages.partner_page(word, staff.caller.language, found, notice(request, word))
    framing = framed(staff, found.initiative, "partners", template="backbone/partner.html.jinja", title=page.name)
    return show(request, site, staff, framing, page)


@get(_ONE + "/edit", opt=allow("backbone"))
async def edit_partner_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
) -> Response[str]:
    """Show the form to change an organisation with."""
    async with site.database.reading() as db:
        found = await partners.one(db, staff.caller, initiative, organisation)
    (partner,) = found.partners
    values = {"organisation": partner.name, "sector": partner.sector}
    return _form(request, site, staff, found, Filled(values=values), organisation)


@post(_ONE + "/edit", opt=allow("backbone"))
async def edit_partner(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
) -> Response[str] | Redirect:
    """Change an organisation, and lead to it."""
    form, language = taken(await fields(request), OrganisationForm), staff.caller.language
    try:
        async with site.database.writing() as db:
            await partners.change(
                db, staff.caller, initiative, organisation, name=form.organisation, sector=form.sector
            )
    except Invalid as invalid:
        wrong = filled(form, invalid.fields, language)
    except Refused as refused:
        values = {"organisation": form.organisation, "sector": form.sector}
        wrong = Filled(values=values, notes={"sector": refusal(_word(staff), refused)})
    else:
        where = f"/initiatives/{initiative}/partners/{organisation}?done=changed"
        return Redirect(where, status_code=HTTP_303_SEE_OTHER)
    async with site.database.reading() as db:
        found = await partners.one(db, staff.caller, initiative, organisation)
    return _form(request, site, staff, found, wrong, organisation)


@get(_ONE + "/remove", opt=allow("backbone"))
async def remove_partner_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
) -> Response[str]:
    """Ask whether an organisation is to be removed."""
    async with site.database.reading() as db:
        found = await partners.one(db, staff.caller, initiative, organisation)
    return _confirm(request, site, staff, found)


@post(_ONE + "/remove", opt=allow("backbone"))
async def remove_partner(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
) -> Response[str] | Redirect:
    """Remove an organisation, and lead to the others."""
    try:
        async with site.database.writing() as db:
            await partners.remove(db, staff.caller, initiative, organisation)
    except Refused as refused:
        async with site.database.reading() as db:
            found = await partners.one(db, staff.caller, initiative, organisation)
        return _confirm(request, site, staff, found, refusal(_word(staff), refused))
    return Redirect(f"/initiatives/{initiative}/partners?done=removed", status_code=HTTP_303_SEE_OTHER)


def notice(request: WebRequest, word: Words) -> str | None:
    """Return what has just been done, as the address says; anything else in it says nothing."""
    done = request.query_params.get("done", "")
    return word(f"partners.{done}") if done in _NOTICES else None


def refusal(word: Words, refused: Failure) -> str:
    """Return why something about partners cannot be done."""
    return word(f"partners.{refused.key}", **refused.values)


def _form(
    request: WebRequest, site: Site, staff: Visitor, found: Partners, form: Filled, organisation: str | None = None
) -> Response[str]:
    word, language = _word(staff), staff.caller.language
    home = f"/initiatives/{found.initiative.id}/partners"
    is_new = organisation is None
    page = PartnerFormPage(
        initiative=found.initiative,
        heading=word("partners.new_title" if is_new else "partners.edit_title"),
        form=form,
        sectors=partner_pages.sector_options(word, language, form.values["sector"]),
        with_person=is_new,
        languages=partner_pages.language_options(word, form.values["language"]) if is_new else (),
        in_field=found.in_field,
        button=word("partners.new_button" if is_new else "initiatives.save"),
        back=home if is_new else f"{home}/{organisation}",
        remove=None if is_new else f"{home}/{organisation}/remove",
    )
    title, status = titled(page.heading, form, language), status_of(form)
    template = "backbone/partner_form.html.jinja"
    framing = framed(staff, found.initiative, "partners", template=template, title=title, status=status)
    return show(request, site, staff, framing, page)


def _confirm(
    request: WebRequest, site: Site, staff: Visitor, found: Partners, refusal: str | None = None
) -> Response[str]:
    word, (partner,) = _word(staff), found.partners
    page = confirming.ConfirmPage(
        initiative=found.initiative,
        heading=word("partners.remove_title", name=partner.name),
        text=word("partners.remove_text", people=counted(word, "people.people", len(partner.people))),
        button=word("partners.remove_button"),
        back=f"/initiatives/{found.initiative.id}/partners/{partner.id}",
        refusal=refusal,
    )
    return show(request, site, staff, confirming.framing(staff, page, "partners"), page)


def _word(staff: Visitor) -> Words:
    return words(AUDIENCE, staff.caller.language)


ROUTES = (
    partners_page,
    new_partner_page,
    new_partner,
    partner_page,
    edit_partner_page,
    edit_partner,
    remove_partner_page,
    remove_partner,
)
