"""Whose a dossier is, where that is not who hands it in: what he is found by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("dossiers", sa.Column("owner_number", sa.String(length=20), nullable=True))
    op.add_column("dossiers", sa.Column("owner_key", sa.Text(), nullable=True))
    for column in ("owner_number", "owner_key"):
        given = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_dossiers_{column}", "dossiers", [column], sqlite_where=given, postgresql_where=given)
