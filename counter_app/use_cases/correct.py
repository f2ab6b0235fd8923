"""Corrects who a dossier is about, or asks the province to correct its record of the person; and settles it where
somebody at the province changed the same meanwhile.

A dossier is ours: it says at once what the clerk typed. A person's record is theirs: it changes here only once the
province has taken the correction and told the new state with its changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from ..domain.citizen import Citizen
from ..domain.correction import About, Correction, Fields, Side, Standing, Theirs, corrected, fields_of
from ..domain.dossier import Honest
from ..domain.errors import AlreadyThere, CorrectThere, DiffersThere, NothingChanged, NotTheirs, UnknownDossier
from ..domain.outbox import EventKind, OutboxEvent, Step
from ..domain.people import Right
from ..ports import AcceptedDossier, AuditLine, Clock, Store, UnitOfWork
from .correction_message import correction_message, correction_words
from .counter import Counter
from .honest_state import tell_state
from .session import Session, needs


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a clerk chooses in: the three states, and whose dossier it is about by its code."""

    correction: Correction
    code: str
    name: str


@dataclass(frozen=True)
class Correct:
    store: Store
    clock: Clock
    counter: Counter
    session: Session
    wake_line: Callable[[], None] = lambda: None

    @needs(Right.FOLLOW)
    def state(self, dossier_id: UUID, about: About) -> Standing:
        """What stands there once all that was corrected has arrived: what a clerk goes on from. Raises UnknownDossier,
        NotTheirs, CorrectThere."""
        with self.store.read() as work:
            return _standing(work, _accepted(work, dossier_id), about)

    @needs(Right.FOLLOW)
    def __call__(self, dossier_id: UUID, about: About, seen: Standing, fields: Fields) -> Correction:
        """`seen`: what the clerk made `fields` from. Where something else stands there by now (the province told it
        while the sheet was open), nothing is sent: what comes back is an open conflict, and a person chooses.

        Raises UnknownDossier, NotTheirs, CorrectThere, WordsMissing, NothingChanged, and DiffersThere while a person
        has yet to choose in this record."""
        now, who = self.clock.now(), self.session.who
        with self.store.write() as work:
            accepted = _accepted(work, dossier_id)
            stands = _standing(work, accepted, about)
            mine = fields_of(corrected(_citizen(accepted), fields))
            if any(one.open_conflict for one in work.corrections.of_record(about, stands.ref)):
                raise DiffersThere
            if mine in (seen.fields, stands.fields):
                raise NothingChanged
            as_seen = stands.fields == seen.fields
            version = stands.version if as_seen else seen.version
            correction = Correction(uuid4(), dossier_id, about, stands.ref, version, seen.fields, mine, who, now)
            message = correction_message(correction, self.counter)
            note_correction(work, correction, accepted, message)
            work.typed.forget(who, dossier_id)  # what was typed of it is done
            changed = ",".join(name for name in mine if mine[name] != seen.fields[name])
            self._note(work, correction, now, "corrected", {"fields": changed})
            if not as_seen:
                theirs = Theirs(stands.version, stands.fields)
                correction = meet_conflict(work, correction, mine, theirs, now, self.counter.code)
        self.wake_line()
        return correction

    @needs(Right.FOLLOW)
    def conflicts(self) -> tuple[Conflict, ...]:
        """All that somebody has to choose in, the oldest first."""
        with self.store.read() as work:
            return tuple(_shown(work, one) for one in work.corrections.conflicts())

    @needs(Right.FOLLOW)
    def settle(self, event_id: UUID, sides: Mapping[str, Side]) -> Correction:
        """Sends what was chosen, on condition that the province still holds what the clerk has seen. Raises
        ChoiceMissing, and AlreadyThere where it was settled meanwhile."""
        now, who = self.clock.now(), self.session.who
        with self.store.write() as work:
            met = work.corrections.get(event_id)
            if not met.open_conflict or met.theirs is None:
                raise AlreadyThere
            chosen = met.choose(sides)
            taken = ",".join(name for name in met.differing if chosen[name] == met.theirs.fields[name])
            kept = ",".join(name for name in met.differing if chosen[name] == met.mine[name])
            follows = settle_conflict(work, met, chosen, who, now)
            work.typed.forget(who, event_id)
            self._note(work, met, now, "conflict-settled", {"theirs": taken, "mine": kept})
        self.wake_line()
        return follows

    def _note(self, work: UnitOfWork, of: Correction, now: datetime, what: str, facts: Mapping[str, str]) -> None:
        about = {"dossier": str(of.dossier_id), "record": of.about.value, **facts}
        work.audit.add(AuditLine(now, self.session.who, self.counter.code, what, about))


