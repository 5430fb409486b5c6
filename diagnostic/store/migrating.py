"""Brings a database to the form that this version of the program needs, and says in which form it is."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from diagnostic.store.database import Database


class NewerDatabaseError(RuntimeError):
    """A newer version of the program has used the database."""


_LOCK = 7_105_111  # any number, as long as no other program takes the same one in this database


async def migrate(database: Database, *, target: str = "head") -> tuple[str | None, str | None]:
    """Migrate to a revision in one transaction, and return the revisions before and after.

    Several processes may start at once: the second waits for the first, and finds nothing left to do.

    Raises
    ------
    Unavailable
        The database does not answer.
    NewerDatabaseError
        It has a form that this version does not know.
    """
    async with database.writing() as db:
        return await (await db.connection()).run_sync(_migrate, target)


async def revision_of(database: Database) -> str | None:
    """Return the revision of a database, or None before the first migration."""
    async with database.reading() as db:
        return await (await db.connection()).run_sync(_revision)


def newest_revision() -> str | None:
    """Return the revision that this version of the program needs."""
    return ScriptDirectory.from_config(configuration()).get_current_head()


def is_known(revision: str) -> bool:
    """Whether this version of the program knows a revision."""
    return revision in {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}


def configuration(connection: sa.Connection | None = None) -> Config:
    """Return the configuration of alembic for a connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


def _migrate(connection: sa.Connection, target: str) -> tuple[str | None, str | None]:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
    before = _revision(connection)
    config = configuration(connection)
    if before is not None and not is_known(before):
        raise NewerDatabaseError(before)
    if target != "head" and _is_older(config, target, before):
        command.downgrade(config, target)
    else:
        command.upgrade(config, target)
    return before, _revision(connection)


def _revision(connection: sa.Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _is_older(config: Config, target: str, revision: str | None) -> bool:
    if target == "base" or revision is None:
        return target == "base"
    older = {script.revision for script in ScriptDirectory.from_config(config).iterate_revisions(revision, "base")}
    return target in older
