"""Makes a small store as the program of this checkout makes it, for the tests of every later one.

    python tools/seed_released_store.py 0.2.0     writes tests/local_db/released/0.2.0.zip; run once, at the release

Made-up data in each table, a file in the vault, the keys beside it. `content.json` has each row as the database then
held it: what a later program must still find.
"""

from __future__ import annotations

import json
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Table,
    Uuid,
    func,
    insert,
    select,
)
from sqlalchemy.types import TypeDecorator

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from counter_app.domain.codes import DossierCode, NumberBlock  # noqa: E402
from counter_app.domain.outbox import ProvinceReceipt  # noqa: E402
from counter_app.ports import LookUpLine  # noqa: E402
from local_db.store import SqlStore  # noqa: E402
from local_db.tables import metadata  # noqa: E402
from tests.local_db.samples import (  # noqa: E402
    CITIZEN,
    CLERK,
    COUNTER,
    DAY,
    NOW,
    PERSON,
    SITE,
    UNIT,
    accept,
    draft,
    held,
    ticket,
)
from tests.services.store import PocketKeyChain, make_store  # noqa: E402

FOLDER = ROOT / "tests/local_db/released"
CATALOGUE = {
    "version": "1",
    "code_digits": 4,
    "groups": [{"code": "ho-tich", "letter": "A", "name": "Hộ tịch"}],
    "sources": {"ho-tich": "CSDL hộ tịch"},
    "kinds": {"to-khai": {"name": "Tờ khai"}},
    "procedures": [
        {
            "code": "1.004873",
            "name": "Cấp Giấy xác nhận tình trạng hôn nhân",
            "field_name": "Hộ tịch",
            "deadline": {"term": "working-days", "amount": 3},
            "valid_from": "2025-07-01",
            "components": [{"code": "a", "name": "Tờ khai", "due": "hand-in", "kinds": ["to-khai"]}],
            "service_group": "ho-tich",
        }
    ],
    "rules": [],
    "calendar": {"known_until": "2026-12-31", "days_off": [{"day": "2026-09-02", "name": "Quốc khánh"}]},
}
KEYS, CONTENT, VAULT_FILE = "key-ring.json", "content.json", b"%PDF made up"
_NEITHER = frozenset({"counter.lock"})  # the system's, not the store's


def main() -> None:
    (name,) = sys.argv[1:]
    FOLDER.mkdir(exist_ok=True)
    seed(FOLDER / f"{name}.zip")


def seed(packed: Path) -> None:
    """Writes the store into a new zip file."""
    key_chain = PocketKeyChain()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "store"
        store = make_store(folder, key_chain)
        _a_day_at_the_counter(store)
        store.vault.put(VAULT_FILE)
        of_a_server = ("site_", "shared_", "wanted_")
        own = [table for table in metadata.sorted_tables if not table.name.startswith(of_a_server)]
        with store._engines.writer.begin() as connection:
            for table in own:
                if not connection.scalar(select(func.count()).select_from(table)):
                    connection.execute(insert(table), _any_row(connection, table))
            content = {table.name: rows_of(connection, table.name, list(table.columns.keys())) for table in own}
        store.close()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in _NEITHER):
                archive.write(path, path.relative_to(folder))
            archive.writestr(KEYS, json.dumps({key: secret.hex() for key, secret in key_chain.secrets.items()}))
            archive.writestr(CONTENT, json.dumps(content, ensure_ascii=False))


def _a_day_at_the_counter(store: SqlStore) -> None:
    with store.write() as work:
        work.catalogue.replace(CATALOGUE)
        work.numbers.add_block(NumberBlock("one", UNIT, COUNTER, DAY, 1, 2, 1))
        work.register.put_citizens([CITIZEN], NOW)
        work.register.put_held_papers([held("1")])
        work.register.set_as_of(NOW, "c1")
        for letter in "AAB":
            work.tickets.issue(partial(ticket, letter=letter), SITE, DAY, letter)
    with store.write() as work:
        if called := work.tickets.next_waiting(SITE, DAY):
            work.tickets.save(called.called(NOW, COUNTER))
        _, _, provisional = (accept(work) for _ in range(3))  # the third finds no code left
        work.audit.add_look_up(LookUpLine(uuid4(), NOW, CLERK, COUNTER, PERSON, "để thử", "1.0", "answered"))
        work.drafts.save(draft())
        first, second, _ = work.outbox.due(NOW)
        receipt = ProvinceReceipt(first.id, "ab" * 32, tuple(file.sha256 for file in first.files), NOW)
        work.outbox.mark_confirmed(first.id, receipt, NOW)
        work.outbox.mark_failed(second.id, "environment.line-down", NOW, NOW + timedelta(minutes=1))
        work.dossiers.link_code(provisional.id, DossierCode(f"{UNIT}-{DAY:%y%m%d}-0900"))


def _any_row(connection: Connection, table: Table) -> dict[str, Any]:
    """For a table that no verb of this version fills: a row that its types and references allow."""
    return {column.name: _any_value(connection, column) for column in table.columns if not column.nullable}


def _any_value(connection: Connection, column: Column[Any]) -> Any:
    for key in column.foreign_keys:
        return connection.scalar(select(key.column).limit(1))
    kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
    if isinstance(kind, Uuid):
        return uuid4()
    if isinstance(kind, DateTime):
        return NOW
    if isinstance(kind, Date):
        return DAY
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, JSON):
        return {}
    if isinstance(kind, LargeBinary):
        return b"1"
    return 1 if isinstance(kind, Integer) else "1"


def rows_of(connection: Connection, table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    """As the database holds them; bytes by their hexadecimal digits."""
    names = ", ".join(f'"{column}"' for column in columns)
    rows = connection.exec_driver_sql(f'SELECT {names} FROM "{table}"').mappings()  # noqa: S608 - the model's own names
    return [{name: _plain(value) for name, value in row.items()} for row in rows]


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


if __name__ == "__main__":
    main()
