"""Whatever a round is like, its page has words for it, in both languages and without a blank left open."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import msgspec
import pytest

from diagnostic.domain.portfolio import PortfolioRow, ScaleFigure
from diagnostic.domain.turnout import Count, forecast, outlook
from diagnostic.domain.waves import GROUPINGS, MODES, STATES, State
from diagnostic.services.analysing import STEPS
from diagnostic.services.materials import Reason
from diagnostic.services.overview import Next, NextStep, RoundView
from diagnostic.services.portfolio import Portfolio, PortfolioEntry
from diagnostic.store.self_reports import Standing
from diagnostic.store.tasks import TaskRow, TaskState
from diagnostic.store.waves import WaveRow
from diagnostic.web.backbone.rounds import Task, TurnoutRow, next_actions, next_sentence, part_of, reason_of
from diagnostic.web.backbone.self_report_notes import of_closing, of_home, of_round, stand_of
from diagnostic.web.consultant.portfolio import Sorting, page_of, sorting_of
from diagnostic.web.documents import range_of
from diagnostic.web.wording import words
from questionnaires.barriers import barriers
from reports.context import Mode
from scoring.published import Grouping
from tests.factories import NOW

LANGUAGES = pytest.mark.parametrize("language", ["de", "en"])
COUNTS = {
    "administration": Count(invited=8, answered=7),
    "education": Count(invited=5, answered=4),
    "health": Count(invited=3, answered=2),
    "business": Count(invited=2, answered=0),
}


def wave_in(state: State, mode: Mode = "confidential", grouping: Grouping = "sector", days: int = 9) -> WaveRow:
    """Return a round."""
    moment = None if state in {"draft", "published"} else NOW
    return WaveRow(
        id="w",
        initiative_id="i",
        title="Herbst 2026",
        questionnaire="kurzcheck",
        version="2026.1",
        network=None,
        digest=None,
        mode=mode,
        grouping=grouping,
        minimum=5,
        strict=False,
        state=state,
        deadline=NOW + timedelta(days=days),
        created_at=NOW,
        published_at=NOW,
        opened_at=moment,
        closed_at=moment,
        analysed_at=moment,
        released_at=moment,
        snapshot=None,
    )


def task_in(state: TaskState, step: str, total: int = 0) -> TaskRow:
    """Return a task."""
    return TaskRow(
        id="t", kind="analysis", subject="w", state=state, step=step, done=0, total=total, attempts=1, lease=None
    )


def view_of(wave: WaveRow, task: TaskRow | None = None) -> RoundView:
    """Return a round with what is known of it."""
    return RoundView(
        wave=wave,
        people=wave.mode == "anonymous",
        outlook=outlook(COUNTS, minimum=wave.minimum, grouping=wave.grouping),
        forecast=forecast(COUNTS, minimum=5, grouping=wave.grouping) if wave.state == "draft" else None,
        task=task,
        next=NextStep(key="wait" if task else "open"),
    )


@LANGUAGES
@pytest.mark.parametrize("people", [False, True])
@pytest.mark.parametrize("key", get_args(Next))
def test_every_next_step_has_a_sentence_and_leads_somewhere(language: str, key: Next, *, people: bool) -> None:
    sentences = [
        next_sentence(NextStep(key=key, count=count, more=more, sector=sector), people=people, language=language)
        for count in (1, 2)
        for more in (1, 2)
        for sector in ("education", None)
    ]
    actions = next_actions(NextStep(key=key), "i", wave_in("open"), words("backbone", language))

    assert all(text and "{" not in text for text in sentences)
    assert bool(actions) == (key != "wait")


@LANGUAGES
@pytest.mark.parametrize("grouping", GROUPINGS)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("state", STATES)
def test_a_round_has_words_in_every_state(language: str, state: State, mode: Mode, grouping: Grouping) -> None:
    for days in (-1, 0, 1, 9):
        part = part_of(view_of(wave_in(state, mode, grouping, days)), language, NOW)
        texts = (part.title, part.summary, part.foot, *part.forecast, *(row.words for row in part.rows))
        assert all(text and "{" not in text for text in texts)
        assert [place for _, place in part.states].count("current") == 1


STANDINGS = (None, Standing(state="draft", day=NOW.date()), Standing(state="submitted", day=NOW.date()))


@LANGUAGES
@pytest.mark.parametrize("report", STANDINGS)
@pytest.mark.parametrize("state", STATES)
def test_a_self_report_has_words_however_far_it_is(language: str, state: State, report: Standing | None) -> None:
    word, view = words("backbone", language), msgspec.structs.replace(view_of(wave_in(state)), self_report=report)
    running, done = state in {"published", "open"}, report is not None and report.state == "submitted"
    note, home = of_round(view, word, language), of_home(view, word)
    texts = [word(f"self_report.stand.{stand_of(view.wave, report)}")] if not running or report else []
    texts += [one.text for one in (note, home, of_closing(view, word) if running else None) if one is not None]

    assert all(text and "{" not in text for text in texts)
    assert (note is None) == (state == "draft")
    assert (home is None) == (state != "open" or done)
    assert note is None or (note.action is None) == (not running and report is None)
    assert not running or (of_closing(view, word).action is None) == done


def test_the_lamps_say_what_will_be_seen_and_what_it_takes() -> None:
    rows = part_of(view_of(wave_in("open")), "de", NOW).rows

    assert rows == (
        TurnoutRow(
            name="Verwaltung",
            count="7 von 8",
            marks=(*["full"] * 5, "stroke", "full", "full", "empty"),  # type: ignore[arg-type]
            lamp="full",
            words="wird sichtbar",
        ),
        TurnoutRow(
            name="Bildung",
            count="4 von 5",
            marks=(*["full"] * 4, "empty", "stroke"),  # type: ignore[arg-type]
            lamp="half",
            words="wird zusammen mit Gesundheit sichtbar.",
        ),
        TurnoutRow(
            name="Gesundheit",
            count="2 von 3",
            marks=("full", "full", "empty", "none", "none", "stroke"),
            lamp="half",
            words="wird zusammen mit Bildung sichtbar.",
        ),
        TurnoutRow(
            name="Wirtschaft",
            count="0 von 2",
            marks=("empty", "empty", "none", "none", "none", "stroke"),
            lamp="empty",
            words="noch keine Antwort",
        ),
        TurnoutRow(
            name="Alle zusammen",
            count="13 von 18",
            marks=(*["full"] * 5, "stroke", *["full"] * 8, *["empty"] * 5),  # type: ignore[arg-type]
            lamp="full",
            words="wird sichtbar",
        ),
    )


@LANGUAGES
def test_an_analysis_has_words_for_each_step_and_each_reason(language: str) -> None:
    word = words("backbone", language)
    for step in STEPS:
        part = part_of(view_of(wave_in("closed"), task_in("running", step, len(STEPS))), language, NOW)
        assert isinstance(part.task, Task)
        assert (part.task.done, part.task.total) == (0, 4)
    reasons = [reason_of(task_in("failed", reason), word) for reason in (*get_args(Reason), "interrupted", "too_long")]
    assert len({*reasons}) == len(reasons)
    assert reason_of(task_in("failed", "of another kind"), word) == word("tasks.reasons.broken")
    assert reason_of(task_in("running", "reading"), word) is None


def entry(name: str, value: float | None, n: int, *, simulated: bool = False) -> PortfolioEntry:
    """Return an initiative with one figure."""
    state = "withheld" if value is None else "flagged"
    figure = ScaleFigure(id="steering", barrier="leadership", state=state, value=value, n=n, below=0.9)  # type: ignore[arg-type]
    return PortfolioEntry(
        initiative=name,
        name=name,
        simulated=simulated,
        wave="w",
        title="Herbst",
        released_at=NOW,
        row=PortfolioRow(unit="organisation", contributors=n, invited=n, scales=(figure,)),
    )


@LANGUAGES
def test_every_column_sorts_both_ways_and_those_without_a_figure_come_last(language: str) -> None:
    found = Portfolio(advised=3, entries=(entry("a", 3.0, 9), entry("b", None, 4), entry("c", 2.5, 12)))
    expected = {
        "name": (["a", "b", "c"], ["c", "b", "a"]),
        "n": (["b", "a", "c"], ["c", "a", "b"]),
        "leadership": (["c", "a", "b"], ["a", "c", "b"]),
    }
    for column in ("name", "n", *barriers()):
        for order, position in (("ascending", 0), ("descending", 1)):
            sorting = sorting_of({"sort": column, "order": order})
            page = page_of(found, sorting, language)
            heads = (page.first, page.number, *page.columns)
            assert [head[2] for head in heads if head[2]] == [order]
            assert sum(count for _, count in page.families) == len(page.columns) == len(page.rows[0][3])
            if column in expected:
                assert [row[0] for row in page.rows] == expected[column][position]
    assert sorting_of({"sort": "nothing", "order": "x"}) == Sorting()


def test_a_cell_names_the_part_that_it_shows_and_a_made_up_initiative_is_marked() -> None:
    found = Portfolio(advised=2, entries=(entry("a", 2.5, 9), entry("b", None, 4, simulated=True)))

    page = page_of(found, Sorting(), "de")

    leadership = list(barriers()).index("leadership")
    assert page.rows[0][3][leadership] == ("flagged", "2,5 F", None, "Hürde, Unklare Führung")
    assert page.rows[1][3][leadership] == ("withheld", "zu wenige", None, "zu wenige Antworten")
    assert page.rows[0][3][0] == ("withheld", "nicht gefragt", None, "In dieser Runde nicht gefragt")
    assert [row[0] for row in page.rows] == ["a", "b (simulierte Daten)"]


def test_a_figure_has_its_range_below_it() -> None:
    figure = ScaleFigure(id="silos", barrier="silos", state="flagged", n=19, value=2.8, low=2.6, high=3.0, below=0.9)

    assert (range_of(figure, "de"), range_of(figure, "en")) == ("2,6 bis 3,0", "2.6 to 3.0")
    assert range_of(msgspec.structs.replace(figure, low=None, high=None), "de") is None
