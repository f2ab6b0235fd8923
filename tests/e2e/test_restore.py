"""Backup and restore as IT types them, beside a province that remembers what the restored store does not know."""

from __future__ import annotations

import json
import shutil
import time
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

from counter_app.bootstrap import Application
from counter_app.domain.dossier import Captured, Honest
from counter_app.domain.errors import (
    BackupAbsent,
    BackupDamaged,
    CloseTheWindow,
    CounterError,
    NoBackup,
    StoreDamaged,
)
from counter_app.ports import AcceptedDossier
from tests.e2e.command_line import Done, counter_app, refused_with
from tests.e2e.hall import Hall
from tests.pages import as_jpeg, make_page
from ui.messages import message

_PATIENCE = 60.0  # seconds


def _accept(application: Application, hall: Hall, number: int) -> AcceptedDossier:
    desk = application.desk
    draft_id: UUID = desk.walk_in().dossier.id
    desk.welcome.by_number(draft_id, f"0941900{number:05}")
    desk.settle.set_field(draft_id, "full_name", "Lâm Thị Thử")
    desk.choose_procedure(draft_id, "1.004873")
    for seed in (1, 2):
        paper = hall.folder / f"paper-{number}-{seed}.jpg"
        paper.write_bytes(as_jpeg(make_page(10 * number + seed, dpi=200)[:600, :800], dpi=200))
        draft = desk.capture.add_file(draft_id, paper)
    draft.dossier.must_be_acceptable()
    return desk.accept(draft_id, uuid4())


def _sync(application: Application) -> None:
    deadline = time.monotonic() + _PATIENCE
    while application.exchange().waiting:
        assert time.monotonic() < deadline, "the outbox does not get empty"


def _a_day(hall: Hall, numbers: range, sync: bool = True) -> list[AcceptedDossier]:
    with hall.open() as application:
        assert application.exchange().online
        accepted = [_accept(application, hall, number) for number in numbers]
        if sync:
            _sync(application)
    return accepted


def _stick(hall: Hall) -> Path:
    stick = hall.folder / "stick"
    stick.mkdir(exist_ok=True)
    return stick


def _good(done: Done) -> str:
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def _all(application: Application) -> list[AcceptedDossier]:
    with application.store.read() as work:
        return list(work.dossiers.recent(1000))[::-1]


def _lines(dossiers: list[AcceptedDossier]) -> list[tuple[int, int]]:
    return [(d.receipt.register.book, d.receipt.register.line) for d in dossiers if d.receipt.register is not None]


def _the_province_has_each_once(hall: Hall, accepted: list[AcceptedDossier]) -> None:
    arrived = hall.sandbox.holdings().dossiers
    assert sorted(a.id for a in arrived) == sorted(str(d.id) for d in accepted), "lost or doubled"
    assert len({a.code for a in arrived}) == len(arrived), "a code was given twice"
    assert {a.id: a.code for a in arrived} == {str(d.id): d.code.text for d in accepted}
    assert len({a.key for a in arrived}) == len(arrived)


def test_after_a_restore_the_province_holds_each_dossier_once_and_no_code_twice(hall: Hall) -> None:
    """Two are in the backup unsent; three more come and all go out; the backup comes back; two more are accepted."""
    known = _a_day(hall, range(2), sync=False)
    stick = _stick(hall)
    assert "2 hồ sơ" in _good(counter_app(hall, "backup", "--to", stick))
    forgotten = _a_day(hall, range(2, 5))
    told = _good(counter_app(hall, "restore", stick, "--yes"))
    assert "2 hồ sơ" in told
    aside = next(hall.data_folder.glob("replaced-*"))
    assert str(aside) in told

    with hall.open() as application:
        assert [d.state for d in _all(application)] == [Honest.SAVED] * 2, "more than it knows"
        assert application.exchange().online
        later = [_accept(application, hall, number) for number in range(5, 7)]
        _sync(application)
        mine = _all(application)
        assert {d.state for d in mine} == {Honest.CONFIRMED}
        assert _lines(mine) == [(1, 1), (1, 2), (1, 6), (1, 7)]  # 3 to 5 are on paper and at the province
        with application.store.read() as work:
            assert [line.what for line in work.audit.lines(1000)].count("store-restored") == 1
    _the_province_has_each_once(hall, [*known, *forgotten, *later])
    assert hall.sandbox.holdings().arrivals, "the events were sent again under their own keys"


