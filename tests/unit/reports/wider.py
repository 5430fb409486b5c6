"""Diagnoses with viewpoints, motives, form, yields and change, made up part by part."""

from __future__ import annotations

import msgspec

from scoring.diagnosis import Diagnosis
from scoring.findings import Agreement, Direction, Interval, Unity
from scoring.patterns import Change, Driver, DriversResult, Parts, ScaleChange, Viewpoint, ViewpointsResult
from scoring.published import Cell
from scoring.purposes import Balance, FormResult, MotiveResult, Named, OutcomeResult
from tests.unit.reports.factories import VOLLANALYSE, condition, diagnosis, hurdles

HIDDEN = Cell(hidden="too_few")
PROTECTED = Cell(hidden="protected")


def figure(value: float, *, n: int = 18, reach: float = 0.3, **changes: object) -> Cell:
    """Return a cell over some of 26 organisations around a value."""
    known: dict[str, object] = {"n": n, "population": 26, "form": "tenths", "value": value}
    known |= {"low": round(value - reach, 1), "high": round(value + reach, 1), "below": 0.0 if value > 3 else 1.0}
    return msgspec.convert({**known, **changes}, Cell)


def interval(value: float, *, reach: float = 0.3, n: int = 18) -> Interval:
    """Return a figure with an interval around it."""
    return Interval(value=value, low=round(value - reach, 2), high=round(value + reach, 2), n=n)


def motive(name: str, importance: float = 3.8, fulfilment: float = 3.6, *, unmet: bool = False) -> MotiveResult:
    """Return a motive with both figures and the gap between them."""
    gap = interval(round(fulfilment - importance, 1), reach=0.4)
    return MotiveResult(
        id=name, importance=figure(importance), fulfilment=figure(fulfilment, n=17), gap=gap, unmet=unmet
    )


def form(
    name: str,
    current: float = 3.0,
    wanted: float = 3.2,
    *,
    mismatch: Direction | None = None,
    unity: Unity | None = "agreed",
) -> FormResult:
    """Return a criterion with both figures and the gap between them."""
    return FormResult(
        id=name,
        current=figure(current),
        wanted=figure(wanted),
        gap=interval(round(wanted - current, 1), reach=0.4),
        mismatch=mismatch,
        wish=None if unity is None else Agreement(unity=unity),
    )


def outcome(name: str, value: float = 3.8, *, below: float = 0.01) -> OutcomeResult:
    """Return an outcome; overall success is mapped from 0 to 10."""
    mapped = (0, 10) if name == "success" else None
    return OutcomeResult(id=name, cell=figure(value, below=below), mapped_from=mapped)


def balance(**changes: object) -> Balance:
    """Return a favourable balance of 18 organisations, told in fifths."""
    whole = Balance(
        n=18,
        population=26,
        verdict="favourable",
        benefits=tuple(Named(option=one, share=share) for one, share in (("contacts", 80), ("knowledge", 60))),
        costs=(Named(option="time", share=60), Named(option="paperwork", share=20)),
        step=20,
    )
    return msgspec.structs.replace(whole, **changes)


def driver(name: str, share: float = 0.08, *, reach: float = 0.05, first: float = 0.1) -> Driver:
    """Return a scale that moves together with synergy, over 40 organisations."""
    low = round(max(share - reach, 0.0), 2)
    return Driver(id=name, share=Interval(value=share, low=low, high=round(share + reach, 2), n=40), first=first)


def moved(name: str, points: float | None = 0.1, *, direction: Direction | None = None, n: int = 14) -> ScaleChange:
    """Return the change of a scale among those who stayed; without points nothing can be compared."""
    if points is None:
        return ScaleChange(id=name)
    return ScaleChange(
        id=name,
        direction=direction,
        basis="paired",
        points=interval(points, n=n),
        parts=Parts(stayed=points, joined=0.1, left=-0.2),
    )


def by_cells(name: str, direction: Direction | None = None) -> ScaleChange:
    """Return the change of a scale of which only the two printed figures can be compared."""
    return ScaleChange(id=name, direction=direction, basis="cells")


def change(*scales: ScaleChange, told: bool = True) -> Change:
    """Return what has changed; who stayed, joined and left may be told or not."""
    turnover = {"stayed": 14, "joined": 6, "left": 5} if told else {}
    return Change(before="f" * 64, scales=scales, **turnover)


def two_viewpoints() -> ViewpointsResult:
    """Return two viewpoints that see some things in opposite ways."""
    return ViewpointsResult(
        persons=41,
        p=0.01,
        viewpoints=(
            Viewpoint(organisations=10, higher=("overview",), lower=("steering", "knowhow")),
            Viewpoint(organisations=15, higher=("steering", "knowhow", "silos"), lower=()),
        ),
    )


