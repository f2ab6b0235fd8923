"""The outbox's way to the province: metadata first, then files, smallest first, then the receipt that confirms.

Every step repeats harmlessly, so dying anywhere costs a repetition. The store is never held while the network is
waited for. What fails is set aside with its reason and its next try; it never stands in front of the rest.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from counter_app.domain.correction import Theirs
from counter_app.domain.errors import (
    BrokenPromise,
    CounterError,
    LineDown,
    LoginRefused,
    NoKeyring,
    NotTheProvince,
    ProvinceBusy,
    ProvinceRefused,
)
from counter_app.domain.outbox import EventKind, OutboxEvent, ProvinceReceipt
from counter_app.ports import Clock, Province, Store, UnitOfWork, Vault

from .breaker import was_untried
from .contract import UNKNOWN_DOSSIER, canonical
from .pace import MOST_FLOWS, Pace
from .receipts import STORE_FAULTS, note_differs, note_failed, note_received, note_sent
from .retry import pause_after

_LOG = logging.getLogger(__name__)
_BATCH = 64
_MANY = 8  # waiting dossiers from which on their metadata goes several at once
_LOOK = 2.0  # seconds between looks for what was accepted while files are under way
_LONGEST = 300.0  # seconds of files in one pass: then catalogue, numbers and people are asked for again
_ENOUGH = 2  # dossiers in a row that find no province, and no file grew meanwhile: then it is the line, not the dossier
_LINE_FAULTS = (LineDown, ProvinceBusy, NotTheProvince, LoginRefused)
_T = TypeVar("_T")


class LineGivenUp(Exception):
    """Nothing more will get through in this pass; `cause` says why."""

    def __init__(self, cause: CounterError) -> None:
        super().__init__(cause.code)
        self.cause = cause


@dataclass
class Delivery:
    """One pass over the outbox. `heard`: the province answered in this pass; then its being busy with one dossier
    says nothing of the next. `pauses`: seconds until the next try of what is still open.

    The metadata of everything goes first; then the files, of several dossiers at once as the line's
    pace allows, the smallest dossiers first. What is accepted meanwhile goes before the next file.
    """

    store: Store
    vault: Vault
    province: Province
    clock: Clock
    counter: str
    pace: Pace
    heard: bool = False
    sent: int = 0
    confirmed: int = 0
    failed: int = 0
    pauses: list[float] = field(default_factory=list)
    problem: CounterError | None = None
    _in_a_row: set[UUID] = field(default_factory=set)
    _gains: int = 0  # of the pace, when the latest of these failed
    _under_way: set[UUID] = field(default_factory=set)  # their files
    _set_by: set[UUID] = field(default_factory=set)  # in this pass: not again in it, but where a hand says so
    _fresh: dict[UUID, frozenset[str]] = field(default_factory=dict)  # files that the province never saw
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self) -> None:
        """Raises LineGivenUp; faults of the store pass through."""
        try:
            self._send_what_waits()
        except LineGivenUp:
            if self.heard:  # the line may carry the files still: the first that fails ends it
                self._complete_what_was_sent()
            raise
        self._complete_what_was_sent()

    def _send_what_waits(self) -> None:
        while batch := self._due(sent=False):
            if not self.heard or len(batch) < _MANY:
                for event in batch:
                    self._send(event)
            else:
                self._send_at_once(batch)

    def _send_at_once(self, batch: list[OutboxEvent]) -> None:
        """Each is small: one after the other, a line spends its time on round trips."""
        begun, before = time.monotonic(), self.sent
        with ThreadPoolExecutor(self.pace.messages, thread_name_prefix="metadata") as flows:
            sending = [flows.submit(self._send, event) for event in batch]
            try:
                for each in sending:
                    each.result()
            except BaseException:
                flows.shutdown(wait=False, cancel_futures=True)
                raise
        if self.sent - before == len(batch):
            self.pace.at_least(sum(len(canonical(event.payload)) for event in batch), time.monotonic() - begun)

    def _complete_what_was_sent(self) -> None:
        """Ends when nothing is due any more, or when it took so long that the province's news must be asked for."""
        end = time.monotonic() + _LONGEST
        waiting: deque[OutboxEvent] = deque()
        running: set[Future[None]] = set()
        with ThreadPoolExecutor(MOST_FLOWS, thread_name_prefix="files") as flows:
            while True:
                while len(running) < self.pace.flows and time.monotonic() < end:
                    waiting = waiting or deque(self._due(sent=True))
                    if not waiting:
                        break
                    event = waiting.popleft()
                    with self._lock:
                        self._under_way.add(event.id)
                    running.add(flows.submit(self._complete, event))
                self.pace.running(len(running))
                if not running:
                    break
                done, running = wait(running, _LOOK, FIRST_COMPLETED)
                for flow in done:
                    flow.result()
                self._send_what_waits()
        if waiting:
            self.pauses.append(0.0)

    def _due(self, sent: bool) -> list[OutboxEvent]:
        with self._lock:
            under_way, set_by = set(self._under_way), set(self._set_by)
        with self.store.read() as work:
            due = work.outbox.due(self.clock.now(), _BATCH + len(under_way | set_by), sent)
        # What was set by has a next try, however soon: none is left where somebody has said "now" since.
        return [e for e in due if e.id not in under_way and (e.id not in set_by or e.next_try is None)]

    def _send(self, event: OutboxEvent) -> None:
        receipt = self._asked(event, lambda: self._put(event))
        if isinstance(receipt, Theirs):
            met = receipt
            self._kept(event, lambda work: note_differs(work, event, met, self.clock.now(), self.counter))
            return
        if receipt is None or not self._kept(event, lambda work: self._sent(work, event, receipt)):
            return
        with self._lock:
            self.sent += 1
            if event.attempts == 0:
                self._fresh[event.id] = frozenset(file.sha256 for file in event.files) - set(receipt.files)

    def _put(self, event: OutboxEvent) -> ProvinceReceipt | Theirs:
        if event.kind is EventKind.CORRECTION:
            return self.province.put_correction(event)
        return self.province.put_dossier(event)

    def _sent(self, work: UnitOfWork, event: OutboxEvent, receipt: ProvinceReceipt) -> bool:
        note_sent(work, event, receipt, self.clock.now(), self.counter)
        return True

    def _complete(self, event: OutboxEvent) -> None:
        try:
            self._try_to_complete(event)
        finally:
            with self._lock:  # after the commit: until then the store still calls it due
                self._under_way.discard(event.id)

    def _try_to_complete(self, event: OutboxEvent) -> None:
        receipt = self._asked(event, lambda: self._files_then_receipt(event))
        if receipt is None:
            return
        confirmed = self._kept(event, lambda work: self._received(work, event, receipt))
        if confirmed:
            self.pace.finished(tuple(file.sha256 for file in event.files))
            with self._lock:
                self.confirmed += 1

    def _received(self, work: UnitOfWork, event: OutboxEvent, receipt: ProvinceReceipt) -> bool:
        """Whether that confirms it."""
        now = self.clock.now()
        if note_received(work, event, receipt, now, self.counter):
            return True
        # The province has everything and gives its code later: nothing failed, and the event stays open.
        pause = pause_after(ProvinceBusy("no code yet"), event.attempts + 1)
        work.outbox.mark_failed(event.id, "", now, now + timedelta(seconds=pause))
        with self._lock:
            self.pauses.append(pause)
            self._set_by.add(event.id)
        return False

    def _files_then_receipt(self, event: OutboxEvent) -> ProvinceReceipt:
        fresh = self._fresh.pop(event.id, frozenset())
        for file in sorted(event.files, key=lambda file: file.size):
            self.province.put_file(file.sha256, self.vault.get(file.sha256), fresh=file.sha256 in fresh)
        try:
            return self.province.confirm(event)
        except ProvinceRefused as error:
            if error.facts.get("reason") != UNKNOWN_DOSSIER:
                raise
            if isinstance(
                self._put(event), Theirs
            ):  # it answered for it once, and has lost it since: a restored backup
                raise  # and another state stands there by now
            return self.province.confirm(event)

    # --- when it does not get through ------------------------------------------------------------------

    def _asked(self, event: OutboxEvent, ask: Callable[[], _T]) -> _T | None:
        """The answer; None when this event was set aside."""
        try:
            answer = ask()
        except NoKeyring as error:
            raise LineGivenUp(error) from error
        except LoginRefused as error:
            reason = error.facts.get("withheld")
            if reason is None:
                raise LineGivenUp(error) from error
            # The log-in holds. Where the province answers others it is this dossier; else it may be this counter.
            self._set_aside(event, ProvinceRefused(reason=reason) if self.heard else error)
            return None
        except Exception as error:  # what one dossier meets, bugs too, must not stop the others
            if isinstance(error, CounterError) and was_untried(error):
                raise LineGivenUp(error) from error  # nothing was asked: no event's story has a line of it
            self._set_aside(event, _told(error))
            return None
        with self._lock:
            self._in_a_row.clear()
            self.heard = True
        return answer

    def _kept(self, event: OutboxEvent, keep: Callable[[UnitOfWork], bool]) -> bool:
        """What `keep` says, stored in one transaction; False: this cannot be, and the event was set aside."""
        try:
            with self.store.write() as work:
                kept = keep(work)
        except STORE_FAULTS:  # no dossier's fault: they end the pass
            raise
        except Exception as error:
            self._set_aside(event, _told(error))
            return False
        return kept

    def _set_aside(self, event: OutboxEvent, error: CounterError) -> None:
        pause = pause_after(error, event.attempts + 1)
        with self.store.write() as work:
            failed = note_failed(work, event, error, pause, self.clock.now())
        if not failed:  # a stick's answer was faster
            return
        reason = str(error.facts.get("reason", ""))
        _LOG.warning("event %s: %s %s; next try in %.0f s", event.id, error.code, reason or error.detail, pause)
        with self._lock:
            self.failed += 1
            self.pauses.append(pause)
            self.problem = self.problem or error
            self._set_by.add(event.id)
            if isinstance(error, LineDown if self.heard else _LINE_FAULTS):
                gains = self.pace.gains
                if gains != self._gains:
                    self._in_a_row.clear()
                self._gains = gains
                self._in_a_row.add(event.id)
                if len(self._in_a_row) >= _ENOUGH:
                    raise LineGivenUp(error) from error


def _told(error: Exception) -> CounterError:
    """The error as a typed one. Of a bug only its class: its words may hold data."""
    return error if isinstance(error, CounterError) else BrokenPromise(type(error).__name__)
