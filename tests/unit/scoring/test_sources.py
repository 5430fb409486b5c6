"""Statements and ties are held against each other, and a form of governance against what is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest

from scoring.findings import Agreement, ConditionResult, DontKnow, Flag, ScaleResult
from scoring.governance import governance_of, known_facts
from scoring.partnership import Backing, Trust, TrustCell
from scoring.published import Cell, State
from scoring.relations import Cohesion, Mixing, NetworkResult
from scoring.sources import Barrier, in_ties, perceived, sources_of, together


def scale(barrier: str, state: State, name: str | None = None) -> ScaleResult:
    return ScaleResult(
        id=name or barrier,
        barrier=barrier,
        family=None,
        statement_count=4,
        cell=Cell(),
        flag=Flag(state=state),
        dont_know=DontKnow(),
        statements=(),
        statements_hidden="too_few",
        groups=(),
    )


def mixing(*, silo: bool) -> Mixing:
    return Mixing(
        ei=0.0,
        expected=0.3,
        p=0.01,
        silo=silo,
        assortativity=None,
        modularity=None,
        communities=2,
        communities_modularity=0.1,
        match=0.0,
    )


def network(**parts: Any) -> NetworkResult:
    """Return a network of thirty in which nothing is wrong, but for what is named."""
    centralisation, trust = parts.pop("centralisation", 0.4), parts.pop("trust", 3.2)
    sound = NetworkResult(
        organisations=30,
        respondents=30,
        depth="full",
        density=0.2,
        unknown=0.1,
        cohesion=Cohesion(
            centralisation=centralisation, mean_path=2.0, efficiency=0.5, transitivity=0.3, reach=0.8, parts=(30,)
        ),
        mixing=mixing(silo=False),
        trust=Trust(total=TrustCell(n=30, rated=30, form="tenths", value=trust)),
    )
    return msgspec.structs.replace(sound, **parts)


@pytest.mark.parametrize(
    ("statements", "ties", "outcome"),
    [
        (True, True, "both"),
        (True, False, "perceived"),
        (False, True, "ties"),
        (False, False, "neither"),
        (None, True, "open"),
        (False, None, "open"),
    ],
)
def test_two_sources_have_four_outcomes_or_stay_open(statements: bool | None, ties: bool | None, outcome: str) -> None:  # noqa: FBT001
    assert together(statements=statements, ties=ties) == outcome


@pytest.mark.parametrize(
    ("states", "says"),
    [
        (["flagged"], True),
        (["not_flagged"], False),
        (["strength"], False),
        (["watch"], None),
        (["not_flagged", "flagged"], True),
        (["not_flagged", "watch"], None),
        (["not_flagged", "withheld"], None),
    ],
)
def test_statements_say_so_where_a_scale_of_the_barrier_is_flagged(states: list[str], says: bool | None) -> None:  # noqa: FBT001
    assert perceived(states) is says


@pytest.mark.parametrize(
    ("barrier", "told", "dense", "says"),
    [
        ("silos", network(mixing=mixing(silo=True)), False, True),
        ("silos", network(), False, False),
        ("silos", network(mixing=None), False, None),
        ("overview", network(unknown=0.3), False, True),
        ("overview", network(unknown=0.29), False, False),
        ("personal", network(trust=2.4), False, True),
        ("personal", network(trust=2.5), False, False),
        ("personal", msgspec.structs.replace(network(), trust=None), False, None),
        ("leadership", network(centralisation=0.29), False, True),
        ("leadership", network(centralisation=0.29), True, False),
        ("leadership", network(centralisation=0.30), False, False),
        ("leadership", network(centralisation=0.29, backing=Backing(known=90, tied=80, n=30)), False, False),
        ("leadership", network(centralisation=0.29, backing=Backing(known=90, tied=70, n=30)), False, True),
        ("leadership", network(cohesion=None), False, None),
    ],
)
def test_ties_say_so_from_the_figures_as_they_are_printed(
    barrier: Barrier,
    told: NetworkResult,
    dense: bool,  # noqa: FBT001
    says: bool | None,  # noqa: FBT001
) -> None:
    assert in_ties(barrier, told, dense=dense) is says


def test_a_barrier_of_which_the_statements_tell_nothing_has_no_second_source() -> None:
    scales = [scale("silos", "withheld"), scale("overview", "flagged"), scale("funding", "flagged")]

    assert [(one.barrier, one.outcome) for one in sources_of(network(), scales, dense=False)] == [
        ("overview", "perceived")
    ]


def test_leadership_is_perceived_where_either_of_its_scales_is_flagged() -> None:
    scales = [scale("leadership", "not_flagged", "priorities"), scale("leadership", "flagged", "steering")]

    (told,) = sources_of(network(), scales, dense=False)
    assert (told.barrier, told.outcome) == ("leadership", "perceived")


def test_ties_of_too_few_are_no_second_source() -> None:
    assert sources_of(NetworkResult(refused="too_few"), [scale("silos", "flagged")], dense=False) == ()


def conditions(word: str) -> Sequence[ConditionResult]:
    return [msgspec.convert({"id": "agenda", "cell": {}, "maturity": word}, ConditionResult)]


def agreeing(word: str) -> Sequence[ScaleResult]:
    agreement = msgspec.convert({"unity": word}, Agreement)
    return [msgspec.structs.replace(scale("impact", "watch"), agreement=agreement)]


@pytest.mark.parametrize(
    ("told", "agreement", "agenda", "form"),
    [
        (network(organisations=12, density=0.5, centralisation=0.1, trust=3.4), "agreed", "mature", "shared"),
        (network(organisations=25, density=0.1, centralisation=0.5, trust=2.4), "contested", "absent", "lead"),
        (
            network(organisations=50, centralisation=0.1, trust=2.8, backing=Backing(known=90, tied=90, n=40)),
            "mixed",
            "emerging",
            "office",
        ),
        (network(organisations=12, density=0.1, centralisation=0.5, trust=2.0), "agreed", "mature", "open"),
    ],
)
def test_the_form_of_governance_is_the_one_that_the_figures_speak_for(
    told: NetworkResult, agreement: str, agenda: str, form: str
) -> None:
    found = governance_of(told, agreeing(agreement), conditions(agenda))

    assert found is not None
    assert found.form == form
    assert any(reason.speaks_for for reason in found.reasons) is (form != "open")


def test_without_enough_figures_the_form_stays_open() -> None:
    bare = network(organisations=12, density=0.5, trust=3.4)
    found = governance_of(msgspec.structs.replace(bare, trust=None), (), ())

    assert found is not None
    assert found.form == "open"
    assert {reason.fact for reason in found.reasons} == {"partners", "density", "centralisation"}


def test_no_form_is_suggested_where_the_ties_carry_too_little() -> None:
    assert governance_of(network(cohesion=None), (), ()) is None


def test_what_is_withheld_is_no_fact() -> None:
    facts = known_facts(network(), [scale("impact", "flagged")], conditions("withheld"))

    assert list(facts) == ["partners", "density", "centralisation", "trust"]
