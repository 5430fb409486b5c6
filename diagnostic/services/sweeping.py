"""What has to be done when its time has come: rounds closed, initiatives compared, keys destroyed, data deleted."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.quarters import quarter_of
from diagnostic.services.waves import close_overdue
from diagnostic.store import audit, comparisons, invitations, retention, sessions, tasks, waves
from diagnostic.store.keys import Keys

KEYS = timedelta(days=30)
"""So long after closing the link between a person and the answers can be found; then its key is destroyed."""

INVITATIONS = timedelta(days=90)
"""So long after closing it is kept who was invited and how far each came."""

CONTACTS = timedelta(days=90)
"""So long after the closing of an initiative's last round names and addresses of its people are kept."""

ANSWERS = timedelta(days=365)
"""So long after the closing of an initiative's last round its answers are kept."""

AUDIT = timedelta(days=365)
SESSIONS = timedelta(days=30)
"""So long after its end a session is kept: a page posted too late finds whose it is."""


async def sweep(db: AsyncSession, caller: Caller, *, keys: Keys) -> None:
    """Do everything whose time has come; doing it again changes nothing."""
    await close_overdue(db, caller)
    await sessions.sweep(db, caller.now - SESSIONS)
    await _destroy_keys(db, caller, keys)
    await _compare(db, caller)
    deleted = {
        "invitations_deleted": await invitations.delete(db, await waves.closed_before(db, caller.now - INVITATIONS)),
        "contacts_erased": await retention.erase_contacts(db, caller.now - CONTACTS),
        "answers_deleted": await retention.delete_answers(db, caller.now - ANSWERS),
        "audit_deleted": await retention.delete_audit(db, caller.now - AUDIT),
    }
    for action, count in deleted.items():
        if count:
            await audit.record(db, caller, action, detail={"count": count})


async def _compare(db: AsyncSession, caller: Caller) -> None:
    """Delete the comparisons of quarters that are over, and record the task that makes those of the present one."""
    quarter = quarter_of(caller.now)
    await comparisons.delete_before(db, str(quarter))
    if await comparisons.any_takes_part(db, quarter.begins):
        await tasks.record_once(db, "comparison", str(quarter), caller.now)


async def _destroy_keys(db: AsyncSession, caller: Caller, keys: Keys) -> None:
    over = await waves.closed_before(db, caller.now - KEYS)
    destroyed = [wave for wave in over if keys.destroy(wave)]
    await invitations.forget_responses(db, over)  # of all: a key may be gone from a sweep that was interrupted
    for wave in destroyed:
        await audit.record(db, caller, "key_destroyed", detail={"wave": wave})
