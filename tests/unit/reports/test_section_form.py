"""Network or cooperation: a contested wish is the deeper finding, a mismatch comes next, and neither pole is better."""

from __future__ import annotations

import msgspec
import pytest

from reports.parts import PairColumn, PairFigure, PairSection
from reports.sections.conditions import conditions_section
from reports.sections.form import form_kind, form_section
from scoring.findings import Agreement, Stage
from scoring.purposes import FormResult
from tests.unit.reports.factories import GERMAN, condition, diagnosis, material, scales
from tests.unit.reports.wider import HIDDEN, PROTECTED, figure, form

SAY = GERMAN.say
WORDS = GERMAN.wording.purposes.forms
NAMES = tuple(WORDS)


def section(*forms: FormResult, stage: Stage | None = None) -> PairSection:
    """Return the section of a diagnosis with these criteria."""
    built = form_section(material(diagnosis(scales(), forms=forms, stage=stage)))
    assert built is not None
    return built


def five(*others: FormResult) -> tuple[FormResult, ...]:
    """Return all five criteria, where the partners have what they want, but for some others."""
    return tuple({one.id: one for one in (*map(form, NAMES), *others)}.values())


FIRMER = form("formality", 2.6, 3.8, mismatch="higher")
OPENER = form("membership", 3.9, 2.3, mismatch="lower")
SPLIT = form("interests", unity="contested")
SPLIT_TOO = form("core", unity="contested")
MISMATCH, DISPUTED = SAY("form.lead_mismatch"), SAY("form.lead_disputed")
CASES = {
    "match": (
        (),
        "Zwischen heutiger und gewünschter Form ist kein deutlicher Abstand zu erkennen.",
        SAY("form.lead_match"),
    ),
    "more": ((FIRMER,), "Die Partner wünschen sich festere Absprachen als heute.", MISMATCH),
    "less": ((OPENER,), "Die Partner wünschen sich mehr Offenheit für neue Partner.", MISMATCH),
    "several": (
        (FIRMER, OPENER),
        "Die Partner wünschen sich in mehreren Punkten eine andere Form der Zusammenarbeit.",
        f"{WORDS['membership'].lower} {WORDS['formality'].higher} {MISMATCH}",
    ),
    "disputed": ((SPLIT,), "Die Partner sind sich nicht einig, welche Interessen zählen sollen.", DISPUTED),
    "disputed and more": (
        (SPLIT, FIRMER),
        "Die Partner sind sich nicht einig, welche Interessen zählen sollen.",
        f"{DISPUTED} {WORDS['formality'].higher}",
    ),
    "several disputed": (
        (SPLIT, SPLIT_TOO),
        "Die Partner sind sich nicht einig, wie sie zusammenarbeiten wollen.",
        "Uneinig sind sie darüber, was im Mittelpunkt stehen soll und welche Interessen zählen sollen. " + DISPUTED,
    ),
}


def test_a_questionnaire_that_does_not_ask_for_the_form_has_no_section() -> None:
    assert form_section(material(scales())) is None
    hidden = FormResult(id="core", current=HIDDEN, wanted=HIDDEN)
    assert form_section(material(diagnosis(scales("withheld"), forms=(hidden,)))) is None


@pytest.mark.parametrize("case", CASES)
def test_the_title_tells_the_deepest_finding_and_the_lead_the_rest(case: str) -> None:
    others, title, lead = CASES[case]
    built = section(*five(*others))
    assert (built.title, built.lead) == (GERMAN.unwidowed(title), (lead,))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("direction", ["higher", "lower"])
def test_each_criterion_has_a_sentence_for_either_wish(name: str, direction: str) -> None:
    one = msgspec.structs.replace(form(name), mismatch=direction)
    assert section(*five(one)).title == GERMAN.unwidowed(getattr(WORDS[name], direction))


@pytest.mark.parametrize("name", NAMES)
def test_each_criterion_can_be_disputed(name: str) -> None:
    title = f"Die Partner sind sich nicht einig, {WORDS[name].dispute}."
    assert section(*five(form(name, unity="contested"))).title == GERMAN.unwidowed(title)


def test_what_is_withheld_of_some_or_all_is_not_claimed() -> None:
    some = FormResult(id="core", current=HIDDEN, wanted=HIDDEN)
    assert section(*five(some)).title == GERMAN.unwidowed(SAY("form.title_match_shown"))
    half = [FormResult(id=name, current=figure(3.0), wanted=HIDDEN) for name in NAMES]
    built = section(*half)
    assert (built.title, built.lead) == (GERMAN.unwidowed(SAY("form.title_open")), (SAY("form.lead_too_few"),))


@pytest.mark.parametrize(("cell", "lead"), [(HIDDEN, "lead_too_few"), (PROTECTED, "lead_protected")])
def test_where_all_is_withheld_the_reason_stands_alone(cell: object, lead: str) -> None:
    hidden = [msgspec.convert({"id": name, "current": cell, "wanted": cell}, FormResult) for name in NAMES]
    built = section(*hidden)
    assert (built.title, built.lead) == (SAY("form.title_open"), (SAY(f"form.{lead}"),))
    assert (built.rows, built.notes) == ((), ())


