"""Reading what a command is given, and writing its results all together or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from diagnostic.i18n import Language, say
from diagnostic.terminal import refuse


def read(path: Path, *, language: Language) -> bytes:
    """Return a file's bytes, or end the command with what is wrong with it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        refuse(say("error.file_missing", language=language, path=str(path)), language=language)
    except (OSError, ValueError) as error:
        text = say("error.file_unreadable", language=language, path=str(path), reason=_reason(error))
        refuse(text, language=language)


def write_all(folder: Path, contents: Mapping[str, bytes], *, language: Language) -> tuple[Path, ...]:
    """Write files into a folder, which is created: first all under other names, then each into its place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".writing-", dir=folder) as aside:
            for name, content in contents.items():
                (Path(aside) / name).write_bytes(content)
            for name in contents:
                (Path(aside) / name).replace(folder / name)
    except OSError as error:
        text = say("error.out_unwritable", language=language, path=str(folder), reason=_reason(error))
        refuse(text, language=language)
    return tuple(folder / name for name in contents)


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
