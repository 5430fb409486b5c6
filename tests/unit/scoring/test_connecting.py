"""Made-up ties: as many as wanted, mixed by chance or with a silo, told of by those who answer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from questionnaires.rosters import BACKBONE
from scoring.connecting import Tying, simulate_ties
from scoring.graph import network
from scoring.mixing import ei, ei_expected
from scoring.ties import TRUST, check_ties
from tests.networks import answering, roster
from tests.reference.silos import DEPTHS, SILOS, SIZES, share_of_silos

THIRTY = roster({"administration": 8, "civil_society": 9, "education": 6, "health": 4, "business": 3})
SHORT = 20
LONG = 400


def test_the_made_up_table_is_one_that_is_accepted() -> None:
    made = simulate_ties(THIRTY, answering(THIRTY, 0.7), seed=1)
    ties = check_ties(made.rows, organisations=THIRTY)

    assert ties.rows["from"].nunique() == 21
    assert BACKBONE in set(ties.rows["to"])
    assert set(made.share_ties) == {"yes", "no"}
    assert made.rows[list(TRUST)].notna().any(axis=None)


def test_one_seed_gives_the_same_ties_and_another_gives_others() -> None:
    first, again, other = (simulate_ties(THIRTY, answering(THIRTY), seed=seed).rows for seed in (1, 1, 2))

    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


def test_the_ties_are_as_many_as_wanted_and_the_silo_as_deep() -> None:
    nets = [
        network(
            simulate_ties(THIRTY, answering(THIRTY), tying=Tying(density=0.3, silo=0.3, naming=1.0), seed=seed).rows,
            THIRTY,
        )
        for seed in range(40)
    ]

    assert np.mean([len(net.edges[0]) / 435 for net in nets]) == pytest.approx(0.3, abs=0.02)
    assert np.mean([(ei_expected(net) or 0) - (ei(net) or 0) for net in nets]) == pytest.approx(0.3, abs=0.03)


def test_only_true_ties_are_named() -> None:
    made = simulate_ties(THIRTY, answering(THIRTY), tying=Tying(naming=0.5), seed=3)
    order = np.argsort(THIRTY["organisation"].to_numpy())
    tied = made.tied[np.ix_(order, order)]
    net = network(made.rows, THIRTY)

    assert not (net.directed & ~tied).any()
    assert 0.4 < net.directed.sum() / tied.sum() < 0.6


def test_a_silo_that_cannot_be_made_is_refused() -> None:
    with pytest.raises(ValueError, match="make one of the two smaller"):
        simulate_ties(THIRTY, answering(THIRTY), tying=Tying(density=0.9, silo=0.8), seed=1)
    with pytest.raises(ValueError, match="a silo needs two sectors"):
        simulate_ties(roster({"health": 9}), answering(THIRTY.head(0)), tying=Tying(silo=0.1), seed=1)


def test_nobody_answering_gives_a_table_without_rows() -> None:
    assert simulate_ties(THIRTY, answering(THIRTY.head(0)), seed=1).rows.empty


def test_a_planted_silo_is_found_and_random_mixing_is_none() -> None:
    assert share_of_silos(30, 0.3, networks=SHORT) >= 0.8
    assert share_of_silos(30, 0.0, networks=SHORT) <= 0.05


@pytest.mark.soak
def test_planted_silos_are_found_and_random_mixing_is_none_over_many_networks() -> None:
    assert share_of_silos(30, 0.3, networks=LONG) >= 0.8
    assert share_of_silos(30, 0.0, networks=LONG) <= 0.05


@pytest.mark.soak
@pytest.mark.parametrize("organisations", SIZES)
def test_silos_are_found_as_often_as_the_method_page_says(organisations: int) -> None:
    found = [share_of_silos(organisations, silo, networks=200) for silo in DEPTHS]

    assert found == pytest.approx(SILOS[organisations], abs=0.01)
