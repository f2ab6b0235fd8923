"""Between the scanner and the desk: each page is on disk as soon as it has left the scanner, however far behind the
desk is. A program that is killed, and a disk that fills up, lose none that was whole."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from threading import Condition, Event, Thread
from uuid import UUID

from ..domain.errors import PagesWait, VaultFileDamaged
from ..ports import PageImage, PageSpool

_AHEAD = 512 << 20  # bytes on disk that nobody has asked for: then the feeder waits
_LOOK_EVERY = 0.05  # how soon a cancel is seen, seconds


def as_they_come(
    spool: PageSpool,
    draft_id: UUID,
    scan: Callable[[Callable[[], bool]], Iterator[PageImage]],
    cancelled: Callable[[], bool],
) -> Iterator[PageImage]:
    """The pages of a scan. Who asks for the next one has the last on its draft: that goes from the spool. Who asks no
    more stops the feeder, and every page that was whole by then stays in the spool. Raises what the scan does, behind
    the pages that came before."""
    between = _Between(spool, draft_id, scan, cancelled)
    try:
        yield from between.pages()
    finally:
        between.end()


def left_behind(spool: PageSpool, draft_id: UUID) -> Iterator[PageImage]:
    """What a scan before this one has left in the spool. Raises VaultFileDamaged behind the others."""
    damaged: VaultFileDamaged | None = None
    for name in spool.left(draft_id):
        try:
            page = spool.get(name)
        except VaultFileDamaged as error:
            damaged = damaged or error
        else:
            yield page
        spool.done(name)
    if damaged is not None:
        raise damaged


@contextmanager
def ended(images: Iterable[PageImage]) -> Iterator[Iterator[PageImage]]:
    """Whatever gives the images is let go of here and now: a scanner's worker must not end with some later collection,
    on whichever thread that is."""
    coming = iter(images)
    try:
        yield coming
    finally:
        if isinstance(coming, Generator):
            coming.close()


def nothing_waits(kept: int) -> None:
    """The last door before F12's commit, whichever fault left them there. Raises PagesWait."""
    if kept:
        raise PagesWait(kept=str(kept))


class _Between:
    """A thread that takes each page from the scanner and keeps it, and whoever asks for pages on the other side."""

    def __init__(
        self,
        spool: PageSpool,
        draft_id: UUID,
        scan: Callable[[Callable[[], bool]], Iterator[PageImage]],
        cancelled: Callable[[], bool],
    ) -> None:
        self._spool, self._draft_id, self._scan, self._cancelled = spool, draft_id, scan, cancelled
        self._enough = Event()
        self._change = Condition()
        self._names: list[str] = []
        self._weights: dict[str, int] = {}  # of those that were not taken to their end
        self._over = False
        self._fault: Exception | None = None
        self._fetching = Thread(target=self._fetch, daemon=True, name="scan-to-spool")
        self._fetching.start()

    def pages(self) -> Iterator[PageImage]:
        while (name := self._next()) is not None:
            yield self._spool.get(name)
            self._spool.done(name)
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
                    kept = self._spool.keep(self._draft_id, page)
                    with self._change:
                        self._names.append(kept.name)
                        # One that the disk has not taken is waited for: the feeder rests rather than the memory fills.
                        self._weights[kept.name] = len(page.data) if kept.fault is None else _AHEAD
                        self._change.notify_all()
                    self._wait_for_room()
        except Exception as error:  # said by whoever asks for the pages
            self._fault = error
        with self._change:
            self._over = True
            self._change.notify_all()

    def _wait_for_room(self) -> None:
        """After a cancel nothing is waited for: the feed stops by itself."""
        with self._change:
            while sum(self._weights.values()) >= _AHEAD and not self._stopped():
                self._change.wait(_LOOK_EVERY)

    def _stopped(self) -> bool:
        return self._enough.is_set() or self._cancelled()
