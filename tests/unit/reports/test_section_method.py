"""How the figures came about, what is hidden and why, what it rests on, and the facts to check it by."""

from __future__ import annotations

import msgspec
import pytest

from reports.figures import Fact
from reports.material import Material
from reports.sections.method import method_facts, method_section
from reports.view import HiddenRow, Method
from scoring.diagnosis import Diagnosis, Participation
from scoring.findings import ScaleResult
from scoring.patterns import Careless, Colleagues
from scoring.published import Cell
from tests.unit.reports.factories import (
    FOREIGN,
    GERMAN,
    among,
    condition,
    diagnosis,
    foreign,
    group,
    hurdles,
    material,
    scale,
    scales,
    simulated,
)
from tests.unit.reports.told import agreed, reliable

SAY = GERMAN.say
SECTORS = SAY("method.hidden_sectors")
NOT_PLANNED = HiddenRow(subject=SECTORS, reason=SAY("method.reason_not_planned"))
UNTOLD = (
    HiddenRow(subject=SAY("checks.hidden_agreement_all"), reason="zum Schutz anderer verdeckt"),
    HiddenRow(subject=SAY("checks.hidden_reliability_all"), reason="zum Schutz anderer verdeckt"),
    HiddenRow(subject=SAY("checks.hidden_careless"), reason="zu wenige Antworten"),
    HiddenRow(subject=SAY("checks.hidden_colleagues"), reason="zu wenige Antworten"),
)
"""What a diagnosis of values alone does not tell of eighteen organisations: see test_section_checks."""


def method(parts: tuple[ScaleResult, ...] | Diagnosis | Material) -> Method:
    """Return the section of a report that shows something."""
    section = method_section(parts if isinstance(parts, Material) else material(parts))
    assert section is not None
    return section


def by_sector(parts: tuple[ScaleResult, ...]) -> Diagnosis:
    """Return a diagnosis whose wave planned the grouping by sector."""
    whole = diagnosis(parts)
    return diagnosis(parts, protection=msgspec.structs.replace(whole.protection, grouping="sector"))


def test_four_passages_tell_how_the_figures_came_about() -> None:
    passages = method(scales()).passages
    names = ("answers", "uncertainty", "flags", "limits")
    assert [passage.heading for passage in passages] == [SAY(f"method.{name}_heading") for name in names]
    told = {
        "answers": (*GERMAN.paragraphs("method.answers"), SAY("method.contributors")),
        "uncertainty": (SAY("method.range_invited"), SAY("method.uncertainty"), SAY("method.estimate_invited")),
        "flags": (*GERMAN.paragraphs("method.flags"), SAY("simulation.vollanalyse"), SAY("method.order")),
        "limits": GERMAN.paragraphs("method.limits"),
    }
    assert [passage.paragraphs for passage in passages] == list(told.values())


@pytest.mark.parametrize(("invited", "about"), [(None, "answered"), (18, "census")])
def test_what_a_range_says_depends_on_who_was_invited(invited: int | None, about: str) -> None:
    part = Participation(unit="organisation", contributors=18, invited=invited, persons=32)
    _, uncertainty, _, _ = method(diagnosis(scales(), participation=part)).passages
    assert uncertainty.paragraphs == (SAY(f"method.range_{about}"), SAY("method.uncertainty"))


def test_no_order_is_explained_where_none_is_given() -> None:
    flags = method(diagnosis(hurdles("silos"), ranking_holds=False)).passages[2]
    assert flags.paragraphs[-1] == SAY("method.no_order")


def test_nothing_hidden_is_said_so() -> None:
    groups = (group("administration"), group("civil_society"))
    parts = tuple(
        agreed(part.id, "not_flagged", groups=groups, reliability=reliable(), differences=()) for part in scales()
    )
    people = {"careless": Careless(told="none"), "colleagues": Colleagues(alike="alike", organisations=9)}
    shown = method(msgspec.structs.replace(by_sector(parts), **people))
    assert shown.hidden == ()
    assert shown.hidden_nothing == SAY("method.hidden_nothing")


def test_hidden_scales_and_conditions_stand_with_one_of_the_two_fixed_sentences() -> None:
    protected = scale("silos", "withheld", cell=Cell(hidden="protected"))
    parts = among(scales(impact="withheld"), protected)
    shown = method(diagnosis(parts, conditions=(condition("agenda"), condition("office", None)), stage="withheld"))
    assert shown.hidden == (
        HiddenRow(subject="Versäulung und Hierarchien", reason="zum Schutz anderer verdeckt"),
        HiddenRow(subject="Wenig Auseinandersetzung mit Wirkung", reason="zu wenige Antworten"),
        HiddenRow(subject="Geschäftsstelle", reason="zu wenige Antworten"),
        NOT_PLANNED,
        *UNTOLD,
    )
    assert shown.hidden_nothing == ""