def test_a_new_disk_goes_on_from_the_stick_with_the_keys_in_the_key_ring(hall: Hall) -> None:
    known = _a_day(hall, range(2))
    stick = _stick(hall)
    _good(counter_app(hall, "backup", "--to", stick))
    forgotten = _a_day(hall, range(2, 4))
    shutil.rmtree(hall.data_folder)
    (twin,) = hall.data_folder.parent.glob(f".{hall.data_folder.name}.*.mark")
    twin.unlink()  # it lay on the same disk
    assert "mã tạm" in _good(counter_app(hall, "restore", stick, "--yes"))
    with hall.open() as application:
        pages = [page for d in known for page in _pages(application, d)]
        assert len(pages) == 4
        for page in pages:
            assert application.store.vault.get(page)
        assert application.exchange().online
        later = [_accept(application, hall, number) for number in range(4, 6)]
        _sync(application)
        assert _lines(later) == [(2, 1), (2, 2)], "a new book: nobody knows how far the old one went"
        assert all(d.code.text.startswith("TAM.") for d in later)
    _the_province_has_each_once(hall, [*known, *forgotten, *later])


def _pages(application: Application, accepted: AcceptedDossier) -> list[str]:
    with application.store.read() as work:
        dossier, _ = work.dossiers.get(accepted.id)
    captured = [one for one in dossier.settlements if isinstance(one, Captured)]
    return [page for one in captured for page in one.pages]


def test_while_the_store_is_open_a_restore_is_refused(hall: Hall) -> None:
    _a_day(hall, range(0))
    stick = _stick(hall)
    _good(counter_app(hall, "backup", "--to", stick))
    with hall.open():
        done = counter_app(hall, "restore", stick, "--yes")
        assert done.stdout == ""
        assert _said(done, CloseTheWindow)


def test_what_cannot_be_restored_is_said_and_the_store_stays(hall: Hall) -> None:
    _a_day(hall, range(1))
    stick = _stick(hall)
    assert _said(counter_app(hall, "restore", stick, "--yes"), NoBackup)
    assert _said(counter_app(hall, "restore", stick / "no-such-folder", "--yes"), BackupAbsent)
    assert _said(counter_app(hall, "backup", "--to", stick / "no-such-folder"), BackupAbsent)
    _good(counter_app(hall, "backup", "--to", stick))
    database = next(stick.glob("*/*/counter.db"))
    damaged = bytearray(database.read_bytes())
    damaged[9000] ^= 1
    database.write_bytes(damaged)
    done = counter_app(hall, "restore", stick, "--yes")
    assert done.returncode == 1
    assert "bị thay đổi" in done.stderr
    assert BackupDamaged.code not in done.stderr
    with hall.open() as application:
        assert len(_all(application)) == 1
    assert not list(hall.data_folder.glob("replaced-*"))


def test_nothing_is_replaced_without_a_word_typed(hall: Hall) -> None:
    _a_day(hall, range(1))
    stick = _stick(hall)
    _good(counter_app(hall, "backup", "--to", stick))
    done = counter_app(hall, "restore", stick)
    assert done.returncode == 1
    assert "1 hồ sơ" in done.stdout
    assert not list(hall.data_folder.glob("replaced-*"))


def test_the_running_program_backs_up_by_itself_and_the_self_check_says_when(hall: Hall) -> None:
    with hall.open() as application:
        application.start()
        deadline = time.monotonic() + _PATIENCE
        while application.backups.newest() is None:
            assert time.monotonic() < deadline, "no backup was made"
            time.sleep(0.05)
        made = application.backups.newest()
        assert made is not None
        assert made.path.is_relative_to(hall.data_folder.with_name("data-backups"))
        assert application.backups.make_if_due(timedelta(hours=1)) > timedelta()
        assert application.backups.newest() == made
    told = {each["name"]: each for each in json.loads(counter_app(hall, "self-check", "--json").stdout)}
    assert told["backup"]["outcome"] == "good"
    assert "good" in told["backup"]["words"]
    (made.path / "counter.db").write_bytes(b"")
    told = {each["name"]: each for each in json.loads(counter_app(hall, "self-check", "--json").stdout)}
    assert told["backup"]["outcome"] == "bad"


def _said(done: Done, error: type[CounterError]) -> bool:
    return done.returncode == 1 and message(error()).what in done.stderr


def test_a_damaged_store_is_rescued_put_in_place_and_sends_what_waits(hall: Hall) -> None:
    accepted = _a_day(hall, range(1, 4), sync=False)
    database = hall.data_folder / "counter.db"
    pages = bytearray(database.read_bytes())
    pages[16:4096] = bytes(4080)  # the way to every table
    database.write_bytes(pages)
    why = StoreDamaged(why="page")
    refused_with(counter_app(hall, "sync", "--once"), why)
    said = _good(counter_app(hall, "rescue", "--to", _stick(hall)))
    assert database.read_bytes() == pages
    assert said.startswith("Đã cứu 3 hồ sơ")
    assert not any(dossier.code.text in said for dossier in accepted), "none is lost"
    _good(counter_app(hall, "restore", said.splitlines()[-1].split(" restore ")[1], "--yes"))
    with hall.open() as application:
        assert [dossier.code for dossier in _all(application)] == [dossier.code for dossier in accepted]
        _sync(application)
    assert all(dossier.state is Honest.CONFIRMED for dossier in _again(hall))


def _again(hall: Hall) -> list[AcceptedDossier]:
    with hall.open() as application:
        return _all(application)
