"""What the import contracts cannot say of the service: how far SQL reaches, and that every failure has its words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from diagnostic.domain import failures
from diagnostic.web.wording import sentences
from tests.architecture.source import files, modules, text, tree

STORE = Path("diagnostic/store")
SESSIONS = {"AsyncSession"}
"""What of SQLAlchemy the rest of the service may name: the transaction that is handed on."""

STATEMENT = re.compile(r"\b(SELECT .+ FROM|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE|ALTER TABLE)\b")
FAILURES = {name for name, one in vars(failures).items() if isinstance(one, type) and issubclass(one, failures.Failure)}
SAFE = re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(")


def outside_the_store() -> list[Path]:
    """Every module of the service that is not of the store."""
    return [path for path in modules("diagnostic") if STORE not in path.parents]


def from_sqlalchemy(module: ast.Module) -> set[str]:
    """Return what a module takes from SQLAlchemy, a whole module by its name."""
    taken = {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy"
        for alias in node.names
    }
    whole = {alias.name for node in ast.walk(module) if isinstance(node, ast.Import) for alias in node.names}
    return taken | {name for name in whole if name.split(".")[0] == "sqlalchemy"}


def told(module: ast.Module) -> Iterator[str]:
    """Yield the key of each failure that a module raises."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FAILURES and node.args:
            key = node.args[0]
            if isinstance(key, ast.Constant) and isinstance(key.value, str):
                yield key.value


def test_only_the_store_speaks_sql() -> None:
    wrong = {str(path): found for path in outside_the_store() if (found := from_sqlalchemy(tree(path)) - SESSIONS)}
    texts = {str(path) for path in outside_the_store() if STATEMENT.search(text(path))}

    assert wrong == {}
    assert texts == set()


def test_sql_is_recognised() -> None:
    assert from_sqlalchemy(ast.parse("import sqlalchemy as sa")) == {"sqlalchemy"}
    assert from_sqlalchemy(ast.parse("from sqlalchemy.orm import Mapped")) == {"Mapped"}
    assert STATEMENT.search('db.execute("SELECT a FROM b")')
    assert not STATEMENT.search("select one from the list")


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_failure_that_is_raised_has_words_of_its_own_or_beside_the_form(language: str) -> None:
    keys = {key for path in modules("diagnostic") for key in told(tree(path))} | {"not_found", "sign_in_needed"}
    audiences = {path.name.split(".")[0] for path in files("diagnostic/web/wording", suffixes=(".toml",))}
    beside = {key.rpartition(".")[2] for audience in audiences for key in sentences(audience, language)}
    pages = sentences("failures", language)

    assert {key for key in keys - beside for part in ("heading", "text") if f"{key}.{part}" not in pages} == set()
    assert "database_unavailable" in keys - beside


def test_no_template_prints_unescaped() -> None:
    templates = files("diagnostic", suffixes=(".jinja",))

    assert {str(path) for path in templates if SAFE.search(text(path))} == set()
    assert len(templates) > 10


def test_every_template_that_posts_sends_the_token() -> None:
    wrong = {
        str(path)
        for path in files("diagnostic", suffixes=(".jinja",))
        for form in re.findall(r'<form[^>]*method="post".*?</form>', text(path), re.DOTALL)
        if "csrf()" not in form
    }

    assert wrong == set()
