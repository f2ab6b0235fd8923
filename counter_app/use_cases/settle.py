"""Settles components without capturing: takes held papers, notes what was shown, asks again with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.citizen import PartialDate
from ..domain.dossier import AskAgain, Delivery, Dossier
from ..domain.errors import ClerkCanRetry, FieldMissing, WordsMissing
from ..domain.fee import Pay, Payment
from ..domain.party import Person
from ..domain.people import Right
from ..domain.text import normal
from ..domain.viet_qr import reference_of
from ..ports import AuditLine, Clock, Draft, Store, UnitOfWork
from .counter import Counter
from .drafting import LONGEST, change_dossier, change_draft
from .dwelling import at_home_today
from .session import Session, needs


@dataclass(frozen=True)
class Settle:
    store: Store
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.RECEIVE)
    def take(self, draft_id: UUID, component: str | None = None) -> Draft:
        """Takes the held paper for a component, or with None all that are offered; source and basis are recorded."""
        if component is None:
            return change_dossier(self.store, draft_id, self.session.who, Dossier.take_all)
        return change_dossier(self.store, draft_id, self.session.who, lambda dossier: dossier.take(component))

    @needs(Right.RECEIVE)
    def ask_for(self, draft_id: UUID, component: str, reason: AskAgain, note: str = "") -> Draft:
        """Asks for a held paper all the same; the reason is kept in the dossier and the audit."""

        def ask(work: UnitOfWork, draft: Draft) -> Draft:
            asked = draft.dossier.ask_for(component, reason, normal(note))
            work.audit.add(
                AuditLine(
                    at=self.clock.now(),
                    who=self.session.who,
                    counter=self.counter.code,
                    what="asked-for-held-paper",
                    about={"dossier": str(draft_id), "component": component, "reason": reason.value},
                )
            )
            return replace(draft, dossier=asked)

        return change_draft(self.store, draft_id, self.session.who, ask)

    @needs(Right.RECEIVE)
    def show(self, draft_id: UUID, component: str) -> Draft:
        now = self.clock.now()
        return change_dossier(self.store, draft_id, self.session.who, lambda dossier: dossier.show(component, now))

    @needs(Right.RECEIVE)
    def look_up_later(self, draft_id: UUID, component: str) -> Draft:
        return change_dossier(self.store, draft_id, self.session.who, lambda dossier: dossier.look_up_later(component))

    @needs(Right.RECEIVE)
    def release(self, draft_id: UUID, component: str) -> Draft:
        """Undoes whatever settled the component."""
        return change_dossier(self.store, draft_id, self.session.who, lambda dossier: dossier.release(component))

    @needs(Right.RECEIVE)
    def need(self, draft_id: UUID, component: str, needed: bool) -> Draft:
        """Ticks a conditional component in or out of this case."""
        return change_dossier(self.store, draft_id, self.session.who, lambda dossier: dossier.need(component, needed))

    @needs(Right.RECEIVE)
    def pay(
        self,
        draft_id: UUID,
        how: Pay | None,
        reason: str = "",
        series: str = "",
        number: str = "",
        asked: int | None = None,
    ) -> Draft:
        """How the fee will have been paid when the dossier is accepted; None: it stays open. `series` and `number` of
        the electronic receipt; `asked` what a transfer's code says, in đồng: one that is not the fee, now or after a
        change, is not kept. Raises WordsMissing for a waiver without its reason."""
        if how is Pay.WAIVED and not reason.strip():
            raise WordsMissing(why="reason")

        def paid(_: UnitOfWork, draft: Draft) -> Draft:
            if how is None:
                return replace(draft, payment=None)
            reference = reference_of(draft_id) if how is Pay.TRANSFER else ""
            told = (normal(reason), normal(series), normal(number), reference)
            amount = draft.dossier.cost if asked is None else asked
            return replace(draft, payment=Payment(how, amount, *told, settled=how is not Pay.TRANSFER))

        return change_draft(self.store, draft_id, self.session.who, paid)

    @needs(Right.RECEIVE)
    def set_field(self, draft_id: UUID, name: str, value: str) -> Draft:
        """Saves one field as it is left: full_name, birth_date (ISO, partial), address, phone, delivery, copies.

        Raises ClerkCanRetry with `facts['field']` for a value that cannot be.
        """
        change = _FIELDS.get(name)
        if change is None:
            raise ClerkCanRetry("no such field", field=name)
        text = normal(value)

        def set_it(work: UnitOfWork, draft: Draft) -> Draft:
            dossier = change(draft.dossier, text)
            if name == "address" and dossier.applicant is not None:
                dossier = replace(dossier, applicant=at_home_today(work, dossier.applicant))
            return replace(draft, dossier=dossier)

        if len(text) > LONGEST.get(name, len(text)):
            raise ClerkCanRetry("longer than the province takes", field=name)
        try:
            return change_draft(self.store, draft_id, self.session.who, set_it)
        except ValueError as error:
            raise ClerkCanRetry("the value cannot be", field=name) from error


def _applicant(dossier: Dossier) -> Person:
    if dossier.applicant is None:
        raise FieldMissing(field="applicant")
    return dossier.applicant


def _set_copies(dossier: Dossier, value: str) -> Dossier:
    copies = int(value)
    if not 1 <= copies <= 999:
        raise ValueError("copies out of range")
    return replace(dossier, copies=copies)


_FIELDS: dict[str, Callable[[Dossier, str], Dossier]] = {
    "full_name": lambda d, value: replace(d, applicant=replace(_applicant(d), full_name=value)),
    "address": lambda d, value: replace(d, applicant=replace(_applicant(d), address=value)),
    "phone": lambda d, value: replace(d, applicant=replace(_applicant(d), phone=value)),
    "birth_date": lambda d, value: replace(
        d, applicant=replace(_applicant(d), birth_date=PartialDate.from_iso(value) if value else None)
    ),
    "delivery": lambda d, value: replace(d, delivery=Delivery(value), collect_at=""),
    "copies": _set_copies,
}
