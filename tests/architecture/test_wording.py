"""The words of the pages: the same in both languages, every one that is used there, and every one used."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from diagnostic.web.wording import SHARED, sentences
from tests.architecture.source import ROOT, files, modules, text, tree

WORDING = ROOT / "diagnostic" / "web" / "wording"
TEMPLATES = Path("diagnostic/web/templates")
AUDIENCES = sorted({path.name.split(".")[0] for path in WORDING.glob("*.toml")})
GIVERS = {"t", "word", "words", "say"}
"""What a function is called that gives the words of a key."""

_ENVIRONMENT = Environment(autoescape=True)


def places(sentence: str) -> list[str]:
    """Return the names of the values that a sentence needs."""
    return sorted({name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None})


@cache
def asked_by_templates(audience: str) -> frozenset[str]:
    """Return patterns of the keys that the templates of an audience ask for."""
    own = [path for path in files(str(TEMPLATES), suffixes=(".jinja",)) if audience_of(path) == audience]
    return frozenset(pattern for path in own for pattern in in_template(text(path)))


@cache
def named_in_code() -> frozenset[str]:
    """Return patterns of every key that Python could ask for: texts, whole or with gaps."""
    return frozenset(pattern for path in modules("diagnostic") for pattern in in_module(tree(path)))


def audience_of(template: Path) -> str:
    """Return whose words a template speaks: those of its folder; a failure has a page of its own."""
    folder = template.relative_to(TEMPLATES).parts[0]
    return "failures" if folder.startswith("failure") else folder


def in_template(source: str) -> Iterator[str]:
    """Yield a pattern for each key that a template asks for."""
    for call in _ENVIRONMENT.parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t" and call.args:
            yield from _of_node(call.args[0])


def _of_node(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.CondExpr):
        yield from _of_node(node.expr1)
        if node.expr2 is not None:
            yield from _of_node(node.expr2)
    else:
        yield _pattern(node)


def _pattern(node: nodes.Node) -> str:
    if isinstance(node, nodes.Const):
        return re.escape(str(node.value))
    if isinstance(node, nodes.Concat):
        return "".join(map(_pattern, node.nodes))
    if isinstance(node, nodes.Add):
        return _pattern(node.left) + _pattern(node.right)
    return ".+"


def in_module(module: ast.Module) -> Iterator[str]:
    """Yield a pattern for each text of a module that could be a key."""
    for node in ast.walk(module):
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in node.values]
            if any(part != ".+" for part in parts):
                yield "".join(parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.escape(node.value)


def fits(key: str, patterns: frozenset[str]) -> bool:
    """Whether a key is one of those that are asked for."""
    return re.escape(key) in patterns or any(re.fullmatch(pattern, key) for pattern in patterns if ".+" in pattern)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_both_languages_have_the_same_words_with_the_same_values(audience: str) -> None:
    german, english = ({key: places(one) for key, one in sentences(audience, of).items()} for of in ("de", "en"))

    assert german == english
    assert german


@pytest.mark.parametrize("audience", AUDIENCES)
def test_no_word_is_empty(audience: str) -> None:
    empty = {key for language in ("de", "en") for key, one in sentences(audience, language).items() if not one.strip()}

    assert empty == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_key_that_a_template_asks_for_exists(audience: str) -> None:
    known = {*sentences(audience, "de"), *sentences(SHARED, "de")}
    asked = {pattern for pattern in asked_by_templates(audience) if pattern != ".+"}

    assert {pattern for pattern in asked if not any(re.fullmatch(pattern, key) for key in known)} == set()


@pytest.mark.parametrize("audience", AUDIENCES)
def test_every_key_is_used(audience: str) -> None:
    places_of_use = AUDIENCES if audience == SHARED else [audience, SHARED]
    patterns = frozenset().union(*map(asked_by_templates, places_of_use)) - {".+"}
    asked = patterns | named_in_code()

    assert {key for key in sentences(audience, "de") if not fits(key, frozenset(asked))} == set()


def test_a_key_is_found_whole_and_with_gaps() -> None:
    source = '{{ t("a.b") }} {{ t("a." ~ page.kind, name=1) }} {{ t("c" if page.d else "e") }} {{ other("f") }}'
    module = ast.parse('t(f"record.{table}.what"); word("x.y")')

    assert list(in_template(source)) == [r"a\.b", r"a\..+", "c", "e"]
    assert {r"record\..+\.what", r"x\.y"} <= set(in_module(module))
    assert fits("record.users.what", frozenset(in_module(module)))
