"""What the collaboration yields: outcomes, benefits against costs, and what moves with the added value."""

from __future__ import annotations

import msgspec
import pytest

from reports.figures import Plot
from reports.parts import BalanceBlock, DriverRow, DriversBlock, NamedRow, OutcomeRow, Yields
from reports.sections.yields import yields_section
from scoring.diagnosis import Diagnosis, Participation
from scoring.patterns import DriversResult
from scoring.purposes import Balance, Named, OutcomeResult
from tests.unit.reports.factories import FOREIGN, GERMAN, KURZCHECK, VOLLANALYSE, diagnosis, foreign, material, scales
from tests.unit.reports.wider import HIDDEN, PROTECTED, balance, driver, figure, interval, outcome

SAY = GERMAN.say
WORDS = GERMAN.wording.purposes.outcomes
THIN = "\N{NARROW NO-BREAK SPACE}"
SYNERGY, SUCCESS = outcome("synergy", 3.9), outcome("success", 3.4)


def section(whole: Diagnosis) -> Yields:
    """Return the section of a diagnosis."""
    built = yields_section(material(whole))
    assert built is not None
    return built


def with_outcomes(*outcomes: OutcomeResult, **changes: object) -> Yields:
    """Return the section for these outcomes, and whatever else is given."""
    return section(diagnosis(scales(), outcomes=outcomes, **changes))


def test_a_questionnaire_that_asks_for_none_of_it_has_no_section() -> None:
    assert yields_section(material(scales())) is None
    hidden = OutcomeResult(id="synergy", cell=HIDDEN)
    assert yields_section(material(diagnosis(scales("withheld"), outcomes=(hidden,)))) is None


@pytest.mark.parametrize(
    ("below", "level"),
    [(0.0, "high"), (0.2, "high"), (0.21, "open"), (0.79, "open"), (0.8, "low"), (1.0, "low"), (None, "open")],
)
@pytest.mark.parametrize("name", ["synergy", "success"])
def test_a_result_is_high_or_low_only_with_some_sureness(name: str, below: float | None, level: str) -> None:
    one = OutcomeResult(id=name, cell=msgspec.structs.replace(figure(3.2), below=below))
    assert with_outcomes(one).title == GERMAN.unwidowed(getattr(WORDS[name], level))


def test_the_added_value_is_the_title_and_success_follows() -> None:
    built = with_outcomes(SYNERGY, SUCCESS)
    assert (built.title, built.lead) == (GERMAN.unwidowed(WORDS["synergy"].high), (WORDS["success"].high,))


def test_what_is_withheld_leaves_the_title_to_the_next() -> None:
    hidden = OutcomeResult(id="synergy", cell=HIDDEN)
    assert with_outcomes(hidden, SUCCESS).title == GERMAN.unwidowed(WORDS["success"].high)
    verdict = with_outcomes(hidden, balance=balance())
    assert (verdict.title, verdict.rows) == (GERMAN.unwidowed(SAY("balance.favourable")), ())


@pytest.mark.parametrize(("cell", "lead"), [(HIDDEN, "yields.lead_open"), (PROTECTED, "yields.lead_protected")])
def test_where_all_is_withheld_the_reason_is_given(cell: object, lead: str) -> None:
    one = msgspec.convert({"id": "success", "cell": cell}, OutcomeResult)
    built = with_outcomes(one)
    assert (built.title, built.lead) == (GERMAN.unwidowed(SAY("yields.title_open")), (SAY(lead),))
    assert (built.rows, built.notes) == ((), ())


def test_a_row_has_the_question_the_figure_its_range_and_n() -> None:
    assert with_outcomes(SYNERGY).rows == (
        OutcomeRow(
            name="Mehrwert der Zusammenarbeit",
            question="Erreichen die Partner gemeinsam mehr als jeder für sich?",
            plot=Plot(
                state="plain",
                mark=149.0,
                low=134.0,
                high=164.0,
                ends=True,
                text="Mehrwert der Zusammenarbeit: 3,9 von 5 (3,6 bis 4,2)",
            ),
            value="3,9",
            range="3,6 bis 4,2",
            n="18",
            withheld=None,
        ),
    )


