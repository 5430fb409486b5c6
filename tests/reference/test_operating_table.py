"""The operating table of the method is what the program does: shares flagged, coverage, and what is found."""

from __future__ import annotations

import pandas as pd
import pytest

from questionnaires.loading import find
from questionnaires.model import Questionnaire
from scoring.simulating import HEALTHY, PLANTED
from tests.reference.operating import Row, operate, operating_table
from tests.unit.scoring.instruments import Asked, instrument

TABLE = operating_table()
TOLERANCE = 0.06
COPIES = 30  # independent scales with the same mean in one wave: as good as so many waves, and faster
SHORT = [TABLE.row[place] for place in (0, 3, 6, 9)]  # both questionnaires, and each form of a cell
SHORT_MEANS = (2.4, 3.0, 3.7)
SIZES = sorted({(row.population, row.answering) for row in TABLE.row})


def name_of(row: Row) -> str:
    """Name a row for the message of a failed test."""
    return f"{row.questionnaire}-{row.population}-{row.answering}"


def scales_at(means: tuple[float, ...]) -> dict[str, float]:
    """Return the names of scales, some copies for each mean, with their mean."""
    return {f"at_{round(mean * 10)}_{copy:02d}": mean for mean in means for copy in range(COPIES)}


def simulated(row: Row, means: tuple[float, ...], *, runs: int) -> pd.DataFrame:
    """Return share flagged, share covered and true mean, a row for each latent mean."""
    shape, at = TABLE.questionnaires[row.questionnaire], scales_at(means)
    questionnaire = instrument(
        *(Asked(name, statements=shape.statements, reversed=(2, 4)) for name in at), reliability=shape.reliability
    )
    seed = 1_000_000 * (1 + TABLE.row.index(row))
    told = operate(
        questionnaire,
        at,
        population=row.population,
        answering=row.answering,
        waves=runs // COPIES,
        seed=seed,
    )
    return told.groupby(told["scale"].map(at))[["flagged", "covered", "truth"]].mean()


def departures(row: Row, found: pd.DataFrame) -> dict[float, float]:
    """Return by how much the share flagged differs from the table, where that is more than the tolerance."""
    flagged = found["flagged"].to_dict()
    table = {mean: share for mean, share in zip(TABLE.means, row.flagged, strict=True) if mean in flagged}
    return {mean: flagged[mean] - share for mean, share in table.items() if abs(flagged[mean] - share) > TOLERANCE}


# With 900 runs a share of 0.25 has a standard error of 0.0144: the tolerance is more than four times as wide.
@pytest.mark.parametrize("row", SHORT, ids=name_of)
def test_the_table_is_reproduced_at_three_means(row: Row) -> None:
    found = simulated(row, SHORT_MEANS, runs=900)

    assert departures(row, found) == {}
    assert found["covered"].min() >= row.covered[0] - TOLERANCE
    assert found["covered"].max() <= row.covered[1] + TOLERANCE


@pytest.mark.soak
@pytest.mark.parametrize("row", TABLE.row, ids=name_of)
def test_the_whole_table_is_reproduced(row: Row) -> None:
    found = simulated(row, TABLE.means, runs=3000)

    assert departures(row, found) == {}
    assert (found["covered"].min(), found["covered"].max()) == pytest.approx(row.covered, abs=TOLERANCE)
    assert found["truth"].tolist() == pytest.approx(TABLE.expected, abs=0.03)


def found_and_false(
    questionnaire: Questionnaire, *, population: int, answering: int, waves: int
) -> tuple[float, float]:
    """Return which share of planted barriers a questionnaire finds, and which share of healthy ones it flags."""
    barriers = [scale.id for scale in questionnaire.scales_of("barrier")]
    means = {name: PLANTED if place % 2 else HEALTHY for place, name in enumerate(barriers)}
    told = operate(questionnaire, means, population=population, answering=answering, waves=waves, seed=7)
    flagged = told.groupby(told["scale"].map(means))["flagged"].mean()
    return float(flagged.loc[PLANTED]), float(flagged.loc[HEALTHY])


def test_the_vollanalyse_finds_what_is_planted_and_little_else() -> None:
    found, false = found_and_false(find("vollanalyse"), population=15, answering=12, waves=60)

    assert found >= 0.80
    assert false <= 0.01


@pytest.mark.soak
@pytest.mark.parametrize(("population", "answering"), SIZES)
def test_the_vollanalyse_finds_what_is_planted_at_every_size(population: int, answering: int) -> None:
    found, false = found_and_false(find("vollanalyse"), population=population, answering=answering, waves=600)

    assert found >= 0.80
    assert false <= 0.01


@pytest.mark.soak
@pytest.mark.parametrize(("population", "answering"), SIZES)
def test_the_kurzcheck_flags_little_that_is_healthy(population: int, answering: int) -> None:
    assert found_and_false(find("kurzcheck"), population=population, answering=answering, waves=600)[1] <= 0.01


def test_the_table_holds_every_size_for_both_questionnaires() -> None:
    assert [(row.questionnaire, row.population, row.answering) for row in TABLE.row] == [
        (questionnaire, population, answering)
        for questionnaire in ("vollanalyse", "kurzcheck")
        for population, answering in ((8, 6), (12, 8), (15, 12), (30, 20), (60, 30))
    ]
    assert {len(row.flagged) for row in TABLE.row} == {len(TABLE.means)}
