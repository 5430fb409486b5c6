"""Writes the JSON Schema of questionnaires anew, after a change of the structs."""  # noqa: INP001 - a script

from __future__ import annotations

from pathlib import Path

from questionnaires.schema import KEPT, schema_text


def renew(file: Path = KEPT) -> None:
    """Write the schema that the structs say now."""
    file.write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    renew()
