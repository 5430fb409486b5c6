"""What a respondent reads after the release: the own answers, and what all together said."""

from __future__ import annotations

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.services.responding import Opened, opened, reached_by
from diagnostic.store import diagnoses, responses
from diagnostic.store.keys import Keys
from diagnostic.store.respondents import Respondent
from diagnostic.store.revising import Values
from questionnaires.model import Questionnaire
from questionnaires.rosters import expanded
from scoring.diagnosis import Diagnosis, from_json


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """The answers of one respondent beside the diagnosis of the wave.

    Parameters
    ----------
    diagnosis : Diagnosis, optional
        None where it was written by an earlier version of the program, in a form that is not read any more.
    """

    person: Respondent
    questionnaire: Questionnaire
    values: Values
    diagnosis: Diagnosis | None


async def results(db: AsyncSession, caller: Caller, *, keys: Keys) -> Results | Opened:
    """Return the own answers beside what all said, or the respondent alone where that cannot be read.

    Raises
    ------
    NotFound
        The invitation does not exist any more.
    """
    found = await opened(db, caller, keys=keys)
    reached = reached_by(found.person, keys) if found.stage == "released" else None
    response = None if reached is None else await responses.get(db, reached)
    document = None if response is None else await diagnoses.diagnosis(db, found.person.wave)
    if response is None or document is None:
        return found
    return Results(
        person=found.person,
        questionnaire=expanded(found.asked, found.partners, response.values),
        values=response.values,
        diagnosis=_readable(document),
    )


def _readable(document: str) -> Diagnosis | None:
    try:
        return from_json(document.encode())
    except ValueError:
        return None
