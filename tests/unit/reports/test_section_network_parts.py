"""Parts of the network in a report: figures, groups, trust, second sources and governance."""

from __future__ import annotations

from typing import get_args

import msgspec
import pytest

from reports.languages import LANGUAGES, Language
from reports.network import MatrixCell
from reports.sections.barrier import barrier_page
from reports.sections.circles import matrix, trust_table
from reports.sections.governance import governance_block
from reports.sections.second import second_sources
from reports.sections.standing import standing
from reports.sections.ties import network_figures
from reports.wording import load_wording
from scoring.findings import ScaleResult
from scoring.partnership import Governance, GovernanceForm, Outcome, Reason, SecondSource
from scoring.relations import NetworkResult
from tests.unit.reports.factories import GERMAN, scale
from tests.unit.reports.tied import (
    COHESION,
    DYADS,
    GOVERNANCE,
    SOURCES,
    broad,
    material_of,
    network,
    trust_cell,
    trust_in_parts,
    with_network,
)
from tests.unit.reports.told import agreed, backbone

SAY = GERMAN.say
PERCENT = "\N{NARROW NO-BREAK SPACE}%"
NBSP = "\N{NO-BREAK SPACE}"
BARRIERS = tuple(source.barrier for source in SOURCES)


def figures(found: NetworkResult) -> dict[str, tuple[str, str, str]]:
    """Return the figures that are told by their names."""
    built = network_figures(material_of(found))
    assert built is not None
    return {row.name: (row.value, row.text, row.detail) for group in built.groups for row in group.rows}


def test_every_figure_has_its_value_and_what_it_means() -> None:
    told = figures(network())
    assert {name: value for name, (value, _, _) in told.items()} == {
        "Dichte": f"24{PERCENT}",
        "Unbekannte Partner": f"18{PERCENT}",
        "Zwischen oder innerhalb": "−0,31",
        "Gruppen im Netz": "4",
        "Mittelpunkt": f"41{PERCENT}",
        "Teile": "3",
        "Schritte": "2,1",
        "Reichweite": f"88{PERCENT}",
        "Nähe": "0,52",
        "Dreiecke": f"35{PERCENT}",
        "Verbindende Partner": "3",
        "Wegfall eines Partners": f"71{PERCENT}",
        "Bestätigte Paare": f"62{PERCENT}",
        "Erwiderte Nennungen": f"77{PERCENT}",
        "Verschiedene Stufen": "0,8",
        "Bekanntheit": f"ab 90{PERCENT}",
        "Zusammenarbeit": f"60{PERCENT}",
    }
    assert all(text for _, text, _ in told.values())
    assert told["Zwischen oder innerhalb"][2].startswith("E-I-Index: Durch Zufall wären 0,42 zu erwarten, p höchstens")
    assert told["Bestätigte Paare"][2] == SAY("ties.confirmed_detail", pairs=112)


def test_figures_that_need_all_to_answer_are_left_out_below() -> None:
    left_out = {"Verbindende Partner", "Wegfall eines Partners"}
    assert figures(network()).keys() - figures(broad()).keys() == left_out


@pytest.mark.parametrize(
    ("parts", "value", "text", "detail"),
    [
        ((31,), "1", SAY("ties.parts_text_1"), ""),
        ((28, 3), "2", SAY("ties.parts_text", n=2, largest=28), ""),
        ((30, 1), "2", SAY("ties.parts_text", n=2, largest=30), SAY("ties.parts_alone_1")),
        ((29, 1, 1), "3", SAY("ties.parts_text", n=3, largest=29), SAY("ties.parts_alone", n=2)),
    ],
)
def test_parts_are_told_with_those_that_stand_alone(parts: tuple[int, ...], value: str, text: str, detail: str) -> None:
    cohesion = msgspec.structs.replace(COHESION, parts=parts)
    assert figures(network(cohesion=cohesion))["Teile"] == (value, text, detail)


@pytest.mark.parametrize(("count", "detail"), [(0, ""), (1, SAY("ties.cut_points_detail"))])
def test_who_connects_the_parts_is_a_number_and_never_a_name(count: int, detail: str) -> None:
    cohesion = msgspec.structs.replace(COHESION, cut_points=count)
    told = figures(network(cohesion=cohesion))["Verbindende Partner"]
    assert told == (str(count), SAY(f"ties.cut_points_text_{count}"), detail)


