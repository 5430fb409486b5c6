"""The one chain of migrations, on both databases."""

from __future__ import annotations

import pytest
from alembic import command

from diagnostic.store.database import Database
from diagnostic.store.migrating import configuration, migrate, newest_revision, revision_of
from diagnostic.store.tables import Table

pytestmark = pytest.mark.anyio


async def test_a_migrated_database_has_the_newest_revision(database: Database) -> None:
    assert await revision_of(database) == newest_revision()


async def test_migrating_again_changes_nothing(database: Database) -> None:
    assert await migrate(database) == (newest_revision(), newest_revision())


async def test_the_migrations_make_the_tables_that_the_program_knows(database: Database) -> None:
    async with database.writer.begin() as connection:
        await connection.run_sync(lambda bound: command.check(configuration(bound)))


async def test_the_whole_chain_goes_down_and_up_again(database: Database) -> None:
    assert await migrate(database, target="base") == (newest_revision(), None)
    assert await migrate(database) == (None, newest_revision())


def test_every_column_says_what_kind_of_data_it_holds() -> None:
    columns = {f"{table.name}.{column.name}": column for table in Table.metadata.sorted_tables for column in table.c}

    assert {name for name, column in columns.items() if "kind" not in column.info} == set()
