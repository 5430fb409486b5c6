"""The two scripts that write into the package: what they write is what the package keeps."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from questionnaires.loading import library
from questionnaires.problems import InputError
from questionnaires.schema import KEPT
from questionnaires.versions import RELEASED
from tests.architecture.source import ROOT

renew = runpy.run_path(str(ROOT / ".ci" / "renew_schema.py"))["renew"]
release = runpy.run_path(str(ROOT / ".ci" / "release_questionnaires.py"))["release"]


def test_the_schema_that_is_written_is_the_kept_one(tmp_path: Path) -> None:
    renew(tmp_path / "schema.json")

    assert (tmp_path / "schema.json").read_bytes() == KEPT.read_bytes()


def test_releasing_writes_every_version_of_the_library_once(tmp_path: Path) -> None:
    file = tmp_path / "released.toml"

    assert release(file) == tuple("/".join(one) for one in library())
    assert release(file) == ()
    assert file.read_bytes() == RELEASED.read_bytes()


def test_nothing_is_written_if_a_released_version_has_changed(tmp_path: Path) -> None:
    file = tmp_path / "released.toml"
    before = '[kurzcheck]\n"2026.1" = "another digest"\n'
    file.write_text(before, encoding="utf-8")

    with pytest.raises(InputError):
        release(file)
    assert file.read_text(encoding="utf-8") == before
