"""Changes, ranges and shares in words: with their sign, their decimal comma and their space."""

from __future__ import annotations

import pytest

from reports.amounts import counts, per_cent, range_of, signed, signed_range, whole_points
from tests.unit.reports.factories import ENGLISH, GERMAN
from tests.unit.reports.wider import HIDDEN, figure, interval


@pytest.mark.parametrize(
    ("value", "german", "english"),
    [(0.4, "+0,4", "+0.4"), (-1.1, "−1,1", "−1.1"), (0.0, "0,0", "0.0"), (-0.04, "0,0", "0.0"), (0.05, "+0,1", "+0.1")],
)
def test_points_have_their_sign_unless_they_round_to_nothing(value: float, german: str, english: str) -> None:
    assert (signed(value, GERMAN), signed(value, ENGLISH)) == (german, english)


@pytest.mark.parametrize(("value", "said"), [(2, "+2"), (0, "0"), (-1, "−1")])
def test_whole_points_have_their_sign(value: float, said: str) -> None:
    assert whole_points(value, GERMAN) == said


def test_a_range_of_changes_has_a_sign_at_both_ends() -> None:
    assert signed_range(interval(0.1), GERMAN) == "−0,2 bis +0,4"
    assert signed_range(interval(-0.4), ENGLISH) == "−0.7 to −0.1"


def test_a_range_of_means_has_none_and_is_blank_where_it_is_hidden() -> None:
    assert range_of(figure(3.4), GERMAN) == "3,1 bis 3,7"
    assert range_of(figure(4.5, end="high", low=None, high=None), GERMAN) == ""
    assert range_of(HIDDEN, GERMAN) == ""


@pytest.mark.parametrize(("share", "said"), [(0.0, "0"), (0.126, "13"), (1.0, "100")])
def test_a_share_is_told_in_whole_per_cent(share: float, said: str) -> None:
    assert per_cent(share, GERMAN) == f"{said}\N{NARROW NO-BREAK SPACE}%"
    assert per_cent(share, ENGLISH) == f"{said}%"


def test_n_of_two_figures_is_one_number_where_they_agree() -> None:
    assert counts((figure(3.0), figure(4.0)), GERMAN) == "18"
    assert counts((figure(3.0), figure(4.0, n=17)), GERMAN) == "18 / 17"
    assert counts((HIDDEN, figure(4.0, n=17)), GERMAN) == "17"
    assert counts((HIDDEN, HIDDEN), GERMAN) == ""
