"""Receives a dossier for another authority: its clock starts there, when it is handed over (NĐ 309/2026 Art. 14(4),
17(3)). And the other way: has the result collected at another desk."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from uuid import UUID

from resources import units_data

from ..domain.dossier import Delivery
from ..domain.errors import FieldMissing, WordsMissing
from ..domain.people import Right
from ..domain.text import fold, normal
from ..domain.units import UnitTable, parse_units
from ..ports import Draft, Store, UnitOfWork
from .counter import Counter
from .drafting import change_draft
from .receipt_words import COMMUNE_DESK
from .session import Session, needs

_LONGEST = 200  # letters


@dataclass(frozen=True)
class ReceiveForAnother:
    store: Store
    counter: Counter
    session: Session

    @needs(Right.RECEIVE)
    def __call__(self, draft_id: UUID, authority: str) -> Draft:
        """`authority` in words; a commune of this province also without marks ("my xuyen"); one's own is nobody else.
        Raises WordsMissing (also for more words than a name has), FieldMissing without a procedure."""
        typed = normal(authority)
        if not typed or len(typed) > _LONGEST:
            raise WordsMissing(why="authority")

        def chosen(work: UnitOfWork, draft: Draft) -> Draft:
            procedure = draft.dossier.procedure
            if procedure is None:
                raise FieldMissing(field="procedure")
            code, name = _named(work.catalogue.units() or _shipped(), typed)
            if fold(name) == fold(self.counter.unit.parent):
                return _back(work, draft)
            told = replace(draft.dossier, another_code=code, another_name=name)
            return replace(draft, dossier=told.choose(procedure))

        return change_draft(self.store, draft_id, self.session.who, chosen)

    @needs(Right.RECEIVE)
    def collect_at(self, draft_id: UUID, desk: str) -> Draft:
        """The result is collected at another desk, `desk` in words; a commune of this province also without marks.
        Empty, or one's own: here. Raises WordsMissing for more words than a name has."""
        typed = normal(desk)
        if len(typed) > _LONGEST:
            raise WordsMissing(why="desk")

        def chosen(work: UnitOfWork, draft: Draft) -> Draft:
            code, name = _named(work.catalogue.units() or _shipped(), typed) if typed else ("", "")
            place = f"{COMMUNE_DESK} {name.removeprefix('UBND ')}" if code else name
            own = fold(place) == fold(self.counter.unit.name) or fold(name) == fold(self.counter.unit.parent)
            there = replace(draft.dossier, delivery=Delivery.HERE, collect_at="" if own else place)
            return replace(draft, dossier=there)

        return change_draft(self.store, draft_id, self.session.who, chosen)

    @needs(Right.RECEIVE)
    def here(self, draft_id: UUID) -> Draft:
        """The procedure's own authority again, as the catalogue says."""

        return change_draft(self.store, draft_id, self.session.who, _back)


def _back(work: UnitOfWork, draft: Draft) -> Draft:
    dossier = replace(draft.dossier, another_code="", another_name="")
    if dossier.procedure is not None:
        dossier = dossier.choose(work.catalogue.procedure(dossier.procedure.code, dossier.day))
    return replace(draft, dossier=dossier)


@cache
def _shipped() -> UnitTable:
    return parse_units(units_data())


def _named(units: UnitTable, typed: str) -> tuple[str, str]:
    """Code and name: the one commune of today that is meant, else no code, and the words as they are."""
    wanted = fold(typed).removeprefix("ubnd ")
    names = {commune: fold(commune.name) for commune in units.communes}
    meant = [c for c, name in names.items() if name == wanted or name.partition(" ")[2] == wanted]
    if len(meant) == 1:
        return meant[0].code, f"UBND {meant[0].name[0].lower()}{meant[0].name[1:]}"
    return "", typed
