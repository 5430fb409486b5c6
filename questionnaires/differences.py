"""One difference between two versions of a questionnaire, with what it means for comparing results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, get_args

import msgspec

from questionnaires.findings import problem, quoted
from questionnaires.model import OnlyIf
from questionnaires.problems import Problem

Verdict = Literal["harmless", "comparable", "breaking"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""From the lightest to the heaviest."""


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it was.

    Parameters
    ----------
    verdict : str
        ``harmless``: nothing that is asked or counted has changed. ``comparable``: everything that was asked still is,
        with the same answers and the same scoring, though its words, its place or what stands beside it have changed.
        ``breaking``: something has no counterpart any more, or means something else.
    problem : Problem
        The sentence that tells it, with the part concerned in the files' own keys.
    """

    verdict: Verdict
    problem: Problem


def of_keys(where: str, old: object, new: object, weights: Mapping[str, Verdict]) -> Iterator[Difference]:
    """Yield every key of two parts of one kind whose value is not as it was.

    Parameters
    ----------
    where : str
        The part, for the message.
    old, new : struct
        The two forms of the part.
    weights : dict
        Key to what a change of it means; other keys are passed over.
    """
    for key, verdict in weights.items():
        before, now = getattr(old, key), getattr(new, key)
        if before != now:
            yield of_value(where, key, before, now, verdict)


def of_value(where: str, key: str, old: object, new: object, verdict: Verdict) -> Difference:
    """Return the difference that a key has another value."""
    return Difference(verdict=verdict, problem=problem("diff_value", where, key=key, old=_told(old), new=_told(new)))


def of_order(where: str, old: Sequence[str], new: Sequence[str], verdict: Verdict) -> Iterator[Difference]:
    """Yield one difference if those that are in both lists follow one another in another order."""
    before = [name for name in old if name in new]
    now = [name for name in new if name in old]
    if before != now:
        told = problem("diff_order", where, old=", ".join(before), new=", ".join(now))
        yield Difference(verdict=verdict, problem=told)


def _told(value: object) -> str:
    """Return a value as the file gives it; ``–`` where it is not given."""
    match value:
        case None:
            return "–"
        case tuple():
            return f"[{', '.join(map(quoted, value))}]"
        case OnlyIf():
            return f"{value.part} = {', '.join(map(str, value.codes))}"
        case _:
            return quoted(value)
