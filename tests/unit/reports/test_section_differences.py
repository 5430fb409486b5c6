"""Where groups differ: who sees it higher, by how much, how that was found, and how many pairs were compared."""

from __future__ import annotations

import msgspec
import pytest

from reports.languages import Language
from reports.material import Material
from reports.sections.barrier import barrier_page
from reports.sections.differences import differences
from reports.sections.sectors import sector_section
from reports.voices import Differences, ToldDifference
from scoring.findings import Difference, Effect, Interval, ScaleResult
from scoring.published import GroupCell
from tests.unit.reports.factories import GERMAN, cell, diagnosis, group, material, scale
from tests.unit.reports.told import EFFECT, difference

SAY = GERMAN.say
OFFICES = group("administration", state="not_flagged", n=8)
CLUBS = group("civil_society", "education", state="flagged", n=9)


def tenths(*categories: str, n: int = 14) -> GroupCell:
    """Return the cell of a group that is large enough to be tested."""
    return GroupCell(categories=categories, cell=cell("watch", n=n, population=n), state="watch")


def silos(*told: Difference, groups: tuple[GroupCell, ...] = (OFFICES, CLUBS)) -> ScaleResult:
    """Return a flagged scale with two groups."""
    return scale("silos", "flagged", groups=groups, differences=told)


def compared(part: ScaleResult, *, pairs: int = 1, language: Language = "de") -> Differences:
    """Return what is told of all groups."""
    found = differences(material(diagnosis((part,), pairs=pairs), language=language))
    assert found is not None
    return found


HIGHER = difference(OFFICES.categories, CLUBS.categories)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            (
                "„Versäulung und Hierarchien“ ist in der Verwaltung besser bewertet als in der Zivilgesellschaft und "
                "in der Bildung: um 0,9 Punkte (0,5 bis 1,3), n = 17."
            ),
        ),
        (
            "en",
            (
                "“Silos and hierarchies” is rated higher in administration than in civil society and in education: by "
                "0.9 points (0.5 to 1.3), n = 17."
            ),
        ),
    ],
)
def test_a_difference_says_who_sees_it_higher_and_by_how_many_points(language: Language, said: str) -> None:
    (told,) = compared(silos(HIGHER), language=language).told
    assert told.sentence == said


def test_a_difference_without_an_interval_sets_the_two_figures_side_by_side() -> None:
    open_end = msgspec.structs.replace(OFFICES, cell=cell(value=4.0, end="high", n=8))
    part = silos(difference(OFFICES.categories, CLUBS.categories, points=None), groups=(open_end, CLUBS))
    (told,) = compared(part).told
    assert told.sentence.endswith("als in der Zivilgesellschaft und in der Bildung: „ab 4,0“ gegen „2,6“, n = 17.")


@pytest.mark.parametrize(
    ("tested", "how"),
    [(True, "Das zeigt ein Zufallstest."), (False, "Das zeigt der große Abstand der gedruckten Werte.")],
)
def test_how_a_difference_was_found_stands_beside_it(tested: bool, how: str) -> None:  # noqa: FBT001 - a table of cases
    (told,) = compared(silos(msgspec.structs.replace(HIGHER, tested=tested))).told
    assert told.how == how


@pytest.mark.parametrize(
    ("delta", "often"),
    [
        (0.58, "liegt die erste in etwa 8 von 10 Fällen höher"),
        (0.2, "liegt die erste in etwa 6 von 10 Fällen höher"),
        (0.89, "liegt die erste in etwa 9 von 10 Fällen höher"),
        (0.95, "liegt die erste fast immer höher"),
    ],
)
def test_the_size_of_a_difference_is_told_as_how_often_one_lies_higher(delta: float, often: str) -> None:
    effect = Effect(delta=Interval(value=delta, low=-0.1, high=0.98, n=57), g=EFFECT.g)
    (told,) = compared(silos(msgspec.structs.replace(HIGHER, effect=effect))).told
    figure = GERMAN.hundredths(delta)
    assert told.how == (
        f"Das zeigt ein Zufallstest. Nimmt man aus beiden je eine Organisation, {often} "
        f"(Cliffs Delta {figure}, −0,10 bis 0,98; Hedges’ g 1,12, 0,55 bis 1,69)."
    )


@pytest.mark.parametrize(
    ("groups", "chance"),
    [
        ((tenths("administration"), tenths("education")), "tested"),
        ((OFFICES, CLUBS), "cells"),
        ((tenths("administration"), CLUBS), "cells"),
        ((tenths("administration"), tenths("education"), CLUBS), "both"),
    ],
    ids=["large", "small", "one of two large", "large and small"],
)
def test_how_chance_was_allowed_for_follows_from_the_sizes_of_the_groups(
    groups: tuple[GroupCell, ...], chance: str
) -> None:
    found = compared(silos(groups=groups), pairs=3)
    assert found.lead == f"Verglichen wurden 3 Paare von Bereichen. {SAY(f'differences.chance_{chance}')}"


def test_the_rate_of_false_finds_is_named() -> None:
    found = compared(silos(groups=(tenths("administration"), tenths("education"))))
    assert found.lead.startswith("Verglichen wurde ein Paar von Bereichen. ")
    assert "im Schnitt höchstens 10\u202f% falsch" in found.lead


def test_no_difference_is_told_as_that() -> None:
    found = compared(silos())
    assert (found.told, found.none) == ((), SAY("differences.none"))
    assert compared(silos(HIGHER)).none == ""


def test_nothing_is_said_where_nothing_was_compared() -> None:
    assert differences(material(diagnosis((silos(),)))) is None


def with_pairs(pairs: int) -> Material:
    """Return a report on two groups, between which so many pairs were compared."""
    return material(diagnosis((silos(HIGHER),), pairs=pairs))


def test_the_section_of_sectors_tells_differences_in_the_place_of_a_warning() -> None:
    plain, told = sector_section(with_pairs(0)), sector_section(with_pairs(1))
    assert plain is not None
    assert told is not None
    assert (plain.differences, plain.notes[-1]) == (None, SAY("sectors.note_difference"))
    assert told.differences == differences(with_pairs(1))
    assert SAY("sectors.note_difference") not in told.notes


def test_a_hurdle_tells_its_own_differences_on_its_own_page() -> None:
    whole = material(diagnosis((silos(HIGHER), scale("impact", "flagged")), pairs=1))
    pages = {page.anchor: page.differences for page in (barrier_page(one, whole) for one in whole.recommendations)}
    (told,) = pages["finding-silos"]
    assert isinstance(told, ToldDifference)
    assert pages["finding-impact"] == ()
