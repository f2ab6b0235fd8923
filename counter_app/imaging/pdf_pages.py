"""The pages of a PDF, rendered by a process of its own (`pdf_worker`) that is killed when a page takes too long."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from counter_app.child_process import ChildProcess
from counter_app.domain.errors import NotAnImage
from counter_app.lifeline import worker_command
from counter_app.ports import Origin, PageImage

WORKER_ARGUMENT = "pdf-worker"
"""First argument by which a frozen program is told to be this worker: there is no interpreter to start then."""

START_WITHIN = 30.0  # seconds: an old PC whose virus scanner looks at every library first
PAGE_WITHIN = 20.0

_LONGEST_LINE = 100
_REFUSALS = {"broken", "encrypted", "too-large"}


def pdf_pages(
    data: bytes | Path,
    check_count: Callable[[int], None],
    bounds: tuple[int, int, int],
    start_within: float = START_WITHIN,
    page_within: float = PAGE_WITHIN,
) -> Iterator[PageImage]:
    """The pages as PPM, in order, not more than one ahead of what is taken. `data`: the PDF, or where it lies: what is
    on the disk already need not be in memory whole.

    `bounds`: the density wanted, the least of use, the most pixels. `check_count` may refuse the number of pages.
    Raises NotAnImage, before the first page where the file cannot be opened; `facts['why']` is one of broken,
    encrypted, too-large, too-slow.
    """
    pages = _pages(data, check_count, bounds, start_within, page_within)
    next(pages)  # started: from here on the process ends when the pages are let go of
    return (page for page in pages if page is not None)


def signatures_in(data: bytes, start_within: float = START_WITHIN) -> int:
    """How many times a PDF is signed; whether the signatures hold is not said. Raises NotAnImage as `pdf_pages`."""
    try:
        process = _started()
    except OSError as error:
        raise NotAnImage("no process could be started", why="unreadable") from error
    try:
        with _ended_after(start_within, process):
            _ask(process, b"%d 1 1 1\n" % len(data), data)
            return _numbers(process, "count", count=2)[1]
    finally:
        process.end()


def _pages(
    data: bytes | Path,
    check_count: Callable[[int], None],
    bounds: tuple[int, int, int],
    start_within: float,
    page_within: float,
) -> Iterator[PageImage | None]:
    try:
        process = _started()
    except OSError as error:
        raise NotAnImage("no process could be started", why="unreadable") from error
    try:
        with _ended_after(start_within, process):
            told = os.fsencode(data.absolute()) if isinstance(data, Path) else data
            length = -len(told) if isinstance(data, Path) else len(told)
            _ask(process, b"%d %d %d %d\n" % (length, *bounds), told)
            del data, told  # the worker has it: a scan of 150 pages is 100 MB
            count, _ = _numbers(process, "count", count=2)
        check_count(count)
        yield None
        for _ in range(count):
            with _ended_after(page_within, process):
                page = _page(process, bounds)
            yield page
    finally:
        process.end()


def _started() -> ChildProcess:
    return ChildProcess(_command())


def _command() -> list[str]:
    return worker_command(WORKER_ARGUMENT)


def _ask(process: ChildProcess, line: bytes, data: bytes) -> None:
    with contextlib.suppress(OSError):  # it is dead: its answer will say so
        process.stdin.write(line)
        process.stdin.write(data)
        process.stdin.flush()


def _page(process: ChildProcess, bounds: tuple[int, int, int]) -> PageImage:
    """What the worker sends is parsed as hostile: the PDF may have got the better of it."""
    dpi, length, scan = _numbers(process, "page", count=3)
    if dpi > bounds[0] or length > 4 * bounds[2]:
        raise NotAnImage("a page too large to be true", why="broken")
    ppm = process.stdout.read(length)
    if len(ppm) < length:
        raise NotAnImage("PDF worker died in mid-page", why="broken")
    return PageImage(ppm, "image/x-portable-anymap", dpi, Origin.SCANNER if scan else Origin.FILE)


def _numbers(process: ChildProcess, kind: str, count: int = 1) -> list[int]:
    """The numbers of an answer's line. Raises NotAnImage for a refusal, and where the worker died."""
    said, *words = process.stdout.readline(_LONGEST_LINE).decode("ascii", "replace").split() or [""]
    if said == kind and len(words) == count and all(word.isdecimal() for word in words):
        return [int(word) for word in words]
    why = words[0] if said == "refused" and words and words[0] in _REFUSALS else "broken"
    raise NotAnImage("PDF not rendered", why=why)


@contextlib.contextmanager
def _ended_after(seconds: float, process: ChildProcess) -> Iterator[None]:
    """Kills the process after that time; whatever then fails is NotAnImage(why="too-slow")."""
    with process.killed_after(seconds) as too_slow:
        try:
            yield
        except NotAnImage as error:
            if too_slow.is_set():
                raise NotAnImage(f"a PDF took more than {seconds:.0f} s", why="too-slow") from error
            raise
