"""Agreement and reliability are told only as far as the spread of answers may be seen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from scoring.findings import Agreement, Interval, Reading, Reliability, ScaleResult, Unity
from scoring.pipeline import diagnose
from scoring.reliability import cronbach_alpha, omega_total
from tests.unit.scoring.instruments import Asked, instrument, wave

ONE = instrument(Asked("trust", statements=1))
FOUR = instrument(Asked("trust", statements=4))

CAMPS = [[2.0], [4.0]]
ALIKE = [[3.0], [3.0]]
SPREAD = [[2.0], [3.0], [3.0], [4.0]]


def trust(organisations: Sequence[Sequence[float]], *, strict: bool = False, by_sector: bool = False) -> ScaleResult:
    """Return what is told of the scale *trust*; by sector, the last five organisations are of another one."""
    sectors = ["administration"] * (len(organisations) - 5) + ["education"] * 5
    answers = wave(ONE, organisations, sectors=sectors)
    return diagnose(answers, ONE, strict=strict, grouping="sector" if by_sector else "none").scales[0]


@pytest.mark.parametrize(("codes", "unity"), [(CAMPS, "contested"), (ALIKE, "agreed"), (SPREAD, "mixed")])
@pytest.mark.parametrize(("repeats", "deviation"), [(3, False), (7, True)])
def test_agreement_is_a_word_from_12_on_and_a_number_from_25_on(
    *, codes: list[list[float]], unity: Unity, repeats: int, deviation: bool
) -> None:
    organisations = codes * (4 * repeats // len(codes))

    told = trust(organisations).agreement

    size = {"contested": 1.0, "agreed": 0.0, "mixed": 0.5}[unity]
    assert told == Agreement(unity=unity, deviation=size if deviation else None)


@pytest.mark.parametrize(
    ("codes", "unity"),
    [
        ([[1.0]], None),
        ([[1.0], [2.0]], None),
        ([[5.0], [4.0], [5.0]], None),
        ([[2.0]], None),
        ([[4.0], [4.0], [3.0]], None),
        ([[4.0], [4.0], [5.0]], None),
        ([[2.0], [1.0], [4.0]], "contested"),
        ([[1.0], [1.0], [4.0]], "contested"),
        ([[1.0], [1.0], [3.0]], None),
        ([[5.0], [5.0], [2.0]], "contested"),
    ],
)
def test_further_out_it_is_told_at_most_that_a_figure_is_contested(
    codes: list[list[float]], unity: Unity | None
) -> None:
    told = trust(codes * (12 // len(codes))).agreement

    assert told == (None if unity is None else Agreement(unity=unity))


def test_agreement_is_not_told_below_12_in_half_steps_or_beside_a_group_in_half_steps() -> None:
    assert trust(CAMPS * 5).agreement is None
    assert trust(CAMPS * 10, strict=True).agreement is None
    assert trust(CAMPS * 10, by_sector=True).agreement is None


@pytest.mark.parametrize(
    ("codes", "reading"),
    [
        ([[2.0], [2.0], [2.0], [3.0]], "act"),
        ([[1.0], [1.0], [1.0], [4.0]], "discuss"),
        ([[5.0], [5.0], [2.0], [5.0]], "include"),
        ([[4.0], [4.0], [4.0], [3.0]], "keep"),
        (SPREAD, None),
    ],
)
def test_state_and_agreement_advise_together(codes: list[list[float]], reading: Reading | None) -> None:
    assert trust(codes * 10).reading == reading


def test_reliability_is_told_from_30_persons_and_25_contributors_on() -> None:
    rng = np.random.default_rng(4)
    latent = rng.normal(3, 0.9, size=(30, 1))
    rows = np.clip(np.rint(latent + rng.normal(0, 0.9, size=(30, 4))), 1, 5).tolist()

    told = diagnose(wave(FOUR, rows), FOUR).scales[0].reliability
    fewer = diagnose(wave(FOUR, rows[:29]), FOUR).scales[0].reliability

    alpha, omega = cronbach_alpha(np.array(rows), level=0.9), omega_total(np.array(rows))
    assert told == Reliability(
        alpha=Interval(value=round(alpha.value, 2), low=round(alpha.low, 2), high=round(alpha.high, 2), n=30),
        omega=round(omega.value, 2),
    )
    assert fewer is None


def test_reliability_is_not_told_where_all_answered_alike() -> None:
    assert diagnose(wave(FOUR, [[3.0, 3.0, 3.0, 3.0]] * 30), FOUR).scales[0].reliability is None
