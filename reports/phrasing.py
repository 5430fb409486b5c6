"""Figures as a reader meets them: numbers of a language, words of a state, and the names of scales."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

from babel.dates import format_date
from babel.numbers import format_decimal

from questionnaires.model import Questionnaire, Texts
from reports.figures import Verdict
from reports.view import Language
from reports.wording import ScaleWording, Wording, load_wording
from scoring.diagnosis import Cell, Diagnosis, ScaleResult, State, Sureness
from scoring.rounding import End

_SURE = 0.995
_NEVER = 0.005
_SHORT_WORD = 10
_LOCALES: dict[Language, str] = {"de": "de", "en": "en_GB"}


class Phrases:
    """All words of one report in one language.

    Parameters
    ----------
    language : str
        ``de`` or ``en``.
    questionnaire : Questionnaire
        The questionnaire that was answered; it names scales that the barriers' wording does not know.
    """

    def __init__(self, language: Language, questionnaire: Questionnaire) -> None:
        """Read the wording of the language."""
        self.language = language
        self.texts: Texts = questionnaire.texts[language]
        self.wording: Wording = load_wording(language)

    def say(self, key: str, **values: str | int) -> str:
        """Return one sentence of the report's wording."""
        return self.wording.sentence(key).format_map(values)

    def paragraphs(self, key: str) -> tuple[str, ...]:
        """Return a sentence or a list of them."""
        return self.wording.paragraphs(key)

    def unwidowed(self, text: str) -> str:
        """Bind the last two words of a title, so that no short word stands alone on its last line."""
        before, _, last = text.rpartition(" ")
        return f"{before}\N{NO-BREAK SPACE}{last}" if before and len(last) <= _SHORT_WORD else text

    def number(self, value: float) -> str:
        """Return a figure to 0.1, with the language's decimal sign."""
        return _decimal(value, self.language)

    def figure(self, value: float, end: End | None) -> str:
        """Return a printed mean, *bis* and *ab* included."""
        text = self.number(value)
        return self.say(f"number.{end}_end", value=text) if end else text

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

    def scale(self, scale: str) -> str:
        """Return the name of a scale: the barriers' own wording first, else the questionnaire's."""
        known = self.wording.barriers.scales.get(scale)
        return known.name if known else self.texts.scales[scale]

    def of(self, result: ScaleResult) -> ScaleWording | None:
        """Return what the barriers' wording says of a scale; None where it measures no barrier of the catalogue."""
        return self.wording.barriers.scales.get(result.id) if result.barrier else None

    def general(self, key: str, result: ScaleResult) -> str:
        """Return what is said of a scale that measures no barrier of the catalogue."""
        return self.say(f"generic.{key}", name=self.scale(result.id))

    def listed(self, names: Sequence[str]) -> str:
        """Join names to an enumeration: *a, b und c*."""
        if len(names) <= 1:
            return "".join(names)
        return self.say("list.and", first=self.say("list.separator").join(names[:-1]), last=names[-1])

    def date(self, day: dt.date) -> str:
        """Return a date in the language's long form."""
        return format_date(day, format="long", locale=_LOCALES[self.language])

    def dates(self, first: dt.date, last: dt.date) -> str:
        """Return a span of dates; one day is said once, and so is, in German, what both ends share."""
        if first == last:
            return self.date(first)
        return self.say("participation.fielded_range", first=self._first(first, last), last=self.date(last))

    def participation(self, diagnosis: Diagnosis) -> str:
        """Return how many organisations took part."""
        part = diagnosis.participation
        if part.invited is not None:
            return self.say("participation.known", n=part.organisations, invited=part.invited)
        return self.say(
            "participation.one" if part.organisations == 1 else "participation.unknown", n=part.organisations
        )

    def _first(self, first: dt.date, last: dt.date) -> str:
        if self.language == "de" and first.year == last.year:
            pattern = "d." if first.month == last.month else "d. MMMM"
            return format_date(first, format=pattern, locale="de")
        return self.date(first)


@cache
def _decimal(value: float, language: Language) -> str:
    return format_decimal(value, format="0.0", locale=_LOCALES[language])
