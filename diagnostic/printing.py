"""Prints a page of HTML as a PDF in a process of its own, which takes its memory with it when it ends."""

from __future__ import annotations

import asyncio
import os
import resource
import sys
from asyncio import AbstractEventLoop, Semaphore
from typing import Protocol
from weakref import WeakKeyDictionary

import msgspec

from diagnostic.settings import PREFIX

AT_ONCE = 2
"""So many pages are printed at the same time; others wait."""

PATIENCE = 30.0
"""Seconds for one page, from the place in the queue to the last byte."""

MEMORY = 2 * 1024**3
"""Bytes of address space, of which the libraries take most without using it."""

SECONDS = 20
"""Of processor time."""

_places: WeakKeyDictionary[AbstractEventLoop, Semaphore] = WeakKeyDictionary()


class PrintingUnavailableError(RuntimeError):
    """Nothing was printed: the libraries are missing, it took too long, or too many wait."""


class Sheet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the process is given: a whole page of HTML."""

    html: str


class _Readable(Protocol):
    def read(self) -> bytes: ...


class _Writable(Protocol):
    def write(self, data: bytes, /) -> object: ...


async def pdf_of(html: str) -> bytes:
    """Return a page of HTML as a tagged PDF.

    Raises
    ------
    PrintingUnavailableError
        Nothing was printed; trying again may mend it.
    """
    try:
        async with asyncio.timeout(PATIENCE), _place():
            return await _printed(msgspec.json.encode(Sheet(html)))
    except TimeoutError as error:
        raise PrintingUnavailableError from error


def main(given: _Readable, printed: _Writable) -> int:
    """Read a sheet, write its PDF, and say whether that went well."""
    from reports.pdf import PdfUnavailableError, html_to_pdf  # noqa: PLC0415 - the process that asks never loads it

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sheet = msgspec.json.decode(given.read(), type=Sheet)
    try:
        printed.write(html_to_pdf(sheet.html).content)
    except PdfUnavailableError:
        return 1
    return 0


def _place() -> Semaphore:
    return _places.setdefault(asyncio.get_running_loop(), Semaphore(AT_ONCE))


async def _printed(sheet: bytes) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "diagnostic.printing"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env={name: value for name, value in os.environ.items() if not name.startswith(PREFIX)},
    )
    try:
        content, _ = await process.communicate(sheet)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode != 0 or not content:
        raise PrintingUnavailableError
    return content


if __name__ == "__main__":
    sys.exit(main(sys.stdin.buffer, sys.stdout.buffer))
