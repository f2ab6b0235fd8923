"""The first start's window before there is a counter to open."""

from __future__ import annotations

from . import theme
from .app import application
from .first_start.presenter import FirstStart
from .first_start.screen import FirstStartWindow
from .first_start.view_model import Steps
from .standard_words import StandardWords
from .tasks import Tasks


def run_first_start(steps: Steps) -> bool:
    """Whether it was gone through; False: closed before the program can open."""
    app = application()
    theme.apply(app)
    app.installTranslator(StandardWords(app))
    window, tasks = FirstStartWindow(), Tasks()
    first = FirstStart(window, steps, tasks)
    first.start()
    try:
        return bool(window.exec())
    finally:
        tasks.close()
