"""One visit, several dossiers: the next procedure or the next of the family under the same number, and a dossier made
after an earlier one of the same person. Nobody is called anew, so that the queue counts one visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from ..domain.dossier import Dossier
from ..domain.errors import BrokenPromise, UnknownDossier
from ..domain.party import OnBehalf, Person, behalf_of, number_of, same
from ..domain.people import Right
from ..ports import Clock, Draft, Store, UnitOfWork
from .certify_copies import STEP as COPIES
from .counter import Counter
from .hand_in_for import relations_in_force
from .holdings import with_local_holdings
from .queueing import AT_THE_COUNTER, local_day
from .session import Session, needs
from .welcome import completed


@dataclass(frozen=True)
class SameVisit:
    store: Store
    clock: Clock
    counter: Counter
    session: Session

    @needs(Right.RECEIVE)
    def add(self, ticket_id: UUID | None, person: Person | None = None) -> Draft:
        """Another dossier of who stands at the counter: of `person`, or of somebody whose card comes next. A number
        that has left this counter meanwhile is not taken up again."""
        day = local_day(self.clock.now())
        with self.store.write() as work:
            dossier = Dossier(uuid4(), day, person, rules=work.catalogue.rules(day))
            step = "person" if person is None else "procedure"
            draft = Draft(dossier, self.session.who, self._at_counter(work, ticket_id), step=step)
            work.drafts.save(draft)
        return draft

    @needs(Right.RECEIVE)
    def after(self, dossier_id: UUID) -> Draft:
        """The same person and procedure again, with what was told then (phone, delivery, which papers apply, what was
        copied) and for the same owner; what is in force and held is today's. Takes the place of a draft with nothing
        in it yet but that person, or nobody. Raises UnknownDossier, UnknownProcedure."""
        day = local_day(self.clock.now())
        with self.store.write() as work:
            earlier = _earlier(work, dossier_id)
            before, ticket = earlier.applicant, None
            if before is None or earlier.procedure is None:
                raise BrokenPromise("an accepted dossier without person or procedure")
            number = number_of(before)
            known = work.register.citizen(number) if number else None
            person = completed(before, known) if known is not None else before
            for draft in work.drafts.open_of(self.session.who):
                if _only_waits_for(draft, before):
                    ticket = ticket or draft.ticket_id
                    shown = draft.dossier.applicant
                    person = completed(shown, before) if shown is not None else person
                    work.drafts.remove(draft.dossier.id)
            procedure = work.catalogue.procedure(earlier.procedure.code, day)
            codes = {one.code for one in procedure.components}
            told = Dossier(
                uuid4(),
                day,
                person,
                procedure,
                rules=work.catalogue.rules(day),
                needed_after_all=earlier.needed_after_all & codes,
                delivery=earlier.delivery,
                collect_at=earlier.collect_at,
                copies=earlier.copies,
            )
            told = told.for_owner(_still(earlier.behalf, day))
            if earlier.copying:
                told = told.copy(earlier.copying, self.clock.now())
            step = COPIES if earlier.copying else "papers"
            begun = Draft(with_local_holdings(work, told), self.session.who, self._at_counter(work, ticket), step=step)
            work.drafts.save(begun)
        return begun

    def _at_counter(self, work: UnitOfWork, ticket_id: UUID | None) -> UUID | None:
        ticket = work.tickets.get(ticket_id) if ticket_id is not None else None
        here = ticket is not None and ticket.called_by == self.counter.code and ticket.state in AT_THE_COUNTER
        return ticket_id if here else None


def _earlier(work: UnitOfWork, dossier_id: UUID) -> Dossier:
    try:
        return work.dossiers.get(dossier_id)[0]
    except KeyError as error:
        raise UnknownDossier from error


def _still(behalf: OnBehalf | None, day: date) -> OnBehalf | None:
    """For the same owner, by what the law of the day asks of that relation; one that is no more is told anew."""
    if behalf is None:
        return None
    known = relations_in_force(behalf_of(behalf.owner), day)
    relation = next((one for one in known if one.code == behalf.relation.code), None)
    return replace(behalf, relation=relation) if relation is not None else None


def _only_waits_for(draft: Draft, person: Person) -> bool:
    shown = draft.dossier.applicant
    own = draft.dossier.behalf is None and (shown is None or same(shown, person))
    return own and draft.dossier.procedure is None and not draft.pages and draft.after is None
