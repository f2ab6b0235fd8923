"""Opens the window: the one entry that `bootstrap` calls. The desk's heavy parts are imported when first needed."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from counter_app.use_cases.desk import Desk

from . import theme
from .collector import Collector
from .idle import IdleWatch
from .log_in.view_model import trial_words
from .main_window.presenter import MainPresenter
from .main_window.screen import MainWindow
from .qt_application import application as application
from .standard_words import StandardWords
from .tasks import Tasks
from .training import Marker
from .wedge import WedgeFilter


@dataclass
class OpenWindow:
    """The open window with what drives it. Keep it as long as the window lives; `close` before the store closes."""

    window: MainWindow
    presenter: MainPresenter
    tasks: Tasks
    wedge: WedgeFilter
    idle: IdleWatch
    collector: Collector
    marker: Marker | None = None

    def card_read(self, text: str) -> None:
        """A card's text from a serial or camera reader; may be called from any thread."""
        self.tasks.post(lambda: self.presenter.card_read(text))

    def kiosk_card_read(self, text: str) -> None:
        """The same, from the reader of the kiosk in the hall."""
        self.tasks.post(lambda: self.presenter.kiosk.card_read(text))

    def bring_to_front(self, then: Callable[[], None] = lambda: None) -> None:
        """A second start of the program; may be called from any thread. `then` is called on the UI thread."""

        def come() -> None:
            self.window.bring_to_front()
            then()

        self.tasks.post(come)

    def close(self) -> None:
        self.window.close()
        self.tasks.close()
        self.collector.close()
        for watch in (self.wedge, self.idle, *([self.marker] if self.marker else [])):
            application().removeEventFilter(watch)
            watch.deleteLater()
        self.window.deleteLater()


def open_window(
    desk: Desk,
    dark: bool | None = None,
    size: tuple[int, int] = (1366, 768),
    lock_after: float = 300.0,
    trial: Sequence[dict[str, Any]] = (),
    mark: str = "",
    train: Callable[[], None] | None = None,
    early: MainWindow | None = None,
) -> OpenWindow:
    """Shows the window of one counter. `dark` None follows the system; the screen locks when nobody has touched
    anything for `lock_after` seconds; `trial`: made-up people whose pass words stand on the door; `mark` stands on
    every window, that it is no real one; `train` starts the training beside this window; `early`: the window that is
    shown already (`early_door`)."""
    app = application()
    if early is None:
        theme.apply(app, dark)
        app.installTranslator(StandardWords(app))
    marker = Marker(app, mark) if mark else None
    tasks = Tasks(at_work=desk.quiet.broken)
    window = early or MainWindow()
    presenter = MainPresenter(window, desk, tasks)
    wedge = WedgeFilter(app, presenter.card_read, presenter.card_spoiled)
    idle = IdleWatch(app, lock_after, presenter.keeper.lock, desk.quiet.touch)
    window.door.show_trial(trial_words(trial))
    if train is not None:
        presenter.keeper.offers_training(train)
    if early is None:
        window.resize(*size)
        window.show()
        window.activateWindow()
    presenter.start()
    return OpenWindow(window, presenter, tasks, wedge, idle, Collector(), marker)


def keep_for_good() -> None:
    """What the program is made of by now stays until it ends, and Python's collector need not look through it again: a
    full collection stopped the window for a tenth of a second in the middle of a scan."""
    gc.freeze()


def run_window(
    desk: Desk,
    ready: Callable[[OpenWindow], None] = lambda _: None,
    dark: bool | None = None,
    lock_after: float = 300.0,
    trial: Sequence[dict[str, Any]] = (),
    board: bool = False,
    kiosk: bool = False,
    mark: str = "",
    train: Callable[[], None] | None = None,
    early: MainWindow | None = None,
) -> int:
    """Opens the window and runs the Qt loop until it is closed; returns the exit code. `ready` gets the open window,
    to connect readers and a second start. `board`, `kiosk`: the hall's windows that are
    shown as well."""
    app = application()
    opened = open_window(desk, dark, lock_after=lock_after, trial=trial, mark=mark, train=train, early=early)
    if board:
        opened.presenter.hall.toggle()
    if kiosk:
        opened.presenter.kiosk.toggle()
    ready(opened)
    keep_for_good()
    code = app.exec()
    opened.close()
    return code
