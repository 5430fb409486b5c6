"""The demo, loaded once in a run of the tests by whichever process needs it first; each test module has a copy."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import msgspec

from tests.integration.command import Ran, spawn


def demo_in(folder: Path) -> Ran:
    """Load the demo into an installation whose data lie in a folder."""
    return spawn("demo", "--no-serve", environment={"ZUSAMMENSPIEL_DATA": str(folder)}, folder=folder)


def copy_of_demo(shared: Path, folder: Path) -> Ran:
    """Make a folder the data of an installation with the demo, and return what was said when it was loaded.

    Parameters
    ----------
    shared : Path
        A folder that all test processes of a run share.
    folder : Path
        One that does not exist.
    """
    data, said = shared / "demo", shared / "demo.json"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            data.mkdir()
            said.write_bytes(msgspec.json.encode(demo_in(data)))
    shutil.copytree(data, folder)
    return msgspec.json.decode(said.read_bytes(), type=Ran)
