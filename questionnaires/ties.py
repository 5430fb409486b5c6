"""What one respondent says of the partners on a roster, as rows of a file of ties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from questionnaires.columns import tie_column
from questionnaires.model import NO_ANSWER, Questionnaire, Roster
from questionnaires.rosters import Partner, Values, holds

SHARING = "share_ties"
"""The question whether confirmed cooperation may be shown by name; the answers are ``yes`` and ``no``."""


class Tie(NamedTuple):
    """What one respondent says of one partner: the columns of a file of ties but those that say who.

    `known` is 1 or 0. What has no answer is None; 98 is *don't know*. The intensity of an unknown partner is 0.
    """

    to: str
    known: int
    intensity: int | None
    reliable: int | None
    mission: int | None
    open: int | None


def ties_of(questionnaire: Questionnaire, partners: Sequence[Partner], values: Values) -> tuple[Tie, ...]:
    """Return what a respondent says of the partners; what hangs on an answer that has changed since is left out.

    Parameters
    ----------
    questionnaire : Questionnaire
        One whose roster has the parts of `Tie`.
    partners, values
        As in `questionnaires.rosters.expanded`.

    Returns
    -------
    tuple of Tie
        In the order of the partners; none about whom nothing was said.
    """
    said = ((one.id, _said(questionnaire.rosters, one.id, values)) for one in partners)
    return tuple(
        Tie(
            to=partner,
            known=given["known"],
            intensity=given.get("intensity") if given["known"] else 0,
            reliable=given.get("reliable"),
            mission=given.get("mission"),
            open=given.get("open"),
        )
        for partner, given in said
        if "known" in given
    )


def _said(rosters: Iterable[Roster], partner: str, values: Values) -> dict[str, int]:
    """Return the answers about a partner, part to code: those that are asked for now, without the skipped ones."""
    said: dict[str, int] = {}
    for roster in rosters:
        for part in roster.part:
            value = values.get(tie_column(part.id, partner))
            known = {tie_column(name, partner): code for name, code in said.items()}
            if isinstance(value, int) and value != NO_ANSWER and holds(part.only_if, partner, known):
                said[part.id] = value
    return said
