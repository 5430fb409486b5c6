"""The words around a questionnaire in the language of its reader."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

_FALLBACK = "en"


@cache
def words(language: str) -> Mapping[str, str]:
    """Return the words by key; in English where a questionnaire has a language that this package does not speak."""
    folder = resources.files(__package__)
    file = folder.joinpath(f"words.{language}.toml")
    if not file.is_file():
        file = folder.joinpath(f"words.{_FALLBACK}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
