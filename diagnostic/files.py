"""Reading what a command is given, and writing its results all together or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from errno import EISDIR
from pathlib import Path

from diagnostic.i18n import say
from diagnostic.terminal import refuse


def read(path: Path, *, most: int) -> bytes:
    """Return a file's bytes, one more than `most` if it has more, or end the command with what is wrong with it."""
    try:
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except FileNotFoundError:
        refuse(say("error.file_missing", path=str(path)))
    except (OSError, ValueError) as error:
        refuse(say("error.file_unreadable", path=str(path), reason=_reason(error)))


def write_all(folder: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write files into a folder, which is created: all aside first, then each into its place.

    If one cannot be placed, those already placed are taken out again, what they replaced is put back, and folders made
    for them are removed.
    """
    try:
        with ExitStack() as made:
            _make(folder, made)
            _write(folder, contents)
            made.pop_all()
    except OSError as error:
        refuse(say("error.out_unwritable", path=str(folder), reason=_reason(error)))
    return tuple(folder / name for name in contents)


def _make(folder: Path, made: ExitStack) -> None:
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir(exist_ok=True)
        made.callback(place.rmdir)


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder, ignore_cleanup_errors=True) as aside:
        fresh, older = Path(aside) / "fresh", Path(aside) / "older"
        fresh.mkdir()
        older.mkdir()
        for name, content in contents.items():
            (fresh / name).write_bytes(content)
        with ExitStack() as undo:
            for name in contents:
                _place(fresh / name, folder / name, older / name, undo)
            undo.pop_all()


def _place(fresh: Path, target: Path, older: Path, undo: ExitStack) -> None:
    """Put a new file where an older one may be, which is kept, and note how to take that back."""
    if target.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(target))
    if os.path.lexists(target):
        target.rename(older)
        undo.callback(older.rename, target)
    fresh.rename(target)
    undo.callback(target.unlink)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
