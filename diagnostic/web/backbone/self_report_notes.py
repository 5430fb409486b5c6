"""What other pages say of the self-report: those of a round, the one before it is closed, and the home."""

from __future__ import annotations

from typing import Literal

import msgspec

from diagnostic.domain.waves import may_report
from diagnostic.services.overview import RoundView
from diagnostic.services.self_reporting import offered
from diagnostic.store.self_reports import Standing
from diagnostic.store.waves import WaveRow
from diagnostic.web.backbone.rounds import Action, place_of
from diagnostic.web.dates import written
from diagnostic.web.wording import Words

Stand = Literal["early", "none", "draft", "submitted", "kept", "without"]
"""How far a self-report is. ``early``: the round is not published yet. ``none``: not begun. ``draft``: begun.
``submitted``: it counts, and can be changed. ``kept``: the round is closed. ``without``: it is, and there is none."""

_LABELS = {"none": "fill", "draft": "resume", "submitted": "look", "kept": "read"}


class ReportNote(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of the self-report, and where it leads."""

    text: str
    action: Action | None


def place_of_report(wave: WaveRow) -> str:
    """Return the address of the self-report of a round."""
    return f"{place_of(wave)}/self-report"


def stand_of(wave: WaveRow, report: Standing | None) -> Stand:
    """Return how far the self-report of a round is."""
    if may_report(wave.state):
        return "none" if report is None else report.state
    if wave.state == "draft":
        return "early"
    return "without" if report is None else "kept"


def of_round(view: RoundView, word: Words, language: str) -> ReportNote | None:
    """Return what the page of a round says; nothing while the round is a draft."""
    stand, report = stand_of(view.wave, view.self_report), view.self_report
    if stand == "early":
        return None
    day = "" if report is None else written(report.day, language)
    text = word(f"self_report.round.{stand}", minutes=offered().minutes or 1, day=day)
    return ReportNote(text=text, action=_action(view.wave, stand, word))


def of_closing(view: RoundView, word: Words) -> ReportNote:
    """Return what is said before a round is closed."""
    stand = stand_of(view.wave, view.self_report)
    action = None if stand == "submitted" else _action(view.wave, stand, word)
    return ReportNote(text=word(f"self_report.closing.{stand}"), action=action)


def of_home(view: RoundView, word: Words) -> ReportNote | None:
    """Return what the home says: while partners are answering, that the self-report is missing; else nothing."""
    if not view.lacks_self_report or view.next.key == "self_report":
        return None
    stand = stand_of(view.wave, view.self_report)
    return ReportNote(text=word("home.self_report"), action=_action(view.wave, stand, word))


def _action(wave: WaveRow, stand: Stand, word: Words) -> Action | None:
    label = _LABELS.get(stand)
    return None if label is None else Action(href=place_of_report(wave), label=word(f"self_report.{label}"))
