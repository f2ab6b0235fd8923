"""The store's keys in a person's hands: the recovery code, made and shown once, and new keys. Each act is audited."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from ..domain.people import Right
from ..domain.recovery_code import LENGTH, RecoveryCode
from ..ports import AuditLine, Clock, KeySafe, KeyStatus, Paperwork, Printers, PrintJob, RecoverySheet, Store
from .counter import Counter
from .session import Session, anybody, needs


def places_to_ask() -> tuple[int, int]:
    """Which two words of a new code are typed back, from 1: enough to know that the paper is there and legible."""
    first, second = sorted(random.SystemRandom().sample(range(1, LENGTH + 1), 2))
    return first, second


@dataclass(frozen=True)
class KeepKeys:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    safe: KeySafe
    paperwork: Paperwork
    printers: Printers
    wake: Callable[[], None] = lambda: None  # the exchange with the province

    @anybody
    def status(self) -> KeyStatus:
        """Raises KeySlotsDamaged."""
        return self.safe.status()

    @needs(Right.KEYS)
    def draw_code(self) -> RecoverySheet:
        """A new code to be shown and printed; the one before opens the store until this one is kept."""
        return RecoverySheet(self.safe.draw_code(), self.safe.status().store, self.clock.now())

    @needs(Right.KEYS)
    def qr_code(self, sheet: RecoverySheet) -> tuple[bytes, ...]:
        """For the screen; see `ports.Paperwork.qr_code`."""
        return self.paperwork.qr_code(sheet.code.qr_text)

    @needs(Right.KEYS)
    def pdf(self, sheet: RecoverySheet) -> bytes:
        return self.paperwork.recovery_sheet(sheet)

    @needs(Right.KEYS)
    def print(self, sheet: RecoverySheet) -> PrintJob:
        """On the receipts' printer. Raises a leaf of PrinterFault."""
        pdf = self.paperwork.recovery_sheet(sheet)
        title = f"khoi-phuc-{sheet.store}"
        return self.printers.print(pdf, title, self.counter.receipt_printer, self.counter.receipt_media)

    @needs(Right.KEYS)
    def keep_code(self, code: RecoveryCode) -> None:
        """After two of its words were typed back from the paper. Raises DiskFull, NotWritable, KeySlotsDamaged."""
        self.safe.keep_code(code, self.clock.now())
        self._audit("recovery-code-made")

    @needs(Right.KEYS)
    def ask_for_new_keys(self) -> None:
        """Raises NoKeyring, DiskFull, NotWritable, KeySlotsDamaged."""
        self.safe.ask_for_new_keys(self.clock.now())
        self._audit("new-keys-asked")

    @needs(Right.KEYS)
    def moved(self) -> None:
        """The PC where this store was before is out of service; the province is asked for numbers at once. Raises
        DiskFull, StoreDamaged."""
        self._audit("store-moved")
        self.safe.moved()
        self.wake()

    @needs(Right.KEYS)
    def give_to_province(self, public: bytes) -> None:
        """Raises BadSettings, DiskFull, NotWritable, KeySlotsDamaged."""
        self.safe.give_to_province(public, self.clock.now())
        self._audit("keys-given-to-province")

    def _audit(self, what: str) -> None:
        with self.store.write() as work:
            about = {"store": self.safe.status().store}
            work.audit.add(AuditLine(self.clock.now(), self.session.who, self.counter.code, what, about))
