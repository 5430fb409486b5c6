"""The project's own files, read for the rules about them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("questionnaires", "scoring", "reports", "diagnostic")
PURE_PACKAGES = ("questionnaires", "scoring", "reports")


def modules(*folders: str) -> list[Path]:
    """Every Python file below the folders, as a path relative to the project."""
    return sorted(path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.py"))


def files(*folders: str, suffixes: tuple[str, ...]) -> list[Path]:
    """Every file below the folders with one of the suffixes, as a path relative to the project."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in suffixes)
    return sorted(path.relative_to(ROOT) for path in found if "__pycache__" not in path.parts)


def text(path: Path) -> str:
    """Content of a file given relative to the project."""
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def tree(path: Path) -> ast.Module:
    """Syntax tree of a module given relative to the project."""
    return ast.parse(text(path), filename=str(path))
