"""The locks pin and hash everything, agree with each other, and name no registry."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.source import ROOT

RUNTIME = "requirements.lock"
DEVELOPMENT = "requirements-dev.lock"
BOTH = pytest.mark.parametrize("lock", [RUNTIME, DEVELOPMENT])

PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)(?: ; .*)? \\$", re.MULTILINE)
REQUIREMENT = re.compile(r"^[^\s#-].*$", re.MULTILINE)
ADDRESS = re.compile(r"://|--(?:extra-)?index-url|--find-links|--trusted-host| @ ")
NAME = re.compile(r"[A-Za-z0-9._-]+")


def read(lock: str) -> str:
    """Text of a lock."""
    return (ROOT / lock).read_text(encoding="utf-8")


def pins(lock: str) -> dict[str, str]:
    """Version of each package in a lock."""
    return dict(PIN.findall(read(lock)))


@BOTH
def test_a_lock_names_no_registry(lock: str) -> None:
    assert ADDRESS.findall(read(lock)) == []


@BOTH
def test_a_lock_pins_and_hashes_every_package(lock: str) -> None:
    blocks = REQUIREMENT.split(read(lock))[1:]

    assert len(REQUIREMENT.findall(read(lock))) == len(pins(lock))
    assert all("--hash=sha256:" in block for block in blocks)


def test_the_tests_run_with_the_versions_that_are_delivered() -> None:
    development = pins(DEVELOPMENT)

    assert pins(RUNTIME) == {name: development.get(name) for name in pins(RUNTIME)}


def test_the_locks_hold_what_the_project_asks_for() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert names(config["project"]["dependencies"]) <= set(pins(RUNTIME))
    assert names(config["dependency-groups"]["dev"]) <= set(pins(DEVELOPMENT))


def test_an_address_of_a_registry_is_found() -> None:
    assert ADDRESS.search("--index-url https://example.org/simple")
    assert ADDRESS.search("thing @ file:///tmp/thing.whl")
    assert not ADDRESS.search("# via\n#   thing\nthing==1.0 \\")


def names(requirements: list[str]) -> set[str]:
    """Names of the required packages without versions."""
    return {match.group().lower().replace("_", "-") for text in requirements if (match := NAME.match(text))}
