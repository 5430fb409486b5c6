"""Whether contributors agree: on the first page, on a hurdle's own page, and in what is recommended."""

from __future__ import annotations

import msgspec
import pytest

from reports.catalogue import load_catalogue
from reports.figures import Fact, Verdict
from reports.languages import Language
from reports.sections.agreement import readings, untold
from reports.sections.barrier import barrier_page
from reports.sections.cover import cover_page
from reports.sections.steps import steps_section
from reports.view import Advice, BarrierPage
from reports.voices import ReadingCell, ReadingRow
from scoring.findings import Agreement, ScaleResult, Unity
from scoring.published import Cell, Hidden, State, Sureness
from scoring.rounding import Form
from tests.unit.reports.factories import ENGLISH, GERMAN, among, cell, diagnosis, material, scale, scales
from tests.unit.reports.told import agreed

SAY = GERMAN.say
TALK = Fact(label=SAY("readings.talk"), value=f"{SAY('readings.talk_step')} {SAY('readings.talk_how')}")


def page_of(part: ScaleResult) -> BarrierPage:
    """Return the page of a flagged scale."""
    whole = material((part,))
    return barrier_page(whole.recommendations[0], whole)


def advice_of(part: ScaleResult) -> Advice:
    """Return what is recommended on the page of a flagged scale."""
    advice = page_of(part).advice
    assert advice is not None
    return advice


@pytest.mark.parametrize(
    ("language", "unity", "said"),
    [
        ("de", "agreed", "Die Partner sind sich einig."),
        ("de", "mixed", "Die Partner sind sich teils einig."),
        ("de", "contested", "Die Partner sind sich uneins."),
        ("en", "agreed", "The partners agree."),
        ("en", "mixed", "The partners agree in part."),
        ("en", "contested", "The partners disagree."),
    ],
)
@pytest.mark.parametrize("state", ["flagged", "watch", "strength"])
def test_a_finding_on_the_first_page_ends_with_whether_the_partners_agree(
    language: Language, unity: Unity, said: str, state: State
) -> None:
    page = cover_page(material((agreed("silos", state, unity),), language=language))
    (found,) = page.findings if state != "strength" else page.strengths
    phrases = GERMAN if language == "de" else ENGLISH
    plain = phrases.verdict(state, found_sureness(state), phrases.mean_with_count(cell(state)))
    tied = said.replace(" ", "\N{NO-BREAK SPACE}")
    assert found.verdict == Verdict(state=state, word=plain.word, rest=f"{plain.rest}. {tied}")


def found_sureness(state: State) -> Sureness:
    """Return how sure a scale of the factories is."""
    return "unclear" if state == "watch" else "clearly"


def test_a_finding_of_which_that_is_not_told_ends_as_before() -> None:
    (found,) = cover_page(material((scale("silos", "flagged"),))).findings
    assert found.verdict.rest == ", sehr sicher: 2,6 von 5 (2,4 bis 2,8), n = 18"


def test_people_who_answered_by_themselves_are_no_partners() -> None:
    part = msgspec.structs.replace(diagnosis(()).participation, unit="response")
    page = cover_page(material(diagnosis((agreed("silos"),), participation=part)))
    assert page.findings[0].verdict.rest.replace("\N{NO-BREAK SPACE}", " ").endswith("Die Befragten sind sich einig.")


@pytest.mark.parametrize("unity", ["agreed", "mixed"])
def test_a_hurdle_that_is_not_contested_gets_its_measure(unity: Unity) -> None:
    (found,) = cover_page(material((agreed("silos", unity=unity),))).findings
    assert found.action in {measure.texts["de"].title for measure in load_catalogue().measures_for("silos")}


def test_a_contested_hurdle_is_talked_about_before_any_measure() -> None:
    (found,) = cover_page(material((agreed("silos", unity="contested"),))).findings
    assert (found.action, found.action_detail) == (
        "Erst besprechen, wer es wie erlebt",
        "Die Geschäftsstelle setzt es auf die nächste Tagesordnung.",
    )


def test_a_contested_scale_without_measures_is_talked_about_too() -> None:
    own = agreed("own", unity="contested", barrier=None, family=None)
    whole = material((agreed("silos", unity="contested"),))
    texts = whole.questionnaire.texts["de"]
    asked = msgspec.structs.replace(
        whole.questionnaire,
        texts={"de": msgspec.structs.replace(texts, scales={**texts.scales, "own": "Eigenes"})},
    )
    (found,) = cover_page(material((own,), questionnaire=asked)).findings
    assert found.action == SAY("readings.talk")