def test_a_withheld_result_keeps_its_row_beside_another() -> None:
    row = with_outcomes(SYNERGY, OutcomeResult(id="success", cell=PROTECTED)).rows[1]
    assert (row.value, row.n, row.withheld, row.plot.mark) == ("", "", "zum Schutz anderer verdeckt", None)
    assert row.plot.text == "Erfolg insgesamt: zum Schutz anderer verdeckt"


def test_a_result_from_another_range_of_codes_says_so() -> None:
    note = SAY("yields.note_mapped", name="Erfolg insgesamt", low=0, high=10)
    assert note in with_outcomes(SYNERGY, SUCCESS).notes
    assert note not in with_outcomes(SYNERGY).notes


def test_half_steps_are_explained() -> None:
    coarse = OutcomeResult(id="synergy", cell=figure(3.5, form="halves", n=8, population=12))
    assert SAY("profile.note_halves") in with_outcomes(coarse).notes


def test_the_kurzcheck_asks_for_success_alone() -> None:
    assert {scale.id for scale in KURZCHECK.scales_of("outcome")} == {"success"}
    built = yields_section(material(diagnosis(scales(), outcomes=(SUCCESS,)), questionnaire=KURZCHECK))
    assert built is not None
    assert (built.balance, built.drivers) == (None, None)


def test_a_result_that_we_have_no_words_for_has_its_own_name() -> None:
    whole = msgspec.structs.replace(foreign(), outcomes=(outcome("leadership"), outcome("hostility", 2.2, below=0.99)))
    names = {"leadership": "Führung", "hostility": "Frieden"}
    texts = msgspec.structs.replace(FOREIGN.texts["de"], scales={**FOREIGN.texts["de"].scales, **names})
    asked = msgspec.structs.replace(FOREIGN, texts={**FOREIGN.texts, "de": texts})
    built = yields_section(material(whole, questionnaire=asked))
    assert built is not None
    assert built.title == GERMAN.unwidowed(SAY("generic.strength", name="Führung"))
    assert built.lead == (SAY("generic.finding", name="Frieden"),)
    assert [row.question for row in built.rows] == ["", ""]
    unclear = msgspec.structs.replace(whole, outcomes=(outcome("hostility", 3.0, below=0.5),))
    built = yields_section(material(unclear, questionnaire=asked))
    assert built is not None
    assert built.title == GERMAN.unwidowed(SAY("yields.general_open", name="Frieden"))


def balance_of(found: Balance | None, **changes: object) -> BalanceBlock:
    """Return what is said of benefits and costs."""
    block = with_outcomes(SYNERGY, balance=found, **changes).balance
    assert block is not None
    return block


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        ("favourable", "Die Partner nennen deutlich mehr Nutzen als Kosten."),
        ("even", "Die Partner nennen mindestens so viel Nutzen wie Kosten, aber nicht deutlich mehr."),
        ("costly", "Die Partner nennen mehr Kosten als Nutzen."),
    ],
)
def test_benefits_against_costs_are_told_in_a_sentence(verdict: str, sentence: str) -> None:
    assert balance_of(balance(verdict=verdict)).sentence == sentence


def test_the_most_named_stand_first_in_steps_with_open_ends() -> None:
    block = balance_of(balance())
    full, three, one = (True,) * 4 + (False,), (True,) * 3 + (False,) * 2, (True,) + (False,) * 4
    assert block.benefits == (
        NamedRow(name="neue Kontakte", strokes=full, text=f"ab 80{THIN}%"),
        NamedRow(name="mehr Wissen", strokes=three, text=f"60{THIN}%"),
    )
    assert block.costs == (
        NamedRow(name="viel Zeit", strokes=three, text=f"60{THIN}%"),
        NamedRow(name="viel Schreibarbeit", strokes=one, text=f"bis 20{THIN}%"),
    )


def test_shares_in_tenths_have_ten_strokes() -> None:
    block = balance_of(balance(step=10, benefits=(Named(option="reach", share=30),)))
    assert block.benefits[0].strokes == (True,) * 3 + (False,) * 7
    assert block.notes[0] == SAY("balance.note_shares", step=10)


