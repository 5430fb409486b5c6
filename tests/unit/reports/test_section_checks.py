"""What was looked at besides the values: a passage of the method for each, or a reason why it is not told."""

from __future__ import annotations

import msgspec
import pytest

from reports.sections.checks import checks, hidden_checks
from reports.view import HiddenRow, Passage
from scoring.diagnosis import Diagnosis, Participation, Protection
from scoring.findings import ScaleResult
from scoring.patterns import Careless, Colleagues
from scoring.rounding import Form
from tests.unit.reports.factories import GERMAN, among, cell, diagnosis, group, material, scale, scales
from tests.unit.reports.told import EFFECT, agreed, backbone, difference, reliable

SAY = GERMAN.say
TOO_FEW, PROTECTED = "zu wenige Antworten", "zum Schutz anderer verdeckt"
STRICT = Protection(minimum=5, strict=True, grouping="none")


def told(whole: Diagnosis | tuple[ScaleResult, ...]) -> dict[str, tuple[str, ...]]:
    """Return the passages by their anchors."""
    return {passage.anchor: passage.paragraphs for passage in checks(material(whole))}


def hidden(whole: Diagnosis | tuple[ScaleResult, ...]) -> dict[str, str]:
    """Return what is hidden with its reason."""
    return {row.subject: row.reason for row in hidden_checks(material(whole))}


def people(**changes: object) -> Diagnosis:
    """Return a diagnosis of scales that tells something of those who answered."""
    return diagnosis(scales(), **changes)


def persons(count: int) -> Participation:
    """Return who took part, with so many people."""
    return Participation(unit="organisation", contributors=18, invited=26, persons=count)


def test_a_diagnosis_of_values_alone_has_no_further_passage() -> None:
    assert told(scales()) == {}


def test_agreement_is_explained_where_it_is_told() -> None:
    assert checks(material((agreed("silos", "not_flagged"),))) == (
        Passage(
            anchor="method-agreement",
            heading=SAY("checks.agreement_heading"),
            paragraphs=GERMAN.paragraphs("checks.agreement"),
        ),
    )
    first = GERMAN.paragraphs("checks.agreement")[0]
    assert "weniger als 0,5 Punkte" in first
    assert "mehr als 0,75" in first


@pytest.mark.parametrize(
    ("parts", "paragraphs"),
    [
        ((scale("silos", "flagged"),), ("standing",)),
        ((scale("silos", "flagged", backbone=backbone(2.5)),), ("standing", "backbone")),
        ((scale("silos", backbone=backbone(2.5)),), ("backbone",)),
    ],
    ids=["a hurdle", "a hurdle and the backbone", "the backbone alone"],
)
def test_what_supports_a_finding_is_explained(parts: tuple[ScaleResult, ...], paragraphs: tuple[str, ...]) -> None:
    assert told(parts)["method-standing"] == tuple(SAY(f"checks.{name}") for name in paragraphs)


def test_reliability_is_explained_where_it_is_told() -> None:
    paragraphs = told((scale("silos", reliability=reliable()),))["method-reliability"]
    assert paragraphs == (SAY("checks.reliability"),)
    assert "ab 30 Personen. Unter 0,7 gilt: die Aussagen einzeln lesen." in paragraphs[0]


def test_comparisons_are_explained_with_their_limits_and_sizes_only_where_there_are_any() -> None:
    groups = (group("administration"), group("education"))
    one = difference(("administration",), ("education",))
    sized = msgspec.structs.replace(one, effect=EFFECT)
    plain, full = (diagnosis((scale("silos", groups=groups, differences=(it,)),), pairs=1) for it in (one, sized))
    assert told(plain)["method-comparisons"] == (SAY("checks.comparisons"),)
    assert told(full)["method-comparisons"] == (SAY("checks.comparisons"), SAY("checks.effects"))
    assert "ab 1,0 Punkten gesagt, wenn in beiden Gruppen mindestens 8 Organisationen" in SAY("checks.comparisons")


