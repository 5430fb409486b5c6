"""Personal links: shown as long as nobody has used them, and renewed where one was lost."""

from __future__ import annotations

from typing import Literal

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import NotFound, Refused
from diagnostic.services.waves import wave_of
from diagnostic.store import audit, invitations, waves
from diagnostic.store.keys import Keys
from diagnostic.store.waves import WaveRow
from reports.context import Mode

_WITH_LINKS = ("published", "open")

Progress = Literal["invited", "started", "submitted", "withdrawn"]


class PersonalLink(msgspec.Struct, frozen=True, kw_only=True):
    """The link of a person to a round.

    Parameters
    ----------
    person : str
        The name, blank where nobody was named.
    token : str, optional
        What makes the link; None once it was used, since whoever has it could go on answering.
    renewable : bool
        Whether a new link may take its place.
    """

    invitation: str
    person: str
    organisation: str
    state: Progress
    token: str | None
    renewable: bool


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """The links of a round, and how many people of the initiative have none yet."""

    wave: WaveRow
    links: tuple[PersonalLink, ...]
    without: int


async def links_of(db: AsyncSession, caller: Caller, initiative: str, wave: str, *, keys: Keys) -> Links:
    """Return the links of a round.

    Raises
    ------
    Refused
        The round is still a draft, or closed: there is nothing to hand out.
    """
    row = await wave_of(db, caller, initiative, wave)
    if row.state not in _WITH_LINKS:
        raise Refused("wave_without_links")
    found = await invitations.of_wave(db, wave)
    return Links(
        wave=row,
        links=tuple(
            PersonalLink(
                invitation=one.id,
                person=one.person,
                organisation=one.organisation,
                state=msgspec.convert(one.state, Progress),
                token=keys.token(wave, one.id, one.generation) if one.state == "invited" else None,
                renewable=_is_renewable(one.state, row.mode),
            )
            for one in found
        ),
        without=await invitations.uninvited(db, wave, initiative),
    )


async def renew(db: AsyncSession, caller: Caller, initiative: str, wave: str, *, invitation: str, keys: Keys) -> str:
    """Give a person a new link in place of the one before, which leads nowhere from now on, and return its token.

    What has been answered stays. The token of a link that is in use is shown this once, so that it can be handed on.

    Raises
    ------
    NotFound
        There is no such invitation in this round.
    Refused
        The round is not published or open, or this person has handed in anonymously: no link leads there any more.
    """
    await wave_of(db, caller, initiative, wave)
    row = await waves.locked(db, wave)
    state, generation = await invitations.standing(db, wave, invitation) or (None, 0)
    if row is None or state is None:
        raise NotFound
    token = keys.token(wave, invitation, generation + 1)
    if row.state not in _WITH_LINKS or not _is_renewable(state, row.mode) or token is None:
        raise Refused("link_not_renewable")
    await invitations.renew(db, invitation, generation=generation + 1, token=token)
    detail: dict[str, str | int] = {"wave": wave, "invitation": invitation, "generation": generation + 1}
    await audit.record(db, caller, "link_renewed", initiative=initiative, detail=detail)
    return token


def _is_renewable(state: str, mode: Mode) -> bool:
    return state != "submitted" or mode != "anonymous"
