"""The service measured from outside: a real server, and respondents who answer the peer's survey."""

from __future__ import annotations

import asyncio
import os
import re
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.analysis import analyse_demo
from benchmarks.databases import Held
from benchmarks.installing import open_round
from benchmarks.library import install
from benchmarks.processes import megabytes, processor_seconds
from benchmarks.reference import reference_seconds
from benchmarks.serving import Counter
from benchmarks.visitor import FailedError, Visitor, respond
from diagnostic.settings import PREFIX, Settings

AT_ONCE = 200
_ONE_BY_ONE = 10
_WARMING = 5
_LOOK = 0.2
_SETTLING = 3.0
_PATIENCE = 60.0
_KILOBYTE = 1000
_FETCHED = re.compile(r'(?:<link rel="stylesheet" href|<script[^>]* src)="([^"]+)"')
_FONT = re.compile(r'@font-face[^}]*url\("?([^")]+)')


@dataclass
class Place:
    """An installation to be measured; `others` are processes of its database."""

    folder: Path
    settings: Settings
    tokens: list[str]
    others: tuple[int, ...]


@dataclass
class Running:
    """A server that runs, and the highest memory seen so far, in megabytes."""

    place: Place
    process: subprocess.Popen[bytes]
    highest: float = 0.0
    begun: float = field(default_factory=time.perf_counter)

    @property
    def roots(self) -> tuple[int, ...]:
        """The processes from which all others come."""
        return (self.process.pid, *self.place.others)

    def visitor(self) -> Visitor:
        """Return a new browser."""
        return Visitor(self.place.settings.port)


async def service_figures(folder: Path, database: Held, *, runs: int) -> dict[str, float]:
    """Measure a service over a new database.

    Returns
    -------
    dict
        Name, as `peers.toml` has it, to figure: R, counts, kilobytes or megabytes.
    """
    place = await _prepared(folder, database, people=AT_ONCE + 2 * _WARMING + runs * _ONE_BY_ONE + 4)
    figures: dict[str, float] = {}
    async with _served(place, counting=True) as running:
        figures |= await _statements(running, Counter(folder / "count"))
        figures |= await _bytes(running)
    async with _served(place) as running:
        figures["start"] = (time.perf_counter() - running.begun) / reference_seconds()
        await asyncio.sleep(_SETTLING)
        figures["memory_started"] = megabytes(running.roots)
        figures["processor"] = await _processor(running, runs)
        figures |= await _at_once(running)
        figures["memory_answering"] = running.highest
        running.highest = 0
        async with _watched(running):
            await analyse_demo(place.settings)
        figures["memory_analysing"] = running.highest
    return figures


