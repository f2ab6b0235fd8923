"""What a refusal before reception is found by: words and numbers without marks, and whose it is."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

from counter_app.domain.text import name_words

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("refusals", sa.Column("clerk", sa.String(length=64), nullable=False, server_default=""))
    op.add_column("refusals", sa.Column("sought", sa.Text(), nullable=False, server_default=""))
    refusals = sa.table("refusals", sa.column("place"), sa.column("document"), sa.column("clerk"), sa.column("sought"))
    connection = op.get_bind()
    for place, document in connection.execute(sa.select(refusals.c.place, refusals.c.document)).all():
        told = json.loads(document)["value"]
        matter, slip = told["matter"], f"{told['number']:02d}-{told['counter']}"
        who = matter["applicant"]
        parts = (who["name"], who.get("number", ""), who.get("phone", ""), matter.get("owner", ""), slip)
        row = sa.update(refusals).where(refusals.c.place == place)
        connection.execute(row.values(clerk=told["who"], sought=" ".join(name_words(" ".join(parts)))))
