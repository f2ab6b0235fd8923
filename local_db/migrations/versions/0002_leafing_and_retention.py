"""An audit that can be leafed through by day, person, act and dossier; what a purge keeps of itself."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_BATCH = 5000


def upgrade() -> None:
    op.add_column("audit", sa.Column("dossier", sa.String(length=36), nullable=True))
    op.add_column("look_ups", sa.Column("dossier", sa.String(length=36), nullable=True))
    _say_which_dossier()
    for table, columns in (("audit", ("at", "who", "what", "dossier")), ("look_ups", ("at", "who", "dossier"))):
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [*([] if column == "at" else [column]), "at", "line"])
    op.create_table(
        "dossier_pages",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name="fk_dossier_pages_dossier_id"),
        sa.PrimaryKeyConstraint("name", "dossier_id", name="pk_dossier_pages"),
    )
    op.create_index("ix_dossier_pages_dossier_id", "dossier_pages", ["dossier_id"])
    op.create_table(
        "purges",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name="fk_purges_dossier_id"),
        sa.PrimaryKeyConstraint("dossier_id", "kind", name="pk_purges"),
    )
    op.create_table(
        "purged_files",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.String(length=64), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("removed_at", _MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("name", name="pk_purged_files"),
    )
    op.create_index("ix_purged_files_removed_at", "purged_files", ["removed_at"])
    op.create_table(
        "holds",
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("dossier_id", name="pk_holds"),
    )


def _say_which_dossier() -> None:
    """Of earlier lines, out of what they say; their hashes do not cover the new column."""
    connection = op.get_bind()
    line, about, dossier = (
        sa.column("line", sa.BigInteger()),
        sa.column("about", sa.JSON()),
        sa.column("dossier", sa.String()),
    )
    audit = sa.table("audit", line, about, dossier)
    change = sa.update(audit).where(line == sa.bindparam("at_line")).values(dossier=sa.bindparam("id"))
    last = 0
    while rows := connection.execute(sa.select(line, about).where(line > last).order_by(line).limit(_BATCH)).all():
        last = rows[-1].line
        named = [{"at_line": row.line, "id": row.about["dossier"]} for row in rows if "dossier" in row.about]
        if named:
            connection.execute(change, named)
