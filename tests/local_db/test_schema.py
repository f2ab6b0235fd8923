"""The migrated schema is the model, and the model is portable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
import sqlcipher3.dbapi2
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

import local_db
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.notices import Applicant, Matter
from counter_app.domain.refused import Refused
from local_db import schema
from local_db.books import SqlRefusals
from local_db.schema import REVISION
from local_db.search import not_of_search
from local_db.store import SqlStore
from local_db.tables import metadata
from local_db.values import refused_to_json
from tests.services._migrated import Repeated
from tests.services.store import make_store

pytestmark = pytest.mark.usefixtures("migrated_in_earnest")


def test_the_migrated_schema_equals_the_model(store: SqlStore) -> None:
    with store._engines.reader.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": not_of_search})
        assert compare_metadata(context, metadata) == []


def test_each_table_and_index_reads_as_the_model_would_make_it(store: SqlStore) -> None:
    """What the comparison above is blind to, too: counting on without a number twice, CHECKs, the order of an index."""
    made = create_engine("sqlite://")
    with made.begin() as fresh:
        metadata.create_all(fresh)
        model = _said(fresh)
    with store.connection(writing=False) as connection:
        migrated = _said(connection)
    assert {name: clauses for name, clauses in migrated.items() if name in model} == model


def _said(connection: Connection) -> dict[str, frozenset[str]]:
    """Each table and index as the set of its clauses: a column added later stands behind the constraints."""
    named = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
    return {name: frozenset(_clauses(sql)) for name, sql in connection.execute(text(named))}


def _clauses(sql: str) -> Iterator[str]:
    head, _, rest = " ".join(sql.replace('"', "").split()).partition("(")
    body, _, tail = rest.rpartition(")")
    yield head.strip()
    yield tail.strip()
    depth, clause = 0, ""
    for sign in f"{body},":
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            yield clause.strip()
        clause = "" if sign == "," and not depth else clause + sign


def test_the_newest_migration_is_the_one_that_the_program_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(local_db.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [REVISION]


def test_the_stores_of_the_other_tests_are_as_migrated_ones(
    migrations_repeated: Repeated, monkeypatch: pytest.MonkeyPatch, store: SqlStore, tmp_path: Path
) -> None:
    def all_of(made: SqlStore) -> list[object]:
        with made._engines.reader.connect() as connection:
            found: list[object] = [*connection.execute(text("SELECT type, name, tbl_name, sql FROM sqlite_master"))]
            found.append(connection.scalar(text("SELECT version_num FROM alembic_version")))
            tables = set(inspect(connection).get_table_names()) - {"facts"}  # which PC it is, salted
            found += [(name, *map(tuple, connection.execute(text(f'SELECT * FROM "{name}"')))) for name in tables]
            return sorted(found, key=repr)

    monkeypatch.setattr(schema, "build", migrations_repeated)
    for number in range(2):  # the first may be the one whose statements are noted
        repeated = make_store(tmp_path / f"{number}")
        repeated.close()
    repeated = make_store(tmp_path / "last")
    assert all_of(repeated) == all_of(store)
    repeated.close()


def test_migrations_lead_forward_only() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(local_db.__file__).parent / "migrations"))
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert [script.revision for script in scripts if hasattr(script.module, "downgrade")] == []
    assert [script.down_revision for script in scripts] == [*(script.revision for script in scripts[1:]), None]


def test_every_table_and_index_can_be_said_in_postgresql() -> None:
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    for table in metadata.sorted_tables:
        assert str(CreateTable(table).compile(dialect=dialect)).strip().startswith("CREATE TABLE")
        for index in table.indexes:
            assert "CREATE" in str(CreateIndex(index).compile(dialect=dialect))


def test_it_is_encrypted_durable_and_checks_its_references(store: SqlStore) -> None:
    with store._engines.writer.connect() as connection:

        def asked(name: str) -> object:
            return connection.scalar(text(f"PRAGMA {name}"))

        assert asked("journal_mode") == "wal"
        assert asked("synchronous") == 2  # FULL
        assert asked("foreign_keys") == 1
        assert asked("temp_store") == 2  # memory
        assert str(asked("cipher_version")).startswith("4.")


def test_a_refusal_of_before_is_found_after_the_migration(refused: Refused) -> None:
    with create_engine("sqlite://", module=sqlcipher3.dbapi2).begin() as connection:
        schema.build(connection, "0021")
        row = {"draft_id": refused.draft_id.hex, "year": 2026, "number": refused.number, "prints": 1}
        row |= {"counter": refused.counter, "at": "2026-11-23 01:14:00", "document": refused_to_json(refused)}
        connection.execute(
            text(f"INSERT INTO refusals ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})"), row
        )
        schema.build(connection, "head")
        assert SqlRefusals(connection).find(("rinh", "0941"), 5) == (replace(refused, prints=1),)
        assert SqlRefusals(connection).find(("rinh",), 5, "somebody else") == ()


@pytest.fixture
def refused() -> Refused:
    matter = Matter(Applicant("Thạch Thị Sa Rinh", "094190004321"), "Xác nhận tình trạng hôn nhân", "1.004873")
    at = datetime(2026, 11, 23, 8, 14, tzinfo=VIETNAM)
    return Refused(UUID(int=7), 3, "Q2", at, "nguyet", "Lê Thị Nguyệt", matter, "không thuộc thẩm quyền")
