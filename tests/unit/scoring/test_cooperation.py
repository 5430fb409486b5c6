"""What is told of ties: how far, between whom, and what never leaves."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pandas as pd
import pytest

from questionnaires.rosters import BACKBONE
from scoring.connecting import Tying
from scoring.cooperation import depth_of, network_result
from scoring.disclosure import rules_with
from scoring.relations import NetworkResult
from scoring.ties import TRUST, Ties, check_ties
from scoring.trusting import trust_printed
from tests.networks import full_rows, made, released, roster

TEN_EACH = roster({"administration": 10, "civil_society": 10, "education": 10})
SMALL = roster({"administration": 6, "civil_society": 6, "education": 6})
NAMES = list(TEN_EACH["organisation"])


def test_ties_that_nobody_asked_for_are_no_finding() -> None:

    assert network_result(None, (), (), rules=rules_with(), seed=1) == NetworkResult(refused="not_asked")


def test_fewer_than_ten_organisations_are_no_network() -> None:
    nine, ten = (made(TEN_EACH.head(size)) for size in (9, 10))

    assert released(nine) == NetworkResult(refused="too_few", organisations=9, respondents=9)
    assert released(ten).refused is None


def test_a_raised_minimum_raises_the_number_that_a_network_needs() -> None:
    assert released(made(TEN_EACH.head(11)), minimum=12).refused == "too_few"


def test_nobody_answering_is_told_as_too_few() -> None:
    nobody = check_ties(pd.DataFrame(), organisations=TEN_EACH)

    assert released(nobody) == NetworkResult(refused="too_few", organisations=30, respondents=0)


@pytest.mark.parametrize(
    ("respondents", "depth"), [(40, "full"), (32, "full"), (31, "broad"), (26, "broad"), (25, "basic")]
)
def test_the_share_that_answered_decides_how_far_the_figures_go(respondents: int, depth: str) -> None:
    assert depth_of(respondents, 40) == depth


def test_at_full_depth_everything_is_told() -> None:
    told = released(made(TEN_EACH, agreed=NAMES))

    assert told.depth == "full"
    assert told.cohesion is not None
    assert told.cohesion.cut_points is not None
    assert None not in (told.mixing, told.dyads, told.fragility, told.trust, told.backing, told.named)
    assert len(told.circles) == 3
    assert len(told.blocks) == 6


def test_the_broad_pattern_has_no_cut_points_and_no_fragility() -> None:
    told = released(made(TEN_EACH, share=0.7))

    assert told.depth == "broad"
    assert told.cohesion is not None
    assert told.cohesion.cut_points is None
    assert told.fragility is None
    assert told.mixing is not None


def test_below_that_only_density_and_the_partners_known_are_told() -> None:
    told = released(made(TEN_EACH, share=0.5, agreed=NAMES))

    bare = NetworkResult(
        organisations=30, respondents=15, depth="basic", density=told.density, unknown=told.unknown, agreed=15
    )
    assert told == bare
    assert None not in (told.density, told.unknown)


def test_sectors_merge_until_each_group_has_five_that_answered() -> None:
    table = roster({"administration": 8, "civil_society": 8, "education": 3, "health": 1, "business": 2, "other": 1})
    told = released(made(table))

    assert [circle.categories for circle in told.circles] == [
        ("administration",),
        ("civil_society",),
        ("education", "health", "business", "other"),
    ]
    assert [circle.respondents for circle in told.circles] == [8, 8, 7]


def test_a_sector_of_which_nobody_answered_goes_with_the_group_before_it() -> None:
    table = roster({"administration": 8, "civil_society": 8, "health": 2})
    told = released(made(table, share=16 / 18))

    assert [circle.categories for circle in told.circles] == [("administration",), ("civil_society", "health")]
    assert sum(circle.organisations for circle in told.circles) == len(table)


def test_no_groups_are_told_where_the_sector_of_an_organisation_is_not_known() -> None:
    table = TEN_EACH.assign(sector=TEN_EACH["sector"].where(TEN_EACH["organisation"] != NAMES[0]))
    told = released(made(TEN_EACH)), released(replace(made(TEN_EACH), organisations=table))

    assert told[0].circles
    assert not told[1].circles
    assert not told[1].blocks


def test_blocks_are_told_in_steps_of_ten_with_open_ends() -> None:
    inside = {(one, other): 3 for one in NAMES[:10] for other in NAMES[:10] if one != other}
    ties = check_ties(full_rows(TEN_EACH, inside), organisations=TEN_EACH)

    told = {(block.first, block.second): block for block in released(ties).blocks}
    assert (told[0, 0].share, told[0, 0].end, told[0, 0].pairs) == (90, "high", 45)
    assert (told[0, 1].share, told[0, 1].end, told[0, 1].pairs) == (10, "low", 100)


def test_a_pair_of_two_silent_organisations_is_no_pair_known_of() -> None:
    told = released(made(TEN_EACH, share=0.9))

    pairs = {(block.first, block.second): block.pairs for block in told.blocks}
    assert pairs[2, 2] == 45 - 3
    assert pairs[1, 2] == 100


def test_small_groups_tell_trust_in_half_steps_and_the_total_follows_from_them() -> None:
    told = released(made(SMALL, tying=Tying(density=0.7, dont_know=0))).trust

    assert told is not None
    assert len(told.blocks) == 9
    assert {block.cell.form for block in told.blocks} == {"halves"}
    assert told.from_blocks
    assert told.reliable is told.mission is told.open is None
    weight = sum(block.cell.n for block in told.blocks)
    mean = sum(block.cell.n * block.cell.value for block in told.blocks) / weight
    assert told.total.value == trust_printed(mean, "tenths").value


def test_from_twelve_raters_on_trust_is_told_in_tenths_and_by_its_parts() -> None:
    table = roster({"administration": 14, "civil_society": 14})
    told = released(made(table, tying=Tying(density=0.7, dont_know=0))).trust

    assert told is not None
    assert [block.cell.form for block in told.blocks] == ["tenths"] * 4
    assert not told.from_blocks
    assert None not in (told.reliable, told.mission, told.open)


def test_the_strict_profile_tells_trust_in_half_steps_alone() -> None:
    table = roster({"administration": 14, "civil_society": 14})
    told = released(made(table, tying=Tying(density=0.7, dont_know=0)), strict=True).trust

    assert told is not None
    assert {told.total.form, *(block.cell.form for block in told.blocks)} == {"halves"}
    assert told.from_blocks
    assert told.reliable is None


def test_no_block_of_trust_is_told_if_one_has_too_few_raters() -> None:
    ties = made(SMALL, tying=Tying(density=0.7, dont_know=0))
    rows = ties.rows.copy()
    few = rows["from"].isin(SMALL["organisation"][:2]) & rows["to"].str.startswith("education")
    rows.loc[few, list(TRUST)] = np.nan
    told = released(replace(ties, rows=rows)).trust

    assert told is not None
    assert told.blocks == ()
    assert not told.from_blocks
    assert told.total.n == 18


def test_trust_needs_ten_organisations_that_rated() -> None:
    ties = made(TEN_EACH)
    rows = ties.rows.copy()
    rows.loc[~rows["from"].isin(NAMES[:9]), list(TRUST)] = np.nan

    assert released(replace(ties, rows=rows)).trust is None


@pytest.mark.parametrize(
    ("mean", "form", "value", "end"),
    [
        (1.7, "halves", 1.5, "low"),
        (1.75, "halves", 2.0, None),
        (3.25, "halves", 3.5, "high"),
        (1.34, "tenths", 1.3, "low"),
        (2.65, "tenths", 2.7, None),
        (3.9, "tenths", 3.7, "high"),
    ],
)
def test_trust_is_rounded_with_open_ends(mean: float, form: str, value: float, end: str | None) -> None:
    assert trust_printed(mean, "halves" if form == "halves" else "tenths") == (value, end)


def test_the_backbone_office_counts_in_nothing_but_its_own_share() -> None:
    ties = made(TEN_EACH)
    without = released(replace(ties, rows=ties.rows[ties.rows["to"] != BACKBONE]))
    told = released(ties)

    assert told.backing is not None
    assert told.backing.n == 30
    assert told.backing.tied % 10 == 0
    assert msgspec.structs.replace(told, backing=None, governance=None) == msgspec.structs.replace(
        without, governance=None
    )


def test_only_confirmed_ties_between_organisations_that_both_agreed_stand_by_name() -> None:
    ties = {
        (NAMES[0], NAMES[1]): 4,
        (NAMES[1], NAMES[0]): 2,
        (NAMES[0], NAMES[2]): 5,  # one-sided
        (NAMES[0], NAMES[9]): 3,  # the other side did not agree
        (NAMES[9], NAMES[0]): 3,
        (NAMES[0], NAMES[29]): 3,  # silent
    }
    rows = full_rows(TEN_EACH, ties, silent=NAMES[28:])
    agreed = [*NAMES[:6], *NAMES[28:]]
    told = released(check_ties(rows, organisations=TEN_EACH, agreed=agreed))

    assert told.named is not None
    assert [one.id for one in told.named.organisations] == NAMES[:6]
    assert [(tie.first, tie.second, tie.intensity) for tie in told.named.ties] == [(NAMES[0], NAMES[1], 2)]
    assert told.agreed == 6


@pytest.mark.parametrize(("agreed", "shown"), [(4, False), (5, True)])
def test_fewer_than_five_that_agreed_are_not_named(agreed: int, shown: bool) -> None:  # noqa: FBT001
    told = released(made(TEN_EACH, agreed=NAMES[:agreed]))

    assert (told.named is not None) is shown
    assert told.agreed == agreed


def test_more_organisations_than_a_map_can_show_are_not_drawn_and_the_matrix_stands_alone() -> None:
    table = roster({"administration": 30, "civil_society": 31})
    told = released(made(table, agreed=table["organisation"]))

    assert told.named is None
    assert len(told.blocks) == 3


@pytest.mark.soak
def test_a_thousand_organisations_with_twenty_thousand_ties_have_a_matrix_and_no_map() -> None:
    sizes = {"administration": 270, "civil_society": 300, "education": 180, "health": 100, "business": 100, "other": 50}
    table = roster(sizes)
    told = released(made(table, tying=Tying(density=0.04), agreed=table["organisation"]))

    assert told.depth == "full"
    assert told.named is None
    assert told.agreed == sum(sizes.values())
    assert len(told.blocks) == 21
    assert told.mixing is not None
    assert not told.mixing.silo


def test_the_order_of_rows_and_organisations_leaves_no_trace() -> None:
    ties: Ties = made(TEN_EACH, share=0.9, agreed=NAMES)
    shuffled = replace(
        ties,
        rows=ties.rows.sample(frac=1, random_state=3),
        organisations=ties.organisations.sample(frac=1, random_state=4),
    )

    assert msgspec.json.encode(released(shuffled)) == msgspec.json.encode(released(ties))
