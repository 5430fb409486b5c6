"""A round on a page: its line of states, who has answered, what a report will show, and what comes next."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from diagnostic.domain.days import day_of
from diagnostic.domain.turnout import Count, Forecast, Lamp, SectorOutlook
from diagnostic.domain.waves import STATES, State
from diagnostic.services.overview import NextStep, RoundView
from diagnostic.services.tasks import HOPELESS
from diagnostic.store.tasks import TaskRow
from diagnostic.store.waves import WaveRow
from diagnostic.web.backbone.framing import AUDIENCE
from diagnostic.web.backbone.phrasing import counted, joined
from diagnostic.web.dates import day
from diagnostic.web.sectors import sector_names
from diagnostic.web.wording import Words, in_words, words

Mark = Literal["full", "empty", "none", "stroke"]

_MOST_BOXES = 60
_FEW_PEOPLE = 10
_COUNTED = ("open", "hand_out")


class TurnoutRow(msgspec.Struct, frozen=True, kw_only=True):
    """One sector, or all together: *7 von 8*, the boxes, and what the report will show."""

    name: str
    count: str
    marks: tuple[Mark, ...]
    lamp: Lamp | None
    words: str


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A running analysis; `done` and `total` count its steps where that is known."""

    title: str
    words: str
    done: int | None
    total: int | None


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """A button: a link, or where it changes something a form."""

    href: str
    label: str
    posts: bool = False


class RoundPart(msgspec.Struct, frozen=True, kw_only=True):
    """A round as the pages show it."""

    href: str
    title: str
    summary: str
    states: tuple[tuple[str, str], ...]
    rows: tuple[TurnoutRow, ...]
    heads: tuple[tuple[str, str], ...]
    foot: str
    forecast: tuple[str, ...]
    task: Task | None


def place_of(wave: WaveRow) -> str:
    """Return the address of a round."""
    return f"/initiatives/{wave.initiative_id}/waves/{wave.id}"


def part_of(view: RoundView, language: str, now: datetime) -> RoundPart:
    """Return a round in words."""
    word, wave = words(AUDIENCE, language), view.wave
    asked = wave.state not in {"draft", "published"}
    return RoundPart(
        href=place_of(wave),
        title=word("waves.title_of", title=wave.title),
        summary=summary_of(view, language, now),
        states=states_of(wave.state, word),
        rows=_rows(view, word, language) if asked else (),
        heads=(
            (word("waves.sector"), ""),
            (word("waves.answered"), "number"),
            (word("waves.each_person" if view.people else "waves.each_organisation"), ""),
            (word("waves.in_report"), ""),
        ),
        foot=_foot(view, word),
        forecast=() if view.forecast is None else _forecast(view, view.forecast, word, language),
        task=_task(view.task, word) if view.next.key == "wait" else None,
    )


def states_of(state: State, word: Words) -> tuple[tuple[str, str], ...]:
    """Return the line of states: each with its word, and whether it is behind, here or ahead."""
    here = STATES.index(state)
    places = ("done" if place < here else "current" if place == here else "ahead" for place in range(len(STATES)))
    return tuple((word(f"waves.states.{one}"), place) for one, place in zip(STATES, places, strict=True))


def summary_of(view: RoundView, language: str, now: datetime) -> str:
    """Return how far a round is: *19 von 27 Organisationen, noch 9 Tage, bis 1. Dezember 2026*."""
    word, wave = words(AUDIENCE, language), view.wave
    if wave.state == "draft":
        return word("waves.summary.draft")
    if wave.state == "published":
        return counted(word, f"waves.summary.invited{_unit(view)}", view.outlook.total.invited)
    turnout = _turnout(view, word)
    if wave.state == "open":
        return turnout if wave.deadline is None else _until(turnout, wave.deadline, language, now)
    key, moment = ("released", wave.released_at) if wave.state == "released" else ("closed", wave.closed_at)
    return turnout if moment is None else word(f"waves.summary.{key}", turnout=turnout, day=day(moment, language))


