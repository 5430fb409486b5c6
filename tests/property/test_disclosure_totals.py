"""With a group of 5 to 11, the total of a scale knows nothing but what the groups' cells show."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from scoring.diagnosis import Diagnosis, to_json
from scoring.pipeline import diagnose
from scoring.published import GroupCell
from tests.disclosure.initiatives import all_statements, answers, questionnaire, statement_ids

TRUST = len(statement_ids()["trust"])
GROUPS = ("administration", "education", "business")


class Wave(NamedTuple):
    """Organisations of each group, their answers to *trust*, and whether the profile is strict."""

    sizes: tuple[int, ...]
    codes: np.ndarray
    strict: bool = False

    def diagnose(self) -> Diagnosis:
        """Diagnose the wave, grouped by sector; all other answers are 3."""
        codes = np.full((sum(self.sizes), len(all_statements())), 3.0)
        codes[:, :TRUST] = self.codes
        sector = np.repeat(np.array(GROUPS[: len(self.sizes)], dtype=object), self.sizes)
        wave = answers(codes, np.arange(len(codes)), sector, silent=2)
        return diagnose(wave, questionnaire(), grouping="sector", strict=self.strict)

    def moved(self, rng: np.random.Generator, *, moves: int) -> Wave:
        """Return the wave with some answers raised and others lowered by a step, and each group shuffled."""
        codes = self.codes.copy()
        for _ in range(moves):
            row, statement = rng.integers(0, len(codes)), rng.integers(0, TRUST)
            codes[row, statement] = np.clip(codes[row, statement] + rng.choice([-1, 1]), 1, 5)
        return self._replace(codes=codes)


@st.composite
def waves(draw: st.DrawFn) -> Wave:
    """Draw two or three groups, the first of 5 to 11, and answers around a mean of each group."""
    others = draw(st.lists(st.sampled_from([5, 7, 11, 12, 16, 24, 25, 31]), min_size=1, max_size=2))
    sizes = (draw(st.integers(5, 11)), *others)
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    means = np.repeat(rng.uniform(1, 5, size=len(sizes)), sizes)
    codes = np.rint(np.clip(means[:, None] + rng.normal(0, 0.8, size=(sum(sizes), TRUST)), 1, 5))
    return Wave(sizes, codes, draw(st.booleans()))


@settings(max_examples=40)
@given(waves(), st.integers(0, 2**32), st.integers(1, 12))
def test_other_answers_with_the_same_cells_of_groups_give_the_same_bytes(wave: Wave, seed: int, moves: int) -> None:
    other = wave.moved(np.random.default_rng(seed), moves=moves)
    before, after = wave.diagnose(), other.diagnose()

    assume(before.scales[0].groups == after.scales[0].groups)

    assert before.scales[0].cell.from_groups
    assert to_json(after) == to_json(before)


@pytest.mark.parametrize("size", [25, 40])
@pytest.mark.parametrize("end", [1.0, 5.0])
def test_the_total_does_not_tell_whether_a_large_group_was_unanimous(end: float, size: int) -> None:
    codes = np.full((5 + size, TRUST), end)
    codes[:5] = 3.0
    nearly = codes.copy()
    nearly[-1] += np.sign(3 - end)

    unanimous, other = Wave((5, size), codes).diagnose(), Wave((5, size), nearly).diagnose()

    assert unanimous.scales[0].groups == other.scales[0].groups
    assert to_json(unanimous) == to_json(other)


@settings(max_examples=15)
@given(waves())
def test_neither_statements_nor_figures_outside_the_cells_are_told_beside_a_small_group(wave: Wave) -> None:
    result = wave.diagnose().scales[0]
    reason = "too_few" if sum(wave.sizes) < 12 else "protected"

    assert (result.statements, result.statements_hidden) == ((), reason)
    assert sum(group.cell.n or 0 for group in result.groups) == result.cell.n == sum(wave.sizes)


def test_the_total_follows_its_groups() -> None:
    low, high = (Wave((5, 7), np.full((12, TRUST), mean)).diagnose().scales[0] for mean in (1.0, 5.0))

    assert [(figures(group), group.state) for group in (*low.groups, *high.groups)] == [
        ((2.0, "low"), "flagged"),
        ((2.0, "low"), "flagged"),
        ((4.0, "high"), "strength"),
        ((4.0, "high"), "strength"),
    ]
    assert (low.flag.state, high.flag.state) == ("flagged", "strength")


def figures(group: GroupCell) -> tuple[float | None, str | None]:
    """Return the printed figure of a group."""
    return group.cell.value, group.cell.end
