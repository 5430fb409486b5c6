"""The data folder: there, writable, for its owner alone, with the secret and with texts of one's own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from diagnostic.health.findings import Finding
from diagnostic.i18n import say
from diagnostic.settings import Settings
from diagnostic.store.keys import Keys

_OTHERS = 0o077
_TEXTS = ("imprint", "privacy", "accessibility")


def check_folder(settings: Settings) -> Finding:
    """Look whether the data folder can be written to."""
    path = str(settings.data)
    if not settings.data.is_dir():
        return Finding(well=False, text=say("doctor.folder_missing", path=path))
    try:
        with tempfile.TemporaryFile(dir=settings.data):
            return Finding(well=True, text=say("doctor.folder_well", path=path))
    except OSError as error:
        return Finding(well=False, text=say("doctor.folder_unwritable", path=path, reason=error.strerror or str(error)))


def check_privacy(settings: Settings) -> Finding:
    """Look whether others on this machine can open what lies in the data folder."""
    open_ones = sorted(path for path in _kept(settings) if path.lstat().st_mode & _OTHERS)
    if not open_ones:
        return Finding(well=True, text=say("doctor.private_well"))
    return Finding(well=False, text=say("doctor.private_wrong", path=str(open_ones[0]), folder=str(settings.data)))


def check_secret(settings: Settings) -> Finding:
    """Look whether the secret is there, without which every session and form of before is void."""
    if Keys(settings.data).has_secret():
        return Finding(well=True, text=say("doctor.secret_well"))
    return Finding(well=False, text=say("doctor.secret_wrong", path=str(settings.data / "secret")))


def check_texts(settings: Settings) -> Finding:
    """Look whether an installation that others can reach says who runs it, in texts of its own."""
    folder = settings.data / "pages"
    lacking = [name for name in _TEXTS if not list(folder.glob(f"{name}.*.txt"))]
    if not lacking or not settings.secure:
        return Finding(well=True, text=say("doctor.texts_well"))
    return Finding(well=False, text=say("doctor.texts_wrong", names=", ".join(lacking), folder=str(folder)))


def _kept(settings: Settings) -> Iterator[Path]:
    """Yield the data folder and what only the service may read in it; texts are for everybody anyway."""
    if not settings.data.is_dir():
        return
    yield settings.data
    for folder, _, names in os.walk(settings.data):
        if Path(folder).name != "pages":
            yield from (Path(folder) / name for name in names)
