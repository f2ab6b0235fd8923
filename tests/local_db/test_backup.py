"""A backup is whole or is none, holds up nobody, and is kept as long as the rule says."""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from counter_app.backup_commands import last_backup
from counter_app.config import demo_settings
from counter_app.domain.archive import ArchiveForm
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import (
    BackupAbsent,
    BackupFull,
    BackupOld,
)
from local_db import backup, schema, tables
from local_db.backup import Backups, beside, check_files
from local_db.found_backup import find_backup
from local_db.manifest import NAME as MANIFEST
from local_db.open_store import VAULT, open_store
from local_db.restore import restore
from local_db.retention import kept
from local_db.store import SqlStore
from local_db.vault import FileVault
from tests.local_db.accepting import FileKeyChain
from tests.local_db.kept import Counter
from tests.local_db.samples import CITIZEN, DAY, NOW
from ui.messages import message


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path)
    yield made
    made.store.close()


# --- making one ----------------------------------------------------------------------------------------


def test_a_backup_holds_what_was_accepted_and_says_so_without_a_person_in_it(counter: Counter) -> None:
    counter.accept(3)
    made = counter.back_up()
    told = json.loads((made.path / MANIFEST).read_text())
    assert told["counts"]["dossiers"] == told["counts"]["outbox"] == 3
    assert told["schema"] == schema.REVISION
    assert told["audit_whole"] is True
    everything = b"".join(path.read_bytes() for path in counter.stick.rglob("*") if path.is_file())
    names = " ".join(str(path) for path in counter.stick.rglob("*"))
    for secret in (CITIZEN.full_name, CITIZEN.personal_number.value, CITIZEN.phone, "SQLite format 3"):
        assert secret.encode() not in everything
        assert secret not in names
    for key in counter.keys.secrets.values():
        assert key not in everything
        assert key.hex().encode() not in everything


def test_only_new_files_of_the_vault_are_copied(counter: Counter) -> None:
    first = counter.store.vault.put(b"one page")
    counter.back_up()
    copied = next(counter.stick.glob(f"*/{VAULT}/*/*/{first}"))
    before = copied.stat().st_ino
    second = counter.store.vault.put(b"another page")
    made = counter.back_up()
    assert made.manifest.vault_files == 2
    assert {path.name for path in counter.stick.rglob("*") if len(path.name) == 64} == {first, second}
    assert copied.stat().st_ino == before


def test_a_page_damaged_in_the_vault_is_counted_and_the_rest_is_saved(counter: Counter) -> None:
    whole, damaged = counter.store.vault.put(b"whole"), counter.store.vault.put(b"damaged")
    path = next(counter.folder.glob(f"{VAULT}/*/*/{damaged}"))
    path.write_bytes(path.read_bytes()[:-1])
    made = counter.back_up()
    assert (made.manifest.vault_files, made.manifest.vault_damaged) == (1, 1)
    assert {path.name for path in made.vault.rglob("*") if path.is_file()} == {whole}


def test_a_page_that_rots_in_the_backup_is_taken_again(counter: Counter) -> None:
    names = [counter.store.vault.put(page) for page in (b"rotten at its size", b"cut short")]
    rotten, cut = (next(iter(counter.back_up().vault.glob(f"*/*/{name}"))) for name in names)
    data = bytearray(rotten.read_bytes())
    data[-1] ^= 1
    for path, left in ((rotten, bytes(data)), (cut, cut.read_bytes()[:-1])):
        path.unlink()  # a new file: on one disk it shares the store's bytes
        path.write_bytes(left)
    made = counter.back_up()
    assert (made.manifest.vault_files, made.manifest.vault_damaged) == (2, 0)
    copies = FileVault(made.vault, counter.store.keys.current.vault)
    assert [copies.get(name) for name in names] == [b"rotten at its size", b"cut short"]


