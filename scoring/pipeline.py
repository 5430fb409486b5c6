"""diagnose(): the order of the method, written once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec
import pandas as pd

from questionnaires.model import Questionnaire
from questionnaires.versions import digest
from scoring.across import drivers_result, viewpoints_result
from scoring.answers import Answers, check_answers, require_sectors
from scoring.attention import careless_result
from scoring.backbone import SelfReport, backbone_view
from scoring.balance import balance
from scoring.change import comparable_scales
from scoring.colleagues import colleagues
from scoring.conditions import stage
from scoring.cooperation import network_result
from scoring.diagnosis import Diagnosis, Instrument, Participation, Protection, sealed
from scoring.differences import Differences, differences
from scoring.disclosure import rules_with
from scoring.findings import Difference, ScaleResult
from scoring.flags import rank, ranking_holds
from scoring.motives import form_results, motive_results
from scoring.patterns import Change
from scoring.preparing import any_answer
from scoring.published import Grouping
from scoring.refusing import Refusals
from scoring.results import condition_result, outcome_result, scale_result
from scoring.scored import Scored, score
from scoring.simulating import is_simulated
from scoring.thresholds import thresholds
from scoring.ties import Ties
from scoring.totals import published_groups
from scoring.waves import Waves, change_since

METHOD_VERSION = "2026.2"

_SEED = 2026
"""Of every random step of a diagnosis: equal answers give equal bytes."""


class Before(NamedTuple):
    """The wave before: its answers and questionnaire, the rules it was published under, and its diagnosis' digest."""

    answers: Answers
    questionnaire: Questionnaire
    protection: Protection
    digest: str


class Beside(NamedTuple):
    """What stands beside the answers of a wave: the backbone's self-report, the wave before, and ties."""

    self_report: SelfReport | None = None
    before: Before | None = None
    ties: Ties | None = None


def diagnose(
    answers: Answers | pd.DataFrame,
    questionnaire: Questionnaire,
    *,
    grouping: Grouping = "none",
    minimum: int | None = None,
    strict: bool = False,
    beside: Beside = Beside(),  # noqa: B008 - immutable
) -> Diagnosis:
    """Tell from the answers of one wave what holds an initiative back, and how sure that is.

    Prepare → score → release in the form that the number of contributors allows → decide → rank → compare groups,
    look across scales, compare with the wave before, look at the ties and hold them against the statements.

    Parameters
    ----------
    answers : Answers or DataFrame
        Checked answers, see `scoring.answers.check_answers` and, where no organisation is known,
        `scoring.anonymous.check_anonymous_answers`; a DataFrame is checked as it is by the former, the number of
        invited organisations unknown.
    questionnaire : Questionnaire
        The questionnaire that was answered.
    grouping : {"none", "sector"}
        The wave's one planned grouping.
    minimum : int, optional
        Contributors below which nothing is shown; may only be raised above the threshold.
    strict : bool
        Half steps for every mean, and nothing that is not derived from them.
    beside : Beside
        The backbone's self-report (`scoring.backbone.check_self_report`), the wave before, and what organisations said
        of their partners (`scoring.ties.check_ties`), as far as there are any. With ties the questionnaire needs no
        scales.

    Returns
    -------
    Diagnosis
        Published forms only; equal answers give equal bytes, in whatever order their rows come.

    Raises
    ------
    InputError
        If a DataFrame breaks the rules of the answer frame, the grouping needs a sector that is missing, the minimum is
        lower than the threshold, the questionnaire is a backbone's self-report or has nothing to score, or there are
        ties beside anonymous answers.
    """
    require_fit(questionnaire, minimum=minimum, ties=beside.ties is not None)
    checked = _checked(answers, questionnaire, grouping, ties=beside.ties is not None)
    scored = score(checked, questionnaire, rules=rules_with(minimum=minimum, strict=strict), grouping=grouping)
    barriers = [scale.id for scale in questionnaire.scales_of("barrier")]
    compared = _differences(barriers, scored)
    participation = _participation(checked, questionnaire, beside.ties)
    scales = _scales(questionnaire, scored, compared.told, beside.self_report, ranked=ranking_holds(participation))
    conditions = [condition_result(scale, scored) for scale in questionnaire.scales_of("condition")]
    diagnosis = Diagnosis(
        method_version=METHOD_VERSION,
        instrument=_instrument(questionnaire),
        participation=participation,
        protection=Protection(minimum=scored.rules.minimum, strict=strict, grouping=grouping),
        simulated=is_simulated(checked.responses),
        ranking_holds=ranking_holds(participation),
        scales=scales,
        conditions=tuple(conditions),
        stage=stage({condition.id: condition.maturity for condition in conditions}),
        outcomes=tuple(outcome_result(scale, questionnaire, scored) for scale in questionnaire.scales_of("outcome")),
        motives=motive_results(questionnaire, scored),
        forms=form_results(questionnaire, scored),
        balance=balance(checked.responses, questionnaire, scored, seed=_SEED),
        careless=careless_result(checked, questionnaire, scored),
        colleagues=colleagues(barriers, scored),
        viewpoints=viewpoints_result(barriers, scored, seed=_SEED),
        drivers=drivers_result(barriers, questionnaire, scored, seed=_SEED),
        network=network_result(beside.ties, scales, conditions, rules=scored.rules, seed=_SEED),
        pairs=compared.pairs,
        change=None if beside.before is None else _change(beside.before, checked, questionnaire, scored),
    )
    return sealed(diagnosis)


