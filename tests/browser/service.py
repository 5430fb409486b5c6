"""The service as people meet it: a server on a free port with a worker beside it, and the commands of an operator."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.integration.command import PROGRAM

PATIENCE = 30.0
"""Seconds after which a server that has not begun, or not ended, is given up."""

_LOOK = 0.05
_PASSWORD = re.compile(r"\b[a-z2-9]{5}(?:-[a-z2-9]{5}){3}\b")
_KEPT = ("PATH", "HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME")


def free_port() -> int:
    """Return a port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Service:
    """One installation: its folder, where it listens, and the server while it runs."""

    folder: Path
    database: str | None = None
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def journal(self) -> Path:
        """The file with what the server told."""
        return self.folder / "journal.txt"

    @property
    def environment(self) -> Mapping[str, str]:
        """Return the settings, and nothing of the language or the settings of whoever runs the tests."""
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        ours = {"DATA": str(self.folder), "PORT": str(self.port), "LANG": "en"}
        if self.database is not None:
            ours["DATABASE"] = self.database
        return kept | {f"ZUSAMMENSPIEL_{name}": value for name, value in ours.items()}

    def run(self, *arguments: str) -> str:
        """Run a command of the installation to its end and return what it printed."""
        ended = subprocess.run(  # noqa: S603 - our own program
            [PROGRAM, *arguments], env=self.environment, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    def create_account(self, email: str, name: str) -> str:
        """Create an account that may found initiatives, and return its password."""
        told = self.run("user", "create", "--email", email, "--name", name)
        found = _PASSWORD.search(told)
        assert found is not None, told
        return found[0]

    def start(self, *options: str) -> None:
        """Start the server, and return once it says that it answers and reaches its database."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.journal.open("ab") as journal:
            self.process = subprocess.Popen(  # noqa: S603 - our own program
                [PROGRAM, "serve", *options],
                env=self.environment,
                stdout=journal,
                stderr=journal,
                start_new_session=True,
            )
        for _ in range(int(PATIENCE / _LOOK)):
            if self._answers():
                return
            assert not self._ends_within(_LOOK), self.journal.read_text()
        raise AssertionError(self.journal.read_text())

    def stop(self) -> None:
        """Tell the server to end, as an operator does, and see to it that all of it has."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        if not self._ends_within(PATIENCE):
            self.kill()
            raise AssertionError(self.journal.read_text())
        self.kill()

    def kill(self) -> None:
        """Kill the server and everything that it has begun, at once."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None

    def _answers(self) -> bool:
        try:
            with urlopen(f"{self.address}/health", timeout=PATIENCE) as answer:  # noqa: S310 - our own server
                return bool(answer.read() == b"ok")
        except (URLError, ConnectionError):
            return False

    def _ends_within(self, seconds: float) -> bool:
        assert self.process is not None
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True


@contextmanager
def serving(folder: Path, *options: str, database: str | None = None) -> Iterator[Service]:
    """Give an installation whose server runs, and end it afterwards."""
    service = Service(folder, database)
    try:
        service.start(*options)
        yield service
        service.stop()
    finally:
        service.kill()
