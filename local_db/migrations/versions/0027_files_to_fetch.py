"""Files of the province's steps that are still to be fetched; what waits, read without its payloads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_WAITS = sa.text("confirmed_at IS NULL AND closed_at IS NULL")
_READ = ["dossier_id", "event_order", "confirmed_at", "closed_at", "id", "attempts", "next_try", "sent_at"]


def upgrade() -> None:
    op.create_table(
        "files_to_fetch",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("step_id", sa.Uuid(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.Column("next_try", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_files_to_fetch"),
    )
    op.drop_index("ix_outbox_open", "outbox")  # found the same rows, and then read each with its payload
    op.create_index(
        "ix_outbox_waiting",
        "outbox",
        [*_READ, "created_at", "problem"],
        sqlite_where=_WAITS,
        postgresql_where=_WAITS,
    )
