"""Runs migrations over a connection that the program has opened: no address, no configuration file."""

from __future__ import annotations

from alembic import context

from diagnostic.store.tables import Table

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Table.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
