"""Corrections and where the province's state stood against them; events that a person closed without a receipt."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "corrections",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(length=16), nullable=False),
        sa.Column("ref", sa.String(length=128), nullable=False),
        sa.Column("base_version", sa.String(length=128), nullable=False),
        sa.Column("base", sa.JSON(), nullable=False),
        sa.Column("mine", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("theirs_version", sa.String(length=128), nullable=True),
        sa.Column("theirs", sa.JSON(), nullable=True),
        sa.Column("met_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("chosen", sa.JSON(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.String(length=64), nullable=True),
        sa.Column("settled_as", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["outbox.id"], name="fk_corrections_event_id"),
        sa.PrimaryKeyConstraint("event_id", name="pk_corrections"),
    )
    op.create_index("ix_corrections_record", "corrections", ["about", "ref", "at"])
    op.create_index("ix_corrections_dossier", "corrections", ["dossier_id"])
    op.create_index("ix_corrections_open", "corrections", ["met_at", "settled_at"])
