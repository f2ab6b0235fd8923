"""The scans that keys asked for, one after the other: which runs, which wait, and what the tray says of them. Pure."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from counter_app.domain.errors import CounterError, FeederEmpty
from counter_app.ports import Draft

from ..language import tr

TRIES = 30
"""How often paper is looked for in an empty feeder before a scan that waited for the one before is given up."""


@dataclass(eq=False, slots=True)
class Scan:
    """One press of a key, for the dossier that was open then. `ask` makes its pages, `begun` the first of these,
    made when the key was pressed; `queued`: behind another scan, so that its paper may still be in the clerk's hand;
    `left`: its dossier is open no longer, so that what is laid into an empty feeder now is another's paper;
    `of_before`: no scanner is asked, its pages had left it when the program was ended; `enough`: those that have left
    the scanner stay where they are; `fed`: the scanner is done, `ran_out` for want of sheets (`found_none` where it
    drew none in at the end), or `fault` why it stopped, and `to_come` of its pages are not on the draft; `goes_on`:
    asked for when its dossier's feeder had been mended; `read_again`: pages that could not be read are tried once
    more."""

    draft_id: UUID
    ask: Callable[[Callable[[], bool]], Iterator[Draft]]
    begun: Iterator[Draft] | None = None
    cancelled: threading.Event = field(default_factory=threading.Event)
    enough: threading.Event = field(default_factory=threading.Event)
    queued: bool = False
    left: bool = False
    of_before: bool = False
    fed: bool = False
    ran_out: bool = False
    found_none: bool = False
    fault: CounterError | None = None
    to_come: int = 0
    goes_on: bool = False
    read_again: bool = False
    count: int = 0
    tries: int = 0

    @property
    def stopped(self) -> bool:
        """By the clerk, in mid-stack: what is pressed once the scanner has given its last sheet stops none."""
        return self.cancelled.is_set() and not self.ran_out

    def pages(self) -> Iterator[Draft]:
        """Raises what the verb raises where nobody may scan any more."""
        pages, self.begun = self.begun or self.ask(self.cancelled.is_set), None
        return pages

    def came(self) -> None:
        self.count += 1
        self.to_come = max(0, self.to_come - 1)

    def stop(self) -> bool:
        """Esc: the scanner stops and what it gave comes; once it has stopped, that stays. False: all that is done."""
        waits = self.of_before or (self.fed and self.to_come > 0)
        if self.enough.is_set() or (self.cancelled.is_set() and not waits):
            return False
        self.cancelled.set()
        if waits:
            self.enough.set()
        return True


class Stands(StrEnum):
    """Why no scan runs although some wait."""

    NO = "no"
    FAULT = "fault"  # the one before failed: whoever mends it says when to go on
    PAPER = "paper"  # the feeder is empty, and is looked into again


class ScanQueue:
    def __init__(self) -> None:
        self.running: Scan | None = None
        self.waiting: deque[Scan] = deque()
        self.stands = Stands.NO
        self.failed: UUID | None = None  # whose stack the others wait for, while they stand

    @property
    def looks_for_paper(self) -> bool:
        """The next stack is waited for: the feeder was found empty, and is looked into again or just now."""
        return self._looks(self.running) or self.stands is Stands.PAPER

    def add(self, scan: Scan) -> Scan | None:
        """The scan that begins now; None: this one waits for the one that runs. After a fault and before an empty
        feeder a new one goes first: the rest of the stack that failed comes before the next stack. Also where pages of
        that stack still come: whoever has mended its feeder goes on with it."""
        if self.running is not None:
            scan.queued = True
            rest = self.running.fault is not None and self.running.draft_id == scan.draft_id
            if rest and not any(one.goes_on for one in self.waiting):
                scan.goes_on = True
                self.waiting.appendleft(scan)
            else:
                self.waiting.append(scan)
            return None
        self.waiting.appendleft(scan)
        return self.next()

    def next(self) -> Scan | None:
        """The next one begins, if one waits and none runs."""
        if self.running is None and self.waiting:
            self.running, self.stands = self.waiting.popleft(), Stands.NO
        else:
            return None
        return self.running

    def ended(self, error: CounterError | None = None, rest: bool = False) -> Stands:
        """The running one has; why the others do not go on. `rest`: some of its paper lies in the feeder still."""
        scan, self.running = self.running, None
        if scan is not None and isinstance(error, FeederEmpty) and scan.queued and not scan.left:
            scan.tries += 1
            if scan.tries < TRIES:
                self.waiting.appendleft(scan)
                self.stands = Stands.PAPER
                return self.stands
        failed = error is not None or rest
        mended = scan is not None and error is scan.fault and bool(self.waiting) and self.waiting[0].goes_on
        self.stands = Stands.FAULT if failed and self.waiting and not mended else Stands.NO
        self.failed = scan.draft_id if scan is not None and failed else None
        return self.stands

    def drop_last(self) -> bool:
        """Takes back the one that was asked for last, if it has not begun."""
        if not self.waiting:
            return False
        if self.waiting[0].goes_on:
            self.waiting.popleft()
        else:
            self.waiting.pop()
        self._nobody_waits()
        return True

    def turn_to(self, draft_id: UUID | None) -> int:
        """This dossier is open now. Takes back those that have no paper yet and are for another one; how many."""
        kept = deque(scan for scan in self.waiting if scan.draft_id == draft_id)
        dropped = len(self.waiting) - len(kept)
        if self.running is not None:
            self.running.left = self.running.draft_id != draft_id
            if self.running.left and self._looks(self.running):
                self.running.cancelled.set()
                dropped += 1
        self.waiting = kept
        self._nobody_waits()
        return dropped

    def feeds(self, draft_id: UUID) -> bool:
        """Whether pages of this dossier still come, or are to come."""
        runs = self.running is not None and self.running.draft_id == draft_id
        return runs or any(scan.draft_id == draft_id for scan in self.waiting)

    @staticmethod
    def _looks(scan: Scan | None) -> bool:
        return scan is not None and scan.tries > 0 and not scan.count and not scan.cancelled.is_set()

    def _nobody_waits(self) -> None:
        if not self.waiting:
            self.stands = Stands.NO


def tray_words(queue: ScanQueue, open_draft: UUID | None) -> str | None:
    """What runs, what waits, and what Esc does about it; None where nothing does."""
    running, waiting = queue.running, len(queue.waiting)
    if queue.looks_for_paper:
        after = waiting - (running is None)
        more = tr("; sau đó {after} lượt nữa").format(after=after) if after else ""
        return tr("Lượt quét tiếp chờ giấy: xếp vào khay{more} (Esc bỏ)").format(more=more)
    if running is None:
        return tr("{waiting} lượt quét còn chờ: F5 quét tiếp (Esc bỏ)").format(waiting=waiting) if waiting else None
    if running.enough.is_set() or (running.cancelled.is_set() and not running.to_come):
        now = tr("Đang dừng quét…")
    elif running.to_come:
        now = tr("Còn {to_come} trang đang vào hồ sơ…").format(to_come=running.to_come)
    elif running.draft_id == open_draft:
        now = tr("Đang quét… {count} trang").format(count=running.count) if running.count else tr("Đang quét…")
    else:
        now = tr("Đang quét tập của hồ sơ trước… {count} trang").format(count=running.count)
    if waiting:
        return tr("{now} · {waiting} lượt chờ (Esc bỏ lượt chờ)").format(now=now, waiting=waiting)
    if running.to_come and not running.enough.is_set():
        return tr("{now} (Esc để lại)").format(now=now)
    return now if running.cancelled.is_set() else tr("{now} (Esc dừng)").format(now=now)
