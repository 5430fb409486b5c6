"""``diagnostic serve``: the pages, and the worker beside them."""

from __future__ import annotations

import asyncio
import errno
import gc
import importlib
import logging
import multiprocessing
import multiprocessing.connection
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Literal

import click

from diagnostic.commands.worker import work_beside
from diagnostic.i18n import say
from diagnostic.installation import installation, require_current
from diagnostic.settings import Settings
from diagnostic.terminal import refuse

LOG = logging.getLogger("diagnostic.serve")

_APPLICATION = "diagnostic.web.serving:create"
_SHARED = ("diagnostic.web.serving", "diagnostic.worker")
_PATIENCE = 10
"""Seconds until a process that was told to end is ended."""
_LOOK = 0.5
_PAUSE = 5


@click.command(help=say("help.serve"), short_help=say("help.serve_short"))
@click.option("--no-worker", is_flag=True, help=say("help.serve_no_worker"))
def serve(*, no_worker: bool) -> None:
    """Answer requests until stopped."""
    with installation() as settings:
        serve_until_stopped(settings, no_worker=no_worker)


def serve_until_stopped(settings: Settings, *, no_worker: bool = False) -> None:
    """Answer requests, with a worker beside, until the process is told to end."""
    _require_current(settings)
    _require_free(settings)
    _load_shared()
    click.echo(say("done.serving", address=settings.address))
    if no_worker:
        _answer(settings)
        return
    with _worker_beside():
        _answer(settings)


def _require_current(settings: Settings) -> None:
    """See to the form of the database; what migrating a file loads is not kept for as long as the server runs."""
    if not settings.database.startswith("sqlite"):
        _see_to_form(settings)
        return
    process = multiprocessing.get_context("fork").Process(target=_see_to_form, args=(settings,))
    process.start()
    process.join()
    if process.exitcode != 0:
        raise SystemExit(process.exitcode)


def _see_to_form(settings: Settings) -> None:
    asyncio.run(require_current(settings))


def _load_shared() -> None:
    """Load here what the server and the worker need: they are forks of this process, and memory holds it once."""
    for module in _SHARED:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()  # a search for garbage writes to whatever it looks at, and each process would have its own again


def _answer(settings: Settings) -> None:
    from granian import Granian  # noqa: PLC0415 - only a command that runs needs them
    from granian.constants import HTTPModes, Interfaces  # noqa: PLC0415 - as above
    from granian.log import LogLevels  # noqa: PLC0415 - as above

    from diagnostic.journal import CONFIGURATION  # noqa: PLC0415 - as above

    Granian(
        _APPLICATION,
        factory=True,
        interface=Interfaces.ASGI,
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        http=HTTPModes.http1,
        websockets=False,
        log_access=False,
        log_level=LogLevels.warning,
        log_dictconfig=CONFIGURATION,
        respawn_failed_workers=True,
        workers_kill_timeout=_PATIENCE,
    ).serve()


def _require_free(settings: Settings) -> None:
    """Say it in plain words where another program listens already, or the address is not of this machine."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((settings.host, settings.port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            refuse(say("error.port_taken", host=settings.host, port=settings.port))
        refuse(say("error.port", host=settings.host, port=settings.port, reason=error.strerror or str(error)))


@contextmanager
def _worker_beside() -> Iterator[None]:
    """Keep a worker running in a process of its own, and end it with the server."""
    stop = threading.Event()
    keeper = threading.Thread(target=_keep, args=(_begun("fork"), stop))
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        keeper.join()


def _keep(process: BaseProcess, stop: threading.Event) -> None:
    """Watch the worker, begin it again where it ends by itself, and end it when told to stop."""
    while not stop.is_set():
        if multiprocessing.connection.wait([process.sentinel], timeout=_LOOK):
            LOG.warning("the worker has ended and begins again")
            if not stop.wait(_PAUSE):
                process = _begun("spawn")  # a thread must not fork
    process.terminate()
    process.join(_PATIENCE)
    process.kill()
    process.join()


def _begun(way: Literal["fork", "spawn"]) -> BaseProcess:
    process: BaseProcess = multiprocessing.get_context(way).Process(target=work_beside)  # type: ignore[attr-defined]
    process.start()
    return process
