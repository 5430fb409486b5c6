"""Routes on which staff look after their own account."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from litestar.status_codes import HTTP_303_SEE_OTHER

from diagnostic.domain.failures import Invalid
from diagnostic.i18n import LANGUAGES
from diagnostic.services import accounts
from diagnostic.services.passwords import SHORTEST
from diagnostic.web import cookies
from diagnostic.web.access import allow
from diagnostic.web.filling import Filled, filled, status_of, titled
from diagnostic.web.forms import fields, taken
from diagnostic.web.pages import Framing, Link, WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor, keyed
from diagnostic.web.wording import words

_AUDIENCE = "account"
_NOTICES = {"changed", "password_changed"}


class AccountForm(msgspec.Struct, frozen=True, kw_only=True):
    """One's own name and language."""

    name: str
    language: str


class PasswordForm(msgspec.Struct, frozen=True, kw_only=True):
    """The password of now, and the one to come."""

    current: str
    password: str


class AccountPage(msgspec.Struct, frozen=True, kw_only=True):
    """One's own account, and the form to change it with."""

    email: str
    form: Filled
    languages: tuple[tuple[str, str, bool], ...]
    notice: str | None


class PasswordPage(msgspec.Struct, frozen=True, kw_only=True):
    """The form to change one's password with; no password stands in a page."""

    form: Filled
    shortest: int


@get("/account", opt=allow("staff"))
async def account_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor]
) -> Response[str]:
    """Show one's own account."""
    async with site.database.reading() as db:
        member = await accounts.own(db, staff.caller)
    form = Filled(values={"name": member.name, "language": member.language})
    return _account_page(request, site, staff, form, member.email)


@post("/account", opt=allow("staff"))
async def change_account(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor]
) -> Response[str] | Redirect:
    """Change one's name and language, which this browser speaks from now on."""
    form = taken(await fields(request), AccountForm)
    try:
        async with site.database.writing() as db:
            await accounts.change(db, staff.caller, name=form.name, language=form.language)
    except Invalid as invalid:
        async with site.database.reading() as db:
            member = await accounts.own(db, staff.caller)
        wrong = filled(form, invalid.fields, staff.caller.language)
        return _account_page(request, site, staff, wrong, member.email)
    response = Redirect("/account?done=changed", status_code=HTTP_303_SEE_OTHER)
    response.set_cookie(cookies.write(site, "language", form.language))
    return response


@get("/account/password", opt=allow("staff"))
async def password_page(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor]
) -> Response[str]:
    """Show the form to change one's password with."""
    return _password_page(request, site, staff, Filled(values={}))


@post("/account/password", opt=allow("staff"))
async def change_password(
    request: WebRequest, site: NamedDependency[Site], staff: NamedDependency[Visitor]
) -> Response[str] | Redirect:
    """Change one's password, with a new session here and none elsewhere."""
    form = taken(await fields(request), PasswordForm)
    origin = keyed(site, f"password:{staff.caller.user}")
    try:
        token = await accounts.change_password(
            site.database, staff.caller, current=form.current, new=form.password, origin=origin
        )
    except Invalid as invalid:
        notes = filled(form, invalid.fields, staff.caller.language).notes
        return _password_page(request, site, staff, Filled(values={}, notes=notes))
    response = Redirect("/account?done=password_changed", status_code=HTTP_303_SEE_OTHER)
    response.set_cookie(cookies.write(site, "staff", token))
    return response


def _account_page(request: WebRequest, site: Site, staff: Visitor, form: Filled, email: str) -> Response[str]:
    word, done = words(_AUDIENCE, staff.caller.language), request.query_params.get("done", "")
    chosen = form.values["language"]
    page = AccountPage(
        email=email,
        form=form,
        languages=tuple((code, word(f"own.language_{code}"), code == chosen) for code in LANGUAGES),
        notice=word(f"own.{done}") if done in _NOTICES else None,
    )
    return show(request, site, staff, _framing(staff, form, "own.title", "account/own.html.jinja"), page)


def _password_page(request: WebRequest, site: Site, staff: Visitor, form: Filled) -> Response[str]:
    framing = _framing(staff, form, "own.password_title", "account/password.html.jinja")
    return show(request, site, staff, framing, PasswordPage(form=form, shortest=SHORTEST))


def _framing(staff: Visitor, form: Filled, title: str, template: str) -> Framing:
    language = staff.caller.language
    word = words(_AUDIENCE, language)
    return Framing(
        template=template,
        title=titled(word(title), form, language),
        audience=_AUDIENCE,
        navigation=(Link("/", word("own.back")), Link("/account", word("own.navigation"), current=True)),
        status=status_of(form),
    )


ROUTES = (account_page, change_account, password_page, change_password)
