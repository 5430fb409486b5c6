"""A golden file is compared byte for byte, and written only when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import conftest
from tests.conftest import Golden


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the golden files of these tests in a folder of their own."""
    monkeypatch.setattr(conftest, "GOLDEN", tmp_path)
    return tmp_path


def test_a_renewed_file_is_kept_as_it_was_given(folder: Path) -> None:
    Golden(renew=True).check("deep/a.txt", "ä\r\nb\n")

    assert (folder / "deep" / "a.txt").read_bytes() == "ä\r\nb\n".encode()
    Golden(renew=False).check("deep/a.txt", "ä\r\nb\n")


def test_a_difference_is_shown_and_not_written(folder: Path) -> None:
    Golden(renew=True).check("a.txt", "one\ntwo\n")

    with pytest.raises(pytest.fail.Exception, match=r"-two\n\+three\n.*--renew-golden"):
        Golden(renew=False).check("a.txt", "one\nthree\n")
    assert (folder / "a.txt").read_text(encoding="utf-8") == "one\ntwo\n"


def test_a_missing_file_says_how_to_write_it() -> None:
    with pytest.raises(pytest.fail.Exception, match="pytest --renew-golden"):
        Golden(renew=False).check("absent.txt", "")
