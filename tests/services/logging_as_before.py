"""Logging and the hooks of uncaught errors, put back: whoever opens a journal opens it for the whole process."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level, hooks = list(root.handlers), root.level, (sys.excepthook, threading.excepthook)
    yield
    for opened in [each for each in root.handlers if each not in handlers]:
        root.removeHandler(opened)
        opened.close()
    root.setLevel(level)
    sys.excepthook, threading.excepthook = hooks
