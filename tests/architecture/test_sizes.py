"""How long a module and a function may be, and how many things a function may ask for."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.source import PACKAGES, modules, text, tree

MODULE_LINES = 300
FUNCTION_LINES = 40
PARAMETERS = 6
COMMANDS = Path("diagnostic/commands")
"""A command has one parameter for each of its options, since that is how click passes them."""

Function = ast.FunctionDef | ast.AsyncFunctionDef

MIGRATIONS = Path("diagnostic/store/migrations/versions")
"""A migration is a list of tables, written by a program and read once."""

CODE = [path for path in modules(*PACKAGES, "benchmarks", "tests") if MIGRATIONS not in path.parents]


def functions(module: ast.Module) -> list[Function]:
    """Every function and method of a module, nested ones included."""
    return [node for node in ast.walk(module) if isinstance(node, Function)]


def body_lines(function: Function) -> int:
    """Lines from ``def`` to the end, without decorators and without the docstring."""
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function, clean=False) is None:
        return lines
    docstring = function.body[0]
    return lines - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def parameters(function: Function) -> int:
    """What a caller may pass, without ``self`` and ``cls``."""
    spec = function.args
    named = [arg.arg for arg in (*spec.posonlyargs, *spec.args, *spec.kwonlyargs)]
    gathered = [arg for arg in (spec.vararg, spec.kwarg) if arg is not None]
    return len([name for name in named if name not in {"self", "cls"}]) + len(gathered)


def place(path: Path, function: Function) -> str:
    """File, line and name of a function, for the message of a failed test."""
    return f"{path}:{function.lineno} {function.name}"


def test_every_module_holds_one_subject() -> None:
    too_long = {str(path): lines for path in CODE if (lines := len(text(path).splitlines())) > MODULE_LINES}

    assert too_long == {}


def test_every_function_fits_on_a_screen() -> None:
    too_long = {
        place(path, function): lines
        for path in CODE
        for function in functions(tree(path))
        if (lines := body_lines(function)) > FUNCTION_LINES
    }

    assert too_long == {}


def test_every_function_asks_for_few_things() -> None:
    too_many = {
        place(path, function): count
        for path in CODE
        if COMMANDS not in path.parents
        for function in functions(tree(path))
        if (count := parameters(function)) > PARAMETERS
    }

    assert too_many == {}


def test_the_docstring_is_not_counted_as_code() -> None:
    module = ast.parse('def three(a):\n    """One\n\n    two.\n    """\n    b = a\n    return b\n')

    assert [body_lines(function) for function in functions(module)] == [3]


def test_self_is_not_counted_but_gathered_arguments_are() -> None:
    module = ast.parse("class A:\n    async def b(self, c, /, d, *e, f, **g): ...\n")

    assert [parameters(function) for function in functions(module)] == [5]
