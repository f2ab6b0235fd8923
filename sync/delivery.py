"""The outbox's way to the province: metadata first, then files, smallest first, then the receipt that confirms.

Every step repeats harmlessly, so dying anywhere costs a repetition. The store is never held while the network is
waited for. What fails is set aside with its reason and its next try; it never stands in front of the rest.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar
from uuid import UUID

from counter_app.domain.dossier import Honest
from counter_app.domain.errors import (
    BrokenPromise,
    CounterError,
    DiskFull,
    LineDown,
    LoginRefused,
    NoKeyring,
    NotTheProvince,
    ProvinceBusy,
    ProvinceRefused,
    StoreDamaged,
    StoreLocked,
)
from counter_app.domain.outbox import OutboxEvent, ProvinceReceipt
from counter_app.ports import Clock, Province, Store, UnitOfWork, Vault

from .receipts import note_received, note_sent, set_state
from .retry import pause_after

_LOG = logging.getLogger(__name__)
_BATCH = 50
_ENOUGH = 2  # dossiers in a row that find no province: then it is the line, not the dossier
_LINE_FAULTS = (LineDown, ProvinceBusy, NotTheProvince, LoginRefused)
_STORE_FAULTS = (DiskFull, StoreDamaged, StoreLocked)  # no dossier's fault: they end the pass
_T = TypeVar("_T")


class LineGivenUp(Exception):
    """Nothing more will get through in this pass; `cause` says why."""

    def __init__(self, cause: CounterError) -> None:
        super().__init__(cause.code)
        self.cause = cause


@dataclass
class Delivery:
    """One pass over the outbox. `heard`: the province answered in this pass; then its being busy with one dossier
    says nothing of the next. `pauses`: seconds until the next try of what is still open."""

    store: Store
    vault: Vault
    province: Province
    clock: Clock
    counter: str
    heard: bool = False
    sent: int = 0
    confirmed: int = 0
    failed: int = 0
    pauses: list[float] = field(default_factory=list)
    problem: CounterError | None = None
    _in_a_row: set[UUID] = field(default_factory=set)

    def run(self) -> None:
        """Raises LineGivenUp; faults of the store pass through."""
        tried: set[UUID] = set()
        while batch := self._due(tried):
            tried |= {event.id for event in batch}
            there: list[OutboxEvent] = []
            try:
                for event in batch:
                    if self._send(event):
                        there.append(event)  # noqa: PERF401 - these stay known when a later one raises
            except LineGivenUp:
                self._complete_each(there)  # the line may carry these still: the first that fails ends it
                raise
            self._complete_each(there)

    def _complete_each(self, events: list[OutboxEvent]) -> None:
        for event in events:
            self._complete(event)

    def _due(self, tried: set[UUID]) -> list[OutboxEvent]:
        """What failed least often comes first: dossiers that never get through hold up no other."""
        with self.store.read() as work:
            due = work.outbox.due(self.clock.now(), _BATCH + len(tried))
        return sorted((event for event in due if event.id not in tried), key=lambda event: event.attempts)

    def _send(self, event: OutboxEvent) -> bool:
        receipt = self._asked(event, lambda: self.province.put_dossier(event))
        if receipt is None or not self._kept(event, lambda work: self._sent(work, event, receipt)):
            return False
        self.sent += event.sent_at is None
        return True

    def _sent(self, work: UnitOfWork, event: OutboxEvent, receipt: ProvinceReceipt) -> None:
        note_sent(work, event, receipt, self.clock.now(), self.counter)

    def _complete(self, event: OutboxEvent) -> None:
        receipt = self._asked(event, lambda: self._files_then_receipt(event))
        if receipt is not None:
            self._kept(event, lambda work: self._received(work, event, receipt))

    def _received(self, work: UnitOfWork, event: OutboxEvent, receipt: ProvinceReceipt) -> None:
        if not note_received(work, event, receipt, self.clock.now(), self.counter):
            # The province has everything and gives its code later: nothing failed, and the event stays open.
            pause = pause_after(ProvinceBusy("no code yet"), event.attempts + 1)
            work.outbox.mark_failed(event.id, "", self.clock.now() + timedelta(seconds=pause))
            self.pauses.append(pause)
            return
        self.confirmed += 1

    def _files_then_receipt(self, event: OutboxEvent) -> ProvinceReceipt:
        for file in sorted(event.files, key=lambda file: file.size):
            self.province.put_file(file.sha256, self.vault.get(file.sha256))
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
            self._set_aside(event, _told(error))
            return None
        self._in_a_row.clear()
        self.heard = True
        return answer

    def _kept(self, event: OutboxEvent, keep: Callable[[UnitOfWork], None]) -> bool:
        """Stores an answer in one transaction; False: this one cannot be, and the event was set aside."""
        try:
            with self.store.write() as work:
                keep(work)
        except _STORE_FAULTS:
            raise
        except Exception as error:
            self._set_aside(event, _told(error))
            return False
        return True

    def _set_aside(self, event: OutboxEvent, error: CounterError) -> None:
        pause = pause_after(error, event.attempts + 1)
        with self.store.write() as work:
            work.outbox.mark_failed(event.id, error.code, self.clock.now() + timedelta(seconds=pause))
            sent = work.outbox.get(event.id).sent_at is not None
            set_state(work, event, Honest.SENT if sent else Honest.SAVED, error.code)
        _LOG.warning(
            "event %s: %s %s; next try in %.0f s", event.id, error.code, error.facts.get("reason", error.detail), pause
        )
        self.failed += 1
        self.pauses.append(pause)
        self.problem = self.problem or error
        if isinstance(error, LineDown if self.heard else _LINE_FAULTS):
            self._in_a_row.add(event.id)
            if len(self._in_a_row) >= _ENOUGH:
                raise LineGivenUp(error) from error


def _told(error: Exception) -> CounterError:
    """The error as a typed one. Of a bug only its class: its words may hold data."""
    return error if isinstance(error, CounterError) else BrokenPromise(type(error).__name__)
