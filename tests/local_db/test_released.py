"""Every store that a released program made is opened by today's: brought up to date, with all that it held.

`released/` has one small real store of each, with its keys; `tools/seed_released_store.py` makes the next one.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from counter_app.domain.dossier import Honest
from local_db.search import not_of_search
from local_db.store import SqlStore
from local_db.tables import metadata
from tests.local_db.samples import accept
from tests.services.store import PocketKeyChain, make_store
from tools.seed_released_store import CONTENT, FOLDER, KEYS, VAULT_FILE, rows_of, seed

TODAYS = "as this program makes it"


@dataclass(frozen=True)
class Released:
    """`content`: by table, the rows as they stood when the store was made."""

    store: SqlStore
    content: dict[str, list[dict[str, Any]]]


@pytest.fixture(params=[*sorted(path.stem for path in FOLDER.glob("*.zip")), TODAYS])
def released(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Released]:
    packed = FOLDER / f"{request.param}.zip"
    if request.param == TODAYS:
        packed = tmp_path / "todays.zip"
        seed(packed)
    with zipfile.ZipFile(packed) as archive:
        archive.extractall(tmp_path / "store")
    key_chain = PocketKeyChain()
    for key, secret in json.loads((tmp_path / "store" / KEYS).read_text()).items():
        key_chain.set(key, bytes.fromhex(secret))
    store = make_store(tmp_path / "store", key_chain)
    yield Released(store, json.loads((tmp_path / "store" / CONTENT).read_text()))
    store.close()


def test_its_schema_is_todays_model(released: Released) -> None:
    with released.store._engines.reader.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": not_of_search})
        assert compare_metadata(context, metadata) == []


def test_no_row_that_it_held_is_lost_or_changed(released: Released) -> None:
    assert all(released.content.values()), "a table without a row says nothing"
    with released.store._engines.reader.begin() as connection:
        for table, rows in released.content.items():
            now = rows_of(connection, table, list(rows[0]))
            assert [row for row in rows if row not in now] == [], table


def test_the_papers_accepted_before_wait_for_their_archive_form(released: Released) -> None:
    then = released.content
    purged = {row["dossier_id"] for row in then.get("purges", ())}
    dossier_of = {row["id"]: row["dossier_id"] for row in then["outbox"] if row["kind"] == "dossier-accepted"}
    papers = {(dossier_of[row["event_id"]], row["component"]) for row in then["outbox_files"]}
    left = sorted(paper for paper in papers if paper[0] not in purged)
    assert left
    with released.store.read() as work:
        assert work.archive.waiting() == len(left)
        first = work.archive.next()
    assert first is not None
    assert (first.dossier_id.hex, first.component) in left
    assert first.source in {row["sha256"] for row in then["outbox_files"]}


def test_the_clerk_finds_everything_and_goes_on(released: Released) -> None:
    then = released.content
    with released.store.read() as work:
        found = work.dossiers.recent()
        assert {one.code.text for one in found} == {row["code"] for row in then["dossiers"]}
        for one in found:
            dossier, accepted = work.dossiers.get(one.id)
            assert (dossier.id, accepted.receipt.code) == (one.id, one.code)
        assert len(work.drafts.open_of(then["drafts"][0]["clerk"])) == len(then["drafts"])
        assert work.outbox.waiting() == sum(row["confirmed_at"] is None for row in then["outbox"])
        assert work.catalogue.version() == then["catalogue_versions"][0]["version"]
        assert work.audit.first_broken_line() is None
    assert released.store.vault.get(hashlib.sha256(VAULT_FILE).hexdigest()) == VAULT_FILE
    with released.store.write() as work:
        accepted = accept(work)
    assert (accepted.state, accepted.code.text not in {one.code.text for one in found}) == (Honest.SAVED, True)
    assert accepted.receipt.register is not None
    assert accepted.receipt.register.line == len(found) + 1
