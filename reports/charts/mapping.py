"""The map of cooperation: confirmed ties as lines, organisations as marks with their names below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reports.charts.lettering import Room, lines, width
from reports.charts.placing import Frame, apart, filling, near_partners
from reports.drawings import MapLine, MapMark, MapText, NetworkMap

WIDTH = 658.0
"""Pixels of 1/96 inch: the measure of an A4 page of the report."""

SIZE = 10.6
LINE = 12.0
MARK = 7.0
"""Size of the letters, height of a line and half a mark."""

_NAME = Room(line=96.0, word=140.0)
_MOST_LINES = 3
_PLATE = 4.0
_BESIDE, _BELOW = 7.0, 7.0
_FILLED = 0.44
_LEAST_HEIGHT, _MOST_HEIGHT = 230.0, 500.0
"""A map of many is set closer, so that it fits the page that its finding opens, as far as its names have room."""
_WIDTH_OF_STEP = {2: 0.7, 3: 1.1, 4: 1.7, 5: 2.4}


@dataclass(frozen=True, kw_only=True)
class Node:
    """An organisation to be drawn."""

    name: str
    sector: str | None


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A tie to be drawn: places of two nodes, and how closely they cooperate, from 2 to 5."""

    first: int
    second: int
    intensity: int


def network_map(nodes: Sequence[Node], ties: Sequence[Tie], *, title: str, text: str) -> NetworkMap:
    """Draw the map; the same input gives the same drawing.

    Parameters
    ----------
    nodes : sequence of Node
        Those without a tie stand apart, below a line.
    ties : sequence of Tie
        At least one.
    title, text : str
        What the drawing is, and what it shows, in words.

    Returns
    -------
    NetworkMap
        No name covers another name or the mark of another organisation, and all stand inside.
    """
    named = [lines(node.name, _NAME, SIZE, _MOST_LINES) for node in nodes]
    boxes = np.array([_box(label) for label in named])
    tied = sorted({end for tie in ties for end in (tie.first, tie.second)})
    centres = np.zeros((len(nodes), 2))
    centres[tied] = _placed(nodes, ties, tied, boxes[tied])
    bottom = float((centres[tied, 1] + boxes[tied, 1] / 2).max())
    alone = [place for place in range(len(nodes)) if place not in set(tied)]
    centres[alone] = _in_rows(boxes[alone], bottom + _BELOW)
    height = float((centres[:, 1] + boxes[:, 1] / 2).max())
    marks = tuple(_mark(node, label, *at) for node, label, at in zip(nodes, named, _tops(centres, boxes), strict=True))
    drawn = sorted(ties, key=lambda tie: (tie.intensity, tie.first, tie.second))
    return NetworkMap(
        width=WIDTH,
        height=round(height, 1),
        size=SIZE,
        title=title,
        text=text,
        divider=round(bottom + _BELOW / 2, 1) if alone else None,
        lines=tuple(_line(marks[tie.first], marks[tie.second], tie.intensity) for tie in drawn),
        marks=marks,
    )


def _box(label: tuple[str, ...]) -> tuple[float, float]:
    """Return how much room a mark takes with its name, and with what parts it from others."""
    widest = max((width(line, SIZE) for line in label), default=0.0) + _PLATE
    return max(widest, 2 * MARK) + _BESIDE, 2 * MARK + LINE * len(label) + _BELOW


def _placed(
    nodes: Sequence[Node], ties: Sequence[Tie], tied: list[int], boxes: NDArray[np.float64]
) -> NDArray[np.float64]:
    rank = {place: number for number, place in enumerate(tied)}
    pairs = [(rank[tie.first], rank[tie.second]) for tie in ties]
    room = float((boxes[:, 0] * boxes[:, 1]).sum())
    height = min(max(_LEAST_HEIGHT, room / (WIDTH * _FILLED)), _MOST_HEIGHT)
    frame = Frame(width=WIDTH, height=height)
    places = near_partners(pairs, [nodes[place].sector for place in tied])
    return apart(filling(places, frame), boxes, frame)


def _in_rows(boxes: NDArray[np.float64], top: float) -> NDArray[np.float64]:
    """Return centres one after the other, row by row."""
    centres, left, highest = np.zeros((len(boxes), 2)), 0.0, 0.0
    for number, (wide, high) in enumerate(boxes):
        if left and left + wide > WIDTH:
            left, top, highest = 0.0, top + highest, 0.0
        centres[number] = left + wide / 2, top + high / 2
        left, highest = left + wide, max(highest, high)
    return centres


def _tops(centres: NDArray[np.float64], boxes: NDArray[np.float64]) -> list[tuple[float, float]]:
    """Return where the marks stand: in the middle of their boxes, at the top."""
    tops = centres[:, 1] - boxes[:, 1] / 2 + MARK + 1
    return [(round(float(x), 1), round(float(y), 1)) for x, y in zip(centres[:, 0], tops, strict=True)]


def _mark(node: Node, label: tuple[str, ...], x: float, y: float) -> MapMark:
    texts = tuple(_text(line, x, round(y + MARK + LINE * row, 1)) for row, line in enumerate(label))
    return MapMark(sector=node.sector or "unknown", x=x, y=y, lines=texts)


def _text(line: str, x: float, top: float) -> MapText:
    wide = width(line, SIZE) + _PLATE
    return MapText(
        x=x,
        y=round(top + LINE - 2, 1),
        left=round(x - wide / 2, 1),
        top=top,
        width=round(wide, 1),
        height=LINE,
        text=line,
    )


def _line(first: MapMark, second: MapMark, intensity: int) -> MapLine:
    return MapLine(x1=first.x, y1=first.y, x2=second.x, y2=second.y, width=_WIDTH_OF_STEP[intensity])
