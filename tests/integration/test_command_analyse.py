"""``diagnostic analyse``: what each of its options does."""

from __future__ import annotations

from pathlib import Path

import pytest

import questionnaires
from scoring.diagnosis import Participation, Protection, from_json
from scoring.rounding import Form
from tests.hostile.building import healthy, with_column, written
from tests.integration.command import contents, diagnosed, pages, run, without_pdf_libraries
from tests.integration.conftest import Initiative

LIBRARY = Path(questionnaires.__file__).parent / "library"


def saved(folder: Path, data: bytes, name: str = "answers.csv") -> Path:
    """Write a file and return where it lies."""
    file = folder / name
    file.write_bytes(data)
    return file


def test_every_option_at_once_ends_in_three_files(initiative: Initiative) -> None:
    header, *rows = initiative.answers.read_text(encoding="utf-8").splitlines()
    noted = "\n".join([f"{header},Notiz", *(f"{row},=1+1" for row in rows)])
    initiative.answers.write_text(noted, encoding="utf-8")

    ran = run(
        *("analyse", initiative.answers, "--organisations", initiative.organisations, "--invited", "30"),
        *("--questionnaire", "kurzcheck", "--grouping", "sector", "--minimum", "6", "--strict", "--lang", "en"),
        *("--ignore-column", "Notiz", "--title", "Care & Co. <b>", "--fielded", "2026-05-04..2026-05-29"),
        *("--out", initiative.out),
    )

    names = ("diagnosis.json", "report.en.html", "report.en.pdf")
    diagnosis = from_json((initiative.out / "diagnosis.json").read_bytes())
    assert ran.code == 0
    assert ran.out == tuple(f"Geschrieben: {initiative.out / name}" for name in names)
    assert tuple(sorted(contents(initiative.out))) == names
    assert diagnosis.protection == Protection(minimum=6, strict=True, grouping="sector")
    assert diagnosis.participation.invited == 30
    assert "Care & Co. <b>" in pages(initiative.out / "report.en.pdf")[0]
    assert "Surveyed" in pages(initiative.out / "report.en.pdf")[0]


def test_the_results_lie_where_out_says_in_folders_made_for_them(initiative: Initiative) -> None:
    out = initiative.out / "2026" / "Mai und Juni"

    with without_pdf_libraries():
        ran = run("analyse", initiative.answers, "--questionnaire", "kurzcheck", "--out", out)

    assert ran.out == (f"Geschrieben: {out / 'diagnosis.json'}", f"Geschrieben: {out / 'report.de.html'}")
    assert sorted(contents(out)) == ["diagnosis.json", "report.de.html"]


def test_a_second_analysis_takes_the_place_of_the_first_and_of_nothing_else(initiative: Initiative) -> None:
    with without_pdf_libraries():
        run("analyse", initiative.answers, "--questionnaire", "kurzcheck", "--out", initiative.out)
        first = contents(initiative.out)
        (initiative.out / "Notiz.txt").write_text("bleibt", encoding="utf-8")
        run("analyse", initiative.answers, "--questionnaire", "kurzcheck", "--strict", "--out", initiative.out)

    second = contents(initiative.out)
    assert second.pop("Notiz.txt") == b"bleibt"
    assert sorted(second) == sorted(first)
    assert from_json(first["diagnosis.json"]).protection.strict is False
    assert from_json(second["diagnosis.json"]).protection.strict is True


