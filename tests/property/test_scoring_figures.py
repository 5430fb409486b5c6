"""Figures of any scores: multiples of their step, an interval that holds them, P that falls as the mean rises."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.profile import SECTORS
from scoring.disclosure import Released, Rules, cell, combined, dont_know, form_for, rules_with, shares
from scoring.flags import decide
from scoring.merging import merge
from scoring.preparing import reverse
from scoring.rounding import Form, bounds, printed, steps
from scoring.uncertainty import Prior, cell_interval, mean_interval, weak_prior

MEANS = st.integers(0, 4000).map(lambda place: 1 + place / 1000)
FORMS: st.SearchStrategy[Form] = st.sampled_from(["halves", "tenths", "full"])
PRIORS = st.sampled_from([weak_prior(reliability) for reliability in (0.4, 0.55, 0.75, 0.9)])
RULES = st.builds(lambda minimum, strict: rules_with(minimum=minimum, strict=strict), st.integers(5, 9), st.booleans())
SILENT = st.integers(0, 60)
ANY_SCORES = st.lists(MEANS, min_size=1, max_size=45)
SMALL_SCORES = st.lists(MEANS, min_size=5, max_size=11)


def is_multiple(value: float | None, step: float) -> bool:
    """Tell whether a figure is missing or an exact multiple of a step."""
    return value is None or value == steps(value, step)


@given(st.lists(st.floats(1, 5), min_size=1))
def test_reversing_twice_gives_the_answers_back(values: list[float]) -> None:
    answers = pd.Series(values)

    assert np.allclose(reverse(reverse(answers)), answers, rtol=0, atol=1e-12)
    assert reverse(reverse(answers.round())).tolist() == answers.round().tolist()


@given(st.floats(1, 5), FORMS)
def test_printing_a_printed_figure_changes_nothing(mean: float, form: Form) -> None:
    figure = printed(mean, form)

    assert printed(figure.value, form) == figure
    assert bounds(figure, form).low - 1e-9 <= mean <= bounds(figure, form).high + 1e-9


@given(ANY_SCORES, SILENT, RULES, PRIORS)
def test_every_figure_of_a_cell_is_a_multiple_of_its_step(
    scores: list[float], silent: int, rules: Rules, prior: Prior
) -> None:
    shown = cell(np.array(scores), population=len(scores) + silent, rules=rules, prior=prior).cell

    assert is_multiple(shown.value, 0.5 if shown.form == "halves" else 0.1)
    assert all(is_multiple(end, 0.1) for end in (shown.low, shown.high))
    assert is_multiple(shown.below, 0.01)
    assert shown.form == form_for(len(scores), rules)


@given(ANY_SCORES, SILENT, RULES, PRIORS)
def test_the_interval_of_a_cell_holds_its_figure_on_the_scale(
    scores: list[float], silent: int, rules: Rules, prior: Prior
) -> None:
    shown = cell(np.array(scores), population=len(scores) + silent, rules=rules, prior=prior).cell

    if shown.low is None:
        assert shown.high is None
        assert shown.value is None or (shown.form == "tenths" and shown.end is not None)
    else:
        assert shown.value is not None
        assert shown.high is not None
        assert 1 <= shown.low <= shown.value <= shown.high <= 5
        assert shown.low < shown.high


@given(st.lists(st.tuples(SMALL_SCORES, st.integers(0, 9)), min_size=2, max_size=6), st.integers(0, 5), RULES, PRIORS)
def test_a_total_from_groups_holds_its_figure_too(
    groups: list[tuple[list[float], int]], unseen: int, rules: Rules, prior: Prior
) -> None:
    parts = [
        cell(np.array(scores), population=len(scores) + silent, rules=rules_with(strict=rules.strict), prior=prior)
        for scores, silent in groups
    ]
    population = unseen + sum(part.cell.population or 0 for part in parts)
    shown = combined(parts, population=population, rules=rules, prior=prior).cell

    if shown.value is None:
        assert shown.hidden == "too_few"
        assert sum(len(scores) for scores, _ in groups) < rules.minimum
        return
    assert shown.from_groups
    assert is_multiple(shown.value, 0.5 if shown.form == "halves" else 0.1)
    assert is_multiple(shown.below, 0.01)
    if shown.low is not None and shown.high is not None and shown.end is None:
        assert shown.low <= shown.value <= shown.high
    assert (shown.low is None) == (shown.form == "tenths" and shown.end is not None)


@given(SMALL_SCORES, st.data(), SILENT, PRIORS)
def test_swapping_scores_in_a_group_of_5_to_11_changes_nothing(
    scores: list[float], data: st.DataObject, silent: int, prior: Prior
) -> None:
    population = len(scores) + silent
    swapped = data.draw(st.permutations(scores))

    assert cell(np.array(swapped), population=population, rules=rules_with(), prior=prior) == cell(
        np.array(scores), population=population, rules=rules_with(), prior=prior
    )


@given(st.integers(5, 24), st.data(), SILENT, PRIORS)
def test_below_25_only_the_printed_figure_counts(n: int, data: st.DataObject, silent: int, prior: Prior) -> None:
    form: Form = "halves" if n < 12 else "tenths"
    within = bounds(printed(data.draw(MEANS), form), form)
    last = round(within.high * 1000) - (within.high < 5)
    mean = data.draw(st.integers(round(within.low * 1000), last)) / 1000
    spread = min(mean - 1, 5 - mean)
    apart = np.full(n, mean) + np.resize([spread, -spread], n) * (np.arange(n) < n - n % 2)

    def released(scores: np.ndarray) -> Released:
        return cell(scores, population=n + silent, rules=rules_with(), prior=prior)

    assert released(np.full(n, within.low)) == released(np.full(n, mean)) == released(apart)


@given(ANY_SCORES, MEANS, SILENT, RULES, PRIORS)
def test_p_never_rises_with_the_mean(
    scores: list[float], shift: float, silent: int, rules: Rules, prior: Prior
) -> None:
    # From 25 on the spread counts too: the scores move together and stay as far apart as they are.
    low = 1 + (np.array(scores) - 1) / 2
    below = [
        cell(moved, population=len(scores) + silent, rules=rules, prior=prior).cell.below
        for moved in (low, low + (shift - 1) / 2)
    ]

    assert below[0] is None or below[1] is None or below[0] >= below[1]


@given(st.integers(5, 24), SILENT, PRIORS)
def test_p_falls_from_figure_to_figure(n: int, silent: int, prior: Prior) -> None:
    form: Form = "halves" if n < 12 else "tenths"
    figures = sorted({printed(place / 20, form).value for place in range(20, 101)})
    told = [
        cell_interval(figure, contributors=n, population=n + silent, threshold=3.0, prior=prior) for figure in figures
    ]

    below = [one.below or 0.0 for one in told]
    assert 1 >= below[0] > 0.5 > below[-1] >= 0
    assert all(lower > higher - 1e-12 for lower, higher in pairwise(below))
    assert all(lower.value < higher.value for lower, higher in pairwise(told))
    assert all(lower.low < higher.low and lower.high < higher.high for lower, higher in pairwise(told))


@given(ANY_SCORES, SILENT, PRIORS)
def test_the_mirror_image_of_scores_has_the_mirror_image_of_their_interval(
    scores: list[float], silent: int, prior: Prior
) -> None:
    population = len(scores) + silent
    one = mean_interval(scores, population=population, threshold=3.0, prior=prior)
    other = mean_interval([6 - score for score in scores], population=population, threshold=3.0, prior=prior)

    assert np.allclose(
        [one.value, one.low, one.high, one.below or 0, one.variance],
        [6 - other.value, 6 - other.high, 6 - other.low, 1 - (other.below or 0), other.variance],
        rtol=0,
        atol=1e-9,
    )


@given(ANY_SCORES, SILENT, RULES, PRIORS)
def test_the_flag_follows_from_what_is_printed(scores: list[float], silent: int, rules: Rules, prior: Prior) -> None:
    released = cell(np.array(scores), population=len(scores) + silent, rules=rules, prior=prior)
    flag, shown = decide(released, prior=prior), released.cell

    if shown.below is None or shown.value is None:
        assert flag.state == "withheld"
    elif shown.below >= 0.8:
        assert flag.state == "flagged"
        assert flag.switched_off_at is not None
        assert flag.switched_off_at > shown.value
    elif shown.below > 0.2:
        assert flag.state == "watch"
    else:
        strong = shown.low is not None and shown.low > 3.5
        assert flag.state == ("strength" if strong or shown.value == 4.5 else "not_flagged")


@given(st.dictionaries(st.sampled_from(SECTORS), st.integers(0, 20)), st.integers(5, 12))
def test_merged_groups_are_disjoint_large_enough_and_cover_everybody(counts: dict[str, int], minimum: int) -> None:
    groups = merge(counts, minimum=minimum)
    categories = [category for group in groups for category in group.categories]

    if sum(counts.values()) < minimum:
        assert groups == ()
    else:
        assert categories == [sector for sector in SECTORS if counts.get(sector)]
        assert [sum(counts[category] for category in categories) for categories, _ in groups] == [n for _, n in groups]
        assert min(n for _, n in groups) >= minimum


@given(st.dictionaries(st.sampled_from(SECTORS), st.integers(1, 20)), st.integers(5, 12), st.data())
def test_the_order_in_which_sectors_are_counted_does_not_matter(
    counts: dict[str, int], minimum: int, data: st.DataObject
) -> None:
    turned = dict(data.draw(st.permutations(list(counts.items()))))

    assert merge(turned, minimum=minimum) == merge(counts, minimum=minimum)


@given(ANY_SCORES, RULES)
def test_shares_never_tell_nobody_or_everybody(scores: list[float], rules: Rules) -> None:
    form = form_for(len(scores), rules)
    told = shares(np.array(scores), form=form or "halves")

    if told is None:
        assert form in {None, "halves"}
    else:
        assert told.step == (20 if form == "tenths" else 10)
        each = (told.low, told.middle, told.high)
        assert all(share % told.step == 0 and told.step <= share <= 100 - told.step for share in each)


@given(st.lists(st.floats(0, 1), max_size=45), RULES)
def test_do_not_know_is_told_in_steps_and_never_below_the_minimum(organisations: list[float], rules: Rules) -> None:
    told = dont_know(np.array(organisations), rules=rules)

    assert (told.much is None) == (len(organisations) < rules.minimum)
    assert (told.share is None) == (told.step is None) == (form_for(len(organisations), rules) in {None, "halves"})
    if told.share is not None and told.step is not None:
        assert told.share % told.step == 0
        assert told.step <= told.share <= 100 - told.step
