"""What was carried to the province on a stick, and how a catalogue came that did not come over the line."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "courier_trips",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_courier_trips"),
    )
    op.create_index("ix_courier_trips_made_at", "courier_trips", ["made_at"])
    op.create_table(
        "courier_loads",
        sa.Column("trip_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["trip_id"], ["courier_trips.id"], name="fk_courier_loads_trip_id"),
        sa.ForeignKeyConstraint(["event_id"], ["outbox.id"], name="fk_courier_loads_event_id"),
        sa.PrimaryKeyConstraint("trip_id", "event_id", name="pk_courier_loads"),
    )
    op.create_index("ix_courier_loads_event_id", "courier_loads", ["event_id"])
    op.add_column("catalogue_versions", sa.Column("origin", sa.String(length=16), nullable=True))
    op.add_column("catalogue_versions", sa.Column("who", sa.String(length=64), nullable=True))
    op.add_column("catalogue_versions", sa.Column("at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("catalogue_versions", sa.Column("day", sa.Date(), nullable=True))
    op.add_column("catalogue_versions", sa.Column("sha256", sa.String(length=64), nullable=True))
