"""Services of a visit: no number of theirs comes twice. The change of 0012 had lost that of their table."""

from __future__ import annotations

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":  # elsewhere nothing was lost: no table is made anew there
        with op.batch_alter_table("ticket_services", recreate="always", table_kwargs={"sqlite_autoincrement": True}):
            pass
