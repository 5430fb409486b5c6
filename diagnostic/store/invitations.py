"""Invitations: who has a personal link to a wave, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.ids import digest_of, new_id
from diagnostic.store.keys import Keys
from diagnostic.store.tables import Invitation, Organisation, Person, Session


class InvitationRow(msgspec.Struct, frozen=True, kw_only=True):
    """A person with a personal link; the name may be blank."""

    id: str
    person: str
    organisation: str
    generation: int
    state: str


async def invite_everybody(db: AsyncSession, keys: Keys, wave: str, initiative: str) -> int:
    """Give each person of an initiative who has none an invitation to a wave, and say how many that were."""
    has = sa.select(Invitation.person_id).where(Invitation.wave_id == wave)
    query = (
        sa.select(Person.id)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Organisation.initiative_id == initiative, Person.id.not_in(has))
        .order_by(Person.id)
    )
    people = (await db.scalars(query)).all()
    rows = []
    for person in people:
        invitation = new_id()
        token = keys.token(wave, invitation, 1)
        if token is None:
            message = "the wave has no key"
            raise LookupError(message)
        rows.append({"id": invitation, "wave_id": wave, "person_id": person, "digest": digest_of(token)})
    if rows:
        await db.execute(sa.insert(Invitation), [row | {"generation": 1, "state": "invited"} for row in rows])
    return len(rows)


async def name_somebody(db: AsyncSession, initiative: str, now: datetime, language: str) -> None:
    """Add a person without a name to each organisation that has nobody, so that it has a link."""
    somebody = sa.select(Person.organisation_id)
    query = sa.select(Organisation.id).where(Organisation.initiative_id == initiative, Organisation.id.not_in(somebody))
    rows = [
        {"id": new_id(), "organisation_id": organisation, "name": "", "email": "", "language": language}
        for organisation in (await db.scalars(query)).all()
    ]
    if rows:
        await db.execute(sa.insert(Person), [row | {"created_at": now} for row in rows])


async def of_wave(db: AsyncSession, wave: str) -> tuple[InvitationRow, ...]:
    """Return everybody who was invited to a wave, by organisation and name."""
    query = (
        sa.select(
            Invitation.id,
            Person.name.label("person"),
            Organisation.name.label("organisation"),
            Invitation.generation,
            Invitation.state,
        )
        .join(Person, Person.id == Invitation.person_id)
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Invitation.wave_id == wave)
        .order_by(Organisation.name, Person.name, Invitation.id)
    )
    return tuple(InvitationRow(**row._asdict()) for row in await db.execute(query))


async def uninvited(db: AsyncSession, wave: str, initiative: str) -> int:
    """Return how many people of an initiative have no link to a wave yet."""
    has = sa.select(Invitation.person_id).where(Invitation.wave_id == wave)
    query = (
        sa.select(sa.func.count(Person.id))
        .join(Organisation, Organisation.id == Person.organisation_id)
        .where(Organisation.initiative_id == initiative, Person.id.not_in(has))
    )
    return await db.scalar(query) or 0


async def any_opened(db: AsyncSession, wave: str) -> bool:
    """Whether somebody has opened a link of a wave."""
    query = sa.select(Invitation.id).where(Invitation.wave_id == wave, Invitation.state != "invited").limit(1)
    in_use = (
        sa.select(Invitation.id)
        .join(Session, Session.invitation_id == Invitation.id)
        .where(Invitation.wave_id == wave)
        .limit(1)
    )
    return (await db.scalar(query)) is not None or (await db.scalar(in_use)) is not None


async def standing(db: AsyncSession, wave: str, invitation: str) -> tuple[str, int] | None:
    """Return the state of an invitation and how often its link was drawn; nobody else renews it meanwhile."""
    query = sa.select(Invitation.state, Invitation.generation).where(
        Invitation.id == invitation, Invitation.wave_id == wave
    )
    row = (await db.execute(query.with_for_update())).first()
    return None if row is None else (row.state, row.generation)


async def renew(db: AsyncSession, invitation: str, *, generation: int, token: str) -> None:
    """Give an invitation its next link, and end the sessions of browsers that came by the one before."""
    changed = {"generation": generation, "digest": digest_of(token)}
    await db.execute(sa.update(Invitation).where(Invitation.id == invitation).values(**changed))
    await db.execute(sa.delete(Session).where(Session.invitation_id == invitation))


async def forget_beginnings(db: AsyncSession, wave: str) -> None:
    """Erase when each person of a wave began, and the way to what was not handed in.

    Every invitation is written anew by that: the number of the transaction that a database keeps with each row would
    tell otherwise which answers were handed in with it.
    """
    pointer = sa.case((Invitation.state == "submitted", Invitation.response), else_=sa.null())
    await db.execute(sa.update(Invitation).where(Invitation.wave_id == wave).values(started_at=None, response=pointer))


async def forget_responses(db: AsyncSession, waves: Iterable[str]) -> None:
    """Erase the sealed pointers of waves whose keys are gone: nobody can read them any more."""
    sealed = sa.and_(Invitation.wave_id.in_(tuple(waves)), Invitation.response.is_not(None))
    await db.execute(sa.update(Invitation).where(sealed).values(response=None))


async def delete(db: AsyncSession, waves: Iterable[str]) -> int:
    """Delete who was invited to waves, and say how many rows that were."""
    query = sa.delete(Invitation).where(Invitation.wave_id.in_(tuple(waves))).returning(Invitation.id)
    return len((await db.execute(query)).all())
