"""What citizens and dossiers are found by: folded names, digits of phones, dossier codes from their end.

On SQLite also the words of all names in a full-text index, kept by triggers: whatever writes or deletes a citizen or a
dossier, the index stays true. `local_db/search.py` reads it; PostgreSQL does without.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from counter_app.domain.query import code_tail, phone_digits
from counter_app.domain.text import name_key

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BATCH = 5000  # rows

_INDEX = (
    "CREATE TABLE search_names (id INTEGER PRIMARY KEY AUTOINCREMENT, name_key TEXT NOT NULL UNIQUE)",
    """INSERT INTO search_names (name_key)
        SELECT name_key FROM citizens WHERE name_key <> '' UNION SELECT name_key FROM dossiers WHERE name_key <> ''""",
    """CREATE VIRTUAL TABLE search_words USING fts5(name_key, content='search_names', content_rowid='id',
        detail=none, columnsize=0, prefix='1 2 3', tokenize='ascii')""",  # a key is folded already
    "INSERT INTO search_words (search_words, rank) VALUES ('secure-delete', 1)",
    "INSERT INTO search_words (search_words) VALUES ('rebuild')",
    "CREATE VIRTUAL TABLE search_terms USING fts5vocab(search_words, row)",
    """CREATE TRIGGER search_names_in AFTER INSERT ON search_names BEGIN
        INSERT INTO search_words (rowid, name_key) VALUES (new.id, new.name_key); END""",
    """CREATE TRIGGER search_names_out AFTER DELETE ON search_names BEGIN
        INSERT INTO search_words (search_words, rowid, name_key) VALUES ('delete', old.id, old.name_key); END""",
)
_ENTER = """INSERT INTO search_names (name_key) SELECT new.name_key
    WHERE new.name_key <> '' AND NOT EXISTS (SELECT 1 FROM search_names WHERE name_key = new.name_key);"""
_LEAVE = """DELETE FROM search_names WHERE name_key = old.name_key
    AND NOT EXISTS (SELECT 1 FROM citizens WHERE name_key = old.name_key)
    AND NOT EXISTS (SELECT 1 FROM dossiers WHERE name_key = old.name_key);"""


def upgrade() -> None:
    for table in ("citizens", "dossiers"):
        op.add_column(table, sa.Column("name_key", sa.Text(), nullable=False, server_default=""))
        op.add_column(table, sa.Column("phone_digits", sa.Text()))
    op.add_column("dossiers", sa.Column("code_tail", sa.Text(), nullable=False, server_default=""))
    op.add_column("dossiers", sa.Column("linked_tail", sa.Text()))
    _fill("citizens", "person", ("full_name", "phone"), _of_person)
    _fill("dossiers", "entry", ("full_name", "phone", "code", "linked_code"), _of_dossier)
    _add_indexes()
    if op.get_bind().dialect.name == "sqlite":
        for statement in (*_INDEX, *_in_step("citizens"), *_in_step("dossiers")):
            op.execute(statement)


def _of_person(full_name: str, phone: str) -> dict[str, str | None]:
    return {"name_key": name_key(full_name), "phone_digits": phone_digits(phone) or None}


def _of_dossier(full_name: str, phone: str, code: str, linked: str | None) -> dict[str, str | None]:
    tails = {"code_tail": code_tail(code), "linked_tail": code_tail(linked) if linked else None}
    return {**_of_person(full_name, phone), **tails}


def _fill(table: str, key: str, sources: Sequence[str], fill: Callable[..., dict[str, Any]]) -> None:
    """The new columns from those that were there, a batch of rows at a time."""
    connection = op.get_bind()
    this: sa.ColumnClause[Any] = sa.column(key)
    page = sa.select(this, *map(sa.column, sources)).select_from(sa.table(table)).order_by(this).limit(_BATCH)
    found = connection.execute(page).all()
    while found:
        rows = [{"this": this_one, **fill(*texts)} for this_one, *texts in found]
        changed = ", ".join(f"{name} = :{name}" for name in rows[0] if name != "this")
        connection.execute(sa.text(f"UPDATE {table} SET {changed} WHERE {key} = :this"), rows)  # noqa: S608 - names above
        found = connection.execute(page.where(this > found[-1][0])).all()


def _add_indexes() -> None:
    op.create_index("ix_citizens_name", "citizens", ["name_key", "birth_date"])
    op.create_index("ix_dossiers_name", "dossiers", ["name_key", "entry"])
    op.create_index("ix_dossiers_code_tail", "dossiers", ["code_tail", "entry"])
    for table, column in (
        ("citizens", "phone_digits"),
        ("dossiers", "phone_digits"),
        ("dossiers", "linked_tail"),
        ("dossiers", "old_number"),
    ):
        given = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_{table}_{column}", table, [column], sqlite_where=given, postgresql_where=given)


def _in_step(table: str) -> tuple[str, ...]:
    """Triggers: a name enters the index with its first bearer and leaves it with the last."""
    return (
        f"CREATE TRIGGER search_{table}_in AFTER INSERT ON {table} BEGIN {_ENTER} END",
        f"CREATE TRIGGER search_{table}_out AFTER DELETE ON {table} BEGIN {_LEAVE} END",
        f"""CREATE TRIGGER search_{table}_renamed AFTER UPDATE OF name_key ON {table}
            WHEN new.name_key <> old.name_key BEGIN {_ENTER} {_LEAVE} END""",
    )
