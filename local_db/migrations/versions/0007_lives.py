"""What happens to a dossier after acceptance."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_COUNTING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "dossier_steps",
        sa.Column("place", _COUNTING, autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counter", sa.String(length=32), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("prints", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name="fk_dossier_steps_dossier_id"),
        sa.PrimaryKeyConstraint("place", name="pk_dossier_steps"),
        sa.UniqueConstraint("id", name="uq_dossier_steps_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dossier_steps_dossier", "dossier_steps", ["dossier_id", "place"])
    op.create_index("ix_dossier_steps_act", "dossier_steps", ["act", "at"])
    op.create_index("ix_dossier_steps_number", "dossier_steps", ["act", "counter", "year", "number"])
    op.add_column("dossiers", sa.Column("stage", sa.String(length=16), nullable=False, server_default="received"))
    op.create_index("ix_dossiers_stage", "dossiers", ["stage", "due"])
