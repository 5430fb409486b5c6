"""The backbone office's report on itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Go forward."""
    op.create_table(
        "self_reports",
        sa.Column("wave_id", sa.String(length=32), nullable=False),
        sa.Column("questionnaire", sa.String(length=64), nullable=False),
        sa.Column("version", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=71), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("values", JSON, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["waves.id"], name=op.f("fk_self_reports_wave_id_waves"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("wave_id", name=op.f("pk_self_reports")),
    )
    op.create_table(
        "self_report_revisions",
        sa.Column("wave_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("page", sa.String(length=64), nullable=False),
        sa.Column("changes", JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["wave_id"],
            ["self_reports.wave_id"],
            name=op.f("fk_self_report_revisions_wave_id_self_reports"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("wave_id", "revision", name=op.f("pk_self_report_revisions")),
        sa.UniqueConstraint("wave_id", "key", name=op.f("uq_self_report_revisions_wave_id_key")),
    )


def downgrade() -> None:
    """Go back."""
    op.drop_table("self_report_revisions")
    op.drop_table("self_reports")
