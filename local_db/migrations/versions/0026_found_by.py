"""What people are found by, written anew: phones as they are dialled here, and Ð of other alphabets as the d it stands
for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from counter_app.domain.query import phone_digits

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_BATCH = 1000  # rows in memory: a register has 1.2 million
_KEYS = {"citizens": ("person", ("name_key",)), "dossiers": ("entry", ("name_key", "owner_key"))}
_STROKED = ("ð", "ɖ")  # as a key kept them


def upgrade() -> None:
    connection = op.get_bind()
    for name, (by, keys) in _KEYS.items():
        table = sa.table(name, *map(sa.column, (by, "phone", "phone_digits", *keys)))
        for key in keys:
            for letter in _STROKED:
                there = table.c[key].contains(letter)
                plain = sa.func.replace(table.c[key], letter, "d")
                connection.execute(sa.update(table).where(there).values({key: plain}))
        _phones(connection, table, table.c[by])
    refusals = sa.table("refusals", sa.column("sought"))
    for letter in _STROKED:
        plain = sa.func.replace(refusals.c.sought, letter, "d")
        connection.execute(sa.update(refusals).where(refusals.c.sought.contains(letter)).values(sought=plain))


def _phones(connection: sa.Connection, table: sa.TableClause, by: sa.ColumnElement[object]) -> None:
    """Those alone that are written otherwise now."""
    some = sa.select(by.label("by"), table.c.phone, table.c.phone_digits).where(table.c.phone_digits.is_not(None))
    last = None
    while rows := connection.execute(
        (some if last is None else some.where(by > last)).order_by(by).limit(_BATCH)
    ).all():
        for row in rows:
            digits = phone_digits(row.phone) or None
            if digits != row.phone_digits:
                connection.execute(sa.update(table).where(by == row.by).values(phone_digits=digits))
        last = rows[-1].by
