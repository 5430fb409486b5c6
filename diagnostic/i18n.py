"""The words of the command line, in the language of whoever sits before it."""

from __future__ import annotations

import gettext
import os
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal, get_args

Language = Literal["de", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

OVERRIDE = "ZUSAMMENSPIEL_LANG"
_ENGLISH = "en"


def language_of(environment: Mapping[str, str]) -> Language:
    """Return the language to speak: ``ZUSAMMENSPIEL_LANG``, else the locale's, else German, the original."""
    for name in (OVERRIDE, "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").lower()
        if value:
            return "en" if value.startswith(_ENGLISH) else "de"
    return "de"


def say(key: str, /, **values: str | int) -> str:
    """Return a sentence of the command line under ``section.key``, in the language of the environment."""
    section, _, name = key.partition(".")
    return _sentences(language_of(os.environ))[section][name].format_map(values)


@cache
def _sentences(language: Language) -> dict[str, dict[str, str]]:
    text = resources.files("diagnostic").joinpath(f"messages.{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def translate_click(language: Language) -> None:
    """Let the library click speak the language too, in headings and in what it says of wrong options.

    It asks the default domain of gettext, which knows its language from the environment.
    """
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", str(resources.files("diagnostic").joinpath("locale")))
