"""What an analysis reads: the rows of a closed round and what stands beside them, as checked values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec
import pandas as pd
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.turnout import Snapshot
from diagnostic.services.conducting import TaskFailedError
from diagnostic.services.editions import asked_in
from diagnostic.store import diagnoses, frames, initiatives, partners, self_reports, waves
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
from scoring.ties import Ties, check_ties

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
    ties : Told, optional
        What was said of the partners; None where the round did not ask about them.
    names : dict
        Organisation to its name, of those that were invited; without any where nobody was asked about them.
    earlier : Earlier, optional
        The round before that asked statements; None where there is none that was analysed, or its answers are deleted.
    input_digest : str
        Of the answers, and of the self-report where there is one.
    """

    wave: WaveRow
    initiative: Initiative
    questionnaire: Questionnaire
    answered: frames.Answered
    self_report: pd.DataFrame | None
    self_report_questionnaire: Questionnaire | None
    ties: frames.Told | None
    names: Mapping[str, str]
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
        questionnaire, asked = find(f"{row.questionnaire}/{row.version}"), _asked(row)
        if digest(asked) != row.digest:
            raise AnalysisFailedError("questionnaire_changed")
        prefix = SIMULATED_PREFIX if initiative.simulated else ""
        answered = await frames.answered(db, wave, questionnaire, anonymous=row.mode == "anonymous", prefix=prefix)
        invited = () if row.snapshot is None else row.snapshot.organisations
        listed = await partners.names(db, [one.organisation for one in invited])
        ties = await frames.told(db, wave, asked, listed=listed, prefix=prefix) if asked.rosters else None
        kept = await self_reports.get(db, wave)
        earlier = await _earlier(db, row, prefix) if questionnaire.statements else None
    if answered.frame.empty:
        raise AnalysisFailedError("no_answers")
    of_office = None if kept is None else _unchanged(f"{kept.questionnaire}/{kept.version}", kept.digest)
    reported = None if kept is None or of_office is None else frames.self_report(kept.values, of_office)
    return Material(
        wave=row,
        initiative=initiative,
        questionnaire=questionnaire,
        answered=answered,
        self_report=None if reported is None else reported.frame,
        self_report_questionnaire=of_office,
        ties=ties,
        names={} if ties is None else listed,
        earlier=earlier,
        input_digest=frames.digest_of(answered, reported),
    )


def _unchanged(name: str, expected: str | None) -> Questionnaire:
    """Return a questionnaire, which has to be the one that was answered."""
    questionnaire = find(name)
    if digest(questionnaire) != expected:
        raise AnalysisFailedError("questionnaire_changed")
    return questionnaire


def _asked(wave: WaveRow) -> Questionnaire:
    """Return everything that a round asked, as it is now."""
    return asked_in(f"{wave.questionnaire}/{wave.version}", wave.network)


async def _earlier(db: AsyncSession, row: WaveRow, prefix: str) -> Earlier | None:
    """Return the latest round of the initiative closed before this one that asked statements and has a diagnosis."""
    for one in await _closed_before(db, row):
        document = await diagnoses.diagnosis(db, one.id)
        questionnaire = find(f"{one.questionnaire}/{one.version}")
        if document is None or not questionnaire.statements:
            continue
        answered = await frames.answered(db, one.id, questionnaire, anonymous=one.mode == "anonymous", prefix=prefix)
        if answered.frame.empty or digest(_asked(one)) != one.digest:
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
    """Return what stands beside the answers: the backbone's self-report, the round before, and the ties."""
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
        ties=_ties(material),
    )


def _ties(material: Material) -> Ties | None:
    told, snapshot = material.ties, material.wave.snapshot
    if told is None or snapshot is None:
        return None
    return check_ties(told.frame, organisations=_listed(snapshot), agreed=told.agreed)


def _listed(snapshot: Snapshot) -> pd.DataFrame:
    return frames.organisations(tuple((one.organisation, one.sector) for one in snapshot.organisations))


def _checked(wave: WaveRow, questionnaire: Questionnaire, answered: frames.Answered) -> Answers:
    if wave.snapshot is None:
        raise AnalysisFailedError("broken")
    if wave.mode == "anonymous":
        invited = {sector: count.invited for sector, count in wave.snapshot.sectors.items()}
        return check_anonymous_answers(answered.frame, questionnaire, invited=invited)
    return check_answers(answered.frame, questionnaire, organisations=_listed(wave.snapshot))
