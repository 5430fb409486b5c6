"""Diagnoses to write reports from: made up part by part, or simulated and diagnosed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from questionnaires.loading import LIBRARY, load
from questionnaires.model import Questionnaire
from questionnaires.versions import digest
from reports.catalogue import Catalogue, load_catalogue
from reports.languages import Language
from reports.material import Material, Occasion
from reports.phrasing import Phrases
from reports.recommending import recommend
from scoring.anonymous import check_anonymous_answers
from scoring.answers import check_answers
from scoring.diagnosis import Diagnosis, Instrument, Participation, Protection, sealed
from scoring.findings import ConditionResult, DontKnow, Flag, ScaleResult, StatementResult
from scoring.flags import rank
from scoring.pipeline import METHOD_VERSION, diagnose
from scoring.published import Cell, GroupCell, Shares, State
from scoring.simulating import planted, simulate

VOLLANALYSE = load(LIBRARY / "vollanalyse" / "2026.1")
KURZCHECK = load(LIBRARY / "kurzcheck" / "2026.1")
FOREIGN = load(Path(__file__).parents[2] / "data" / "lq2002.toml")

GERMAN, ENGLISH = Phrases("de", VOLLANALYSE), Phrases("en", VOLLANALYSE)

_FLAGS = {
    "flagged": Flag(state="flagged", sureness="clearly", switched_off_at=2.8),
    "watch": Flag(state="watch", sureness="unclear"),
    "not_flagged": Flag(state="not_flagged", sureness="clearly"),
    "strength": Flag(state="strength", sureness="clearly"),
    "withheld": Flag(state="withheld"),
}
_FIGURES = {
    "flagged": {"value": 2.6, "low": 2.4, "high": 2.8, "below": 0.97},
    "watch": {"value": 2.9, "low": 2.7, "high": 3.2, "below": 0.62},
    "not_flagged": {"value": 3.4, "low": 3.2, "high": 3.6, "below": 0.01},
    "strength": {"value": 4.0, "low": 3.8, "high": 4.2, "below": 0.0},
}
_COUNTS = {"n": 18, "population": 26, "form": "tenths"}


def cell(state: State = "flagged", **changes: object) -> Cell:
    """Return a cell over 18 of 26 organisations whose figures have led to a state."""
    if state == "withheld":
        return Cell(hidden="too_few")
    return msgspec.convert({**_COUNTS, **_FIGURES[state], **changes}, Cell)


def scale(name: str, state: State = "not_flagged", **changes: object) -> ScaleResult:
    """Return what is said of a scale of the vollanalyse, or of a scale that measures no barrier."""
    known = {one.id: one for one in VOLLANALYSE.scales_of("barrier")}.get(name)
    whole = ScaleResult(
        id=name,
        barrier=known.barrier if known else None,
        family=known.family if known else None,
        statement_count=5,
        cell=cell(state),
        flag=_FLAGS[state],
        dont_know=DontKnow(much=False, share=20, step=20),
    )
    return msgspec.structs.replace(whole, **changes)


def scales(state: State = "not_flagged", **others: State) -> tuple[ScaleResult, ...]:
    """Return all eleven scales of the vollanalyse in one state, but some named ones in another."""
    return tuple(scale(one.id, others.get(one.id, state)) for one in VOLLANALYSE.scales_of("barrier"))


def hurdles(*names: str) -> tuple[ScaleResult, ...]:
    """Return all eleven scales of the vollanalyse, the named ones flagged and the others not."""
    states: dict[str, State] = dict.fromkeys(names, "flagged")
    return scales(**states)


def among(parts: tuple[ScaleResult, ...], *others: ScaleResult) -> tuple[ScaleResult, ...]:
    """Return scales in their order, some of them replaced by others of the same name."""
    return tuple({part.id: part for part in (*parts, *others)}.values())


def statement(name: str, **changes: object) -> StatementResult:
    """Return what is said of a statement: its mean without an interval, and its shares in fifths."""
    shown = Cell(n=18, population=26, form="tenths", value=2.4)
    whole = StatementResult(id=name, cell=shown, shares=Shares(low=60, middle=20, high=40, step=20))
    return msgspec.structs.replace(whole, **changes)


def group(*categories: str, state: State = "watch", n: int = 6) -> GroupCell:
    """Return the cell of a group of sectors, in half steps."""
    figures = {"form": "halves", "n": n, "population": n}
    return GroupCell(categories=categories, cell=cell(state, **figures), state=state)


def condition(name: str, value: float | None = 3.0) -> ConditionResult:
    """Return a condition that is in the making, or a withheld one."""
    if value is None:
        return ConditionResult(id=name, cell=Cell(hidden="too_few"), maturity="withheld")
    return ConditionResult(id=name, cell=cell("watch", value=value), maturity="emerging")


def diagnosis(parts: tuple[ScaleResult, ...], **changes: object) -> Diagnosis:
    """Return a diagnosis of the vollanalyse with these scales, ranked as `scoring.flags` ranks them."""
    places = rank(parts) if changes.get("ranking_holds", True) else {}
    whole = Diagnosis(
        method_version=METHOD_VERSION,
        instrument=Instrument(id="vollanalyse", version="2026.1", digest=digest(VOLLANALYSE), reliability=0.75),
        participation=Participation(unit="organisation", contributors=18, invited=26, persons=32),
        protection=Protection(minimum=5, strict=False, grouping="none"),
        ranking_holds=True,
        simulated=False,
        scales=tuple(msgspec.structs.replace(part, rank=places.get(part.id)) for part in parts),
        conditions=(),
        stage=None,
    )
    return sealed(msgspec.structs.replace(whole, **changes))


def material(
    parts: tuple[ScaleResult, ...] | Diagnosis,
    *,
    language: Language = "de",
    catalogue: Catalogue | None = None,
    occasion: Occasion | None = None,
    questionnaire: Questionnaire = VOLLANALYSE,
) -> Material:
    """Return what sections are built from, for a diagnosis or for one with these scales."""
    whole = parts if isinstance(parts, Diagnosis) else diagnosis(parts)
    known = catalogue or load_catalogue()
    return Material(
        diagnosis=whole,
        questionnaire=questionnaire,
        phrases=Phrases(language, questionnaire, whole.participation.unit),
        catalogue=known,
        recommendations=recommend(whole, known),
        occasion=occasion or Occasion(),
    )


@cache
def simulated(*, organisations: int = 26, by_sector: bool = False, strict: bool = False) -> Diagnosis:
    """Return the diagnosis of a simulated initiative; of 26 organisations 18 answer, and three barriers are planted."""
    means = planted(VOLLANALYSE, ("silos", "steering", "funding"))
    made = simulate(VOLLANALYSE, organisations=organisations, means=means, seed=3)
    answers = check_answers(made.responses, VOLLANALYSE, organisations=made.organisations)
    return diagnose(answers, VOLLANALYSE, grouping="sector" if by_sector else "none", strict=strict)


@cache
def anonymous(*, organisations: int = 26, by_sector: bool = False) -> Diagnosis:
    """Return the diagnosis of a simulated anonymous survey, from the people of that many organisations."""
    means = planted(VOLLANALYSE, ("silos", "steering", "funding"))
    made = simulate(VOLLANALYSE, organisations=organisations, means=means, seed=3)
    sectors = made.organisations.set_index("organisation")["sector"]
    table = made.responses.assign(sector=made.responses["organisation"].map(sectors)).drop(columns="organisation")
    answers = check_anonymous_answers(table, VOLLANALYSE, invited=2 * organisations)
    return diagnose(answers, VOLLANALYSE, grouping="sector" if by_sector else "none")


@cache
def foreign() -> Diagnosis:
    """Return the diagnosis of a questionnaire that measures no barrier, two of its three scales planted low."""
    means = {"lead": 2.2, "hostility": 2.2}
    made = simulate(FOREIGN, organisations=26, means=means, seed=3)
    return diagnose(check_answers(made.responses, FOREIGN, organisations=made.organisations), FOREIGN)
