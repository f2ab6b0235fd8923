"""The scanner's keys: a stack, another kind of paper, a page of the glass, a page again; one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer

from counter_app.domain.errors import CounterError, DiskFull, FeederEmpty, ScannerFault
from counter_app.ports import Draft
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..messages import message
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from .pages_view import PagesView
from .scan_queue import Scan, ScanQueue, Stands, tray_words

PROCEDURE_FIRST = tr("Chọn thủ tục trước rồi mới lấy trang: F4.")
_LOOK_AGAIN = 2000  # ms, until an empty feeder is looked into again


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
        self._kept: dict[UUID, int] = {}  # pages out of the scanner that a full disk has not taken, by dossier
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

    def kept(self, draft_id: UUID) -> int:
        """How many pages have left the scanner and wait for the next F5."""
        return self._kept.get(draft_id, 0)

    def keys(self) -> tuple[KeyHint, ...]:
        scan = KeyHint("F5", tr("quét"))
        if self.stands or self._queue.looks_for_paper:
            scan = KeyHint("F5", tr("quét tiếp"))
        elif self.at_work:
            scan = KeyHint("F5", tr("xếp lượt sau"))
        if self._queue.waiting:
            return (scan, KeyHint("Esc", tr("bỏ lượt chờ")))
        return (scan, KeyHint("Esc", tr("dừng quét"))) if self.at_work else (scan,)

    # --- what keys ask for -----------------------------------------------------------------------------

    def scan(self) -> None:
        """After a fault in this dossier's stack its rest comes first; what else stands there just goes on."""
        draft = self._reception.draft
        if self._queue.looks_for_paper or (self.stands and draft is not None and not self._failed_for(draft)):
            if not self._must_clear_feeder():
                self._begin_next()
        else:
            self._ask(lambda draft_id, cancelled: self._desk.capture.scan(draft_id, cancelled))

    def scan_as(self, profile: str) -> None:
        """Another kind of paper, this once."""
        request = self._desk.scanners.request(profile)
        self._ask(lambda draft_id, cancelled: self._desk.capture.scan(draft_id, cancelled, request))

    def scan_glass(self) -> None:
        """One page from the glass, whatever F5 takes."""
        self._ask(lambda draft_id, cancelled: self._desk.capture.scan_glass(draft_id, cancelled))

    def rescan(self) -> None:
        """The chosen page again, in its place."""
        page = self._view.current_page
        if page is None:
            self._shell.tell(Notice(tr("Chưa có trang nào để quét lại. F5 quét cả tập.")))
            return
        self._ask(lambda draft_id, cancelled: self._desk.capture.rescan(draft_id, page, cancelled))

    def take_back(self) -> bool:
        """Esc: the scan that was asked for last, if it has not begun; else the one that runs. False: there is none."""
        running = self._queue.running
        if not self._queue.drop_last():
            if running is None or running.cancelled.is_set():  # Esc is for whatever else is under way
                return False
            running.cancelled.set()
        self._say()
        return True

    def end(self) -> None:
        """The window closes: the feeder stops, and what has come out of it whole is kept."""
        while self._queue.drop_last():
            pass
        if self._queue.running is not None:
            self._queue.running.cancelled.set()

    def turn_to(self, draft_id: UUID) -> None:
        """Another dossier is open now, or this one again."""
        dropped = self._queue.turn_to(draft_id)
        self._say()
        if dropped:
            words = tr("Đã bỏ {dropped} lượt quét chưa bắt đầu của hồ sơ trước.").format(dropped=dropped)
            self._shell.tell(Notice(words, Tone.ATTENTION))

    def take_up(self, draft_id: UUID) -> None:
        """What had left the scanner when the program was ended in mid-stack comes onto its dossier now."""

        def found(count: int) -> None:
            if count and self._reception.is_open(draft_id) and not self.feeds(draft_id):
                scan = Scan(draft_id, lambda cancelled: self._desk.capture.take_up(draft_id, cancelled))
                scan.of_before = True
                self._line_up(scan)

        self._tasks.run(Lane.DATA, lambda: self._desk.capture.left_over(draft_id), found, self._shell.fail)

    def stop(self) -> None:
        """Nobody stands at the counter any more."""
        self._queue.turn_to(None)
        if self._queue.running is not None:
            self._queue.running.cancelled.set()
        self._say()

    def _failed_for(self, draft: Draft) -> bool:
        return self._queue.failed == draft.dossier.id

    def _ask(self, ask: Callable[[UUID, Callable[[], bool]], Iterator[Draft]]) -> None:
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
        self._line_up(Scan(draft_id, lambda cancelled: ask(draft_id, cancelled)))

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

    def _page_came(self, scan: Scan, draft: Draft) -> None:
        scan.count += 1
        self._say()
        if self._reception.is_open(draft.dossier.id):
            self._reception.refresh()

    def _ended(self, scan: Scan, error: CounterError | None) -> None:
        stopped, empty = scan.cancelled.is_set(), scan.tries > 0 and not scan.count
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
        self._keeps(scan, error)
        if error is not None and self.kept(scan.draft_id) and not elsewhere:
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
        if scan.of_before:
            words = tr("Đã lấy vào hồ sơ {count} trang mà máy quét đã đưa ra trước khi chương trình bị tắt.")
            self._shell.tell(Notice(words.format(count=scan.count), Tone.GOOD))
            return
        if elsewhere and not scan.count:
            return  # it never had any paper
        if elsewhere:
            words = tr("Tập của hồ sơ trước đã quét xong: {count} trang, nằm trong hồ sơ đó.").format(count=scan.count)
            self._shell.tell(Notice(words, Tone.GOOD))
        elif to_turn:
            turn = tr("Lấy cả tập vừa ra, lật úp lại, đặt vào khay rồi F5 quét mặt sau.")
            self._shell.tell(
                Notice(
                    tr("Đã quét mặt trước của {to_turn} tờ. {turn}").format(to_turn=to_turn, turn=turn), Tone.ATTENTION
                )
            )
        else:
            stopped = tr("Đã dừng quét") if scan.cancelled.is_set() else tr("Đã quét")
            # The sheet under way comes out of the machine, and is no page.
            lost = tr("Tờ nào đang chạy dở thì chưa được lấy: đặt lại vào khay.") if scan.cancelled.is_set() else ""
            told = tr("{stopped}: {count} trang. {lost}").format(stopped=stopped, count=scan.count, lost=lost)
            self._shell.tell(Notice(told.rstrip(), Tone.GOOD))

    def _told_bad_elsewhere(self, scan: Scan, error: CounterError) -> None:
        self._rest_lies(scan, self._why(scan, error), Tone.ERROR)

    def _keeps(self, scan: Scan, error: CounterError | None) -> None:
        kept = int(error.facts.get("kept", 0)) if error is not None else 0
        self._kept.pop(scan.draft_id, None)
        if kept:
            self._kept[scan.draft_id] = kept

    def _why(self, scan: Scan, error: CounterError) -> str:
        """And which sheet comes next, where some have left the scanner that the disk has not taken."""
        told, kept = message(error), self.kept(scan.draft_id)
        if not kept:
            return f"{told.what} {told.why}"
        if not isinstance(error, DiskFull):
            kept_words = tr(
                "{what} {count} trang đã vào hồ sơ; {kept} trang nữa máy quét đã đưa ra đang được giữ: F5 lấy vào; giấy"
                " còn lại xếp vào khay từ trang thứ {next}."
            )
            return kept_words.format(what=told.what, count=scan.count, kept=kept, next=scan.count + kept + 1)
        words = tr(
            "{what} {count} trang đã vào hồ sơ; {kept} trang nữa máy quét đã đưa ra đang được giữ: đừng tắt chương"
            " trình. Báo cán bộ CNTT dọn ổ đĩa rồi F5 lấy vào; giấy còn lại xếp vào khay từ trang thứ {next}."
        )
        return words.format(what=told.what, count=scan.count, kept=kept, next=scan.count + kept + 1)

    def _rest_lies(self, scan: Scan, why: str, tone: Tone) -> None:
        """F5 would now take the rest of that stack into this citizen's dossier."""
        then = tr("Lấy tập của hồ sơ trước ra khỏi khay; mở lại hồ sơ đó ở Alt+3 rồi F5 quét phần còn lại.")
        self._rest = scan.draft_id, Notice(f"{why} {then}", tone)
        not_accepted = tr("Chưa tiếp nhận. ") if self._reception.cannot_feed() else ""
        self._shell.tell(Notice(f"{not_accepted}{why} {then}", tone))

    def _say(self) -> None:
        draft = self._reception.draft
        self._shell.show_work("scan", tray_words(self._queue, draft.dossier.id if draft is not None else None))
        self._shell.show_keys()
