"""What was taken over from others is there unchanged, with its licence."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

VENDOR = Path("diagnostic/web/static/vendor")
LISTED = tomllib.loads((VENDOR / "vendored.toml").read_text(encoding="utf-8"))["file"]


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: str(entry["path"]))
def test_a_file_is_the_one_that_was_taken_over(entry: dict[str, str]) -> None:
    assert hashlib.sha256((VENDOR / entry["path"]).read_bytes()).hexdigest() == entry["sha256"]


def test_every_file_is_listed() -> None:
    there = {str(path.relative_to(VENDOR)) for path in VENDOR.rglob("*") if path.is_file()}

    assert there - {"vendored.toml"} == {entry["path"] for entry in LISTED}


def test_every_entry_names_its_origin_and_licence() -> None:
    named = ("path", "origin", "version", "licence", "sha256")

    assert [entry["path"] for entry in LISTED if not all(entry.get(key) for key in named)] == []
