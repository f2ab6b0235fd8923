"""Renders the queue of a Monday to docs/screens/: a number at the counter, a priority, the day's figures, the hall's
board. `python -m tools.screens_hall`; looks and counter as in screens_ui.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch
from uuid import uuid4

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from counter_app.ports import Alarm  # noqa: E402 - behind the path
from tests.staff import staff  # noqa: E402 - behind the path
from tools.screens_ui import Photographer, main, render  # noqa: E402 - behind the path


@dataclass
class OneCalls:
    """A hall in which these counters call for help."""

    called: tuple[Alarm, ...]
    shared: bool = True

    def alarms(self) -> tuple[Alarm, ...]:
        return self.called


class HallPhotographer(Photographer):
    """A counter that falls behind before nine and catches up."""

    def walk(self) -> None:
        from PySide6.QtCore import Qt

        key, alt, hall = Qt.Key, Qt.KeyboardModifier.AltModifier, self._opened.presenter.hall
        self._until(lambda: self._qt.focusWidget() is not None)
        self._sit_down()
        self._live_through_the_morning()
        self._press(key.Key_2, modifier=alt)
        self._take("queue-2-at-the-counter")
        self._press(key.Key_U)
        self._take("queue-3-priority")
        self._press(key.Key_Escape, key.Key_5)
        self._press(key.Key_5, modifier=alt)
        self._take("figures")
        hall.toggle()
        hall.board.resize(1280, 720)
        self._settle()
        self._grab("hall", hall.board)
        self._fill_the_board()
        self._lose_the_server()
        self._grab("hall-2-without-the-server", hall.board)
        self._take_the_kiosk()
        self._send_to_a_counter()
        self._drafts_at_other_counters()

    def _fill_the_board(self) -> None:
        """Eight counters."""
        from ui.hall.view_model import CalledLine, HallWords

        board = self._opened.presenter.hall.board
        lines = tuple(CalledLine(f"{letter}{n:03d}", str(n % 8 + 1)) for n, letter in enumerate("ABACADBE", start=41))
        board.show_words(HallWords(lines, "23 người đang chờ", "lấy số bây giờ: chờ khoảng 35–45 phút"), "")
        self._grab("hall-3-eight-counters", board)

    def _lose_the_server(self) -> None:
        """As the queue and the board tell it: two numbers that nobody holds, one that two counters called."""
        from PySide6.QtCore import Qt

        from counter_app.domain.ticket import TicketState
        from counter_app.ports import HallState, TicketConflict

        queue = self._application.desk.overview.queue()
        here = queue.at_counters[0]
        twice = TicketConflict(here.id, here.label, "Q03", TicketState.CALLED, here.called_at)
        unclear = tuple(ticket.id for ticket in queue.waiting[:2])
        state = HallState(True, self._clock.moment - timedelta(minutes=3), "X", unclear, (twice,))
        object.__setattr__(self._application.desk.overview, "hall_state", lambda day: state)
        self._press(Qt.Key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
        self._opened.presenter.hall.refresh()
        self._take("queue-4-without-the-server")
        called = Alarm("Q03", self._clock.moment)
        calls = self._opened.presenter.colleagues
        object.__setattr__(self._application.desk.colleagues, "hall", OneCalls((called,)))
        calls.look()
        self._take("queue-5-a-colleague-calls")
        object.__setattr__(self._application.desk.colleagues, "hall", OneCalls(()))
        calls.look()

    def _send_to_a_counter(self) -> None:
        """Two colleagues are at work; the number at this counter goes to one of them, with a word."""
        from PySide6.QtCore import Qt

        from counter_app.ports import HallState

        key, state = Qt.Key, HallState(True, colleagues=("Q02", "Q03"))
        self._opened.presenter.kiosk.toggle()
        object.__setattr__(self._application.desk.overview, "hall_state", lambda day: state)
        self._press(key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
        self._press(key.Key_F2)
        self._press(key.Key_F3, modifier=Qt.KeyboardModifier.ControlModifier)
        queue = self._opened.presenter.queue
        queue.refresh()
        queue.screen.note.setText("thiếu chữ ký của chồng")
        self._take("queue-6-to-a-counter")
        self._press(key.Key_7)
        self._press(key.Key_2, modifier=Qt.KeyboardModifier.AltModifier)
        self._take("queue-7-sent-on")

    def _take_the_kiosk(self) -> None:
        """A tall glass, touched."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        from ui.kiosk.view_model import PRIORITY

        kiosk, seconds = self._opened.presenter.kiosk, iter(range(1000))
        kiosk.toggle()
        self._settle()
        window = kiosk.window
        window._clock = lambda: next(seconds) / 2
        window.resize(*((540, 960) if self._look == "200" else (1080, 1920)))

        def touch(code: str) -> None:
            QTest.mouseClick(window, Qt.MouseButton.LeftButton, pos=window.room_of(code).center().toPoint())
            for _ in range(5):
                next(seconds)
            self._settle()

        self._grab("kiosk-1-choose", window)
        touch(PRIORITY)
        self._grab("kiosk-2-priority", window)
        touch("pregnant")
        touch("ho-tich")
        self._grab("kiosk-3-number", window)
        kiosk._begin_anew()
        self._settle()
        kiosk.card_read("094190004321||Thạch Thị Sa Rinh|02091990|Nữ|Ấp Chợ, xã Tài Văn, Sóc Trăng|10052021")
        self._settle()
        self._grab("kiosk-4-card", window)
        touch("ho-tich")
        self._grab("kiosk-5-procedure", window)
        self._without_paper(touch, window)

    def _without_paper(self, touch: Callable[[str], None], window: QWidget) -> None:
        """The printer has none; then the day's numbers are gone; then the store itself gives none."""
        from counter_app.domain.errors import DiskFull, NumbersGivenOut, PrinterOutOfPaper

        kiosk = self._opened.presenter.kiosk
        kiosk._begin_anew()
        self._settle()
        verb = type(self._application.desk.kiosk)
        with patch.object(verb, "print", side_effect=PrinterOutOfPaper(reason="media-empty")):
            touch("chung-thuc")
            self._settle()
        self._grab("kiosk-6-no-paper", window)
        kiosk._failed(NumbersGivenOut(group="Hộ tịch", quota="60"))
        self._grab("kiosk-7-none-left", window)
        kiosk._failed(DiskFull())
        self._grab("kiosk-8-not-given", window)

    def _drafts_at_other_counters(self) -> None:
        """As a supervisor sees them: one whose counter is out of touch."""
        from PySide6.QtCore import Qt

        from counter_app.ports import DraftElsewhere
        from counter_app.use_cases.hand_over_draft import HandOverDraft, HeldElsewhere

        now, sen = self._clock.moment, staff()["sen"].account
        begun = now - timedelta(minutes=14)
        held = tuple(
            HeldElsewhere(
                DraftElsewhere(uuid4(), counter, sen.id, begun, now, who, what, label, pages, spooled=spooled),
                sen,
                lost,
            )
            for counter, who, what, label, pages, spooled, lost in (
                ("Q02", "Sơn Thị Đạo", "Đăng ký khai sinh", "A041", 3, 2, False),
                ("Q03", "Lý Minh Đời", "Chứng thực bản sao từ bản chính", "B017", 0, 0, True),
            )
        )
        with patch.object(HandOverDraft, "elsewhere", return_value=held):
            self._application.session.open(staff()["dung"].account)
            self._opened.presenter.come_in(staff()["dung"].account)
            self._press(Qt.Key.Key_3, modifier=Qt.KeyboardModifier.AltModifier)
            self._settle()
            self._opened.presenter.dossiers.screen.drafts.list.setFocus()
            self._take("drafts-at-other-counters")

    def _live_through_the_morning(self) -> None:
        """Forty citizens, ticket by ticket, by the desk's own verbs."""
        from counter_app.domain.errors import NothingWaiting
        from counter_app.domain.ticket import Priority

        chance, desk = random.Random(4), self._application.desk  # noqa: S311 - the same each time
        groups = desk.overview.groups()
        self._clock.strike(7, 50)
        began, minutes = self._clock.moment, 0.0
        came = sorted(chance.betavariate(1.2, 2) * 190 for _ in range(40))
        while came:
            while came and came[0] <= minutes:
                self._clock.moment = began + timedelta(minutes=came.pop(0))
                old = Priority.ELDERLY if chance.random() < 0.1 else None
                desk.issue_ticket(chance.choices(groups, (5, 6, 1, 2, 1))[0], old)
            self._clock.moment = began + timedelta(minutes=minutes)
            try:
                draft = desk.call_next()
            except NothingWaiting:
                minutes = came[0] if came else minutes
                continue
            self._clock.moment += timedelta(minutes=chance.uniform(0.3, 1))
            self._arrive(draft.ticket_id)
            minutes += chance.lognormvariate(1.3, 0.5)
            self._clock.moment = began + timedelta(minutes=minutes)
            desk.put_away(draft.dossier.id)
        for group, priority in ((1, None), (0, None), (1, None), (3, Priority.DISABLED), (0, None), (1, None)):
            desk.issue_ticket(groups[group], priority)
            self._clock.moment += timedelta(minutes=2)
        desk.call_next()
        desk.guide.park()
        desk.call_next()

    def _arrive(self, ticket_id: object) -> None:
        with self._application.store.write() as work:
            ticket = work.tickets.get(ticket_id)  # type: ignore[arg-type]
            work.tickets.save(ticket.arrived(self._clock.moment))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1], HallPhotographer)
    else:
        main(__file__)
