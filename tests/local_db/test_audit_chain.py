"""The audit is whole or says which line is not; what is cut off at its end is missed, and going back is told apart."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.domain.errors import AuditBroken
from counter_app.ports import AuditLine
from local_db.audit_chain import FIRST, line_hash
from local_db.backup import Backups
from local_db.restore import restore
from local_db.store import SqlStore
from tests.local_db.samples import CLERK, COUNTER, DAY, NOW
from tests.services.store import PocketKeyChain, make_store


def write(store: SqlStore, *acts: str) -> None:
    for what in acts:
        with store.write() as work:
            work.audit.add(AuditLine(NOW, CLERK, COUNTER, what, {}))


def tamper(store: SqlStore, sql: str) -> None:
    with store._engines.writer.begin() as connection:
        connection.exec_driver_sql(sql)


def broken(store: SqlStore, full: bool = False) -> dict[str, str]:
    with pytest.raises(AuditBroken) as found:
        store.check_audit(full)
    return found.value.facts


def test_a_line_that_was_changed_is_named(store: SqlStore) -> None:
    write(store, "one", "two", "three")
    tamper(store, "UPDATE audit SET what = 'none' WHERE line = 2")
    assert broken(store) == {"why": "changed", "table": "audit", "line": "2"}


def test_lines_that_were_seen_whole_are_not_followed_again(store: SqlStore) -> None:
    write(store, "one", "two", "three")
    assert store.check_audit() == 3
    write(store, "four")
    assert store.check_audit() == 1
    assert store.check_audit(full=True) == 4


def test_a_full_walk_finds_what_was_changed_before_the_last_check(store: SqlStore) -> None:
    write(store, "one", "two", "three")
    store.check_audit()
    tamper(store, "UPDATE audit SET who = 'nobody' WHERE line = 1")
    store.check_audit()
    assert broken(store, full=True) == {"why": "changed", "table": "audit", "line": "1"}


def test_a_dossier_that_a_line_is_filed_under_must_be_the_one_that_it_names(store: SqlStore) -> None:
    with store.write() as work:
        work.audit.add(AuditLine(NOW, CLERK, COUNTER, "one", {"dossier": "a"}))
    tamper(store, "UPDATE audit SET dossier = 'b'")
    assert broken(store)["line"] == "1"


def test_lines_cut_off_at_the_end_are_missed(store: SqlStore) -> None:
    write(store, "one", "two", "three")
    store.check_audit()
    tamper(store, "DELETE FROM audit WHERE line > 1")
    assert broken(store) == {"why": "cut-off", "table": "audit", "line": "1"}


def test_lines_cut_off_and_written_anew_are_told_apart_from_a_changed_one(store: SqlStore) -> None:
    write(store, "one", "two")
    store.check_audit()
    tamper(store, "DELETE FROM audit WHERE line > 1")
    tamper(store, "UPDATE sqlite_sequence SET seq = 1 WHERE name = 'audit'")
    write(store, "another")
    assert broken(store) == {"why": "rewritten", "table": "audit", "line": "2"}


@pytest.mark.parametrize("left", [None, b"", b"{}", b'{"heads": "{}", "seal": "ab"}'])
def test_a_witness_that_is_gone_or_was_changed_is_missed_until_a_person_answers_for_it(
    store: SqlStore, left: bytes | None
) -> None:
    write(store, "one")
    store.check_audit()
    witness = store.folder / "counter.audit"
    witness.unlink()
    if left is not None:
        witness.write_bytes(left)
    assert broken(store)["why"] == "no-witness"
    store.renew_audit_witness(AuditLine(NOW, CLERK, COUNTER, "audit-taken-for-whole", {"reason": "đã đối chiếu"}))
    assert store.check_audit() == 0
    with store.read() as work:
        assert work.audit.lines(1)[0].what == "audit-taken-for-whole"


def test_a_restored_backup_goes_back_and_is_whole(tmp_path: Path) -> None:
    keys = PocketKeyChain()
    store = make_store(tmp_path / "store", keys)
    write(store, "one")
    store.check_audit()
    backup = Backups(store, reserve=0).make()
    write(store, "two", "three")
    store.check_audit()
    store.close()
    restore(tmp_path / "store", keys, backup.path, DAY)
    back = make_store(tmp_path / "store", keys)
    assert back.check_audit() == 0
    back.close()


def test_an_old_database_put_in_place_by_hand_is_not_taken_for_whole(tmp_path: Path) -> None:
    keys = PocketKeyChain()
    store = make_store(tmp_path / "store", keys)
    write(store, "one")
    store.close()
    shutil.copy(tmp_path / "store" / "counter.db", tmp_path / "old.db")
    store = make_store(tmp_path / "store", keys)
    write(store, "two")
    store.check_audit()
    store.close()
    shutil.copy(tmp_path / "old.db", tmp_path / "store" / "counter.db")
    store = make_store(tmp_path / "store", keys)
    assert broken(store) == {"why": "cut-off", "table": "audit", "line": "1"}
    store.close()


def test_the_hash_of_a_line_never_changes_from_one_version_to_the_next() -> None:
    at = NOW + timedelta(seconds=1)
    line = {"at": at, "who": "a", "counter": "Q1", "what": "b", "about": {"dossier": "d"}, "previous": FIRST}
    of_the_first_release = "988b8423b6c3c9949dc2aa66a045355ddc63fdec4cd080939bd0784cd84994a4"
    assert line_hash(line) == of_the_first_release
    assert line_hash({**line, "dossier": "d", "line": 7, "hash": ""}) == of_the_first_release
