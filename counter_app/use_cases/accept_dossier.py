"""Accepts a dossier: one press, one transaction.

The document files are made and durable first; then code, register line, dossier, audit line, outbox event and what
waits for its archive form are one commit. The operation's UUID makes a second press, or a repeat after a crash, find
the first one's dossier.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid4

from ..domain.codes import DossierCode, RegisterEntry
from ..domain.deadline import VIETNAM, Appointment, WorkingHours, appoint
from ..domain.dossier import Captured, Channel, Dossier, Honest
from ..domain.errors import AlreadyAccepted, BrokenPromise, DraftChanged
from ..domain.fee import Pay, Payment
from ..domain.life import Act, Step
from ..domain.outbox import DocumentFile, EventKind, OutboxEvent
from ..domain.party import Person
from ..domain.people import Account, Right
from ..domain.procedure import Procedure
from ..domain.receipt import Receipt
from ..ports import (
    AcceptedDossier,
    AuditLine,
    Clock,
    Draft,
    Imaging,
    Store,
    UnitOfWork,
    Vault,
)
from .accepted_message import accepted_message
from .certify_copies import enter, numbered
from .counter import Counter
from .drafting import change_draft, on_day, open_draft, still_asked
from .paper_files import bring_here, make_files, with_originals
from .receipt_words import delivery_words, fee_words, receipt_lines
from .receive_online import Sole, answering, anyone, still_waits
from .session import Session, needs
from .spooled import nothing_waits
from .stepping import note_step
from .unit_calendar import unit_calendar


@dataclass(frozen=True)
class AcceptDossier:
    store: Store
    vault: Vault
    imaging: Imaging
    clock: Clock
    counter: Counter
    session: Session
    form_on: Callable[[date], str]  # the receipt form's version for dossiers received on a day
    hours: WorkingHours | None = None  # the unit's own, where they differ from the calendar's
    sole: Sole = anyone
    left_over: Callable[[UUID], int] = lambda _: 0  # pages out of the scanner that lie on no draft
    wake_line: Callable[[], None] = lambda: None  # something waits for the province
    wake_archive: Callable[[], None] = lambda: None  # and for its archive form

    @needs(Right.RECEIVE)
    def __call__(self, draft_id: UUID, operation_id: UUID) -> AcceptedDossier:
        """The accepted dossier; the same one for the same operation, however often.

        Raises FieldMissing, PapersMissing, HeldPapersOpen (nothing is accepted), AlreadyAccepted for another
        operation on the same draft, DraftChanged, PagesWait, DiskFull (nothing is lost: the draft stays),
        UnknownProcedure; for
        what was sent online OnlineOver, OnlineSentAgain, OnlineUnclear.
        """
        clerk = self.session.acting
        with self.store.read() as work:
            done = work.dossiers.by_operation(operation_id)
            if done is not None:
                return done
            draft = open_draft(work, draft_id, clerk.id)
        if draft.after is not None:
            raise BrokenPromise("what adds to an accepted dossier is not accepted as another")
        draft = self._brought_to_today(draft, clerk)
        draft.dossier.must_be_acceptable()
        nothing_waits(self.left_over(draft_id))
        bring_here(draft, self.vault)
        files = make_files(draft.dossier, self.clock.now(), self.imaging, self.vault)
        with self._one_of_the_hall(draft), self.store.write() as work:
            try:
                now_open = open_draft(work, draft_id, clerk.id)  # a late look-up may have enriched it
            except AlreadyAccepted:
                done = work.dossiers.by_operation(operation_id)  # a second press was faster
                if done is None:
                    raise
                return done
            if now_open.dossier.settlements != draft.dossier.settlements:
                raise DraftChanged
            accepted = self._accept(work, now_open, operation_id, files, clerk)
        self.wake_line()
        self.wake_archive()
        return accepted

    @needs(Right.RECEIVE)
    def appointment(self, dossier: Dossier) -> Appointment | None:
        """What the receipt would promise if the dossier were accepted now; None without a procedure."""
        if dossier.procedure is None:
            return None
        with self.store.read() as work:
            return self._appointment(work, dossier.procedure, self.clock.now())

    def _one_of_the_hall(self, draft: Draft) -> AbstractContextManager[None]:
        """What was sent online waits at every counter. Raises OnlineOver, OnlineUnclear."""
        if draft.dossier.channel is not Channel.ONLINE:
            return nullcontext()
        with self.store.read() as work:
            return self.sole(answering(work.online.get(draft.dossier.id)))

    def _brought_to_today(self, draft: Draft, clerk: Account) -> Draft:
        """Validity counts on the day of acceptance. What a night has changed is saved, so that the clerk sees it."""
        today = self.clock.now().astimezone(VIETNAM).date()
        if draft.dossier.day == today:
            return draft
        return change_draft(self.store, draft.dossier.id, clerk.id, lambda work, found: on_day(work, found, today))

    def _accept(
        self, work: UnitOfWork, draft: Draft, operation_id: UUID, files: tuple[DocumentFile, ...], clerk: Account
    ) -> AcceptedDossier:
        now = self.clock.now()
        dossier = with_originals(on_day(work, draft, now.astimezone(VIETNAM).date()).dossier, draft, self.vault)
        dossier.must_be_acceptable()
        code = self._take_code(work, now, dossier, draft.submitted_at)
        line = work.numbers.take_register_line(self.counter.code, now.astimezone(VIETNAM).year)
        copies = numbered(work, dossier, self.counter.code, now)
        work.numbers.all_taken()
        receipt = self._receipt(work, draft, dossier, (code, line), now, clerk)
        receipt = replace(receipt, copies=copies)
        accepted = AcceptedDossier(dossier.id, operation_id, code, receipt, now, Honest.SAVED)
        work.dossiers.add(dossier, accepted)
        work.typed.forget(None, dossier.id)
        enter(work, accepted)
        work.archive.queue(dossier.id, (file for file in files if file.component in _paged(dossier)))
        work.audit.add(
            AuditLine(
                at=now,
                who=clerk.id,
                counter=self.counter.code,
                what="dossier-accepted",
                about={"dossier": str(dossier.id), "code": code.text, "procedure": receipt.procedure_code},
            )
        )
        message = accepted_message(dossier, accepted, files, self.counter, clerk.id)
        work.outbox.add(OutboxEvent(uuid4(), 0, dossier.id, EventKind.DOSSIER_ACCEPTED, message, files, now))
        payment = still_asked(replace(draft, dossier=dossier)).payment  # a night may have changed the fee
        if payment is not None and receipt.fee:
            self._take_fee(work, accepted, replace(payment, amount=receipt.fee), clerk)
        return accepted

    def _take_fee(self, work: UnitOfWork, accepted: AcceptedDossier, payment: Payment, clerk: Account) -> None:
        act = Act.FEE_WAIVED if payment.how is Pay.WAIVED else Act.FEE_TAKEN
        at = accepted.accepted_at
        step = Step(uuid4(), act, at, clerk.id, clerk.name, self.counter.code, reason=payment.reason, payment=payment)
        note_step(work, accepted, step, self.counter)

    def _take_code(
        self, work: UnitOfWork, now: datetime, dossier: Dossier, submitted_at: datetime | None
    ) -> DossierCode:
        if dossier.channel is Channel.ONLINE:
            return still_waits(work, dossier.id, submitted_at).code  # the citizen knows it by that
        day = now.astimezone(VIETNAM).date()
        code = work.numbers.take_code(self.counter.unit.code, self.counter.code, day)
        return code or work.numbers.take_provisional(self.counter.code, day)

    def _receipt(
        self,
        work: UnitOfWork,
        draft: Draft,
        dossier: Dossier,
        numbered: tuple[DossierCode, RegisterEntry],
        now: datetime,
        clerk: Account,
    ) -> Receipt:
        code, line = numbered
        procedure, applicant = _known(dossier)
        amount = dossier.cost
        ticket = work.tickets.get(draft.ticket_id) if draft.ticket_id else None
        return Receipt(
            form=self.form_on(now.astimezone(VIETNAM).date()),
            unit=self.counter.unit,
            counter=self.counter.code,
            code=code,
            queue_label=ticket.label if ticket else None,
            applicant=applicant,
            procedure_code=procedure.code,
            procedure_name=procedure.name,
            competent_authority=procedure.competent_authority_name or self.counter.unit.parent,
            lines=receipt_lines(dossier, work.catalogue.sources()),
            sets=1,
            deadline=procedure.deadline,
            received_at=now,
            appointment=self._appointment(work, procedure, now),
            delivery_words=delivery_words(dossier.delivery, dossier.collect_at),
            fee=amount,
            fee_words=fee_words(dossier.fee_rule, amount),
            register=line,
            clerk_name=clerk.name,
            behalf=dossier.behalf,
        )

    def _appointment(self, work: UnitOfWork, procedure: Procedure, now: datetime) -> Appointment:
        elsewhere = procedure.competent_authority not in (None, self.counter.unit.code)
        return appoint(now, procedure.deadline, unit_calendar(self.hours)(work), elsewhere)


def _paged(dossier: Dossier) -> set[str]:
    """The components of which there are pages: what was sent online is in its archive form, or in none."""
    return {one.component for one in dossier.settlements if isinstance(one, Captured) and one.pages}


def _known(dossier: Dossier) -> tuple[Procedure, Person]:
    if dossier.procedure is None or dossier.applicant is None:
        raise BrokenPromise("an acceptable dossier without person or procedure")
    return dossier.procedure, dossier.applicant
