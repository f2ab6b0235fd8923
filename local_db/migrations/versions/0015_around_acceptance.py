"""The book of certified copies; what is typed into forms that are not done yet; dossiers that were sent online."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_COUNTING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "online_answers",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", name="pk_online_answers"),
    )
    op.create_table(
        "online_dossiers",
        sa.Column("place", _COUNTING, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_online_dossiers"),
        sa.UniqueConstraint("id", name="uq_online_dossiers_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "typed_forms",
        sa.Column("place", _COUNTING, autoincrement=True, nullable=False),
        sa.Column("clerk", sa.String(length=64), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("deed", sa.String(length=32), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_typed_forms"),
        sa.UniqueConstraint("clerk", "dossier_id", "deed", name="uq_typed_forms_clerk_dossier_id_deed"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "certified_copies",
        sa.Column("place", _COUNTING, autoincrement=True, nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("counter", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name="fk_certified_copies_dossier_id"),
        sa.PrimaryKeyConstraint("place", name="pk_certified_copies"),
        sa.UniqueConstraint("counter", "year", "number", name="uq_certified_copies_counter_year_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_certified_copies_at", "certified_copies", ["counter", "at"])
