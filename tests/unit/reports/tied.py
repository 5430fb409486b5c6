"""Networks to write reports from, made up part by part: figures, groups, trust, second sources, names."""

from __future__ import annotations

from itertools import pairwise

import msgspec

from questionnaires.loading import LIBRARY, load
from questionnaires.profile import SECTORS
from questionnaires.versions import digest
from reports.languages import Language
from reports.material import Material, Occasion
from scoring.diagnosis import Diagnosis, Instrument, sealed
from scoring.partnership import (
    Backing,
    Governance,
    NamedMap,
    NamedOrganisation,
    NamedTie,
    Reason,
    SecondSource,
    Trust,
    TrustBlock,
    TrustCell,
)
from scoring.relations import Block, Circle, Cohesion, Dyads, Fragility, Mixing, NetworkResult
from tests.unit.reports.factories import diagnosis, hurdles, material

NETZWERK = load(LIBRARY / "netzwerk" / "2026.1")

WORDS = ("Amt", "Verein für Nachbarschaftshilfe", "Grundschule", "Arbeiterwohlfahrt Kreisverband", "Handwerkskammer")

CIRCLES = (
    Circle(categories=("administration",), organisations=9, respondents=8),
    Circle(categories=("civil_society",), organisations=10, respondents=8),
    Circle(categories=("education",), organisations=6, respondents=5),
    Circle(categories=("health", "business"), organisations=6, respondents=5),
)
SILO = Mixing(
    ei=-0.31,
    expected=0.42,
    p=0.01,
    silo=True,
    assortativity=0.41,
    modularity=0.33,
    communities=4,
    communities_modularity=0.45,
    match=0.62,
)
COHESION = Cohesion(
    centralisation=0.41, mean_path=2.1, efficiency=0.52, transitivity=0.35, reach=0.88, parts=(28, 2, 1), cut_points=3
)
DYADS = Dyads(pairs=112, confirmed=0.62, reciprocity=0.77, apart=0.8)
GOVERNANCE = Governance(
    form="office",
    reasons=(
        Reason(fact="partners", value=31.0),
        Reason(fact="centralisation", value=0.41, speaks_for=False),
        Reason(fact="trust", value=2.9),
        Reason(fact="agreement", word="mixed"),
        Reason(fact="agenda", word="emerging"),
        Reason(fact="backing", value=90.0),
    ),
)
SOURCES = (
    SecondSource(barrier="silos", outcome="both"),
    SecondSource(barrier="overview", outcome="ties"),
    SecondSource(barrier="leadership", outcome="perceived"),
    SecondSource(barrier="personal", outcome="neither"),
)


def trust_cell(value: float = 3.0, **changes: object) -> TrustCell:
    """Return trust that eight organisations have in seven, in half steps."""
    return msgspec.convert({"n": 8, "rated": 7, "form": "halves", "value": value, **changes}, TrustCell)


def trust_by_group() -> Trust:
    """Return trust of each group in each, and the total that follows from it."""
    places = range(len(CIRCLES))
    blocks = tuple(
        TrustBlock(rating=rating, rated=rated, cell=trust_cell(3.5, end="high") if rating == rated else trust_cell(2.5))
        for rating in places
        for rated in places
    )
    return Trust(total=trust_cell(2.9, n=26, rated=31, form="tenths"), blocks=blocks, from_blocks=True)


def trust_in_parts() -> Trust:
    """Return trust with its three parts, from answers."""
    cells = [trust_cell(value, n=26, rated=31, form="tenths") for value in (3.1, 3.4, 3.2, 2.6)]
    total, reliable, mission, talk = cells
    return Trust(total=total, reliable=reliable, mission=mission, open=talk)


def matrix_blocks() -> tuple[Block, ...]:
    """Return how densely each group cooperates with each: half of the pairs within, few between."""
    places = range(len(CIRCLES))
    return tuple(
        Block(first=first, second=second, share=50, pairs=30)
        if first == second
        else Block(first=first, second=second, share=10, end="low", pairs=60)
        for first in places
        for second in places[first:]
    )


def organisations(number: int) -> dict[str, str]:
    """Return the names of that many organisations by their ids; every fifth is longer than a line."""
    return {f"o{place:02}": f"{WORDS[place % len(WORDS)]} {place}" for place in range(number)}


def named(number: int, *, alone: int = 1) -> NamedMap:
    """Return organisations around a few sectors, tied to their neighbours and some across; the last ones alone."""
    ids = [*organisations(number)]
    tied = ids[: number - alone]
    near = [(first, second, 4) for first, second in pairwise(tied)]
    across = [(tied[place], tied[(place * 7 + 3) % len(tied)], 2) for place in range(0, len(tied), 2)]
    pairs = {(min(one, other), max(one, other)): step for one, other, step in (*across, *near) if one != other}
    return NamedMap(
        organisations=tuple(NamedOrganisation(id=name, sector=SECTORS[int(name[1:]) % 5]) for name in ids),
        ties=tuple(NamedTie(first=one, second=other, intensity=step) for (one, other), step in sorted(pairs.items())),
    )


def network(**changes: object) -> NetworkResult:
    """Return a network of 31 organisations in which every part has something to tell."""
    whole = NetworkResult(
        organisations=31,
        respondents=26,
        depth="full",
        density=0.24,
        unknown=0.18,
        cohesion=COHESION,
        mixing=SILO,
        dyads=DYADS,
        fragility=Fragility(before=0.87, after=0.71),
        circles=CIRCLES,
        blocks=matrix_blocks(),
        trust=trust_by_group(),
        backing=Backing(known=90, known_end="high", tied=60, n=24),
        governance=GOVERNANCE,
        sources=SOURCES,
        named=named(24),
        agreed=24,
    )
    return msgspec.structs.replace(whole, **changes)


def broad(**changes: object) -> NetworkResult:
    """Return a network of which only the broad pattern is told."""
    cohesion = msgspec.structs.replace(COHESION, cut_points=None)
    parts: dict[str, object] = {"respondents": 21, "depth": "broad", "cohesion": cohesion, "fragility": None}
    return network(**{**parts, **changes})


def basic() -> NetworkResult:
    """Return a network of which only density and known partners are told."""
    return NetworkResult(organisations=31, respondents=14, depth="basic", density=0.21, unknown=0.35, agreed=12)


def with_network(found: NetworkResult | None = None, *flagged: str, **changes: object) -> Diagnosis:
    """Return a diagnosis of the vollanalyse with ties; silos and steering are hurdles unless others are named."""
    return diagnosis(hurdles(*(flagged or ("silos", "steering"))), network=found or network(), **changes)


def ties_alone(found: NetworkResult | None = None) -> Diagnosis:
    """Return a diagnosis in which nothing but ties was asked for."""
    instrument = Instrument(id="netzwerk", version="2026.1", digest=digest(NETZWERK), reliability=0.75)
    return sealed(diagnosis((), instrument=instrument, network=found or network(sources=())))


def material_of(whole: Diagnosis | NetworkResult, language: Language = "de") -> Material:
    """Return what sections are built from, for a diagnosis or for a network beside silos and steering as hurdles."""
    told = with_network(whole) if isinstance(whole, NetworkResult) else whole
    occasion = Occasion(names=organisations(60))
    alone = told.instrument.id == NETZWERK.id
    if alone:
        return material(told, language=language, occasion=occasion, questionnaire=NETZWERK)
    return material(told, language=language, occasion=occasion)