def _until(turnout: str, deadline: datetime, language: str, now: datetime) -> str:
    word, last, left = words(AUDIENCE, language), day(deadline, language), (day_of(deadline) - day_of(now)).days
    if now > deadline:
        return word("waves.summary.over", turnout=turnout, day=last)
    if not left:
        return word("waves.summary.last_day", turnout=turnout)
    return counted(word, "waves.summary.left", left, turnout=turnout, day=last)


def next_sentence(step: NextStep, *, people: bool, language: str) -> str:
    """Return the one sentence of what comes next."""
    word, unit = words(AUDIENCE, language), "_people" if people else ""
    if step.key in _COUNTED:
        return counted(word, f"home.next.{step.key}", step.count)
    if step.key == "name_more":
        return counted(word, f"home.next.name_more{unit}", step.count, minimum=in_words(word, step.more))
    if not step.key.startswith("remind"):
        return word(f"home.next.{step.key}")
    remind = counted(word, f"home.next.remind{unit}", step.count)
    if step.key == "remind":
        return remind
    sector = "" if step.sector is None else sector_names(language)[step.sector]
    more = counted(word, f"home.next.more_{'sector' if sector else 'all'}", step.more, sector=sector)
    return f"{remind} {more}"


def next_actions(step: NextStep, initiative: str, wave: WaveRow | None, word: Words) -> tuple[Action, ...]:
    """Return the buttons of what comes next, the main one first."""
    home = f"/initiatives/{initiative}"
    here = home if wave is None else place_of(wave)
    links = Action(href=f"{here}/links", label=word("home.action.links"))
    report = Action(href=f"{here}/report", label=word("home.action.report"))
    partners = Action(href=f"{home}/partners", label=word("home.action.partners"))
    plan = Action(href=f"{home}/waves/new", label=word("home.action.plan"))
    actions: dict[str, tuple[Action, ...]] = {
        "name_partners": (partners,),
        "name_more": (partners, Action(href=here, label=word("home.action.check"))),
        "plan_first": (plan,),
        "check_draft": (Action(href=here, label=word("home.action.check")),),
        "open": (Action(href=f"{here}/open", label=word("waves.action.open"), posts=True), links),
        "open_late": (Action(href=here, label=word("home.action.check")),),
        "self_report": (
            Action(href=f"{here}/self-report", label=word("self_report.fill")),
            Action(href=f"{here}/close", label=word("waves.action.close")),
        ),
        "close": (Action(href=f"{here}/close", label=word("waves.action.close")),),
        "close_late": (Action(href=f"{here}/close", label=word("waves.action.close")),),
        "wait": (),
        "again": (Action(href=f"{here}/again", label=word("tasks.again"), posts=True),),
        "nobody_answered": (plan,),
        "read_report": (report,),
        "discuss_report": (report, Action(href=plan.href, label=word("home.new_round"))),
    }
    return actions.get(step.key, (links,))


def reason_of(task: TaskRow | None, word: Words) -> str | None:
    """Return why an analysis failed, and what that means."""
    if task is None or task.state != "failed":
        return None
    known = {"no_answers", "questionnaire_changed", "interrupted", "too_long"}
    return word(f"tasks.reasons.{task.step if task.step in known | HOPELESS else 'broken'}")


def _unit(view: RoundView) -> str:
    return "_people" if view.people else ""


def _turnout(view: RoundView, word: Words) -> str:
    total = view.outlook.total
    missing = total.invited - total.answered
    if view.wave.state == "open" and total.invited < _FEW_PEOPLE:
        invited = counted(word, f"waves.summary.few{_unit(view)}", total.invited)
        return counted(word, "waves.summary.missing", missing, invited=invited)
    return turnout_of(total, word, people=view.people)


def turnout_of(total: Count, word: Words, *, people: bool) -> str:
    """Return how many have answered: *19 von 27 Organisationen*."""
    key = f"waves.summary.turnout{'_people' if people else ''}"
    return word(key, answered=total.answered, invited=total.invited)