def test_the_ratio_is_told_with_its_range_where_it_may_be_seen() -> None:
    told = balance_of(balance(ratio=interval(1.8, reach=0.4)))
    assert told.detail == "Auf jede genannte Art von Kosten kommen 1,8 Arten von Nutzen (1,4 bis 2,2), n = 18 von 26."
    assert SAY("balance.note_no_ratio") not in told.notes
    hidden = balance_of(balance())
    assert hidden.detail == "Grundlage: n = 18 von 26."
    assert SAY("balance.note_no_ratio") in hidden.notes


def test_an_unknown_number_of_invited_is_not_named() -> None:
    part = Participation(unit="organisation", contributors=18, invited=None, persons=32)
    assert balance_of(balance(), participation=part).detail == "Grundlage: n = 18."


@pytest.mark.parametrize(
    ("answered", "strict", "reason"),
    [(8, False, "too_few"), (11, False, "too_few"), (12, False, "protected"), (8, True, "protected")],
)
def test_a_balance_that_was_asked_for_and_is_not_told_has_its_reason(
    answered: int,
    strict: bool,  # noqa: FBT001 - pytest gives it
    reason: str,
) -> None:
    whole = diagnosis(scales())
    part = Participation(unit="organisation", contributors=answered, invited=20, persons=30)
    rules = msgspec.structs.replace(whole.protection, strict=strict)
    block = balance_of(None, participation=part, protection=rules)
    assert block.sentence == SAY(f"balance.refused_{reason}")
    assert (block.detail, block.benefits, block.costs, block.notes) == ("", (), (), ())


def test_a_balance_that_was_not_asked_for_is_not_mentioned() -> None:
    assert {"benefits", "costs"} <= {question.id for question in VOLLANALYSE.questions}
    built = yields_section(material(diagnosis(scales(), outcomes=(SUCCESS,)), questionnaire=KURZCHECK))
    assert built is not None
    assert built.balance is None


def drivers_of(found: DriversResult) -> DriversBlock:
    """Return what is said of what moves with the added value."""
    block = with_outcomes(SYNERGY, drivers=found).drivers
    assert block is not None
    return block


CLEAR = DriversResult(
    explained=interval(0.5, reach=0.15, n=40),
    drivers=(driver("steering", 0.12, first=0.62), driver("silos", 0.04, reach=0.04, first=0.1)),
)


def test_one_scale_leads_if_it_came_first_in_half_of_the_redrawn_waves() -> None:
    together = SAY("drivers.together")
    assert drivers_of(CLEAR).sentences[0] == f"Am engsten geht der Mehrwert mit „Unklare Führung“ einher. {together}"
    even = DriversResult(drivers=(driver("steering", first=0.49), driver("silos", first=0.3)))
    assert drivers_of(even).sentences == (f"{SAY('drivers.shared')} {together}",)


def test_what_all_explain_together_is_told_with_its_range() -> None:
    assert drivers_of(CLEAR).sentences[1] == (
        f"Alle zusammen gehen mit 50{THIN}% der Unterschiede im Mehrwert einher (35{THIN}% bis 65{THIN}%), n = 40."
    )


def test_a_row_has_the_share_its_range_and_how_often_it_came_first() -> None:
    assert drivers_of(CLEAR).rows[0] == DriverRow(
        name="Führung",
        plot=Plot(
            state="plain",
            mark=124.0,
            low=74.0,
            high=174.0,
            ends=True,
            text=f"Führung: 12{THIN}% (7{THIN}% bis 17{THIN}%)",
        ),
        share=f"12{THIN}%",
        range=f"7{THIN}% bis 17{THIN}%",
        first=f"62{THIN}%",
    )


@pytest.mark.parametrize("reason", ["too_few", "protected", "no_structure"])
def test_drivers_that_are_not_told_have_their_reason(reason: str) -> None:
    block = drivers_of(msgspec.convert({"refused": reason}, DriversResult))
    assert (block.sentences, block.rows, block.notes) == ((SAY(f"drivers.refused_{reason}"),), (), ())


def test_drivers_that_were_not_asked_for_are_not_mentioned() -> None:
    assert with_outcomes(SYNERGY).drivers is None


def test_nothing_is_said_to_be_a_cause() -> None:
    words = " ".join(drivers_of(CLEAR).sentences)
    assert "verursach" not in words
    assert "Was davon Ursache ist, sagt die Befragung nicht." in words