def test_in_a_large_vault_a_page_that_rots_is_found_in_its_turn(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_SHARE", 1)
    monkeypatch.setattr(backup, "_SHARES", 3)
    name, *_ = [counter.store.vault.put(bytes([n])) for n in range(3)]
    path = next(counter.back_up().vault.glob(f"*/*/{name}"))
    rotten = path.read_bytes()[:-1] + b"!"
    path.unlink()
    path.write_bytes(rotten)
    for _ in range(3):
        counter.back_up()
    assert path.read_bytes() != rotten


def test_a_page_that_the_disk_does_not_give_is_damaged_and_not_taken_for_purged(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = counter.store.vault.put(b"on a bad sector")
    read = Path.read_bytes

    def failing(path: Path) -> bytes:
        if path.name == name:
            raise OSError(errno.EIO, "input/output error")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", failing)
    made = counter.back_up()
    assert (made.manifest.vault_files, made.manifest.vault_damaged) == (0, 1)


def test_reception_goes_on_while_a_backup_is_made(counter: Counter) -> None:
    """A writer and a backup side by side, many times: each copy is of one moment, numbers and mark included."""
    accepted: list[str] = []
    done = threading.Event()

    def receive() -> None:
        while not done.is_set():
            accepted.extend(counter.accept())

    reception = threading.Thread(target=receive)
    reception.start()
    try:
        made = [counter.back_up() for _ in range(5)]
    finally:
        done.set()
        reception.join()
    assert len(accepted) > 5
    for each in made:
        counts = each.manifest.counts
        assert counts["dossiers"] == counts["outbox"] == counts["audit"]
    assert made[-1].manifest.counts["dossiers"] > made[0].manifest.counts["dossiers"]


def test_one_is_made_when_the_last_is_old_enough(counter: Counter) -> None:
    hour = timedelta(hours=1)
    backups = Backups(counter.store, counter.stick)
    assert backups.make_if_due(hour) == hour
    first = backups.newest()
    assert first is not None
    assert timedelta() < backups.make_if_due(hour) <= hour
    assert backups.newest() == first
    backups.make_if_due(timedelta())
    assert backups.newest() != first


def test_one_dated_ahead_stops_no_later_one_and_is_not_taken_for_the_newest(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The PC's clock was a month ahead for one backup, and was put right."""
    hour = timedelta(hours=1)
    backups = Backups(counter.store, counter.stick)
    now = counter.store.clock.now()
    with monkeypatch.context() as ahead:
        ahead.setattr(counter.store.clock, "now", lambda: now + timedelta(days=30))
        old = backups.make()
    for accepted in (0, 1):
        counter.accept(accepted)
        assert backups.make_if_due(hour) == hour
        newest = backups.newest()
        assert newest is not None
        assert newest.manifest.created_at < old.manifest.created_at
        assert backups.make_if_due(hour) < hour, "the next is not due at once"
        assert find_backup(counter.stick, counter.keys) == newest
        assert newest.manifest.counts["dossiers"] == accepted
        old = newest if accepted else old
        with monkeypatch.context() as later:
            later.setattr(counter.store.clock, "now", lambda: now + 2 * hour)
            assert backups.make_if_due(hour) == hour


def test_the_self_check_calls_no_backup_good_that_is_dated_ahead(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = demo_settings(counter.folder, "http://127.0.0.1:9")
    settings = replace(settings, data_folder=counter.folder, backup=replace(settings.backup, folder=str(counter.stick)))
    monkeypatch.setattr("counter_app.backup_commands.SystemKeyChain", lambda: counter.keys)
    now = datetime.now(UTC)
    with monkeypatch.context() as ahead:
        ahead.setattr(counter.store.clock, "now", lambda: now + timedelta(days=30))
        counter.back_up()
    with pytest.raises(BackupOld) as refused:
        last_backup(settings)
    assert message(refused.value).what.startswith("Bản sao lưu gần nhất ghi ngày chưa tới (")
    counter.back_up()
    assert last_backup(settings).endswith("good")


def test_a_backup_is_not_begun_where_it_would_fill_the_disk(counter: Counter) -> None:
    counter.store.vault.put(b"a page")
    free = shutil.disk_usage(counter.stick).free
    with pytest.raises(BackupFull):
        Backups(counter.store, counter.stick, reserve=free).make()
    assert not list(counter.stick.rglob("counter.db"))
    Backups(counter.store, counter.stick, reserve=0).make()


def test_without_a_folder_of_its_own_a_backup_lies_beside_the_store(counter: Counter) -> None:
    made = Backups(counter.store).make()
    assert made.path.is_relative_to(beside(counter.folder))
    assert not made.path.is_relative_to(counter.folder)


def test_a_stick_that_is_not_there_is_named_and_reception_goes_on(counter: Counter) -> None:
    counter.stick.rmdir()
    with pytest.raises(BackupAbsent):
        counter.back_up()
    assert not counter.stick.exists(), "the backup would lie on the PC's own disk"
    counter.accept()


def test_a_full_stick_is_named_keeps_its_backups_and_reception_goes_on(tmp_path: Path) -> None:
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    command = [*apart, sys.executable, "-m", "tests.local_db.full_stick", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "good\n"), done.stderr


def test_a_power_cut_in_a_backup_leaves_nothing_that_looks_finished(tmp_path: Path) -> None:
    key_file, stick = tmp_path / "keys", tmp_path / "stick"
    stick.mkdir()
    cut = 0
    for lines in range(8):
        command = [
            sys.executable,
            "-m",
            "tests.local_db.backing_up",
            str(tmp_path / "store"),
            str(key_file),
            str(stick),
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "ready\n"
            for _ in range(lines % 4):
                program.stdout.readline()  # a backup is done; the next has begun
            watched = itertools.takewhile(lambda _: not list(stick.glob("*/*.part/counter.db")), itertools.count())
            for _ in watched:
                assert program.poll() is None
            program.kill()
        cut += bool(list(stick.glob("*/*.part")))
        for manifest in stick.glob(f"*/*/{MANIFEST}"):
            if not manifest.parent.name.endswith(".part"):
                check_files(find_backup(manifest.parent, FileKeyChain(key_file)))
    assert cut >= 4, "no backup was cut off: nothing was tried"
    store = open_store(tmp_path / "store", FileKeyChain(key_file))
    made = Backups(store, stick).make()
    store.close()
    assert not list(stick.glob("*/*.part")), "what was left half is swept"
    restored = restore(tmp_path / "new", FileKeyChain(key_file), stick, DAY)
    assert restored.backup.path == made.path


# --- which are kept ------------------------------------------------------------------------------------

_NOW = datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
_MOMENTS = st.lists(
    st.integers(0, 500 * 24 * 60).map(lambda minutes: _NOW - timedelta(minutes=minutes)), max_size=60, unique=True
)


@given(_MOMENTS)
def test_each_hour_day_and_month_keeps_its_last(moments: list[datetime]) -> None:
    stay = kept(moments, _NOW)
    assert stay <= set(moments)
    assert kept(stay, _NOW) == stay
    assert not moments or max(moments) in stay
    for age, form in ((1, "%Y%m%d%H"), (30, "%Y%m%d"), (366, "%Y%m")):
        for moment in (m for m in moments if m > _NOW - timedelta(days=age)):
            same = [m for m in moments if f"{m:{form}}" == f"{moment:{form}}"]
            assert max(same) in stay
    assert len(stay) <= 25 + 31 + 14


@given(_MOMENTS, st.integers(0, 60 * 24 * 100))
def test_thinning_on_the_way_keeps_what_thinning_at_the_end_would(moments: list[datetime], earlier: int) -> None:
    then = _NOW - timedelta(minutes=earlier)
    thinned = kept([m for m in moments if m <= then], then) | {m for m in moments if m > then}
    assert kept(thinned, _NOW) == kept(moments, _NOW)


def test_days_begin_in_vietnam() -> None:
    around_midnight = [datetime(2026, 11, 1, hour, 30, tzinfo=ZoneInfo("UTC")) for hour in (16, 17)]  # 23:30 and 00:30
    assert kept(around_midnight, _NOW) == set(around_midnight)
    same_day = [moment - timedelta(hours=3) for moment in around_midnight]
    assert kept(same_day, _NOW) == {same_day[1]}


def test_a_backup_too_many_is_removed_and_its_files_stay(counter: Counter) -> None:
    page = counter.store.vault.put(b"a page")
    first, second = counter.back_up(), counter.back_up()
    stamps = {first.manifest.created_at.hour, second.manifest.created_at.hour}
    assert second.path.is_dir()
    assert first.path.is_dir() == (len(stamps) == 2)
    assert (second.vault / page[:2] / page[2:4] / page).is_file()


@pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False)])
def test_a_purge_reaches_the_backups_once_it_was_surely_meant(store: SqlStore, days: int, stays: bool) -> None:
    purged, again = store.vault.put(b"a page"), store.vault.put(b"a page that was stored again")
    backups = Backups(store, reserve=0)
    copies = FileVault(backups.make().vault, store.keys.current.vault)
    at = store.clock.now() - timedelta(days=days)
    with store.connection(writing=True) as connection:
        rows = [{"name": name, "rule": "r", "at": at, "removed_at": at} for name in (purged, again)]
        connection.execute(insert(tables.purged_files), rows)
    store.vault._path(purged).unlink()
    backups.make()
    assert copies.has(purged) is stays
    assert copies.has(again)


def test_after_a_restore_the_archive_forms_of_the_backup_are_there_and_the_later_ones_are_made_again(
    counter: Counter,
) -> None:
    counter.accept(2)
    first, second = (counter.store.vault.put(name) for name in (b"%PDF first form", b"%PDF second form"))
    _made(counter, first)
    backup = counter.back_up()
    _made(counter, second)
    assert {path.name for path in backup.vault.rglob("*") if path.is_file()} >= {first}
    with counter.store.read() as work:
        assert work.archive.waiting() == 2
    counter.restore()
    with counter.store.read() as work:
        assert work.archive.waiting() == 3
        made = [form.sha256 for accepted in work.dossiers.recent() for form in work.archive.of(accepted.id)]
    assert made == [first]
    assert counter.store.vault.get(first) == b"%PDF first form"
    _made(counter, second)
    with counter.store.read() as work:
        assert work.archive.waiting() == 2


def _made(counter: Counter, name: str) -> None:
    with counter.store.write() as work:
        paper = work.archive.next()
        assert paper is not None
        assert work.archive.made(ArchiveForm(paper.dossier_id, paper.component, paper.source, name, 9), NOW)
