"""Lists new versions of the library as released; one that is listed and has changed since is refused."""  # noqa: INP001

from __future__ import annotations

import sys
from pathlib import Path

from questionnaires.loading import find, library
from questionnaires.problems import InputError
from questionnaires.versions import RELEASED, released, released_text, with_new


def release(file: Path = RELEASED) -> tuple[str, ...]:
    """Write the digests of all versions of the library beside those released before; return what is new."""
    before = released(file) if file.exists() else {}
    now = with_new((find(f"{name}/{version}") for name, version in library()), before)
    file.write_text(released_text(now), encoding="utf-8")
    return tuple(name for name in now if name not in before)


if __name__ == "__main__":
    try:
        added = release()
    except InputError as error:
        sys.exit("\n".join(problem.text("en") for problem in error.problems))
    sys.stdout.write(f"Released: {', '.join(added) or 'nothing new'}\n")
