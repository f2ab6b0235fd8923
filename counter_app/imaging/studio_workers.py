"""The imaging port in processes of its own: what unpacks a stranger's picture may crash or hang without the window, and
its memory goes with it (docs/adr/0005-drivers-in-worker-processes.md)."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from counter_app.child_process import ChildProcess
from counter_app.domain.errors import BrokenPromise, CounterError, NotAnImage
from counter_app.domain.mrz import MrzReading
from counter_app.domain.page_code import PageCode
from counter_app.domain.paper_text import TextLine
from counter_app.domain.passport import PassportReading
from counter_app.lifeline import worker_command
from counter_app.ports import Corners, FoundSheet, PageImage, PdfAbout, StraightPage

from .header import is_pdf
from .pdf_pages import signatures_in
from .rough_look import may_be_same
from .studio_worker import PREDICATES, WORKER_ARGUMENT, BrokenAnswer, received, send
from .uncut import uncut
from .value_kinds import answer_of, fits

MOST = 2  # a stack that is fed, and whatever the clerk does meanwhile
IDLE = 900.0  # seconds, after which the memory is worth more than the second that a new start takes
ANSWER_WITHIN = 120.0  # seconds; recognising a page takes ten on an old PC
_LAST = ("value", "refused", "broken")  # kinds of answer after which it waits for the next question


class StudioWorkers:
    """Fulfils `ports.Imaging`. Thread-safe. A process over which a picture dies is started anew, once; the picture is
    then NotAnImage, as is one that takes longer than `answer_within` seconds."""

    def __init__(self, most: int = MOST, idle: float = IDLE, answer_within: float = ANSWER_WITHIN) -> None:
        self._most, self._idle, self._answer_within = most, idle, answer_within
        self._changed = threading.Condition()
        self._free: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._tidying: threading.Timer | None = None
        self._closed = False

    # -- the port ---------------------------------------------------------------------------------------------

    def warm_up(self) -> None:
        self._ask("warm_up")

    def read_codes(self, image: bytes, enough: Callable[[str], bool] = PREDICATES["any"]) -> tuple[str, ...]:
        what = next((name for name, predicate in PREDICATES.items() if predicate is enough), None)
        if what is None:
            raise BrokenPromise("a search that cannot be told to another process")
        return self._ask("read_codes", image, what)  # type: ignore[no-any-return]

    def read_mrz(self, image: bytes, today: date) -> MrzReading | None:
        return self._ask("read_mrz", image, today)  # type: ignore[no-any-return]

    def read_passport(self, image: bytes, today: date) -> PassportReading | None:
        return self._ask("read_passport", image, today)  # type: ignore[no-any-return]

    def read_page_codes(self, jpeg: bytes) -> tuple[PageCode, ...]:
        return self._ask("read_page_codes", jpeg)  # type: ignore[no-any-return]

    def read_paper(self, jpeg: bytes) -> tuple[TextLine, ...]:
        return self._ask("read_paper", jpeg)  # type: ignore[no-any-return]

    def pages_of(self, data: bytes) -> Iterator[PageImage]:
        """Whoever stops before the last page ends the process that draws them."""
        with self._borrowed() as worker:
            yield from worker.stream("pages_of", (data,), self._answer_within)

    def is_pdf(self, data: bytes) -> bool:
        return is_pdf(data)

    def signatures_in(self, pdf: bytes) -> int:
        return signatures_in(pdf)  # has a process of its own, which may be killed

    def find_sheets(self, image: bytes) -> tuple[FoundSheet, ...]:
        return self._ask("find_sheets", image)  # type: ignore[no-any-return]

    def straighten(self, page: PageImage, corners: Corners | None = None) -> StraightPage:
        return self._ask("straighten", page, corners)  # type: ignore[no-any-return]

    def pieces(self, page: PageImage, asked: bool = False) -> tuple[PageImage, ...]:
        return self._ask("pieces", page, asked)  # type: ignore[no-any-return]

    def both_sides(self, front: bytes, back: bytes) -> StraightPage:
        return self._ask("both_sides", front, back)  # type: ignore[no-any-return]

    def joined(self, left: bytes, right: bytes) -> StraightPage:
        return self._ask("joined", left, right)  # type: ignore[no-any-return]

    def write_pdf(self, pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
        return self._ask("write_pdf", tuple(pages), about)  # type: ignore[no-any-return]

    def write_archive(self, pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
        return self._ask("write_archive", tuple(pages), about)  # type: ignore[no-any-return]

    def page_from(self, jpeg: bytes) -> StraightPage:
        return self._ask("page_from", jpeg)  # type: ignore[no-any-return]

    def as_jpeg(self, page: PageImage) -> bytes:
        return self._ask("as_jpeg", page)  # type: ignore[no-any-return]

    def redrawn(self, jpeg: bytes) -> bytes:
        return self._ask("redrawn", jpeg)  # type: ignore[no-any-return]

    def shrunk(self, jpeg: bytes, most: int) -> bytes:
        return self._ask("shrunk", jpeg, most)  # type: ignore[no-any-return]

    def uncut(self, jpeg: bytes, dpi: int) -> StraightPage:
        return uncut(jpeg, dpi)  # reads a header, in plain Python

    def turned(self, jpeg: bytes, quarters: int) -> StraightPage:
        return self._ask("turned", jpeg, quarters)  # type: ignore[no-any-return]

    def may_be_same(self, look: str, other: str) -> bool:
        return may_be_same(look, other)

    def is_same_sheet(self, jpeg: bytes, other: bytes) -> bool:
        return self._ask("is_same_sheet", jpeg, other)  # type: ignore[no-any-return]

    def look_of_sheets(self, image: bytes, sheets: Sequence[Sequence[tuple[float, float]]]) -> bytes:
        return self._ask("look_of_sheets", image, sheets)  # type: ignore[no-any-return]

    def same_look(self, one: bytes, other: bytes) -> bool:
        return self._ask("same_look", one, other)  # type: ignore[no-any-return]

    # -- the processes ----------------------------------------------------------------------------------------

    def close(self) -> None:
        """Ends them all, also in the middle of a picture."""
        with self._changed:
            self._closed = True
            if self._tidying is not None:
                self._tidying.cancel()
            workers, self._free = [*self._free, *self._busy], []
            self._changed.notify_all()
        for worker in workers:
            worker.end()

    def _ask(self, verb: str, *given: object) -> Any:
        for _ in range(2):
            with self._borrowed() as worker:
                *_, (kind, *rest) = worker.answers(verb, given, self._answer_within)
            if kind != "died":
                return _believed(verb, kind, rest)
        raise NotAnImage("its process died", why="broken", gave_up="died")

    @contextlib.contextmanager
    def _borrowed(self) -> Iterator[_Worker]:
        worker = self._taken()
        try:
            yield worker
        finally:
            with self._changed:
                self._busy.discard(worker)
                again = worker.idle and not self._closed
                if again:
                    worker.used = time.monotonic()
                    self._free.append(worker)
                    self._look_after_the_idle()
                self._changed.notify()
            if not again:
                worker.end()

    def _taken(self) -> _Worker:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._free or len(self._busy) < self._most)
            if self._closed:
                raise BrokenPromise("the program is closing")
            try:
                worker = self._free.pop() if self._free else _Worker()
            except OSError as error:
                raise BrokenPromise("no process could be started") from error
            self._busy.add(worker)
            return worker

    def _look_after_the_idle(self) -> None:
        if self._tidying is None:
            self._tidying = threading.Timer(self._idle, self._tidy)
            self._tidying.daemon = True
            self._tidying.start()

    def _tidy(self) -> None:
        with self._changed:
            self._tidying = None
            since = time.monotonic() - self._idle
            over = [worker for worker in self._free if worker.used <= since]
            self._free = [worker for worker in self._free if worker.used > since]
            if self._free and not self._closed:
                self._look_after_the_idle()
        for worker in over:
            worker.end()


class _Worker:
    """One process; for one thread at a time, but `end` may come from any."""

    def __init__(self) -> None:
        self._process = ChildProcess(worker_command(WORKER_ARGUMENT), on_lifeline=True)
        self.idle = True  # it has answered all that it was asked
        self.used = time.monotonic()

    def answers(self, verb: str, given: tuple[object, ...], within: float) -> Iterator[tuple[Any, ...]]:
        """What it says; last of all ("died",) where it says no more, ("slow",) where it was ended for its slowness."""
        self.idle = False
        asked: tuple[object, ...] | None = (verb, given)
        while not self.idle:
            answer = self._answer(asked, within)
            asked = None
            self.idle = answer[0] in _LAST
            yield answer
            if answer[0] in ("died", "slow"):
                return

    def _answer(self, asked: tuple[object, ...] | None, within: float) -> tuple[Any, ...]:
        """The next one, after what is asked. The clock does not count how long its taker is at it."""
        with self._process.killed_after(within) as slow:
            try:
                if asked is not None:
                    send(self._process.stdin, asked)
                answer = received(self._process.stdout)
            except (BrokenAnswer, OSError, ValueError):
                return ("slow",) if slow.is_set() else ("died",)
        known = isinstance(answer, tuple) and answer and answer[0] in (*_LAST, "more")
        return answer if known else ("died",)

    def stream(self, verb: str, given: tuple[object, ...], within: float) -> Iterator[Any]:
        """The values of a verb that gives several. Raises NotAnImage, and what the verb raises."""
        for kind, *rest in self.answers(verb, given, within):
            if kind == "more":
                yield _fitting(verb, rest)
            elif kind == "died":
                raise NotAnImage("its process died", why="broken")
            elif kind != "value":
                _believed(verb, kind, rest)

    def end(self) -> None:
        """Harmless when done twice."""
        self._process.end()


def _believed(verb: str, kind: str, rest: list[Any]) -> Any:
    if kind == "value":
        return _fitting(verb, rest)
    if kind == "slow":
        raise NotAnImage("too slow", why="too-slow", gave_up="slow")
    if kind == "refused":
        if not fits(tuple(rest), tuple[str, str, dict[str, str]]):
            raise BrokenPromise("a refusal of another kind in the studio")
        code, detail, facts = rest
        raise _ERRORS.get(code, BrokenPromise)(detail, **facts)
    told = rest[0] if fits(tuple(rest), tuple[str]) else kind
    raise BrokenPromise(f"{told} in the studio")


def _fitting(verb: str, rest: list[Any]) -> Any:
    """The answer, of the kind that the port promises for this verb. Raises BrokenPromise."""
    if len(rest) == 1 and fits(rest[0], answer_of(verb)):
        return rest[0]
    raise BrokenPromise("an answer of another kind in the studio")


def _leaves(kind: type[CounterError]) -> Iterator[type[CounterError]]:
    yield kind
    for leaf in kind.__subclasses__():
        yield from _leaves(leaf)


_ERRORS = {kind.code: kind for kind in _leaves(CounterError)}