@pytest.mark.parametrize(
    ("careless", "said"),
    [
        (Careless(told="none"), "Bei niemandem war das der Fall."),
        (
            Careless(told="few"),
            "Bei einzelnen Personen sieht es so aus. Keine Antwort wurde weggelassen.",
        ),
        (
            Careless(told="few", moved=()),
            (
                "Bei einzelnen Personen sieht es so aus. Keine Antwort wurde weggelassen. "
                "Auch ohne sie wäre jeder Befund derselbe."
            ),
        ),
        (
            Careless(told="number", persons=6, moved=("silos", "impact")),
            (
                "Bei 6 von 32 Personen sieht es so aus. Keine Antwort wurde weggelassen. Ohne sie wäre der Befund ein "
                "anderer bei „Versäulung und Hierarchien“ und „Wenig Auseinandersetzung mit Wirkung“."
            ),
        ),
    ],
    ids=["none", "a few", "a few, nothing moves", "a number, two scales move"],
)
def test_answers_without_reading_are_told_and_none_is_left_out(careless: Careless, said: str) -> None:
    assert told(people(careless=careless))["method-people"] == (f"{SAY('checks.careless')} {said}",)


@pytest.mark.parametrize(
    ("colleagues", "said"),
    [
        (
            Colleagues(alike="alike", organisations=9),
            (
                "Wer für dieselbe Organisation geantwortet hat, sieht die Initiative meist ähnlich "
                "(9 Organisationen mit mindestens zwei Antworten)."
            ),
        ),
        (
            Colleagues(alike="partly", organisations=9),
            (
                "Wer für dieselbe Organisation geantwortet hat, sieht die Initiative teils ähnlich, teils verschieden "
                "(9 Organisationen mit mindestens zwei Antworten)."
            ),
        ),
        (
            Colleagues(alike="apart", organisations=9),
            (
                "Wer für dieselbe Organisation geantwortet hat, sieht die Initiative oft verschieden (9 Organisationen "
                "mit mindestens zwei Antworten). Der Wert einer Organisation fasst dann mehrere Sichten zusammen."
            ),
        ),
    ],
)
def test_whether_colleagues_see_the_same_is_told_with_how_many(colleagues: Colleagues, said: str) -> None:
    assert told(people(colleagues=colleagues))["method-people"] == (said,)


def test_what_cannot_be_told_of_agreement_names_its_scales_by_reason() -> None:
    few = cell("not_flagged", n=11)
    parts = among(scales(), agreed("silos", "not_flagged"), scale("impact", cell=few), scale("overview", "withheld"))
    found = hidden(parts)
    assert found["Ob man sich einig ist: Wenig Auseinandersetzung mit Wirkung"] == TOO_FEW
    (protected,) = (name for name, reason in found.items() if name.startswith("Ob man sich") and reason == PROTECTED)
    assert "Versäulung" not in protected
    assert "Überblick" not in protected


@pytest.mark.parametrize(
    ("count", "form", "reason"),
    [(29, "tenths", TOO_FEW), (30, "tenths", PROTECTED), (30, "halves", PROTECTED), (30, "full", TOO_FEW)],
    ids=["few people", "few organisations", "half steps", "few complete answers"],
)
def test_why_reliability_is_not_told_follows_from_who_answered(count: int, form: Form, reason: str) -> None:
    parts = (scale("silos", cell=cell("not_flagged", form=form)),)
    found = hidden(diagnosis(parts, participation=persons(count)))
    assert found["Ob die Aussagen zusammenpassen"] == reason


def test_a_scale_of_one_statement_has_nothing_that_could_hang_together() -> None:
    assert "Ob die Aussagen zusammenpassen" not in hidden((scale("silos", statement_count=1),))


@pytest.mark.parametrize(
    ("careless", "row"),
    [
        (None, HiddenRow(subject=SAY("checks.hidden_careless"), reason=TOO_FEW)),
        (Careless(told="few"), HiddenRow(subject=SAY("checks.hidden_moved"), reason=PROTECTED)),
        (Careless(told="few", moved=()), None),
        (Careless(told="none"), None),
    ],
)
def test_what_is_not_told_of_answers_without_reading_has_its_reason(
    careless: Careless | None, row: HiddenRow | None
) -> None:
    subjects = {SAY("checks.hidden_careless"), SAY("checks.hidden_moved")}
    found = [one for one in hidden_checks(material(people(careless=careless))) if one.subject in subjects]
    assert found == ([] if row is None else [row])


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, TOO_FEW),
        ({"protection": STRICT}, PROTECTED),
        (
            {"participation": msgspec.structs.replace(persons(32), unit="response")},
            "anonym: Für wen jemand antwortet, ist nicht bekannt",
        ),
    ],
    ids=["few", "strict", "anonymous"],
)
def test_why_colleagues_are_not_compared_is_told(changes: dict[str, object], reason: str) -> None:
    assert hidden(people(**changes))[SAY("checks.hidden_colleagues")] == reason
    assert SAY("checks.hidden_colleagues") not in hidden(
        people(colleagues=Colleagues(alike="alike", organisations=9), **changes)
    )
