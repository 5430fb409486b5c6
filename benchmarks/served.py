"""The figures of the service beside what is to be reached and what the peer takes."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

_HEADINGS = ("", "measured", "to reach", "then", "LimeSurvey 6.14")
_PRECISE_BELOW = 10


class Row(TypedDict, total=False):
    """What `peers.toml` says of a figure of the service."""

    name: str
    unit: str
    least: bool
    target: float
    then: float
    peer: str


def rows() -> dict[str, Row]:
    """Return what `peers.toml` says of each figure."""
    content = tomllib.loads((Path(__file__).parent / "peers.toml").read_text(encoding="utf-8"))
    found: dict[str, Row] = content["service"]
    return found


def service_rows(figures: Mapping[str, float]) -> dict[str, dict[str, object]]:
    """Return the figures of the service for programs."""
    return {name: {"measured": round(figures[name], 3), **row} for name, row in rows().items()}


def service_table(figures: Mapping[str, float]) -> list[str]:
    """Return the figures of the service as the lines of a Markdown table."""
    lines = ["| " + " | ".join(_HEADINGS) + " |", "|---|" + "---:|" * 4]
    for name, row in rows().items():
        figure = figures[name]
        decimals = 2 if figure < _PRECISE_BELOW and row["unit"] else 0
        limits = (_limit(row, row.get("target")), _limit(row, row.get("then")))
        cells = (row["name"], f"{figure:.{decimals}f} {row['unit']}".rstrip(), *limits, row.get("peer", ""))
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def _limit(row: Row, figure: float | None) -> str:
    if figure is None:
        return ""
    return f"{'≥' if row.get('least') else '≤'} {figure:g}"
