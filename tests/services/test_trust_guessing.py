"""Guessing passwords: many guesses at the same time are counted as those one after another are."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from diagnostic.domain.caller import Caller
from diagnostic.domain.failures import Failure, TooMany
from diagnostic.services.passwords import hashed
from diagnostic.services.signing_in import sign_in
from diagnostic.store import attempts, users
from diagnostic.store.database import Database
from diagnostic.store.tables import Attempts
from tests.factories import NOW, make_staff

pytestmark = pytest.mark.anyio

EMAIL, KEPT, WRONG = "amt@example.org", "das richtige Passwort", "ein falsches Passwort"
PLACE, ACCOUNT = "a" * 64, "b" * 64
GUESSES = 40
LET_THROUGH = 20
"""Ten, and as many as may look at the count before another connection has raised it."""


async def test_of_many_passwords_guessed_at_the_same_time_few_are_looked_at(database: Database) -> None:
    async with database.writing() as db:
        member = await make_staff(db, email=EMAIL)
        await users.set_password(db, member.user or "", await hashed(KEPT))

    async def guess(password: str) -> str:
        try:
            origins = (PLACE, ACCOUNT)
            return await sign_in(database, Caller(now=NOW), email=EMAIL, password=password, origins=origins)
        except Failure as failure:
            return failure.key

    told = await asyncio.gather(*[guess(WRONG) for _ in range(GUESSES)])

    assert set(told) == {"sign_in_refused", "too_many_attempts"}
    assert told.count("sign_in_refused") <= LET_THROUGH
    with pytest.raises(TooMany):
        await sign_in(database, Caller(now=NOW), email=EMAIL, password=KEPT, origins=(PLACE, ACCOUNT))


async def test_failures_at_the_same_time_are_all_counted(database: Database) -> None:
    async def fail() -> None:
        async with database.writing() as db:
            await attempts.count_failure(db, PLACE, NOW)

    await asyncio.gather(*[fail() for _ in range(8)])

    async with database.reading() as db:
        assert await attempts.failures(db, PLACE, NOW) == 8


async def test_the_first_failure_after_a_span_begins_the_next(database: Database) -> None:
    later = NOW + attempts.SPAN
    async with database.writing() as db:
        for moment in (NOW, NOW, later, later + timedelta(minutes=1)):
            await attempts.count_failure(db, PLACE, moment)

        kept = (await db.execute(sa.select(Attempts.since, Attempts.count))).all()

    assert [tuple(row) for row in kept] == [(later, 2)]
