"""One posted page beside what is kept: merged with it, and told what is open, wrong or contradicted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from diagnostic.domain.failures import Invalid
from diagnostic.domain.merging import changed, is_open, let_go, merge
from diagnostic.services.posting import Posted
from diagnostic.store.revising import RevisionRow
from questionnaires.answering import FieldProblem, PageAnswers, read_page
from questionnaires.asking import Asked, fields_of
from questionnaires.model import Questionnaire
from questionnaires.rosters import list_on

Values = Mapping[str, int | str]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of a posted page.

    Parameters
    ----------
    texts : dict
        Field to what stood in it.
    open : tuple of str
        Ids of what has no answer and was not let go.
    problems : tuple of FieldProblem
        What cannot be read as an answer; the rest of the page is kept.
    clashes : tuple of str
        Ids of what another device has changed differently; the rest of the page is kept.
    mine : dict
        Variable to answer, as the page says.
    """

    posted: Posted
    texts: Mapping[str, tuple[str, ...]]
    open: tuple[str, ...]
    problems: tuple[FieldProblem, ...]
    clashes: tuple[str, ...]
    mine: Values


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One page of a questionnaire as it is answered.

    Parameters
    ----------
    values : dict
        Every answer kept, of all pages.
    revision : int
        Of those; the form shown sends it back.
    outcome : Outcome, optional
        What came of what was posted.
    """

    questionnaire: Questionnaire
    page: str
    values: Values
    revision: int
    outcome: Outcome | None = None

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What the page asks, in the order shown."""
        return fields_of(self.questionnaire, self.page)


OneSheet = TypeVar("OneSheet", bound=Sheet)


def judged(shown: OneSheet, revisions: Sequence[RevisionRow], sent: Posted) -> tuple[OneSheet, RevisionRow | None]:
    """Return the page after what was sent, and the change to record, if there is one.

    A page that was shown before another was saved is merged with it. What both changed differently is kept as it is,
    and told; so is what cannot be read. The same page twice makes one change.

    Parameters
    ----------
    shown
        The page as it is kept now.
    revisions
        Its changes so far, the oldest first.

    Raises
    ------
    Invalid
        A field does not belong to the page.
    """
    answers = read_page(shown.questionnaire, shown.page, sent.fields)
    foreign = {one.field: one.problem for one in answers.problems if not one.asked}
    if foreign:
        raise Invalid(foreign)
    own = [one for one in revisions if one.key.startswith(f"{sent.key}.")]
    seen: Values = {}
    for one in revisions:
        if one.revision <= sent.base or one in own:
            seen = changed(seen, one.changes)
    mine = _mine(shown, answers, seen, sent)
    undecided = sent.asked_about - sent.decided.keys()
    merged = merge(shown.asked, seen=seen, sent=mine, kept=shown.values, undecided=undecided)
    changes = dict(merged.changes)
    if sent.warned:
        wrong = {one.asked for one in answers.problems} | set(merged.clashes)
        rest = [one for one in shown.asked if one.id in answers.open and one.id not in wrong]
        changes |= let_go(rest, changed(shown.values, changes))
    values = changed(shown.values, changes)
    outcome = Outcome(
        posted=sent,
        texts=answers.texts,
        open=tuple(one.id for one in shown.asked if one.id in answers.open and is_open(one, values)),
        problems=answers.problems,
        clashes=merged.clashes,
        mine=mine,
    )
    revision = shown.revision + bool(changes)
    after = msgspec.structs.replace(shown, values=values, revision=revision, outcome=outcome)
    if not changes:
        return after, None
    return after, RevisionRow(revision=revision, page=sent.page, key=f"{sent.key}.{len(own)}", changes=changes)


def _mine(shown: Sheet, answers: PageAnswers, seen: Values, sent: Posted) -> Values:
    """Return what a page says; what cannot be read, or was left to the other device, is as it was shown."""
    untouched = {one.asked for one in answers.problems} | {
        name for name, side in sent.decided.items() if side == "theirs"
    }
    if list_on(shown.questionnaire, shown.page) is not None:
        # A partner who is missing did not stand there when the page was shown: nobody can undo a choice.
        untouched |= set(answers.open)
    mine: dict[str, int | str] = {}
    for one in shown.asked:
        source = seen if one.id in untouched else answers.values
        mine |= {name: source[name] for name in one.variables if name in source}
    return mine
