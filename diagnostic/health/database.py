"""The database: there, in the right form, its log unbroken, its tasks done, and a key for each round that needs one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.failures import Unavailable
from diagnostic.health.findings import Finding
from diagnostic.i18n import say
from diagnostic.services.tasks import HOPELESS
from diagnostic.settings import Settings
from diagnostic.store import audit, checking
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys
from diagnostic.store.migrating import is_known, newest_revision, revision_of

_KINDS: Mapping[str, str] = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


async def check_database(settings: Settings, now: datetime) -> list[Finding]:
    """Look at the database; what stands in it is looked at only where its form is right."""
    missing = _missing_file(settings)
    if missing is not None:
        return [Finding(well=False, text=say("doctor.database_missing", path=missing))]
    database = Database(settings.database)
    try:
        form = _form(await revision_of(database), _KINDS[database.dialect])
        if not form.well:
            return [form]
        async with database.reading() as db:
            return [form, await _keys(db, settings), await _log(db), *await _tasks(db, now)]
    except Unavailable:
        return [Finding(well=False, text=say("doctor.database_unreachable"))]
    finally:
        await database.close()


def _missing_file(settings: Settings) -> str | None:
    """Return the path of an SQLite file that is not there: looking into it would make one."""
    path = settings.database.partition("?")[0].removeprefix("sqlite:///")
    return path if settings.database.startswith("sqlite") and not Path(path).is_file() else None


def _form(revision: str | None, kind: str) -> Finding:
    if revision == newest_revision():
        return Finding(well=True, text=say("doctor.database_well", kind=kind, revision=revision or "-"))
    if revision is not None and not is_known(revision):
        return Finding(well=False, text=say("doctor.database_newer"))
    return Finding(well=False, text=say("doctor.database_behind", revision=revision or "-"))


async def _keys(db: AsyncSession, settings: Settings) -> Finding:
    keys = Keys(settings.data)
    lost = [wave for wave in await checking.waves_with_links(db) if not keys.has(wave)]
    if not lost:
        return Finding(well=True, text=say("doctor.keys_well"))
    folder = str(settings.data / "keys")
    return Finding(well=False, text=say("doctor.keys_wrong", waves=", ".join(lost), folder=folder))


async def _log(db: AsyncSession) -> Finding:
    broken = await audit.first_broken(db)
    if broken is None:
        return Finding(well=True, text=say("doctor.audit_well"))
    return Finding(well=False, text=say("doctor.audit_wrong", number=broken))


async def _tasks(db: AsyncSession, now: datetime) -> list[Finding]:
    stuck = await checking.stuck_tasks(db, now, expected=HOPELESS)
    found = []
    if stuck.waiting:
        found.append(Finding(well=False, text=say("doctor.tasks_waiting", count=stuck.waiting)))
    if stuck.failed:
        found.append(Finding(well=False, text=say("doctor.tasks_failed", count=stuck.failed)))
    return found or [Finding(well=True, text=say("doctor.tasks_well"))]
