"""Pages with the personal links: to copy, to print and cut, to renew."""

from __future__ import annotations

import msgspec
from litestar import Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from litestar.status_codes import HTTP_200_OK, HTTP_303_SEE_OTHER

from diagnostic.services import initiatives, links, waves
from diagnostic.services.links import Links, PersonalLink
from diagnostic.store.initiatives import Initiative
from diagnostic.web.access import allow
from diagnostic.web.backbone.framing import AUDIENCE, framed
from diagnostic.web.backbone.phrasing import counted
from diagnostic.web.backbone.rounds import Action, place_of
from diagnostic.web.dates import day
from diagnostic.web.pages import WebRequest, show
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import Words, words

_LINKS = "/initiatives/{initiative:str}/waves/{wave:str}/links"


class UsedLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link that is not shown any more; `renew` is where a new one is asked for."""

    person: str
    organisation: str
    state: str
    renew: str | None


class LinksPage(msgspec.Struct, frozen=True, kw_only=True):
    """The links of a round; `renewed` has organisation, person and link of the one that has just been renewed.

    Parameters
    ----------
    early : bool
        Whether nobody can answer yet.
    """

    initiative: Initiative
    round: str
    back: str
    print: str | None
    items: tuple[tuple[str, str, str, str, str], ...]
    used: tuple[UsedLink, ...]
    without: str | None
    invite: Action
    renewed: tuple[str, str, str] | None
    key_gone: bool
    early: bool


class StripsPage(msgspec.Struct, frozen=True, kw_only=True):
    """The links as strips to cut out."""

    initiative: Initiative
    strips: tuple[tuple[str, str, str], ...]
    before: str
    back: str


@get(_LINKS, opt=allow("backbone"))
async def links_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str]:
    """Show the links of a round."""
    async with site.database.reading() as db:
        about = await initiatives.summary(db, staff.caller, initiative)
        found = await links.links_of(db, staff.caller, initiative, wave, keys=site.keys)
    return _shown(request, site, staff, about, _links_page(site, found, about, words(AUDIENCE, staff.caller.language)))


@get(f"{_LINKS}/print", opt=allow("backbone"))
async def strips_page(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
) -> Response[str]:
    """Show the links as strips."""
    async with site.database.reading() as db:
        about = await initiatives.summary(db, staff.caller, initiative)
        found = await links.links_of(db, staff.caller, initiative, wave, keys=site.keys)
    word, row = words(AUDIENCE, staff.caller.language), found.wave
    until = None if row.deadline is None else day(row.deadline, staff.caller.language)
    before = (
        word("links.strip", title=about.name)
        if until is None
        else word("links.strip_until", title=about.name, day=until)
    )
    page = StripsPage(
        initiative=about,
        strips=tuple((_name(one, word), one.organisation, _address(site, one.token or "")) for one in _unused(found)),
        before=before,
        back=f"{place_of(row)}/links",
    )
    framing = framed(staff, about, "home", template="backbone/link_strips.html.jinja", title=word("links.print_title"))
    return show(request, site, staff, framing, page)


@post(f"{_LINKS}/{{invitation:str}}/renew", opt=allow("backbone"), status_code=HTTP_200_OK)
async def renew_link(
    request: WebRequest,
    site: NamedDependency[Site],
    staff: NamedDependency[Visitor],
    initiative: FromPath[str],
    wave: FromPath[str],
    invitation: FromPath[str],
) -> Response[str]:
    """Renew a link, and show it: one that is in use is not shown again, and must not stand in an address."""
    async with site.database.writing() as db:
        token = await links.renew(db, staff.caller, initiative, wave, invitation=invitation, keys=site.keys)
        about = await initiatives.summary(db, staff.caller, initiative)
        found = await links.links_of(db, staff.caller, initiative, wave, keys=site.keys)
    word = words(AUDIENCE, staff.caller.language)
    one = next(link for link in found.links if link.invitation == invitation)
    renewed = (one.organisation, _name(one, word), _address(site, token))
    return _shown(request, site, staff, about, _links_page(site, found, about, word, renewed=renewed))


@post(f"{_LINKS}/new", opt=allow("backbone"))
async def invite_new(
    site: NamedDependency[Site], staff: NamedDependency[Visitor], initiative: FromPath[str], wave: FromPath[str]
) -> Redirect:
    """Make links for those who joined after publishing."""
    async with site.database.writing() as db:
        await waves.invite_new(db, staff.caller, initiative, wave, keys=site.keys)
    return Redirect(f"/initiatives/{initiative}/waves/{wave}/links", status_code=HTTP_303_SEE_OTHER)


def _shown(request: WebRequest, site: Site, staff: Visitor, about: Initiative, page: LinksPage) -> Response[str]:
    title = words(AUDIENCE, staff.caller.language)("links.title")
    return show(
        request, site, staff, framed(staff, about, "home", template="backbone/links.html.jinja", title=title), page
    )


def _links_page(
    site: Site, found: Links, about: Initiative, word: Words, *, renewed: tuple[str, str, str] | None = None
) -> LinksPage:
    place = f"{place_of(found.wave)}/links"
    unused = _unused(found)
    shown = {one.invitation for one in unused}
    return LinksPage(
        initiative=about,
        round=word("waves.title_of", title=found.wave.title),
        back=place_of(found.wave),
        print=f"{place}/print" if unused else None,
        items=tuple(
            (
                f"link-{one.invitation}",
                _name(one, word),
                one.organisation,
                _address(site, one.token or ""),
                f"{place}/{one.invitation}/renew",
            )
            for one in unused
        ),
        used=tuple(
            UsedLink(
                person=_name(one, word),
                organisation=one.organisation,
                state=word(f"links.states.{one.state}"),
                renew=f"{place}/{one.invitation}/renew" if one.renewable else None,
            )
            for one in found.links
            if one.invitation not in shown
        ),
        without=counted(word, "links.without", found.without) if found.without else None,
        invite=Action(href=f"{place}/new", label=word("links.invite"), posts=True),
        renewed=renewed,
        key_gone=not site.keys.has(found.wave.id),
        early=found.wave.state == "published",
    )


def _unused(found: Links) -> tuple[PersonalLink, ...]:
    return tuple(one for one in found.links if one.token is not None)


def _name(one: PersonalLink, word: Words) -> str:
    return one.person or word("links.somebody")


def _address(site: Site, token: str) -> str:
    return f"{site.settings.address}/start/{token}"


ROUTES = (links_page, strips_page, renew_link, invite_new)
