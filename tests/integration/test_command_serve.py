"""The service as it runs: it answers until stopped, logs nothing that was sent, and loads no more than it needs."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.integration.command import PROGRAM, run, spawn


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of an installation that nobody has begun."""
    monkeypatch.setenv("ZUSAMMENSPIEL_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


@contextmanager
def serving(data: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Run the server on a free port, and give its address once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {"ZUSAMMENSPIEL_DATA": str(data), "ZUSAMMENSPIEL_PORT": str(port), "ZUSAMMENSPIEL_LANG": "en"}
    process = subprocess.Popen(  # noqa: S603 - our own program
        [PROGRAM, "serve", *options],
        env={"PATH": "/usr/bin:/bin", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"The pages are at {address}. End with Ctrl+C.\n"
        while not is_up(port):
            assert process.poll() is None
        yield address, process
    finally:
        process.kill()
        process.communicate()


def is_up(port: int) -> bool:
    """Whether something answers on a port."""
    with socket.socket() as probe:
        probe.settimeout(5)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize(("how", "options"), [(signal.SIGTERM, ()), (signal.SIGINT, ("--no-worker",))])
def test_the_server_answers_until_it_is_stopped(data: Path, how: signal.Signals, options: tuple[str, ...]) -> None:
    marker = "qzxmarker"
    with serving(data, *options) as (address, process):
        with urlopen(f"{address}/health") as answer:  # noqa: S310 - our own server
            assert (answer.status, answer.read()) == (200, b"ok")
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(f"{address}/start/{marker}?q={marker}", data=b"a=" + marker.encode()))  # noqa: S310
        refused.value.close()
        process.send_signal(how)
        out, err = process.communicate(timeout=30)

    assert process.returncode == 0
    assert (out, marker in err) == ("", False)
    assert any(" diagnostic.web GET /health 200 " in line for line in err.splitlines())
    assert refused.value.code in {403, 404}


def test_a_port_that_is_taken_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("ZUSAMMENSPIEL_PORT", str(taken.getsockname()[1]))

        assert run("serve").is_refused(
            "de", f"127.0.0.1, Port {taken.getsockname()[1]}: Hier läuft schon ein anderes Programm"
        )


@pytest.mark.parametrize("arguments", [("--help",), ("questionnaire", "show", "kurzcheck"), ("serve", "--help")])
def test_what_needs_no_service_loads_none(arguments: tuple[str, ...]) -> None:
    code = (
        "import json, sys, contextlib, io\n"
        f"sys.argv = ['diagnostic', *{arguments!r}]\n"
        "from diagnostic.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit):\n"
        "    main()\n"
        "print(json.dumps(sorted(name.partition('.')[0] for name in sys.modules)))\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603 - ours

    heavy = {"litestar", "granian", "sqlalchemy", "alembic", "pandas", "weasyprint", "asyncpg"}
    assert heavy & set(json.loads(ended.stdout)) == set()


def test_the_pages_load_no_data_frames() -> None:
    code = "import sys, json; from diagnostic.web.app import create_app; print(json.dumps(sorted(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603 - ours

    assert {"pandas", "numpy", "scipy", "weasyprint"} & set(json.loads(ended.stdout)) == set()


@pytest.mark.parametrize("command", [("serve",), ("worker",), ("migrate",), ("user", "create"), ("doctor",)])
def test_every_command_of_the_service_explains_itself(command: tuple[str, ...]) -> None:
    for language in ("de", "en"):
        ran = spawn(*command, "--help", environment={"ZUSAMMENSPIEL_LANG": language})
        assert (ran.code, ran.err) == (0, ())
        options = [line.split() for line in ran.out if line.startswith("  --")]
        assert [words for words in options if len(words) < 3] == []
