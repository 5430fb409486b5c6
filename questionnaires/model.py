"""What a questionnaire is: pages, statements, scales, choices and texts, as frozen structs."""

from __future__ import annotations

from typing import Literal

import msgspec

DONT_KNOW = 98
NO_ANSWER = 99
NOT_SHOWN = -1

Family = Literal["structural", "organisational", "implementation"]
ScaleKind = Literal["barrier", "condition", "motive", "form", "outcome"]
Aspect = Literal["importance", "fulfilment", "is", "should"]
QuestionKind = Literal["single", "multiple", "number"]


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a questionnaire: immutable, and unknown keys are refused."""


class Choices(_Part, frozen=True, kw_only=True):
    """The answers offered to a question, in the order shown.

    Parameters
    ----------
    codes : tuple of int or str
        What is stored for each answer. A statement needs whole numbers; other ranges than 1 to 5 are mapped
        to 1–5 linearly when scored.
    dont_know : int, optional
        98 if *kann ich nicht beurteilen* is offered beside the codes, never as one of them.
    """

    codes: tuple[int | str, ...]
    dont_know: Literal[98] | None = None


class Scale(_Part, frozen=True, kw_only=True):
    """Statements that measure one thing.

    Parameters
    ----------
    kind : str
        ``barrier`` scales are flagged and may carry advice, ``condition`` scales make up the five conditions
        of acting together; ``motive``, ``form`` and ``outcome`` statements stand beside them.
    barrier : str, optional
        The barrier of the catalogue that the scale measures. Without it the scale has a score and a flag, but
        no advice.
    family : str, optional
        The family of barriers under which a report lists the scale.
    """

    id: str
    kind: ScaleKind = "barrier"
    barrier: str | None = None
    family: Family | None = None


class Statement(_Part, frozen=True, kw_only=True):
    """One item of a scale.

    Parameters
    ----------
    reversed : bool
        True where agreement is the barrier: the answer is turned round before it is scored.
    aspect : str, optional
        Which of two ratings of one subject this is: a motive's importance or fulfilment, how a form is or
        should be.
    """

    id: str
    scale: str
    choices: str
    reversed: bool = False
    aspect: Aspect | None = None


class Question(_Part, frozen=True, kw_only=True):
    """A question outside the scales: one answer, several answers, or a whole number.

    Parameters
    ----------
    choices : str, optional
        The answers offered; needed by ``single`` and ``multiple``.
    lowest, highest : int, optional
        The range of a ``number``, both ends allowed; needed by it.
    """

    id: str
    kind: QuestionKind
    choices: str | None = None
    lowest: int | None = None
    highest: int | None = None


class OnlyIf(_Part, frozen=True, kw_only=True):
    """The condition to ask a part of a roster: an earlier part was answered with one of the codes."""

    part: str
    codes: tuple[int, ...]


class RosterPart(_Part, frozen=True, kw_only=True):
    """One thing asked about each partner on the roster."""

    id: str
    choices: str
    only_if: OnlyIf | None = None


class Roster(_Part, frozen=True, kw_only=True):
    """The list of the partner organisations, each rated by the same parts in the same order."""

    id: str
    part: tuple[RosterPart, ...]


class Page(_Part, frozen=True, kw_only=True):
    """One page: first its statements, then its questions, then its roster, each in the order of the file."""

    id: str
    statement: tuple[Statement, ...] = ()
    question: tuple[Question, ...] = ()
    roster: tuple[Roster, ...] = ()


class PageText(_Part, frozen=True, kw_only=True):
    """The words of a page."""

    title: str
    introduction: str = ""


class QuestionText(_Part, frozen=True, kw_only=True):
    """The words of a question outside the scales."""

    text: str
    hint: str = ""


class RosterText(_Part, frozen=True, kw_only=True):
    """The words of a roster: the request, and one question for each part.

    Parameters
    ----------
    pages : dict
        Title and introduction of a page on which further parts are asked, by the id of the first of them; without it
        that page has the words of the first one.
    """

    text: str
    hint: str = ""
    parts: dict[str, str]
    pages: dict[str, PageText] = {}


class Texts(_Part, frozen=True, kw_only=True):
    """Every word of a questionnaire in one language, by the ids of the parts it belongs to.

    Parameters
    ----------
    title, introduction : str
        Name of the questionnaire, and what it is for, in a sentence or two.
    frame : str
        What a person should think of while answering ("in unserer Initiative, in den letzten sechs Monaten").
    choices : dict
        For each set of choices: code (as text) to label; ``98`` labels *don't know*.
    scales, statements : dict
        Id to name or wording.
    """

    title: str
    introduction: str = ""
    frame: str = ""
    choices: dict[str, dict[str, str]]
    scales: dict[str, str]
    pages: dict[str, PageText]
    statements: dict[str, str] = {}
    questions: dict[str, QuestionText] = {}
    rosters: dict[str, RosterText] = {}


class Questionnaire(_Part, frozen=True, kw_only=True):
    """An instrument: what is asked, how it is scored, and its words in every language.

    Parameters
    ----------
    format : int
        Version of the file format; this program reads 1.
    id, version : str
        A released version never changes; an edit makes a new version.
    languages : tuple of str
        The first is the original; every text exists in each.
    reliability : float
        Reliability ρ of one organisation's scale score, between 0 and 1, used in the uncertainty of every
        mean.
    audience : str
        ``partner`` organisations, or the ``backbone`` office about itself.
    minutes : int, optional
        How long filling in takes.
    """

    format: Literal[1]
    id: str
    version: str
    languages: tuple[str, ...]
    reliability: float
    audience: Literal["partner", "backbone"] = "partner"
    minutes: int | None = None
    choices: dict[str, Choices]
    scale: tuple[Scale, ...] = ()
    page: tuple[Page, ...]
    texts: dict[str, Texts]

    def __hash__(self) -> int:
        """Whatever is equal has the same id and version; what is the same object is found without comparing."""
        return hash((self.id, self.version))

    def owner_of(self, page: str) -> Questionnaire:  # noqa: ARG002 - only an edition has pages of another
        """Return the questionnaire to which what a page asks belongs: this one."""
        return self

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements in the order shown."""
        return tuple(statement for page in self.page for statement in page.statement)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions outside the scales in the order shown."""
        return tuple(question for page in self.page for question in page.question)

    @property
    def rosters(self) -> tuple[Roster, ...]:
        """All rosters in the order shown."""
        return tuple(roster for page in self.page for roster in page.roster)

    def scales_of(self, kind: ScaleKind) -> tuple[Scale, ...]:
        """Return the scales of one kind in the order of the file."""
        return tuple(scale for scale in self.scale if scale.kind == kind)

    def statements_of(self, scale: str) -> tuple[Statement, ...]:
        """Return the statements of one scale in the order shown."""
        return tuple(statement for statement in self.statements if statement.scale == scale)