def test_a_path_may_be_relative_to_where_one_stands(initiative: Initiative, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(initiative.answers.parent)

    with without_pdf_libraries():
        ran = run("analyse", "answers.csv", "--questionnaire", "kurzcheck", "--out", "Ergebnis")

    assert (ran.code, ran.out[0]) == (3, "Geschrieben: Ergebnis/diagnosis.json")
    assert sorted(contents(Path("Ergebnis"))) == ["diagnosis.json", "report.de.html"]


def test_organisations_are_counted_from_the_list_or_the_number_and_are_unknown_without(initiative: Initiative) -> None:
    by_list, with_list = diagnosed(initiative.answers, "--organisations", initiative.organisations)
    by_number, with_number = diagnosed(initiative.answers, "--invited", "40")
    by_neither, without = diagnosed(initiative.answers)

    answered, persons = by_neither.participation.contributors, by_neither.participation.persons
    assert [found.participation for found in (by_list, by_number, by_neither)] == [
        Participation(unit="organisation", contributors=answered, invited=invited, persons=persons)
        for invited in (30, 40, None)
    ]
    assert f"{answered} von 30 Organisationen" in with_list
    assert f"{answered} von 40 Organisationen" in with_number
    unknown = "Wie viele Organisationen eingeladen waren, ist nicht bekannt."
    assert [unknown in page for page in (with_list, with_number, without)] == [False, False, True]


def test_sectors_are_shown_where_the_grouping_is_planned_and_nowhere_else(initiative: Initiative) -> None:
    run("simulate", "--questionnaire", "kurzcheck", "--organisations", "60", "--out", initiative.out)
    listed = ("--organisations", initiative.out / "organisations.csv")

    grouped, with_groups = diagnosed(initiative.out / "answers.csv", *listed, "--grouping", "sector")
    plain, without = diagnosed(initiative.out / "answers.csv", *listed)

    assert [len(scale.groups) >= 2 for scale in grouped.scales] == [True] * len(grouped.scales)
    assert [scale.groups for scale in plain.scales] == [()] * len(plain.scales)
    assert "Wie die Bereiche es sehen" in with_groups
    assert "Wie die Bereiche es sehen" not in without


def test_sectors_may_stand_in_the_list_of_organisations_alone(initiative: Initiative) -> None:
    together, _ = diagnosed(initiative.answers, "--organisations", initiative.organisations, "--grouping", "sector")
    rows = initiative.answers.read_text(encoding="utf-8").splitlines()
    apart = saved(
        initiative.answers.parent,
        "\n".join(",".join([*cells[:2], *cells[3:]]) for cells in (row.split(",") for row in rows)).encode(),
        "no_sectors.csv",
    )

    found, _ = diagnosed(apart, "--organisations", initiative.organisations, "--grouping", "sector")

    assert found == together


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Bündnis für Familien", "Bündnis für Familien"),
        ("  Bündnis  ", "Bündnis"),
        ("Kraft & Co. <script>alert(1)</script>", "Kraft &amp; Co. &lt;script&gt;alert(1)&lt;/script&gt;"),
        ("{{ 7 * 7 }} {titel} %s", "{{ 7 * 7 }} {titel} %s"),
        ("=cmd()", "=cmd()"),
        ("👨‍👩‍👧 日本 مؤسسة", "👨‍👩‍👧 日本 مؤسسة"),
        ("", "Kurzcheck der Zusammenarbeit"),
        ("   ", "Kurzcheck der Zusammenarbeit"),
    ],
)
def test_the_title_is_the_name_in_the_report_and_nothing_else(title: str, shown: str, initiative: Initiative) -> None:
    _, page = diagnosed(initiative.answers, "--title", title)

    assert f"<title>Wie wir zusammenarbeiten · {shown} (simulierte Daten)</title>" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        ("2026-05-04..2026-05-29", "4. bis 29. Mai 2026"),
        ("2026-05-04 .. 2026-06-02", "4. Mai bis 2. Juni 2026"),
        ("2025-12-01..2026-01-31", "1. Dezember 2025 bis 31. Januar 2026"),
    ],
)
def test_days_of_the_survey_are_told_as_its_reader_writes_them(days: str, shown: str, initiative: Initiative) -> None:
    _, page = diagnosed(initiative.answers, "--fielded", days)

    assert f"<dd>{shown}</dd>" in page


def test_without_days_no_date_stands_in_the_report(initiative: Initiative) -> None:
    _, page = diagnosed(initiative.answers)

    assert "Befragt" not in page


