"""A number may be sent to a certain counter; a rebuilt server passes over numbers that a dead PC may have given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tickets", sa.Column("sent_to", sa.String(length=32)))
    op.add_column("hall_numbers", sa.Column("skipped", sa.Integer(), nullable=False, server_default="0"))
