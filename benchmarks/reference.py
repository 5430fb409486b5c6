"""R: the processor time of one fixed loop, so that figures of different machines can be compared."""

from __future__ import annotations

import hashlib
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

_ADDITIONS = 1_000_000
_DIGESTS = 100_000


class Measured(NamedTuple):
    """What a piece of work took.

    Parameters
    ----------
    seconds : float
        Median over the runs.
    ratio : float
        Median of seconds divided by R, where R is the mean of one reference loop before and one after the run.
    """

    seconds: float
    ratio: float


def reference_loop() -> bytes:
    """Do the fixed work: 1,000,000 × ``x += i * i % 7``, then 100,000 chained SHA-256 of the previous digest."""
    x = 0
    for i in range(_ADDITIONS):
        x += i * i % 7
    digest = str(x).encode()
    for _ in range(_DIGESTS):
        digest = hashlib.sha256(digest).digest()
    return digest


def reference_seconds() -> float:
    """Return the processor time of the reference loop, in seconds."""
    start = time.process_time()
    reference_loop()
    return time.process_time() - start


def measure(work: Callable[[], object], *, clock: Callable[[], float], runs: int) -> Measured:
    """Measure a piece of work.

    Parameters
    ----------
    work : callable
        Is called once to warm up and then `runs` times.
    clock : callable
        Seconds so far: ``time.process_time`` for work in this process, `children_time` for work in others,
        ``time.perf_counter`` for waiting time.
    """
    work()
    seconds, ratios = [], []
    for _ in range(runs):
        before = reference_seconds()
        start = clock()
        work()
        taken = clock() - start
        seconds.append(taken)
        ratios.append(taken / ((before + reference_seconds()) / 2))
    return Measured(seconds=statistics.median(seconds), ratio=statistics.median(ratios))
