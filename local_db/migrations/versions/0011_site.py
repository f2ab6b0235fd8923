"""One site, several counters: what colleagues received, what the hall was told, and the server's own tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dossiers", sa.Column("colleague", sa.String(length=32), nullable=True))
    op.add_column("dossiers", sa.Column("colleague_confirmed", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("dossiers", sa.Column("change", sa.Integer(), server_default="1", nullable=False))
    op.add_column("dossiers", sa.Column("told", sa.Integer(), server_default="0", nullable=False))
    op.add_column("dossier_steps", sa.Column("colleague", sa.String(length=32), nullable=True))
    op.add_column("dossier_steps", sa.Column("hall_place", sa.BigInteger(), nullable=True))
    for name, table, column, where in (
        ("ix_dossiers_untold", "dossiers", "entry", sa.text("told < change")),
        ("ix_dossier_steps_untold", "dossier_steps", "place", sa.text("hall_place IS NULL")),
    ):
        op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)
    op.create_table(
        "site_entries",
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("counter", sa.String(length=32), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("kind", "id", name="pk_site_entries"),
        sa.UniqueConstraint("place", name="uq_site_entries_place"),
    )
    op.create_index("ix_site_entries_kind", "site_entries", ["kind", "place"])
    op.create_table(
        "site_counters",
        sa.Column("counter", sa.String(length=32), nullable=False),
        sa.Column("computer", sa.String(length=64), server_default="", nullable=False),
        sa.Column("invited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("invitation", sa.LargeBinary(), nullable=True),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("counter", name="pk_site_counters"),
    )
