"""Document files that a hall's counters share, and drafts that a supervisor gives to a clerk at another counter."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "shared_files",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("counter", sa.String(length=32), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_shared_files"),
    )
    op.create_index("ix_shared_files_at", "shared_files", ["at"])
    op.create_table(
        "shared_file_parts",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("name", "part", name="pk_shared_file_parts"),
    )
    op.create_table(
        "wanted_files",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_wanted_files"),
    )
    op.create_table(
        "hall_files",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", "kind", name="pk_hall_files"),
    )
    with op.batch_alter_table("left_drafts") as left:
        left.alter_column("ticket_id", existing_type=sa.Uuid(), nullable=True)
        left.add_column(sa.Column("clerk", sa.String(length=64), nullable=True))
        left.add_column(sa.Column("taken_by", sa.String(length=32), nullable=True))
