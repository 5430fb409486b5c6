"""Problems in both languages: the same sentences, each with what it needs, each used."""

from __future__ import annotations

import ast
import string
import tomllib
from pathlib import Path

import questionnaires
from questionnaires.findings import problem
from questionnaires.loading import parse
from questionnaires.reading import LARGEST_FILE
from tests.unit.questionnaires.samples import MAIN, changed, contents

PACKAGE = Path(questionnaires.__file__).parent
MAKERS = {"problem", "problem_near", "error", "error_near", "remark"}
NEAR = {"problem_near", "error_near"}
GERMAN, ENGLISH = (
    tomllib.loads((PACKAGE / f"problems.{one}.toml").read_text(encoding="utf-8")) for one in ("de", "en")
)


def places(sentence: str) -> set[str]:
    """Return the names of the values that a sentence needs."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}


def constants() -> set[str]:
    """Return every text that stands in the package's source."""
    trees = (ast.parse(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def made() -> list[tuple[str, set[str]]]:
    """Return the code and the names of the values of every problem that the source makes."""
    calls = []
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _maker(node) in MAKERS:
                names = {keyword.arg for keyword in node.keywords if keyword.arg} - {"nearest"} | {"where"}
                near = _maker(node) in NEAR
                for code in _codes(node.args[0]):
                    calls.append((code, names))
                    calls += [(f"{code}_near", names | {"near"})] if near else []
    return calls


def _maker(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.IfExp):
        function = function.body
    return function.id if isinstance(function, ast.Name) else ""


def _codes(argument: ast.expr) -> set[str]:
    """Return the codes an expression may be; none where it is a name, whose values stand elsewhere in the source."""
    if isinstance(argument, ast.IfExp):
        return _codes(argument.body) | _codes(argument.orelse)
    return {argument.value} if isinstance(argument, ast.Constant) and isinstance(argument.value, str) else set()


def test_both_languages_have_the_same_sentences_with_the_same_values() -> None:
    assert {code: places(text) for code, text in GERMAN.items()} == {
        code: places(text) for code, text in ENGLISH.items()
    }


def test_every_sentence_is_used() -> None:
    known = constants()

    assert {code for code in GERMAN if code.removesuffix("_near") not in known} == set()


def test_every_problem_has_its_sentence_and_every_sentence_its_values() -> None:
    wrong = {code: names for code, names in made() if code not in GERMAN or not places(GERMAN[code]) <= names}

    assert len(made()) > 50
    assert wrong == {}


def test_german_is_written_in_german_quotation_marks() -> None:
    assert {code for code, text in GERMAN.items() if "”" in text} == set()
    assert {code for code, text in ENGLISH.items() if "„" in text} == set()


def test_a_problem_is_worded_in_the_language_of_its_reader() -> None:
    found = problem("page_empty", 'questionnaire.toml: page "across"')

    assert found.text("de") == ('questionnaire.toml: page "across": Auf dieser Seite gibt es nichts zu beantworten.')
    assert found.text("en") == 'questionnaire.toml: page "across": there is nothing to answer on this page.'


def test_what_an_author_wrote_cannot_disturb_a_terminal_or_a_sentence() -> None:
    main = changed(MAIN, ('scale = "silos"', 'scale = "\\u001b[2J{0}{where}"'))
    _, findings = parse(contents(main=main))
    (text,) = (one.problem.text("en") for one in findings if one.problem.code == "unknown_scale")

    assert "there is no scale “\\x1b[2J{0}{where}”" in text


def test_a_long_value_is_cut() -> None:
    assert problem("unknown_choices", "x" * 400, word="y").values["where"] == "x" * 299 + "…"


def test_the_limit_of_a_file_is_told_in_kib() -> None:
    _, (finding,) = parse({"big.toml": b"#" * (LARGEST_FILE + 1)})

    assert finding.problem.text("en").startswith("big.toml: the file has more than 256 KiB")
