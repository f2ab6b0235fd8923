"""The register in slices, each with a sum to be checked against the province's; versions of people's records.

What is here has no sums yet: the first check finds every slice another, and pulls them all once more.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("citizens", sa.Column("ref", sa.String(length=128), nullable=True))
    op.add_column("citizens", sa.Column("version", sa.String(length=128), nullable=True))
    for table in ("citizens", "held_papers"):
        op.add_column(table, sa.Column("slice", sa.Integer(), server_default="0", nullable=False))
        op.add_column(table, sa.Column("digest", sa.BigInteger(), server_default="0", nullable=False))
        op.create_index(f"ix_{table}_slice", table, ["slice", "digest"])
