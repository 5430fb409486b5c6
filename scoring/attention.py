"""How many persons answered as if without reading, and which findings would be others without them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from questionnaires.model import Questionnaire
from scoring.answers import Answers
from scoring.careless import careless
from scoring.flags import decide
from scoring.patterns import Careless
from scoring.scored import Scored, score
from scoring.thresholds import thresholds
from scoring.totals import rests_on_answers, total_of


def careless_result(answers: Answers, questionnaire: Questionnaire, scored: Scored) -> Careless | None:
    """Tell how many persons are marked, and which scales would have another state without them.

    Fewer than may be counted are *few*. What would change is told only if on every scale the same contributors remain,
    or at least as many are gone as may be told apart: two findings that differ by one contributor would tell of it.

    Returns
    -------
    Careless or None
        None where what is told may not rest on answers.
    """
    contributors = scored.scales.dropna(how="all").index
    if not rests_on_answers(contributors, scored):
        return None
    marked = careless(answers.responses, questionnaire)
    count = int(marked.sum())
    if count == 0:
        return Careless(told="none", moved=())
    moved = _moved(answers, questionnaire, scored, marked)
    if count < thresholds().minimum_contributors.value:
        return Careless(told="few", moved=moved)
    return Careless(told="number", persons=count, moved=moved)


def _moved(answers: Answers, questionnaire: Questionnaire, scored: Scored, marked: pd.Series) -> tuple[str, ...] | None:
    kept = replace(answers, responses=answers.responses[~marked].reset_index(drop=True))
    without = score(kept, questionnaire, rules=scored.rules, grouping=scored.grouping)
    moved = []
    for scale in questionnaire.scales_of("barrier"):
        before, after = scored.scales[scale.id].dropna(), without.scales[scale.id].dropna()
        gone = len(before) - len(after)
        if 0 < gone < scored.rules.minimum:
            return None
        states = [decide(total_of(one, of), prior=of.prior).state for one, of in ((before, scored), (after, without))]
        if states[0] != states[1]:
            moved.append(scale.id)
    return tuple(moved)
