"""What every page is made with: the settings, the database, the keys, the templates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import NoReturn

from jinja2 import Environment, PackageLoader, StrictUndefined

from diagnostic.settings import Settings
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.web.assets import address_of


@dataclass(frozen=True)
class Site:
    """The parts of one running service; made once, by the function that wires the program."""

    settings: Settings
    database: Database
    keys: Keys
    secret: bytes = field(repr=False)
    templates: Environment

    def now(self) -> datetime:
        """Return the time: the edge of the service is the only place that asks for it."""
        return datetime.now(UTC)


def make_site(settings: Settings) -> Site:
    """Return the parts of a service with these settings."""
    keys = Keys(settings.data)
    return Site(
        settings=settings,
        database=Database(settings.database),
        keys=keys,
        secret=keys.secret(),
        templates=_templates(),
    )


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("diagnostic.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals["asset"] = address_of
    environment.globals["missing"] = _missing
    return environment


def _missing(what: str) -> NoReturn:
    """Let a template refuse a value that it has no form for."""
    raise ValueError(f"a template has no form for {what!r}")
