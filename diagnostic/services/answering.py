"""One page of answers: shown, and saved as one revision, whatever else was saved meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import NotFound
from diagnostic.services import judging
from diagnostic.services.judging import judged
from diagnostic.services.posting import Posted, posted
from diagnostic.services.responding import Opened, kept_day, opened, opened_alone
from diagnostic.store import responses
from diagnostic.store.keys import Keys
from diagnostic.store.responses import ResponseRow
from diagnostic.store.revising import RevisionRow
from questionnaires.columns import tie_column
from questionnaires.model import NO_ANSWER
from questionnaires.rosters import expanded, gone, list_on, possible_pages


class Sheet(judging.Sheet, frozen=True, kw_only=True):
    """One page of a respondent."""

    opened: Opened


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
    sent = None if held is None else posted(held)
    if sent is None or sent.page != page:
        return _sheet(found, found.response, page)
    after, _ = await _judged(db, found, found.response, sent)
    return after


async def save(db: AsyncSession, caller: Caller, sent: Posted, *, keys: Keys) -> Sheet | Opened:
    """Keep what a page says, as one revision, and return what came of it; see `diagnostic.services.judging.judged`.

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
    after, change = await _judged(db, found, found.response, sent)
    if change is not None:
        day = kept_day(found.person.mode, caller.now)
        await responses.revise(db, found.response.id, change, values=after.values, day=day)
    return after


async def _judged(
    db: AsyncSession, found: Opened, response: ResponseRow, sent: Posted
) -> tuple[Sheet, RevisionRow | None]:
    """Return a page after what was sent; what it asks after that may be more or less than before."""
    ready = _ready(found, sent)
    before = _sheet(found, response, sent.page, sent=ready.fields)
    after, change = judged(before, await responses.of_page(db, response.id, sent.page), ready)
    asked = expanded(found.asked, found.partners, after.values, page=sent.page, sent=ready.fields)
    return msgspec.structs.replace(after, questionnaire=asked), change


def _ready(found: Opened, sent: Posted) -> Posted:
    """Return a page without those partners who have left the round meanwhile, and with those all known at once."""
    left = gone(found.asked, found.partners, sent.fields)
    fields = {name: given for name, given in sent.fields.items() if name not in left}
    return msgspec.structs.replace(sent, fields=fields | dict.fromkeys(*_filled(found, sent)))


def _filled(found: Opened, sent: Posted) -> tuple[list[str], tuple[str, ...]]:
    """Return the questions on the partners of the group that a button was pressed for, and their answer."""
    listed = list_on(expanded(found.asked, found.partners, found.values, page=sent.page), sent.page)
    if listed is None or listed.leads_on is None:
        return [], ()
    names = [tie_column(listed.parts[0], one.id) for one in dict(listed.groups).get(sent.fill, ())]
    unanswered = [name for name in names if found.values.get(name, NO_ANSWER) == NO_ANSWER]
    return [name for name in unanswered if not any(sent.fields.get(name, ()))], (str(listed.leads_on),)


def _sheet(found: Opened, response: ResponseRow, page: str, *, sent: Collection[str] = ()) -> Sheet:
    if page not in possible_pages(found.asked):
        raise NotFound
    asked = expanded(found.asked, found.partners, response.values, page=page, sent=sent)
    return Sheet(opened=found, questionnaire=asked, page=page, values=response.values, revision=response.revision)
