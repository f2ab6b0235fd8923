"""Joins the door with its verbs: log in, unlock, set a PIN. What is typed goes to the data lane and nowhere else."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from counter_app.domain.errors import BadPin, CounterError, PassWordNeeded, TooManyTries
from counter_app.domain.people import Account
from counter_app.use_cases.desk import Desk
from counter_app.use_cases.log_in import AtTheDoor

from ..language import tr
from ..messages import sentence
from ..page import Notice, Tone
from ..tasks import Lane, Tasks
from .screen import Door
from .view_model import ACCOUNTS_CAME, NO_ACCOUNTS, Asks, DoorView, door_view, new_pin_view

_LOOK_EVERY = 3000  # ms, while no account has come
_COUNT_EVERY = 500  # ms, while a wait passes
_NO_WORDS = Notice("")
_WAIT_OVER = Notice(tr("Đã hết giờ chờ. Gõ lại rồi Enter."))
_PINS_DIFFER = Notice(tr("Hai lần gõ không giống nhau. Gõ lại mã PIN hai lần rồi Enter."), Tone.ATTENTION)


class DoorPresenter(QObject):
    """`entered` is called with who is in, once a PIN was set or put off."""

    def __init__(self, door: Door, desk: Desk, tasks: Tasks, entered: Callable[[Account], None]) -> None:
        super().__init__(door)
        self._door, self._desk, self._tasks, self._entered = door, desk, tasks, entered
        self._view: DoorView | None = None
        self._in: Account | None = None  # logged in, and asked for a new PIN
        self._somebody_else = False
        self._serving = ""
        self._nobody_yet = False
        self.train: Callable[[], None] | None = None
        door.entered.connect(self._try)
        door.pressed.connect(self.press)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY)
        self._timer.timeout.connect(self._look_again)
        self._over_at = 0.0  # of the wait that is being counted
        self._counting = QTimer(self)
        self._counting.setInterval(_COUNT_EVERY)
        self._counting.timeout.connect(self._count)

    def open(self, serving: str = "", why: CounterError | None = None) -> None:
        """The door is in front: whoever comes is asked who it is. `why`: what shut it."""
        self._serving, self._somebody_else, self._in = serving, False, None
        self._tell(_NO_WORDS if why is None else Notice(sentence(why), Tone.ERROR))
        self._look()

    def left_alone(self) -> None:
        """Locked between the pass word and the PIN: whoever comes next is nobody yet."""
        if self._in is not None and not self._door.waiting:
            self._tasks.run(Lane.DATA, self._desk.log_in.lock, lambda _: None, self._failed)
            self.open(self._serving)

    @Slot(str)
    def press(self, key: str) -> None:
        if self._door.waiting:
            return
        if key == "F10" and self._view is not None and self._view.asks in (Asks.PIN, Asks.WORD):
            self._somebody_else = True
            self._tell(_NO_WORDS)
            self._look()
        elif key == "F9" and self.train is not None and self._view is not None and self._view.trains:
            start = self.train
            self._tell(Notice(tr("Đang mở bàn tập huấn trong cửa sổ khác, mang dải vàng TẬP HUẤN.")))
            self._tasks.run(Lane.DISK, start, lambda _: None, self._failed)
        elif key == "Esc" and self._in is not None:
            self._go_in(self._in)
        elif key == "Esc" and self._somebody_else:
            self.open(self._serving)

    def _look(self) -> None:
        self._tasks.run(Lane.DATA, self._desk.log_in.door, self._seen, self._failed)

    @Slot()
    def _look_again(self) -> None:
        self._tasks.run(Lane.DATA, self._desk.log_in.door, self._seen_again, self._failed)

    def _seen(self, found: AtTheDoor) -> None:
        self._view = door_view(
            found, self._desk.counter, self._somebody_else, self._serving, trains=self.train is not None
        )
        self._door.show_view(self._view)
        self._nobody_yet = not found.anyone
        if self._nobody_yet:
            self._tell(NO_ACCOUNTS)
            self._timer.start()

    def _seen_again(self, found: AtTheDoor) -> None:
        """What was typed meanwhile stays."""
        if found.anyone and self._nobody_yet:
            self._timer.stop()
            self._nobody_yet = False
            self._tell(ACCOUNTS_CAME)

    @Slot(str, str, str)
    def _try(self, user_name: str, word: str, again: str) -> None:
        if self._view is None:
            return
        if self._view.asks is Asks.NEW_PIN:
            self._set_pin(word, again)
            return
        self._door.wait(True)
        self._counting.stop()
        self._tasks.run(Lane.DATA, self._verb(user_name, word), self._came_in, self._failed)

    def _verb(self, user_name: str, word: str) -> Callable[[], tuple[Account, bool]]:
        """Who is in, and whether they have a PIN here."""
        log_in, session = self._desk.log_in, self._desk.session
        by_pin = self._view is not None and self._view.asks is Asks.PIN
        locked = session.account
        if self._view is not None and self._view.asks is Asks.WORD and locked is not None:
            user_name = locked.user_name

        def enter() -> tuple[Account, bool]:
            return (log_in.unlock(word), True) if by_pin else (log_in(user_name, word), log_in.has_pin())

        return enter

    def _came_in(self, found: tuple[Account, bool]) -> None:
        account, has_pin = found
        self._door.wait(False)
        if has_pin:
            self._go_in(account)
            return
        self._in = account
        self._view = new_pin_view(account.name, self._desk.counter)
        self._door.show_view(self._view)
        self._tell(Notice(tr("Mã PIN chỉ mở khóa màn hình của bạn trên máy này; đăng nhập vẫn bằng mật khẩu.")))

    def _set_pin(self, pin: str, again: str) -> None:
        if pin != again:
            self._door.refused()
            self._tell(_PINS_DIFFER)
            return
        account = self._in
        self._door.wait(True)
        if account is not None:
            self._tasks.run(
                Lane.DATA, lambda: self._desk.log_in.set_pin(pin), lambda _: self._go_in(account), self._failed
            )

    def _go_in(self, account: Account) -> None:
        self._timer.stop()
        self._in = None
        self._door.wait(False)
        self._door.forget()
        self._tell(_NO_WORDS)
        self._entered(account)

    def _failed(self, error: CounterError) -> None:
        self._door.wait(False)
        self._door.refused()
        unlocking = self._view is not None and self._view.asks in (Asks.PIN, Asks.WORD)
        if isinstance(error, PassWordNeeded) or (unlocking and self._desk.session.account is None):
            self._look()  # another word is asked for now
        self._tell(Notice(sentence(error), Tone.ATTENTION if isinstance(error, BadPin) else Tone.ERROR))
        if isinstance(error, TooManyTries):
            self._over_at = time.monotonic() + int(error.facts["seconds"])
            self._counting.start()

    @Slot()
    def _count(self) -> None:
        """The wait is seen to pass, and its end is said."""
        left = math.ceil(self._over_at - time.monotonic())
        if left > 0:
            self._door.tell(Notice(sentence(TooManyTries(seconds=str(left))), Tone.ERROR))
        else:
            self._tell(_WAIT_OVER)

    def _tell(self, notice: Notice) -> None:
        """Whatever is said takes the place of a wait that was counted."""
        self._counting.stop()
        self._door.tell(notice)
