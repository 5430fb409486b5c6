"""Rows of the database as data frames: what an analysis reads. The only module of the store that knows pandas."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

import msgspec
import pandas as pd
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.revising import Values
from diagnostic.store.tables import Response
from questionnaires.codebook import variables
from questionnaires.model import Questionnaire

_OWN = {"respondent", "organisation", "sector"}
"""Columns that come from the partner list, and not from what was filled in."""


class Answered(NamedTuple):
    """What was handed in to a wave.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row a response, in random order: ``respondent`` (a number that says nothing), ``organisation`` (the id of
        its row; absent in mode anonymous) or ``sector`` (in mode anonymous only), and a column for each variable of
        the questionnaire, blank where nothing was answered.
    digest : str
        SHA-256 of the answers, in 64 hexadecimal digits.
    """

    frame: pd.DataFrame
    digest: str


class SelfReported(NamedTuple):
    """What the backbone office said of itself in a wave: one voice, and never part of a figure of the partners.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row: a column for each variable of the questionnaire, coded as in `Answered`, blank where nothing was
        answered.
    digest : str
        SHA-256 of it, in 64 hexadecimal digits.
    """

    frame: pd.DataFrame
    digest: str


async def answered(
    db: AsyncSession, wave: str, questionnaire: Questionnaire, *, anonymous: bool, prefix: str = ""
) -> Answered:
    """Return what was handed in to a wave; `prefix` begins the name of every respondent."""
    query = (
        sa.select(Response.organisation_id, Response.sector, Response.values.label("given"))
        .where(Response.wave_id == wave, Response.state == "submitted")
        .order_by(Response.id)
    )
    rows = (await db.execute(query)).all()
    key = "sector" if anonymous else "organisation"
    names = [variable.name for variable in variables(questionnaire) if variable.name not in _OWN]
    table = [
        {"respondent": f"{prefix}{number}", key: row.sector if anonymous else row.organisation_id}
        | {name: _cell(row.given.get(name)) for name in names}
        for number, row in enumerate(rows, 1)
    ]
    return Answered(
        frame=pd.DataFrame(table, columns=["respondent", key, *names], dtype=object),
        digest=_digest([[row.organisation_id, row.sector, row.given] for row in rows]),
    )


def self_report(given: Values, questionnaire: Questionnaire) -> SelfReported:
    """Return what the backbone office said of itself, as a frame."""
    row = {variable.name: _cell(given.get(variable.name)) for variable in variables(questionnaire)}
    return SelfReported(
        frame=pd.DataFrame([row], columns=list(row), dtype=object),
        digest=_digest([questionnaire.id, questionnaire.version, given]),
    )


def digest_of(answered: Answered, reported: SelfReported | None) -> str:
    """Return the digest of everything that an analysis reads: that of the answers alone where there is no more."""
    return answered.digest if reported is None else _digest([answered.digest, reported.digest])


def organisations(invited: tuple[tuple[str, str], ...]) -> pd.DataFrame:
    """Return the organisations invited: ``organisation`` (the id of its row) and ``sector``."""
    return pd.DataFrame(list(invited), columns=["organisation", "sector"], dtype=object)


def _digest(content: object) -> str:
    return hashlib.sha256(msgspec.json.encode(content, order="sorted")).hexdigest()


def _cell(value: Any) -> Any:  # noqa: ANN401 - a code: a number or a word
    return "" if value is None else value
