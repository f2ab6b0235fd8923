"""Learns who the citizen is: by the card's QR text, by a picture of the card, or by the twelve digits."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from ..domain.card import CardReading, CardWarning, is_card, parse_card
from ..domain.citizen import Citizen, PersonalNumber
from ..domain.deadline import VIETNAM
from ..domain.dossier import Channel, Dossier
from ..domain.errors import NoCodeFound, NoLanguageData, NotACitizenCard, NotNow, SeveralCards
from ..domain.party import Foreigner, Person, number_of, same
from ..domain.passport import PassportReading, parse_passport
from ..domain.people import Right
from ..domain.ticket import TicketState
from ..ports import OWNER, AcceptedDossier, Clock, Draft, Imaging, Store, UnitOfWork
from .certify_copies import STEP as COPIES
from .drafting import LONGEST, change_draft
from .dwelling import at_home_today
from .holdings import with_local_holdings
from .session import Session, needs


@dataclass(frozen=True, slots=True)
class Welcomed:
    """The draft with its applicant; what was odd about the card; this unit's dossiers of the person."""

    draft: Draft
    warnings: tuple[CardWarning, ...]
    dossiers: tuple[AcceptedDossier, ...]


@dataclass(frozen=True, slots=True)
class ShownCard:
    """Whose card or passport a picture shows, and what is odd about it."""

    person: Person
    warnings: tuple[CardWarning, ...]


@dataclass(frozen=True)
class Welcome:
    store: Store
    clock: Clock
    session: Session
    imaging: Imaging

    @needs(Right.RECEIVE)
    def by_card(self, draft_id: UUID, text: str) -> Welcomed:
        """Raises NotACitizenCard."""
        reading = parse_card(text)
        return self._welcome(draft_id, reading.citizen(), reading.warnings)

    @needs(Right.RECEIVE)
    def look_at(self, image: bytes) -> ShownCard:
        """By the card's code, else by the machine-readable lines on its back: those have the name without its marks,
        so it is the register's, or stays to be typed. A passport by its two lines. No draft is touched: a picture may
        cost a minute. Raises NotAnImage, NoCodeFound, NotACitizenCard, SeveralCards."""
        try:
            reading = card_in(self.imaging, image)
        except NoCodeFound:
            passport = self._passport(image)
            if passport is not None:
                return ShownCard(passport.holder, _expired(passport))
            reading = self._by_lines(image)
        return ShownCard(reading.citizen(), reading.warnings)

    @needs(Right.RECEIVE)
    def by_shown(self, draft_id: UUID, shown: ShownCard) -> Welcomed:
        """By what `look_at` has seen."""
        return self._welcome(draft_id, shown.person, shown.warnings)

    @needs(Right.RECEIVE)
    def by_number(self, draft_id: UUID, digits: str) -> Welcomed:
        """Raises BadPersonalNumber. The name is the register's, or stays to be typed."""
        number = PersonalNumber("".join(digits.split()))
        return self._welcome(draft_id, Citizen(number, full_name=""), ())

    @needs(Right.RECEIVE)
    def by_passport(self, draft_id: UUID, lines: str) -> Welcomed:
        """By the two machine-readable lines of a passport. Raises NotAPassport."""
        reading = parse_passport(lines, self.clock.now().astimezone(VIETNAM).date())
        return self._welcome(draft_id, reading.holder, _expired(reading))

    @needs(Right.RECEIVE)
    def as_foreigner(self, draft_id: UUID, holder: Foreigner) -> Welcomed:
        """By what was typed from a passport."""
        return self._welcome(draft_id, holder, ())

    def _passport(self, image: bytes) -> PassportReading | None:
        with suppress(NoLanguageData):
            return self.imaging.read_passport(image, self.clock.now().astimezone(VIETNAM).date())
        return None

    def _by_lines(self, image: bytes) -> CardReading:
        """Raises NoCodeFound."""
        try:
            lines = self.imaging.read_mrz(image, self.clock.now().astimezone(VIETNAM).date())
        except NoLanguageData as error:
            raise NoCodeFound("nor could lines be read") from error
        if lines is None:
            raise NoCodeFound
        return CardReading(lines.personal_number, None, "", lines.birth_date, lines.sex, "", None)

    def _welcome(self, draft_id: UUID, person: Person, warnings: tuple[CardWarning, ...]) -> Welcomed:
        must_fit(person)
        found: list[AcceptedDossier] = []

        def identify(work: UnitOfWork, draft: Draft) -> Draft:
            before = draft.dossier.applicant
            if draft.dossier.channel is Channel.ONLINE and before is not None and not same(before, person):
                raise NotNow(act="welcome", stage="online")  # who sent it is not who stands at the counter
            number = number_of(person)
            known = work.register.citizen(number) if number else None
            found.extend(work.dossiers.of_person(number) if number else ())
            self._mark_arrived(work, draft)
            work.typed.forget(self.session.who, draft_id, OWNER)
            dossier = _of_person(draft.dossier, person, known)
            if dossier.applicant is not None:
                dossier = replace(dossier, applicant=at_home_today(work, dossier.applicant))
            step = "procedure" if dossier.procedure is None else draft.step if draft.step == COPIES else "papers"
            return replace(draft, dossier=with_local_holdings(work, dossier), step=step, warnings=warnings)

        draft = change_draft(self.store, draft_id, self.session.who, identify)
        return Welcomed(draft, warnings, tuple(found))

    def _mark_arrived(self, work: UnitOfWork, draft: Draft) -> None:
        if draft.ticket_id is None:
            return
        ticket = work.tickets.get(draft.ticket_id)
        if ticket.state is TicketState.CALLED:
            work.tickets.save(ticket.arrived(self.clock.now()))


