"""Agreement against what others printed, second programs, chance counted out exactly, and the method's simulations."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
import pandas as pd
import pingouin
import pytest

from scoring.agreement import a_wg, ad_m, agreement_word, icc, rwg, rwg_j
from tests.reference.chances import CAMPS, CONTESTED, COPIES, MEANS, groups_of, scores_of

DATA = Path(__file__).parents[1] / "data" / "lq2002.csv"
OF_PINGOUIN = pytest.mark.filterwarnings("ignore:The inplace keyword:pandas.errors.Pandas4Warning")


@cache
def soldiers() -> pd.DataFrame:
    """Return the data that nobody here made up."""
    return pd.read_csv(DATA)


def by_chance(raters: int) -> Iterator[tuple[tuple[int, ...], float]]:
    """Return all answers of raters to one item, whatever their order, with their probability by chance alone."""
    for answers in combinations_with_replacement(range(1, 6), raters):
        ways = math.factorial(raters) // math.prod(math.factorial(answers.count(code)) for code in range(1, 6))
        yield answers, ways / 5**raters


@pytest.mark.parametrize(("raters", "critical"), [(3, 1.0), (5, 0.85), (8, 0.61), (10, 0.53)])
def test_critical_values_of_rwg_are_those_of_dunlap_and_others(raters: int, critical: float) -> None:
    # Dunlap, Burke and Smith-Crowe (2003), five answers, 95 %: as the method quotes them. Counted out, not drawn.
    found = [(round(rwg(answers).value, 9), share) for answers, share in by_chance(raters)]
    reached = {value: math.fsum(share for other, share in found if other >= value) for value, _ in found}

    assert math.fsum(share for _, share in found) == pytest.approx(1)
    assert round(min(value for value, share in reached.items() if share <= 0.05), 2) == critical


@pytest.mark.parametrize(("raters", "share"), [(3, 0.17), (5, 0.06)])
def test_random_raters_reach_seventy_on_three_statements_as_often_as_the_method_says(raters: int, share: float) -> None:
    shares: dict[float, float] = {}
    example: dict[float, tuple[int, ...]] = {}
    for answers, probability in by_chance(raters):
        variance = round(float(np.var(answers, ddof=1)), 9)
        example[variance] = answers
        shares[variance] = shares.get(variance, 0.0) + probability

    reached = 0.0
    for several in combinations_with_replacement(shares, 3):
        ways = 6 // math.prod(math.factorial(several.count(one)) for one in set(several))
        if rwg_j(np.column_stack([example[one] for one in several])).value >= 0.70:
            reached += ways * math.prod(shares[one] for one in several)

    assert round(reached, 2) == share


def test_a_wg_is_one_less_twice_the_share_of_the_largest_variance_with_the_same_mean() -> None:
    # Brown and Hauenstein (2005): it is largest with raters at the two ends alone, as many at each as give the mean.
    for raters in range(2, 7):
        for answers, _ in by_chance(raters):
            found, p = a_wg(answers), (sum(answers) / raters - 1) / 4
            if found is not None:
                largest = 16 * raters * p * (1 - p) / (raters - 1)
                assert found.value == pytest.approx(1 - 2 * np.var(answers, ddof=1) / largest)


def test_indices_of_companies_are_those_computed_with_numpy() -> None:
    statements = [f"LEAD{place:02}" for place in range(1, 12)]
    for _, company in soldiers().groupby("COMPID"):
        items = company[statements].to_numpy(dtype=float)
        q = min(1.0, items.var(axis=0, ddof=1).mean() / 2)

        assert rwg_j(items).value == pytest.approx(11 * (1 - q) / (11 * (1 - q) + q), abs=1e-12)
        assert rwg(items[:, 0]).value == pytest.approx(max(0.0, 1 - items[:, 0].var(ddof=1) / 2), abs=1e-12)
        assert ad_m(items).value == pytest.approx(np.abs(items - items.mean(axis=0)).mean(), abs=1e-12)


def test_intraclass_correlations_are_those_of_shrout_and_fleiss() -> None:
    # Their example (1979), six targets and four judges: ICC(1,1) 0.17, ICC(1,4) 0.44. Interval and p as R's psych::ICC
    # prints them for it.
    ratings = [9, 2, 5, 8, 6, 1, 3, 2, 8, 4, 6, 8, 7, 1, 2, 6, 10, 5, 6, 9, 6, 2, 4, 7]

    found = icc(ratings, np.repeat(range(6), 4))

    assert [round(one, 2) for one in (found.icc1, found.icc2, found.high)] == [0.17, 0.44, 0.72]
    assert (round(found.low, 3), round(found.p, 5)) == (-0.133, 0.16477)
    assert (found.n, found.groups, found.size) == (24, 6, 4)


@OF_PINGOUIN
@pytest.mark.parametrize("size", [2, 5, 10])
@pytest.mark.parametrize("column", ["LEAD", "TSIG", "HOSTILE"])
def test_intraclass_correlations_of_equal_groups_are_those_of_pingouin(column: str, size: int) -> None:
    people = soldiers().groupby("COMPID").head(size)
    people = people.assign(place=people.groupby("COMPID").cumcount())
    table = pingouin.intraclass_corr(people, targets="COMPID", raters="place", ratings=column).set_index("Type")

    found = icc(people[column], people["COMPID"])

    single, average = table.loc["ICC(1,1)"], table.loc["ICC(1,k)"]
    assert (found.icc1, found.icc2) == pytest.approx((single["ICC"], average["ICC"]), abs=1e-9)
    assert found.p == pytest.approx(single["pval"], rel=1e-6)
    assert [found.low, found.high] == pytest.approx(list(single["CI95"]), abs=5.01e-3)  # it rounds to two decimals


@OF_PINGOUIN
@pytest.mark.parametrize("column", ["LEAD", "TSIG", "HOSTILE"])
def test_intraclass_correlations_of_unequal_groups_follow_from_the_variance_analysis_of_pingouin(column: str) -> None:
    people = soldiers().groupby("COMPID").head(40).iloc[9:]  # the first company keeps a single person
    table = pingouin.anova(people, dv=column, between="COMPID", detailed=True).set_index("Source")
    between, within = table.loc["COMPID", "MS"], table.loc["Within", "MS"]
    k = len(people) / people["COMPID"].nunique()

    found = icc(people[column], people["COMPID"])

    assert found.icc1 == pytest.approx((between - within) / (between + (k - 1) * within), abs=1e-9)
    assert found.icc2 == pytest.approx((between - within) / between, abs=1e-9)
    assert found.p == pytest.approx(table.loc["COMPID", "p_unc"], rel=1e-6)


def held(*, groups: int, truth: float, most: int, runs: int, seed: int) -> float:
    """Return how often the interval of ICC(1) holds the truth, with one to `most` persons a group."""
    rng, found = np.random.default_rng(seed), []
    for _ in range(runs):
        of = np.repeat(np.arange(groups), rng.integers(1, most + 1, groups))
        values = rng.normal(0, math.sqrt(truth), groups)[of] + rng.normal(0, math.sqrt(1 - truth), of.size)
        interval = icc(values, of)
        found.append(interval.low <= truth <= interval.high)
    return float(np.mean(found))


# With 600 runs a share of 0.95 has a standard error of 0.009, with 3,000 of 0.004.
@pytest.mark.parametrize(("groups", "truth"), [(12, 0.1), (30, 0.5)])
def test_the_interval_of_an_intraclass_correlation_nearly_holds_the_truth_as_often_as_it_says(
    groups: int, truth: float
) -> None:
    assert 0.92 <= held(groups=groups, truth=truth, most=3, runs=600, seed=11) <= 0.98


@pytest.mark.soak
@pytest.mark.parametrize("most", [3, 8])
@pytest.mark.parametrize("truth", [0.0, 0.1, 0.3, 0.55, 0.8])
@pytest.mark.parametrize("groups", [12, 30, 60])
def test_the_interval_of_an_intraclass_correlation_holds_the_truth_in_92_to_96_per_cent(
    groups: int, truth: float, most: int
) -> None:
    assert 0.915 <= held(groups=groups, truth=truth, most=most, runs=3000, seed=12) <= 0.965


def contested(statements: int, organisations: int, planted: float | tuple[float, float], *, runs: int) -> float:
    """Return which share of simulated scales is told as contested; all invited organisations answer."""
    many = organisations * runs // COPIES
    scores = scores_of(statements, planted, organisations=many, seed=1000 * statements + organisations)
    told = [agreement_word(ad_m(one).value) == "contested" for one in groups_of(scores, organisations)]
    return sum(told) / len(told)


# With 1,600 runs a share of 0.05 has a standard error of 0.005, one of 0.82 of 0.010; statements of one scale share
# their difficulties in all runs, which adds to both.
@pytest.mark.parametrize(("size", "planted"), [((5, 12), 3.7), ((5, 12), CAMPS), ((4, 20), 3.0), ((5, 20), CAMPS)])
def test_ordinary_spread_and_camps_are_told_as_contested_as_often_as_the_table_says(
    size: tuple[int, int], planted: float | tuple[float, float]
) -> None:
    assert contested(*size, planted, runs=1600) == pytest.approx(CONTESTED[size][planted], abs=0.04)


@pytest.mark.soak
@pytest.mark.parametrize("size", CONTESTED)
def test_the_whole_table_of_contested_scales_is_reproduced(size: tuple[int, int]) -> None:
    found = {planted: contested(*size, planted, runs=20_000) for planted in CONTESTED[size]}

    assert found == pytest.approx(CONTESTED[size], abs=0.015)


def test_the_table_keeps_what_the_method_says_of_five_statements_but_for_the_middle_of_the_scale() -> None:
    # Ordinary spread is called contested in 5–10 % at 12 organisations and in at most 3 % from 20 on; camps at 2.0 and
    # 4.0 are found in 82, 91 and 97 %. At 20 organisations around 3.0 it is more than 3 %.
    twelve, twenty, thirty = (CONTESTED[5, organisations] for organisations in (12, 20, 30))

    assert [one[CAMPS] for one in (twelve, twenty, thirty)] == pytest.approx([0.82, 0.91, 0.97], abs=0.02)
    assert all(0.05 <= twelve[mean] <= 0.10 for mean in MEANS)
    assert [max(one[mean] for mean in (2.4, 3.7)) <= 0.03 for one in (twenty, thirty)] == [True, True]
    assert (twenty[3.0] > 0.03, thirty[3.0] <= 0.03) == (True, True)
