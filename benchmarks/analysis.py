"""An analysis for a service that runs: the round of the demo is closed, and its worker takes the task."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from diagnostic.demo.loading import load
from diagnostic.demo.plan import demo_plan
from diagnostic.settings import Settings
from diagnostic.store import tasks
from diagnostic.store.database import Database
from diagnostic.store.keys import Keys

_LOOK = 0.2
_PASSWORD = "measuring, not guessing"  # noqa: S105 - of an account that lives for a minute


async def analyse_demo(settings: Settings) -> None:
    """Load the demo into the service, and wait until its worker has analysed the round that is closed.

    Raises
    ------
    RuntimeError
        The analysis has failed.
    """
    database = Database(settings.database)
    try:
        async with database.writing() as db:
            passwords = dict.fromkeys(("backbone", "consultant"), _PASSWORD)
            loaded = await load(db, Keys(settings.data), datetime.now(UTC), plan=demo_plan(), passwords=passwords)
        while True:
            await asyncio.sleep(_LOOK)
            async with database.reading() as db:
                task = await tasks.of(db, "analysis", loaded.past)
            if task is None or task.state == "failed":
                raise RuntimeError("the analysis of the demo has failed")
            if task.state == "done":
                return
    finally:
        await database.close()
