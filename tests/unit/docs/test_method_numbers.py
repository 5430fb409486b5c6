"""The method page tells every number from the organisations on from which the program tells it, and its limits."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib import import_module

import pytest

from questionnaires.loading import find
from scoring.answers import check_answers
from scoring.diagnosis import Diagnosis
from scoring.pipeline import diagnose
from scoring.simulating import Behaviour, simulate
from scoring.thresholds import thresholds
from tests.property.test_disclosure_agreement import HALF_KNOWN, HALF_KNOWN_TO_INSIDERS, OUTPUTS
from tests.reference.chances import APART
from tests.unit.docs.numbers import least, numbers
from tests.unit.docs.pages import DOCS, flowing, headings, read

PAGE = read(DOCS / "method.md")
TEXT = flowing(PAGE)
VOLLANALYSE = find("vollanalyse")
BARRIERS = len(VOLLANALYSE.scales_of("barrier"))
ALL_ANSWER = Behaviour(response=1.0, dont_know=0.0)
WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FIRST = {
    "value": least()["few"],
    "don't know": least()["few"],
    "conditions": least()["few"],
    "motives": least()["few"],
    "form": least()["few"],
    "synergy": least()["few"],
    "statements": least()["tenths"],
    "agreement": least()["tenths"],
    "agreement as a number": least()["full"],
    "colleagues": least()["tenths"],
    "reliability": least()["full"],
    "careless": least()["tenths"],
    "balance": least()["tenths"],
    "balance as a number": least()["full"],
    "drivers": max(least()["drivers"], least()["each"] * BARRIERS),
}


def test_every_number_has_its_section_and_its_modules() -> None:
    known = {heading.text for heading in headings(PAGE)}

    assert {one.section for one in numbers()} - known == set()
    assert all(import_module(f"scoring.{name}").__doc__ for one in numbers() for name in one.modules)


@cache
def diagnosed(organisations: int) -> Diagnosis:
    """Return the diagnosis of organisations in the middle of every scale, all of which answer everything."""
    means = {scale.id: 3.0 for scale in VOLLANALYSE.scale}
    made = simulate(VOLLANALYSE, organisations=organisations, means=means, behaviour=ALL_ANSWER, seed=7)
    return diagnose(check_answers(made.responses, VOLLANALYSE, organisations=made.organisations), VOLLANALYSE)


def told(found: Diagnosis) -> Mapping[str, bool]:
    """Return which numbers a diagnosis tells."""
    scales, balance = found.scales, found.balance
    return {
        "value": all(scale.cell.value is not None and scale.flag.state != "withheld" for scale in scales),
        "don't know": all(scale.dont_know.much is not None for scale in scales),
        "conditions": all(one.maturity != "withheld" for one in found.conditions) and found.stage != "withheld",
        "motives": all(one.importance.value is not None for one in found.motives),
        "form": all(one.current.value is not None for one in found.forms),
        "synergy": all(one.cell.value is not None for one in found.outcomes),
        "statements": all(scale.statements for scale in scales),
        "agreement": any(scale.agreement is not None for scale in scales),
        "agreement as a number": all(scale.agreement and scale.agreement.deviation is not None for scale in scales),
        "colleagues": found.colleagues is not None,
        "reliability": all(scale.reliability is not None for scale in scales),
        "careless": found.careless is not None,
        "balance": balance is not None,
        "balance as a number": balance is not None and balance.ratio is not None,
        "drivers": found.drivers.refused is None,
    }


@pytest.mark.parametrize("organisations", sorted({n - step for n in FIRST.values() for step in (0, 1)}))
def test_a_number_is_told_from_the_organisations_on_that_the_page_names(organisations: int) -> None:
    assert told(diagnosed(organisations)) == {name: organisations >= first for name, first in FIRST.items()}


def test_the_limits_of_the_sections_are_those_of_the_thresholds() -> None:
    values = {name: getattr(thresholds(), name).value for name in thresholds().__struct_fields__}

    assert [limit for limit in LIMITS if limit.format_map(values | COMPUTED) not in TEXT] == []


COMPUTED: dict[str, object] = {
    "few": WORDS[least()["few"]],
    "near": WORDS[int(thresholds().cells_apart_from.value)],
    "run": WORDS[int(thresholds().careless_run_from.value)],
    "persons": WORDS[int(thresholds().careless_persons_per_scale.value)],
    "others": WORDS[least()["others"]],
    "drawn": WORDS[least()["drawn"]],
    "under_drawn": WORDS[least()["drawn"] - 1],
    "all_percent": 100 * thresholds().network_full_from.value,
    "most_percent": 100 * thresholds().network_broad_from.value,
    "network": WORDS[least()["network"]],
    "raters": WORDS[least()["raters"]],
    "unknown_percent": 100 * thresholds().unknown_many_from.value,
    "after_few": thresholds().partners_few_to.value + 1,
    "facts": WORDS[int(thresholds().governance_facts.value)],
    "near_percent": 100 * thresholds().funnel_near.value,
    "far_percent": 100 * thresholds().funnel_far.value,
    "with_eleven": least()["each"] * BARRIERS,
    "by_chance": f"{BARRIERS}/{least()['each'] * BARRIERS - 1} = {BARRIERS / (least()['each'] * BARRIERS - 1):.2f}",
}
LIMITS = (
    "**agreed** below {agreement_agreed_below:.2f}, **contested** above {agreement_contested_above:.2f}",
    "from {colleagues_alike_from:.2f} on *alike*, from {colleagues_partly_from:.2f} *partly*",
    "It is shown from {reliability_persons:.0f} persons and {full_from:.0f} organisations on",
    "Below an alpha of {reliability_low_below:.2f}",
    "and at least {run};",
    "p < {careless_distance_p_below}, looked at only where {persons} persons",
    "of at least {careless_straight_statements:.0f} answers to statements of both directions",
    "up to {permutations_all_to:,.0f} of them, else {permutations_drawn:,.0f} are drawn",
    "q ≤ {difference_rate:.2f}: on average",
    "a distance of {cells_apart} if both groups have at least {near}, else of {small_cells_apart}",
    "printed as {motive_important_from} or more and the gap lies below −{gap_points} with a probability",
    "lie more than {gap_points} apart with a probability of at least {gap_sureness:.2f}",
    "(below {form_network_below}) or rather a cooperation (from {form_cooperation_from} on)",
    "*favourable* from {balance_favourable_from} on",
    "*even* from {balance_even_from:.0f}, *costly* below",
    "in steps of {tenths_share_step:.0f} %",
    "and steps of {full_share_step:.0f} %",
    "are from {drivers_draws:,.0f} waves",
    "It is off below {drivers_from:.0f} organisations with a score on everything",
    "for each barrier: {with_eleven} with eleven",
    "R² is still {by_chance} on average",
    "Where at least {tenths_from:.0f} organisations answered both times",
    "leaves out 0 and the change is at least {change_points}",
    "beyond ±{reliable_change_beyond}",
    "It needs **{few} initiatives**: the own one and {others} others",
    "With {drawn} others or more, the true values of all are drawn {percentile_draws:,.0f} times",
    "With four to {under_drawn} it is the t",
    "**A tie exists from intensity {tie_from:.0f}**",
    "the best of {communities_runs:.0f} runs, of {communities_runs_large:.0f} above {communities_large_above:.0f}",
    "From {all_percent:.0f} % of the invited on every figure is told; from {most_percent:.0f} % there are",
    "Below {network} organisations that told of a partner nothing is",
    "p ≤ {silo_p_to:.2f}, the share of {silo_shuffles:,.0f} shuffles",
    "an index at least {silo_distance:.2f} below what chance gives",
    "A total needs {raters} organisations that rated",
    "at least {unknown_percent:.0f} % of the asked partners are not known",
    "centralisation below {centre_from:.2f}, density (union) below {dense_from:.2f}, and fewer than {backing_from:.0f}",
    "trust is below {trust_low_below}",
    "few partners (up to {partners_few_to:.0f}), a density from {dense_from:.2f} on",
    "trust from {trust_high_from:.1f} on",
    "fits {after_few:.0f} to {partners_many_above:.0f} partners",
    "if at least {facts} are known",
    "does by chance in {near_percent:.0f} % of cases, inside the second in {far_percent:.1f} %",
)


def test_differences_of_small_groups_by_chance_are_as_many_as_the_page_says() -> None:
    pairs = 3 * BARRIERS
    expected = pairs * math.fsum(share for share, _ in APART[4, 8].values()) / len(APART[4, 8])

    assert f"about {WORDS[round(expected)]} in a report" in TEXT


def test_the_known_limit_of_agreement_is_told_as_it_was_measured() -> None:
    outsiders, insiders = HALF_KNOWN.values(), HALF_KNOWN_TO_INSIDERS.values()

    assert f"With {min(HALF_KNOWN)} to {max(HALF_KNOWN)} organisations, a printed mean from 2.4 to 2.7" in TEXT
    assert f"Of the {min(OUTPUTS.values())} to {max(OUTPUTS.values())} outputs" in TEXT
    assert f"{min(outsiders)} to {max(outsiders)} tell so, and {min(insiders)} to {max(insiders)} to somebody" in TEXT
