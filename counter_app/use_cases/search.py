"""Finds people and dossiers in the local store while the clerk types. Nothing of it is asked of the province, and
nothing of it is logged: people beyond the commune are looked up by number and purpose (`look_up`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..domain.people import Right
from ..domain.query import read_query
from ..ports import Found, FoundDossier, FoundPerson, Store
from .session import Session, anybody, needs


@dataclass(frozen=True, slots=True)
class RegisterState:
    """How far the commune's register here can be trusted to hold everybody: `as_of` None before it was whole once,
    and then `begun` says whether a part of it is here."""

    as_of: datetime | None
    begun: bool


@dataclass(frozen=True)
class Search:
    store: Store
    session: Session
    limit: int = 20

    @needs(Right.RECEIVE)
    def people(self, typed: str) -> Found[FoundPerson]:
        """By name without marks, personal number, old number, phone, birth year; citizens of the commune first. Who is
        no citizen of it is found as an applicant, by those who may read the whole register."""
        query = read_query(typed)
        if query is None:
            return Found()
        return self.store.search.people(query, self.limit, applicants=self.session.may(Right.READ_REGISTER))

    @needs(Right.RECEIVE)
    def dossiers(self, typed: str) -> Found[FoundDossier]:
        """By code or its tail, and by whatever finds the applicant; the person's own for who may not read the whole
        register."""
        query = read_query(typed)
        if query is None:
            return Found()
        clerk = None if self.session.may(Right.READ_REGISTER) else self.session.who
        return self.store.search.dossiers(query, self.limit, clerk)

    @anybody
    def register(self) -> RegisterState:
        with self.store.read() as work:
            as_of = work.register.as_of()
            return RegisterState(as_of, as_of is not None or work.register.begun())