def settle_conflict(work: UnitOfWork, met: Correction, chosen: Fields, who: str, now: datetime) -> Correction:
    """The correction that carries the choice, made from what the province was seen to hold. Raises AlreadyThere."""
    if met.theirs is None or not met.open_conflict:
        raise AlreadyThere
    follows = Correction(
        *(uuid4(), met.dossier_id, met.about, met.ref, met.theirs.version, met.theirs.fields, chosen, who, now)
    )
    before = work.outbox.get(met.id).payload
    work.corrections.settle(met.id, chosen, who, now, follows.id)
    message = {**before, **correction_words(follows)}
    note_correction(work, follows, _accepted(work, met.dossier_id), message)
    return follows


def meet_conflict(
    work: UnitOfWork, made: Correction, mine: Fields, theirs: Theirs, now: datetime, counter: str
) -> Correction:
    """Another state stands there than the correction was made from: its event goes no more, and a person chooses
    between `mine`, the counter's last word, and theirs."""
    work.outbox.close(made.id, Step.DIFFERS, now)
    work.corrections.meet(made.id, mine, theirs, now)
    about = {"dossier": str(made.dossier_id), "record": made.about.value}
    met = work.corrections.get(made.id)
    if not met.differing:  # both sides wrote the same: it goes again, over the state that is known now
        settle_conflict(work, met, theirs.fields, "province", now)
        work.audit.add(AuditLine(now, "province", counter, "conflict-of-one-mind", about))
        return met
    work.audit.add(AuditLine(now, "province", counter, "conflict-met", {**about, "fields": ",".join(met.differing)}))
    tell_state(work, made.dossier_id)
    return met


def note_correction(
    work: UnitOfWork, correction: Correction, accepted: AcceptedDossier, message: Mapping[str, Any]
) -> None:
    """The event, what it was made from, and the dossier as it reads from now on."""
    event = OutboxEvent(correction.id, 0, accepted.id, EventKind.CORRECTION, dict(message), (), correction.at)
    work.outbox.add(event)
    work.corrections.add(correction)
    work.dossiers.set_state(accepted.id, Honest.SAVED)
    if correction.about is About.DOSSIER:
        work.dossiers.correct(accepted.id, corrected(_citizen(accepted), correction.mine))


def _accepted(work: UnitOfWork, dossier_id: UUID) -> AcceptedDossier:
    try:
        return work.dossiers.get(dossier_id)[1]
    except KeyError as error:
        raise UnknownDossier from error


def _citizen(accepted: AcceptedDossier) -> Citizen:
    """Raises NotTheirs: what a passport says is no record of the province's."""
    applicant = accepted.receipt.applicant
    if not isinstance(applicant, Citizen):
        raise NotTheirs
    return applicant


def _source(work: UnitOfWork, accepted: AcceptedDossier, about: About) -> tuple[Citizen, str, str]:
    """Who it says now, and the record's name and version. A dossier's version is the key of the event that made it.
    Raises CorrectThere where a colleague's counter has that, NotTheirs."""
    applicant = _citizen(accepted)
    if about is About.DOSSIER:
        version = work.outbox.accepted_as(accepted.id)
        if not version:
            raise CorrectThere(counter=accepted.receipt.counter)
        return applicant, str(accepted.id), version
    citizen, name = work.register.citizen(applicant.personal_number), work.register.name_of(applicant.personal_number)
    if citizen is None or name is None:
        raise NotTheirs
    return citizen, name.ref, name.version


def _standing(work: UnitOfWork, accepted: AcceptedDossier, about: About) -> Standing:
    """The record as the last correction leaves it, and the version that this makes."""
    citizen, ref, version = _source(work, accepted, about)
    before = work.corrections.of_record(about, ref)
    if before and _stands(work, before[-1], version):
        return Standing(ref, str(before[-1].id), before[-1].mine)
    return Standing(ref, version, fields_of(citizen))


def _stands(work: UnitOfWork, last: Correction, version: str) -> bool:
    """Whether the record is as the last correction left it: it is on its way, or arrived and not told back yet."""
    event = work.outbox.get(last.id)
    told_back = last.about is About.PERSON and version != last.base_version
    return event.open or (event.confirmed_at is not None and not told_back)


def _shown(work: UnitOfWork, correction: Correction) -> Conflict:
    accepted = _accepted(work, correction.dossier_id)
    code = accepted.linked_code or accepted.code
    return Conflict(correction, code.text, accepted.receipt.applicant.full_name)
