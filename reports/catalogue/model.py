"""What the catalogue holds: measures, trainings and sources, as frozen structs."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import Literal

import msgspec

from reports.languages import Language

Addressee = Literal["backbone", "leaders", "coordinators", "funders"]
Effort = Literal["low", "medium", "high"]
Evidence = Literal["A", "B", "C"]
Kind = Literal["literature", "practice"]
Read = Literal["abstract", "contents", "first_pages", "full"]

EVIDENCE_ORDER = MappingProxyType[Evidence, int]({"A": 0, "B": 1, "C": 2})
EFFORT_ORDER = MappingProxyType[Effort, int]({"low": 0, "medium": 1, "high": 2})


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the catalogue: immutable, and unknown keys are refused."""


class MeasureText(_Part, frozen=True, kw_only=True):
    """The words of a measure in one language, each short enough for a cell of a printed table.

    Parameters
    ----------
    title : str
        What to do, in a few words.
    opening : str
        One sentence for the first page: who does what within two weeks.
    action : str
        What the measure consists of, in one or two sentences.
    effort, effect : str
        What it costs in time and money, and after how long it can be seen to work.
    first_step : str
        Who does what first; possible within two weeks and without money.
    sign : str
        What can be observed if it works.
    exception : str
        When the measure is not needed although the score is low.
    ask : str
        A question the partners may ask themselves before they choose the measure; empty where there is none.
    """

    title: str
    opening: str
    action: str
    effort: str
    effect: str
    first_step: str
    sign: str
    exception: str
    ask: str = ""


class Measure(_Part, frozen=True, kw_only=True):
    """One recommended step against one barrier.

    Parameters
    ----------
    id : str
        ``<scale>_<name>``, unique.
    scale : str
        The scale whose low score calls for the measure.
    addressee : str
        Who carries it.
    effort : str
        ``low``, ``medium`` or ``high``; what that means is written at the head of ``measures.toml``.
    evidence : str
        A several empirical studies, B one study or a strong practice source, C practice advice.
    kind : str
        ``literature`` has sources, which support its direction; ``practice`` claims none.
    sources : tuple of str
        Ids of sources in the catalogue.
    texts : dict
        Its words by language.
    """

    id: str
    scale: str
    addressee: Addressee
    effort: Effort
    evidence: Evidence
    kind: Kind
    sources: tuple[str, ...]
    texts: dict[Language, MeasureText]

    def text(self, language: Language) -> MeasureText:
        """Return the words in a language."""
        return self.texts[language]


class TrainingText(_Part, frozen=True, kw_only=True):
    """The words of a training in one language.

    Parameters
    ----------
    title, summary : str
        Its name, and what it is in two sentences.
    contents : tuple of str
        Its subjects in their order.
    for_whom : str
        Whom it is meant for.
    provider_note : str
        Printed as long as no provider is entered.
    """

    title: str
    summary: str
    contents: tuple[str, ...]
    for_whom: str
    provider_note: str


class Basis(_Part, frozen=True, kw_only=True):
    """Why a training follows from a low scale: level of evidence and sources."""

    scale: str
    evidence: Evidence
    sources: tuple[str, ...]


class Training(_Part, frozen=True, kw_only=True):
    """One course that follows from one or several low scales.

    Parameters
    ----------
    audience : str
        Who takes part.
    as_of : datetime.date
        The day on which the entry was last checked.
    provider, dates, places : str, tuple of datetime.date, tuple of str
        What an initiative fills in; empty until then.
    basis : tuple of Basis
        The scales it follows from, each with its evidence.
    texts : dict
        Its words by language.
    """

    id: str
    audience: Addressee
    as_of: dt.date
    provider: str
    dates: tuple[dt.date, ...]
    places: tuple[str, ...]
    basis: tuple[Basis, ...]
    texts: dict[Language, TrainingText]

    @property
    def scales(self) -> tuple[str, ...]:
        """The scales the training follows from."""
        return tuple(basis.scale for basis in self.basis)

    def basis_for(self, scale: str) -> Basis:
        """Return why the training follows from a scale.

        Raises
        ------
        ValueError
            If it does not follow from that scale.
        """
        for basis in self.basis:
            if basis.scale == scale:
                return basis
        raise ValueError(f"training {self.id} follows from {', '.join(self.scales)}, not from {scale!r}")

    def text(self, language: Language) -> TrainingText:
        """Return the words in a language."""
        return self.texts[language]


class Source(_Part, frozen=True, kw_only=True):
    """One publication.

    Parameters
    ----------
    id : str
        Authors and year, for example ``foster_fishman_2001``.
    authors : tuple of str
        Family name and initials, in the order of the publication.
    title, container : str
        As published; the journal with volume and pages, or the publisher.
    doi, isbn, reference : str, optional
        Exactly one of them: the DOI, else the ISBN, else the short journal or publisher reference.
    read : str
        What was read of the source.
    short : dict
        Authors and year as named in running text, by language.
    """

    id: str
    authors: tuple[str, ...]
    year: int
    title: str
    container: str
    doi: str | None = None
    isbn: str | None = None
    reference: str | None = None
    read: Read
    short: dict[Language, str]

    @property
    def locator(self) -> str:
        """What to find it by: the DOI, else the ISBN, else the reference."""
        if self.doi:
            return self.doi
        return f"ISBN {self.isbn}" if self.isbn else self.reference or ""

    def short_name(self, language: Language) -> str:
        """Return authors and year as named in running text."""
        return self.short[language]


class Catalogue(_Part, frozen=True, kw_only=True):
    """All that can be recommended, in the order of the files, and the literature behind it."""

    measures: tuple[Measure, ...]
    trainings: tuple[Training, ...]
    literature: tuple[Source, ...]

    def measures_for(self, scale: str) -> tuple[Measure, ...]:
        """Return the measures of a scale; none for a scale of a foreign questionnaire."""
        return tuple(measure for measure in self.measures if measure.scale == scale)

    def trainings_for(self, scale: str) -> tuple[Training, ...]:
        """Return the trainings that follow from a scale; none if no training does."""
        return tuple(training for training in self.trainings if scale in training.scales)

    def source(self, source_id: str) -> Source:
        """Return a source by its id.

        Raises
        ------
        ValueError
            If there is no such source.
        """
        for source in self.literature:
            if source.id == source_id:
                return source
        raise ValueError(f"literature.toml has no source {source_id!r}")
