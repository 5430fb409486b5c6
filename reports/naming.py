"""Names of scales by their ids, and our words for what a questionnaire asks exactly as we do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from reports.material import Material

_Words = TypeVar("_Words")


def scale_name(name: str, material: Material) -> str:
    """Return the name of a scale: ours where it is one of ours, else the questionnaire's."""
    found = next((scale for scale in material.diagnosis.scales if scale.id == name), None)
    return material.phrases.texts.scales[name] if found is None else material.phrases.scale(found)


def short_name(name: str, material: Material) -> str:
    """Return the name of a scale for a narrow place or the middle of a sentence."""
    found = next((scale for scale in material.diagnosis.scales if scale.id == name), None)
    return material.phrases.texts.scales[name] if found is None else material.phrases.short(found)


def short_names(names: Iterable[str], material: Material) -> str:
    """Join short names of scales to an enumeration."""
    return material.phrases.listed([short_name(name, material) for name in names])


def our_words(asked: Iterable[str], words: Mapping[str, _Words]) -> Mapping[str, _Words]:
    """Return our words for what a questionnaire asks; none unless it asks for exactly what we have words for.

    An id alone says little: another questionnaire may mean something else by it.
    """
    return words if set(asked) == set(words) else {}