def test_a_row_stands_between_its_poles_with_today_the_wish_and_the_gap() -> None:
    row = section(*five(FIRMER)).rows[0]
    assert (row.name, row.detail) == ("Verbindlichkeit", "Wie fest sind die Absprachen?")
    assert row.poles == ("locker, auf Zuruf", "fest, schriftlich")
    assert (row.plot.current, row.plot.wish, row.plot.strong) == (84.0, 144.0, True)
    assert row.plot.text == "Verbindlichkeit: heute 2,6 von 5 (2,3 bis 2,9), gewünscht 3,8 von 5 (3,5 bis 4,1)"
    assert row.figures[2] == PairFigure(value="+1,2", range="+0,8 bis +1,6", withheld=False)
    assert (row.word, row.n, row.strong, row.disputed) == ("einig", "18", True, False)


def test_today_is_a_dot_and_the_wish_a_ring() -> None:
    assert section(*five()).columns == (
        PairColumn(word="heute", mark="is"),
        PairColumn(word="gewünscht", mark="wish"),
        PairColumn(word="Abstand", mark=None),
    )


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        (Agreement(unity="agreed"), "einig"),
        (Agreement(unity="mixed"), "teils einig"),
        (Agreement(unity="contested"), "uneins"),
        (Agreement(unity="contested", deviation=0.9), "uneins, 0,9"),
        (None, ""),
    ],
)
def test_whether_the_wish_is_shared_stands_in_its_column(wish: Agreement | None, word: str) -> None:
    one = msgspec.structs.replace(form("core"), wish=wish)
    row = next(row for row in section(*five(one)).rows if row.name == WORDS["core"].name)
    assert (row.word, row.disputed) == (word, wish is not None and wish.unity == "contested")


def test_without_any_wish_told_there_is_no_column_for_it() -> None:
    silent = section(*(form(name, unity=None) for name in NAMES))
    assert (silent.word_heading, section(*five()).word_heading) == ("", "Wunsch")
    assert SAY("form.note_wish") not in silent.notes


def test_a_spread_that_is_shown_is_explained() -> None:
    one = msgspec.structs.replace(form("core"), wish=Agreement(unity="mixed", deviation=0.6))
    assert SAY("form.note_deviation") in section(*five(one)).notes
    assert SAY("form.note_deviation") not in section(*five()).notes


@pytest.mark.parametrize(
    ("today", "kind"),
    [(2.4, "network"), (2.5, "between"), (3.4, "between"), (3.5, "cooperation"), (4.2, "cooperation")],
)
def test_the_figures_for_today_tell_a_network_from_a_cooperation(today: float, kind: str) -> None:
    forms = tuple(form(name, today, 3.0) for name in NAMES)
    assert form_kind(material(diagnosis(scales(), forms=forms))) == kind


def test_no_kind_is_told_where_a_figure_is_withheld_or_other_things_are_asked() -> None:
    hidden = FormResult(id="core", current=HIDDEN, wanted=figure(3.0))
    assert form_kind(material(diagnosis(scales(), forms=five(hidden)))) is None
    assert form_kind(material(diagnosis(scales(), forms=five()[:4]))) is None
    assert form_kind(material(scales())) is None


WAY = GERMAN.wording.way


@pytest.mark.parametrize(
    ("stage", "title"),
    [
        ("network", "Die Partner sind eher ein Netzwerk als eine Kooperation."),
        ("isolated", WAY.stages["isolated"].sentence),
        ("together", WAY.stages["together"].sentence),
    ],
)
def test_the_stage_between_isolated_and_together_is_told_by_the_form(stage: Stage, title: str) -> None:
    forms = tuple(form(name, 2.0, 3.0) for name in NAMES)
    asked = tuple(map(condition, WAY.conditions))
    built = conditions_section(material(diagnosis(scales(), forms=forms, conditions=asked, stage=stage)))
    assert built is not None
    assert (built.title, built.lead) == (title, WAY.stages[stage].next)


def test_without_the_form_that_stage_has_its_own_sentence() -> None:
    asked = tuple(map(condition, WAY.conditions))
    built = conditions_section(material(diagnosis(scales(), conditions=asked, stage="network")))
    assert built is not None
    assert built.title == WAY.stages["network"].sentence


def test_how_a_network_is_told_from_a_cooperation_is_explained_where_the_stage_says_it() -> None:
    assert SAY("form.note_kind") in section(*five(), stage="network").notes
    assert SAY("form.note_kind") not in section(*five(), stage="together").notes


def test_criteria_of_another_questionnaire_have_its_names_and_general_sentences() -> None:
    more = section(FIRMER, form("core"))
    less = section(OPENER, form("core"))
    split = section(form("core", unity="contested"))
    assert more.title == GERMAN.unwidowed(SAY("form.general_higher", name="Verbindlichkeit"))
    assert less.title == GERMAN.unwidowed(SAY("form.general_lower", name="Kreis der Mitglieder"))
    assert split.title == GERMAN.unwidowed(
        "Die Partner sind sich nicht einig, wie es bei „Kern der Zusammenarbeit“ sein soll."
    )
    assert (more.rows[0].detail, more.rows[0].poles) == ("", ())
