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

from counter_app.domain.codes import DossierCode
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import (
    BrokenPromise,
    CounterError,
    LineDown,
    LoginRefused,
    NoKeyring,
    NotTheProvince,
    ProvinceBusy,
)
from counter_app.domain.outbox import OutboxEvent, ProvinceReceipt
from counter_app.ports import AuditLine, Clock, Province, Store, UnitOfWork, Vault

from .retry import pause_after

_LOG = logging.getLogger(__name__)
_BATCH = 50
_ENOUGH = 2  # dossiers in a row that find no province: then it is the line, not the dossier
_LINE_FAULTS = (LineDown, ProvinceBusy, NotTheProvince)
_T = TypeVar("_T")


class LineGivenUp(Exception):
    """Nothing more will get through in this pass; `cause` says why."""

    def __init__(self, cause: CounterError) -> None:
        super().__init__(cause.code)
        self.cause = cause


@dataclass
class Delivery:
    """One pass over the outbox. `pauses`: seconds until the next try of what failed."""

    store: Store
    vault: Vault
    province: Province
    clock: Clock
    counter: str
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
            there = [event for event in batch if self._send(event)]
            for event in there:
                self._complete(event)

    def _due(self, tried: set[UUID]) -> list[OutboxEvent]:
        with self.store.read() as work:
            due = work.outbox.due(self.clock.now(), _BATCH + len(tried))
        return [event for event in due if event.id not in tried]

    def _send(self, event: OutboxEvent) -> bool:
        receipt = self._asked(event, lambda: self.province.put_dossier(event))
        if receipt is None:
            return False
        with self.store.write() as work:
            work.outbox.mark_sent(event.id, self.clock.now())
            work.dossiers.set_state(event.dossier_id, Honest.SENT)
            self._link(work, event, receipt)
        self.sent += event.sent_at is None
        return True

    def _complete(self, event: OutboxEvent) -> None:
        receipt = self._asked(event, lambda: self._files_then_receipt(event))
        if receipt is None:
            return
        with self.store.write() as work:
            work.outbox.mark_confirmed(event.id, receipt, self.clock.now())
            work.dossiers.set_state(event.dossier_id, Honest.CONFIRMED)
            self._link(work, event, receipt)
        self.confirmed += 1

    def _files_then_receipt(self, event: OutboxEvent) -> ProvinceReceipt:
        for file in sorted(event.files, key=lambda file: file.size):
            self.province.put_file(file.sha256, self.vault.get(file.sha256))
        receipt = self.province.confirm(event)
        if not {file.sha256 for file in event.files} <= set(receipt.files):
            raise NotTheProvince("a receipt without every file")
        return receipt

    def _link(self, work: UnitOfWork, event: OutboxEvent, receipt: ProvinceReceipt) -> None:
        """The province's code for a provisional one: the first that it gave stays."""
        if receipt.dossier_code is None or not event.payload.get("provisional"):
            return
        _, accepted = work.dossiers.get(event.dossier_id)
        if accepted.linked_code is not None:
            if accepted.linked_code.text != receipt.dossier_code:
                _LOG.error("dossier %s: the province gave a second code", event.dossier_id)
            return
        work.dossiers.link_code(event.dossier_id, DossierCode(receipt.dossier_code))
        about = {"dossier": str(event.dossier_id), "code": accepted.code.text, "linked": receipt.dossier_code}
        work.audit.add(AuditLine(self.clock.now(), "province", self.counter, "code-linked", about))

    # --- when it does not get through ------------------------------------------------------------------

    def _asked(self, event: OutboxEvent, ask: Callable[[], _T]) -> _T | None:
        """The answer; None when this event was set aside."""
        try:
            answer = ask()
        except (LoginRefused, NoKeyring) as error:
            raise LineGivenUp(error) from error
        except CounterError as error:
            self._set_aside(event, error)
            return None
        except Exception as error:  # a bug met by one dossier must not stop the others; its words may hold data
            _LOG.error("event %s: %s", event.id, type(error).__name__)
            self._set_aside(event, BrokenPromise(type(error).__name__))
            return None
        self._in_a_row.clear()
        return answer

    def _set_aside(self, event: OutboxEvent, error: CounterError) -> None:
        pause = pause_after(error, event.attempts + 1)
        with self.store.write() as work:
            work.outbox.mark_failed(event.id, error.code, self.clock.now() + timedelta(seconds=pause))
            sent = work.outbox.get(event.id).sent_at is not None
            work.dossiers.set_state(event.dossier_id, Honest.SENT if sent else Honest.SAVED, error.code)
        _LOG.warning("event %s: %s %s; next try in %.0f s", event.id, error.code, error.facts.get("reason", ""), pause)
        self.failed += 1
        self.pauses.append(pause)
        self.problem = self.problem or error
        if isinstance(error, _LINE_FAULTS):
            self._in_a_row.add(event.id)
            if len(self._in_a_row) >= _ENOUGH:
                raise LineGivenUp(error) from error
