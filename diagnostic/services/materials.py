"""What an analysis reads: the rows of a closed round and what stands beside them, as checked values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import msgspec
import pandas as pd
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.services.conducting import TaskFailedError
from diagnostic.store import diagnoses, frames, initiatives, self_reports, waves
from diagnostic.store.database import Database
from diagnostic.store.initiatives import Initiative
from diagnostic.store.waves import WaveRow
from questionnaires.loading import find
from questionnaires.model import Questionnaire
from questionnaires.versions import digest
from scoring import check_anonymous_answers, check_answers
from scoring.answers import SIMULATED_PREFIX, Answers
from scoring.backbone import check_self_report
from scoring.diagnosis import Protection
from scoring.pipeline import Before, Beside

Reason = Literal["no_answers", "questionnaire_changed", "broken"]
"""Why an analysis failed; the pages have a sentence for each, and for those that the worker tells."""


class AnalysisFailedError(TaskFailedError):
    """An analysis cannot be made; trying again would come to the same."""

    def __init__(self, reason: Reason) -> None:
        """Keep the reason."""
        super().__init__(reason)


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """The round before: what was answered, and the digest of the diagnosis that was published of it."""

    wave: WaveRow
    questionnaire: Questionnaire
    answered: frames.Answered
    digest: str


@dataclass(frozen=True, kw_only=True)
class Material:
    """Everything that an analysis reads.

    Parameters
    ----------
    self_report : DataFrame, optional
        What the backbone office said of itself: one row, see `diagnostic.store.frames.SelfReported`; None where it did
        not report.
    self_report_questionnaire : Questionnaire, optional
        What it was asked.
    earlier : Earlier, optional
        The round before; None where there is none that was analysed, or its answers are deleted.
    input_digest : str
        Of the answers, and of the self-report where there is one.
    """

    wave: WaveRow
    initiative: Initiative
    questionnaire: Questionnaire
    answered: frames.Answered
    self_report: pd.DataFrame | None
    self_report_questionnaire: Questionnaire | None
    earlier: Earlier | None
    input_digest: str


async def read(database: Database, wave: str) -> Material:
    """Return what an analysis of a closed round reads.

    Raises
    ------
    AnalysisFailedError
        There is nothing to analyse, or a questionnaire is not the one that was answered.
    """
    async with database.reading() as db:
        row = await waves.by_id(db, wave)
        initiative = None if row is None else await initiatives.by_id(db, row.initiative_id)
        if row is None or initiative is None:
            raise AnalysisFailedError("broken")
        questionnaire = _unchanged(f"{row.questionnaire}/{row.version}", row.digest)
        prefix = SIMULATED_PREFIX if initiative.simulated else ""
        answered = await frames.answered(db, wave, questionnaire, anonymous=row.mode == "anonymous", prefix=prefix)
        kept = await self_reports.get(db, wave)
        earlier = await _earlier(db, row, prefix)
    if answered.frame.empty:
        raise AnalysisFailedError("no_answers")
    asked = None if kept is None else _unchanged(f"{kept.questionnaire}/{kept.version}", kept.digest)
    reported = None if kept is None or asked is None else frames.self_report(kept.values, asked)
    return Material(
        wave=row,
        initiative=initiative,
        questionnaire=questionnaire,
        answered=answered,
        self_report=None if reported is None else reported.frame,
        self_report_questionnaire=asked,
        earlier=earlier,
        input_digest=frames.digest_of(answered, reported),
    )


def _unchanged(name: str, expected: str | None) -> Questionnaire:
    """Return a questionnaire, which has to be the one that was answered."""
    questionnaire = find(name)
    if digest(questionnaire) != expected:
        raise AnalysisFailedError("questionnaire_changed")
    return questionnaire


async def _earlier(db: AsyncSession, row: WaveRow, prefix: str) -> Earlier | None:
    """Return the latest round of the initiative that was closed before this one and has a diagnosis."""
    for one in await _closed_before(db, row):
        document = await diagnoses.diagnosis(db, one.id)
        if document is None:
            continue
        questionnaire = find(f"{one.questionnaire}/{one.version}")
        answered = await frames.answered(db, one.id, questionnaire, anonymous=one.mode == "anonymous", prefix=prefix)
        if answered.frame.empty or digest(questionnaire) != one.digest:
            return None
        published = msgspec.json.decode(document, type=_Sealed)
        return Earlier(wave=one, questionnaire=questionnaire, answered=answered, digest=published.digest)
    return None


async def _closed_before(db: AsyncSession, row: WaveRow) -> list[WaveRow]:
    """Return the rounds of the initiative that were closed before this one, the latest first."""
    moments = {one.closed_at: one for one in await waves.of_initiative(db, row.initiative_id) if one.id != row.id}
    earlier = [
        moment for moment in moments if moment is not None and row.closed_at is not None and moment < row.closed_at
    ]
    return [moments[moment] for moment in sorted(earlier, reverse=True)]


class _Sealed(msgspec.Struct, frozen=True):
    """A kept diagnosis, of whatever format, by its digest."""

    digest: str


def checked(material: Material) -> Answers:
    """Return the answers of the round, checked."""
    return _checked(material.wave, material.questionnaire, material.answered)


def beside(material: Material) -> Beside:
    """Return what stands beside the answers: the backbone's self-report, and the round before."""
    report, asked, earlier = material.self_report, material.self_report_questionnaire, material.earlier
    before = None
    if earlier is not None:
        wave = earlier.wave
        answers = _checked(wave, earlier.questionnaire, earlier.answered)
        kept = Protection(minimum=wave.minimum, strict=wave.strict, grouping=wave.grouping)
        before = Before(answers, earlier.questionnaire, kept, earlier.digest)
    return Beside(
        self_report=None if report is None or asked is None else check_self_report(report, asked),
        before=before,
    )


def _checked(wave: WaveRow, questionnaire: Questionnaire, answered: frames.Answered) -> Answers:
    if wave.snapshot is None:
        raise AnalysisFailedError("broken")
    if wave.mode == "anonymous":
        invited = {sector: count.invited for sector, count in wave.snapshot.sectors.items()}
        return check_anonymous_answers(answered.frame, questionnaire, invited=invited)
    listed = frames.organisations(tuple((one.organisation, one.sector) for one in wave.snapshot.organisations))
    return check_answers(answered.frame, questionnaire, organisations=listed)
