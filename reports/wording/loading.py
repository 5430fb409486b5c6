"""Reads the wording of one language: sentences, and what is said of barriers, conditions and purposes."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from reports.languages import Language

if TYPE_CHECKING:
    from scoring.published import Unit  # which would load pandas

_Sentences = dict[str, dict[str, str | tuple[str, ...]]]

_SENTENCES = ("report", "patterns", "network")
"""Files of sentences; no two have a section of the same name. ``responses`` says some of them differently."""


class ScaleWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of one scale: its names, and a sentence for each finding."""

    name: str
    short: str
    finding: str
    strength: str
    watch: str
    lead: str
    exception_note: str


class BarrierWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The names of families and sectors, what is said of barriers with several scales, and of each scale.

    The order of the families is the one in which a report lists them.
    """

    families: dict[str, str]
    sectors: dict[str, str]
    parts: dict[str, str]
    scales: dict[str, ScaleWording]


class ConditionWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of one condition in each state."""

    name: str
    question: str
    absent: str
    emerging: str
    mature: str


class StageWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of one stage on the way."""

    name: str
    sentence: str
    next: str


class WayWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The five conditions and the three stages; the order of the file is the order of the way."""

    states: dict[str, str]
    conditions: dict[str, ConditionWording]
    stages: dict[str, StageWording]


class OutcomeWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of one thing that the collaboration yields."""

    name: str
    question: str
    high: str
    open: str
    low: str


class MotiveWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of one motive."""

    name: str
    unmet: str


class FormWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of one criterion of how partners work together: its poles, and what may be wanted."""

    name: str
    question: str
    network: str
    cooperation: str
    higher: str
    lower: str
    dispute: str


class PurposeWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said of outcomes, motives and form."""

    outcomes: dict[str, OutcomeWording]
    motives: dict[str, MotiveWording]
    forms: dict[str, FormWording]


class OutcomeOfSourcesWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is said, and advised, of one outcome of statements and ties."""

    sentence: str
    advice: str


class SourceWording(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What statements and ties say together of one barrier: its short name, and each outcome."""

    name: str
    outcomes: dict[str, OutcomeOfSourcesWording]


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """All prose of the report in one language.

    Parameters
    ----------
    sentences : dict
        Section to key to sentence, or to a list of paragraphs.
    """

    sentences: _Sentences
    barriers: BarrierWording
    way: WayWording
    purposes: PurposeWording
    sources: dict[str, SourceWording]

    def sentence(self, key: str) -> str:
        """Return the sentence under ``section.key``."""
        found = self._entry(key)
        if not isinstance(found, str):
            message = f"{key} holds several paragraphs, not one sentence"
            raise TypeError(message)
        return found

    def has(self, key: str) -> bool:
        """Tell whether there is anything under ``section.key``."""
        section, _, name = key.partition(".")
        return name in self.sentences[section]

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """Return the paragraphs under ``section.key``."""
        found = self._entry(key)
        return (found,) if isinstance(found, str) else found

    def _entry(self, key: str) -> str | tuple[str, ...]:
        section, _, name = key.partition(".")
        return self.sentences[section][name]


@cache
def load_wording(language: Language, unit: Unit = "organisation") -> Wording:
    """Read the wording of a language, once; where responses contribute, with the sentences that then differ."""
    sentences: _Sentences = {}
    for name in _SENTENCES:
        sentences |= msgspec.convert(_toml(name, language), _Sentences)
    if unit == "response":
        for section, other in msgspec.convert(_toml("responses", language), _Sentences).items():
            sentences[section] |= other
    return Wording(
        sentences=sentences,
        barriers=msgspec.convert(_toml("barriers", language), BarrierWording),
        way=msgspec.convert(_toml("conditions", language), WayWording),
        purposes=msgspec.convert(_toml("purposes", language), PurposeWording),
        sources=msgspec.convert(_toml("sources", language), dict[str, SourceWording]),
    )


def _toml(name: str, language: str) -> dict[str, object]:
    text = resources.files(__package__).joinpath(f"{name}.{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