def _rows(view: RoundView, word: Words, language: str) -> tuple[TurnoutRow, ...]:
    names, minimum, running = sector_names(language), view.wave.minimum, view.wave.state == "open"

    def row(name: str, count: Count, lamp: Lamp | None, text: str) -> TurnoutRow:
        said = word("waves.count", answered=count.answered, invited=count.invited)
        return TurnoutRow(name=name, count=said, marks=_marks(count, minimum if lamp else None), lamp=lamp, words=text)

    rows = [
        row(names[one.sector], one.count, one.lamp, _sector_words(one, view, word, language))
        for one in view.outlook.sectors
    ]
    seen = view.outlook
    tense = "will" if running else "is"
    total = word(f"waves.lamps.{tense}_visible") if seen.visible else _too_few(seen.missing, word, running=running)
    return (*rows, row(word("waves.all"), seen.total, "full" if seen.visible else "empty", total))


def _sector_words(one: SectorOutlook, view: RoundView, word: Words, language: str) -> str:
    running = view.wave.state == "open"
    tense = "will" if running else "is"
    if one.lamp is None:
        return word("waves.lamps.in_total")
    if one.lamp == "full":
        return word(f"waves.lamps.{tense}_visible")
    if one.lamp == "empty":
        if not view.outlook.visible:
            return word("waves.lamps.not_yet" if running else "waves.lamps.hidden")
        return word("waves.lamps.nobody_yet" if running else "waves.lamps.nobody")
    names = sector_names(language)
    together = word(f"waves.lamps.{tense}_together", sectors=joined([names[other] for other in one.together], language))
    if not running or one.alone_after is None:
        return together
    return f"{together} {counted(word, 'waves.lamps.alone_after', one.alone_after)}"


def _too_few(missing: int, word: Words, *, running: bool) -> str:
    return counted(word, "waves.lamps.missing", missing) if running else word("waves.lamps.hidden")


def _marks(count: Count, minimum: int | None) -> tuple[Mark, ...]:
    """Return a box for each, with a stroke where the smallest group is reached; none where there would be too many."""
    if count.invited > _MOST_BOXES:
        return ()
    marks: list[Mark] = ["full"] * count.answered
    marks += ["empty"] * (count.invited - count.answered)
    if minimum is None:
        return tuple(marks)
    marks += ["none"] * (minimum - count.invited)
    return (*marks[:minimum], "stroke", *marks[minimum:])


def _foot(view: RoundView, word: Words) -> str:
    key = "foot_people" if view.people else "foot"
    sentences = [word(f"waves.{key}", minimum=view.wave.minimum)]
    if view.wave.grouping == "sector":
        sentences.append(word("waves.foot_merged"))
    if view.wave.state == "open":
        sentences.append(word("waves.foot_open"))
    return " ".join(sentences)


def _forecast(view: RoundView, seen: Forecast, word: Words, language: str) -> tuple[str, ...]:
    if seen.invited < view.wave.minimum:
        least = in_words(word, view.wave.minimum)
        return (counted(word, f"waves.forecast.few{_unit(view)}", seen.invited, minimum=least),)
    lead = word(f"waves.forecast.lead{_unit(view)}", invited=seen.invited, expected=seen.expected)
    if not seen.visible:
        return (lead, word(f"waves.forecast.nothing{_unit(view)}", minimum=view.wave.minimum))
    if view.wave.grouping == "none":
        return (lead, word("waves.forecast.total"))
    names = sector_names(language)
    shown = [joined([names[sector] for sector in group], language) for group in seen.groups]
    if len(shown) < 2:  # noqa: PLR2004 - one group is everybody
        return (lead, word("waves.forecast.one_group"))
    return (lead, word("waves.forecast.groups"), *shown)


def _task(task: TaskRow | None, word: Words) -> Task:
    if task is None or task.state != "running" or not task.total:
        return Task(title=word("tasks.analysis"), words=word("tasks.waiting"), done=None, total=None)
    step = word(f"tasks.steps.{task.step}")
    text = word("tasks.step", number=task.done + 1, total=task.total, step=step)
    return Task(title=word("tasks.analysis"), words=text, done=task.done, total=task.total)
