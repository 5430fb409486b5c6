"""A wave is a table of states; what may follow on what, and what a person may do in each, is read from it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, get_args

import msgspec

from reports.context import Mode
from scoring.published import Grouping

State = Literal["draft", "published", "open", "closed", "analysed", "released"]
Step = Literal["publish", "unpublish", "open", "close", "analyse", "release"]

STATES: tuple[State, ...] = get_args(State)
MODES: tuple[Mode, ...] = get_args(Mode)
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)

GRACE = timedelta(minutes=60)
"""Who started before the deadline may submit for so long after it."""


class Change(msgspec.Struct, frozen=True):
    """From which state a step leads to which."""

    source: State
    target: State


STEPS: Mapping[Step, Change] = {
    "publish": Change("draft", "published"),
    "unpublish": Change("published", "draft"),
    "open": Change("published", "open"),
    "close": Change("open", "closed"),
    "analyse": Change("closed", "analysed"),
    "release": Change("analysed", "released"),
}
"""There is no way back from closed: a second look with one answer more would tell that answer."""

_FROZEN = STATES.index("closed")


def target(state: State, step: Step) -> State | None:
    """Return the state that a step leads to, or None where the table has no such step."""
    change = STEPS[step]
    return change.target if change.source == state else None


def is_frozen(state: State) -> bool:
    """Whether answers can change no more."""
    return STATES.index(state) >= _FROZEN


def may_report(state: State) -> bool:
    """Whether the backbone office may fill in its self-report."""
    return state in {"published", "open"}


def may_start(state: State, deadline: datetime | None, now: datetime) -> bool:
    """Whether a respondent may begin."""
    return state == "open" and (deadline is None or now <= deadline)


def may_submit(state: State, deadline: datetime | None, started: datetime, now: datetime) -> bool:
    """Whether a respondent who has started may hand in: for `GRACE` past the deadline, if started before it."""
    if state != "open":
        return False
    return deadline is None or now <= deadline or (started <= deadline and now <= deadline + GRACE)
