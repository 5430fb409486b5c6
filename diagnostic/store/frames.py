"""Rows of the database as data frames: what an analysis reads. The only module of the store that knows pandas."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

import msgspec
import pandas as pd
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.store.revising import Values
from diagnostic.store.tables import Response
from questionnaires.codebook import variables
from questionnaires.model import Questionnaire
from questionnaires.rosters import BACKBONE, Partner
from questionnaires.ties import SHARING, Tie, ties_of
from scoring.ties import agreeing

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


class Told(NamedTuple):
    """What was said of the partners on the list in a wave.

    Parameters
    ----------
    frame : pandas.DataFrame
        One row for each respondent and partner, as `scoring.ties.check_ties` takes it; without rows where nobody said
        anything. ``respondent`` is that of `Answered`, ``from`` and ``to`` are ids of organisations.
    agreed : frozenset of str
        The organisations all of whose respondents agreed that confirmed cooperation is shown by name.
    """

    frame: pd.DataFrame
    agreed: frozenset[str]


async def answered(
    db: AsyncSession, wave: str, questionnaire: Questionnaire, *, anonymous: bool, prefix: str = ""
) -> Answered:
    """Return what was handed in to a wave; `prefix` begins the name of every respondent."""
    rows = await _handed_in(db, wave)
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


async def told(db: AsyncSession, wave: str, asked: Questionnaire, *, listed: Collection[str], prefix: str = "") -> Told:
    """Return what was said of the partners in a wave.

    Parameters
    ----------
    asked
        Everything that was asked, with its list of partners.
    listed
        Ids of the organisations that were invited.
    prefix
        As in `answered`.
    """
    rows = await _handed_in(db, wave)
    everybody = [*(Partner(one) for one in sorted(listed)), Partner(BACKBONE)]
    table = [
        {"respondent": f"{prefix}{number}", "from": row.organisation_id}
        | {name: _cell(value) for name, value in tie._asdict().items()}
        for number, row in enumerate(rows, 1)
        for tie in ties_of(asked, [one for one in everybody if one.id != row.organisation_id], row.given)
    ]
    organisations = pd.Series([row.organisation_id for row in rows], dtype=object)
    return Told(
        frame=pd.DataFrame(table, columns=["respondent", "from", *Tie._fields], dtype=object),
        agreed=agreeing(organisations, pd.Series([row.given.get(SHARING) for row in rows], dtype=object)),
    )


async def _handed_in(db: AsyncSession, wave: str) -> Sequence[Any]:
    query = (
        sa.select(Response.organisation_id, Response.sector, Response.values.label("given"))
        .where(Response.wave_id == wave, Response.state == "submitted")
        .order_by(Response.id)
    )
    return (await db.execute(query)).all()


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
