"""What the method page says of change, viewpoints, form, motives and yields: only of those that are told."""

from __future__ import annotations

import msgspec
import pytest

from reports.sections.method import method_section
from reports.view import HiddenRow, Method
from scoring.diagnosis import Diagnosis
from scoring.patterns import DriversResult, ViewpointsResult
from scoring.purposes import FormResult, MotiveResult, OutcomeResult
from tests.unit.reports.factories import GERMAN, diagnosis, material, scales
from tests.unit.reports.wider import (
    HIDDEN,
    PROTECTED,
    balance,
    by_cells,
    change,
    everything,
    figure,
    form,
    motive,
    outcome,
)

SAY = GERMAN.say
ALWAYS = ["answers", "uncertainty", "flags", "limits"]
TOO_FEW, KEPT = SAY("hidden.too_few"), SAY("hidden.protected")


def method(whole: Diagnosis) -> Method:
    """Return the method page of a diagnosis."""
    built = method_section(material(whole))
    assert built is not None
    return built


def hidden(**changes: object) -> list[HiddenRow]:
    """Return what is hidden besides what is hidden of a diagnosis without these parts."""
    always = method(diagnosis(scales())).hidden
    return [row for row in method(diagnosis(scales(), **changes)).hidden if row not in always]


def headings(whole: Diagnosis) -> list[str]:
    """Return the headings of the passages."""
    return [passage.heading for passage in method(whole).passages]


def test_every_part_that_is_told_has_its_passage_before_the_limits() -> None:
    parts = ("viewpoints", "pairs", "balance", "drivers", "change")
    expected = [SAY(f"{name}.method_heading") for name in parts]
    assert headings(everything())[-6:] == [*expected, SAY("method.limits_heading")]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"viewpoints": ViewpointsResult(persons=60, p=0.4)}, "viewpoints"),
        ({"motives": (motive("reach"),)}, "pairs"),
        ({"forms": (form("core"),)}, "pairs"),
        ({"balance": balance()}, "balance"),
        ({"drivers": DriversResult()}, "drivers"),
        ({"change": change(by_cells("silos"))}, "change"),
    ],
    ids=["one viewpoint", "motives", "form", "balance", "drivers", "change"],
)
def test_one_part_has_one_passage(changes: dict[str, object], name: str) -> None:
    expected = [SAY(f"method.{one}_heading") for one in ALWAYS]
    assert headings(diagnosis(scales(), **changes)) == [*expected[:3], SAY(f"{name}.method_heading"), expected[3]]


def test_parts_that_are_refused_have_none() -> None:
    whole = diagnosis(
        scales(), viewpoints=ViewpointsResult(refused="too_few"), drivers=DriversResult(refused="protected")
    )
    assert len(headings(whole)) == len(ALWAYS)


def test_the_diagnosis_before_can_be_checked() -> None:
    passage = method(everything()).passages[-2]
    assert passage.paragraphs[-1].endswith("f" * 64)


def test_the_sources_are_those_of_what_is_told() -> None:
    told, plain = (" ".join(method(whole).sources) for whole in (everything(), diagnosis(scales())))
    for title in ("Cluster-Wise", "Statistical Significance of Clustering", "relaimpo", "Costs and Benefits"):
        assert title in told
        assert title not in plain


def test_results_motives_and_criteria_that_are_hidden_stand_with_their_reason() -> None:
    rows = hidden(
        outcomes=(outcome("synergy"), OutcomeResult(id="success", cell=HIDDEN)),
        balance=balance(),
        motives=(
            MotiveResult(id="reach", importance=figure(4.0), fulfilment=HIDDEN),
            MotiveResult(id="control", importance=HIDDEN, fulfilment=HIDDEN),
            MotiveResult(id="influence", importance=PROTECTED, fulfilment=PROTECTED),
        ),
        forms=(FormResult(id="core", current=PROTECTED, wanted=figure(3.0)),),
    )
    assert rows == [
        HiddenRow(subject="Erfolg insgesamt", reason=TOO_FEW),
        HiddenRow(subject="Beweggründe: Reichweite vergrößern und Kontrolle, Verhinderung", reason=TOO_FEW),
        HiddenRow(subject="Beweggründe: Einfluss auf Dritte", reason=KEPT),
        HiddenRow(subject="Netzwerk oder Kooperation: Kern der Zusammenarbeit", reason=KEPT),
    ]


def test_a_balance_that_was_asked_for_and_is_not_told_is_hidden() -> None:
    assert hidden(outcomes=(outcome("synergy"),)) == [HiddenRow(subject="Nutzen und Kosten", reason=KEPT)]
    assert hidden(outcomes=(outcome("synergy"),), balance=balance()) == []


@pytest.mark.parametrize(("refused", "reason"), [("too_few", TOO_FEW), ("protected", KEPT), ("no_structure", None)])
def test_what_is_refused_for_want_of_structure_is_not_hidden(refused: str, reason: str | None) -> None:
    viewpoints = msgspec.convert({"refused": refused}, ViewpointsResult)
    drivers = msgspec.convert({"refused": refused}, DriversResult)
    rows = hidden(viewpoints=viewpoints, drivers=drivers)
    subjects = ("Sichtweisen", "Was mit dem Mehrwert einhergeht")
    assert rows == ([] if reason is None else [HiddenRow(subject=one, reason=reason) for one in subjects])


def test_who_stayed_is_hidden_where_it_may_not_be_told() -> None:
    row = HiddenRow(subject=SAY("change.hidden_counts"), reason=SAY("change.reason_counts"))
    assert hidden(change=change(by_cells("silos"), told=False)) == [row]
    assert hidden(change=change(by_cells("silos"))) == []