def test_statements_hidden_on_every_scale_are_one_line() -> None:
    parts = tuple(msgspec.structs.replace(part, statements_hidden="too_few") for part in scales())
    everywhere = HiddenRow(subject=SAY("method.hidden_statements_all"), reason="zu wenige Antworten")
    assert method(parts).hidden == (everywhere, NOT_PLANNED, *UNTOLD)


def test_statements_hidden_on_some_scales_name_them() -> None:
    parts = among(
        scales(),
        scale("silos", statements_hidden="protected"),
        scale("impact", statements_hidden="protected"),
        scale("overview", statements_hidden="too_few"),
    )
    one, both = (
        GERMAN.scale(scale("overview")),
        GERMAN.listed([GERMAN.scale(scale("silos")), GERMAN.scale(scale("impact"))]),
    )
    assert method(parts).hidden == (
        HiddenRow(subject=SAY("method.hidden_statements", names=one), reason="zu wenige Antworten"),
        HiddenRow(subject=SAY("method.hidden_statements", names=both), reason="zum Schutz anderer verdeckt"),
        NOT_PLANNED,
        *UNTOLD,
    )


def test_sectors_that_were_planned_but_are_too_small_say_so() -> None:
    assert method(by_sector(scales())).hidden == (HiddenRow(subject=SECTORS, reason="zu wenige Antworten"), *UNTOLD)


def test_scales_without_sectors_beside_others_with_them_are_named() -> None:
    groups = (group("administration"), group("civil_society"))
    parts = among(
        tuple(msgspec.structs.replace(part, groups=groups) for part in scales()), scale("silos"), scale("impact")
    )
    names = "Versäulung und Hierarchien und Wenig Auseinandersetzung mit Wirkung"
    assert method(by_sector(parts)).hidden == (
        HiddenRow(subject=SAY("method.hidden_sectors_of", names=names), reason="zu wenige Antworten"),
        *UNTOLD,
    )


def test_a_report_without_any_figure_says_everything_on_its_first_page() -> None:
    assert method_section(material(scales("withheld"))) is None


def test_the_sources_are_those_of_what_is_recommended_by_author_and_year() -> None:
    whole = material(hurdles("steering", "knowhow"))
    cited = {"ericson_1969", "little_2004"}
    for advice in whole.recommendations:
        cited |= {source for measure in advice.measures for source in measure.sources}
        cited |= {source for one in advice.trainings for source in one.basis_for(advice.scale.id).sources}
    lines = method(whole).sources
    known = {source.id: source.title for source in whole.catalogue.literature}
    assert {name for name, title in known.items() if any(title in line for line in lines)} == cited
    assert list(lines) == sorted(lines)


def test_the_conditions_bring_their_own_source() -> None:
    with_conditions = method(diagnosis(scales(), conditions=(condition("agenda"),), stage="network"))
    assert any("Collective Impact" in line for line in with_conditions.sources)
    assert not any("Collective Impact" in line for line in method(scales()).sources)


def test_the_facts_are_those_one_checks_a_report_by() -> None:
    whole = diagnosis(scales())
    assert method(whole).facts == (
        Fact(
            label=SAY("participation.label"),
            value=f"18 von 26 Organisationen. {SAY('participation.persons', n=32)}",
        ),
        Fact(label=SAY("method.fact_instrument"), value="Vollanalyse der Zusammenarbeit, Fassung 2026.1"),
        Fact(label=SAY("method.fact_method"), value=SAY("method.fact_method_value", version="2026.1")),
        Fact(label=SAY("method.fact_minimum"), value=SAY("method.fact_minimum_value", minimum=5)),
        Fact(label=SAY("method.fact_digest"), value=whole.digest),
    )


def test_the_strict_profile_is_a_fact_and_hides_every_statement() -> None:
    shown = method(simulated(strict=True))
    assert Fact(label=SAY("method.fact_strict"), value=SAY("method.fact_strict_value")) in shown.facts
    everywhere = SAY("method.hidden_statements_all")
    assert HiddenRow(subject=everywhere, reason="zum Schutz anderer verdeckt") in shown.hidden


def test_a_foreign_questionnaire_is_named_as_such_and_its_conversion_is_told() -> None:
    shown = method(material(foreign(), questionnaire=FOREIGN))
    answers, _, flags, *_, limits = shown.passages
    assert flags.paragraphs == (*GERMAN.paragraphs("method.flags"), SAY("method.no_order"))
    assert answers.paragraphs[-1] == SAY("method.mapped", names="Wenig Feindseligkeit", low=0, high=4)
    assert limits.paragraphs == GERMAN.paragraphs("method.foreign_limits", title=FOREIGN.texts["de"].title)


@pytest.mark.parametrize("persons", [0, 1, 2, 32])
def test_how_many_people_answered_is_told(persons: int) -> None:
    part = Participation(unit="organisation", contributors=2, invited=None, persons=persons)
    fact = method_facts(material(diagnosis(scales("withheld"), participation=part)))[0]
    assert fact.value == f"2 Organisationen. {GERMAN.counted('participation.persons', persons)}"
