"""Versions of a questionnaire: their order, and the digest that shows that a released one has not changed."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

import msgspec

from questionnaires.findings import problem
from questionnaires.model import Questionnaire
from questionnaires.problems import InputError

RELEASED = Path(__file__).parent / "released.toml"

_PREFACE = """\
# The digest of every released version. A version that stands here never changes: answers were given to it.
# `make release-questionnaires` adds new versions; no line is ever edited.
"""


def ascending(version: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which versions sort: part by part as numbers, so that 2026.1 < 2026.2 < 2026.10."""
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in version.split("."))


def newest(versions: Iterable[str]) -> str:
    """Return the newest of some versions.

    Raises
    ------
    ValueError
        If there is none.
    """
    return max(versions, key=ascending)


def digest(questionnaire: Questionnaire) -> str:
    """Return the fingerprint of a questionnaire: all that a respondent sees or a score depends on is in it.

    Returns
    -------
    str
        SHA-256 in 64 hexadecimal digits, over the JSON form with sorted keys and without keys that have their
        default. Comments, line breaks and the order of tables in the file do not matter; the order of pages,
        statements and answers does.
    """
    return hashlib.sha256(msgspec.json.encode(questionnaire, order="sorted")).hexdigest()


def released(file: Path = RELEASED) -> dict[str, str]:
    """Return the digest of every released version, by ``id/version``."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {f"{name}/{version}": value for name, versions in table.items() for version, value in versions.items()}


def with_new(questionnaires: Iterable[Questionnaire], before: Mapping[str, str]) -> dict[str, str]:
    """Return the digests of new versions beside those that were released before.

    Parameters
    ----------
    questionnaires : iterable of Questionnaire
        Versions to release; those that are released already must be unchanged.
    before : dict
        ``id/version`` to digest, as `released` returns it.

    Returns
    -------
    dict
        ``id/version`` to digest, by id and then from the oldest version.

    Raises
    ------
    InputError
        If a released version is not what it was.
    """
    now = {f"{one.id}/{one.version}": digest(one) for one in questionnaires}
    changed = tuple(problem("released_changed", name) for name in now if before.get(name, now[name]) != now[name])
    if changed:
        raise InputError(changed)
    both = {**before, **now}
    return {name: both[name] for name in sorted(both, key=_by_id_and_age)}


def released_text(digests: Mapping[str, str]) -> str:
    """Return digests as they are kept in ``released.toml``, in the order given."""
    text = _PREFACE
    for identity, names in groupby(digests, key=lambda name: name.rpartition("/")[0]):
        text += f"\n[{identity}]\n"
        text += "".join(f'"{name.rpartition("/")[2]}" = "{digests[name]}"\n' for name in names)
    return text


def _by_id_and_age(name: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    identity, _, version = name.rpartition("/")
    return identity, ascending(version)
