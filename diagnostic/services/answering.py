"""One page of answers: shown, and saved as one revision, whatever else was saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncSession

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import NotFound
from diagnostic.services import judging
from diagnostic.services.judging import judged
from diagnostic.services.posting import Posted, posted
from diagnostic.services.responding import Opened, kept_day, opened, opened_alone, questionnaire_of
from diagnostic.store import responses
from diagnostic.store.keys import Keys
from diagnostic.store.responses import ResponseRow
from questionnaires.routing import pages_of


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
    shown = _sheet(found, found.response, page)
    sent = None if held is None else posted(held)
    if sent is None or sent.page != page:
        return shown
    after, _ = judged(shown, await responses.of_page(db, found.response.id, page), sent)
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
    before = _sheet(found, found.response, sent.page)
    after, change = judged(before, await responses.of_page(db, found.response.id, sent.page), sent)
    if change is not None:
        day = kept_day(found.person.mode, caller.now)
        await responses.revise(db, found.response.id, change, values=after.values, day=day)
    return after


def _sheet(found: Opened, response: ResponseRow, page: str) -> Sheet:
    asked = questionnaire_of(found.person.questionnaire)
    if page not in pages_of(asked):
        raise NotFound
    return Sheet(opened=found, questionnaire=asked, page=page, values=response.values, revision=response.revision)
