"""In an anonymous survey responses stand in for organisations: who said what leaves no trace, and five are needed."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.profile import SECTORS
from scoring.anonymous import check_anonymous_answers
from scoring.answers import Answers
from scoring.diagnosis import Diagnosis, to_json
from scoring.pipeline import diagnose
from scoring.published import Grouping
from tests.disclosure.initiatives import all_statements, questionnaire, raw

GROUPINGS: tuple[Grouping, ...] = ("none", "sector")

seeds = st.integers(0, 2**32)


def table(rng: np.random.Generator, count: int) -> pd.DataFrame:
    """Draw responses of every kind, *don't know* among them, from up to four sectors."""
    codes = rng.integers(1, 6, size=(count, len(all_statements()))).astype(float)
    codes[rng.random(codes.shape) < rng.choice([0.0, 0.05, 0.3])] = 98
    frame = pd.DataFrame(raw(codes), columns=list(all_statements()))
    frame.insert(0, "respondent", [f"r{place:03d}" for place in range(count)])
    frame["sector"] = rng.choice(np.array(SECTORS[: int(rng.integers(1, 5))], dtype=object), size=count)
    return frame


def checked(frame: pd.DataFrame, invited: int | None = None) -> Answers:
    """Return the responses checked."""
    return check_anonymous_answers(frame, questionnaire(), invited=invited)


def diagnosed(frame: pd.DataFrame, grouping: Grouping) -> Diagnosis:
    """Diagnose responses of which three more were invited than answered."""
    return diagnose(checked(frame, len(frame) + 3), questionnaire(), grouping=grouping)


@settings(max_examples=30)
@given(seeds, st.integers(1, 30), st.sampled_from(GROUPINGS))
def test_neither_identifiers_nor_the_order_of_rows_leave_a_trace(seed: int, count: int, grouping: Grouping) -> None:
    rng = np.random.default_rng(seed)
    frame = table(rng, count)

    renamed = frame.assign(respondent=rng.permutation(frame["respondent"].to_numpy()))
    shuffled = renamed.iloc[rng.permutation(count)].reset_index(drop=True)

    assert to_json(diagnosed(shuffled, grouping)) == to_json(diagnosed(frame, grouping))


@settings(max_examples=30)
@given(seeds, st.integers(1, 30))
def test_without_a_grouping_sectors_leave_no_trace(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    frame = table(rng, count)

    moved = frame.assign(sector=rng.permutation(frame["sector"].to_numpy()))

    assert to_json(diagnosed(moved, "none")) == to_json(diagnosed(frame.drop(columns="sector"), "none"))


@settings(max_examples=30)
@given(seeds, st.integers(5, 30))
def test_with_a_grouping_responses_of_one_sector_may_swap_all_they_said(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    frame = table(rng, count)
    names = list(all_statements())
    rows = np.flatnonzero((frame["sector"] == frame["sector"].iloc[0]).to_numpy())

    swapped = frame.copy()
    swapped.loc[rows, names] = frame.loc[rng.permutation(rows), names].to_numpy()

    assert to_json(diagnosed(swapped, "sector")) == to_json(diagnosed(frame, "sector"))


@settings(max_examples=40)
@given(seeds, st.integers(1, 40), st.sampled_from(GROUPINGS))
def test_no_figure_rests_on_fewer_than_five_responses(seed: int, count: int, grouping: Grouping) -> None:
    diagnosis = diagnosed(table(np.random.default_rng(seed), count), grouping)

    cells = [scale.cell for scale in diagnosis.scales] + [condition.cell for condition in diagnosis.conditions]
    cells += [group.cell for scale in diagnosis.scales for group in scale.groups]
    cells += [one.cell for scale in diagnosis.scales for one in scale.statements]
    assert [cell for cell in cells if cell.value is not None and (cell.n or 0) < 5] == []
    assert diagnosis.no_scale_shown or count >= 5
    assert count >= 12 or not any(scale.statements for scale in diagnosis.scales)
