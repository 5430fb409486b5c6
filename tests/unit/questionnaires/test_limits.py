"""Questionnaires that are made to be too large are refused early, and those within the limits are read whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from questionnaires.codebook import as_rows, variables
from questionnaires.findings import MOST_FINDINGS, Finding, capped, error, remark
from questionnaires.loading import examine, parse
from questionnaires.model import Questionnaire
from questionnaires.rules.limits import MOST_CODES, MOST_COLUMNS, MOST_LANGUAGES, MOST_PARTS, MOST_TEXTS
from tests.unit.questionnaires.samples import MAIN, brief, changed, contents

HEAD = 'format = 1\nid = "a"\nversion = "1"\nreliability = 0.5\n'
EMPTY_TEXTS = '{ title = "x", choices = {}, scales = {}, pages = {} }'


def large(*, codes: int = 2, languages: int = 1, questions: int = 1, kind: str = "multiple") -> bytes:
    """Return a questionnaire of as many codes, languages and questions, whole but for its size."""
    names = [f"a{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(languages)]
    asked = "".join(
        f'[[page.question]]\nid = "q{number}"\nkind = "{kind}"\nchoices = "c"\n' for number in range(questions)
    )
    labels = "".join(f'1{code:03d} = "x"\n' for code in range(codes))
    words = "".join(f'q{number}.text = "x"\n' for number in range(questions))
    texts = "".join(
        f'[texts.{name}]\ntitle = "x"\nscales = {{}}\npages.p.title = "x"\n'
        f"[texts.{name}.choices.c]\n{labels}[texts.{name}.questions]\n{words}"
        for name in names
    )
    codes_given = [1000 + code for code in range(codes)]
    choices = f"languages = {names}\n[choices.c]\ncodes = {codes_given}\n"
    return f'{HEAD}{choices}[[page]]\nid = "p"\n{asked}{texts}'.replace("'", '"').encode()


def found(data: bytes) -> list[tuple[str, str, object, object]]:
    """Return code, key, count and limit of every finding in a file."""
    _, findings = parse({"large.toml": data})
    values = [(one.problem.code, one.problem.values) for one in findings]
    return [(code, str(value.get("key", "")), value.get("count"), value.get("limit")) for code, value in values]


def read(data: bytes) -> Questionnaire:
    """Return the questionnaire in a file in which nothing is found."""
    questionnaire, findings = parse({"large.toml": data})
    assert findings == ()
    assert questionnaire is not None
    return questionnaire


def test_a_questionnaire_at_the_limits_is_read_and_has_its_codebook() -> None:
    questionnaire = read(large(codes=MOST_CODES, languages=MOST_LANGUAGES, questions=MOST_COLUMNS // MOST_CODES))

    assert len(variables(questionnaire)) == MOST_COLUMNS
    assert len(as_rows(questionnaire)) == MOST_COLUMNS + 2


def test_columns_that_share_their_answers_share_the_labels() -> None:
    single = variables(read(large(codes=MOST_CODES, questions=MOST_COLUMNS, kind="single")))
    multiple = variables(read(large(codes=MOST_CODES, questions=MOST_COLUMNS // MOST_CODES)))

    assert len(single) == len(multiple) == MOST_COLUMNS
    assert len({id(one.labels) for one in single}) == len({id(one.labels) for one in multiple}) == 1


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (large(codes=MOST_CODES + 1), ("too_many", "codes", MOST_CODES + 1, MOST_CODES)),
        (large(codes=50, questions=21), ("too_many_columns", "", 1050, MOST_COLUMNS)),
        (large(kind="single", questions=1001), ("too_many_columns", "", 1001, MOST_COLUMNS)),
    ],
)
def test_one_thing_too_many_is_told_and_nothing_else(data: bytes, expected: tuple[str, str, int, int]) -> None:
    assert found(data) == [expected]


def test_too_many_languages_are_told_where_they_are_named_and_where_they_have_texts() -> None:
    number = MOST_LANGUAGES + 1

    assert found(large(languages=number)) == [
        ("too_many", "languages", number, MOST_LANGUAGES),
        ("too_many", "texts", number, MOST_LANGUAGES),
    ]


def test_too_many_rosters_are_told() -> None:
    rosters = '[[page.roster]]\nid = "r"\npart = []\n' * (MOST_PARTS + 1)
    head = f'{HEAD}languages = []\nchoices = {{}}\ntexts = {{}}\n[[page]]\nid = "p"\n'

    assert found((head + rosters).encode()) == [("too_many", "roster", MOST_PARTS + 1, MOST_PARTS)]


def test_texts_that_belong_to_nothing_are_counted_before_each_is_told() -> None:
    files = {"large.toml": f"{HEAD}languages = []\npage = []\nchoices = {{}}\n".encode()}
    words = "".join(f'a{number}=""\n' for number in range(20_001))
    for language in ("de", "en", "fr", "it", "nl"):
        files[f"texts.{language}.toml"] = (
            f'title=""\nchoices={{}}\nscales={{}}\npages={{}}\n[statements]\n{words}'.encode()
        )
    _, findings = parse(files)

    assert [(one.problem.code, one.problem.values["count"]) for one in findings] == [("too_many_texts", 100_005)]


@pytest.mark.parametrize(
    ("key", "one"),
    [("page", '[[page]]\nid = "p"\n'), ("scale", '[[scale]]\nid = "s"\n'), ("choices", "[choices.c{}]\ncodes=[]\n")],
)
def test_too_many_parts_are_told(key: str, one: str) -> None:
    parts = "".join(one.format(number) for number in range(MOST_PARTS + 1))
    empty = {"page": "page = []\n", "choices": "choices = {}\n", "texts": "texts = {}\n"}
    head = HEAD + "languages = []\n" + "".join(text for name, text in empty.items() if name != key)

    assert found((head + parts).encode()) == [("too_many", key, MOST_PARTS + 1, MOST_PARTS)]


def test_codes_that_would_need_too_many_labels_are_refused_before_each_is_told() -> None:
    sets = "".join(f"[choices.c{number}]\ncodes = {list(range(60))}\n" for number in range(MOST_PARTS))
    texts = "".join(f"texts.{language} = {EMPTY_TEXTS}\n" for language in ("de", "en"))

    assert found(f"{HEAD}languages = []\npage = []\n{texts}{sets}".encode()) == [
        ("too_many_texts", "", 120_000, MOST_TEXTS)
    ]


def test_labels_are_counted_for_each_column_that_has_them() -> None:
    questions = MOST_TEXTS // MOST_CODES // 2
    two, three = (large(codes=MOST_CODES, questions=questions, kind="single", languages=number) for number in (2, 3))

    assert found(two) == []
    assert found(three) == [("too_many_texts", "", MOST_TEXTS * 3 // 2, MOST_TEXTS)]


def test_a_condition_with_too_many_codes_is_refused() -> None:
    codes = list(range(MOST_CODES + 1))
    _, findings = parse(contents(main=changed(MAIN, ("codes = [2] }", f"codes = {codes} }}"))))

    assert brief(findings) == [
        ("error", "too_many", 'questionnaire.toml: roster "ties", part "trust", only_if'),
    ]


def test_too_many_files_of_texts_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "questionnaire.toml").write_text(MAIN, encoding="utf-8")
    for number in range(MOST_LANGUAGES + 1):
        (tmp_path / f"texts.a{number}.toml").mkdir()  # opening it would be another problem

    _, findings = examine(tmp_path)

    assert brief(findings) == [("error", "too_many", str(tmp_path))]


def test_too_many_contents_are_not_read() -> None:
    texts = {f"texts.a{number}.toml": b"no toml" for number in range(MOST_LANGUAGES + 1)}

    _, findings = parse({"questionnaire.toml": MAIN.encode(), **texts})

    assert brief(findings) == [("error", "too_many", "questionnaire.toml")]


def test_of_many_faults_a_thousand_are_told_and_the_others_counted() -> None:
    unknown = "".join(f"unknown{number} = 1\n" for number in range(MOST_FINDINGS + 500))
    _, findings = parse(contents(main=unknown + MAIN))

    assert len(findings) == MOST_FINDINGS + 1
    assert findings[-1] == error("more_findings", "questionnaire.toml", count=500)
    assert "500 more things were found" in findings[-1].problem.text("en")


@pytest.mark.parametrize(
    ("last", "severity"), [(remark("page_empty", "a"), "remark"), (error("empty_file", "a"), "error")]
)
def test_an_error_that_is_only_counted_still_refuses(last: Finding, severity: str) -> None:
    remarks = [remark("page_empty", "a")] * MOST_FINDINGS

    assert capped(remarks, "a") == tuple(remarks)
    assert capped([*remarks, last], "a")[-1].severity == severity


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"format = 0x" + b"f" * 20_000, "not_allowed"),
        (b"id = 0x" + b"f" * 20_000, "not_text"),
        (b"minutes = 0x" + b"f" * 20_000, "number_too_large"),
    ],
)
def test_a_number_too_long_to_be_written_is_told(data: bytes, code: str) -> None:
    _, findings = parse({"large.toml": data})
    told = [one.problem.text("de") for one in findings if one.problem.code == code]

    assert len(told) == 1
    assert len(told[0]) < 300
