"""Two devices change one page: what each changed is merged, and what both changed differently is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from questionnaires.asking import Asked

Values = Mapping[str, int | str]
Changes = Mapping[str, int | str | None]
"""Variable to its new answer; None where an answer was taken back."""


class Merged(msgspec.Struct, frozen=True, kw_only=True):
    """What a sent page changes of what is kept.

    Parameters
    ----------
    changes : dict
        What is to be kept from now on.
    clashes : tuple of str
        Ids of the statements and questions that another device has changed to something else since the page was
        shown: only the person can decide.
    """

    changes: Changes
    clashes: tuple[str, ...]


def merge(
    asked: Sequence[Asked], *, seen: Values, sent: Values, kept: Values, undecided: Collection[str] = ()
) -> Merged:
    """Return what a page changes: a question at a time, since the options of one answer belong together.

    Parameters
    ----------
    asked
        What the page asks.
    seen : dict
        What was kept when the page was shown.
    sent : dict
        What the page says now.
    kept : dict
        What is kept now.
    undecided
        Ids of those that the person was asked to decide on and has not.
    """
    changes: dict[str, int | str | None] = {}
    clashes = []
    for one in asked:
        before, mine, now = (_given(one, values) for values in (seen, sent, kept))
        if mine == now or (mine == before and one.id not in undecided):
            continue
        if now != before or one.id in undecided:
            clashes.append(one.id)
        else:
            changes |= dict(zip(one.variables, mine, strict=True))
    return Merged(changes=changes, clashes=tuple(clashes))


def let_go(asked: Iterable[Asked], values: Values) -> dict[str, int | str | None]:
    """Return *no answer* for whatever the page asks and has no answer; a skipped question is not asked for again."""
    return {
        variable: one.no_answer
        for one in asked
        if one.no_answer is not None and is_open(one, values)
        for variable in one.variables
    }


def is_open(one: Asked, values: Values) -> bool:
    """Whether a question was neither answered nor let go."""
    return not any(variable in values for variable in one.variables)


def changed(values: Values, changes: Changes) -> dict[str, int | str]:
    """Return values after a change."""
    after = {**values, **changes}
    return {name: value for name, value in after.items() if value is not None}


def _given(one: Asked, values: Values) -> tuple[int | str | None, ...]:
    """Return the answer; to have let a question go is none, and gives way to one."""
    given = (values.get(variable) for variable in one.variables)
    return tuple(None if value == one.no_answer else value for value in given)
