"""Two answers to the same question, given in two windows: what is asked of the person who sent the second."""

from __future__ import annotations

import msgspec

from diagnostic.services.judging import Outcome, Sheet
from diagnostic.services.posting import CLASH, GO, KEEP
from diagnostic.web.questions import Hidden, answer_in_words, own_fields
from diagnostic.web.wording import Words
from questionnaires.answering import form_of


class Clashes(msgspec.Struct, frozen=True, kw_only=True):
    """Two answers to the same question; items: (field, question, options)."""

    action: str
    items: tuple[tuple[str, str, tuple[tuple[str, str, bool], ...]], ...]
    hidden: Hidden


def clashes_of(sheet: Sheet, outcome: Outcome, word: Words, language: str, *, action: str) -> Clashes:
    """Return what is asked where one of two answers has to stay; everything else that was sent travels along."""
    by_id = {one.id: one for one in sheet.asked}
    items = []
    for name in outcome.clashes:
        mine, theirs = (answer_in_words(by_id[name], side, language) for side in (outcome.mine, sheet.values))
        options = (
            ("mine", word("clash.mine", answer=mine or word("clash.none")), False),
            ("theirs", word("clash.theirs", answer=theirs or word("clash.none")), False),
        )
        items.append((f"{KEEP}{name}", by_id[name].texts[language], options))
    hidden = (
        *own_fields(sheet, warned=outcome.posted.warned),
        (GO, outcome.posted.go),
        *((CLASH, name) for name in outcome.clashes),
        *_carried(sheet, outcome),
    )
    return Clashes(action=action, items=tuple(items), hidden=hidden)


def _carried(sheet: Sheet, outcome: Outcome) -> Hidden:
    """Return what stands on the page after merging: answers as they are kept, and what was sent where that is not."""
    mine = {one.id for one in sheet.asked} & ({one.asked for one in outcome.problems} | set(outcome.clashes))
    kept = form_of(sheet.questionnaire, sheet.page, sheet.values)
    return tuple(
        (field, text)
        for one in sheet.asked
        for field in one.fields
        for text in (outcome.texts if one.id in mine else kept).get(field, ())
    )
