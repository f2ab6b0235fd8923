"""Between the scanner and the desk: each page is on disk as soon as it has left the scanner, however far behind the
desk is. A program that is killed, and a disk that fills up, lose none that was whole."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Condition, Event, Thread
from typing import TypeVar
from uuid import UUID

from ..domain.errors import CounterError, PagesKept, PagesWait, VaultFileDamaged
from ..ports import FedStack, PageImage, PageSpool, SpooledPage

_AHEAD = 512 << 20  # bytes on disk that nobody has asked for: then the feeder waits
_LOOK_EVERY = 0.05  # how soon a cancel is seen, seconds
_Value = TypeVar("_Value")
WHOLE = "whole"
"""The note of a scan of sheets that are turned by hand, once it has given every one: their other sides come next."""
Scan = Callable[[Callable[[], bool]], Iterator[PageImage]]


@dataclass(frozen=True)
class Watch:
    """What whoever asked for a scan hears of it beside its pages, and says to it. Called on whatever thread.

    `fed(fault, to_come)`: the scanner is done, or why it stopped, while so many pages that it gave are still being laid
    on the draft. `enough`: these stay in the spool, for the next scan."""

    fed: Callable[[CounterError | None, int], None] = lambda fault, to_come: None
    enough: Callable[[], bool] = lambda: False


UNWATCHED = Watch()


def as_they_come(
    spool: PageSpool, draft_id: UUID, stack: FedStack, scan: Scan, cancelled: Callable[[], bool], watch: Watch
) -> Iterator[SpooledPage]:
    """The pages of a scan, each in the spool until it is done with. Who asks no more stops the feeder, and every page
    that was whole by then stays there. Raises what the scan does, behind the pages that came before; PagesKept where
    there was enough before the last of them."""
    between = _Between(spool, draft_id, stack, scan, cancelled, watch)
    try:
        yield from between.pages()
    finally:
        between.end()


def left_behind(
    spool: PageSpool, draft_id: UUID, cancelled: Callable[[], bool], unread: bool = False
) -> Iterator[SpooledPage]:
    """What scans before this one have left in the spool; `unread`: also what the studio gave up over. Raises PagesKept
    once cancelled, where there is more; VaultFileDamaged behind the others."""
    damaged: VaultFileDamaged | None = None
    hopeless = () if unread else spool.unread(draft_id)
    for name in spool.left(draft_id):
        if name in hopeless:
            continue
        if cancelled():
            raise PagesKept
        try:
            page = spool.get(name)
        except VaultFileDamaged as error:
            damaged = damaged or error
            if error.facts.get("why") == "unreadable":
                spool.gave_up(name)  # the disk's trouble says nothing of the page, and there is no other
            else:
                spool.done(name)
        else:
            yield page
    if damaged is not None:
        raise damaged


@contextmanager
def ended(images: Iterable[_Value]) -> Iterator[Iterator[_Value]]:
    """Whatever gives the images is let go of here and now: a scanner's worker must not end with some later collection,
    on whichever thread that is."""
    coming = iter(images)
    try:
        yield coming
    finally:
        if isinstance(coming, Generator):
            coming.close()


def nothing_waits(kept: int) -> None:
    """The last door before F12's commit, and before a draft leaves this counter, whichever fault left them there.
    Raises PagesWait."""
    if kept:
        raise PagesWait(kept=str(kept))


class _Between:
    """A thread that takes each page from the scanner and keeps it, and whoever asks for pages on the other side."""

    def __init__(
        self,
        spool: PageSpool,
        draft_id: UUID,
        stack: FedStack,
        scan: Scan,
        cancelled: Callable[[], bool],
        watch: Watch,
    ) -> None:
        self._spool, self._draft_id, self._stack = spool, draft_id, stack
        self._scan, self._cancelled, self._watch = scan, cancelled, watch
        self._enough = Event()
        self._change = Condition()
        self._names: list[str] = []
        self._weights: dict[str, int] = {}  # of those that were not taken to their end
        self._over = False
        self._fault: Exception | None = None
        self._fetching = Thread(target=self._fetch, daemon=True, name="scan-to-spool")
        self._fetching.start()

    def pages(self) -> Iterator[SpooledPage]:
        while (name := self._next()) is not None:
            if self._watch.enough():
                raise PagesKept
            yield self._spool.get(name)
            with self._change:
                self._weights.pop(name)
                self._change.notify_all()
        if self._fault is not None:
            raise self._fault

    def end(self) -> None:
        self._enough.set()
        self._fetching.join()

    def _next(self) -> str | None:
        with self._change:
            self._change.wait_for(lambda: self._names or self._over)
            return self._names.pop(0) if self._names else None

    def _fetch(self) -> None:
        try:
            with ended(self._scan(self._stopped)) as coming:
                for page in coming:
                    kept = self._spool.keep(self._draft_id, page, self._stack)
                    with self._change:
                        self._names.append(kept.name)
                        # One that the disk has not taken is waited for: the feeder rests rather than the memory fills.
                        self._weights[kept.name] = len(page.data) if kept.fault is None else _AHEAD
                        self._change.notify_all()
                    self._wait_for_room()
            if self._stack.side and not self._stopped():
                self._spool.note(self._draft_id, WHOLE, self._stack.id.encode())
        except Exception as error:  # said by whoever asks for the pages
            self._fault = error
        self._tell()
        with self._change:
            self._over = True
            self._change.notify_all()

    def _tell(self) -> None:
        with self._change:
            to_come = len(self._weights)
        self._watch.fed(self._fault if isinstance(self._fault, CounterError) else None, to_come)

    def _wait_for_room(self) -> None:
        """After a cancel nothing is waited for: the feed stops by itself."""
        with self._change:
            while sum(self._weights.values()) >= _AHEAD and not self._stopped():
                self._change.wait(_LOOK_EVERY)

    def _stopped(self) -> bool:
        return self._enough.is_set() or self._cancelled()
