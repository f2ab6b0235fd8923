"""The kiosk in the hall: a citizen takes a number without a clerk, and gets one, however often the glass is touched or
a card is held against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from resources import khmer_groups

from ..domain.card import CardReading, parse_card
from ..domain.dossier import Dossier
from ..domain.errors import CounterError
from ..domain.party import Person, number_of, same
from ..domain.people import Account, Right, Role
from ..domain.procedure import Procedure
from ..domain.ticket import Priority, ServiceGroup, Ticket
from ..ports import Clock, Draft, PrintJob, Store, UnitOfWork
from .counter import Counter
from .dwelling import at_home_today
from .holdings import with_local_holdings
from .issue_ticket import IssuedTicket, IssueTicket, PrintTicket
from .look_up import LookUpAhead
from .queueing import local_day, waiting_in_order
from .session import KIOSK_ACCOUNT, Session, anybody, needs
from .welcome import completed, must_fit

# Acts for itself, whoever sits at the counter and while nobody does: it gives numbers out and may do nothing else.
KIOSK = Account(KIOSK_ACCOUNT, "kiosk", "Máy lấy số", frozenset({Role.KIOSK}))


@dataclass(frozen=True)
class ServeKiosk:
    issue_ticket: IssueTicket
    print_ticket: PrintTicket
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    look_up: LookUpAhead
    tell: Callable[[], None] = lambda: None  # the counters of the hall: something was brought with a number
    khmer_groups: Mapping[str, str] = field(default_factory=khmer_groups)  # names by code

    @anybody
    def read(self, card: str) -> CardReading:
        """Whose card it is, for `issue`; nothing of it is shown. Raises NotACitizenCard."""
        reading = parse_card(card)
        must_fit(reading.citizen())
        return reading

    @anybody
    def procedures(self, group: ServiceGroup) -> tuple[Procedure, ...]:
        """Of a group, as the catalogue has them in force: none of them twice."""
        today = local_day(self.clock.now())
        with self.store.read() as work:
            of_group = (each for each in work.catalogue.procedures(today) if each.service_group == group.code)
            return tuple({each.code: each for each in of_group if each.in_force(today)}.values())

    @needs(Right.TICKET)
    def given(self, card: CardReading) -> IssuedTicket | None:
        """The number of whoever holds up the same card again, while it waits; how many are before it now."""
        today = local_day(self.clock.now())
        with self.store.read() as work:
            mine = {d.ticket_id for d in work.left.of_day(today) if _is(d, card.citizen())}
            waiting = waiting_in_order(work.tickets.list(self.counter.site, today)) if mine else ()
        return next(
            (IssuedTicket(each, ahead, known=True) for ahead, each in enumerate(waiting) if each.id in mine), None
        )

    @needs(Right.TICKET)
    def issue(
        self,
        group: ServiceGroup,
        priority: Priority | None = None,
        card: CardReading | None = None,
        procedure: str = "",
    ) -> IssuedTicket:
        """See `IssueTicket`. With a `card`, its person is laid beside the number for whoever calls it, and what is held
        for the `procedure` (a code) that he has come for; the same card again has no second number while the first
        waits."""
        if card is None:
            return self.issue_ticket(group, priority)
        given = self.given(card)
        if given is not None:
            return given

        def brought(work: UnitOfWork, ticket: Ticket) -> None:
            work.left.lay(self._draft(work, ticket, card, procedure), ticket.id, ticket.day)

        issued = self.issue_ticket(group, priority, brought)
        self.tell()
        return issued

    def look_ahead(self, ticket_id: UUID) -> None:
        """Asks the province for what was brought with this number, where its citizen has said what for. A province that
        does not answer, or not now, holds nobody up: the desk asks again."""
        with self.store.read() as work:
            draft = next(iter(work.left.of_ticket(ticket_id)), None)
        if draft is None or draft.dossier.procedure is None:
            return
        try:
            self.look_up(draft.dossier.id, lambda _: self.tell())
        except (CounterError, KeyError):
            return  # logged by the look-up itself; the number may have been called meanwhile
        self.tell()

    def _draft(self, work: UnitOfWork, ticket: Ticket, card: CardReading, procedure: str) -> Draft:
        person = card.citizen()
        number = number_of(person)
        known = work.register.citizen(number) if number else None
        at_home = at_home_today(work, completed(person, known) if known else person)
        dossier = Dossier(uuid4(), ticket.day, applicant=at_home, rules=work.catalogue.rules(ticket.day))
        if procedure:
            dossier = dossier.choose(work.catalogue.procedure(procedure, ticket.day))
        dossier = with_local_holdings(work, dossier)
        step = "papers" if procedure else "procedure"
        return Draft(dossier, KIOSK.id, ticket.id, step=step, warnings=card.warnings)

    def paper(self, reason: str = "", label: str = "") -> None:
        """The counters of the hall hear why a number (`label`) came without paper; without a reason, that it comes."""
        self.issue_ticket.hall.trouble(f"{label} {reason}" if reason else "")

    def print(self, issued: IssuedTicket, group_name: str) -> PrintJob:
        """See `PrintTicket`; the number stays issued whatever comes of the paper."""
        return self.print_ticket(issued, group_name)


def _is(draft: Draft, person: Person) -> bool:
    return draft.dossier.applicant is not None and same(draft.dossier.applicant, person)