def everything(**changes: object) -> Diagnosis:
    """Return a diagnosis of the vollanalyse in which every part has something to tell."""
    scales = [scale.id for scale in VOLLANALYSE.scales_of("barrier")]
    parts: dict[str, object] = {
        "conditions": tuple(
            condition(name) for name in ("agenda", "measurement", "activities", "communication", "office")
        ),
        "stage": "network",
        "viewpoints": two_viewpoints(),
        "outcomes": (outcome("synergy", 3.9), outcome("success", 3.4)),
        "balance": _full_balance(),
        "drivers": DriversResult(
            explained=interval(0.52, reach=0.16, n=40),
            drivers=tuple(
                driver(name, round(0.14 - 0.012 * place, 2), first=0.55 if place == 0 else 0.05)
                for place, name in enumerate(scales)
            ),
        ),
        "motives": _seven_motives(),
        "forms": (
            form("formality", 2.6, 3.7, mismatch="higher"),
            form("membership", 2.2, 2.4, unity="mixed"),
            form("core", 2.4, 3.4, mismatch="higher"),
            form("interests", 3.1, 3.3, unity="contested"),
            form("effort", 2.9, 2.8),
        ),
        "change": change(
            *(moved(name) for name in scales[:4]),
            moved("silos", 0.5, direction="higher"),
            moved("priorities", -0.1),
            moved("steering", -0.4, direction="lower"),
            by_cells("knowhow"),
            moved("overview", 0.2),
            moved("personal", None),
            moved("impact", 0.0),
        ),
    }
    return diagnosis(hurdles("silos", "steering"), **{**parts, **changes})


def everything_refused() -> Diagnosis:
    """Return a diagnosis of the vollanalyse in which every part is refused, each with one of the reasons."""
    return everything(
        viewpoints=ViewpointsResult(refused="too_few", persons=14),
        outcomes=(OutcomeResult(id="synergy", cell=PROTECTED), OutcomeResult(id="success", cell=PROTECTED)),
        balance=None,
        drivers=DriversResult(refused="no_structure"),
        motives=tuple(MotiveResult(id=one.id, importance=HIDDEN, fulfilment=HIDDEN) for one in _seven_motives()),
        forms=(FormResult(id="core", current=PROTECTED, wanted=PROTECTED),),
        change=change(moved("silos", None), moved("impact", None), told=False),
    )


def everything_coarse() -> Diagnosis:
    """Return a diagnosis of the vollanalyse in half steps, with open ends, one viewpoint and some figures withheld."""
    coarse = {"form": "halves", "n": 8, "population": 12}
    open_end = figure(4.0, **coarse, end="high")  # type: ignore[arg-type]  # what a cell holds, as `figure` passes it on
    middle = figure(3.0, **coarse)  # type: ignore[arg-type]  # as above
    return everything(
        viewpoints=ViewpointsResult(persons=24, p=0.43),
        outcomes=(OutcomeResult(id="synergy", cell=middle), OutcomeResult(id="success", cell=HIDDEN)),
        balance=None,
        drivers=DriversResult(refused="too_few"),
        motives=(
            *(
                MotiveResult(id=one.id, importance=open_end, fulfilment=middle, unmet=False)
                for one in _seven_motives()[:5]
            ),
            MotiveResult(id="control", importance=open_end, fulfilment=HIDDEN),
            MotiveResult(id="enjoyment", importance=HIDDEN, fulfilment=HIDDEN),
        ),
        forms=tuple(form(name, unity=None) for name in ("formality", "membership", "core", "interests", "effort")),
        change=change(by_cells("silos", "higher"), by_cells("impact"), moved("knowhow", None), told=False),
    )


def _full_balance() -> Balance:
    benefits = ("contacts", "knowledge", "visibility", "quality", "reach", "influence", "resources")
    costs = ("time", "own_work", "paperwork", "freedom", "money", "credit", "conflict")
    shares = (80, 60, 60, 40, 40, 20, 20)
    return balance(
        benefits=tuple(Named(option=one, share=share) for one, share in zip(benefits, shares, strict=True)),
        costs=tuple(Named(option=one, share=share) for one, share in zip(costs, (*shares[1:], 20), strict=True)),
    )


def _seven_motives() -> tuple[MotiveResult, ...]:
    return (
        motive("information", 4.3, 3.2, unmet=True),
        motive("reach", 4.0, 3.7),
        motive("competence", 3.7, 3.5),
        motive("resources", 4.1, 2.9, unmet=True),
        motive("influence", 3.5, 3.1),
        motive("control", 3.2, 2.8),
        motive("enjoyment", 3.4, 3.9),
    )