def _expired(reading: PassportReading) -> tuple[CardWarning, ...]:
    return (CardWarning.PASSPORT_EXPIRED,) if reading.expired else ()


def must_fit(person: Person) -> None:
    """Raises NotACitizenCard."""
    if len(person.full_name) > LONGEST["full_name"] or len(person.address) > LONGEST["address"]:
        raise NotACitizenCard("longer than a card's fields are")


def card_in(imaging: Imaging, image: bytes) -> CardReading:
    """The one citizen card among the codes of an image. Raises NotAnImage, NoCodeFound, NotACitizenCard,
    SeveralCards."""
    texts = imaging.read_codes(image, enough=is_card)
    if not texts:
        raise NoCodeFound
    cards = [parse_card(text) for text in texts if is_card(text)]
    if not cards:
        return parse_card(texts[0])  # says why it is none
    if len({card.personal_number for card in cards}) > 1:
        raise SeveralCards
    return cards[0]


def _of_person(dossier: Dossier, person: Person, known: Citizen | None) -> Dossier:
    """The same person read again keeps what was typed, and whose dossier it is. Another takes nothing of the one
    before: held papers, settlements and reasons go."""
    before = dossier.applicant
    if before is not None and same(before, person):
        person = completed(person, before)
    elif before is not None:
        dossier = Dossier(
            dossier.id, dossier.day, procedure=dossier.procedure, rules=dossier.rules, channel=dossier.channel
        )
    return replace(dossier, applicant=completed(person, known) if known else person)


def completed(person: Person, known: Person) -> Person:
    """What was typed before, or the register knows, where this reading does not say it."""
    if isinstance(person, Citizen):
        return person.completed_by(known) if isinstance(known, Citizen) else person
    if not isinstance(known, Foreigner):
        return person
    return replace(
        person,
        full_name=person.full_name or known.full_name,
        nationality=person.nationality or known.nationality,
        birth_date=person.birth_date or known.birth_date,
        address=person.address or known.address,
        phone=person.phone or known.phone,
    )
