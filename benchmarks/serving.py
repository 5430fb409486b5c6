"""``python -m benchmarks.serving FOLDER``: serves as ``diagnostic serve`` does, with the peer's survey in the library.

With the path of a file as a second argument, statements that read or write are counted in its first eight bytes.
"""

from __future__ import annotations

import mmap
import struct
import sys
from pathlib import Path

from diagnostic.commands.serve import serve_until_stopped
from diagnostic.installation import installation

_NUMBER = struct.Struct("q")
_COUNTED = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


class Counter:
    """A number in a file that several processes see; one of them writes."""

    def __init__(self, path: Path) -> None:
        """Open the file, and make it where there is none."""
        if not path.exists():
            path.write_bytes(_NUMBER.pack(0))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _NUMBER.size)

    @property
    def value(self) -> int:
        """The number now."""
        number: int = _NUMBER.unpack_from(self._shared)[0]
        return number

    def note(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        """Count a statement, unless it only begins or ends a transaction."""
        if statement.lstrip().upper().startswith(_COUNTED):
            _NUMBER.pack_into(self._shared, 0, self.value + 1)


def main() -> None:
    """Serve until stopped."""
    from benchmarks.library import install  # noqa: PLC0415 - the worker beside begins with this module too, without it

    folder, *counted = map(Path, sys.argv[1:])
    install(folder)
    if counted:
        import sqlalchemy as sa  # noqa: PLC0415 - the command itself loads it later

        sa.event.listen(sa.Engine, "before_cursor_execute", Counter(counted[0]).note)
    with installation() as settings:
        serve_until_stopped(settings, no_worker=bool(counted))


if __name__ == "__main__":
    main()
