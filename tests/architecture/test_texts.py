"""Each module says its subject, each package tells its story, nothing is left open."""

from __future__ import annotations

import ast
import re

from tests.architecture.source import PACKAGES, ROOT, files, modules, text, tree

WRITTEN = (".py", ".toml", ".jinja", ".css", ".md", ".json")
LEFT_OPEN = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
STUBS = {"NotImplementedError"}


def test_every_module_says_its_subject_in_its_first_line() -> None:
    unsaid = {
        str(path): line
        for path in modules(*PACKAGES, "benchmarks", "tests")
        if not is_subject(line := first_line(tree(path)))
    }

    assert unsaid == {}


def test_every_package_tells_its_story() -> None:
    silent = [package for package in PACKAGES if not (ROOT / package / "README.md").is_file()]

    assert silent == []


def test_nothing_is_left_open() -> None:
    found = {
        f"{path}:{number} {line.strip()}"
        for path in files(*PACKAGES, "benchmarks", "tests", "docs", suffixes=WRITTEN)
        for number, line in enumerate(text(path).splitlines(), start=1)
        if LEFT_OPEN.search(line)
    }

    assert found == set()


def test_no_function_is_a_stub() -> None:
    found = {
        f"{path}:{node.lineno}"
        for path in modules(*PACKAGES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and node.id in STUBS
    }

    assert found == set()


def test_a_subject_is_one_finished_sentence() -> None:
    assert is_subject("How long a module may be.")
    assert not is_subject("")
    assert not is_subject("Helpers")


def test_a_note_to_oneself_is_recognised_and_a_word_that_contains_it_is_not() -> None:
    assert LEFT_OPEN.search("# TO" + "DO: later")
    assert not LEFT_OPEN.search("METHO" + "DOLOGY, TO" + "DOS")


def first_line(module: ast.Module) -> str:
    """First line of a module's docstring, empty where it has none."""
    return (ast.get_docstring(module) or "").split("\n", maxsplit=1)[0]


def is_subject(line: str) -> bool:
    """Tell whether a first line is a sentence of its own."""
    return line.endswith(".") and len(line.split()) > 1
