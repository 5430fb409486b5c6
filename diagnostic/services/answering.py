"""One page of answers: shown, and saved as one revision, whatever else was saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Invalid, NotFound
from diagnostic.domain.merging import changed, is_open, let_go, merge
from diagnostic.services.posting import Posted, posted
from diagnostic.services.responding import Opened, kept_day, opened, opened_alone, questionnaire_of
from diagnostic.store import responses
from diagnostic.store.keys import Keys
from diagnostic.store.responses import ResponseRow, RevisionRow
from questionnaires.answering import FieldProblem, PageAnswers, read_page
from questionnaires.asking import Asked, fields_of
from questionnaires.model import Questionnaire
from questionnaires.routing import pages_of

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
    """One page of a respondent.

    Parameters
    ----------
    values : dict
        Every answer kept, of all pages.
    revision : int
        Of those; the form shown sends it back.
    outcome : Outcome, optional
        What came of what was posted.
    """

    opened: Opened
    questionnaire: Questionnaire
    page: str
    values: Values
    revision: int
    outcome: Outcome | None = None

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What the page asks, in the order shown."""
        return fields_of(self.questionnaire, self.page)


async def sheet(
    db: AsyncSession, caller: Caller, page: str, *, keys: Keys, held: Mapping[str, Sequence[str]] | None = None
) -> Sheet | Opened:
    """Return a page as it stands, or the respondent alone where there is nothing to answer any more.

    Parameters
    ----------
    held
        A page that was posted and could not be saved; if it is this one, the outcome tells what keeps it.

    Raises
    ------
    NotFound
        The questionnaire has no such page.
    """
    found = await opened(db, caller, keys=keys)
    if found.response is None:
        return found
    shown = _sheet(found, found.response, page)
    sent = None if held is None else posted(held)
    if sent is None or sent.page != page:
        return shown
    judged, _ = await _judged(db, shown, found.response, sent)
    return judged


async def save(db: AsyncSession, caller: Caller, sent: Posted, *, keys: Keys) -> Sheet | Opened:
    """Keep what a page says, as one revision, and return what came of it; the same page twice is kept once.

    A page that was shown before another was saved is merged with it. What both changed differently is kept as it is,
    and told; so is what cannot be read.

    Raises
    ------
    NotFound
        The questionnaire has no such page.
    Invalid
        A field does not belong to the page; nothing was kept.
    """
    found = await opened_alone(db, caller, keys=keys)
    if found.response is None:
        return found
    before = _sheet(found, found.response, sent.page)
    after, change = await _judged(db, before, found.response, sent)
    if change is not None:
        day = kept_day(found.person.mode, caller.now)
        await responses.revise(db, found.response, change, page=sent.page, values=after.values, day=day)
    return after


def _sheet(found: Opened, response: ResponseRow, page: str) -> Sheet:
    asked = questionnaire_of(found.person.questionnaire)
    if page not in pages_of(asked):
        raise NotFound
    return Sheet(opened=found, questionnaire=asked, page=page, values=response.values, revision=response.revision)


async def _judged(
    db: AsyncSession, shown: Sheet, response: ResponseRow, sent: Posted
) -> tuple[Sheet, RevisionRow | None]:
    """Return the page after what was sent, and the change to record, if there is one."""
    answers = read_page(shown.questionnaire, shown.page, sent.fields)
    foreign = {one.field: one.problem for one in answers.problems if not one.asked}
    if foreign:
        raise Invalid(foreign)
    revisions = await responses.of_page(db, response.id, shown.page)
    own = [one for one in revisions if one.key.startswith(f"{sent.key}.")]
    seen: Values = {}
    for one in revisions:
        if one.revision <= sent.base or one in own:
            seen = changed(seen, one.changes)
    mine = _mine(shown.asked, answers, seen, sent)
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
    revision = response.revision + bool(changes)
    after = msgspec.structs.replace(shown, values=values, revision=revision, outcome=outcome)
    change = RevisionRow(revision=revision, key=f"{sent.key}.{len(own)}", changes=changes) if changes else None
    return after, change


def _mine(asked: Sequence[Asked], answers: PageAnswers, seen: Values, sent: Posted) -> Values:
    """Return what a page says; what cannot be read, or was left to the other device, is as it was shown."""
    untouched = {one.asked for one in answers.problems} | {
        name for name, side in sent.decided.items() if side == "theirs"
    }
    mine: dict[str, int | str] = {}
    for one in asked:
        source = seen if one.id in untouched else answers.values
        mine |= {name: source[name] for name in one.variables if name in source}
    return mine