async def _prepared(folder: Path, database: Held, *, people: int) -> Place:
    install(folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    data = folder / "data"
    data.mkdir()
    settings = Settings(data=data, database=database.address, address=f"http://127.0.0.1:{port}", port=port)
    return Place(folder, settings, list(await open_round(settings, people=people)), database.processes)


@asynccontextmanager
async def _served(place: Place, *, counting: bool = False) -> AsyncIterator[Running]:
    """Serve, from the first page that comes."""
    command = [sys.executable, "-m", "benchmarks.serving", str(place.folder)]
    settings = {"DATA": place.settings.data, "DATABASE": place.settings.database, "PORT": place.settings.port}
    environment = os.environ | {PREFIX + key: str(value) for key, value in settings.items()}
    with (place.folder / "server.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: ASYNC220, S603 - our own command; it returns at once
            [*command, *([str(place.folder / "count")] if counting else [])],
            env=environment,
            stdout=log,
            stderr=log,
        )
    running = Running(place, process)
    try:
        await _first_page(running)
        yield running
    finally:
        process.terminate()
        process.wait()


async def _first_page(running: Running) -> None:
    while time.perf_counter() - running.begun < _PATIENCE:
        visitor = running.visitor()
        with suppress(OSError, asyncio.IncompleteReadError):
            await visitor.get(f"/start/{running.place.tokens[0]}")
            await visitor.close()
            return
        await asyncio.sleep(_LOOK)
    raise FailedError("the server does not answer: see server.log")


async def _statements(running: Running, counter: Counter) -> dict[str, float]:
    """Count the statements of one response, and of the page that takes most; redirects count with their page."""
    for person in range(_WARMING):
        await _respond(running, person)
    visitor, token = running.visitor(), running.place.tokens.pop()
    began, counts = counter.value, []
    page = await visitor.get(f"/start/{token}")
    while visitor.path != "/thanks":
        before = counter.value
        page = await visitor.submit(page, person=0)
        counts.append(counter.value - before)
    await visitor.close()
    return {"statements": counter.value - began, "statements_page": max(counts)}


async def _bytes(running: Running) -> dict[str, float]:
    """Count what a browser fetches for its first page, and the largest page of answers afterwards."""
    visitor = running.visitor()
    page = await visitor.get(f"/start/{running.place.tokens.pop()}")
    start = visitor.path
    fetched = [page]
    addresses = _FETCHED.findall(page.text)
    for address in addresses:
        found = await visitor.get(address)
        fetched.append(found)
        addresses += [f"{address.rpartition('/')[0]}/{font}" for font in _FONT.findall(found.text)]
    visitor.path, sizes = start, []
    while visitor.path != "/thanks":
        page = await visitor.submit(page, person=0)
        sizes.append(page.size)
    await visitor.close()
    return {
        "requests": len(fetched),
        "first_load": sum(one.size for one in fetched) / _KILOBYTE,
        "page_size": max(sizes) / _KILOBYTE,
    }


async def _processor(running: Running, runs: int) -> float:
    """Return the processor time of a completed response, one after the other, in R."""
    for person in range(_WARMING):
        await _respond(running, person)
    ratios = []
    for _ in range(runs):
        reference, before = reference_seconds(), processor_seconds(running.roots)
        for person in range(_ONE_BY_ONE):
            await _respond(running, person)
        taken = (processor_seconds(running.roots) - before) / _ONE_BY_ONE
        ratios.append(taken / ((reference + reference_seconds()) / 2))
    return statistics.median(ratios)


async def _at_once(running: Running) -> dict[str, float]:
    """Let many people answer at once, without a pause between their pages."""
    reference = reference_seconds()
    async with _watched(running):
        begun, before = time.perf_counter(), processor_seconds(running.roots)
        ended = await asyncio.gather(*(_respond(running, person) for person in range(AT_ONCE)), return_exceptions=True)
        spent, used = time.perf_counter() - begun, processor_seconds(running.roots) - before
    reference = (reference + reference_seconds()) / 2
    for failure in [one for one in ended if isinstance(one, BaseException)][:5]:
        print(f"failed: {failure!r}", file=sys.stderr)
    waits = [wait for one in ended if isinstance(one, list) for wait in one]
    done = sum(isinstance(one, list) for one in ended)
    quantiles = statistics.quantiles(waits, n=20)
    return {
        "processor_at_once": used / done / reference,
        "at_once_failed": AT_ONCE - done,
        "at_once": done / (spent / reference),
        "wait_median": quantiles[9] / reference,
        "wait_p95": quantiles[18] / reference,
    }


async def _respond(running: Running, person: int) -> list[float]:
    visitor = running.visitor()
    try:
        await respond(visitor, running.place.tokens.pop(), person=person)
    finally:
        await visitor.close()
    return visitor.waits


@asynccontextmanager
async def _watched(running: Running) -> AsyncIterator[None]:
    """Keep the highest memory that is seen meanwhile."""

    async def watch() -> None:
        while True:
            running.highest = max(running.highest, megabytes(running.roots))
            await asyncio.sleep(_LOOK)

    watching = asyncio.create_task(watch())
    try:
        yield
    finally:
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
