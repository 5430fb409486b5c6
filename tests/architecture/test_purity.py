"""Equal input gives equal output: nothing asks for the time, for unseeded chance or for a file by name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from textwrap import dedent

import pytest

from tests.architecture.source import PURE_PACKAGES, modules, tree

CLOCKS = {"now", "utcnow", "today", "perf_counter", "monotonic", "time_ns"}
SEEDS = {"rng", "seed", "random_state"}
NEED_A_SEED = {
    "bootstrap",
    "default_rng",
    "forceatlas2_layout",
    "kmeans2",
    "louvain_communities",
    "monte_carlo_test",
    "permutation_test",
    "rvs",
    "sample",
    "spring_layout",
}
FIRST_ARGUMENT_IS_THE_SEED = {"default_rng"}
SEEDABLE = {"Generator", "SeedSequence", "default_rng", "PCG64", "BitGenerator"}
IMPURE_CALLS = {"print", "input", "open"}


def impurities(module: ast.Module) -> Iterator[str]:
    """Name each clock, unseeded draw and side effect that a module contains, with its line."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield from (f"line {node.lineno}: {name}" for name in _in_call(node))
        if isinstance(node, ast.Attribute) and _is_global_chance(node):
            yield f"line {node.lineno}: random.{node.attr}"


def _in_call(call: ast.Call) -> Iterator[str]:
    if isinstance(call.func, ast.Attribute) and call.func.attr in CLOCKS:
        yield call.func.attr
    if isinstance(call.func, ast.Name) and call.func.id in IMPURE_CALLS:
        yield call.func.id
    name = _last_name(call.func)
    if name in NEED_A_SEED and not _is_seeded(name, call):
        yield f"{name} without a seed"


def _last_name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _is_seeded(name: str, call: ast.Call) -> bool:
    given = [word.value for word in call.keywords if word.arg in SEEDS]
    given += [value for value in call.args if isinstance(value, ast.Name) and value.id in SEEDS]
    if name in FIRST_ARGUMENT_IS_THE_SEED:
        given += call.args
    return any(not (isinstance(value, ast.Constant) and value.value is None) for value in given)


def _is_global_chance(node: ast.Attribute) -> bool:
    """Tell numpy's hidden global generator, ``np.random.normal``, from a generator that is passed on."""
    return isinstance(node.value, ast.Attribute) and node.value.attr == "random" and node.attr not in SEEDABLE


def test_equal_input_gives_equal_output() -> None:
    found = {str(path): wrong for path in modules(*PURE_PACKAGES) if (wrong := sorted(impurities(tree(path)))) != []}

    assert found == {}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("datetime.now(tz=UTC)", ["line 1: now"]),
        ("datetime.date.today()", ["line 1: today"]),
        ("pd.Timestamp.now()", ["line 1: now"]),
        ("print(1)", ["line 1: print"]),
        ("np.random.default_rng()", ["line 1: default_rng without a seed"]),
        ("np.random.default_rng(None)", ["line 1: default_rng without a seed"]),
        ("np.random.normal(3)", ["line 1: random.normal"]),
        ("stats.bootstrap(data, np.mean)", ["line 1: bootstrap without a seed"]),
        ("frame.sample(3, random_state=None)", ["line 1: sample without a seed"]),
    ],
)
def test_a_clock_or_unseeded_chance_is_found(code: str, expected: list[str]) -> None:
    assert list(impurities(ast.parse(code))) == expected


def test_seeded_chance_and_given_dates_are_allowed() -> None:
    code = """
        def draw(rng: np.random.Generator, day: date) -> float:
            other = np.random.default_rng(7)
            stats.bootstrap(data, np.mean, rng=rng)
            frame.sample(3, random_state=seed)
            return rng.normal() + other.normal() + day.toordinal()
    """

    assert list(impurities(ast.parse(dedent(code)))) == []
