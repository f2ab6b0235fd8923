"""A damaged backup is named and replaces nothing; a good one comes back without giving a number twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from counter_app.domain.codes import NumberBlock, RegisterEntry
from counter_app.domain.deadline import VIETNAM
from counter_app.domain.dossier import Captured
from counter_app.domain.errors import (
    BackupAbsent,
    BackupDamaged,
    CounterError,
    KeyMissing,
    NewerStore,
    NoBackup,
    StoreLocked,
    WrongKey,
)
from counter_app.domain.life import Act, Step
from counter_app.ports import AuditLine, LeaseClaim
from local_db import schema
from local_db.backup import MARK
from local_db.durable import rename_durably, write_durably
from local_db.found_backup import find_backup
from local_db.keys import KeyCheck
from local_db.manifest import NAME as MANIFEST
from local_db.open_store import DATABASE, VAULT
from local_db.put_aside import UNDER_WAY
from local_db.restore import restore
from tests.local_db.kept import Counter
from tests.local_db.samples import CLERK, COUNTER, DAY, NOW, UNIT, accept, draft
from tests.services.store import PocketKeyChain, make_store


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    made = Counter(tmp_path)
    yield made
    made.store.close()


# --- damage is named for what it is ---------------------------------------------------------------------


def _flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("break_it", "why"),
    [
        (lambda path: _flip(path / DATABASE, 5000), "changed"),
        (lambda path: _flip(path / MARK, 20), "changed"),
        (lambda path: os.truncate(path / DATABASE, 8192), "truncated"),
        (lambda path: (path / DATABASE).unlink(), "incomplete"),
        (lambda path: (path / MANIFEST).unlink(), "incomplete"),
        (lambda path: (path / MANIFEST).write_text("{"), "unreadable"),
        (lambda path: (path / MANIFEST).write_bytes(b"\xff" * 200_000), "unreadable"),
        (
            lambda path: (path / MANIFEST).write_text(
                (path / MANIFEST).read_text().replace('"dossiers": 3', '"dossiers": 4')
            ),
            "changed",
        ),
    ],
)
def test_a_damaged_backup_is_named_and_the_store_stays(
    counter: Counter, break_it: Callable[[Path], object], why: str
) -> None:
    counter.accept(3)
    made = counter.back_up()
    counter.accept()
    before = counter.codes()
    break_it(made.path)
    with pytest.raises(BackupDamaged) as told:
        counter.restore(made.path)
    assert told.value.facts["why"] == why
    counter.store = make_store(counter.folder, counter.keys)
    assert counter.codes() == before
    assert not list(counter.folder.glob("replaced-*"))


def test_a_swapped_database_with_matching_checksums_still_does_not_pass(counter: Counter) -> None:
    """Who carries the stick can count checksums; the seal and the pages need the key."""
    made = counter.back_up()
    _flip(made.path / DATABASE, 5000)
    told = json.loads((made.path / MANIFEST).read_text())
    digest = subprocess.run(["sha256sum", made.path / DATABASE], capture_output=True, text=True, check=True).stdout
    told["database"]["sha256"] = digest[:64]
    (made.path / MANIFEST).write_text(json.dumps(told))
    with pytest.raises(BackupDamaged):
        find_backup(made.path, counter.keys)


def test_another_key_is_a_wrong_key_and_none_is_a_missing_one(counter: Counter) -> None:
    made = counter.back_up()
    other = PocketKeyChain()
    with pytest.raises(KeyMissing):
        find_backup(made.path, other)
    other.secrets = dict.fromkeys(counter.keys.secrets, bytes(32))
    for chosen in (made.path, made.path.parent, counter.stick):
        with pytest.raises(WrongKey):
            find_backup(chosen, other)


def test_where_there_is_no_backup_it_is_said(counter: Counter, tmp_path: Path) -> None:
    with pytest.raises(NoBackup):
        find_backup(counter.stick, counter.keys)
    with pytest.raises(BackupAbsent):
        find_backup(tmp_path / "no-such-stick", counter.keys)


# --- restoring -----------------------------------------------------------------------------------------


def test_an_open_store_is_not_replaced(counter: Counter) -> None:
    counter.back_up()
    with pytest.raises(StoreLocked):
        restore(counter.folder, counter.keys, counter.stick, DAY)


def test_the_audit_tells_of_a_restore_once_also_where_the_restoring_program_ended_with_it(counter: Counter) -> None:
    made = counter.back_up()
    counter.store.close()
    told = AuditLine(NOW, "it-1", "Q1", "store-restored", {})
    restore(counter.folder, counter.keys, counter.stick, DAY, told=told)  # and no more
    for _ in range(2):
        counter.store = make_store(counter.folder, counter.keys)
        with counter.store.read() as work:
            (line,) = (line for line in work.audit.lines(100) if line.what == "store-restored")
        assert (line.who, line.about) == ("it-1", {"backup": made.path.name, "mark_lost": "false"})
        counter.store.close()
    counter.store = make_store(counter.folder, counter.keys)


def test_what_stood_there_is_kept_aside_and_can_be_opened(counter: Counter) -> None:
    codes = counter.accept(2)
    counter.back_up()
    later = counter.accept()
    done = counter.restore()
    assert counter.codes() == codes
    assert done.aside is not None
    shutil.copytree(counter.folder, counter.folder.with_name("aside"), ignore=shutil.ignore_patterns("counter.db*"))
    for path in done.aside.iterdir():
        shutil.copy(path, counter.folder.with_name("aside") / path.name)
    aside = make_store(counter.folder.with_name("aside"), counter.keys)
    with aside.read() as work:
        assert [each.code.text for each in work.dossiers.recent()][::-1] == codes + later
    aside.close()


def test_pages_lost_cut_or_rotten_since_come_back_from_the_backup(counter: Counter) -> None:
    pages = [counter.store.vault.put(content) for content in (b"lost", b"cut short", b"rotten", b"nowhere")]
    opened = draft()
    settled = Captured("a", tuple(pages))
    with counter.store.write() as work:
        work.drafts.save(replace(opened, dossier=replace(opened.dossier, settlements=(settled,)), pages=()))
    made = counter.back_up()
    paths = [next(counter.folder.glob(f"{VAULT}/*/*/{name}")) for name in pages]
    paths[0].unlink()
    cut = paths[1].read_bytes()[:-4]
    paths[1].unlink()  # a new file: the backup's own may share its bytes
    paths[1].write_bytes(cut)
    rotten = paths[2].read_bytes()[:-1] + b"!"
    paths[2].unlink()
    paths[2].write_bytes(rotten)
    paths[3].unlink()
    next(made.vault.rglob(pages[3])).unlink()
    done = counter.restore()
    assert (done.files, done.missing) == (3, 1)
    assert [counter.store.vault.get(name) for name in pages[:3]] == [b"lost", b"cut short", b"rotten"]


def test_a_newer_programs_backup_is_refused(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    with counter.store._engines.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    counter.back_up()
    with counter.store._engines.writer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :now"), {"now": schema.REVISION})
    with pytest.raises(NewerStore):
        counter.restore()
    counter.store = make_store(counter.folder, counter.keys)


def test_numbers_go_on_where_the_live_mark_stood(counter: Counter) -> None:
    with counter.store.write() as work:
        work.numbers.add_block(NumberBlock("one", UNIT, COUNTER, DAY, 1, 99, 1))
    given = counter.accept(2)
    counter.back_up()
    given += counter.accept(3)
    done = counter.restore()
    assert not done.numbers_lost
    given += counter.accept(2)
    assert given == [f"H13.552-261123-{serial:04}" for serial in range(1, 8)]
    with counter.store.read() as work:
        lines = [each.receipt.register for each in work.dossiers.recent()][::-1]
    assert lines == [RegisterEntry(COUNTER, 2026, 1, line) for line in (1, 2, 6, 7)]


def test_no_slip_is_given_a_second_time_after_a_restore(counter: Counter) -> None:
    def slip(act: Act = Act.REFUSED) -> int:
        with counter.store.write() as work:
            dossier = accept(work)
            number = work.lives.next_number(act, COUNTER, DAY.year)
            work.lives.add(dossier.id, Step(uuid4(), act, NOW, CLERK, "Lâm Thị Bảy", COUNTER, number, "lý do"))
        return number

    assert [slip(), slip(Act.STOPPED)] == [1, 1]
    counter.back_up()
    assert [slip(), slip(), slip(Act.STOPPED)] == [2, 3, 2]
    counter.restore()
    assert [slip(), slip(Act.STOPPED)] == [4, 3]
    counter.store.close()
    counter.lose_the_mark()
    assert counter.restore().numbers_lost
    assert slip() > 4


def test_on_a_new_disk_nothing_given_after_the_backup_is_given_again(counter: Counter) -> None:
    """The mark died with the disk, or lives on with it elsewhere: codes, book and blocks of its own."""
    tomorrow = datetime.now(VIETNAM).date() + timedelta(days=2)  # time never goes back: the mark's day is today's
    with counter.store.write() as work:
        work.numbers.add_block(NumberBlock("one", UNIT, COUNTER, DAY, 1, 99, 1))
        work.numbers.add_block(NumberBlock("two", UNIT, COUNTER, tomorrow, 1, 99, 1))
    given = counter.accept(2)
    counter.back_up()
    given += counter.accept(3)
    for losses in (1, 2):
        counter.store.close()
        shutil.rmtree(counter.folder)
        counter.lose_the_mark()
        done = counter.restore()
        assert (done.numbers_lost, done.aside) == (True, None)
        new = counter.accept(2)
        name = counter.store._mark.instance
        assert new == [f"TAM.Q1.{name}-261123-{losses * 500 + serial:04}" for serial in (1, 2)]
        assert not set(new) & set(given)
        given += new
        with counter.store.write() as work:
            assert work.numbers.take_register_line(COUNTER, 2026) == RegisterEntry(f"Q1.{name}", 2026, losses + 1, 3)
        counter.back_up()
    with counter.store.write() as work:
        assert work.numbers.take_code(UNIT, COUNTER, tomorrow) is None, "the other PC may be giving these"
        assert work.numbers.lease_claim() == LeaseClaim(None), "it takes the counter over"
        work.numbers.add_block(NumberBlock("three", UNIT, COUNTER, tomorrow, 100, 199, 100))
        code = work.numbers.take_code(UNIT, COUNTER, tomorrow)
        assert code is not None
        assert code.text == f"H13.552-{tomorrow:%y%m%d}-0100"
        following = tomorrow.year + 1
        assert work.numbers.take_register_line(COUNTER, following) == RegisterEntry(f"Q1.{name}", following, 1, 1)


def test_a_later_backups_mark_remembers_what_an_earlier_one_cannot(counter: Counter) -> None:
    earlier = counter.back_up().path
    shutil.copytree(earlier, counter.stick / "apart")
    counter.accept(7)
    counter.back_up()
    kept_apart = earlier.with_name("20200101T000000Z-0000")
    (counter.stick / "apart").rename(kept_apart)
    counter.store.close()
    counter.lose_the_mark()
    (counter.folder / DATABASE).unlink()
    counter.restore(kept_apart)
    assert counter.codes() == []
    assert counter.accept() == [f"TAM.Q1.{counter.store._mark.instance}-261123-0501"]
    assert counter.store._mark.line(f"{COUNTER} 2026 1") == 7


def test_a_program_opened_on_the_new_pc_before_the_restore_gives_nothing_a_second_time(
    counter: Counter, tmp_path: Path
) -> None:
    """Its first start made a store, whose mark knows nothing of the numbers given on the PC that died."""
    with counter.store.write() as work:
        work.numbers.add_block(NumberBlock("one", UNIT, COUNTER, DAY, 1, 99, 1))
    given = counter.accept(2)
    counter.back_up()
    given += counter.accept(3)
    counter.store.close()
    counter.folder = tmp_path / "new"
    counter.store = make_store(counter.folder, counter.keys)
    made_here = counter.accept()
    done = counter.restore()
    assert done.numbers_lost
    assert counter.codes() == given[:2]
    assert counter.accept() == [f"TAM.Q1.{counter.store._mark.instance}-261123-0501"]
    with counter.store.write() as work:
        assert work.numbers.take_register_line(COUNTER, 2026).book == 2
    assert done.aside is not None
    aside = make_store(done.aside, counter.keys)  # with all that belongs to it
    with aside.read() as work:
        assert [each.code.text for each in work.dossiers.recent()] == made_here
    aside.check_audit(full=True)
    aside.close()


class Cut(BaseException):
    """The power fails."""


@pytest.mark.parametrize("step", range(8))
@pytest.mark.parametrize("fails", [Cut, OSError])
def test_a_restore_over_another_store_that_is_cut_off_or_fails_leaves_the_store_as_it_was(
    counter: Counter, tmp_path: Path, step: int, fails: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = counter.accept(2)
    counter.back_up()
    counter.store.close()
    counter.folder = tmp_path / "new"
    counter.store = make_store(counter.folder, counter.keys)
    made_here = counter.accept()
    counter.store.close()
    steps = iter(range(100))

    def cutting(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            if next(steps) == step:
                raise fails
            return real(*arguments)

        return call

    with monkeypatch.context() as cut:
        for module in ("restore", "put_aside"):
            cut.setattr(f"local_db.{module}.rename_durably", cutting(rename_durably))
            cut.setattr(f"local_db.{module}.write_durably", cutting(write_durably))
        cut.setattr(KeyCheck, "write", cutting(KeyCheck.write))
        with pytest.raises((Cut, CounterError)):
            restore(counter.folder, counter.keys, counter.stick, DAY)
    counter.store = make_store(counter.folder, counter.keys)
    assert counter.codes() == made_here
    assert not (counter.folder / UNDER_WAY).exists()
    counter.restore()
    assert counter.codes() == given
