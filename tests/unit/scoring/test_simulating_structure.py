"""What can be planted into a simulated initiative beside barriers: camps, viewpoints, aspects, carelessness."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from questionnaires.loading import find
from scoring.answers import check_answers
from scoring.preparing import health
from scoring.scales import organisation_scores, person_scores
from scoring.simulating import (
    HEALTHY,
    Behaviour,
    Simulation,
    Structure,
    is_simulated,
    opposed,
    simulate,
    simulate_backbone,
)
from tests.unit.scoring.instruments import Asked, instrument

EVERYBODY = Behaviour(response=1.0, dont_know=0.0)
VOLLANALYSE, KURZCHECK, BACKBONE = find("vollanalyse"), find("kurzcheck"), find("geschaeftsstelle")
MADE = instrument(Asked("trust", reversed=(2, 4)), Asked("goals", reversed=(1, 3)), Asked("ways", reversed=(1,)))


def scores(made: Simulation) -> pd.DataFrame:
    """Return the scores of the organisations that answered, on the made questionnaire."""
    return organisation_scores(person_scores(made.responses, MADE), made.responses["organisation"])


def moved(one: Simulation, other: Simulation) -> set[str]:
    """Return the columns of answers in which two simulations differ."""
    return {str(name) for name in one.responses if not one.responses[name].equals(other.responses[name])}


def statements_of(*scales: str) -> set[str]:
    """Return the statements of scales of the made questionnaire."""
    return {one.id for scale in scales for one in MADE.statements_of(scale)}


def test_camps_part_the_organisations_on_their_scale_alone() -> None:
    plain = simulate(MADE, organisations=2000, means={"trust": 3.0}, behaviour=EVERYBODY, seed=1)
    parted = simulate(
        MADE, organisations=2000, structure=Structure(camps={"trust": (2.0, 4.0)}), behaviour=EVERYBODY, seed=1
    )
    camp = parted.truth.members["trust"]
    places = parted.truth.places["trust"].groupby(camp).agg(["mean", "std"])

    assert moved(plain, parted) == statements_of("trust")
    assert camp.value_counts(normalize=True).to_dict() == pytest.approx({0: 0.5, 1: 0.5}, abs=0.05)
    assert places["mean"].to_list() == pytest.approx([2.0, 4.0], abs=0.08)
    assert places["std"].to_list() == pytest.approx([0.6, 0.6], abs=0.05)
    assert scores(parted)["trust"].groupby(camp).mean().to_list() == pytest.approx([2.14, 3.86], abs=0.08)


def test_camps_of_two_scales_have_nothing_to_do_with_each_other() -> None:
    camps = {"trust": (2.0, 4.0), "goals": (1.5, 4.5)}
    members = simulate(MADE, organisations=2000, structure=Structure(camps=camps), seed=1).truth.members

    assert members.groupby(["trust", "goals"]).size().to_list() == pytest.approx([500] * 4, abs=80)


def test_a_scale_with_camps_has_no_mean_besides() -> None:
    with pytest.raises(ValueError, match="trust cannot have a mean and two camps: name one of them"):
        simulate(MADE, means={"trust": 2.0}, structure=Structure(camps={"trust": (2.0, 4.0)}), seed=1)


def test_viewpoints_belong_to_organisations_evenly_and_move_their_scales_alone() -> None:
    patterns = ({"trust": 0.8, "goals": -0.8}, {"trust": -0.8, "goals": 0.8}, {"goals": 0.4})
    plain = simulate(MADE, organisations=1500, behaviour=EVERYBODY, seed=2)
    made = simulate(MADE, organisations=1500, structure=Structure(viewpoints=patterns), behaviour=EVERYBODY, seed=2)
    members, places = made.truth.members["viewpoint"], made.truth.places
    added = (places - plain.truth.places).groupby(members).mean()

    assert members.value_counts().to_dict() == {0: 500, 1: 500, 2: 500}
    assert moved(plain, made) == statements_of("trust", "goals")
    pd.testing.assert_frame_equal(
        added,
        pd.DataFrame({"trust": [0.8, -0.8, 0], "goals": [-0.8, 0.8, 0.4], "ways": [0.0] * 3}, index=[0, 1, 2]),
        check_names=False,
    )


def test_all_people_of_an_organisation_share_its_viewpoint() -> None:
    made = simulate(MADE, organisations=400, structure=Structure(viewpoints=({"trust": 9}, {"trust": -9})), seed=3)
    people = made.truth.people
    above = people["trust"].gt(HEALTHY).groupby(people["organisation"]).agg(["all", "any"])

    assert above["all"].equals(above["any"])
    assert above["all"].to_list() == made.truth.members["viewpoint"].eq(0).to_list()


def test_opposed_viewpoints_divide_the_barriers_and_leave_the_means() -> None:
    barriers = [scale.id for scale in VOLLANALYSE.scales_of("barrier")]
    two, three = opposed(VOLLANALYSE), opposed(VOLLANALYSE, 3, strength=0.6)

    assert [two[0][scale] for scale in barriers] == pytest.approx([0.8, -0.8] * 5 + [0.8])
    assert [two[1][scale] for scale in barriers] == pytest.approx([-0.8, 0.8] * 5 + [-0.8])
    assert [three[1][scale] for scale in barriers[:4]] == pytest.approx([-0.4, 0.8, -0.4, -0.4])
    assert pd.DataFrame(three).sum().to_list() == pytest.approx([0.0] * 11, abs=1e-12)


@pytest.mark.parametrize("number", [1, 12])
def test_viewpoints_that_cannot_be_opposed_are_refused(number: int) -> None:
    with pytest.raises(
        ValueError, match=f"11 barrier scales of vollanalyse cannot be dealt out to {number} viewpoints"
    ):
        opposed(VOLLANALYSE, number)


def test_aspects_of_a_motive_and_of_the_form_are_set_apart() -> None:
    means = {"resources.importance": 4.3, "resources.fulfilment": 2.2, "formality.is": 2.0, "formality.should": 4.0}
    made = simulate(VOLLANALYSE, organisations=1500, means=means, behaviour=EVERYBODY, seed=4)
    healthy = health(made.responses, VOLLANALYSE)
    named = ["resources_01", "resources_02", "formality_01", "formality_02"]
    answered = healthy[named].groupby(made.responses["organisation"].to_numpy()).mean()

    assert answered.mean().to_list() == pytest.approx([4.10, 2.30, 2.13, 3.87], abs=0.06)
    assert answered.mean().to_list() == pytest.approx(made.truth.statements[named].mean().to_list(), abs=0.03)
    # Drawn for themselves: who finds a motive important does not find it fulfilled for that.
    assert (
        abs(np.corrcoef(made.truth.places["resources.importance"], made.truth.places["resources.fulfilment"])[0, 1])
        < 0.1
    )
    assert np.corrcoef(made.truth.statements["reach_01"], made.truth.statements["reach_02"])[0, 1] > 0.95


def test_an_aspect_moves_nothing_but_itself_and_may_have_camps() -> None:
    plain = simulate(VOLLANALYSE, organisations=60, seed=5)
    structure = Structure(camps={"formality.should": (1.5, 4.5)}, viewpoints=({"core.is": 1.0}, {}))
    made = simulate(VOLLANALYSE, organisations=60, means={"resources.fulfilment": 2.0}, structure=structure, seed=5)

    assert moved(plain, made) == {"resources_02", "formality_02", "core_01"}
    assert made.truth.means["formality.should"] == 3.0
    assert made.truth.means["core.is"] == HEALTHY


def test_what_is_not_asked_cannot_be_planted_in_any_way() -> None:
    message = (
        r"vollanalyse has no scale resources.is, weather; its scales are .*, and those of two aspects may be named"
    )

    with pytest.raises(ValueError, match=message):
        simulate(VOLLANALYSE, means={"weather": 1, "resources.is": 2}, seed=1)
    with pytest.raises(ValueError, match="made has no scale weather"):
        simulate(MADE, structure=Structure(camps={"weather": (1, 2)}), seed=1)
    with pytest.raises(ValueError, match="made has no scale weather"):
        simulate(MADE, structure=Structure(viewpoints=({"trust": 1, "weather": 1}, {})), seed=1)


def test_careless_people_answer_in_their_way_and_all_others_as_before() -> None:
    plain = simulate(VOLLANALYSE, organisations=300, behaviour=Behaviour(response=1.0), seed=6)
    behaviour = Behaviour(response=1.0, straightlining=0.2, guessing=0.3)
    made = simulate(VOLLANALYSE, organisations=300, behaviour=behaviour, seed=6)
    kind = made.truth.people["careless"]
    of = {name: made.responses[kind.to_numpy() == name] for name in ("straightlining", "guessing", "")}
    agree = [one.id for one in VOLLANALYSE.statements if one.choices == "agree"]
    guessed = of["guessing"][agree]

    assert kind.value_counts(normalize=True).to_dict() == pytest.approx(
        {"": 0.5, "guessing": 0.3, "straightlining": 0.2}, abs=0.06
    )
    pd.testing.assert_frame_equal(of[""], plain.responses.loc[of[""].index])
    assert of["straightlining"][agree].nunique(axis=1).eq(1).all()
    assert set(zip(of["straightlining"]["overview_01"], of["straightlining"]["success_01"], strict=True)) == {
        (1, 1),
        (2, 3),
        (3, 5),
        (4, 7),
        (5, 9),
    }
    assert guessed.melt()["value"].value_counts(normalize=True).to_dict() == pytest.approx(
        dict.fromkeys([1, 2, 3, 4, 5], 0.184) | {98: 0.08}, abs=0.02
    )
    pd.testing.assert_frame_equal(made.expected, plain.expected)


def test_careless_answers_are_answers() -> None:
    behaviour = Behaviour(straightlining=0.5, guessing=0.5)
    made = simulate(KURZCHECK, organisations=40, behaviour=behaviour, seed=2)

    assert len(check_answers(made.responses, KURZCHECK, organisations=made.organisations).responses) > 20
    assert "" not in set(made.truth.people["careless"])


@pytest.mark.parametrize("shares", [(0.7, 0.4), (-0.1, 0.2)])
def test_shares_of_careless_people_are_shares_of_all(shares: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="are no shares of all people"):
        simulate(MADE, behaviour=Behaviour(straightlining=shares[0], guessing=shares[1]), seed=1)


def test_the_backbone_answers_for_itself_in_one_row() -> None:
    frame = simulate_backbone(BACKBONE, means={"silos": 1.0, "overview": 5.0}, seed=1)
    checked = check_answers(frame, BACKBONE).responses
    seen = person_scores(checked, BACKBONE).loc[0]

    assert frame["organisation"].to_list() == ["Simulierte Geschäftsstelle"]
    assert is_simulated(frame)
    assert not checked.isna().any(axis=None)
    assert seen.notna().all()
    assert seen["silos"] < 3 < seen["overview"]
    assert frame.equals(simulate_backbone(BACKBONE, means={"silos": 1.0, "overview": 5.0}, seed=1))


def test_what_the_backbone_answers_scatters_around_where_it_sees_a_scale() -> None:
    made = pd.concat(simulate_backbone(BACKBONE, means={"silos": 2.0}, seed=seed) for seed in range(300))
    seen = person_scores(made, BACKBONE).mean()

    assert seen["silos"] == pytest.approx(2.08, abs=0.12)
    assert seen.drop("silos").to_list() == pytest.approx([3.66] * 10, abs=0.12)


def test_a_questionnaire_for_partners_is_none_for_the_backbone() -> None:
    with pytest.raises(ValueError, match="kurzcheck is for partner organisations"):
        simulate_backbone(KURZCHECK, seed=1)
    with pytest.raises(ValueError, match="geschaeftsstelle has no scale weather"):
        simulate_backbone(BACKBONE, means={"weather": 2.0}, seed=1)
