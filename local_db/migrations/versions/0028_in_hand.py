"""What more the counters of a hall tell each other: drafts in a clerk's hands, refusals and answers to what was sent
online, archive forms, and a number that is called once more."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_TOLD = ("refusals", "online_answers", "archive_forms")


def upgrade() -> None:
    op.create_table(
        "held_drafts",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("colleague", sa.String(length=32)),
        sa.Column("clerk", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("changes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("over", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("change", sa.Integer(), nullable=False, server_default="1"),
        sa.Column("told", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("taken_by", sa.String(length=32)),
        sa.Column("taken_as", sa.Uuid()),
        sa.Column("taken_told", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("dossier_id", name="pk_held_drafts"),
    )
    op.create_table(
        "colleague_forms",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("component", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("colleague", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", "component", name="pk_colleague_forms"),
    )
    for table in _TOLD:  # what came before is told as well: a hall of today has months of it at the most
        op.add_column(table, sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.false()))
    for table in ("refusals", "online_answers"):
        op.add_column(table, sa.Column("colleague", sa.String(length=32)))
    op.add_column("online_answers", sa.Column("asked", sa.Text()))
    op.add_column("tickets", sa.Column("again_at", sa.DateTime(timezone=True)))
