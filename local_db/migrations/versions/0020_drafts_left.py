"""Drafts that wait for whoever calls their number; a counter that calls its colleagues."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "left_drafts",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("change", sa.Integer(), server_default="1", nullable=False),
        sa.Column("told", sa.Integer(), server_default="0", nullable=False),
        sa.Column("colleague", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("dossier_id", name="pk_left_drafts"),
    )
    op.create_index("ix_left_drafts_ticket_id", "left_drafts", ["ticket_id"])
    op.add_column("hall_counters", sa.Column("alarm_at", _MOMENT, nullable=True))
    op.add_column("hall_counters", sa.Column("alarm_answered", sa.String(length=32), nullable=True))
