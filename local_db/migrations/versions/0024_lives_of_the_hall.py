"""A hall's server has lives: a new one, or one restored, is told again. Who sent a number on; a kiosk's trouble."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hall_lives",
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("life", sa.Uuid(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("site", name="pk_hall_lives"),
    )
    op.add_column("hall_counters", sa.Column("life", sa.Uuid()))
    op.add_column("hall_counters", sa.Column("trouble", sa.String(length=32)))
    op.add_column("tickets", sa.Column("sent_by", sa.String(length=32)))
