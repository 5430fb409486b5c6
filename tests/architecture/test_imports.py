"""Imports go one way, and every package is under that rule."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.architecture.source import PACKAGES, ROOT, modules, tree

NO_PACKAGES = {"benchmarks", "docs", "tests"}


def test_every_import_contract_is_kept() -> None:
    # In a process of its own: it would silence every log of this one.
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(  # noqa: S603 - a program of our own environment
        [program, "--config", "pyproject.toml", "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


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
