"""A day at the counter with people and pass words that are found again wherever they stand, and then it dies.

Usage: `python -m tests.e2e.marked_day HALL RECORDING PAPERS END`, in the hall's environment, with `watched_disk` in it:
whatever is written below HALL, also into files that are gone by the evening, stands in RECORDING. END is `abort` (with
an acceptance about to be committed, and faulthandler on) or `kill` (just committed). The last line on standard output
is JSON: what else must stand nowhere, by name, in hex.
"""

from __future__ import annotations

import errno
import faulthandler
import json
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from PySide6.QtTest import QTest

from counter_app import bootstrap
from counter_app.bootstrap import Application
from counter_app.crash import leave_no_dump
from counter_app.domain.dossier import AskAgain
from counter_app.domain.errors import CounterError, DiskFull, WrongPin, WrongWord
from counter_app.domain.people import Account, Credentials, Role
from counter_app.keychain import SystemKeyChain
from counter_app.pass_words import Argon2PassWords
from local_db.key_slots import SLOTS, SlotKind, read_slots
from tests.choosing import chooses
from tests.e2e.clerk import Clerk
from tests.services.sandbox import Sandbox
from tests.services.watched_disk import WatchedDisk
from ui.app import open_window
from ui.file_chooser import choose_file
from ui.tasks import Lane

NUMBER, OLD_NUMBER, PHONE = "094190774329", "365987123", "0987123654"
NAME, ADDRESS = "Thạch Thị Đài Rượng", "Ấp Trà Quýt Lớn, xã Thuận Hòa, Cần Thơ"
CARD = f"{NUMBER}|{OLD_NUMBER}|{NAME}|02091990|Nữ|{ADDRESS}|10052021"
OTHER_NUMBER, OTHER_NAME = "094085774123", "Quách Hữu Đặng Khươne"
SOUGHT = "Liêu Ngọc Ươm Sương"  # typed into the search; nobody bears it
NOTE = "Dữ liệu ghi nhầm tên mẹ là Lưu Ươm"
PASS_WORD, WRONG_WORD, PIN, WRONG_PIN = "Cò-Trắng-Đậu-77", "Cò-Đen-Bay-Đêm-78", "73962815", "61840739"
ASIDE = "Vịt-Xiêm-Lội-79"  # a pass word, typed where the user name goes
CLERK = Account("clerk-marked", "khuyen", "Lý Thị Khuyên", frozenset({Role.CLERK}))

MARKED: dict[str, str | bytes] = {
    "number": NUMBER,
    "old number": OLD_NUMBER,
    "phone": PHONE,
    "name": NAME,
    "address": ADDRESS,
    "another's number": OTHER_NUMBER,
    "another's name": OTHER_NAME,
    "what was sought": SOUGHT,
    "a note": NOTE,
    "pass word": PASS_WORD,
    "wrong pass word": WRONG_WORD,
    "PIN": PIN,
    "wrong PIN": WRONG_PIN,
    "pass word as user name": ASIDE,
}
_RUN = 48  # bytes of a page that come up nowhere by chance


