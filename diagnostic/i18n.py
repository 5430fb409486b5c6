"""The words of the command line, in the language of whoever sits before it."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["de", "en"]

OVERRIDE = "ZUSAMMENSPIEL_LANG"
_ENGLISH = "en"


def language_of(environment: Mapping[str, str]) -> Language:
    """Return the language to speak: ``ZUSAMMENSPIEL_LANG``, else the locale's, else German, the original."""
    for name in (OVERRIDE, "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value:
            return "en" if value.startswith(_ENGLISH) else "de"
    return "de"


def say(key: str, /, *, language: Language | None = None, **values: str | int) -> str:
    """Return a sentence of the command line under ``section.key``."""
    section, _, name = key.partition(".")
    return _sentences(language or language_of(os.environ))[section][name].format_map(values)


@cache
def _sentences(language: Language) -> dict[str, dict[str, str]]:
    text = resources.files("diagnostic").joinpath(f"messages.{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