def test_a_contested_strength_asks_who_is_left_out() -> None:
    (told,) = cover_page(
        material(among(scales(), agreed("silos", "strength", "contested"), scale("impact", "flagged")))
    ).strengths
    assert told.action_detail == "Aber nicht alle erleben es so: Fragen Sie, wer fehlt."


def test_a_scale_that_is_fine_and_contested_is_named_on_the_first_page() -> None:
    parts = among(scales(), scale("silos", "flagged"), agreed("impact", "not_flagged", "contested"))
    names = "„Wenig Auseinandersetzung mit Wirkung“"
    assert cover_page(material(parts)).more == (SAY("cover.more_include", names=names),)


def test_a_contested_strength_that_is_told_is_not_named_a_second_time() -> None:
    parts = among(scales(), scale("silos", "flagged"), agreed("impact", "strength", "contested"))
    assert cover_page(material(parts)).more == ()


@pytest.mark.parametrize(("unity", "reading", "column"), [("agreed", "act", 0), ("contested", "discuss", 1)])
def test_one_of_the_four_readings_is_outlined(unity: Unity, reading: str, column: int) -> None:
    table = page_of(agreed("silos", unity=unity)).readings
    assert table is not None
    assert table.columns == ("einig", "nicht einig")
    assert table.rows == (
        ReadingRow(
            label="gut",
            cells=(ReadingCell(text="beibehalten", here=False), ReadingCell(text="fragen, wer fehlt", here=False)),
        ),
        ReadingRow(
            label="schlecht",
            cells=(
                ReadingCell(text="handeln", here=column == 0),
                ReadingCell(text="erst besprechen, wer es wie erlebt", here=column == 1),
            ),
        ),
    )
    assert table.text == SAY(f"readings.{reading}_text")


def test_agreement_in_part_outlines_none_and_says_what_follows() -> None:
    table = page_of(agreed("silos", unity="mixed")).readings
    assert table is not None
    assert (table.rows, table.text) == ((), SAY("readings.mixed_text"))


@pytest.mark.parametrize(
    ("deviation", "said"),
    [
        (None, "Gesagt nach dem mittleren Abstand vom gemeinsamen Mittelwert, n = 18."),
        (0.4, "Im Mittel liegt eine Organisation 0,4 Punkte neben dem gemeinsamen Mittelwert, n = 18."),
    ],
)
def test_the_number_stands_beside_the_word_where_it_may_be_told(deviation: float | None, said: str) -> None:
    told = Agreement(unity="agreed", deviation=deviation)
    table = readings(scale("silos", "flagged", agreement=told), material(()))
    assert table is not None
    assert table.note == said


@pytest.mark.parametrize(
    ("n", "form", "reason"),
    [(8, "halves", "too_few"), (11, "halves", "too_few"), (12, "halves", "protected"), (18, "tenths", "protected")],
    ids=["few", "one short of twelve", "strict", "all on one side"],
)
def test_why_agreement_is_not_told_stands_below_the_statements(n: int, form: Form, reason: Hidden) -> None:
    part = scale("silos", "flagged", cell=cell(n=n, form=form))
    page = page_of(part)
    assert untold(part) == reason
    assert page.readings is None
    assert page.statements.notes[-1] == SAY(f"readings.note_{reason}")


def test_nothing_is_said_of_agreement_on_a_scale_that_is_hidden_or_told() -> None:
    assert untold(scale("silos", "withheld", cell=Cell(hidden="too_few"))) is None
    assert untold(agreed("silos")) is None
    assert SAY("readings.note_protected") not in page_of(agreed("silos")).statements.notes


def test_a_contested_hurdle_opens_its_advice_with_the_talk() -> None:
    advice = advice_of(agreed("silos", unity="contested"))
    assert (advice.talk, advice.orders) == (TALK, ("Nach dem Gespräch zuerst", "Danach"))


@pytest.mark.parametrize("part", [agreed("silos"), agreed("silos", unity="mixed"), scale("silos", "flagged")])
def test_other_hurdles_open_theirs_with_a_measure(part: ScaleResult) -> None:
    advice = advice_of(part)
    assert (advice.talk, advice.orders) == (None, ("Empfohlen zuerst", "Danach"))


def test_the_list_of_steps_has_the_talk_before_the_measures_of_a_contested_hurdle_alone() -> None:
    section = steps_section(material(among(scales(), agreed("silos", unity="contested"), agreed("impact"))))
    assert section is not None
    assert {group.anchor: group.talk for group in section.groups} == {"finding-silos": TALK, "finding-impact": None}
