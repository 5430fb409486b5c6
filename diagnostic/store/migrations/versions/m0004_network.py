"""Rounds that ask the network module after their questionnaire."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("waves", schema=None) as batch_op:
        batch_op.add_column(sa.Column("network", sa.String(length=16), nullable=True))


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("waves", schema=None) as batch_op:
        batch_op.drop_column("network")
