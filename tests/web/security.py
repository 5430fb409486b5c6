"""What tests of security share: the routes as the router has them, a world to protect, and a digest of all of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import sqlalchemy as sa
from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from diagnostic.domain.caller import Caller
from diagnostic.domain.waves import State
from diagnostic.services import opening, passwords, waves
from diagnostic.settings import Settings
from diagnostic.store import sessions, staff, users
from diagnostic.store.database import Database
from diagnostic.store.ids import new_id
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Table
from diagnostic.web.app import create_app
from tests.factories import Round, make_round, make_staff
from tests.services.reporting import FACTS, report
from tests.visiting import Visit, visiting

STATES: tuple[State, ...] = ("draft", "published", "open", "closed")
ROLES = ("guest", "stranger", "backbone", "consultant", "respondent")
PASSWORD = "vier lange Worte hier"  # noqa: S105 - of people who do not exist
NOBODYS = "0" * 32

_PARAMETER = re.compile(r"\{([a-z_]+)(?::[a-z]+)?\}")
_TOKEN = re.compile(r'(name="csrf" value=")[^"]*')


@dataclass(frozen=True, order=True)
class Route:
    """A method at a pattern, who may reach it, how many bytes it takes, and whether it keeps what has no token."""

    method: str
    pattern: str
    access: str
    limit: int = 0
    unproven: bool = False

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in the pattern."""
        return tuple(_PARAMETER.findall(self.pattern))

    def path(self, values: Mapping[str, str]) -> str:
        """The address with these values."""
        return _PARAMETER.sub(lambda found: values[found[1]], self.pattern)


@dataclass(frozen=True)
class World:
    """One initiative for each state of its wave, their staff, and somebody with an initiative of their own."""

    rounds: Mapping[State, Round]
    staff: Mapping[str, Caller]
    sessions: Mapping[str, str]
    joining: str
    page: str

    def values(self, state: State) -> dict[str, str]:
        """Return what stands in the addresses of the initiative whose wave is in a state."""
        made = self.rounds[state]
        invited = made.invited[0]
        return {
            "initiative": made.initiative,
            "wave": made.wave,
            "organisation": invited.organisation,
            "person": invited.person,
            "invitation": invited.invitation,
            "user": self.staff["consultant"].user or "",
            "role": "consultant",
            "token": invited.token if state != "draft" else self.joining,
            "language": "de",
            "page": self.page,
            "number": "1",
            "statement": "1",
            "version": "1",
            "path": "app.css",
            "file": "network.graphml",
        }


@dataclass(frozen=True)
class Form:
    """A form as a page has it."""

    action: str
    fields: Mapping[str, tuple[str, ...]]


@dataclass
class _Forms(HTMLParser):
    """Collects the forms of a page that post; what nobody has filled in gets something."""

    base: str
    forms: list[Form] = field(default_factory=list)
    _fields: dict[str, list[str]] | None = None
    _select: str | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("method") == "post":
            self._fields = {}
            self.forms.append(Form(given.get("action") or self.base, {}))
        elif self._fields is not None and given.get("name"):
            self._take(tag, given)
        elif tag == "option" and self._select and self._fields is not None and given.get("value"):
            self._fields.setdefault(self._select, [given["value"]])

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        if tag == "form" and self._fields is not None:
            fields = {name: tuple(values) for name, values in self._fields.items() if name != "csrf"}
            self.forms[-1] = Form(self.forms[-1].action, fields)
            self._fields = None

    def _take(self, tag: str, given: Mapping[str, str]) -> None:
        assert self._fields is not None
        if tag == "select":
            self._select = given["name"]
            return
        value = given.get("value") or {"email": "neu@example.org", "password": PASSWORD}.get(given.get("type", ""), "A")
        self._fields.setdefault(given["name"], [value])


def routes_of(app: Litestar) -> list[Route]:
    """Return every route of the application with its method; what answers OPTIONS is not ours."""
    return sorted(set(_routes(app)))


