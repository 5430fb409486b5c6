"""Imports go one way, and every package is under that rule."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests.architecture.source import PACKAGES, ROOT, modules, tree

NO_PACKAGES = {"benchmarks", "docs", "tests"}


def test_every_import_contract_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)

    assert status == EXIT_STATUS_SUCCESS, capsys.readouterr().out


def test_the_contracts_know_every_package() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")} - NO_PACKAGES

    assert found == set(PACKAGES)
    assert set(config["tool"]["importlinter"]["root_packages"]) == found
    assert set(config["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]) == found


def test_no_package_imports_its_tests_or_benchmarks() -> None:
    wrong = {
        f"{path}: {name}"
        for path in modules(*PACKAGES)
        for name in imported(tree(path))
        if name.split(".")[0] in NO_PACKAGES
    }

    assert wrong == set()


def test_every_folder_of_modules_is_a_package() -> None:
    bare = {path.parent for path in modules(*PACKAGES) if not (ROOT / path.parent / "__init__.py").exists()}

    assert bare == set[Path]()


def imported(module: ast.Module) -> set[str]:
    """Names of all modules that a module imports, wherever it does so."""
    plain = {alias.name for node in ast.walk(module) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module or "" for node in ast.walk(module) if isinstance(node, ast.ImportFrom)}
