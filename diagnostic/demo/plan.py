"""What the demo consists of, read from its file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Literal

import msgspec

from reports.context import Mode, Region, Theme
from scoring.published import Grouping


class _Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of the file: unknown keys are refused."""


class Setting(_Part, frozen=True, kw_only=True):
    """What is known of the initiative, and how many organisations are in it."""

    name: str
    theme: Theme
    region: Region
    age: int
    organisations: int


class Member(_Part, frozen=True, kw_only=True):
    """A member of staff."""

    email: str
    name: str


class DemoSelfReport(_Part, frozen=True, kw_only=True):
    """What the backbone office says of itself: facts as they are, ratings made up as those of its partners are.

    Parameters
    ----------
    planted : tuple of str
        The barriers that the office sees.
    facts : dict
        Question to its answer: a number, a code, or the codes chosen of several.
    """

    questionnaire: str
    seed: int
    planted: tuple[str, ...]
    facts: Mapping[str, int | str | tuple[str, ...]]


class DemoRound(_Part, frozen=True, kw_only=True):
    """A round, its days counted from the day on which the demo is loaded.

    Parameters
    ----------
    planted : tuple of str
        The barriers built into the answers.
    answered : float
        Share of those who answer in the simulation that have done so by now.
    network : bool
        Whether the network module is asked too.
    self_report : DemoSelfReport, optional
        Missing where the backbone office has not filled it in.
    """

    questionnaire: str
    mode: Mode
    grouping: Grouping
    seed: int
    planted: tuple[str, ...]
    began_days_ago: int
    lasts_days: int
    answered: float = 1.0
    network: bool = False
    self_report: DemoSelfReport | None = None


class Neighbour(Setting, frozen=True, kw_only=True):
    """A further initiative, with one round."""

    seed: int
    planted: tuple[str, ...]


class Neighbours(_Part, frozen=True, kw_only=True):
    """Further initiatives: they have one office, to whose account nobody has a password, and take part in comparisons.

    Parameters
    ----------
    joined_days_ago : int
        When they began to take part.
    released_days_ago : int
        When their reports were released: before any quarter that runs when the demo is loaded.
    """

    office: Member
    questionnaire: str
    mode: Mode
    grouping: Grouping
    began_days_ago: int
    lasts_days: int
    released_days_ago: int
    joined_days_ago: int
    initiatives: tuple[Neighbour, ...]

    def round_of(self, one: Neighbour) -> DemoRound:
        """Return the round of a further initiative."""
        return DemoRound(
            questionnaire=self.questionnaire,
            mode=self.mode,
            grouping=self.grouping,
            seed=one.seed,
            planted=one.planted,
            began_days_ago=self.began_days_ago,
            lasts_days=self.lasts_days,
        )


class DemoPlan(_Part, frozen=True, kw_only=True):
    """The whole demo; `names` has one word a sector for its organisations."""

    initiative: Setting
    staff: Mapping[Literal["backbone", "consultant"], Member]
    names: Mapping[str, str]
    person: str
    past: DemoRound
    present: DemoRound
    neighbours: Neighbours


def demo_plan() -> DemoPlan:
    """Return the plan of the demo."""
    text = resources.files("diagnostic.demo").joinpath("demo.toml").read_bytes()
    return msgspec.toml.decode(text, type=DemoPlan)
