"""What a diagnosis tells of viewpoints: in words and fives, or the reason why nothing is told."""

from __future__ import annotations

from functools import cache

import pytest

from questionnaires.loading import find
from questionnaires.model import Questionnaire
from scoring.across import viewpoints_result
from scoring.anonymous import check_anonymous_answers
from scoring.answers import check_answers
from scoring.disclosure import rules_with
from scoring.patterns import ViewpointsResult
from scoring.pipeline import diagnose
from scoring.published import Grouping
from scoring.scored import score
from scoring.simulated import Simulation
from scoring.simulating import Behaviour, Structure, opposed, simulate

FULL = find("vollanalyse")


@cache
def made(organisations: int, strength: float = 1.0, asked: Questionnaire = FULL) -> Simulation:
    """Make up an initiative with two viewpoints in which everybody answers."""
    structure = Structure(viewpoints=opposed(asked, strength=strength) if strength else ())
    means = {scale.id: 3.2 for scale in asked.scales_of("barrier")}
    behaviour = Behaviour(response=1.0, dont_know=0.0)
    return simulate(asked, organisations=organisations, means=means, structure=structure, behaviour=behaviour, seed=5)


def told(
    wave: Simulation,
    asked: Questionnaire = FULL,
    *,
    grouping: Grouping = "none",
    minimum: int = 5,
    strict: bool = False,
) -> ViewpointsResult:
    """Return what is told of viewpoints."""
    answers = check_answers(wave.responses, asked, organisations=wave.organisations)
    return diagnose(answers, asked, grouping=grouping, minimum=minimum, strict=strict).viewpoints


def test_two_viewpoints_are_told_by_the_scales_on_which_they_depart_and_in_fives() -> None:
    found = told(made(30))
    first, second = (set(pattern) for pattern in sides())

    assert (found.refused, found.persons) == (None, len(made(30).responses))
    assert [one.organisations for one in found.viewpoints] == [15, 15]
    assert {frozenset(one.higher) for one in found.viewpoints} == {frozenset(first), frozenset(second)}
    assert {frozenset(one.lower) for one in found.viewpoints} == {frozenset(first), frozenset(second)}


def sides() -> tuple[list[str], list[str]]:
    """Return the scales that each of the two planted viewpoints sees as better."""
    return tuple([scale for scale, more in one.items() if more > 0] for one in opposed(FULL))  # type: ignore[return-value]


def test_where_all_see_things_alike_there_is_no_viewpoint_and_a_probability() -> None:
    found = told(made(30, 0.0))

    assert (found.refused, found.viewpoints) == (None, ())
    assert found.p is not None
    assert 0.05 < found.p <= 1


@pytest.mark.parametrize("organisations", [4, 11])
def test_too_few_organisations_are_refused_without_a_count_of_who_left_nothing_out(organisations: int) -> None:
    assert told(made(organisations)) == ViewpointsResult(refused="too_few")


def test_where_figures_may_not_rest_on_answers_viewpoints_are_protected() -> None:
    assert told(made(30), strict=True) == ViewpointsResult(refused="protected")
    assert told(made(30), grouping="sector") == ViewpointsResult(refused="protected")


def test_an_initiative_that_asks_for_more_organisations_gets_them_in_each_viewpoint() -> None:
    assert told(made(30), minimum=12).refused is None
    assert told(made(30), minimum=20) == ViewpointsResult(refused="no_structure")


def test_in_an_anonymous_survey_each_response_counts_for_itself() -> None:
    responses = made(30).responses.drop(columns="organisation")

    found = diagnose(check_anonymous_answers(responses, FULL), FULL).viewpoints

    assert (found.refused, found.persons) == (None, len(responses))
    assert sum(one.organisations for one in found.viewpoints) == pytest.approx(len(responses), abs=5)


def test_the_kurzcheck_tells_viewpoints_too() -> None:
    asked = find("kurzcheck")

    assert len(told(made(30, 1.2, asked), asked).viewpoints) == 2


def test_where_no_hurdle_was_asked_nobody_looks_for_viewpoints() -> None:
    answers = check_answers(made(30).responses, FULL, organisations=made(30).organisations)
    scored = score(answers, FULL, rules=rules_with(), grouping="none")

    assert viewpoints_result([], scored, seed=1) == ViewpointsResult(refused="not_asked")
