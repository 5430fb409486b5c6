"""The administrator's pages: every setting is there, every command exists, both languages say the same."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from diagnostic.i18n import OVERRIDE
from diagnostic.services import sweeping
from diagnostic.settings import PREFIX, Settings, settings_of
from tests.architecture.source import ROOT
from tests.integration.command import run

PAGES = {"de": ROOT / "docs" / "administrator.de.md", "en": ROOT / "docs" / "administrator.md"}
ROW = re.compile(r"^\| `(ZUSAMMENSPIEL_[A-Z_]+)` \| (.*?) \|", re.MULTILINE)
COMMAND = re.compile(r"^(?:ExecStart=\S*/)?diagnostic ([a-z ]+?)(?= --| *$)", re.MULTILINE)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
KEPT = (sweeping.KEYS, sweeping.INVITATIONS, sweeping.CONTACTS, sweeping.ANSWERS, sweeping.AUDIT, sweeping.SESSIONS)


def page(language: str) -> str:
    """Return a page of the handbook."""
    return PAGES[language].read_text(encoding="utf-8")


@pytest.mark.parametrize("language", PAGES)
def test_every_setting_is_described_and_no_other(language: str) -> None:
    settings = {PREFIX + name.upper() for name in Settings.__struct_fields__} | {OVERRIDE}

    assert {name for name, _ in ROW.findall(page(language))} == settings


@pytest.mark.parametrize("language", PAGES)
def test_every_default_is_the_one_of_the_program(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plain = {name: value.strip("`") for name, value in ROW.findall(page(language)) if value.startswith("`")}

    assert len(plain) == 7
    assert settings_of(plain) == settings_of({})


@pytest.mark.parametrize("language", PAGES)
def test_every_command_exists(language: str) -> None:
    commands = {tuple(words.split()) for fence in FENCE.findall(page(language)) for words in COMMAND.findall(fence)}

    assert commands == {("serve",), ("user", "create"), ("user", "password")}
    assert {run(*command, "--help").code for command in commands} == {0}


@pytest.mark.parametrize("language", PAGES)
def test_what_is_deleted_is_what_the_program_deletes(language: str) -> None:
    rows = re.findall(r"^\| [^|`]+ \| [^|]*?(\d+) [^|]*\|$", page(language), re.MULTILINE)

    assert [timedelta(days=int(days)) for days in rows] == list(KEPT)


def test_both_languages_show_the_same_files_and_have_as_many_sections() -> None:
    german, english = page("de"), page("en")
    same = [re.sub(r'#.*|"[^"]*"', "", fence) for fence in FENCE.findall(german)]

    assert same == [re.sub(r'#.*|"[^"]*"', "", fence) for fence in FENCE.findall(english)]
    assert german.count("\n## ") == english.count("\n## ")
