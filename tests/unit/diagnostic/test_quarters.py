"""Quarters begin at midnight where the initiatives are, and their names sort as time goes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from diagnostic.domain.quarters import Quarter, quarter_named, quarter_of

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("quarter", "begins"),
    [
        (Quarter(2026, 1), datetime(2025, 12, 31, 23, tzinfo=UTC)),
        (Quarter(2026, 2), datetime(2026, 3, 31, 22, tzinfo=UTC)),
        (Quarter(2026, 3), datetime(2026, 6, 30, 22, tzinfo=UTC)),
        (Quarter(2026, 4), datetime(2026, 9, 30, 22, tzinfo=UTC)),
    ],
)
def test_a_quarter_begins_at_midnight(quarter: Quarter, begins: datetime) -> None:
    assert quarter.begins == begins
    assert quarter_of(begins) == quarter
    assert quarter_of(begins - SECOND).following == quarter
    assert quarter_of(quarter.following.begins - SECOND) == quarter


def test_names_are_read_back_and_sort_as_time_goes() -> None:
    quarters = [Quarter(2025, 4)]
    for _ in range(8):
        quarters.append(quarters[-1].following)
    names = [str(one) for one in quarters]

    assert names[:2] == ["2025-Q4", "2026-Q1"]
    assert [quarter_named(name) for name in names] == quarters == sorted(quarters)
    assert names == sorted(names)
