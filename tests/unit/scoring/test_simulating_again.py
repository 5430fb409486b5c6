"""A second wave of a simulated initiative: what stays, what changes, who joins and who leaves."""

from __future__ import annotations

import pandas as pd
import pytest

from questionnaires.loading import find
from scoring.answers import check_answers
from scoring.simulating import HEALTHY, Behaviour, Between, Simulation, Structure, simulate, simulate_again
from tests.unit.scoring.instruments import Asked, instrument

EVERYBODY = Behaviour(response=1.0, dont_know=0.0)
VOLLANALYSE = find("vollanalyse")
MADE = instrument(Asked("trust", reversed=(2, 4)), Asked("goals", reversed=(1, 3)), Asked("ways", reversed=(1,)))
FIRST = simulate(MADE, organisations=200, means={"trust": 2.6}, behaviour=EVERYBODY, seed=1)


def names(made: Simulation) -> list[str]:
    """Return the names of the invited organisations."""
    return [str(name) for name in made.organisations["organisation"]]


def test_where_nothing_happens_only_the_noise_is_new() -> None:
    again = simulate_again(FIRST, behaviour=EVERYBODY, seed=1)

    pd.testing.assert_frame_equal(again.organisations, FIRST.organisations)
    pd.testing.assert_frame_equal(again.expected, FIRST.expected)
    pd.testing.assert_frame_equal(again.truth.places, FIRST.truth.places)
    pd.testing.assert_frame_equal(again.truth.people, FIRST.truth.people)
    assert again.truth.difficulty == FIRST.truth.difficulty
    same = (again.responses[list(FIRST.truth.difficulty)] == FIRST.responses[list(FIRST.truth.difficulty)]).to_numpy()
    # The same people meet the same statements: two answers with a noise of 0.9 each fall together in about a third.
    assert same.mean() == pytest.approx(0.37, abs=0.05)


def test_the_same_seed_gives_the_same_second_wave_and_another_gives_another() -> None:
    between = Between(change={"trust": 0.5}, joining=3, leaving=4, turnover=0.3)
    one, same, other = (simulate_again(FIRST, between=between, seed=seed) for seed in (7, 7, 8))

    assert one.responses.to_csv() == same.responses.to_csv() != other.responses.to_csv()
    pd.testing.assert_frame_equal(one.expected, same.expected)


def test_a_planted_change_moves_everybody_on_its_scale_alone() -> None:
    again = simulate_again(FIRST, between=Between(change={"trust": 0.8}), behaviour=EVERYBODY, seed=2)
    change = again.expected - FIRST.expected

    pd.testing.assert_frame_equal(
        again.truth.places - FIRST.truth.places, change.assign(trust=0.8, goals=0.0, ways=0.0)
    )
    assert change[["goals", "ways"]].eq(0).all(axis=None)
    assert change["trust"].between(0.3, 0.8).all()
    assert again.truth.means == {"trust": pytest.approx(3.4), "goals": HEALTHY, "ways": HEALTHY}


def test_who_joins_has_a_new_name_and_a_place_of_its_own_and_who_leaves_is_gone() -> None:
    again = simulate_again(
        FIRST, between=Between(change={"trust": -1.0}, joining=300, leaving=50), behaviour=EVERYBODY, seed=3
    )
    old, new = names(FIRST), names(again)
    stayed, joined = new[:150], new[150:]

    assert stayed == [name for name in old if name in set(stayed)]
    assert joined == [f"Simulierte Organisation {number}" for number in range(201, 501)]
    assert list(again.expected.index) == new
    assert set(again.responses["organisation"]) == set(new)
    kept = FIRST.organisations.set_index("organisation")["sector"].loc[stayed]
    assert again.organisations.set_index("organisation")["sector"].loc[stayed].equals(kept)
    pd.testing.assert_frame_equal(again.expected.loc[stayed, ["goals"]], FIRST.expected.loc[stayed, ["goals"]])
    assert again.truth.places.loc[joined].mean().to_list() == pytest.approx([1.6, 3.7, 3.7], abs=0.12)


