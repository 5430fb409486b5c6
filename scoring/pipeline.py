"""diagnose(): the order of the method, written once."""

from __future__ import annotations

import msgspec
import pandas as pd

from questionnaires.model import Questionnaire
from questionnaires.versions import digest
from scoring.answers import Answers, check_answers, require_sectors
from scoring.conditions import stage
from scoring.diagnosis import Diagnosis, Instrument, Participation, Protection, sealed
from scoring.disclosure import Rules, rules_with
from scoring.flags import rank, ranking_holds
from scoring.preparing import any_answer, health
from scoring.published import Grouping
from scoring.refusing import Refusals
from scoring.results import Scored, condition_result, scale_result
from scoring.scales import dont_know_shares, organisation_scores, person_scores, response_scores
from scoring.simulating import is_simulated
from scoring.thresholds import thresholds
from scoring.uncertainty import weak_prior

METHOD_VERSION = "2026.2"


def diagnose(
    answers: Answers | pd.DataFrame,
    questionnaire: Questionnaire,
    *,
    grouping: Grouping = "none",
    minimum: int | None = None,
    strict: bool = False,
) -> Diagnosis:
    """Tell from the answers of one wave what holds an initiative back, and how sure that is.

    Prepare → score → release in the form that the number of contributors allows → decide → rank.

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

    Returns
    -------
    Diagnosis
        Published forms only; equal answers give equal bytes, in whatever order their rows come.

    Raises
    ------
    InputError
        If a DataFrame breaks the rules of the answer frame, the grouping needs a sector that is missing, the minimum is
        lower than the threshold, or the questionnaire is a backbone's self-report or has nothing to score.
    """
    require_fit(questionnaire, minimum=minimum)
    checked = answers if isinstance(answers, Answers) else check_answers(answers, questionnaire)
    if grouping == "sector":
        require_sectors(checked)
    rules = rules_with(minimum=minimum, strict=strict)
    scored = _score(checked, questionnaire, rules=rules, grouping=grouping)
    scales = [scale_result(scale, questionnaire, scored) for scale in questionnaire.scales_of("barrier")]
    participation = _participation(checked, questionnaire)
    holds = ranking_holds(participation)
    places = rank(scales) if holds else {}
    conditions = [condition_result(scale, scored) for scale in questionnaire.scales_of("condition")]
    diagnosis = Diagnosis(
        method_version=METHOD_VERSION,
        instrument=Instrument(
            id=questionnaire.id,
            version=questionnaire.version,
            digest=digest(questionnaire),
            reliability=questionnaire.reliability,
        ),
        participation=participation,
        protection=Protection(minimum=rules.minimum, strict=strict, grouping=grouping),
        simulated=is_simulated(checked.responses),
        ranking_holds=holds,
        scales=tuple(msgspec.structs.replace(scale, rank=places.get(scale.id)) for scale in scales),
        conditions=tuple(conditions),
        stage=stage({condition.id: condition.maturity for condition in conditions}),
    )
    return sealed(diagnosis)


def require_fit(questionnaire: Questionnaire, *, minimum: int | None = None) -> None:
    """Refuse what cannot be diagnosed at all, before any answer is looked at.

    Raises
    ------
    InputError
        If the questionnaire is a backbone's self-report or has no scale to score, or the minimum is too low.
    """
    floor = int(thresholds().minimum_contributors.value)
    found = Refusals()
    if questionnaire.audience == "backbone":
        found.add("questionnaire_of_backbone", questionnaire=questionnaire.id)
    elif not questionnaire.scales_of("barrier"):
        found.add("questionnaire_without_scales", questionnaire=questionnaire.id)
    if minimum is not None and minimum < floor:
        found.add("minimum_too_low", value=minimum, least=floor)
    found.raise_any()


def _score(checked: Answers, questionnaire: Questionnaire, *, rules: Rules, grouping: Grouping) -> Scored:
    responses, contributor = checked.responses, checked.contributor
    scores_of = organisation_scores if checked.unit == "organisation" else response_scores
    scales = scores_of(person_scores(responses, questionnaire), contributor)
    return Scored(
        scales=scales,
        statements=scores_of(health(responses, questionnaire), contributor),
        dont_know=scores_of(dont_know_shares(responses, questionnaire), contributor),
        sector=checked.sector.reindex(scales.index),
        invited_by_sector=checked.invited_by_sector,
        population=checked.invited,
        rules=rules,
        prior=weak_prior(questionnaire.reliability),
        grouping=grouping,
    )


def _participation(checked: Answers, questionnaire: Questionnaire) -> Participation:
    answered = checked.responses[any_answer(checked.responses, questionnaire)]
    return Participation(
        unit=checked.unit,
        contributors=int(checked.contributor[answered.index].nunique()),
        invited=checked.invited,
        persons=len(answered),
    )
