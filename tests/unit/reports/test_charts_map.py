"""The map of cooperation: names that cover nothing, places that are the same each time, and words in their room."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

import reports
from reports.charts.lettering import Room, lines, width
from reports.charts.mapping import MARK, SIZE, WIDTH, Node, Tie, network_map
from reports.charts.placing import Frame, apart, filling, near_partners
from reports.drawings import NetworkMap
from tests.unit.reports.tied import named, organisations

FONTS = Path(reports.__file__).parent / "fonts"
LONG = "Arbeitsgemeinschaft der Wohlfahrtsverbände und Selbsthilfegruppen im Landkreis Musterstadt"
Boxes = list[tuple[float, float, float, float]]


@cache
def drawn(number: int, *, alone: int = 1, long: bool = False) -> NetworkMap:
    """Return the map of that many organisations."""
    found, names = named(number, alone=alone), organisations(number)
    place = {one.id: rank for rank, one in enumerate(found.organisations)}
    nodes = [Node(name=f"{LONG} {one.id}" if long else names[one.id], sector=one.sector) for one in found.organisations]
    ties = [Tie(first=place[one.first], second=place[one.second], intensity=one.intensity) for one in found.ties]
    return network_map(nodes, ties, title="Karte", text="In Worten")


def texts_of(drawing: NetworkMap) -> Boxes:
    """Left, top, right and bottom of each line of each name."""
    return [
        (line.left, line.top, line.left + line.width, line.top + line.height)
        for mark in drawing.marks
        for line in mark.lines
    ]


def marks_of(drawing: NetworkMap) -> Boxes:
    """Left, top, right and bottom of each mark."""
    return [(mark.x - MARK, mark.y - MARK, mark.x + MARK, mark.y + MARK) for mark in drawing.marks]


def covering(boxes: Boxes) -> list[tuple[int, int]]:
    """Pairs of boxes that cover each other by more than what rounding does."""
    return [
        (first, second)
        for second, (left, top, right, bottom) in enumerate(boxes)
        for first, other in enumerate(boxes[:second])
        if min(right, other[2]) - max(left, other[0]) > 0.3 and min(bottom, other[3]) - max(top, other[1]) > 0.3
    ]


@pytest.mark.parametrize("long", [False, True], ids=["names", "long names"])
@pytest.mark.parametrize("number", [5, 12, 31, 60])
def test_no_name_covers_another_name_or_a_mark(number: int, long: bool) -> None:  # noqa: FBT001 - pytest gives it
    drawing = drawn(number, long=long)
    assert len(drawing.marks) == number
    assert covering([*texts_of(drawing), *marks_of(drawing)]) == []


@pytest.mark.parametrize("long", [False, True], ids=["names", "long names"])
@pytest.mark.parametrize("number", [5, 12, 31, 60])
def test_everything_stands_inside_the_frame(number: int, long: bool) -> None:  # noqa: FBT001 - pytest gives it
    drawing = drawn(number, long=long)
    boxes = [*texts_of(drawing), *marks_of(drawing)]
    assert drawing.width == WIDTH
    assert min(min(box[:2]) for box in boxes) >= 0
    assert max(box[2] for box in boxes) <= drawing.width
    assert max(box[3] for box in boxes) <= drawing.height


def test_a_map_of_sixty_fits_a_page_with_its_finding() -> None:
    assert drawn(60).height <= 625


def test_the_same_ties_give_the_same_map() -> None:
    assert drawn(31) == drawn.__wrapped__(31)


def test_every_tie_joins_the_marks_of_its_organisations_and_closer_ones_are_wider() -> None:
    drawing = drawn(12)
    places = {(mark.x, mark.y) for mark in drawing.marks}
    assert len(drawing.lines) == len(named(12).ties)
    assert {end for line in drawing.lines for end in ((line.x1, line.y1), (line.x2, line.y2))} <= places
    widths = [line.width for line in drawing.lines]
    assert widths == sorted(widths)
    assert len(set(widths)) == 2


def test_who_has_no_tie_stands_below_a_line() -> None:
    drawing = drawn(12, alone=3)
    assert drawing.divider is not None
    assert sum(mark.y > drawing.divider for mark in drawing.marks) == 3
    assert drawn(12, alone=0).divider is None


def test_many_without_a_tie_stand_in_rows() -> None:
    drawing = drawn(30, alone=20)
    below = [mark for mark in drawing.marks if mark.y > (drawing.divider or 0)]
    assert len({mark.y for mark in below}) > 1
    assert covering(texts_of(drawing)) == []


def test_partners_are_placed_nearer_than_others() -> None:
    ties = [(0, 1), (1, 2), (3, 4), (4, 5), (2, 3)]
    places = near_partners(ties, [None] * 6)
    away = np.hypot(*(places[:, None, :] - places[None, :, :]).transpose(2, 0, 1))
    tied = max(away[one, other] for one, other in ties)
    assert tied < away[0, 5]
    assert tied < away[0, 4]


def test_organisations_of_a_sector_are_drawn_together() -> None:
    circle = [(place, (place + 1) % 8) for place in range(8)]
    mixed = near_partners(circle, [None] * 8)
    sectors = near_partners(circle, ["health"] * 4 + ["business"] * 4)

    def spread(places: np.ndarray) -> float:
        near = places[:4] - places[:4].mean(axis=0)
        return float((near**2).sum() / ((places - places.mean(axis=0)) ** 2).sum())

    assert spread(sectors) < spread(mixed)


def test_a_frame_is_filled_to_its_sides_and_one_place_stands_in_its_middle() -> None:
    frame = Frame(width=100.0, height=50.0)
    places = filling(np.array([[0.0, 0.0], [1.0, 9.0], [5.0, 10.0]]), frame)
    assert places.min(axis=0).tolist() == [0.0, 0.0]
    assert places.max(axis=0).tolist() == [100.0, 50.0]
    assert filling(np.array([[3.0, 3.0]]), frame).tolist() == [[50.0, 25.0]]


def test_boxes_on_one_place_are_pushed_apart_even_where_the_frame_is_too_small() -> None:
    sizes = np.full((9, 2), 10.0)
    for frame in (Frame(width=100.0, height=100.0), Frame(width=10.0, height=20.0)):
        moved = apart(np.full((9, 2), 5.0), sizes, frame)
        boxes = [(x - 5, y - 5, x + 5, y + 5) for x, y in moved.tolist()]
        assert covering(boxes) == []
        assert min(min(box[:2]) for box in boxes) >= 0


def test_a_name_is_broken_between_words_and_ends_with_dots_where_it_is_too_long() -> None:
    room = Room(line=90.0, word=120.0)
    assert lines("Amt", room, SIZE, 3) == ("Amt",)
    assert lines("Verein für Nachbarschaft", room, SIZE, 3) == ("Verein für", "Nachbarschaft")
    broken = lines(LONG, room, SIZE, 3)
    assert len(broken) == 3
    assert broken[-1].endswith("…")
    assert all(width(line, SIZE) <= room.word for line in broken)
    assert lines("", room, SIZE, 3) == ()


def test_a_word_without_room_is_broken_within() -> None:
    room = Room(line=40.0, word=60.0)
    broken = lines("Wohnungsbaugesellschaft", room, SIZE, 9)
    assert "".join(part.rstrip("-") for part in broken) == "Wohnungsbaugesellschaft"
    assert all(part.endswith("-") for part in broken[:-1])
    assert all(width(part, SIZE) <= room.word for part in broken)
    assert lines("WW", Room(line=1.0, word=1.0), SIZE, 9) == ("W-", "W-")


def test_no_letter_of_the_font_is_wider_than_it_counts() -> None:
    faces = [TTFont(FONTS / f"fira-sans-{part}-400-normal.woff2") for part in ("latin", "latin-ext")]
    for face in faces:
        units = face["head"].unitsPerEm
        wide = {chr(code): face["hmtx"][glyph][0] / units for code, glyph in face.getBestCmap().items()}
        assert {letter for letter, part in wide.items() if part > width(letter, 1.0) + 1e-9} == set()
