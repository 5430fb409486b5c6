"""From folders, files and names to questionnaires."""

from __future__ import annotations

from pathlib import Path

import pytest

import questionnaires
from questionnaires import loading
from questionnaires.loading import examine, find, find_or_load, library, load, parse
from questionnaires.problems import InputError, Problem
from tests.unit.questionnaires.samples import ENGLISH, GERMAN, MAIN, changed, contents, sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder that holds the sample."""
    for name, data in contents().items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def refused(path: Path) -> tuple[Problem, ...]:
    """Return the problems with which a path is refused."""
    with pytest.raises(InputError) as caught:
        load(path)
    return caught.value.problems


def inside(language: str, texts: str) -> str:
    """Return the texts of one language as they stand inside the main file."""
    return f"[texts.{language}]\n" + texts.replace("\n[", f"\n[texts.{language}.")


def test_a_folder_is_read_with_its_texts(folder: Path) -> None:
    assert load(folder) == sample()


def test_the_main_file_of_a_folder_stands_for_the_folder(folder: Path) -> None:
    assert load(folder / "questionnaire.toml") == sample()


def test_one_file_with_its_texts_inside_is_the_same_questionnaire(tmp_path: Path) -> None:
    file = tmp_path / "sample.toml"
    file.write_text(f"{MAIN}\n{inside('de', GERMAN)}\n{inside('en', ENGLISH)}", encoding="utf-8")

    assert load(file) == sample()


def test_the_example_in_the_readme_is_a_whole_questionnaire() -> None:
    text = (Path(questionnaires.__file__).parent / "README.md").read_text(encoding="utf-8")
    example = text.partition("```toml\n")[2].partition("```")[0]
    questionnaire, findings = parse({"example.toml": example.encode()})

    assert questionnaire is not None
    assert findings == ()


def test_all_errors_of_a_file_are_raised_together(folder: Path) -> None:
    (folder / "texts.en.toml").write_text(changed(ENGLISH, ('reach = "Reach"\n', "")), encoding="utf-8")
    (folder / "questionnaire.toml").write_text(
        changed(MAIN, ('barrier = "silos"', 'barrier = "silos"'), ("minutes = 6", "minutes = 0"))
    )

    assert [(one.code, one.values["where"]) for one in refused(folder)] == [
        ("bad_minutes", str(folder / "questionnaire.toml")),
        ("missing_text", str(folder / "texts.en.toml")),
    ]


def test_all_unreadable_files_are_reported_together(folder: Path) -> None:
    (folder / "texts.de.toml").write_bytes(b"\xff")
    (folder / "texts.en.toml").write_bytes(b"")

    assert [one.code for one in refused(folder)] == ["not_utf8", "empty_file"]


def test_remarks_do_not_refuse_a_questionnaire(folder: Path) -> None:
    (folder / "questionnaire.toml").write_text(changed(MAIN, ("highest = 50", "highest = 99")), encoding="utf-8")
    questionnaire, findings = examine(folder)

    assert [(one.severity, one.problem.code) for one in findings] == [("remark", "range_reserved")]
    assert load(folder) == questionnaire


def test_texts_given_inside_and_beside_the_file_are_refused(folder: Path) -> None:
    (folder / "questionnaire.toml").write_text(f"{MAIN}\n{inside('de', GERMAN)}", encoding="utf-8")

    assert [(one.code, one.values["file"]) for one in refused(folder)] == [
        ("texts_twice", str(folder / "texts.de.toml"))
    ]


def test_a_missing_file_of_texts_is_named(folder: Path) -> None:
    (folder / "texts.en.toml").unlink()

    assert [(one.code, one.values["language"]) for one in refused(folder)] == [("no_texts", "en")]


@pytest.mark.parametrize("texts", ["3", '"de"', "[]"])
def test_texts_that_are_no_table_are_refused(tmp_path: Path, texts: str) -> None:
    file = tmp_path / "sample.toml"
    file.write_text(f"texts = {texts}\n{MAIN}", encoding="utf-8")

    assert [one.code for one in refused(file)] == ["not_table"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "no_questionnaire_file"),
        ("absent.toml", "file_missing"),
        ("x" * 5000, "file_unreadable"),
        ("a\0b", "file_missing"),
    ],
)
def test_a_path_without_a_questionnaire_is_refused(tmp_path: Path, name: str, code: str) -> None:
    assert [one.code for one in refused(tmp_path / name)] == [code]


def test_a_folder_in_place_of_the_main_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "questionnaire.toml").mkdir()

    assert [one.code for one in refused(tmp_path)] == ["no_questionnaire_file"]


def test_a_folder_in_place_of_a_file_of_texts_is_refused(folder: Path) -> None:
    (folder / "texts.nl.toml").mkdir()

    assert [one.code for one in refused(folder)] == ["file_unreadable"]


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a library with three versions of the sample, in a folder of its own."""
    for version in ("2026.2", "2026.10", "2025.4"):
        path = tmp_path / "library" / "sample" / version
        path.mkdir(parents=True)
        for name, data in contents(main=changed(MAIN, ("2026.1", version))).items():
            (path / name).write_bytes(data)
    monkeypatch.setattr(loading, "LIBRARY", tmp_path / "library")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("shelf")
def test_the_library_lists_versions_from_the_oldest() -> None:
    assert library() == (("sample", "2025.4"), ("sample", "2026.2"), ("sample", "2026.10"))


@pytest.mark.usefixtures("shelf")
def test_an_id_means_its_newest_version() -> None:
    assert (find("sample").version, find("sample/2026.2").version) == ("2026.10", "2026.2")


def test_a_path_is_found_where_the_library_has_no_such_id(shelf: Path) -> None:
    own = shelf / "own"
    own.mkdir()
    for name, data in contents().items():
        (own / name).write_bytes(data)

    assert find_or_load("own") == find_or_load("./own") == find_or_load(str(own / "questionnaire.toml")) == sample()


def test_the_library_comes_before_a_folder_of_the_same_name(shelf: Path) -> None:
    (shelf / "sample").mkdir()

    assert find("sample") == find_or_load("sample")
    assert find("sample").version == "2026.10"


@pytest.mark.parametrize("name", ["own", "./own", "own/questionnaire.toml", "../{}/own", "{}/own", "sample/../../own"])
def test_no_name_leads_out_of_the_library(shelf: Path, name: str) -> None:
    own = shelf / "own"
    own.mkdir()
    for file, data in contents().items():
        (own / file).write_bytes(data)

    with pytest.raises(InputError) as caught:
        find(name.format(shelf.name))

    assert [one.code.removesuffix("_near") for one in caught.value.problems] == ["unknown_questionnaire"]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("sample1", "unknown_name_near"),
        ("sample/2026.3", "unknown_name_near"),
        ("", "no_questionnaire_file"),
        ("climate", "unknown_name"),
        ("climate.toml", "file_missing"),
        ("./climate", "file_missing"),
        ("y" * 5000, "unknown_name"),
    ],
)
def test_a_name_that_means_nothing_is_refused(name: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        find_or_load(name)

    assert [one.code for one in caught.value.problems] == [code]
