"""How a task is done under a lease: it ends as done, or the page must be able to say why not."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from datetime import datetime

from diagnostic.domain.failures import Unavailable
from diagnostic.store import tasks
from diagnostic.store.database import Database
from diagnostic.store.tasks import TaskRow

LOG = logging.getLogger("diagnostic.tasks")

Clock = Callable[[], datetime]
Work = Callable[[Database, TaskRow, str, Clock], Awaitable[None]]


class TaskFailedError(Exception):
    """A task cannot be done; trying again would come to the same."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


async def conduct(database: Database, task: str, lease: str, clock: Clock, work: Work) -> None:
    """Do a task that a lease holds; without the lease nothing is done.

    Raises
    ------
    Unavailable
        The database does not answer: the task can be tried again.
    """
    async with database.writing() as db:
        held = await tasks.held(db, task, lease)
    if held is None:
        return
    try:
        await work(database, held, lease, clock)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the page must say that it did
        reason = error.reason if isinstance(error, TaskFailedError) else "broken"
        if reason == "broken":
            _log(error)
        async with database.writing() as db:
            await tasks.fail(db, task, lease, clock(), reason)


def _log(error: Exception) -> None:
    """Say where it happened, and not what the error says: that may name answers."""
    LOG.error("%s\n%s", type(error).__qualname__, "".join(traceback.format_tb(error.__traceback__)))
