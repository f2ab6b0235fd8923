"""Applicants who are no citizens of the commune, apart, so that who is looked for is not looked up in every dossier.

`search_strangers` has a line for each of their dossiers, kept by triggers whatever writes or deletes; on SQLite only,
as the rest of the index.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_FOUND_BY = ("person", "name_key", "old_number", "phone_digits")
_COLUMNS = ", ".join((*_FOUND_BY, "birth_date"))
_ENTER = f"INSERT INTO search_strangers (entry, {_COLUMNS}) SELECT entry, {_COLUMNS} FROM dossiers"  # noqa: S608

_INDEX = (
    """CREATE TABLE search_strangers (entry INTEGER PRIMARY KEY, person TEXT NOT NULL, name_key TEXT NOT NULL,
        old_number TEXT, phone_digits TEXT, birth_date TEXT)""",
    *(f"CREATE INDEX ix_search_strangers_{column} ON search_strangers ({column})" for column in _FOUND_BY),
    f"{_ENTER} WHERE person NOT IN (SELECT person FROM citizens)",  # noqa: S608 - names above
    f"""CREATE TRIGGER search_strangers_in AFTER INSERT ON dossiers
        WHEN NOT EXISTS (SELECT 1 FROM citizens WHERE person = new.person)
        BEGIN {_ENTER} WHERE entry = new.entry; END""",  # noqa: S608
    """CREATE TRIGGER search_strangers_out AFTER DELETE ON dossiers
        BEGIN DELETE FROM search_strangers WHERE entry = old.entry; END""",
    f"""CREATE TRIGGER search_strangers_changed
        AFTER UPDATE OF entry, person, name_key, old_number, phone_digits, birth_date ON dossiers BEGIN
        DELETE FROM search_strangers WHERE entry = old.entry;
        {_ENTER} WHERE entry = new.entry AND person NOT IN (SELECT person FROM citizens); END""",  # noqa: S608
    """CREATE TRIGGER search_strangers_moved_in AFTER INSERT ON citizens
        BEGIN DELETE FROM search_strangers WHERE person = new.person; END""",
    f"""CREATE TRIGGER search_strangers_moved_out AFTER DELETE ON citizens
        BEGIN {_ENTER} WHERE person = old.person; END""",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for statement in _INDEX:
            op.execute(statement)
