"""The scanner's keys: a stack, another kind of paper, a page of the glass, a page again; one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from counter_app.domain.errors import CounterError, FeederEmpty, ScannerFault
from counter_app.ports import Draft
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.spooled import Watch

from ..language import tr
from ..messages import message
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from .kept_pages import KeptPages
from .pages_view import PagesView
from .scan_ends import (
    backs_wait_elsewhere_words,
    before_words,
    good_words,
    good_words_elsewhere,
    jam_words,
    kept_words,
    paper_lies,
)
from .scan_queue import Scan, ScanQueue, Stands, tray_words

PROCEDURE_FIRST = tr("Chọn thủ tục trước rồi mới lấy trang: F4.")
_LOOK_AGAIN = 2000  # ms, until an empty feeder is looked into again
_Ask = Callable[[UUID, Callable[[], bool], Watch], Iterator[Draft]]


class Reception(Protocol):
    """What scanning needs of the reception."""

    @property
    def draft(self) -> Draft | None: ...

    def refresh(self) -> None: ...

    def is_open(self, draft_id: UUID) -> bool: ...

    def not_fed(self, draft_id: UUID, error: CounterError) -> None:
        """Pages that were asked for have not come, or not all: says why."""
        ...

    def cannot_feed(self) -> bool:
        """Another dossier's paper lies in the feeder: whoever said F12 says it again. False: nobody had."""
        ...


