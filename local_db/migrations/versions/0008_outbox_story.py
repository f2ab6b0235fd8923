"""What happened to each event on its way to the province, and whom one that was set aside was given to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("given_to", sa.String(length=16), nullable=True))
    op.create_table(
        "outbox_story",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=128), nullable=False),
        sa.Column("reason", sa.String(length=128), nullable=False),
        sa.Column("first", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["outbox.id"], name="fk_outbox_story_event_id"),
        sa.PrimaryKeyConstraint("event_id", "place", name="pk_outbox_story"),
    )