class _Patience:
    """What the clerk needs of pytest-qt."""

    def waitUntil(self, true: Callable[[], bool], timeout: int) -> None:  # noqa: N802 - pytest-qt's name
        for _ in range(timeout // 10):
            if true():
                return
            QTest.qWait(10)
        raise AssertionError("waited in vain")


class Day:
    def __init__(self, application: Application, papers: Path, disk: WatchedDisk) -> None:
        self._application, self._desk = application, application.desk
        self._papers, self._disk = papers, disk

    def log_in(self) -> None:
        """Wrong and right, with a user name that is a pass word; then locked, and opened with the PIN."""
        store, verifier = self._application.store, Argon2PassWords().verifier(PASS_WORD)
        with store.write() as work:
            work.people.put_accounts((Credentials(CLERK, verifier),), "1")
        for user_name, word in ((CLERK.user_name, WRONG_WORD), (ASIDE, PASS_WORD)):
            _refused(WrongWord, partial(self._desk.log_in, user_name, word))
        self._desk.log_in(CLERK.user_name, PASS_WORD)
        self._desk.log_in.set_pin(PIN)
        self._desk.log_in.lock()
        _refused(WrongPin, lambda: self._desk.log_in.unlock(WRONG_PIN))
        self._desk.log_in.unlock(PIN)

    def at_the_window(self) -> UUID:
        """The card is scanned, the province is asked, and something breaks off the UI thread."""
        opened = open_window(self._desk, dark=False)
        clerk = Clerk(_Patience(), opened)
        clerk.press("F3")
        clerk.waits_for("Quét mã QR")
        clerk.scan_card(CARD)
        clerk.waits_for(NAME)
        said: list[CounterError] = []
        opened.tasks.run(Lane.DATA, _breaks, lambda _: None, said.append)
        clerk.waits_until(lambda: bool(said) and opened.tasks.idle)
        opened.close()
        draft = self._desk.resume()
        assert draft is not None
        return draft.dossier.id

    def receive(self, draft_id: UUID) -> None:
        """With the line up and down, pages from the scanner, out of a picture and out of a PDF."""
        desk, address = self._desk, urlsplit(self._application.settings.province.base_url)
        assert address.port is not None
        province = Sandbox(Path(), address.port)
        for field, value in (("phone", PHONE), ("address", ADDRESS), ("full_name", NAME)):
            desk.settle.set_field(draft_id, field, value)
        desk.choose_procedure(draft_id, "1.004873")
        desk.look_up(draft_id)
        province.faults(error_rate=1.0)
        desk.look_up(draft_id)
        province.faults()
        assert len(list(desk.capture.scan(draft_id))) == 2
        desk.capture.add_file(draft_id, _chosen(self._papers / f"{NAME}.jpg"))
        draft = desk.capture.add_file(draft_id, _chosen(self._papers / f"{NAME}.pdf"))
        for page, missing in zip(draft.pages, draft.dossier.missing, strict=False):
            if draft.dossier.needs_reason(missing):
                desk.settle.ask_for(draft_id, missing.code, AskAgain.WRONG_DATA, NOTE)
            draft = desk.arrange.assign(draft_id, page.name, missing.code)
        draft.dossier.must_be_acceptable()
        for words in (SOUGHT, NUMBER[:9], PHONE):
            desk.search.people(words)
            desk.search.dossiers(words)

    def accept(self, draft_id: UUID) -> None:
        """First on a full disk."""
        with self._disk.failing(1, errno.ENOSPC, stays=True):
            _refused(DiskFull, lambda: self._desk.accept(draft_id, uuid4()))
        self._desk.accept(draft_id, uuid4())
        self._desk.print_receipt(draft_id)
        while self._application.exchange().waiting:
            pass

    def another(self) -> UUID:
        draft_id: UUID = self._desk.walk_in().dossier.id
        self._desk.welcome.by_number(draft_id, OTHER_NUMBER)
        self._desk.settle.set_field(draft_id, "full_name", OTHER_NAME)
        self._desk.choose_procedure(draft_id, "1.004873")
        for kind in ("jpg", "pdf"):
            draft = self._desk.capture.add_file(draft_id, self._papers / f"{NAME}.{kind}")
        draft.dossier.must_be_acceptable()
        return draft_id

    def secrets(self, draft_id: UUID) -> dict[str, bytes]:
        """Keys, and a run of bytes out of each page that is kept."""
        store = self._application.store
        slot = read_slots(store.folder / SLOTS).of(SlotKind.KEYRING)
        assert slot is not None
        private = SystemKeyChain().get(slot.entry)
        assert private is not None
        keys = store.keys.current
        found = {"key ring's private key": private, "store's key": keys.store, "vault's key": keys.vault}
        with store.read() as work:
            pages = work.drafts.get(draft_id).pages
        for place, page in enumerate(pages):
            data = store.vault.get(page.name)
            found[f"page {place}"] = data[len(data) // 2 :][:_RUN]
        assert len(pages) > 1
        return found


def _chosen(paper: Path) -> Path:
    """In the program's own chooser, in a folder that bears the person's name."""
    with chooses(paper):
        chosen = choose_file(None, "")
    assert chosen is not None
    return chosen


def _breaks() -> None:
    raise ValueError(f"cannot read {CARD}")


def _refused(kind: type[CounterError], act: Callable[[], Any]) -> None:
    try:
        act()
    except kind:
        return
    raise AssertionError(f"no {kind.__name__}")


@contextmanager
def _opened(hall: Path) -> Iterator[Application]:
    application = bootstrap.build(bootstrap.settings(hall / "machine.toml"))
    try:
        yield application
    finally:
        application.close()


def _die(store: Any, how: str) -> None:
    """In the midst of the next write that takes numbers: what follows its commit is never done."""

    def abort(*_: Any) -> None:
        os.abort()

    def kill(*_: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    if how == "abort":
        store._keep_numbers = abort
    else:
        store._mark.committed = kill


def main() -> None:
    hall, recording, papers = (Path(given) for given in sys.argv[1:4])
    resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
    leave_no_dump()
    faulthandler.enable()
    disk = WatchedDisk(hall, recording)
    with _opened(hall) as application:
        day = Day(application, papers, disk)
        day.log_in()
        first = day.at_the_window()
        day.receive(first)
        day.accept(first)
        thread = threading.Thread(target=_breaks)
        thread.start()
        thread.join()
        day.log_in()
        second = day.another()
        told = {name: secret.hex() for name, secret in day.secrets(second).items()}
        sys.stdout.write(f"{json.dumps(told)}\n")
        sys.stdout.flush()
        _die(application.store, sys.argv[4])
        application.desk.accept(second, uuid4())


if __name__ == "__main__":
    main()
