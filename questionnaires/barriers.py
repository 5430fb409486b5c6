"""The barriers that there are, with their families and their parts."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import msgspec

from questionnaires.model import Family


class Barrier(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One barrier of the catalogue.

    Parameters
    ----------
    family : str
        The family of barriers that it belongs to.
    scales : tuple of str
        Ids of the scales that measure its parts; a barrier of one part has its own id here.
    """

    family: Family
    scales: tuple[str, ...]


@cache
def barriers() -> Mapping[str, Barrier]:
    """Return every barrier by its id, in the order of the catalogue.

    Returns
    -------
    dict
        Id to barrier, read from ``barriers.toml``; it cannot be changed.
    """
    text = resources.files(__package__).joinpath("barriers.toml").read_text(encoding="utf-8")
    return MappingProxyType(msgspec.convert(tomllib.loads(text), dict[str, Barrier]))
