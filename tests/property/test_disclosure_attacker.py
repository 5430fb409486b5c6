"""Random initiatives: no combination of what is published isolates a few, and no bounds tell an answer or its side.

The attacker knows the method, who answered what and every sector, and pools whatever any user sees: all views are parts
of the one diagnosis of a wave. `tests.disclosure.test_naive` shows that he succeeds against weaker rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import pytest

from scoring.pipeline import diagnose
from scoring.published import Grouping
from tests.disclosure.attack import Reach, System, Told, isolated, knowing, reach
from tests.disclosure.initiatives import all_statements, answers, questionnaire, random_wave
from tests.disclosure.reading import Reading, readings, scores_of

MINIMUM = 5


class View(NamedTuple):
    """One scale, condition or statement as it is seen, and the wave it was seen in."""

    seed: int
    reading: Reading


def views(seeds: range) -> Iterator[View]:
    """Diagnose random waves, each with one grouping; every sixth in the strict profile, every seventh with k = 7."""
    for seed in seeds:
        wave = random_wave(np.random.default_rng(seed))
        grouping: Grouping = "sector" if seed % 2 else "none"
        diagnosis = diagnose(
            wave, questionnaire(), grouping=grouping, strict=seed % 6 == 5, minimum=7 if seed % 7 == 6 else None
        )
        for reading in readings(diagnosis, scores_of(wave, questionnaire())):
            yield View(seed, reading)


def limits(reading: Reading) -> bool:
    """Tell the two known limits: a mean at the end of the scale from 25 on, and a total beside groups of 12 or more."""
    total_beside_groups = len(reading.system.told) > len(reading.system.sizes)
    return "full" in reading.forms or total_beside_groups


def insiders(reading: Reading) -> Iterator[Reach]:
    """Return what the organisations with the lowest and the highest score of each class know of all others."""
    for place in range(len(reading.system.sizes)):
        scores = reading.scores[reading.place == place]
        for own in {float(scores.min()), float(scores.max())}:
            others = knowing(reading.system, place, own)
            yield from (reach(others, other) for other, size in enumerate(others.sizes) if size)


def outsider(reading: Reading) -> Iterator[Reach]:
    """Return what somebody without an answer of his own knows of each organisation."""
    yield from (reach(reading.system, place) for place in range(len(reading.system.sizes)))


def assert_attack_fails(seen: Iterable[View], *, initiatives: int) -> None:
    told = groups = 0
    for seed, reading in seen:
        where = (seed, reading.name)
        assert isolated(reading.system, fewer_than=MINIMUM) is None, where
        told += bool(reading.system.told)
        groups += len(reading.system.sizes) > 1
        if not limits(reading):
            assert not any(found.gained for found in (*outsider(reading), *insiders(reading))), where

    assert told > 5 * initiatives
    assert groups > initiatives / 4


@cache
def few() -> tuple[View, ...]:
    """Return what is seen of 200 initiatives."""
    return tuple(views(range(200)))


def test_no_few_and_no_answer_are_found_in_random_initiatives() -> None:
    assert_attack_fails(few(), initiatives=200)


@pytest.mark.soak
def test_no_few_and_no_answer_are_found_in_ten_thousand_initiatives() -> None:
    assert_attack_fails(views(range(10_000)), initiatives=10_000)


def test_from_25_on_only_a_mean_at_the_end_of_the_scale_tells_a_side() -> None:
    """Known limit: the published mean is not clipped there, and 25 to 40 organisations at 1.0 are all below 3."""
    telling = [
        reading.system
        for _, reading in few()
        if len(reading.system.told) == 1
        and "full" in reading.forms
        and any(found.gained for found in outsider(reading))
    ]

    assert telling != []
    for (size,), (sum_,) in telling:
        assert sum_.low == size or sum_.high == 5 * size


def test_a_total_of_its_own_undoes_the_clipped_end_of_a_group_of_12() -> None:
    """Known limit: groups of 12 or more beside a total computed from answers, as the rules allow."""
    codes = np.full((24, len(all_statements())), 3.0)
    codes[:12, :3] = 1.0
    codes[12:, :3] = 3.0
    sector = np.array(["administration"] * 12 + ["business"] * 12, dtype=object)
    wave = answers(codes, np.arange(24), sector)
    diagnosis = diagnose(wave, questionnaire(), grouping="sector")

    trust = next(readings(diagnosis, scores_of(wave, questionnaire())))

    assert [(group.cell.value, group.cell.end) for group in diagnosis.scales[0].groups] == [(1.5, "low"), (3.0, None)]
    assert diagnosis.scales[0].cell.value == 2.0
    assert [round(found.high, 2) for found in outsider(trust) if found.one_sided] == [2.8]


def test_two_insiders_of_a_group_of_five_can_tell_the_others() -> None:
    """Known limit: what one insider knows is guarded against, not what several know who pool their own answers."""
    five = System((5,), (Told((1.0,), 5.0, 11.25),))

    assert reach(knowing(five, 0, 5.0), 0).high == pytest.approx(3.25)
    assert reach(knowing(knowing(five, 0, 5.0), 0, 3.0), 0).high == pytest.approx(1.25)