def test_what_cannot_be_told_of_few_ties_is_left_out() -> None:
    cohesion = msgspec.structs.replace(COHESION, mean_path=None, transitivity=None)
    dyads = msgspec.structs.replace(DYADS, apart=None)
    told = figures(network(cohesion=cohesion, dyads=dyads, backing=None))
    assert {"Schritte", "Dreiecke", "Verschiedene Stufen", "Bekanntheit"} & told.keys() == set()


def test_nothing_told_is_no_table() -> None:
    assert network_figures(material_of(NetworkResult(organisations=31, respondents=14, depth="basic"))) is None


def test_the_matrix_has_the_lower_half_with_the_own_sector_outlined() -> None:
    built = matrix(material_of(network()))
    assert built is not None
    within, between = (
        MatrixCell(text=f"50{PERCENT}", ground=3, own=True),
        MatrixCell(text=f"bis 10{PERCENT}", ground=0, own=False),
    )
    blank = MatrixCell(text="", ground=0, own=False)
    assert built.columns == ("Verwaltung", "Zivilgesellschaft", "Bildung", "Gesundheit und Wirtschaft")
    assert [row.cells for row in built.rows] == [
        (within, blank, blank, blank),
        (between, within, blank, blank),
        (between, between, within, blank),
        (between, between, between, within),
    ]
    assert [row.number for row in built.rows] == ["9", "10", "6", "6"]
    assert built.notes[-1] == SAY("matrix.note_merged", names="Gesundheit und Wirtschaft", minimum=5)
    assert matrix(material_of(network(blocks=()))) is None


@pytest.mark.parametrize(("share", "ground"), [(10, 0), (20, 1), (30, 2), (40, 2), (50, 3), (60, 3), (70, 4), (90, 4)])
def test_the_denser_a_cell_the_darker_its_ground(share: int, ground: int) -> None:
    blocks = tuple(msgspec.structs.replace(one, share=share, end=None) for one in network().blocks)
    built = matrix(material_of(network(blocks=blocks)))
    assert built is not None
    assert built.rows[0].cells[0].ground == ground


def test_trust_is_told_by_groups_or_in_its_parts() -> None:
    built = trust_table(material_of(network()))
    assert built is not None
    assert built.sentence == SAY("trust.sentence", value="2,9", n=26)
    assert built.rows[0].name == "Verwaltung"
    assert [(cell.text, cell.n) for cell in built.rows[0].cells][:2] == [
        ("ab 3,5", "n = 8 zu 7"),
        ("2,5", "n = 8 zu 7"),
    ]
    assert (built.parts, len(built.columns)) == ((), 4)
    assert built.notes[1:] == tuple(SAY(f"trust.{key}") for key in ("note_blocks", "note_halves", "note_from_blocks"))
    parts = trust_table(material_of(network(trust=trust_in_parts())))
    assert parts is not None
    assert (parts.rows, parts.columns) == ((), ())
    assert [fact.value for fact in parts.parts] == [f"{value} von 4, n = 26" for value in ("3,4", "3,2", "2,6")]
    assert parts.notes == (SAY("trust.note_scale"),)


def test_strict_protection_is_named_where_trust_stands_in_half_steps() -> None:
    whole = with_network(network(trust=msgspec.structs.replace(trust_in_parts(), total=trust_cell(3.0))))
    strict = msgspec.structs.replace(whole.protection, strict=True)
    built = trust_table(material_of(msgspec.structs.replace(whole, protection=strict)))
    assert built is not None
    assert built.notes == (SAY("trust.note_scale"), SAY("trust.note_halves_strict"))


