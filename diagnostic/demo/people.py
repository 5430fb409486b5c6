"""The partners of the demo, and what each of their people would answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from string import ascii_uppercase

import msgspec
import pandas as pd

from diagnostic.demo.plan import DemoPlan, DemoRound
from diagnostic.partner_lists import PartnerRow
from questionnaires.codebook import variables
from questionnaires.columns import tie_column
from questionnaires.loading import find
from questionnaires.rosters import BACKBONE
from questionnaires.ties import SHARING, Tie
from scoring.connecting import Tying, simulate_ties
from scoring.simulating import Behaviour, Simulation, planted, simulate

Answers = dict[str, int | str]
"""Variable to answer; a partner on the list is named by its place among the partners of the demo."""

_TYING = Tying(silo=0.3)
_Given = Sequence[tuple[Answers, ...]]


class Partner(msgspec.Struct, frozen=True, kw_only=True):
    """A partner organisation with the answers of its people, a round at a time; who is not in a list stays away."""

    name: str
    sector: str
    past: tuple[Answers, ...]
    present: tuple[Answers, ...]


def partners_of(plan: DemoPlan) -> tuple[Partner, ...]:
    """Return the partners of the demo; the same plan gives the same."""
    count = plan.initiative.organisations
    past, present = (_simulated(one, count) for one in (plan.past, plan.present))
    return _named(plan, past.sectors, past.answers, present.answers)


def partners_once(plan: DemoPlan, asked: DemoRound, count: int) -> tuple[Partner, ...]:
    """Return the partners of an initiative with one round in the past, one person each."""
    past = _simulated(asked, count, Behaviour(most_persons=1))
    return _named(plan, past.sectors, past.answers, ((),) * count)


def _named(plan: DemoPlan, sectors: Sequence[str], past: _Given, present: _Given) -> tuple[Partner, ...]:
    letters: Counter[str] = Counter()
    partners = []
    for sector, before, now in zip(sectors, past, present, strict=True):
        name = f"{plan.names[sector]} {ascii_uppercase[letters[sector]]}"
        letters[sector] += 1
        partners.append(Partner(name=name, sector=sector, past=before, present=now))
    return tuple(partners)


def rows_of(plan: DemoPlan, partners: Sequence[Partner]) -> tuple[PartnerRow, ...]:
    """Return the list of partners as a backbone office would import it: as many people as ever answer, at least one."""
    people = [
        (partner, number)
        for partner in partners
        for number in range(1, max(len(partner.past), len(partner.present), 1) + 1)
    ]
    return tuple(
        PartnerRow(line=line, organisation=one.name, sector=one.sector, name=f"{plan.person} {number}", language="de")
        for line, (one, number) in enumerate(people, 2)
    )


class _Simulated(msgspec.Struct, frozen=True):
    """The sectors of the organisations in turn, and the answers of their people."""

    sectors: tuple[str, ...]
    answers: tuple[tuple[Answers, ...], ...]


def _simulated(asked: DemoRound, count: int, behaviour: Behaviour | None = None) -> _Simulated:
    questionnaire = find(asked.questionnaire)
    means = planted(questionnaire, asked.planted)
    made = simulate(questionnaire, organisations=count, means=means, behaviour=behaviour, seed=asked.seed)
    known = [variable.name for variable in variables(questionnaire)]
    given = dict(list(made.responses.groupby("organisation")))
    sectors = tuple(str(one) for one in made.organisations["sector"])
    ties = _ties(made, asked.seed) if asked.network else {}
    answers = tuple(
        tuple(answers_of(row, known) | ties.get(row["respondent"], {}) for _, row in given[name].iterrows())
        if name in given
        else ()
        for name in made.organisations["organisation"]
    )
    return _Simulated(sectors, answers)


def _ties(made: Simulation, seed: int) -> Mapping[str, Answers]:
    """Return what each respondent says of the partners, who are named by their place among the organisations."""
    told = simulate_ties(made.organisations, made.responses, tying=_TYING, seed=seed)
    places = {name: str(place) for place, name in enumerate(made.organisations["organisation"])}
    said: dict[str, Answers] = {}
    for (respondent, own), rows in told.rows.groupby(["respondent", "from"]):
        answers: Answers = {SHARING: str(told.share_ties[str(own)])}
        for _, row in rows.iterrows():
            codes = {part: row[part] for part in Tie._fields[1:] if not pd.isna(row[part])}
            partner = places.get(row["to"], BACKBONE)
            answers |= {tie_column(part, partner): int(code) for part, code in codes.items()}
        said[str(respondent)] = answers
    return said


def answers_of(row: pd.Series, known: Sequence[str]) -> Answers:
    """Return the answers in a row of a simulation, as they are kept."""
    return {
        name: str(row[name]) if isinstance(row[name], str) else int(row[name])
        for name in known
        if name in row.index and not pd.isna(row[name]) and row[name] != ""
    }
