"""What a network is made of: ties as said, silent organisations, and what nobody can tell."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from questionnaires.rosters import BACKBONE
from scoring.network import (
    after_best_connected,
    connected_share,
    density,
    describe,
    network,
    pairs_answered,
    reciprocity,
    reciprocity_dyadic,
    union_density,
)

FOUR = pd.DataFrame({"organisation": list("ABCD"), "sector": ["x", "x", "y", "y"]}, dtype="str")


def ties(*rows: tuple[str, str, float | None]) -> pd.DataFrame:
    return pd.DataFrame(
        [(one, other, 1, intensity) for one, other, intensity in rows], columns=["from", "to", "known", "intensity"]
    )


def test_silent_organisations_are_named_and_never_filled_with_zeros() -> None:
    # A and B answered: 2 × 3 directed pairs, 5 pairs with at least one side; the pair of C and D is unknown.
    net = network(ties(("A", "B", 3), ("A", "C", 2), ("A", "D", 0), ("B", "A", 3), ("B", "C", 0), ("B", "D", 0)), FOUR)

    assert density(net) == 3 / 6
    assert union_density(net) == 2 / 5
    assert pairs_answered(net) == (1, 0)


def test_one_sided_and_mutual_ties_make_two_different_reciprocities() -> None:
    net = network(ties(("A", "B", 3), ("B", "A", 2), ("A", "C", 4), ("C", "A", 0), ("D", "A", 0)), FOUR)

    assert pairs_answered(net) == (1, 1)
    assert reciprocity(net) == 2 / 3
    assert reciprocity_dyadic(net) == 1 / 2


def test_a_pair_that_one_side_cannot_judge_says_nothing_of_agreement() -> None:
    net = network(ties(("A", "B", 3), ("B", "A", 98), ("C", "A", 0)), FOUR)

    assert pairs_answered(net) == (0, 0)
    assert reciprocity(net) is reciprocity_dyadic(net) is None


def test_a_tie_begins_at_support_and_at_contact_where_that_is_asked_for() -> None:
    rows = ties(("A", "B", 1), ("A", "C", 2))

    assert describe(rows, FOUR).ties == 1
    assert describe(rows, FOUR, from_intensity=1).ties == 2


def test_the_backbone_office_is_no_part_of_the_network() -> None:
    rows = ties(("A", "B", 3), ("A", BACKBONE, 5), ("D", BACKBONE, 5))

    told = describe(rows, FOUR)
    assert (told.n, told.respondents, told.ties) == (4, 1, 1)


def test_a_network_without_ties_has_no_figures_of_ties() -> None:
    told = describe(ties(("A", "B", 0)), FOUR)

    assert (told.density, told.centralisation, told.efficiency, told.components) == (0, 0, 0, (1, 1, 1, 1))
    assert told.mean_path is told.diameter is told.ei is told.ei_p is told.transitivity is told.modularity is None


def test_organisations_without_a_sector_are_left_out_where_sectors_are_compared() -> None:
    partly = FOUR.assign(sector=pd.Series(["x", "x", "y", None], dtype="str"))
    told = describe(ties(("A", "B", 3), ("A", "C", 3), ("A", "D", 3)), partly)

    assert told.ei == 0
    assert told.ei_expected == pytest.approx(1 / 3)


def test_a_network_falls_apart_if_the_centre_of_a_star_leaves() -> None:
    net = network(ties(("A", "B", 3), ("A", "C", 3), ("A", "D", 3)), FOUR)

    assert connected_share(net) == 1
    assert after_best_connected(net) == 0


def test_of_equally_connected_organisations_the_one_whose_leaving_is_worst_counts() -> None:
    # B and E have three ties each: without B all others still hold together, without E one is cut off.
    names = pd.DataFrame({"organisation": list("ABCDEF"), "sector": None}, dtype="str")
    pairs = [("A", "B"), ("A", "C"), ("B", "C"), ("B", "E"), ("C", "E"), ("E", "F"), ("A", "D")]
    net = network(ties(*((one, other, 3.0) for one, other in pairs)), names)

    assert after_best_connected(net) == min(
        connected_share(
            network(ties(*((a, b, 3.0) for a, b in pairs if gone not in (a, b))), names[names["organisation"] != gone])
        )
        for gone in "ABCE"
    )


@pytest.mark.parametrize(
    ("rows", "organisations", "said"),
    [
        (ties(("A", "B", 3)), FOUR.head(2), "at least 3 organisations, and there are 2"),
        (ties(("A", "Z", 3)), FOUR, "Z: ties of organisations that are not listed"),
        (ties(("A", "A", 3)), FOUR, "a tie with itself"),
        (ties(("A", "B", 3)), pd.concat([FOUR, FOUR]), "listed twice"),
    ],
)
def test_what_is_no_network_is_refused(rows: pd.DataFrame, organisations: pd.DataFrame, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        network(rows, organisations)


def test_several_raters_count_as_one() -> None:
    rows = pd.DataFrame(
        {"respondent": ["p", "q"], "from": "A", "to": "B", "known": 1, "intensity": [1, 2], "open": [np.nan, 4]}
    )

    assert describe(rows, FOUR).ties == 1
