"""Opens the window: the one entry that `bootstrap` calls. The desk's heavy parts are imported when first needed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from counter_app.use_cases.desk import Desk

from . import theme
from .main_window.presenter import MainPresenter
from .main_window.screen import MainWindow
from .standard_words import StandardWords
from .tasks import Tasks
from .wedge import WedgeFilter


@dataclass
class OpenWindow:
    """The open window with what drives it. Keep it as long as the window lives; `close` before the store closes."""

    window: MainWindow
    presenter: MainPresenter
    tasks: Tasks
    wedge: WedgeFilter

    def card_read(self, text: str) -> None:
        """A card's text from a serial or camera reader; may be called from any thread."""
        self.tasks.post(lambda: self.presenter.card_read(text))

    def bring_to_front(self, then: Callable[[], None] = lambda: None) -> None:
        """A second start of the program; may be called from any thread. `then` is called on the UI thread."""

        def come() -> None:
            self.window.bring_to_front()
            then()

        self.tasks.post(come)

    def close(self) -> None:
        self.window.close()
        self.tasks.close()
        application().removeEventFilter(self.wedge)
        self.wedge.deleteLater()
        self.window.deleteLater()


def application(arguments: list[str] | None = None) -> QApplication:
    """The Qt application, made once; dressed and speaking Vietnamese."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(arguments if arguments is not None else sys.argv[:1])
        app.setApplicationName("quay-mot-cua")
        app.setApplicationDisplayName("Quầy Một Cửa")
    return app


def open_window(desk: Desk, dark: bool | None = None, size: tuple[int, int] = (1366, 768)) -> OpenWindow:
    """Shows the window of one counter. `dark` None follows the system."""
    app = application()
    theme.apply(app, dark)
    app.installTranslator(StandardWords(app))
    tasks = Tasks()
    window = MainWindow()
    presenter = MainPresenter(window, desk, tasks)
    wedge = WedgeFilter(app, presenter.card_read)
    window.resize(*size)
    window.show()
    window.activateWindow()
    presenter.start()
    return OpenWindow(window, presenter, tasks, wedge)


def run_window(desk: Desk, ready: Callable[[OpenWindow], None] = lambda _: None, dark: bool | None = None) -> int:
    """Opens the window and runs the Qt loop until it is closed; returns the exit code. `ready` gets the open window,
    to connect readers and a second start."""
    app = application()
    opened = open_window(desk, dark)
    ready(opened)
    code = app.exec()
    opened.close()
    return code
