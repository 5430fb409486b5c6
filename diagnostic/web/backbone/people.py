"""Routes on which people of a partner organisation are added, changed and removed."""

from __future__ import annotations

from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import Invalid, Refused
from diagnostic.services import partners, people
from diagnostic.services.partners import Partners
from diagnostic.services.people import PersonValues
from diagnostic.web.access import allow
from diagnostic.web.backbone import confirming, partner_pages
from diagnostic.web.backbone.framing import AUDIENCE, framed
from diagnostic.web.backbone.partner_pages import PartnerFormPage
from diagnostic.web.backbone.partners import refusal
from diagnostic.web.filling import Filled, filled, status_of, titled
from diagnostic.web.forms import fields, taken
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

_HOME = "/initiatives/{initiative:str}/partners/{organisation:str}/people"
_ONE = _HOME + "/{person:str}"


@get(_HOME + "/new", opt=allow("backbone"))
async def new_person_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
) -> Response[str]:
    """Show the form to add a person with."""
    async with site.database.reading() as db:
        found = await partners.one(db, staff.caller, initiative, organisation)
    values = {"name": "", "email": "", "language": staff.caller.language}
    return _form(request, site, staff, found, Filled(values=values))


@post(_HOME + "/new", opt=allow("backbone"))
async def new_person(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
) -> Response[str] | Redirect:
    """Add a person, and lead to the organisation."""
    values = taken(await fields(request), PersonValues)
    try:
        async with site.database.writing() as db:
            await people.add(db, staff.caller, initiative, organisation, values=values)
    except Invalid as invalid:
        async with site.database.reading() as db:
            found = await partners.one(db, staff.caller, initiative, organisation)
        return _form(request, site, staff, found, filled(values, invalid.fields, staff.caller.language))
    return _to(initiative, organisation, "added")


@get(_ONE, opt=allow("backbone"))
async def person_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
    person: FromPath[str],
) -> Response[str]:
    """Show the form to change a person with."""
    async with site.database.reading() as db:
        found = await partners.one(db, staff.caller, initiative, organisation)
    one = people.person_of(found.partners[0], person)
    values = {"name": one.name, "email": one.email, "language": one.language}
    return _form(request, site, staff, found, Filled(values=values), person)


@post(_ONE, opt=allow("backbone"))
async def edit_person(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
    person: FromPath[str],
) -> Response[str] | Redirect:
    """Change a person, and lead to the organisation."""
    values = taken(await fields(request), PersonValues)
    try:
        async with site.database.writing() as db:
            await people.change(db, staff.caller, initiative, organisation, person, values)
    except Invalid as invalid:
        async with site.database.reading() as db:
            found = await partners.one(db, staff.caller, initiative, organisation)
        return _form(request, site, staff, found, filled(values, invalid.fields, staff.caller.language), person)
    return _to(initiative, organisation, "changed")


@get(_ONE + "/remove", opt=allow("backbone"))
async def remove_person_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
    person: FromPath[str],
) -> Response[str]:
    """Ask whether a person is to be removed."""
    async with site.database.reading() as db:
        found = await partners.one(db, staff.caller, initiative, organisation)
    return _confirm(request, site, staff, found, person)


@post(_ONE + "/remove", opt=allow("backbone"))
async def remove_person(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    organisation: FromPath[str],
    person: FromPath[str],
) -> Response[str] | Redirect:
    """Remove a person, and lead to the organisation."""
    try:
        async with site.database.writing() as db:
            await people.remove(db, staff.caller, initiative, organisation, person)
    except Refused as refused:
        async with site.database.reading() as db:
            found = await partners.one(db, staff.caller, initiative, organisation)
        why = refusal(words(AUDIENCE, staff.caller.language), refused)
        return _confirm(request, site, staff, found, person, why)
    return _to(initiative, organisation, "removed")


def _to(initiative: str, organisation: str, done: str) -> Redirect:
    where = f"/initiatives/{initiative}/partners/{organisation}?done={done}"
    return Redirect(where, status_code=HTTP_303_SEE_OTHER)


def _form(
    request: WebRequest, site: Site, staff: Visitor, found: Partners, form: Filled, person: str | None = None
) -> Response[str]:
    language, (partner,) = staff.caller.language, found.partners
    word = words(AUDIENCE, language)
    home = f"/initiatives/{found.initiative.id}/partners/{partner.id}"
    page = PartnerFormPage(
        initiative=found.initiative,
        heading=word("people.new_title" if person is None else "people.edit_title", organisation=partner.name),
        form=form,
        sectors=(),
        with_person=True,
        languages=partner_pages.language_options(word, form.values["language"]),
        in_field=found.in_field and person is None,
        button=word("people.new_button" if person is None else "initiatives.save"),
        back=home,
        remove=None if person is None else f"{home}/people/{person}/remove",
    )
    title, status = titled(page.heading, form, language), status_of(form)
    template = "backbone/partner_form.html.jinja"
    framing = framed(staff, found.initiative, "partners", template=template, title=title, status=status)
    return show(request, site, staff, framing, page)


def _confirm(
    request: WebRequest, site: Site, staff: Visitor, found: Partners, person: str, refusal: str | None = None
) -> Response[str]:
    word, (partner,) = words(AUDIENCE, staff.caller.language), found.partners
    name = partner_pages.person_name(word, partner, people.person_of(partner, person))
    page = confirming.ConfirmPage(
        initiative=found.initiative,
        heading=word("people.remove_title", name=name),
        text=word("people.remove_text", organisation=partner.name),
        button=word("people.remove_button"),
        back=f"/initiatives/{found.initiative.id}/partners/{partner.id}",
        refusal=refusal,
    )
    return show(request, site, staff, confirming.framing(staff, page, "partners"), page)


ROUTES = (new_person_page, new_person, person_page, edit_person, remove_person_page, remove_person)
