"""Imprint, privacy and accessibility: templates that an installation replaces, and the record of processing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from diagnostic.store.inventory import holdings
from diagnostic.store.tables import Table
from diagnostic.web.public.record import Area, record
from diagnostic.web.public.texts import NAMES, Block, Text, has_own, text_of
from diagnostic.web.wording import words
from tests.architecture.source import ROOT
from tests.visiting import settings_for, visiting

LANGUAGES = ("de", "en")


def entries(language: str) -> dict[str, Mapping[str, str]]:
    """Return the sections of the wording of these pages."""
    file = ROOT / "diagnostic" / "web" / "wording" / f"public.{language}.toml"
    found: dict[str, Mapping[str, str]] = tomllib.loads(file.read_text(encoding="utf-8"))["record"]
    return found


def write(folder: Path, name: str, content: str) -> None:
    """Put a text into the folder of an installation."""
    (folder / "pages").mkdir(exist_ok=True)
    (folder / "pages" / name).write_bytes(content.encode())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_has_a_template_with_gaps_or_contacts_to_fill(name: str, language: str, tmp_path: Path) -> None:
    text = text_of(tmp_path, name, language)

    assert text.template
    assert text.title
    assert any("[" in line for block in text.blocks for line in block.lines)
    assert not has_own(tmp_path, name)


@pytest.mark.parametrize("name", NAMES)
def test_the_templates_are_built_alike_in_both_languages(name: str, tmp_path: Path) -> None:
    german, english = (text_of(tmp_path, name, language) for language in LANGUAGES)

    assert [(one.kind, len(one.lines)) for one in german.blocks] == [
        (one.kind, len(one.lines)) for one in english.blocks
    ]


def test_a_text_of_ones_own_is_shown_as_it_was_written(tmp_path: Path) -> None:
    write(
        tmp_path, "imprint.de.txt", "\ufeff# Wer wir sind\r\n\r\nEins\r\nZwei\r\n \r\n## Drei\n\n- a\n- b\n\n- c\nd\n"
    )

    assert text_of(tmp_path, "imprint", "de") == Text(
        title="Wer wir sind",
        blocks=(
            Block("paragraph", ("Eins", "Zwei")),
            Block("heading", ("Drei",)),
            Block("list", ("a", "b")),
            Block("paragraph", ("- c", "d")),
        ),
        language="de",
        template=False,
    )


def test_a_text_of_ones_own_in_another_language_comes_before_the_template(tmp_path: Path) -> None:
    write(tmp_path, "imprint.de.txt", "# Wer wir sind")

    assert text_of(tmp_path, "imprint", "en").language == "de"
    assert has_own(tmp_path, "imprint")


@pytest.mark.parametrize("content", ["", " \n\n ", "\0"])
def test_an_empty_file_replaces_nothing(content: str, tmp_path: Path) -> None:
    write(tmp_path, "imprint.de.txt", content)

    assert text_of(tmp_path, "imprint", "de").template


@pytest.mark.anyio
async def test_a_text_is_a_page_and_nothing_in_it_is_markup(tmp_path: Path) -> None:
    write(tmp_path, "privacy.de.txt", "# A & B\n\n<b>fett</b> {{ page }} {x}\n\n- <i>")
    settings = settings_for(f"sqlite:///{tmp_path}/none", tmp_path)
    async with visiting(settings) as visit:
        german = (await visit.get("/privacy")).text
        english = (await visit.get("/privacy", **{"accept-language": "en"})).text

    assert "<h1>A &amp; B</h1>" in german
    assert "<p>&lt;b&gt;fett&lt;/b&gt; {{ page }} {x}</p>" in german
    assert "<li>&lt;i&gt;</li>" in german
    assert "Was gespeichert wird, und wie lange" in german
    assert '<div class="prose" lang="de">' in english


def test_the_record_names_every_table_with_the_kinds_of_its_columns() -> None:
    kinds = {table.name: {column.info["kind"] for column in table.columns} for table in Table.metadata.tables.values()}

    assert {one.table: set(one.kinds) for one in holdings()} == kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_record_has_words_for_all_that_is_kept_and_for_nothing_else(language: str) -> None:
    found = entries(language)
    tables = {one.table for one in holdings()}

    assert set(found["what"]) == set(found["until"]) == tables
    assert set(found["area"]) == {one.area for one in holdings()}
    assert set(found["kind"]) == {kind for one in holdings() for kind in one.kinds}


def test_the_record_says_what_is_kept_of_answers_and_until_when() -> None:
    answers = next(area for area in record(words("public", "en")) if area.name == "Answers")

    assert isinstance(answers, Area)
    kept, plain = (
        "Kept until 365 days after the initiative's last wave was closed",
        "answers, times, numbers and states",
    )
    assert [(one.kinds, one.until) for one in answers.entries] == [
        (plain, f"{kept}."),
        (
            "answers, facts about the initiative, times, numbers and states",
            f"{kept}, or until the backbone office deletes it.",
        ),
        (plain, f"{kept}."),
        (plain, f"{kept}, or until the backbone office deletes the self-report."),
    ]