def test_a_number_is_never_given_twice() -> None:
    second = simulate_again(FIRST, between=Between(joining=2, leaving=200), seed=4)
    third = simulate_again(second, between=Between(joining=1, leaving=2), seed=4)

    assert names(second) == ["Simulierte Organisation 201", "Simulierte Organisation 202"]
    assert names(third) == ["Simulierte Organisation 203"]
    assert third.truth.ever == 203


def test_changes_of_several_waves_add_up() -> None:
    made, between = FIRST, Between(change={"ways": -0.4})
    for seed in range(3):
        made = simulate_again(made, between=between, seed=seed)

    assert (made.truth.places["ways"] - FIRST.truth.places["ways"]).to_list() == pytest.approx([-1.2] * 200)
    assert made.truth.means["ways"] == pytest.approx(2.5)


@pytest.mark.parametrize(("turnover", "replaced"), [(0.0, 0.0), (0.4, 0.4), (1.0, 1.0)])
def test_turnover_replaces_people_and_leaves_their_organisation_where_it_is(turnover: float, replaced: float) -> None:
    again = simulate_again(FIRST, between=Between(turnover=turnover), behaviour=EVERYBODY, seed=5)
    before, after = FIRST.truth.people["trust"], again.truth.people["trust"]
    own = FIRST.truth.places["trust"].loc[FIRST.truth.people["organisation"]].to_numpy()

    assert after.ne(before).mean() == pytest.approx(replaced, abs=0.06)
    assert (after - own).std() == pytest.approx(0.55, abs=0.05)
    pd.testing.assert_frame_equal(again.truth.places, FIRST.truth.places)


def test_camps_and_viewpoints_stay_and_newcomers_fall_into_them() -> None:
    structure = Structure(camps={"trust": (1.5, 4.5)}, viewpoints=({"goals": 1.5}, {"goals": -1.5}))
    first = simulate(MADE, organisations=60, structure=structure, seed=6)
    again = simulate_again(first, between=Between(change={"trust": 0.2}, joining=400, leaving=10), seed=6)
    stayed, joined = names(again)[:50], names(again)[50:]
    members, places = again.truth.members.loc[joined], again.truth.places.loc[joined]

    pd.testing.assert_frame_equal(again.truth.members.loc[stayed], first.truth.members.loc[stayed])
    assert places["trust"].groupby(members["trust"]).mean().to_list() == pytest.approx([1.7, 4.7], abs=0.12)
    assert places["goals"].groupby(members["viewpoint"]).mean().to_list() == pytest.approx([5.2, 2.2], abs=0.12)


def test_an_aspect_with_a_place_of_its_own_may_change_alone() -> None:
    means = {"resources.importance": 4.0, "resources.fulfilment": 2.0}
    first = simulate(VOLLANALYSE, organisations=40, means=means, seed=7)
    again = simulate_again(first, between=Between(change={"resources.fulfilment": 1.0}), seed=7)
    change = (again.truth.statements - first.truth.statements).mean()

    assert change["resources_02"] == pytest.approx(0.87, abs=0.12)
    assert change.drop("resources_02").eq(0).all()


def test_a_second_wave_is_answers_too_and_people_may_behave_otherwise() -> None:
    first = simulate(VOLLANALYSE, organisations=40, seed=8)
    behaviour = Behaviour(response=0.5, straightlining=0.3)
    again = simulate_again(first, between=Between(joining=5, leaving=5), behaviour=behaviour, seed=8)
    checked = check_answers(again.responses, VOLLANALYSE, organisations=again.organisations)

    assert checked.invited == 40
    assert set(again.truth.people["careless"]) == {"", "straightlining"}
    assert 8 < again.responses["organisation"].nunique() < 32


def test_a_change_of_what_has_no_place_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"the first wave has no place resources\.fulfilment, weather: give it a mean there"
    ):
        simulate_again(FIRST, between=Between(change={"weather": 1, "trust": 1, "resources.fulfilment": 1}), seed=1)


@pytest.mark.parametrize(("joining", "leaving"), [(0, 200), (5, 201), (-1, 0), (0, -1)])
def test_more_cannot_leave_than_there_are_and_somebody_must_be_left(joining: int, leaving: int) -> None:
    with pytest.raises(ValueError, match=f"of 200 organisations {leaving} cannot leave while {joining} join"):
        simulate_again(FIRST, between=Between(joining=joining, leaving=leaving), seed=1)
