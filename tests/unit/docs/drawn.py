"""Tables of the method page, drawn from thresholds, simulations and the list of numbers."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.thresholds import thresholds
from tests.reference.chances import APART, CAMPS, CONTESTED, FOUND, MEANS
from tests.reference.silos import DEPTHS, SILOS
from tests.unit.docs.numbers import numbers
from tests.unit.docs.pages import Heading

FOUR = 4
PERSONS = (20, 30)


def drawn_numbers() -> str:
    """Return every number with what it says, as a table."""
    return table(
        ("number", "what it says", "organisations", "in `scoring`"),
        [
            (
                f"[{one.name}](#{Heading(2, one.section).anchor})",
                one.says,
                one.shown,
                ", ".join(f"`{name}`" for name in one.modules),
            )
            for one in numbers()
        ],
    )


def drawn_agreement_told() -> str:
    """Return what is told of agreement, by the number of organisations, as a table."""
    limits = thresholds()
    tenths, full = int(limits.tenths_from.value), int(limits.full_from.value)
    inner = f"from {limits.agreement_told_from.value} to {limits.agreement_told_to.value}"
    outer = f"from {limits.dissent_told_from.value} to {limits.dissent_told_to.value}"
    return table(
        ("organisations", "what is told"),
        [
            (f"fewer than {tenths}, half steps, or a total that follows from groups", "nothing"),
            (
                f"{tenths}–{full - 1}",
                f"the word, where the printed mean lies {inner}; {outer} only that it is contested",
            ),
            (f"{full} and more", "the word, and AD to 0.1"),
        ],
    )


def drawn_contested() -> str:
    """Return how often scales of four statements are told as contested, as a table."""
    shares = {organisations: row for (statements, organisations), row in CONTESTED.items() if statements == FOUR}
    return table(
        ("organisations", "ordinary spread is called contested", "two camps at 2 and 4 are called contested"),
        [(str(size), _between([row[mean] for mean in MEANS]), f"{row[CAMPS]:.0%}") for size, row in shares.items()],
    ).replace("%", " %")


def drawn_apart() -> str:
    """Return how often groups that do not differ are told as different, as a table."""
    limits = thresholds()
    wide, wider = limits.cells_apart.value, limits.small_cells_apart.value
    return table(
        ("questionnaire", "organisations", f"{wide} or more apart", f"{wider} or more apart", "told from"),
        [
            (
                "vollanalyse" if statements == FOUR else "kurzcheck",
                f"{size} and {size}",
                *(_between([row[mean][place] for mean in MEANS]) for place in (0, 1)),
                f"{wide if size >= limits.cells_apart_from.value else wider}",
            )
            for (statements, size), row in APART.items()
        ],
    ).replace("%", " %")


def drawn_viewpoints() -> str:
    """Return how often several viewpoints are told, and the planted number of them, as a table."""
    names = {1: "none", 2: "two", 3: "three"}
    return table(
        ("planted", "people beside that", *(f"several told, n = {n}" for n in PERSONS), "their number right"),
        [
            (
                names[number] if number == 1 else f"{names[number]}, ± {strength}",
                cloud,
                *(f"{by[n][0]:.0%}" if n in by else "not looked at" for n in PERSONS),
                "" if number == 1 else ", ".join(f"{by[n][1]:.0%}" for n in PERSONS),
            )
            for (number, strength, cloud), by in FOUND.items()
        ],
    ).replace("%", " %")


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines).replace("| --- ", "|---").replace("|--- |", "|---|")


def drawn_silos() -> str:
    """Return how often a silo in the ties is told, as a table."""
    return table(
        ("organisations", "random mixing", *(f"{depth:g} below chance" for depth in DEPTHS[1:])),
        [(str(size), *(f"{100 * share:.0f} %" for share in found)) for size, found in SILOS.items()],
    )


def _between(shares: Sequence[float]) -> str:
    low, high = f"{min(shares):.1%}", f"{max(shares):.1%}"
    return low if low == high else f"{low.removesuffix('%')}–{high}"
