"""A visit may be several services, each timed apart; tickets with a priority, parked, sent on, left open."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_COUNTING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_VISITS_BEFORE = """
    INSERT INTO ticket_services
        (ticket_id, site, day, service_group, counter, waiting_since, called_at, arrived_at, ended_at, time_wrong)
    SELECT id, site, day, service_group, called_by, issued_at, called_at, coalesce(arrived_at, called_at), finished_at,
        :right
    FROM tickets
    WHERE state = 'finished' AND called_at IS NOT NULL AND called_by IS NOT NULL AND finished_at IS NOT NULL
    ORDER BY finished_at
"""


def upgrade() -> None:
    op.add_column("tickets", sa.Column("priority", sa.String(length=16), nullable=True))
    op.add_column("tickets", sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tickets", sa.Column("note", sa.Text(), server_default="", nullable=False))
    op.add_column("tickets", sa.Column("time_wrong", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("tickets", sa.Column("recalled_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "ticket_services",
        sa.Column("place", _COUNTING, autoincrement=True, nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("service_group", sa.String(length=64), nullable=False),
        sa.Column("counter", sa.String(length=32), nullable=False),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("called_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("time_wrong", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("place", name="pk_ticket_services"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ticket_services_ticket_id", "ticket_services", ["ticket_id"])
    op.create_index("ix_ticket_services_day", "ticket_services", ["site", "day", "place"])
    op.execute(sa.text(_VISITS_BEFORE).bindparams(right=False))