@pytest.mark.parametrize("order", ["answers first", "answers last"])
def test_columns_named_after_one_flag_are_passed_over_in_both_files(order: str, tmp_path: Path) -> None:
    header, *rows = with_column("Notiz", ["=1+1"] * 12)
    answers = saved(tmp_path, written([[*header, "Kürzel"], *([*row, "x"] for row in rows)]))
    organisations = "".join(f"Träger {number};frei\n" for number in range(1, 8))
    listed = saved(tmp_path, f"organisation;Notiz\n{organisations}".encode(), "organisations.csv")
    plain, _ = diagnosed(saved(tmp_path, written(healthy()), "plain.csv"), "--invited", "7")
    options = ("--organisations", listed, "--questionnaire", "kurzcheck", "--out", tmp_path / "out")
    ignored = ("--ignore-column", "Notiz", "Kürzel")

    with without_pdf_libraries():
        ran = run(
            "analyse", *((answers, *options, *ignored) if order == "answers first" else (*options, *ignored, answers))
        )

    assert ran.code == 3, ran.err
    assert from_json((tmp_path / "out" / "diagnosis.json").read_bytes()) == plain


def test_the_smallest_group_may_be_raised_until_nothing_is_shown(tmp_path: Path) -> None:
    answers = saved(tmp_path, written(healthy()))

    shown, _ = diagnosed(answers, "--minimum", "6")
    hidden, page = diagnosed(answers, "--minimum", "7")

    assert {scale.flag.state for scale in hidden.scales} == {"withheld"}
    assert "withheld" not in {scale.flag.state for scale in shown.scales}
    assert "Ab 7 Organisationen zeigen wir Ergebnisse." in page


def test_strict_shows_every_mean_in_half_steps(initiative: Initiative) -> None:
    strict, page = diagnosed(initiative.answers, "--strict")
    usual, _ = diagnosed(initiative.answers)

    forms: list[set[Form | None]] = [{scale.cell.form for scale in found.scales} for found in (strict, usual)]
    assert forms == [{"halves"}, {"tenths"}]
    assert "streng: nur halbe Schritte" in page


@pytest.mark.parametrize("name", ["kurzcheck/2026.1", LIBRARY / "kurzcheck" / "2026.1"], ids=["version", "folder"])
def test_a_questionnaire_may_be_given_by_version_and_by_path(name: str | Path, initiative: Initiative) -> None:
    by_id, _ = diagnosed(initiative.answers)

    found, _ = diagnosed(initiative.answers, questionnaire=name)

    assert found == by_id


def test_a_questionnaire_may_be_one_file_with_its_texts_inside(initiative: Initiative) -> None:
    by_id, page = diagnosed(initiative.answers)
    folder = LIBRARY / "kurzcheck" / "2026.1"
    texts = [f"[texts.{name}]\n{_moved(folder, name)}" for name in ("de", "en")]
    main = (folder / "questionnaire.toml").read_text(encoding="utf-8")
    file = saved(initiative.answers.parent, "\n".join([main, *texts]).encode(), "eigener.toml")

    assert diagnosed(initiative.answers, questionnaire=file) == (by_id, page)


def _moved(folder: Path, language: str) -> str:
    """Return a file of texts as it stands inside the file of the questionnaire: every heading one level deeper."""
    lines = (folder / f"texts.{language}.toml").read_text(encoding="utf-8").splitlines()
    return "\n".join(line.replace("[", f"[texts.{language}.", 1) if line.startswith("[") else line for line in lines)


def test_the_report_speaks_the_language_asked_for_and_the_messages_that_of_the_terminal(
    initiative: Initiative,
) -> None:
    with without_pdf_libraries():
        arguments = ("analyse", initiative.answers, "--questionnaire", "kurzcheck", "--out", initiative.out)
        german_report = run(*arguments, language="en")
        english_report = run(*arguments, "--lang", "en", language="de")

    assert german_report.err[0] == "[1/5] Questionnaire read: Short check of working together. Scales: 11."
    assert english_report.err[0] == "[1/5] Fragebogen gelesen: Kurzcheck der Zusammenarbeit. Skalen: 11."
    assert '<html lang="de">' in (initiative.out / "report.de.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in (initiative.out / "report.en.html").read_text(encoding="utf-8")
