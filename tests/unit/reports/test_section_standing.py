"""What speaks for a finding and what against it: one sentence, chosen by what is told, and never a probability."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reports.figures import Fact, Plot
from reports.languages import Language
from reports.sections.barrier import barrier_page
from reports.sections.standing import backbone_row, corroboration, reliability, standing
from scoring.findings import BackboneView, DontKnow, ScaleResult, StatementResult
from scoring.patterns import Careless
from scoring.published import Cell
from tests.unit.reports.factories import (
    ENGLISH,
    GERMAN,
    VOLLANALYSE,
    cell,
    diagnosis,
    material,
    scale,
    statement,
)
from tests.unit.reports.told import agreed, backbone, reliable

SAY = GERMAN.say
MUCH = DontKnow(much=True, share=40, step=20)
CLIPPED = cell(value=1.5, end="low", low=None, high=None)


def statements(*values: float | None) -> tuple[StatementResult, ...]:
    """Return statements with these printed means; None for one that is withheld."""
    ids = [one.id for one in VOLLANALYSE.statements_of("silos")]
    return tuple(
        statement(name, cell=Cell(hidden="too_few") if value is None else cell(value=value, low=None, high=None))
        for name, value in zip(ids, values, strict=False)
    )


def silos(**changes: object) -> ScaleResult:
    """Return a flagged scale of which nothing is told but its value."""
    return scale("silos", "flagged", **changes)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (silos(), ""),
        (silos(statements=statements(2.1, 2.4, 2.9)), "Für den Befund spricht, dass alle 3 Aussagen unter 3,0 liegen."),
        (
            silos(statements=statements(2.1, 2.4)),
            "Für den Befund spricht, dass beide Aussagen unter 3,0 liegen.",
        ),
        (
            silos(statements=statements(2.1, 2.4, 3.0)),
            "Für den Befund spricht, dass 2 von 3 Aussagen unter 3,0 liegen.",
        ),
        (
            silos(statements=statements(1.6, 1.9, 3.0, 3.4)),
            "Gegen den Befund spricht, dass nur 2 von 4 Aussagen unter 3,0 liegen.",
        ),
        (
            silos(statements=statements(1.6, 3.1, 3.0)),
            "Gegen den Befund spricht, dass nur eine von 3 Aussagen unter 3,0 liegt.",
        ),
        (
            silos(statements=statements(3.0, 3.1, 3.0)),
            "Gegen den Befund spricht, dass für sich genommen keine Aussage unter 3,0 liegt.",
        ),
        (silos(statements=statements(2.1, None, 2.4)), ""),
        (silos(statements=statements(2.1)), ""),
        (agreed("silos"), "Für den Befund spricht, dass sich die Organisationen einig sind."),
        (agreed("silos", unity="mixed"), ""),
        (
            agreed("silos", unity="contested"),
            "Gegen den Befund spricht, dass sich die Organisationen uneins sind.",
        ),
        (silos(dont_know=MUCH), "Gegen den Befund spricht, dass viele es nicht beurteilen konnten."),
        (silos(backbone=backbone(2.5)), "Für den Befund spricht, dass die Geschäftsstelle es ebenso sieht."),
        (
            silos(backbone=backbone(2.0, "lower")),
            "Für den Befund spricht, dass die Geschäftsstelle es noch schlechter sieht.",
        ),
        (
            silos(backbone=backbone(3.5, "higher")),
            "Gegen den Befund spricht, dass die Geschäftsstelle es besser sieht.",
        ),
        (silos(cell=CLIPPED, backbone=backbone(2.5)), ""),
        (
            agreed("silos", statements=statements(2.1, 2.4, 2.9), backbone=backbone(2.5)),
            (
                "Für den Befund spricht, dass alle 3 Aussagen unter 3,0 liegen, dass sich die Organisationen einig "
                "sind und dass die Geschäftsstelle es ebenso sieht."
            ),
        ),
        (
            agreed("silos", statements=statements(2.1, 2.4, 2.9), backbone=backbone(3.5, "higher"), dont_know=MUCH),
            (
                "Für den Befund spricht, dass alle 3 Aussagen unter 3,0 liegen und dass sich die Organisationen einig "
                "sind, dagegen, dass viele es nicht beurteilen konnten und dass die Geschäftsstelle es besser sieht."
            ),
        ),
    ],
)
def test_one_sentence_tells_what_supports_a_finding_and_what_opposes_it(part: ScaleResult, said: str) -> None:
    assert corroboration(part, GERMAN) == said


def test_the_sentence_is_one_in_english_too() -> None:
    part = agreed("silos", statements=statements(2.1, 2.4, 2.9), backbone=backbone(3.5, "higher"))
    assert corroboration(part, ENGLISH) == (
        "In its favour, all 3 statements lie below 3.0 and the organisations agree; "
        "against it, the backbone office rates it higher."
    )


@pytest.mark.parametrize(
    ("part", "sentence", "sources"),
    [
        (agreed("silos"), SAY("standing.supports", supports=SAY("standing.agreed")), 0),
        (silos(backbone=backbone(2.5)), "", 1),
        (
            agreed("silos", backbone=backbone(2.5)),
            SAY("standing.supports", supports=f"{SAY('standing.agreed')} und {SAY('standing.backbone_alike')}"),
            1,
        ),
    ],
    ids=["no backbone", "the backbone alone", "both"],
)
def test_what_the_backbone_office_says_stands_beside_the_sentence(
    part: ScaleResult, sentence: str, sources: int
) -> None:
    told = standing(part, material((part,)))
    assert told is not None
    assert (told.sentence, len(told.sources)) == (sentence, sources)


@pytest.mark.parametrize("part", [silos(), silos(dont_know=MUCH), agreed("silos", unity="mixed")])
def test_nothing_stands_there_where_nothing_else_is_told(part: ScaleResult) -> None:
    assert standing(part, material((part,))) is None


@pytest.mark.parametrize(
    ("language", "view", "shown", "said"),
    [
        (
            "de",
            backbone(3.5, "higher"),
            cell(),
            (
                "Sieht es anders: Sie schätzt die Lage mit 3,5 besser ein als die Partner (2,4 bis 2,8). "
                "Wer recht hat, sagt dieser Bericht nicht. Darüber lohnt ein Gespräch."
            ),
        ),
        (
            "de",
            backbone(2.0, "lower"),
            cell(),
            (
                "Sieht es anders: Sie schätzt die Lage mit „bis 2,0“ schlechter ein als die Partner (2,4 bis 2,8). "
                "Wer recht hat, sagt dieser Bericht nicht. Darüber lohnt ein Gespräch."
            ),
        ),
        (
            "de",
            backbone(2.5),
            cell(),
            "Sieht es ähnlich: Ihre Einschätzung von 2,5 liegt in der Spanne der Partner (2,4 bis 2,8).",
        ),
        (
            "de",
            backbone(3.0),
            cell(),
            (
                "Sieht es ähnlich: Ihre Einschätzung von 3,0 liegt der Spanne der Partner (2,4 bis 2,8) zu nah, "
                "um von einem Unterschied zu sprechen."
            ),
        ),
        (
            "de",
            backbone(2.5),
            CLIPPED,
            (
                "Schätzt die Lage mit 2,5 ein. Ein Vergleich mit den Partnern ist hier nicht möglich, "
                "weil ihr Wert keine Spanne hat."
            ),
        ),
        (
            "en",
            backbone(2.5),
            cell(),
            "Sees it the same way: its rating of 2.5 lies within the partners' range (2.4 to 2.8).",
        ),
    ],
    ids=["higher", "lower", "within", "too near", "no range", "English"],
)
def test_the_distance_of_the_backbone_office_is_told_in_words(
    language: Language, view: BackboneView, shown: Cell, said: str
) -> None:
    part = silos(cell=shown, backbone=view)
    told = standing(part, material((part,), language=language))
    assert told is not None
    label = {"de": "Geschäftsstelle", "en": "Backbone office"}[language]
    assert told.sources == (Fact(label=label, value=said),)


def test_the_backbone_office_has_a_row_of_its_own_beside_the_scale() -> None:
    part = silos(statements=statements(2.1, 2.4, 2.9), backbone=backbone(4.0, "higher"))
    whole = material((part,))
    table = barrier_page(whole.recommendations[0], whole).statements
    row = table.backbone
    assert row is not None
    assert (row.text, row.detail, row.value, row.n) == (
        "Geschäftsstelle",
        "eine Stimme, in halben Schritten",
        "ab 4,0",
        "",
    )
    text = "Geschäftsstelle: ab 4,0 von 5"
    assert row.plot == Plot(state="backbone", mark=154.0, low=None, high=None, ends=False, text=text)
    assert len(table.rows) == 4


def test_a_backbone_office_that_did_not_report_has_no_row() -> None:
    assert backbone_row(silos(), GERMAN) is None


@pytest.mark.parametrize(
    ("values", "how"),
    [
        ((0.9, 0.7), "hängen gut zusammen: Cronbachs Alpha 0,90 (0,70 bis 0,87), 34 Personen."),
        ((0.7, 0.69), "hängen im Großen und Ganzen zusammen: Cronbachs Alpha 0,70 (0,69 bis 0,87), 34 Personen."),
        (
            (0.69, 0.4),
            (
                "hängen nur lose zusammen: Cronbachs Alpha 0,69 (0,40 bis 0,87), 34 Personen. Lesen Sie die Aussagen "
                "einzeln, denn der Mittelwert kann Verschiedenes zusammenfassen."
            ),
        ),
        (
            (0.1, -0.52),
            (
                "hängen nur lose zusammen: Cronbachs Alpha 0,10 (−0,52 bis 0,87), 34 Personen. Lesen Sie die Aussagen "
                "einzeln, denn der Mittelwert kann Verschiedenes zusammenfassen."
            ),
        ),
    ],
)
def test_how_well_statements_hang_together_is_one_sentence(values: Sequence[float], how: str) -> None:
    part = silos(statements=statements(2.1, 2.4), reliability=reliable(values[0], low=values[1]))
    assert reliability(part, GERMAN) == f"Die Aussagen dieser Skala {how}"


def test_statements_that_are_not_shown_cannot_be_read_one_by_one() -> None:
    told = reliability(silos(reliability=reliable(0.5, low=0.2)), GERMAN)
    assert told.endswith("Sprechen Sie über jede für sich, denn der Mittelwert kann Verschiedenes zusammenfassen.")


def test_omega_stands_beside_alpha_where_one_factor_describes_the_statements() -> None:
    assert "(0,72 bis 0,87), Omega 0,80, 34 Personen" in reliability(silos(reliability=reliable(omega=0.8)), GERMAN)


def test_nothing_is_said_of_reliability_where_it_is_not_told() -> None:
    assert reliability(silos(), GERMAN) == ""


@pytest.mark.parametrize(("moved", "told"), [(("silos",), True), (("impact",), False), ((), False), (None, False)])
def test_a_flag_that_rests_on_answers_without_reading_says_so(moved: tuple[str, ...] | None, told: bool) -> None:  # noqa: FBT001 - a table of cases
    whole = material(diagnosis((silos(),), careless=Careless(told="number", persons=6, moved=moved)))
    page = barrier_page(whole.recommendations[0], whole)
    assert page.rule[0].endswith(SAY("checks.moved_here")) is told
    assert SAY("barrier.rule_switch", value="2,8") in page.rule[0]


def test_what_else_is_told_leaves_the_probability_alone() -> None:
    plain = silos(statements=statements(2.1, 2.4, 2.9))
    full = agreed("silos", unity="contested", statements=plain.statements, backbone=backbone(4.0, "higher"))
    pages = [barrier_page(material((part,)).recommendations[0], material((part,))) for part in (plain, full)]
    assert pages[0].rule == pages[1].rule
    assert pages[0].verdict == pages[1].verdict
