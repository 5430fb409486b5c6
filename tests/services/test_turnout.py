"""What a report will show follows from counts, by the function that merges the report's own groups."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from diagnostic.domain.turnout import (
    Count,
    Forecast,
    OrganisationTurnout,
    Outlook,
    SectorOutlook,
    by_sector,
    forecast,
    outlook,
)
from questionnaires.profile import SECTORS
from scoring.merging import merge

COUNTS = st.dictionaries(
    st.sampled_from(SECTORS),
    st.tuples(st.integers(0, 12), st.integers(0, 12)).map(
        lambda pair: Count(invited=max(pair), answered=min(pair)),
    ),
)


def test_an_organisation_counts_once_however_many_people_it_sends() -> None:
    turnout = (
        OrganisationTurnout(organisation="a", sector="health", invited=3, submitted=2),
        OrganisationTurnout(organisation="b", sector="administration", invited=1, submitted=0),
    )

    assert by_sector(turnout, people=False) == {
        "administration": Count(invited=1, answered=0),
        "health": Count(invited=1, answered=1),
    }
    assert by_sector(turnout, people=True) == {
        "administration": Count(invited=1, answered=0),
        "health": Count(invited=3, answered=2),
    }
    assert list(by_sector(turnout, people=True)) == ["administration", "health"]


def test_a_small_sector_is_shown_with_its_neighbour_until_it_is_large_enough() -> None:
    counts = {
        "administration": Count(invited=8, answered=7),
        "education": Count(invited=5, answered=4),
        "health": Count(invited=3, answered=2),
        "business": Count(invited=2, answered=0),
    }

    assert outlook(counts, minimum=5, grouping="sector") == Outlook(
        sectors=(
            SectorOutlook(sector="administration", count=counts["administration"], lamp="full"),
            SectorOutlook(sector="education", count=counts["education"], lamp="half", together=("health",)),
            SectorOutlook(sector="health", count=counts["health"], lamp="half", together=("education",)),
            SectorOutlook(sector="business", count=counts["business"], lamp="empty"),
        ),
        total=Count(invited=18, answered=13),
        missing=0,
    )


def test_one_answer_more_can_let_a_sector_stand_alone() -> None:
    counts = {
        "administration": Count(invited=6, answered=4),
        "civil_society": Count(invited=9, answered=6),
    }

    first, _ = outlook(counts, minimum=5, grouping="sector").sectors

    assert (first.lamp, first.alone_after) == ("half", 1)


def test_without_a_grouping_only_the_whole_is_shown() -> None:
    seen = outlook({"other": Count(invited=9, answered=3)}, minimum=5, grouping="none")

    assert [one.lamp for one in seen.sectors] == [None]
    assert (seen.missing, seen.visible) == (2, False)


@given(counts=COUNTS, minimum=st.integers(5, 9))
def test_the_lamps_say_what_the_report_merges(counts: dict[str, Count], minimum: int) -> None:
    groups = merge({sector: count.answered for sector, count in counts.items()}, minimum=minimum)
    alone = {group.categories[0] for group in groups if len(group.categories) == 1}
    together = {sector for group in groups for sector in group.categories} - alone

    seen = outlook(counts, minimum=minimum, grouping="sector")

    assert {one.sector for one in seen.sectors if one.lamp == "full"} == alone
    assert {one.sector for one in seen.sectors if one.lamp == "half"} == together
    assert all(one.alone_after is None for one in seen.sectors if one.lamp == "full")
    assert seen.visible == (sum(count.answered for count in counts.values()) >= minimum)


def test_the_forecast_assumes_three_in_five() -> None:
    counts = {"administration": Count(invited=10), "civil_society": Count(invited=9), "other": Count(invited=3)}

    assert forecast(counts, minimum=5, grouping="sector") == Forecast(
        invited=22, expected=13, visible=True, groups=(("administration",), ("civil_society", "other"))
    )
    assert forecast(counts, minimum=14, grouping="none") == Forecast(invited=22, expected=13, visible=False)
