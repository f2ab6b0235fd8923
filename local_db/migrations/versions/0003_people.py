"""Who may work at the counter: accounts, first people, PINs, wrong words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.String(length=64), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("verifier", sa.String(length=256), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
    )
    op.create_index("ix_accounts_user_name", "accounts", ["user_name"], unique=False)
    op.create_table(
        "first_people",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("user_name", sa.String(length=200), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=256), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_first_people"),
        sa.UniqueConstraint("user_name", name="uq_first_people_user_name"),
    )
    op.create_table(
        "pins",
        sa.Column("account", sa.String(length=64), nullable=False),
        sa.Column("verifier", sa.String(length=256), nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_pins"),
    )
    op.create_table(
        "wrong_words",
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name="pk_wrong_words"),
    )
