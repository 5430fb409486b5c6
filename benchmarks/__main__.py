"""``python -m benchmarks``: measures work, coefficients and the service; prints tables, or figures (``--json``)."""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import NamedTuple, TypedDict

from benchmarks.coefficients import coefficient_figures, coefficient_rows, coefficient_table
from benchmarks.databases import KINDS, database_of
from benchmarks.reference import Measured, measure, reference_seconds
from benchmarks.served import service_rows, service_table
from benchmarks.service import service_figures
from benchmarks.work import all_work

_RUNS = 5
_HEADINGS = ("", "seconds", "R", "to reach", "then", "LimeSurvey 6.14", "what it does there")


class Entry(TypedDict, total=False):
    """What `peers.toml` says of a piece of work; figures in R."""

    name: str
    target: float
    then: float
    peer: float
    peer_does: str


class Part(NamedTuple):
    """What was measured together: the lines of its table, and the same for programs."""

    lines: list[str]
    figures: dict[str, object]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--runs", type=int, default=_RUNS, help="runs of each piece of work; the median counts")
    parser.add_argument("--json", action="store_true", help="print figures for programs")
    parser.add_argument("--service", action="store_true", help="measure the service alone")
    parser.add_argument("--coefficients", action="store_true", help="measure the coefficients of a scale alone")
    parser.add_argument("--database", choices=KINDS, default=KINDS[0], help="what the service keeps its data in")
    chosen = parser.parse_args()
    everything = not (chosen.service or chosen.coefficients)
    parts: dict[str, Part] = {}
    with tempfile.TemporaryDirectory() as folder:
        if everything:
            measured = _measure_all(Path(folder), runs=chosen.runs)
            parts["work"] = Part(table(measured), figures(measured))
        if everything or chosen.coefficients:
            compared = coefficient_figures(runs=chosen.runs)
            parts["coefficients"] = Part(coefficient_table(compared), {"coefficients": coefficient_rows(compared)})
        if everything or chosen.service:
            served = _serve(Path(folder), chosen.database, runs=chosen.runs)
            parts["service"] = Part(service_table(served), {"service": service_rows(served)})
    if chosen.json:
        print(json.dumps({name: figure for part in parts.values() for name, figure in part.figures.items()}, indent=2))
    else:
        print("\n\n".join("\n".join(part.lines) for part in parts.values()))


def _serve(folder: Path, kind: str, *, runs: int) -> dict[str, float]:
    with database_of(kind, folder) as database:
        return asyncio.run(service_figures(folder, database, runs=runs))


def _measure_all(folder: Path, *, runs: int) -> dict[str, Measured]:
    measured = {}
    for name, work in all_work(folder).items():
        measured[name] = measure(work.do, clock=work.clock, runs=runs)
        print(f"{name}: {measured[name].seconds:.3f} s", file=sys.stderr)
    return measured


def _growth(measured: dict[str, Measured]) -> float:
    """Return the exponent with which a diagnosis grows from 1,000 to 10,000 answers; 1 is linear."""
    return math.log10(measured["diagnose_10000"].ratio / measured["diagnose_1000"].ratio)


def entries() -> dict[str, Entry]:
    """Return what `peers.toml` says of each piece of work."""
    found: dict[str, Entry] = tomllib.loads((Path(__file__).parent / "peers.toml").read_text(encoding="utf-8"))
    return {name: entry for name, entry in found.items() if name not in {"coefficients", "service"}}


def figures(measured: dict[str, Measured]) -> dict[str, object]:
    """Return all that was measured, for programs."""
    known = entries()
    work = {
        name: {"seconds": round(found.seconds, 4), "r": round(found.ratio, 2), **known[name]}
        for name, found in measured.items()
    }
    growth = round(_growth(measured), 2)
    return {"reference_seconds": round(reference_seconds(), 4), "growth_exponent": growth, "work": work}


def table(measured: dict[str, Measured]) -> list[str]:
    """Return all that was measured as the lines of a Markdown table."""
    known = entries()
    lines = ["| " + " | ".join(_HEADINGS) + " |", "|---|" + "---:|" * 5 + "---|"]
    for name, found in measured.items():
        entry = known[name]
        cells = [
            entry["name"],
            f"{found.seconds:.3f}",
            f"{found.ratio:.2f}",
            _limit(entry.get("target")),
            _limit(entry.get("then")),
            f"{entry['peer']:g}" if "peer" in entry else "",
            entry.get("peer_does", ""),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    growth = f"Growth of the diagnosis from 1,000 to 10,000 answers: exponent {_growth(measured):.2f} (1 is linear)."
    return [*lines, "", growth, f"R = {reference_seconds():.3f} s of processor time."]


def _limit(figure: float | None) -> str:
    return "" if figure is None else f"≤ {figure:g}"


if __name__ == "__main__":
    main()
