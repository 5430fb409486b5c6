"""One question as a form shows it: its words, its answers, what is chosen, and what is missing or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from diagnostic.web.wording import Words
from questionnaires.asking import Asked, Option

_WIDEST = 7
"""So many answers fit on one line; more stand below each other."""

Texts = Mapping[str, tuple[str, ...]]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that can be chosen; `more` is what its name means, where that stands apart."""

    field: str
    value: str
    label: str
    chosen: bool
    more: str = ""


class QuestionView(msgspec.Struct, frozen=True, kw_only=True):
    """One question.

    Parameters
    ----------
    kind : str
        ``line``: one of the answers, on a line; ``list``: one, below each other; ``ticks``: any of them; ``number``:
        a number typed.
    text, hint, note
        The wording, help beforehand, and what is missing or wrong.
    apart : tuple of Choice
        What stands off the others.
    typed : str
        What stands in the field of a number.
    """

    kind: str
    key: str
    text: str
    hint: str | None
    note: str | None
    options: tuple[Choice, ...]
    apart: tuple[Choice, ...]
    typed: str


def question_view(one: Asked, texts: Texts, word: Words, language: str, note: str | None) -> QuestionView:
    """Return a question with what was chosen, and with what is missing or wrong."""

    def choices(options: Iterable[Option]) -> tuple[Choice, ...]:
        return tuple(
            Choice(
                field=option.field,
                value=option.value,
                label=option.labels[language],
                chosen=option.value in texts.get(option.field, ()),
            )
            for option in options
        )

    kinds = {"statement": "line" if len(one.options) <= _WIDEST else "list", "single": "list", "multiple": "ticks"}
    hint = one.hints[language]
    if not hint and one.kind == "number":
        hint = word("answer.range", lowest=one.lowest or 0, highest=one.highest or 0)
    return QuestionView(
        kind=kinds.get(one.kind, "number"),
        key=one.id,
        text=one.texts[language],
        hint=hint or None,
        note=note,
        options=choices(one.options),
        apart=choices(one.apart),
        typed=" ".join(texts.get(one.id, ())) if one.kind == "number" else "",
    )
