"""The archive form of each accepted paper: made behind reception, and of those accepted before as well."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_COUNTING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WAITS = sa.text("sha256 IS NULL")

_PAPERS_ACCEPTED_BEFORE = """
    INSERT INTO archive_forms (dossier_id, component, source, attempts)
    SELECT outbox.dossier_id, outbox_files.component, min(outbox_files.sha256), 0
    FROM outbox_files JOIN outbox ON outbox.id = outbox_files.event_id
    JOIN dossiers ON dossiers.id = outbox.dossier_id
    WHERE outbox.kind = 'dossier-accepted'
    GROUP BY outbox.dossier_id, outbox_files.component
    ORDER BY min(outbox.event_order), min(outbox_files.place)
"""


def upgrade() -> None:
    op.create_table(
        "archive_forms",
        sa.Column("place", _COUNTING, autoincrement=True, nullable=False),
        sa.Column("dossier_id", sa.Uuid(), nullable=False),
        sa.Column("component", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=64), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name="fk_archive_forms_dossier_id"),
        sa.PrimaryKeyConstraint("place", name="pk_archive_forms"),
        sa.UniqueConstraint("dossier_id", "component", name="uq_archive_forms_dossier_id_component"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_archive_forms_waiting",
        "archive_forms",
        ["attempts", "place"],
        sqlite_where=_WAITS,
        postgresql_where=_WAITS,
    )
    given = sa.text("sha256 IS NOT NULL")
    op.create_index("ix_archive_forms_sha256", "archive_forms", ["sha256"], sqlite_where=given, postgresql_where=given)
    op.execute(_PAPERS_ACCEPTED_BEFORE)
