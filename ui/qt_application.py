"""The Qt application, made once; light, because the first window waits for it."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import suppress
from importlib import import_module

from PySide6.QtWidgets import QApplication

from .language import tr

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8  # mallopt(3)
_LARGE = 256 * 1024  # bytes


def _let_qt_read_no_source() -> None:
    """PySide reads the source of each module that is imported after it, to see whether it asks for the other spelling
    of Qt's names (`from __feature__ import ...`), and Python keeps every line that was read: 30 MB and 0.2 s of each
    start. None here asks."""
    with suppress(ImportError):
        vars(import_module("shibokensupport.feature"))["_mod_uses_pyside"] = lambda _: False


_let_qt_read_no_source()


def application(arguments: list[str] | None = None) -> QApplication:
    """The Qt application, made once; dressed and speaking Vietnamese."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        _give_memory_back()
        app = QApplication(arguments if arguments is not None else sys.argv[:1])
        app.setApplicationName("quay-mot-cua")
        app.setApplicationDisplayName(tr("Quầy Một Cửa"))
    return app


def _give_memory_back() -> None:
    """Large pieces of memory go back to the system as they are freed. glibc would raise its threshold with each page's
    picture, and keep as much as was ever in use; and it would do so for each lane by itself."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # another library of C has its own ways
            own = ctypes.CDLL(None)
            own.mallopt(_MMAP_THRESHOLD, _LARGE)
            own.mallopt(_ARENA_MAX, 2)


def somebody_sees() -> bool:
    """Asked before Qt is: on a Linux without a display Qt ends the process, and an unseen dialog would never close."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))
