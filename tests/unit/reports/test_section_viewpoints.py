"""Groups who see things alike: told by what distinguishes them, never by who they are, or with the reason why not."""

from __future__ import annotations

import msgspec
import pytest

from reports.parts import ViewpointRow, Viewpoints
from reports.sections.viewpoints import viewpoints_section
from scoring.patterns import Viewpoint, ViewpointsResult
from tests.unit.reports.factories import GERMAN, VOLLANALYSE, anonymous, diagnosis, material, scales
from tests.unit.reports.wider import two_viewpoints

SAY = GERMAN.say
EVERY = tuple(scale.id for scale in VOLLANALYSE.scales_of("barrier"))


def section(found: ViewpointsResult) -> Viewpoints:
    """Return the section for what was found."""
    built = viewpoints_section(material(diagnosis(scales(), viewpoints=found)))
    assert built is not None
    return built


def several(number: int) -> ViewpointsResult:
    """Return that many viewpoints."""
    one = Viewpoint(organisations=5, higher=("silos",), lower=())
    return ViewpointsResult(persons=60, p=0.02, viewpoints=(one,) * number)


def test_what_was_not_looked_for_has_no_section() -> None:
    assert viewpoints_section(material(scales())) is None
    assert viewpoints_section(material(diagnosis(scales("withheld"), viewpoints=two_viewpoints()))) is None


@pytest.mark.parametrize(
    ("number", "ways"), [(2, "zwei"), (3, "drei"), (4, "vier"), (5, "5")], ids=["two", "three", "four", "five"]
)
def test_the_title_says_how_many_ways_there_are_to_see_it(number: int, ways: str) -> None:
    built = section(several(number))
    assert built.title == GERMAN.unwidowed(f"Die Partner sehen die Initiative auf {ways} verschiedene Weisen.")
    assert (built.lead, built.refused) == (SAY("viewpoints.lead"), False)
    assert [row.number for row in built.rows] == [str(place + 1) for place in range(number)]


def test_viewpoints_are_told_by_what_distinguishes_them_and_in_fives() -> None:
    assert section(two_viewpoints()).rows == (
        ViewpointRow(
            number="1",
            sentence="Sieht Überblick günstiger als die übrigen, Führung und Know-how kritischer.",
            size="aus etwa 10 Organisationen",
        ),
        ViewpointRow(
            number="2",
            sentence="Sieht Führung, Know-how und Versäulung günstiger als die übrigen.",
            size="aus etwa 15 Organisationen",
        ),
    )


@pytest.mark.parametrize(
    ("higher", "lower", "sentence"),
    [
        (("silos",), ("impact",), "Sieht Versäulung günstiger als die übrigen, Wirkung kritischer."),
        (("silos",), (), "Sieht Versäulung günstiger als die übrigen."),
        ((), ("silos", "impact"), "Sieht Versäulung und Wirkung kritischer als die übrigen."),
        (EVERY, (), "Sieht alles günstiger als die übrigen."),
        ((), EVERY, "Sieht alles kritischer als die übrigen."),
        ((), (), "Unterscheidet sich auf keiner Skala für sich, aber im Ganzen."),
    ],
    ids=["both", "higher", "lower", "all higher", "all lower", "neither"],
)
def test_a_sentence_fits_what_distinguishes_a_viewpoint(
    higher: tuple[str, ...], lower: tuple[str, ...], sentence: str
) -> None:
    one = Viewpoint(organisations=5, higher=higher, lower=lower)
    assert section(ViewpointsResult(viewpoints=(one, one))).rows[0].sentence == sentence


def test_a_scale_that_is_no_barrier_has_the_name_of_the_questionnaire() -> None:
    one = Viewpoint(organisations=5, higher=("agenda",), lower=())
    (row,) = section(ViewpointsResult(viewpoints=(one,))).rows
    assert row.sentence == "Sieht Gemeinsame Zielsetzung günstiger als die übrigen."


def test_what_to_do_is_said_where_there_are_viewpoints() -> None:
    assert section(two_viewpoints()).todo == GERMAN.paragraphs("viewpoints.todo")
    assert section(ViewpointsResult(persons=60, p=0.4)).todo == ()


def test_one_viewpoint_is_a_result_and_no_refusal() -> None:
    built = section(ViewpointsResult(persons=60, p=0.43))
    title = GERMAN.unwidowed(SAY("viewpoints.one_title"))
    assert (built.title, built.lead) == (title, SAY("viewpoints.one_lead"))
    assert (built.rows, built.refused) == ((), False)
    assert built.notes == (
        SAY("viewpoints.note_persons", persons=60),
        SAY("viewpoints.note_p", p="43\N{NARROW NO-BREAK SPACE}%"),
    )


def test_how_many_answered_and_how_clear_it_is_are_told_below() -> None:
    assert section(two_viewpoints()).notes == (
        SAY("viewpoints.note_persons", persons=41),
        SAY("viewpoints.note_fives"),
        SAY("viewpoints.note_p", p="1\N{NARROW NO-BREAK SPACE}%"),
    )
    assert section(ViewpointsResult(p=0.0)).notes == (SAY("viewpoints.note_p", p=SAY("number.almost_never")),)


NEEDED = "Dafür brauchen wir mindestens 20 Personen mit einem Wert auf jeder Skala, aus mindestens 12 Organisationen."


@pytest.mark.parametrize(
    ("found", "lead"),
    [
        (ViewpointsResult(refused="too_few", persons=14), f"{NEEDED} Bisher sind es 14 Personen."),
        (ViewpointsResult(refused="too_few", persons=1), f"{NEEDED} Bisher ist es eine Person."),
        (ViewpointsResult(refused="too_few", persons=0), f"{NEEDED} Bisher ist es niemand."),
        (ViewpointsResult(refused="too_few", persons=25), NEEDED),
        (ViewpointsResult(refused="too_few"), NEEDED),
        (ViewpointsResult(refused="protected"), "Sichtweisen sind zum Schutz anderer verdeckt."),
        (ViewpointsResult(refused="no_structure"), SAY("viewpoints.refused_no_structure")),
    ],
)
def test_a_refusal_gives_its_reason_and_nothing_else(found: ViewpointsResult, lead: str) -> None:
    built = section(found)
    title = GERMAN.unwidowed(SAY("viewpoints.refused_title"))
    assert (built.title, built.lead, built.refused) == (title, lead, True)
    assert (built.rows, built.notes, built.todo) == ((), (), ())


def test_in_an_anonymous_survey_people_are_counted() -> None:
    whole = msgspec.structs.replace(anonymous(), viewpoints=two_viewpoints())
    built = viewpoints_section(material(whole))
    assert built is not None
    assert built.rows[0].size == "etwa 10 Personen"
    assert "Organisation" not in " ".join(built.notes)
