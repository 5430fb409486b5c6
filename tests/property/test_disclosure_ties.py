"""Nothing that is told of ties tells of fewer than five, of a partner, or by name of what nobody agreed to."""

from __future__ import annotations

import json
from dataclasses import replace

import msgspec
import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.profile import SECTORS
from questionnaires.rosters import BACKBONE
from scoring.connecting import Tying
from scoring.partnership import TrustCell
from scoring.relations import NetworkResult
from scoring.ties import TRUST, Ties, agreeing, check_ties
from tests.networks import full_rows, made, released, roster

LEAST = 5
HALVES = {1.5, 2.0, 2.5, 3.0, 3.5}
TENTHS = {round(value / 10, 1) for value in range(13, 38)}


@st.composite
def networks(draw: st.DrawFn) -> Ties:
    """Draw ties of 6 to 34 organisations of any sectors, of which any number answers and any agrees."""
    sizes = draw(
        st.lists(st.integers(0, 9), min_size=len(SECTORS), max_size=len(SECTORS)).filter(lambda all_: sum(all_) > 5)
    )
    table = roster(dict(zip(SECTORS, sizes, strict=True)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    table = table.sample(frac=1, random_state=int(rng.integers(2**31)), ignore_index=True)
    names = list(table["organisation"])
    silent = {name for name in names if rng.random() < draw(st.sampled_from([0.0, 0.1, 0.25, 0.5]))}
    likely = draw(st.sampled_from([0.05, 0.2, 0.6]))
    told = {
        (one, other): int(rng.integers(1, 6)) for one in names for other in [*names, BACKBONE] if rng.random() < likely
    }
    rows = full_rows(table, told, silent=silent)
    for part in TRUST:
        rated = rng.choice([1, 2, 3, 4, np.nan], size=len(rows))
        rows[part] = np.where(rows["intensity"] > 0, rated, np.nan)
    agreed = [name for name in names if rng.random() < draw(st.sampled_from([0.2, 0.8]))]
    return check_ties(rows, organisations=table, agreed=agreed)


def cells_of(told: NetworkResult) -> list[TrustCell]:
    """Return every cell of trust."""
    if told.trust is None:
        return []
    parts = [told.trust.total, told.trust.reliable, told.trust.mission, told.trust.open]
    return [cell for cell in [*parts, *(block.cell for block in told.trust.blocks)] if cell is not None]


@settings(max_examples=20)
@given(ties=networks(), strict=st.booleans())
def test_no_figure_tells_of_fewer_than_five(ties: Ties, strict: bool) -> None:  # noqa: FBT001
    told = released(ties, strict=strict)

    if told.respondents < 2 * LEAST:
        assert told == NetworkResult(refused="too_few", organisations=told.organisations, respondents=told.respondents)
    assert not told.circles or sum(circle.organisations for circle in told.circles) == told.organisations
    assert all(circle.respondents >= LEAST for circle in told.circles)
    assert all(10 <= block.share <= 90 and block.share % 10 == 0 for block in told.blocks)
    assert all(cell.n >= LEAST and cell.rated >= LEAST for cell in cells_of(told))
    assert all(cell.value in (HALVES if cell.form == "halves" else TENTHS) for cell in cells_of(told))
    assert all(cell.form == "halves" for cell in cells_of(told) if strict or cell.n < 12)
    assert told.trust is None or told.trust.total.n >= 2 * LEAST
    assert told.backing is None or told.backing.n >= 2 * LEAST
    assert told.dyads is None or told.dyads.pairs >= LEAST


@settings(max_examples=20)
@given(ties=networks())
def test_no_organisation_is_named_but_where_both_agreed_and_both_said_so(ties: Ties) -> None:
    told = released(ties)
    answered = {*ties.rows["from"]}
    text = msgspec.json.encode(told).decode()
    said = {(row["from"], row["to"]): row["intensity"] for row in ties.rows.to_dict("records") if row["intensity"] >= 2}

    shown = {one.id for one in told.named.organisations} if told.named else set()
    assert shown <= ties.agreed & answered
    assert not shown or len(shown) >= LEAST
    assert not [name for name in ties.organisations["organisation"] if name not in shown and json.dumps(name) in text]
    for tie in told.named.ties if told.named else ():
        assert min(said[tie.first, tie.second], said[tie.second, tie.first]) == tie.intensity


def all_tied(size: int, seed: int) -> Ties:
    """Return three sectors of some size in which everybody is tied with everybody and rates them somehow."""
    table = roster({"administration": size, "civil_society": size, "education": size})
    ties = made(table, tying=Tying(density=1.0, naming=1.0, dont_know=0.0), seed=seed)
    rng = np.random.default_rng(seed)
    rows = ties.rows[ties.rows["to"] != BACKBONE].copy()
    rows[list(TRUST)] = rng.integers(1, 5, size=(len(rows), len(TRUST))).astype(float)
    return replace(ties, rows=rows.reset_index(drop=True))


def swapped(rows: pd.DataFrame, first: pd.Series, second: pd.Series) -> pd.DataFrame:
    """Return rows in which two sets of them have changed their ratings of trust."""
    changed = rows.copy()
    one, other = (np.flatnonzero(mask.to_numpy()) for mask in (first, second))
    changed.loc[one, list(TRUST)] = rows.loc[other, list(TRUST)].to_numpy()
    changed.loc[other, list(TRUST)] = rows.loc[one, list(TRUST)].to_numpy()
    return changed


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000), size=st.integers(5, 8))
def test_which_partner_of_a_group_was_rated_how_leaves_no_byte(seed: int, size: int) -> None:
    ties = all_tied(size, seed)
    rows = ties.rows
    rater = rows["from"] == "administration-00"
    other = swapped(rows, rater & (rows["to"] == "education-01"), rater & (rows["to"] == "education-03"))

    assert not other.equals(rows)
    assert msgspec.json.encode(released(replace(ties, rows=other))) == msgspec.json.encode(released(ties))


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000), size=st.integers(5, 8))
def test_which_organisation_of_a_small_group_rated_how_leaves_no_byte(seed: int, size: int) -> None:
    ties = all_tied(size, seed)
    rows = ties.rows
    of = rows["to"].str.startswith("education")
    other = swapped(rows, of & (rows["from"] == "administration-00"), of & (rows["from"] == "administration-02"))

    assert not other.equals(rows)
    assert msgspec.json.encode(released(replace(ties, rows=other))) == msgspec.json.encode(released(ties))


@settings(max_examples=5)
@given(seed=st.integers(0, 10_000))
def test_one_respondent_who_does_not_agree_takes_the_organisation_off_the_map(seed: int) -> None:
    table = roster({"administration": 6, "civil_society": 6})
    names = pd.Series(list(table["organisation"]) * 2)
    answers = pd.Series(["yes"] * len(names))
    rng = np.random.default_rng(seed)
    gone = str(names[int(rng.integers(len(names)))])
    answers[rng.choice(np.flatnonzero(names == gone))] = "no" if rng.random() < 0.5 else None

    told = released(made(table, agreed=agreeing(names, answers), seed=seed))
    assert told.named is not None
    assert gone not in {one.id for one in told.named.organisations}
    assert len(told.named.organisations) == len(table) - 1
    assert gone not in {end for tie in told.named.ties for end in (tie.first, tie.second)}