class Scanning(QObject):
    """A scan that has begun goes on for its own dossier whatever is opened meanwhile: its sheets lie in the feeder,
    and must not come out in the next citizen's. One that has not begun goes with its citizen."""

    def __init__(self, reception: Reception, shell: Shell, desk: Desk, tasks: Tasks, view: PagesView) -> None:
        super().__init__(view)
        self._reception, self._shell, self._desk, self._tasks, self._view = reception, shell, desk, tasks, view
        self._queue = ScanQueue()
        self._rest: tuple[UUID, Notice] | None = None  # whose paper may lie in the feeder still, and what is to be done
        self.kept = KeptPages(reception, shell, desk, tasks, self._line_up, self.feeds)
        self._again = QTimer(self, singleShot=True, interval=_LOOK_AGAIN)
        self._again.timeout.connect(self._begin_next)

    @property
    def at_work(self) -> bool:
        """A scan runs, for whichever dossier."""
        return self._queue.running is not None

    @property
    def stands(self) -> bool:
        """Scans wait, and none of them goes on by itself."""
        return self._queue.stands is Stands.FAULT

    def feeds(self, draft_id: UUID) -> bool:
        """Whether pages of this dossier still come, or are to come."""
        return self._queue.feeds(draft_id)

    def keys(self) -> tuple[KeyHint, ...]:
        scan = KeyHint("F5", tr("quét"))
        if self.stands or self._queue.looks_for_paper:
            scan = KeyHint("F5", tr("quét tiếp"))
        elif self.at_work:
            scan = KeyHint("F5", tr("xếp lượt sau"))
        if self._queue.waiting:
            return (scan, KeyHint("Esc", tr("bỏ lượt chờ")))
        if self._queue.running is not None and self._queue.running.to_come:
            return (scan, KeyHint("Esc", tr("để lại")))
        return (scan, KeyHint("Esc", tr("dừng quét"))) if self.at_work else (scan,)

    # --- what keys ask for -----------------------------------------------------------------------------

    def scan(self) -> None:
        """After a fault in this dossier's stack its rest comes first; what else stands there just goes on."""
        draft = self._reception.draft
        if self._queue.looks_for_paper or (self.stands and draft is not None and not self._failed_for(draft)):
            if not self._must_clear_feeder():
                self._begin_next()
        else:
            self._ask(lambda draft_id, cancelled, watch: self._desk.capture.scan(draft_id, cancelled, watch=watch))

    def scan_as(self, profile: str) -> None:
        """Another kind of paper, this once."""
        request = self._desk.scanners.request(profile)
        self._ask(lambda draft_id, cancelled, watch: self._desk.capture.scan(draft_id, cancelled, request, watch))

    def scan_glass(self) -> None:
        """One page from the glass, whatever F5 takes."""
        self._ask(self._desk.capture.scan_glass)

    def rescan(self) -> None:
        """The chosen page again, in its place."""
        page = self._view.current_page
        if page is None:
            self._shell.tell(Notice(tr("Chưa có trang nào để quét lại. F5 quét cả tập.")))
            return
        self._ask(lambda draft_id, cancelled, watch: self._desk.capture.rescan(draft_id, page, cancelled, watch))

    def take_back(self) -> bool:
        """Esc: the scan that was asked for last, if it has not begun; else the one that runs. False: there is none, and
        Esc is for whatever else is under way."""
        running = self._queue.running
        if not self._queue.drop_last() and (running is None or not running.stop()):
            return False
        self._say()
        return True

    def end(self) -> None:
        """The window closes: the feeder stops, and what has come out of it whole is kept for the next start."""
        while self._queue.drop_last():
            pass
        if self._queue.running is not None:
            self._queue.running.cancelled.set()
            self._queue.running.enough.set()

    def turn_to(self, draft_id: UUID) -> None:
        """Another dossier is open now, or this one again."""
        dropped = self._queue.turn_to(draft_id)
        self._say()
        if dropped:
            words = tr("Đã bỏ {dropped} lượt quét chưa bắt đầu của hồ sơ trước.").format(dropped=dropped)
            self._shell.tell(Notice(words, Tone.ATTENTION))

    def stop(self) -> None:
        """Nobody stands at the counter any more."""
        self._queue.turn_to(None)
        if self._queue.running is not None:
            self._queue.running.cancelled.set()
        self._say()

    def _failed_for(self, draft: Draft) -> bool:
        return self._queue.failed == draft.dossier.id

    def _ask(self, ask: _Ask) -> None:
        draft = self._reception.draft
        if draft is None:
            return
        if draft.dossier.procedure is None:
            self._shell.tell(Notice(PROCEDURE_FIRST, Tone.ATTENTION))
            return
        if self._must_clear_feeder():
            return
        draft_id = draft.dossier.id
        self._shell.hush()
        scan = Scan(draft_id, lambda cancelled: ask(draft_id, cancelled, watch))
        watch = Watch(
            lambda fault, to_come: self._tasks.post(lambda: self._fed(scan, fault, to_come)), scan.enough.is_set
        )
        self._line_up(scan)

    def _line_up(self, scan: Scan) -> None:
        try:
            scan.begun = scan.pages()  # who asks, and how, is settled now; no device is spoken to
        except CounterError as error:
            self._shell.fail(error)
            return
        begins = self._queue.add(scan)
        if begins is not None:
            self._begin(begins)
        else:
            self._say()

    def _must_clear_feeder(self) -> bool:
        """The first key after another dossier's stack has failed only says again what lies in the feeder: the clerk may
        have pressed it before having read that."""
        rest, self._rest = self._rest, None
        draft = self._reception.draft
        if rest is None or draft is None or rest[0] == draft.dossier.id:
            return False
        self._shell.tell(rest[1])
        return True

    # --- running ---------------------------------------------------------------------------------------

    def _begin_next(self) -> None:
        scan = self._queue.next()
        if scan is not None:
            self._begin(scan)

    def _begin(self, scan: Scan) -> None:
        self._again.stop()
        self._say()
        self._tasks.stream(
            Lane.DEVICE,
            scan.pages,
            lambda draft: self._page_came(scan, draft),
            lambda: self._ended(scan, None),
            lambda error: self._ended(scan, error),
        )

    def _fed(self, scan: Scan, fault: CounterError | None, to_come: int) -> None:
        """The scanner is done, or has failed: that is said now, however many of its pages still wait for the desk."""
        if self._queue.running is not scan:
            return
        scan.fed, scan.to_come = True, to_come
        scan.found_none = isinstance(fault, FeederEmpty)
        scan.ran_out = not scan.cancelled.is_set() and (fault is None or scan.found_none)
        if to_come and fault is not None and not (scan.cancelled.is_set() or isinstance(fault, FeederEmpty)):
            scan.fault = fault
            if self._reception.is_open(scan.draft_id):
                not_accepted = tr("Chưa tiếp nhận. ") if self._reception.cannot_feed() else ""
                self._shell.tell(Notice(f"{not_accepted}{jam_words(fault)}", Tone.ERROR))
            else:
                self._told_bad_elsewhere(scan, fault)
        self._say()

    def _page_came(self, scan: Scan, draft: Draft) -> None:
        scan.came()
        self._say()
        if self._reception.is_open(draft.dossier.id):
            self._reception.refresh()

    def _ended(self, scan: Scan, error: CounterError | None) -> None:
        stopped, empty = scan.stopped, scan.tries > 0 and not scan.count
        if isinstance(error, FeederEmpty) and (scan.count or scan.left):
            error, empty = None, True  # the end of the stack; or nobody has laid one, and its citizen is gone
        elif stopped and isinstance(error, ScannerFault):
            error = None  # what the clerk has stopped is no fault
        elsewhere = not self._reception.is_open(scan.draft_id)
        rest = elsewhere and stopped and not empty
        if self._queue.ended(error, rest) is Stands.PAPER:
            self._again.start()
            self._say()
            return
        self.kept.told_by(scan, error)
        kept, goes_on = self.kept.count(scan.draft_id), bool(self._queue.waiting) and not self.stands
        if error is not None and error is scan.fault and not kept and (elsewhere or goes_on):
            if goes_on:  # it has been said, and mended
                self._begin_next()
            self._reception.refresh()
        elif error is not None and kept and not elsewhere:
            not_accepted = tr("Chưa tiếp nhận. ") if self._reception.cannot_feed() else ""
            self._shell.tell(Notice(f"{not_accepted}{self._why(scan, error)}", Tone.ERROR))
            self._reception.refresh()
        elif error is not None and not elsewhere:
            self._reception.not_fed(scan.draft_id, error)
        elif error is not None:
            self._told_bad_elsewhere(scan, error)
        elif rest:
            self._rest_lies(
                scan,
                tr("Tập của hồ sơ trước đã dừng sau {count} trang. Tờ đang chạy dở chưa được lấy.").format(
                    count=scan.count
                ),
                Tone.ATTENTION,
            )
        else:
            self._told_good(scan, elsewhere)
            self._begin_next()
            self._reception.refresh()
        self._say()

    def _told_good(self, scan: Scan, elsewhere: bool) -> None:
        to_turn = self._desk.capture.sheets_to_turn(scan.draft_id)
        if elsewhere and scan.count:
            words = good_words_elsewhere(scan)
            if to_turn:
                self._rest_lies(scan, words, Tone.ATTENTION, backs_wait_elsewhere_words(to_turn))
            else:
                self._shell.tell(Notice(words, Tone.GOOD))
        elif elsewhere:
            pass  # it never had any paper
        elif scan.of_before:
            self._shell.tell(Notice(before_words(scan, to_turn), Tone.ATTENTION if to_turn else Tone.GOOD))
        else:
            self._shell.tell(Notice(good_words(scan, to_turn), Tone.ATTENTION if to_turn else Tone.GOOD))

    def _told_bad_elsewhere(self, scan: Scan, error: CounterError) -> None:
        if paper_lies(scan, error):
            self._rest_lies(scan, self._why(scan, error), Tone.ERROR)
            return
        not_accepted = tr("Chưa tiếp nhận. ") if self._reception.cannot_feed() else ""
        there = tr("Của hồ sơ trước: mở lại ở Alt+3.")
        self._shell.tell(Notice(f"{not_accepted}{self._why(scan, error)} {there}", Tone.ERROR))

    def _why(self, scan: Scan, error: CounterError) -> str:
        """And which sheet comes next, where some have left the scanner that are not on the dossier."""
        kept = self.kept.count(scan.draft_id)
        if kept:
            before = self.kept.before(scan.draft_id) - scan.count
            return kept_words(scan, error, kept, self.kept.unread(scan.draft_id), before)
        told = message(error)
        return f"{told.what} {told.why}"

    def _rest_lies(self, scan: Scan, why: str, tone: Tone, then: str = "") -> None:
        """F5 would now take the rest of that stack into this citizen's dossier."""
        then = then or tr("Lấy tập của hồ sơ trước ra khỏi khay; mở lại hồ sơ đó ở Alt+3 rồi F5 quét phần còn lại.")
        self._rest = scan.draft_id, Notice(f"{why} {then}", tone)
        not_accepted = tr("Chưa tiếp nhận. ") if self._reception.cannot_feed() else ""
        self._shell.tell(Notice(f"{not_accepted}{why} {then}", tone))

    def _say(self) -> None:
        draft = self._reception.draft
        self._shell.show_work("scan", tray_words(self._queue, draft.dossier.id if draft is not None else None))
        self._shell.show_keys()
