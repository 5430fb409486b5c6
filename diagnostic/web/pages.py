"""A page: the frame that all share, filled by one template from one value."""

from __future__ import annotations

import gzip
from typing import Any, NamedTuple

import msgspec
from litestar import Request, Response
from litestar.datastructures import State
from litestar.serialization import default_serializer
from litestar.types import Serializer

from diagnostic.i18n import LANGUAGES
from diagnostic.store.ids import new_token
from diagnostic.web import cookies, csrf
from diagnostic.web.site import Site
from diagnostic.web.visiting import Visitor
from diagnostic.web.wording import words

WebRequest = Request[Any, Any, State]
_EFFORT = 5
"""Of 9: three quarters of a page are gone, and more effort takes twice the time for a fiftieth."""
_OWN_NAMES = {"de": "Deutsch", "en": "English"}


class LanguageChoice(NamedTuple):
    """A language of the switch, under the name it has for itself."""

    code: str
    name: str
    current: bool


class Link(NamedTuple):
    """A place of the navigation."""

    href: str
    label: str
    current: bool = False


class Shell(msgspec.Struct, frozen=True, kw_only=True):
    """The frame around a page.

    Parameters
    ----------
    title : str
        What stands in the browser's tab, before the name of the installation.
    path : str, optional
        Path of this page, where the language switch leads back to; none where it must not stand in a page, and the
        switch posts to the page itself.
    simulated : bool
        Whether the page tells of a simulated initiative, and has to say so.
    narrow : bool
        Whether it is a page for respondents.
    """

    language: str
    title: str
    brand: str
    path: str | None
    csrf: str
    languages: tuple[LanguageChoice, ...]
    signed_in_as: str | None = None
    navigation: tuple[Link, ...] = ()
    simulated: bool = False
    narrow: bool = False


class Framing(msgspec.Struct, frozen=True, kw_only=True):
    """What a route says of its page: the template, whose words it speaks, and the frame; see `Shell`."""

    template: str
    title: str
    audience: str
    navigation: tuple[Link, ...] = ()
    simulated: bool = False
    narrow: bool = False
    hide_address: bool = False
    status: int = 200


class PackedResponse(Response[str]):
    """A page that travels compressed; its token is masked anew each time, so that its length tells nothing of it."""

    def render(self, content: Any, media_type: str, enc_hook: Serializer = default_serializer) -> bytes:  # noqa: ANN401 - as the class above has it
        """Return the page as it travels."""
        return gzip.compress(super().render(content, media_type, enc_hook), _EFFORT, mtime=0)


def show(request: WebRequest, site: Site, visitor: Visitor, framing: Framing, page: object) -> Response[str]:
    """Return a page: one template, filled with one value.

    The template sees ``page``, ``shell`` and ``t``, which gives the words of the audience.
    """
    language = visitor.caller.language
    purpose, cookie, is_new = _bound_to(request, site, visitor)
    shell = Shell(
        language=language,
        title=framing.title,
        brand=site.settings.brand,
        path=None if framing.hide_address else request.url.path,
        csrf=csrf.token(site, purpose, cookie),
        languages=tuple(LanguageChoice(code, _OWN_NAMES[code], code == language) for code in LANGUAGES),
        signed_in_as=visitor.name,
        navigation=framing.navigation,
        simulated=framing.simulated,
        narrow=framing.narrow,
    )
    text = site.templates.get_template(framing.template).render(
        page=page, shell=shell, t=words(framing.audience, language)
    )
    packed = "gzip" in request.headers.get("accept-encoding", "")
    kind = PackedResponse if packed else Response
    headers = {"Vary": "Accept-Encoding"} | ({"Content-Encoding": "gzip"} if packed else {})
    response = kind(text, media_type="text/html", status_code=framing.status, headers=headers)
    if is_new:
        response.set_cookie(cookies.write(site, purpose, cookie))
    return response


def _bound_to(request: WebRequest, site: Site, visitor: Visitor) -> tuple[cookies.Purpose, str, bool]:
    """Return the cookie that the forms of a page are bound to, and whether it has to be set first."""
    purpose: cookies.Purpose = "staff" if visitor.caller.user else "answers" if visitor.caller.invitation else "form"
    cookie = cookies.read(site, request, purpose)
    return (purpose, cookie, False) if cookie else (purpose, new_token(), True)
