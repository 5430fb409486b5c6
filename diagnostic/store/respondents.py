"""Respondents: who stands behind a personal link, how far each has come, and what their browsers hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.waves import State
from diagnostic.store.ids import digest_of
from diagnostic.store.keys import seal_with
from diagnostic.store.tables import Initiative, Invitation, Organisation, Person, Session, Wave
from questionnaires.rosters import Partner
from reports.context import Mode

Progress = Literal["invited", "started", "submitted", "withdrawn"]


class Respondent(msgspec.Struct, frozen=True, kw_only=True):
    """The person behind a personal link, the round, and who asks.

    Parameters
    ----------
    started_at : datetime, optional
        When the response was begun; in mode anonymous the beginning of that week, and nothing after submission.
    pointer : bytes, optional
        The sealed way to the response.
    organisation, organisation_name, sector : str
        For whom the person answers.
    questionnaire : str
        Id and version, as ``kurzcheck/2026.1``.
    network : str, optional
        Version of the network module that is asked after it.
    """

    invitation: str
    progress: Progress
    started_at: datetime | None
    pointer: bytes | None
    language: str
    organisation: str
    organisation_name: str
    sector: str
    initiative: str
    initiative_name: str
    simulated: bool
    wave: str
    title: str
    questionnaire: str
    network: str | None
    mode: Mode
    minimum: int
    state: State
    deadline: datetime | None


async def by_token(db: AsyncSession, token: str) -> Respondent | None:
    """Return who stands behind the token of a personal link."""
    return await _found(db, _BY_TOKEN, digest_of(token))


async def by_invitation(db: AsyncSession, invitation: str) -> Respondent | None:
    """Return who stands behind an invitation."""
    return await _found(db, _BY_INVITATION, invitation)


async def locked(db: AsyncSession, invitation: str, *, alone: bool = False) -> Respondent | None:
    """Return who stands behind an invitation, whose answers nobody else changes before this transaction ends.

    The round cannot be closed meanwhile; `alone` keeps everybody else of the round waiting too.
    """
    if db.get_bind().dialect.name == "postgresql":  # SQLite lets one transaction write at a time
        await db.execute(_WAVE_ALONE if alone else _WAVE_KEPT, {"known": invitation})
    return await _found(db, _LOCKED, invitation)


async def roster(db: AsyncSession, wave: str) -> tuple[Partner, ...]:
    """Return every organisation of which somebody was invited to a wave, by name."""
    return tuple(Partner(*row) for row in await db.execute(_ROSTER, {"known": wave}))


async def change(db: AsyncSession, invitation: str, **values: object) -> None:
    """Change columns of an invitation."""
    await db.execute(sa.update(Invitation).where(Invitation.id == invitation).values(**values))


async def hold(db: AsyncSession, token: str, fields: Mapping[str, Sequence[str]] | None) -> None:
    """Keep a posted page with the session of a browser, or nothing more."""
    held = None if fields is None else seal_with(token, msgspec.json.encode(fields))
    await db.execute(sa.update(Session).where(Session.digest == digest_of(token)).values(held=held))


async def end_sessions(db: AsyncSession, invitation: str, *, moment: datetime) -> None:
    """End the sessions of every browser in which a link was opened, and forget what they hold.

    The rows stay until they are swept, so that a form sent twice finds whose it was; all that they tell of the time is
    the moment given.
    """
    ended = {"created_at": moment, "expires_at": moment, "held": sa.null()}
    await db.execute(sa.update(Session).where(Session.invitation_id == invitation).values(**ended))


def _query() -> sa.Select[Any]:
    invitation, person, organisation, initiative, wave = _TABLES
    return (
        sa.select(
            invitation.c.id.label("invitation"),
            invitation.c.state.label("progress"),
            invitation.c.started_at,
            invitation.c.response.label("pointer"),
            person.c.language,
            organisation.c.id.label("organisation"),
            organisation.c.name.label("organisation_name"),
            organisation.c.sector,
            initiative.c.id.label("initiative"),
            initiative.c.name.label("initiative_name"),
            initiative.c.simulated,
            wave.c.id.label("wave"),
            wave.c.title,
            (wave.c.questionnaire + "/" + wave.c.version).label("questionnaire"),
            wave.c.network,
            wave.c.mode,
            wave.c.minimum,
            wave.c.state,
            wave.c.deadline,
        )
        .select_from(invitation)
        .join(wave, wave.c.id == invitation.c.wave_id)
        .join(person, person.c.id == invitation.c.person_id)
        .join(organisation, organisation.c.id == person.c.organisation_id)
        .join(initiative, initiative.c.id == wave.c.initiative_id)
    )


# Made once, and from tables, as every page asks them: to build such a query, and to look for objects in what comes of
# it, takes longer than to run it.
_TABLES = tuple(one.__table__ for one in (Invitation, Person, Organisation, Initiative, Wave))
_INVITATIONS, _PEOPLE, _ORGANISATIONS = _TABLES[:3]
_KNOWN: sa.BindParameter[str] = sa.bindparam("known")
_BY_TOKEN = _query().where(Invitation.__table__.c.digest == _KNOWN)
_BY_INVITATION = _query().where(Invitation.__table__.c.id == _KNOWN)
_LOCKED = _BY_INVITATION.with_for_update(of=Invitation.__table__)
_ROSTER = (
    sa.select(_ORGANISATIONS.c.id, _ORGANISATIONS.c.name, _ORGANISATIONS.c.sector)
    .where(
        _ORGANISATIONS.c.id.in_(
            sa.select(_PEOPLE.c.organisation_id)
            .join(_INVITATIONS, _INVITATIONS.c.person_id == _PEOPLE.c.id)
            .where(_INVITATIONS.c.wave_id == _KNOWN)
        )
    )
    .order_by(sa.func.lower(_ORGANISATIONS.c.name), _ORGANISATIONS.c.id)
)
_WAVE = sa.select(Wave.id).where(
    Wave.id == sa.select(Invitation.wave_id).where(Invitation.id == _KNOWN).scalar_subquery()
)
_WAVE_KEPT = _WAVE.with_for_update(read=True)
_WAVE_ALONE = _WAVE.with_for_update()


async def _found(db: AsyncSession, query: sa.Select[Any], known: str) -> Respondent | None:
    row = (await db.execute(query, {"known": known})).first()
    return None if row is None else Respondent(**row._asdict())
