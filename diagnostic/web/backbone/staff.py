"""Routes on which a backbone office invites consultants and colleagues, and takes roles back."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.caller import ROLES, Role
from diagnostic.domain.failures import Invalid, NotFound, Refused
from diagnostic.services import staffing
from diagnostic.services.staffing import Staff
from diagnostic.web.access import allow
from diagnostic.web.backbone import confirming, staff_pages
from diagnostic.web.backbone.framing import AUDIENCE, framed
from diagnostic.web.filling import Filled, filled, status_of, titled
from diagnostic.web.forms import fields, taken
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

_HOME = "/initiatives/{initiative:str}/consultants"
_MEMBER = _HOME + "/{user:str}/{role:str}/remove"
_NOTICES = {"revoked", "removed"}


class InviteForm(msgspec.Struct, frozen=True, kw_only=True):
    """Who is invited, and into which role."""

    email: str
    role: str = ""


@get(_HOME, opt=allow("backbone"))
async def staff_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """List who works for an initiative, with the form to invite."""
    async with site.database.reading() as db:
        found = await staffing.listed(db, staff.caller, initiative)
    return _page(request, site, staff, found, Filled(values={"email": "", "role": "consultant"}))


@post(_HOME, opt=allow("backbone"))
async def invite(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str]
) -> Response[str]:
    """Invite somebody, and show the link this once: it is not kept, so that there is no page to lead to."""
    form = taken(await fields(request), InviteForm)
    try:
        async with site.database.writing() as db:
            token = await staffing.invite(db, staff.caller, initiative, email=form.email, role=form.role)
    except Invalid as invalid:
        async with site.database.reading() as db:
            found = await staffing.listed(db, staff.caller, initiative)
        return _page(request, site, staff, found, filled(form, invalid.fields, staff.caller.language))
    async with site.database.reading() as db:
        found = await staffing.listed(db, staff.caller, initiative)
    link = (form.email, f"{site.settings.address}/join/{token}")
    return _page(request, site, staff, found, Filled(values={"email": "", "role": "consultant"}), link)


@post(_HOME + "/invitations/{invitation:str}/revoke", opt=allow("backbone"))
async def revoke(
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    invitation: FromPath[str],
) -> Redirect:
    """Take an invitation back, and lead to the others."""
    async with site.database.writing() as db:
        await staffing.revoke(db, staff.caller, initiative, invitation)
    return Redirect(f"/initiatives/{initiative}/consultants?done=revoked", status_code=HTTP_303_SEE_OTHER)


@get(_MEMBER, opt=allow("backbone"))
async def remove_member_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    user: FromPath[str],
    role: FromPath[str],
) -> Response[str]:
    """Ask whether a role is to be taken from a member of staff."""
    async with site.database.reading() as db:
        found = await staffing.listed(db, staff.caller, initiative)
    return _confirm(request, site, staff, found, (user, role))


@post(_MEMBER, opt=allow("backbone"))
async def remove_member(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    user: FromPath[str],
    role: FromPath[str],
) -> Response[str] | Redirect:
    """Take a role from a member of staff, and lead to the others."""
    try:
        async with site.database.writing() as db:
            await staffing.remove(db, staff.caller, initiative, user, _role(role))
    except Refused as refused:
        async with site.database.reading() as db:
            found = await staffing.listed(db, staff.caller, initiative)
        why = words(AUDIENCE, staff.caller.language)(f"staff.{refused.key}")
        return _confirm(request, site, staff, found, (user, role), why)
    if user == staff.caller.user:
        return Redirect("/", status_code=HTTP_303_SEE_OTHER)
    return Redirect(f"/initiatives/{initiative}/consultants?done=removed", status_code=HTTP_303_SEE_OTHER)


def _role(text: str) -> Role:
    for role in ROLES:
        if role == text:
            return role
    raise NotFound


def _page(
    request: WebRequest, site: Site, staff: Visitor, found: Staff, form: Filled, link: tuple[str, str] | None = None
) -> Response[str]:
    language = staff.caller.language
    word, done = words(AUDIENCE, language), request.query_params.get("done", "")
    notice = word(f"staff.{done}") if done in _NOTICES else None
    page = staff_pages.staff_page(word, language, found, form, notice, link)
    title, status = titled(word("staff.title"), form, language), status_of(form)
    template = "backbone/staff.html.jinja"
    framing = framed(staff, found.initiative, "staff", template=template, title=title, status=status)
    return show(request, site, staff, framing, page)


def _confirm(
    request: WebRequest, site: Site, staff: Visitor, found: Staff, member: tuple[str, str], refusal: str | None = None
) -> Response[str]:
    word = words(AUDIENCE, staff.caller.language)
    for one in found.members:
        if (one.user, one.role) == member:
            own = one.user == staff.caller.user
            page = confirming.ConfirmPage(
                initiative=found.initiative,
                heading=word("staff.remove_self_title" if own else "staff.remove_title", name=one.name),
                text=word(f"staff.remove_{one.role}"),
                button=word("staff.remove_button"),
                back=f"/initiatives/{found.initiative.id}/consultants",
                refusal=refusal,
            )
            return show(request, site, staff, confirming.framing(staff, page, "staff"), page)
    raise NotFound


ROUTES = (staff_page, invite, revoke, remove_member_page, remove_member)
