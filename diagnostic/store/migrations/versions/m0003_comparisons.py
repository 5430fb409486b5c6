"""Comparisons of initiatives, and which ones take part."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(JSONB(), "postgresql")


def upgrade() -> None:
    """Go forward."""
    with op.batch_alter_table("initiatives", schema=None) as batch_op:
        batch_op.add_column(sa.Column("compared_since", MOMENT, nullable=True))
    op.create_table(
        "comparisons",
        sa.Column("initiative_id", sa.String(length=32), nullable=False),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("wave_id", sa.String(length=32), nullable=False),
        sa.Column("document", JSON, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiatives.id"],
            name=op.f("fk_comparisons_initiative_id_initiatives"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["wave_id"], ["waves.id"], name=op.f("fk_comparisons_wave_id_waves"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("initiative_id", "quarter", name=op.f("pk_comparisons")),
    )
    with op.batch_alter_table("comparisons", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_comparisons_wave_id"), ["wave_id"], unique=False)


def downgrade() -> None:
    """Go back."""
    with op.batch_alter_table("comparisons", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comparisons_wave_id"))
    op.drop_table("comparisons")
    with op.batch_alter_table("initiatives", schema=None) as batch_op:
        batch_op.drop_column("compared_since")
