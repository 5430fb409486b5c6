"""Who answered without reading, as far as answers can show it: marked, and never left out."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from questionnaires.model import DONT_KNOW, NO_ANSWER, NOT_SHOWN, Questionnaire, Statement
from scoring.preparing import irv, longstring, mahalanobis, shown
from scoring.scales import person_scores
from scoring.thresholds import thresholds


def careless(responses: pd.DataFrame, questionnaire: Questionnaire) -> pd.Series:
    """Mark the persons whose answers look as if given without reading.

    Three signs: a run of identical answers as long as half of the statements shown, and at least ten; answers that vary
    by less than a quarter of a code; scores that lie far from everybody's, where there are persons enough to tell. A
    person is marked when two agree, or when one run covers four fifths of at least fifteen answers to statements of
    both directions.

    Runs and variation are looked at within the one format of answers that most statements have, in the order shown:
    the same place on another page, under other words and with another number of codes, is not the same answer.
    Answers at random are marked by none of this: they neither repeat nor lie far out.

    Parameters
    ----------
    responses : DataFrame, shape (persons, columns)
        Answer frame as documented in `scoring.answers.Answers`.

    Returns
    -------
    Series of bool, shape (persons,)
        True for persons who are marked; nobody is dropped. Same index as `responses`, and for each person the same in
        whatever order the persons come.

    References
    ----------
    Meade, A. W. and Craig, S. B. (2012). Identifying careless responses in survey data. Psychological Methods 17,
    437–455. 10.1037/a0028085.
    Curran, P. G. (2016). Methods for the detection of carelessly invalid responses in survey data. Journal of
    Experimental Social Psychology 66, 4–19. 10.1016/j.jesp.2015.07.006.
    """
    limits = thresholds()
    asked = _of_one_format(questionnaire)
    raw = responses[[statement.id for statement in asked]]
    run = longstring(raw)
    before = shown(responses, questionnaire)[raw.columns].sum(axis=1)
    signs = (
        run >= np.maximum(limits.careless_run_from.value, limits.careless_run_share.value * before),
        irv(raw) < limits.careless_variability_below.value,
        _far_out(person_scores(responses, questionnaire)),
    )
    agreeing = sum(sign.astype(int) for sign in signs)
    return (agreeing >= limits.careless_agreeing_from.value) | _straight(raw, run, asked)


def _of_one_format(questionnaire: Questionnaire) -> tuple[Statement, ...]:
    """Return the statements with the choices that most of them have, in the order shown; a tie goes to the first."""
    formats = Counter(statement.choices for statement in questionnaire.statements)
    most = max(formats, key=formats.__getitem__, default="")
    return tuple(statement for statement in questionnaire.statements if statement.choices == most)


def _far_out(scores: pd.DataFrame) -> pd.Series:
    try:
        p = mahalanobis(scores)["p"]
    except ValueError:
        # Too few persons for a distance: the other two signs must agree.
        return pd.Series(data=False, index=scores.index)
    return p < thresholds().careless_distance_p_below.value


def _straight(raw: pd.DataFrame, run: pd.Series, asked: tuple[Statement, ...]) -> pd.Series:
    """Tell who gave one answer nearly throughout, to statements that contradict each other."""
    limits = thresholds()
    codes, turned = raw.to_numpy(float), np.array([statement.reversed for statement in asked], dtype=bool)
    given = ~np.isnan(codes) & ~np.isin(codes, (NO_ANSWER, NOT_SHOWN))
    scored = given & (codes != DONT_KNOW)
    both = scored[:, turned].any(axis=1) & scored[:, ~turned].any(axis=1)
    count = given.sum(axis=1)
    enough = count >= limits.careless_straight_statements.value
    return pd.Series(both & enough & (run.to_numpy() >= limits.careless_straight_share.value * count), index=raw.index)
