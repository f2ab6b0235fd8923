"""One queue for the counters of a hall: what of a ticket the site knows, who holds it, what two did with one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("tickets", sa.Column("version", sa.Integer(), server_default="0", nullable=False))
    op.add_column("tickets", sa.Column("writer", sa.String(length=32), nullable=True))
    op.add_column("tickets", sa.Column("held_for", sa.String(length=32), nullable=True))
    op.add_column("tickets", sa.Column("unsent", sa.Integer(), server_default="0", nullable=False))
    with op.batch_alter_table("ticket_services") as services:
        services.add_column(sa.Column("id", sa.Uuid(), nullable=True))
        services.add_column(sa.Column("unsent", sa.Boolean(), server_default=sa.false(), nullable=False))
        services.create_unique_constraint("uq_ticket_services_id", ["id"])
    op.create_table(
        "ticket_conflicts",
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("counter", sa.String(length=32), nullable=False),
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("label", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("called_at", _MOMENT, nullable=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", "counter", name="pk_ticket_conflicts"),
    )
    op.create_index("ix_ticket_conflicts_day", "ticket_conflicts", ["site", "day"])
    op.create_table(
        "hall_counters",
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("counter", sa.String(length=32), nullable=False),
        sa.Column("letter", sa.String(length=4), nullable=False),
        sa.Column("heard_at", _MOMENT, nullable=False),
        sa.Column("called_at", _MOMENT, nullable=True),
        sa.Column("lease_until", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("site", "counter", name="pk_hall_counters"),
        sa.UniqueConstraint("site", "letter", name="uq_hall_counters_site_letter"),
    )
    op.create_table(
        "hall_numbers",
        sa.Column("site", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("letter", sa.String(length=4), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("site", "day", "letter", name="pk_hall_numbers"),
    )