def _routes(app: Litestar) -> Iterator[Route]:
    for route in app.routes:
        assert isinstance(route, HTTPRoute), "a route of a kind that these tests do not know"
        for handler in route.route_handlers:
            assert isinstance(handler, HTTPRouteHandler)
            if handler.http_methods != {"OPTIONS"}:
                limit = handler.resolve_request_max_body_size() or 0
                access, unproven = handler.opt.get("access", ""), bool(handler.opt.get("unproven"))
                for method in handler.http_methods:
                    yield Route(method, route.path_format, access, limit, unproven)


def routes_without_server(folder: Path) -> list[Route]:
    """Return the routes of an application that answers nobody."""
    return routes_of(create_app(Settings(data=folder, database=f"sqlite:///{folder}/none", address="http://localhost")))


def forms_of(page: str, address: str) -> list[Form]:
    """Return the forms of a page that post."""
    parser = _Forms(base=address)
    parser.feed(page)
    return parser.forms


async def make_world(database: Database, keys: Keys) -> World:
    """Fill a database: the people are `ROLES`, and each has a session."""
    now = datetime.now(UTC)
    kept = await passwords.hashed(PASSWORD)
    async with database.writing() as db:
        started: dict[State, State] = {"closed": "open"}
        rounds = {state: await make_round(db, keys, state=started.get(state, state)) for state in STATES}
        own = await make_round(db, keys)
        people = {name: await make_staff(db, email=f"{name}@example.org") for name in ("backbone", "consultant")}
        for made in rounds.values():
            await users.join(db, people["backbone"].user or "", made.initiative, "backbone", now)
            await users.join(db, people["consultant"].user or "", made.initiative, "consultant", now)
        await report(db, people["backbone"], rounds["open"], FACTS, complete=False)
        await report(db, people["backbone"], rounds["closed"], FACTS)
        await waves.close(db, people["backbone"], rounds["closed"].initiative, rounds["closed"].wave)
        people["stranger"] = await make_staff(db, email="stranger@example.org", initiative=own.initiative)
        await users.join(db, people["stranger"].user or "", own.initiative, "consultant", now)
        ends = now + timedelta(hours=1)
        begun = {name: await sessions.begin(db, now=now, ends=ends, user=one.user) for name, one in people.items()}
        asked = rounds["open"].invited[0].invitation
        answering = await opening.start(db, Caller(now=now, invitation=asked), keys=keys)
        begun["respondent"] = answering.session or ""
        for one in people.values():
            await users.set_password(db, one.user or "", kept)
        draft = rounds["draft"].initiative
        joining = await staff.invite(
            db, email="join@example.org", now=now, expires=ends, initiative=draft, role="backbone"
        )
    return World(rounds=rounds, staff=people, sessions=begun, joining=joining, page=answering.page or "")


@asynccontextmanager
async def visiting_as(settings: Settings, world: World, role: str, *, follow: bool = False) -> AsyncIterator[Visit]:
    """Open a browser in which somebody is signed in or has opened a personal link, on a page with a form."""
    async with visiting(settings, follow=follow) as visit:
        prefix = "__Host-" if settings.secure else ""
        if role != "guest":
            name = "answers" if role == "respondent" else "staff"
            visit.client.cookies.set(f"{prefix}{name}", world.sessions[role])
        await visit.get("/imprint")
        yield visit


async def everything(database: Database, *, but: str = "") -> str:
    """Return a digest of every row of every table, or of all but one."""
    total = hashlib.sha256()
    async with database.reading() as db:
        for table in (one for one in Table.metadata.sorted_tables if one.name != but):
            rows = (await db.execute(sa.select(table))).all()
            total.update(repr((table.name, sorted(map(repr, rows)))).encode())
    return total.hexdigest()


def without_tokens(page: str, *ids: str) -> str:
    """Return a page without what differs from one time to the next, and without what was asked for."""
    for one in ids:
        page = page.replace(one, "…")
    return _TOKEN.sub(r"\1", page)


def nobodys(values: Mapping[str, str]) -> dict[str, str]:
    """Return addresses of an initiative that does not exist."""
    return {**values, "initiative": new_id()}