def test_all_four_barriers_of_two_sources_stand_in_a_table() -> None:
    built = second_sources(material_of(network()))
    assert built is not None
    assert [(row.name, row.word, row.anchor, row.told) for row in built.rows] == [
        ("Versäulung", "beide", "finding-silos", True),
        ("Überblick", "nur die Beziehungen", None, True),
        ("Führung und Prioritäten", "nur die Aussagen", "finding-steering", True),
        ("Persönliches", "keine von beiden", None, False),
    ]
    assert second_sources(material_of(network(sources=()))) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_barrier_has_a_sentence_and_advice_of_its_own_for_each_outcome(language: Language) -> None:
    words = load_wording(language).sources
    assert tuple(words) == BARRIERS
    assert {tuple(one.outcomes) for one in words.values()} == {get_args(Outcome)}
    sentences = [case.sentence for one in words.values() for case in one.outcomes.values()]
    advice = [case.advice for one in words.values() for name, case in one.outcomes.items() if name != "open"]
    assert len(set(sentences)) == len(sentences) == 20
    assert len(set(advice)) == len(advice) == 16
    assert [text for text in (*sentences, *advice) if not text.endswith(".")] == []


@pytest.mark.parametrize(
    ("part", "outcome", "sentence"),
    [
        (scale("silos", "flagged"), "both", ""),
        (agreed("silos"), "both", "Für den Befund spricht, dass sich die Organisationen einig sind und {supports}."),
        (
            agreed("silos"),
            "perceived",
            "Für den Befund spricht, dass sich die Organisationen einig sind, dagegen, {opposes}.",
        ),
        (agreed("silos"), "open", "Für den Befund spricht, dass sich die Organisationen einig sind."),
    ],
)
def test_ties_choose_a_sentence_beside_a_hurdle(part: ScaleResult, outcome: Outcome, sentence: str) -> None:
    source = SecondSource(barrier="silos", outcome=outcome)
    built = standing(part, material_of(network(sources=(source,))))
    assert built is not None
    supports, opposes = SAY("sources.supports"), SAY("sources.opposes")
    assert built.sentence == sentence.format(supports=supports, opposes=opposes)
    words = GERMAN.wording.sources["silos"].outcomes[outcome]
    (fact,) = built.sources
    assert (fact.label, fact.value) == ("Beziehungen", f"{words.sentence} {words.advice}")


def test_ties_stand_before_the_backbone_and_never_move_a_probability() -> None:
    whole = material_of(network())
    built = standing(agreed("silos", backbone=backbone(3.5)), whole)
    assert built is not None
    assert [fact.label for fact in built.sources] == ["Beziehungen", "Geschäftsstelle"]
    (advice, *_) = whole.recommendations
    page, without = barrier_page(advice, whole), barrier_page(advice, material_of(network(sources=())))
    assert (page.verdict, page.rule) == (without.verdict, without.rule)
    assert (page.standing is None, without.standing) == (False, None)


def test_a_barrier_of_which_ties_say_nothing_has_no_second_source() -> None:
    assert standing(scale("funding", "flagged"), material_of(network())) is None


def test_a_suggestion_stands_with_each_figure_and_whether_it_speaks_for_it() -> None:
    built = governance_block(material_of(network()))
    assert built is not None
    assert (built.sentence, built.advice) == (SAY("governance.office"), SAY("governance.office_advice"))
    assert [(row.value, row.word) for row in built.rows] == [
        ("31", "spricht dafür"),
        (f"41{PERCENT}", "spricht dagegen"),
        ("2,9 von 4", "spricht dafür"),
        ("teils einig", "spricht dafür"),
        ("im Aufbau", "spricht dafür"),
        (f"90{PERCENT}", "spricht dafür"),
    ]
    assert built.notes == (SAY("governance.note", source=f"Provan und Kenis{NBSP}2008"),)
    assert governance_block(material_of(network(governance=None))) is None


@pytest.mark.parametrize("form", get_args(GovernanceForm))
def test_every_form_has_its_sentence_and_an_open_one_judges_no_figure(form: GovernanceForm) -> None:
    reasons = tuple(msgspec.structs.replace(one, speaks_for=False) for one in GOVERNANCE.reasons)
    reasons = (Reason(fact="density", value=0.24), *reasons) if form != "open" else reasons
    built = governance_block(material_of(network(governance=Governance(form=form, reasons=reasons))))
    assert built is not None
    assert built.sentence == SAY(f"governance.{form}")
    assert len(built.columns) == (2 if form == "open" else 3)
    assert {bool(row.word) for row in built.rows} == {form != "open"}
