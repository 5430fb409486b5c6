"""A posted page of answers: the fields of the questions, and what the form says of itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from diagnostic.domain.failures import Invalid
from questionnaires.problems import Problem

Go = Literal["next", "back", "stay", "check"]
Side = Literal["mine", "theirs"]

PAGE, BASE, KEY, WARNED, GO, CLASH, KEEP = "_page", "_base", "_key", "_warned", "_go", "_clash", "_keep."
"""Names of the form's own fields: no statement or question begins with a stroke."""
FILL = "fill."
"""How the value of a button begins that says of all partners of a group that they are known."""
LANGUAGE = "language"

_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")
_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)
_OWN = (PAGE, BASE, KEY, WARNED, GO, CLASH)


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """What a form with one page of answers says.

    Parameters
    ----------
    page : str
        Id of the page.
    fields : dict
        Field to all that was posted under it, without the form's own.
    base : int
        The revision with which the page was shown.
    key : str
        Drawn for the form when it was shown: what comes twice under it is kept once.
    warned : bool
        Whether the page has warned of what has no answer.
    go : str
        Where the person goes on.
    fill : str
        The group of partners on the page who are all known, where its button was pressed.
    asked_about : frozenset of str
        Ids of what another device had changed, and the form asks which answer is to stay.
    decided : dict
        Id to which of the two stays.
    """

    page: str
    fields: Mapping[str, Sequence[str]]
    base: int
    key: str
    warned: bool
    go: Go
    fill: str = ""
    asked_about: frozenset[str]
    decided: Mapping[str, Side]


def posted(fields: Mapping[str, Sequence[str]]) -> Posted:
    """Return a posted page; the page's id is among the fields as ``_page``.

    Raises
    ------
    Invalid
        Nothing says which form this is: it was not made by this service.
    """
    own = {name: given[0] if given else "" for name, given in fields.items() if name in _OWN}
    base, key = own.get(BASE, ""), own.get(KEY, "")
    if not _NUMBER.fullmatch(base) or not _KEY.fullmatch(key):
        raise Invalid({BASE: Problem(package="diagnostic", code="field_missing", values={})})
    go = own.get(GO, "")
    questions = {
        name: given
        for name, given in fields.items()
        if name not in _OWN and name != LANGUAGE and not name.startswith(KEEP)
    }
    sides = {name.removeprefix(KEEP): given[0] for name, given in fields.items() if name.startswith(KEEP) and given}
    return Posted(
        page=own.get(PAGE, ""),
        fields=questions,
        base=int(base),
        key=key,
        warned=own.get(WARNED) == "1",
        go=_go(go, switching=LANGUAGE in fields),
        fill=go.removeprefix(FILL) if go.startswith(FILL) else "",
        asked_about=frozenset(fields.get(CLASH, ())),
        decided={name: "theirs" if side == "theirs" else "mine" for name, side in sides.items()},
    )


def _go(said: str, *, switching: bool) -> Go:
    if switching or said.startswith(FILL):
        return "stay"
    return "back" if said == "back" else "check" if said == "check" else "next"