def require_fit(questionnaire: Questionnaire, *, minimum: int | None = None, ties: bool = False) -> None:
    """Refuse what cannot be diagnosed at all, before any answer is looked at.

    Parameters
    ----------
    ties : bool
        Whether there are ties to look at: then the questionnaire needs no scale.

    Raises
    ------
    InputError
        If the questionnaire is a backbone's self-report, there is neither a scale to score nor a tie, or the minimum
        is too low.
    """
    floor = int(thresholds().minimum_contributors.value)
    found = Refusals()
    if questionnaire.audience == "backbone":
        found.add("questionnaire_of_backbone", questionnaire=questionnaire.id)
    elif not ties and not questionnaire.scales_of("barrier"):
        found.add("questionnaire_without_scales", questionnaire=questionnaire.id)
    if minimum is not None and minimum < floor:
        found.add("minimum_too_low", value=minimum, least=floor)
    found.raise_any()


def require_organisations(answers: Answers) -> None:
    """Refuse ties beside answers of which nobody knows the organisation.

    Raises
    ------
    InputError
        If each response contributes by itself.
    """
    found = Refusals()
    if answers.unit == "response":
        found.add("ties_anonymous")
    found.raise_any()


def _checked(
    answers: Answers | pd.DataFrame, questionnaire: Questionnaire, grouping: Grouping, *, ties: bool
) -> Answers:
    checked = answers if isinstance(answers, Answers) else check_answers(answers, questionnaire)
    if grouping == "sector":
        require_sectors(checked)
    if ties:
        require_organisations(checked)
    return checked


def _instrument(questionnaire: Questionnaire) -> Instrument:
    return Instrument(
        id=questionnaire.id,
        version=questionnaire.version,
        digest=digest(questionnaire),
        reliability=questionnaire.reliability,
    )


def _scales(
    questionnaire: Questionnaire,
    scored: Scored,
    told: Mapping[str, tuple[Difference, ...]],
    report: SelfReport | None,
    *,
    ranked: bool,
) -> tuple[ScaleResult, ...]:
    scales = [scale_result(scale, questionnaire, scored) for scale in questionnaire.scales_of("barrier")]
    places = rank(scales) if ranked else {}
    return tuple(
        msgspec.structs.replace(
            scale,
            rank=places.get(scale.id),
            differences=told[scale.id],
            backbone=None if report is None else backbone_view(scale.id, scale.cell, report),
        )
        for scale in scales
    )


def _differences(scales: list[str], scored: Scored) -> Differences:
    groups = {scale: published_groups(scored.scales[scale].dropna(), scored) for scale in scales}
    return differences(groups, seed=_SEED)


def _change(before: Before, answers: Answers, questionnaire: Questionnaire, scored: Scored) -> Change:
    """Compare with the wave before under the rules of disclosure that were in force then."""
    kept = before.protection
    rules = rules_with(minimum=kept.minimum, strict=kept.strict)
    earlier = score(before.answers, before.questionnaire, rules=rules, grouping=kept.grouping)
    invited = set(before.answers.organisations["organisation"]) & set(answers.organisations["organisation"])
    comparable = comparable_scales(before.questionnaire, questionnaire)
    scales = [scale.id for scale in questionnaire.scales_of("barrier") if scale.id in comparable]
    waves = Waves(before=earlier, after=scored, invited_twice=len(invited))
    return change_since(scales, waves, digest=before.digest)


def _participation(checked: Answers, questionnaire: Questionnaire, ties: Ties | None) -> Participation:
    """Count who answered a statement; where the ties alone are asked for, who told of a partner."""
    if ties is not None and not questionnaire.statements:
        contributors, persons = (ties.rows[name].nunique() for name in ("from", "respondent"))
        return Participation(
            unit=checked.unit, contributors=contributors, invited=len(ties.organisations), persons=persons
        )
    answered = checked.responses[any_answer(checked.responses, questionnaire)]
    return Participation(
        unit=checked.unit,
        contributors=int(checked.contributor[answered.index].nunique()),
        invited=checked.invited,
        persons=len(answered),
    )
