"""What the people of a round are asked: its questionnaire, the network module after it, and the list of partners."""

from __future__ import annotations

from functools import cache

from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store import respondents
from diagnostic.store.respondents import Respondent
from questionnaires.joining import joined
from questionnaires.loading import find, library
from questionnaires.model import Questionnaire
from questionnaires.rosters import Partner, others_of
from questionnaires.versions import newest

MODULE = "netzwerk"
"""The questionnaire that may be asked after another one."""


@cache
def questionnaire_of(name: str) -> Questionnaire:
    """Return a questionnaire of the library: a released version never changes, so it is read once."""
    return find(name)


def asked_in(questionnaire: str, network: str | None) -> Questionnaire:
    """Return everything that a round asks.

    Parameters
    ----------
    questionnaire : str
        Id and version, as ``kurzcheck/2026.1``.
    network : str, optional
        Version of the network module that is asked after it.
    """
    asked = questionnaire_of(questionnaire)
    return asked if network is None else joined(asked, questionnaire_of(f"{MODULE}/{network}"))


def newest_module() -> str:
    """Return the version of the network module that a new round asks."""
    return newest(version for name, version in library() if name == MODULE)


def asks_about_partners(person: Respondent) -> bool:
    """Whether the round of a respondent has a list of partners: never where answers are anonymous."""
    return person.mode != "anonymous" and bool(asked_in(person.questionnaire, person.network).rosters)


async def partners_for(db: AsyncSession, person: Respondent) -> tuple[Partner, ...]:
    """Return whom a respondent is asked about: nobody where no list is asked, or where answers are anonymous."""
    if not asks_about_partners(person):
        return ()
    return others_of(await respondents.roster(db, person.wave), person.organisation)
