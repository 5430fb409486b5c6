"""The installation that a command works on: its settings and its database, or a sentence on what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from diagnostic.i18n import say
from diagnostic.settings import Settings, settings_of
from diagnostic.terminal import refuse, refusing_bad_input

if TYPE_CHECKING:
    from diagnostic.store.database import Database

_FOR_THE_OWNER_ALONE = 0o077


@contextmanager
def installation() -> Iterator[Settings]:
    """Give the settings, with the data folder made; what is written meanwhile is for its owner alone."""
    with refusing_bad_input():
        settings = settings_of(os.environ)
    before = os.umask(_FOR_THE_OWNER_ALONE)
    try:
        _make_folder(settings)
        yield settings
    finally:
        os.umask(before)


@asynccontextmanager
async def opened(settings: Settings) -> AsyncIterator[Database]:
    """Give the database, and end the command with a sentence where it does not answer."""
    from diagnostic.domain.failures import Unavailable  # noqa: PLC0415 - SQLAlchemy takes longer than --help may
    from diagnostic.store.database import Database  # noqa: PLC0415 - as above

    database = Database(settings.database)
    try:
        yield database
    except Unavailable:
        refuse(say("error.database"))
    finally:
        await database.close()


async def migrated(settings: Settings) -> tuple[str | None, str | None]:
    """Bring the database to the newest form and return the revisions before and after; a new one gets its secret."""
    from diagnostic.store.keys import Keys  # noqa: PLC0415 - as above
    from diagnostic.store.migrating import NewerDatabaseError, migrate  # noqa: PLC0415 - as above

    async with opened(settings) as database:
        try:
            before, after = await migrate(database)
        except NewerDatabaseError:
            refuse(say("error.database_newer"))
    if before is None:
        Keys(settings.data).secret()
    return before, after


async def require_current(settings: Settings) -> None:
    """See to it that the database has the form that this version needs: SQLite is brought there, PostgreSQL asked for.

    A server's database may be used by several machines, so that its operator says when it changes.
    """
    from diagnostic.store.migrating import newest_revision, revision_of  # noqa: PLC0415 - as above

    if settings.database.startswith("sqlite"):
        await migrated(settings)
        return
    async with opened(settings) as database:
        if await revision_of(database) != newest_revision():
            refuse(say("error.database_behind"))


def _make_folder(settings: Settings) -> None:
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        refuse(say("error.data_folder", path=str(settings.data), reason=error.strerror or str(error)))
