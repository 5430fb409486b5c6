"""Who of a group said what leaves no trace: organisations of a published group may swap their answers."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.model import DONT_KNOW
from questionnaires.profile import SECTORS
from scoring.answers import Answers
from scoring.diagnosis import Diagnosis, sealed, to_json
from scoring.patterns import ViewpointsResult
from scoring.pipeline import diagnose
from scoring.published import Grouping
from tests.disclosure.initiatives import all_statements, answers, questionnaire, random_wave, statement_ids

GROUPINGS: tuple[Grouping, ...] = ("none", "sector")
TRUST = slice(0, len(statement_ids()["trust"]))


class Wave(NamedTuple):
    """Answers of one person an organisation, on the health scale, and the organisations' sectors."""

    codes: np.ndarray
    sector: np.ndarray

    def diagnose(self, grouping: Grouping, *, strict: bool = False) -> Diagnosis:
        """Diagnose the wave."""
        wave = answers(self.codes, np.arange(len(self.codes)), self.sector, silent=3)
        return diagnose(wave, questionnaire(), grouping=grouping, strict=strict)


@st.composite
def waves(draw: st.DrawFn, *, least: int = 5, most: int = 30) -> Wave:
    """Draw answers of every kind, *don't know* and gaps among them, from two to four sectors."""
    count = draw(st.integers(least, most))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    codes = rng.integers(1, 6, size=(count, len(all_statements()))).astype(float)
    codes[rng.random(codes.shape) < draw(st.sampled_from([0.0, 0.05, 0.2]))] = DONT_KNOW
    return Wave(codes, rng.choice(np.array(SECTORS[: draw(st.integers(2, 4))], dtype=object), size=count))


def published_group(wave: Wave, rng: np.random.Generator, grouping: Grouping) -> np.ndarray:
    """Return who has a score on *trust* in one published group, or in all where no groups are shown."""
    answered = (wave.codes[:, TRUST] <= 5).sum(axis=1) >= 2
    groups = wave.diagnose(grouping).scales[0].groups
    if groups:
        answered &= np.isin(wave.sector, groups[int(rng.integers(0, len(groups)))].categories)
    return np.flatnonzero(answered)


def of_each_scale(diagnosis: Diagnosis) -> bytes:
    """Return a diagnosis as bytes, without what is told across scales from twelve organisations on: the viewpoints."""
    if diagnosis.viewpoints.refused in {"too_few", "protected"}:
        return to_json(diagnosis)
    return to_json(sealed(msgspec.structs.replace(diagnosis, viewpoints=ViewpointsResult(), digest="")))


@settings(max_examples=40)
@given(wave=waves(), seed=st.integers(0, 2**32), grouping=st.sampled_from(GROUPINGS), strict=st.booleans())
def test_swapping_answers_inside_a_published_group_leaves_every_byte(
    *, wave: Wave, seed: int, grouping: Grouping, strict: bool
) -> None:
    rng = np.random.default_rng(seed)
    group = published_group(wave, rng, grouping)
    codes = wave.codes.copy()
    codes[group, TRUST] = codes[rng.permutation(group), TRUST]

    swapped = wave._replace(codes=codes)

    assert of_each_scale(swapped.diagnose(grouping, strict=strict)) == of_each_scale(
        wave.diagnose(grouping, strict=strict)
    )


@settings(max_examples=25)
@given(waves(most=11), st.integers(0, 2**32), st.sampled_from(GROUPINGS))
def test_below_12_swapping_single_statements_inside_a_published_group_leaves_every_byte(
    wave: Wave, seed: int, grouping: Grouping
) -> None:
    rng = np.random.default_rng(seed)
    group = published_group(wave, rng, grouping)
    group = group[(wave.codes[group, TRUST] <= 5).all(axis=1)]
    codes = wave.codes.copy()
    for statement in range(TRUST.stop):
        codes[group, statement] = codes[rng.permutation(group), statement]

    swapped = wave._replace(codes=codes)

    assert to_json(swapped.diagnose(grouping)) == to_json(wave.diagnose(grouping))


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.sampled_from(GROUPINGS))
def test_organisations_of_one_sector_may_swap_all_their_people(seed: int, grouping: Grouping) -> None:
    rng = np.random.default_rng(seed)
    wave = random_wave(rng)
    answering = wave.organisations[wave.organisations["organisation"].isin(wave.responses["organisation"])]
    sector = rng.choice(answering["sector"].unique())
    names = answering.loc[answering["sector"] == sector, "organisation"].to_numpy()
    renamed = dict(zip(names, rng.permutation(names), strict=True))
    organisation = wave.responses["organisation"].map(lambda name: renamed.get(name, name)).astype("str")

    swapped = Answers(wave.responses.assign(organisation=organisation), wave.organisations, wave.invited)

    assert to_json(diagnose(swapped, questionnaire(), grouping=grouping)) == to_json(
        diagnose(wave, questionnaire(), grouping=grouping)
    )


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.sampled_from(GROUPINGS))
def test_the_order_of_people_leaves_every_byte(seed: int, grouping: Grouping) -> None:
    rng = np.random.default_rng(seed)
    wave = random_wave(rng)
    responses = wave.responses.iloc[rng.permutation(len(wave.responses))].reset_index(drop=True)

    shuffled = Answers(responses, wave.organisations, wave.invited)

    assert to_json(diagnose(shuffled, questionnaire(), grouping=grouping)) == to_json(
        diagnose(wave, questionnaire(), grouping=grouping)
    )


def test_swapping_answers_between_published_groups_is_seen() -> None:
    codes = np.full((10, len(all_statements())), 1.0)
    codes[5:] = 5.0
    wave = Wave(codes, np.array(["administration"] * 5 + ["education"] * 5, dtype=object))

    swapped = wave._replace(codes=codes[::-1])

    assert [to_json(swapped.diagnose(grouping)) == to_json(wave.diagnose(grouping)) for grouping in GROUPINGS] == [
        True,
        False,
    ]
