"""The program's log: codes and ids, rotated, and no personal data even when something goes wrong.

An exception is written as its type, its code and the places in our code, never with its message or values:
a library's message may quote a card's text. What is logged on purpose is codes and ids; the filter behind it is
a last net, which blots out runs of digits as long as a personal number, a QR's bars and addresses of e-mail.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from .domain.errors import CounterError

FILE = "counter-app.log"
_SIZE = 2_000_000  # bytes a file; ten files are weeks of a busy counter
_KEPT = 9

_BLOT = "▇"
_NET = re.compile(
    r"""
    (?P<kept>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{32,128}\b)  # our ids and hashes
    | \d(?:[ ]?\d){8,}          # numbers of persons, papers and phones, also in groups
    | \S*\|[^|]*\|.*            # a card's text: fields between bars, to the end of the line
    | [\w.+-]+@[\w-]+\.[\w.]+   # e-mail
    """,
    re.VERBOSE,
)
_OUR_ROOMS = ("counter_app", "ui", "local_db", "sync", "resources")


class Journal(logging.Handler):
    """The rotating file `counter-app.log` in `folder`. A full disk or a lost file never stops the counter."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = RotatingFileHandler(folder / FILE, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
        super().__init__()  # last: what logging knows of, it closes
        self._file.setFormatter(CodesOnly())
        self._file.handleError = self.handleError  # type: ignore[method-assign]

    def emit(self, record: logging.LogRecord) -> None:
        self._file.emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Nothing: logging's own answer prints the record's values to stderr."""

    def close(self) -> None:
        self._file.close()
        super().close()


class CodesOnly(logging.Formatter):
    """One line a record: time, level, logger, words; then the error as types, codes and places."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record, self.datefmt)} {record.levelname} {record.name} {_words(record)}"
        text = masked("".join(c if c.isprintable() else " " for c in line))
        if record.exc_info and record.exc_info[1] is not None:
            text += f" ! {error_without_values(record.exc_info[1])}"
        return text


def _words(record: logging.LogRecord) -> str:
    """The message; where its values do not fit it, the message alone."""
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)


def masked(text: str) -> str:
    """`text` with what looks personal blotted out."""
    return _NET.sub(lambda found: found["kept"] or _BLOT * 8, text)


def error_without_values(error: BaseException) -> str:
    """Types, codes and places of an error and its causes: `LineDown[environment.line-down] at sync.x:12 < OSError`."""
    parts: list[str] = []
    seen: set[int] = set()
    here: BaseException | None = error
    while here is not None and id(here) not in seen and len(parts) < 10:
        seen.add(id(here))
        code = f"[{here.code}]" if isinstance(here, CounterError) else ""
        if isinstance(here, OSError) and here.errno is not None:
            code = f"[errno {here.errno}]"
        parts.append(f"{type(here).__qualname__}{code} at {_places(here.__traceback__)}")
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)
    return " < ".join(parts)


def _places(frames: TracebackType | None) -> str:
    """The innermost places, newest last, as module:line."""
    found = [f"{frame.f_globals.get('__name__', '?')}:{line}" for frame, line in traceback.walk_tb(frames)]
    ours = [place for place in found[:-1] if place.split(".")[0].split(":")[0] in _OUR_ROOMS][-5:]
    return " ".join([*ours, *found[-1:]]) or "?"


def open_journal(folder: Path, level: int = logging.INFO) -> Journal:
    """Makes `folder` the home of the log for the whole program; uncaught errors go there as well."""
    journal = Journal(folder)
    root = logging.getLogger()
    root.addHandler(journal)
    root.setLevel(level)
    # Below warnings these say addresses and values of what they carry.
    for library in ("urllib3", "requests", "keyring", "PIL", "alembic", "sqlalchemy"):
        logging.getLogger(library).setLevel(logging.WARNING)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread
    return journal


def _log_uncaught(kind: type[BaseException], error: BaseException, frames: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):  # Ctrl+C at a developer's terminal
        sys.__excepthook__(kind, error, frames)
        return
    logging.getLogger("counter_app").critical("uncaught", exc_info=(kind, error, frames))
    if sys.stderr is not None:  # a windowed program on Windows has none
        sys.stderr.write(f"uncaught: {error_without_values(error)}\n")


def _log_uncaught_in_thread(about: threading.ExceptHookArgs) -> None:
    if about.exc_value is not None and about.exc_type is not SystemExit:
        _log_uncaught(about.exc_type, about.exc_value, about.exc_traceback)
