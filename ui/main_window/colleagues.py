"""An emergency at a counter: Ctrl+F1 calls the colleagues; at theirs it is seen and heard until one of them comes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.domain.spoken_call import counter_name
from counter_app.ports import Alarm
from counter_app.use_cases.desk import Desk

from ..language import tr
from ..page import KeyHint, Notice, Shell, Tone
from ..tasks import Lane, Tasks

CALL = "Ctrl+F1"
_LOOK = 1000  # ms
_ROW = "alarm"  # of the tray


class ColleagueCalls(QObject):
    """One key: it calls, says that it is over, or, where a colleague calls, that somebody comes."""

    def __init__(self, shell: Shell, window: QWidget, desk: Desk, tasks: Tasks) -> None:
        super().__init__(window)
        self._shell, self._window, self._desk, self._tasks = shell, window, desk, tasks
        self._shown: tuple[Alarm, ...] = ()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        if self._desk.colleagues.shared:
            self._timer.start()

    def close(self) -> None:
        self._timer.stop()

    @property
    def _own(self) -> Alarm | None:
        return next((alarm for alarm in self._shown if alarm.counter == self._desk.counter.code), None)

    @property
    def _asked(self) -> Alarm | None:
        """A colleague to whom nobody comes yet."""
        own = self._desk.counter.code
        return next((alarm for alarm in self._shown if alarm.counter != own and not alarm.answered), None)

    def keys(self) -> tuple[KeyHint, ...]:
        """In the legend while somebody calls; in the palette always, where there are colleagues."""
        return (self._hint(),) if self._asked or self._own else ()

    def all_keys(self) -> tuple[KeyHint, ...]:
        return (self._hint(),) if self._desk.colleagues.shared else ()

    def _hint(self) -> KeyHint:
        asked = self._asked
        if asked is not None:
            return KeyHint(CALL, tr("đến giúp quầy {counter}").format(counter=counter_name(asked.counter)), strong=True)
        return KeyHint(CALL, tr("thôi gọi hỗ trợ") if self._own else tr("gọi đồng nghiệp hỗ trợ khẩn"))

    def press(self) -> None:
        colleagues, asked = self._desk.colleagues, self._asked
        if not colleagues.shared:
            self._shell.tell(Notice(tr("Quầy này không chung máy chủ với quầy nào: hãy gọi người bên cạnh.")))
        elif asked is not None:
            counter = asked.counter
            self._tasks.run(Lane.DATA, lambda: colleagues.answer(counter), lambda _: self.look(), self._shell.fail)
        elif self._own is not None:
            self._tasks.run(Lane.DATA, colleagues.over, lambda _: self.look(), self._shell.fail)
        else:
            self._tasks.run(Lane.DATA, colleagues, self._called, self._shell.fail)

    def _called(self, heard: bool) -> None:
        self.look()
        if not heard:
            words = tr("Mất máy chủ của sảnh: các quầy khác CHƯA nghe thấy. Hãy gọi to.")
            self._shell.tell(Notice(words, Tone.ERROR))

    @Slot()
    def look(self) -> None:
        """From memory. A bell at each look until somebody comes, also while the screen is locked."""
        before, self._shown = self._shown, self._desk.colleagues.alarms()
        if self._asked is not None:
            QApplication.beep()
            QApplication.alert(self._window)
        if self._shown == before:
            return
        words = " ".join(self._words(alarm) for alarm in self._shown)
        self._shell.show_work(_ROW, words or None)
        if words:
            worst = Tone.ERROR if self._asked else Tone.ATTENTION
            self._shell.tell(Notice(words, worst))
        else:
            self._shell.tell(Notice(tr("Lời gọi hỗ trợ đã xong."), Tone.GOOD))
        self._shell.show_keys()

    def _words(self, alarm: Alarm) -> str:
        counter, coming = counter_name(alarm.counter), counter_name(alarm.answered)
        if alarm.counter == self._desk.counter.code:
            return (
                tr("Quầy {coming} đang đến.").format(coming=coming)
                if alarm.answered
                else tr("Đang gọi các quầy hỗ trợ…")
            )
        if alarm.answered:
            return tr("Quầy {counter} cần hỗ trợ: quầy {coming} đang đến.").format(counter=counter, coming=coming)
        return tr("QUẦY {counter} CẦN HỖ TRỢ KHẨN.").format(counter=counter)
