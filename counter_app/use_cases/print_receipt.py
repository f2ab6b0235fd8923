"""Prints the receipt of an accepted dossier. The print is counted and logged first, so that no second paper can
exist without its mark "bản in lại"; a failed print never touches the acceptance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.people import Right
from ..ports import AuditLine, Clock, Paperwork, Printers, PrintJob, Store
from .counter import Counter
from .session import Session, needs


@dataclass(frozen=True)
class PrintReceipt:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    paperwork: Paperwork
    printers: Printers

    @needs(Right.RECEIVE)
    def __call__(self, dossier_id: UUID) -> PrintJob:
        """Raises a leaf of PrinterFault; the dossier stays accepted, and the next print is marked as a reprint."""
        with self.store.write() as work:
            _, accepted = work.dossiers.get(dossier_id)
            before = work.dossiers.count_print(dossier_id)
            if before:
                self.session.must(Right.PRINT_AGAIN)
            work.audit.add(
                AuditLine(
                    at=self.clock.now(),
                    who=self.session.who,
                    counter=self.counter.code,
                    what="receipt-reprinted" if before else "receipt-printed",
                    about={"dossier": str(dossier_id), "code": accepted.code.text, "copy": str(before + 1)},
                )
            )
        pdf = self.paperwork.receipt(replace(accepted.receipt, reprint=before, linked_code=accepted.linked_code))
        counter = self.counter
        return self.printers.print(pdf, accepted.code.text, counter.receipt_printer, counter.receipt_media)
