"""Figures as a reader meets them: numbers of a language, words of a state, and the names of scales."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache, cached_property

from babel.dates import format_date
from babel.numbers import format_decimal

from questionnaires.model import Questionnaire, Texts
from reports.barriers import subject
from reports.figures import Verdict
from reports.languages import Language
from reports.limits import limits
from reports.wording import ScaleWording, Wording, load_wording
from scoring.diagnosis import Diagnosis
from scoring.findings import ScaleResult
from scoring.published import Cell, State, Sureness, Unit
from scoring.rounding import End

_SURE = 0.995
_NEVER = 0.005
_SHORT_WORD = 24
_TIED = re.compile(r"(?<=\.) | (?=\d{4}$)")


class Phrases:
    """All words of one report in one language.

    Parameters
    ----------
    language : str
        One of `reports.languages.LANGUAGES`.
    questionnaire : Questionnaire
        The questionnaire that was answered; it names scales that the barriers' wording does not know.
    unit : {"organisation", "response"}
        What contributes, and is therefore counted in every sentence.
    """

    def __init__(self, language: Language, questionnaire: Questionnaire, unit: Unit = "organisation") -> None:
        """Read the wording of the language."""
        self.language = language
        self.texts: Texts = questionnaire.texts[language]
        self.wording: Wording = load_wording(language, unit)

    def say(self, key: str, **values: str | int) -> str:
        """Return one sentence of the report's wording; what `reports.limits` knows is filled in besides the values."""
        return self.wording.sentence(key).format_map({**self._limits, **values})

    def paragraphs(self, key: str, **values: str | int) -> tuple[str, ...]:
        """Return a sentence or a list of them, filled in likewise."""
        return tuple(text.format_map({**self._limits, **values}) for text in self.wording.paragraphs(key))

    def counted(self, key: str, n: int) -> str:
        """Return the sentence for this number: ``key_0``, ``key_1`` or ``key_2`` where it has its own, else ``key``."""
        own = f"{key}_{n}"
        return self.say(own if self.wording.has(own) else key, n=n)

    @cached_property
    def _limits(self) -> Mapping[str, str]:
        text = self.wording.sentence("number.percent")
        return dict(limits(percent=lambda step: text.format(value=step), number=self._exactly, figure=self._limit))

    def _exactly(self, value: float) -> str:
        return _decimal(value, "0.0#", self._locale)

    def _limit(self, value: float, end: End | None) -> str:
        text = self.number(value)
        return self.wording.sentence(f"number.{end}_end").format(value=text) if end else text

    def unwidowed(self, text: str) -> str:
        """Bind the last two words of a title, so that no word stands alone on its last line, unless it is long."""
        before, _, last = text.rpartition(" ")
        return f"{before}\N{NO-BREAK SPACE}{last}" if before and len(last) <= _SHORT_WORD else text

    def number(self, value: float) -> str:
        """Return a figure to 0.1, with the language's decimal sign."""
        return _decimal(value, "0.0", self._locale)

    def hundredths(self, value: float) -> str:
        """Return a figure to 0.01, with the language's decimal sign and a real minus."""
        return _decimal(value, "0.00", self._locale).replace("-", "\N{MINUS SIGN}")

    def figure(self, value: float, end: End | None) -> str:
        """Return a printed mean, *bis* and *ab* included."""
        return self._limit(value, end)

    def share(self, value: float) -> str:
        """Return a share from 0 to 1 in full per cent."""
        return self.say("number.percent", value=round(value * 100))

    def step(self, value: int, end: End | None) -> str:
        """Return a share in per cent that may be an open end."""
        return self.say(f"number.percent_{end}" if end else "number.percent", value=value)

    def percent(self, step: int, width: int) -> str:
        """Return a share in steps; the first and the last step are open ends."""
        if step == width:
            return self.say("number.percent_low", value=step)
        if step == 100 - width:
            return self.say("number.percent_high", value=step)
        return self.say("number.percent", value=step)

    def probability(self, value: float) -> str:
        """Return a probability in per cent, without ever claiming certainty."""
        if value >= _SURE:
            return self.say("number.almost_sure")
        if value <= _NEVER:
            return self.say("number.almost_never")
        return self.say("number.percent", value=round(value * 100))

    def mean(self, cell: Cell) -> str:
        """Return the mean alone, or the fixed sentence that says why there is none."""
        if cell.value is None:
            return self.say(f"hidden.{cell.hidden or 'too_few'}")
        return self.figure(cell.value, cell.end)

    def mean_of_five(self, cell: Cell) -> str:
        """Return the mean with its range in brackets: *2,4 von 5 (2,2 bis 2,6)*."""
        if cell.value is None:
            return self.mean(cell)
        if cell.low is None or cell.high is None:
            return self.say("number.mean", value=self.mean(cell))
        ends = {"low": self.number(cell.low), "high": self.number(cell.high)}
        return self.say("number.mean_range", value=self.mean(cell), **ends)

    def mean_with_count(self, cell: Cell) -> str:
        """Return the mean with its range and its own n: *2,4 von 5 (2,2 bis 2,6), n = 19*."""
        return self.say("number.mean_count", figures=self.mean_of_five(cell), n=cell.n or 0)

    def mean_in_full(self, cell: Cell, population: int | None) -> str:
        """Return the mean with its range and n, in a full sentence."""
        count = self.count(cell, population)
        if cell.low is None or cell.high is None:
            return self.say("number.mean_long", value=self.mean(cell), count=count)
        ends = {"low": self.number(cell.low), "high": self.number(cell.high)}
        return self.say("number.mean_range_long", value=self.mean(cell), count=count, **ends)

    def count(self, cell: Cell, population: int | None) -> str:
        """Return n, and how many were invited where that is known."""
        if population is None:
            return self.say("number.count", n=cell.n or 0)
        return self.say("number.count_of", n=cell.n or 0, population=population)

    def verdict(self, state: State, sureness: Sureness | None, figures: str) -> Verdict:
        """Return a decision in words: the state, how sure it is, and the figures."""
        if state in {"watch", "withheld"} or sureness is None:
            rest = self.say("verdict.plain", figures=figures)
        else:
            rest = self.say("verdict.sure", sureness=self.say(f"sureness.{sureness}"), figures=figures)
        return Verdict(state=state, word=self.say(f"states.{state}"), rest=rest)

    def scale(self, result: ScaleResult) -> str:
        """Return the name of a scale: ours where it is one of ours, else the questionnaire's."""
        words = self.of(result)
        return words.name if words and subject(result) == result.id else self.texts.scales[result.id]

    def of(self, result: ScaleResult) -> ScaleWording | None:
        """Return what the barriers' wording says of a scale; None where it measures no barrier of ours."""
        return self.wording.barriers.scales.get(subject(result) or "")

    def short(self, result: ScaleResult) -> str:
        """Return the name of a scale for a narrow place, where there is a shorter one."""
        words = self.of(result)
        return words.short if words and subject(result) == result.id else self.scale(result)

    def general(self, key: str, result: ScaleResult) -> str:
        """Return what is said of a scale that measures no barrier of ours."""
        return self.say(f"generic.{key}", name=self.scale(result))

    def listed(self, names: Sequence[str]) -> str:
        """Join names to an enumeration: *a, b und c*."""
        if len(names) <= 1:
            return "".join(names)
        return self.say("list.and", first=self.say("list.separator").join(names[:-1]), last=names[-1])

    def quoted(self, names: Sequence[str]) -> str:
        """Join names to an enumeration, each in quotation marks."""
        return self.listed([self.say("list.quoted", name=name) for name in names])

    def tied(self, name: str) -> str:
        """Return the short name of a source with its year tied to it, so that a line does not end between them."""
        return _TIED.sub("\N{NO-BREAK SPACE}", name)

    def shortened(self, title: str, room: int) -> str:
        """Return a title that fits the head of a page: cut between words and ended by dots where it is longer."""
        if len(title) <= room:
            return title
        return title[: room - 1].rpartition(" ")[0].rstrip(",.:–- ") + "…"

    def date(self, day: dt.date) -> str:
        """Return a date in the language's long form."""
        return format_date(day, format="long", locale=self._locale)

    def dates(self, first: dt.date, last: dt.date) -> str:
        """Return a span of dates; one day is said once, and so is what both ends share."""
        if first == last:
            return self.date(first)
        return self.say("participation.fielded_range", first=self._first(first, last), last=self.date(last))

    def participation(self, diagnosis: Diagnosis) -> str:
        """Return how many took part."""
        part = diagnosis.participation
        return self.contributors(part.contributors, part.invited)

    def contributors(self, n: int, invited: int | None) -> str:
        """Return a number of organisations, or of people, and of how many where that is known."""
        if invited is None:
            return self.counted("participation.unknown", n)
        return self.say("participation.known_1" if invited == 1 else "participation.known", n=n, invited=invited)

    @cached_property
    def _locale(self) -> str:
        return self.wording.sentence("language.locale")

    def _first(self, first: dt.date, last: dt.date) -> str:
        if first.year != last.year:
            return self.date(first)
        pattern = "day_of_month" if first.month == last.month else "day_of_year"
        return str(format_date(first, format=self.say(f"language.{pattern}"), locale=self._locale))


@cache
def _decimal(value: float, pattern: str, locale: str) -> str:
    return format_decimal(value, format=pattern, locale=locale)
