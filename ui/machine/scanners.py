"""The section "Máy quét": who answers, which scanner and which kind of paper F5 takes, and a page to try."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.errors import CounterError
from counter_app.use_cases.choose_scanner import ChooseScanner, ScannersView, TriedPage

from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks
from ..widgets.marked_row import MarkedRow
from ..widgets.marked_rows import MarkedRows
from ..widgets.words import Words
from .scanners_view import LOOK, profile_of, scanner_lines, scanner_of, tried_words


class ScannersSection(QObject):
    def __init__(self, shell: Shell, scanners: ChooseScanner, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._scanners, self._tasks = shell, scanners, tasks
        self._view: ScannersView | None = None
        self._tried: TriedPage | None = None
        self._enough = threading.Event()
        self._busy = False  # a search or a page to try is under way
        self._then_look = False  # it was told to end, and a search was asked for since
        self.words, self.icon = self.tr("Máy quét"), "scan"
        self.rows = MarkedRows(self.tr("Máy quét của máy này"))
        self.rows.entered.connect(self._act)
        self.rows.moved.connect(shell.show_keys)
        self._widget = QWidget()
        column = QVBoxLayout(self._widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Words(self.tr("MÁY QUÉT VÀ LOẠI GIẤY CHO F5"), role="caption"))
        column.addWidget(self.rows, 1)

    @property
    def widget(self) -> QWidget:
        return self._widget

    def keys(self) -> tuple[KeyHint, ...]:
        stop = (KeyHint("Esc", self.tr("dừng")),) if self._busy else ()
        return (*self.rows.keys(), *stop)

    def press(self, key: str) -> bool:
        if key != "Esc" or not self._busy:
            return False
        self._stop()
        return True

    def enter(self) -> None:
        self._look()

    def leave(self) -> None:
        """Nothing is waited for here any more: a search ends, and a page to try makes room for F5."""
        self._stop()

    def _stop(self) -> None:
        self._then_look = False
        self._enough.set()

    def focus(self) -> None:
        self.rows.setFocus()

    # --- looking, choosing, trying ---------------------------------------------------------------------

    def _look(self) -> None:
        if self._busy:
            self._then_look = self._enough.is_set()
            return
        self._enough = enough = threading.Event()
        self._begin(self.tr("Đang tìm máy quét"))
        self._show(self._scanners.look())
        self._tasks.stream(Lane.SEARCH, lambda: self._scanners.find(enough.is_set), self._show, self._end, self._failed)

    @Slot(str)
    def _act(self, name: str) -> None:
        scanner, profile = scanner_of(name), profile_of(name)
        if name == LOOK:
            self._look()
        elif profile is not None:
            self._choose(lambda: self._scanners.choose_profile(profile))
        elif scanner is not None and self._view is not None:
            known = next((one for one in self._view.scanners if one.device.id == scanner), None)
            if known is not None and known.offered:
                self._choose(lambda: self._scanners.accept_certificate(scanner))
            elif scanner == self._view.usual:
                self._try_out(scanner)
            else:
                self._choose(lambda: self._scanners.choose(scanner))

    def _choose(self, verb: Callable[[], ScannersView]) -> None:
        """What has answered stays known to have; the next look asks again."""

        def chosen(view: ScannersView) -> None:
            self._show(view, keep_answers=True)

        self._tasks.run(Lane.DATA, verb, chosen, self._shell.fail)

    def _try_out(self, scanner: str) -> None:
        if self._busy:
            return
        self._enough = enough = threading.Event()
        self._begin(self.tr("Đang quét thử một trang… (Esc dừng)"))

        def done(page: TriedPage | None) -> None:
            self._end()
            if page is not None:
                self._tried = page
                self._shell.tell(Notice(tried_words(page), Tone.ATTENTION if page.faults else Tone.GOOD))
            self._show(self._scanners.look(), keep_answers=True)

        self._tasks.run(Lane.DEVICE, lambda: self._scanners.try_out(scanner, enough.is_set), done, self._failed)

    def _show(self, view: ScannersView, keep_answers: bool = False) -> None:
        if keep_answers and self._view is not None:
            view = replace(view, answered=self._view.answered, looking=self._view.looking)
        self._view = view
        lines = scanner_lines(view, self._tried)
        self.rows.show_rows(tuple(MarkedRow(x.name, x.title, x.about, x.icon, x.tone, x.offer) for x in lines))
        self._shell.show_keys()

    def _begin(self, words: str) -> None:
        self._busy = True
        self._shell.show_work("scanners", words)

    def _end(self) -> None:
        self._busy, look, self._then_look = False, self._then_look, False
        self._shell.show_work("scanners", None)
        self._shell.show_keys()
        if look:
            self._look()

    def _failed(self, error: CounterError) -> None:
        self._end()
        self._shell.fail(error)
