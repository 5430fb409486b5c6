"""How much room words take in a drawing, and how they are broken into lines: the sans of the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_WIDTHS = (
    (0.25, "!',.:;¡·"),
    (0.30, " I`ijl´¸ÌÍÎÏìíîïĨĩĪīĬĭĮįİıĵĺļľ"),
    (0.35, "()J[]f{}¯Ĵŀłſ"),
    (0.40, '"rt¨²³¹ŕŗřţťŧ'),
    (0.45, "*-17z|¦źżž"),
    (0.50, "+23<=>?FLcsvxy~¢ª¬±º¿×ç÷ýÿćĉċčĹĻĽĿśŝşšŷ"),
    (0.55, "#$/4569ESTXYZ^_aegk£¥§°ÈÉÊËÝàáâãäåèéêëāăąĒēĔĕĖėĘęĚěĝğġģķĸŁŚŜŞŠŢŤŦŶŸŹŻŽ–"),
    (0.60, "08ACKPVbdhnopqu¤«µ»ÀÁÂÃÄÅÇÞßðñòóôõöøùúûüþĀĂĄĆĈĊČďĥħĶńņňŋōŏőũūŭůűų’“”„"),
    (0.65, "BDGRĎđĜĞĠĢŔŖŘ"),
    (0.70, "HNOQUÐÑÒÓÔÕÖØÙÚÛÜĐĤĦŃŅŇŊŌŎŐŨŪŬŮŰŲ"),
    (0.75, "&w¶ŵ"),
    (0.85, "%MWÆæŴ"),
)
"""Widths of letters in parts of the size of the font, rounded up; what is not listed counts as the widest."""

_WIDEST = 1.2
_OF_LETTER = {letter: width for width, letters in _WIDTHS for letter in letters}
_DOTS = "…"


class Room(NamedTuple):
    """How wide a line may be, and how wide where one word alone fills it; in the unit of the size of the font."""

    line: float
    word: float


def width(text: str, size: float) -> float:
    """Return how wide a line is at most, in the unit of the size of the font."""
    return sum(_OF_LETTER.get(letter, _WIDEST) for letter in text) * size


def lines(text: str, room: Room, size: float, most: int) -> tuple[str, ...]:
    """Break a text into lines.

    Parameters
    ----------
    text : str
        Words; one that has no room is broken within.
    room : Room
        How wide a line may be.
    size : float
        Of the font.
    most : int
        Lines, of which the last ends with dots where the text is longer.

    Returns
    -------
    tuple of str
        None of them wider than there is room.
    """
    broken = list(_broken(text.split(), room, size))
    if len(broken) <= most:
        return tuple(broken)
    return (*broken[: most - 1], _cut(" ".join(broken[most - 1 :]), room.line, size, _DOTS))


def _broken(words: list[str], room: Room, size: float) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if width(longer, size) <= room.line:
            line = longer
            continue
        if line:
            yield line
        line = word
        while width(line, size) > room.word:
            part = _cut(line, room.word, size, "-")
            yield part
            line = line[len(part) - 1 :]
    if line:
        yield line


def _cut(text: str, room: float, size: float, end: str) -> str:
    """Return as much of the beginning as fits with its end, at least one letter."""
    kept = text
    while len(kept) > 1 and width(kept.rstrip() + end, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + end
