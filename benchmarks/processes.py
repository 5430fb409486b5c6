"""What a tree of processes takes, as Linux tells it: processor time, and memory with each shared page counted once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

_PROC = Path("/proc")
_PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)
_TICKS = os.sysconf("SC_CLK_TCK")
_KILOBYTES_OF_MEGABYTE = 1024


def tree(roots: Iterable[int]) -> tuple[int, ...]:
    """Return the ids of processes with all that they began."""
    parents = {int(one.name): int(fields[1]) for one in _PROC.glob("[0-9]*") if (fields := _fields(int(one.name)))}
    found = [root for root in roots if root in parents]
    for process in found:
        found += [child for child, parent in parents.items() if parent == process]
    return tuple(found)


def processor_seconds(roots: Iterable[int]) -> float:
    """Return the processor time that processes took so far, with their children, those that have ended too."""
    ticks = [map(int, fields[11:15]) for process in tree(roots) if (fields := _fields(process))]
    return sum(map(sum, ticks)) / _TICKS


def megabytes(roots: Iterable[int]) -> float:
    """Return the memory of processes with their children: of a page that several share, each has its part (PSS)."""
    return sum(map(_kilobytes, tree(roots))) / _KILOBYTES_OF_MEGABYTE


def _fields(process: int) -> list[str]:
    """Return what stands after the name, which may hold blanks; nothing where the process has ended."""
    try:
        return (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _kilobytes(process: int) -> int:
    try:
        found = _PSS.search((_PROC / str(process) / "smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) if found else 0
