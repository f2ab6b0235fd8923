"""Accepted dossiers, with the receipt as it was written and the procedure as it was then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, bindparam, case, delete, func, insert, or_, select, update

from counter_app.domain.citizen import Citizen, PersonalNumber
from counter_app.domain.codes import DossierCode
from counter_app.domain.dossier import Captured, Dossier, Honest, LookUpLater, Settlement, Shown, Taken
from counter_app.domain.errors import BrokenPromise, NotTheProvince
from counter_app.domain.life import Stage
from counter_app.domain.party import identity, number_of
from counter_app.domain.query import code_tail, phone_digits
from counter_app.domain.text import name_key
from counter_app.ports import AcceptedDossier

from . import tables
from .prepared import Prepared
from .values import dossier_from_json, dossier_to_json, receipt_from_json, receipt_to_json

_d = tables.dossiers.c
_THIS = _d.id == bindparam("this")
_DOSSIER = select(tables.dossiers).where(_THIS)
_BY_OPERATION = select(tables.dossiers).where(_d.operation_id == bindparam("operation"))
# What the hall will be told; of a colleague's dossier the colleague tells.
_ONE_MORE = case((_d.colleague.is_(None), _d.change + 1), else_=_d.change)
_CHANGE = update(tables.dossiers).where(_THIS).values(change=_ONE_MORE)
NEXT_ENTRY = select(func.coalesce(func.max(_d.entry), 0) + 1).scalar_subquery()
_INSERT = Prepared(insert(tables.dossiers).values(entry=NEXT_ENTRY))
_INSERT_PAPERS = Prepared(insert(tables.dossier_papers))
OF_THE_APPLICANT = (
    *("full_name", "birth_date", "sex", "address", "old_number", "phone", "name_key", "phone_digits"),
    *("document", "receipt"),
)
_TAKE_DRAFT = Prepared(
    delete(tables.drafts).where(tables.drafts.c.dossier_id == bindparam("this")).returning(tables.drafts.c.clerk)
)


class SqlDossiers:
    """Fulfils `ports.Dossiers`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, dossier: Dossier, accepted: AcceptedDossier) -> None:
        clerk = _TAKE_DRAFT.scalar(self._connection, this=dossier.id)
        _INSERT.change(self._connection, clerk=clerk, **columns_of(dossier, accepted))
        papers = [paper_row(dossier.id, settlement) for settlement in dossier.settlements]
        _INSERT_PAPERS.change_each(self._connection, papers)

    def get(self, dossier_id: UUID) -> tuple[Dossier, AcceptedDossier]:
        row = self._connection.execute(_DOSSIER, {"this": dossier_id}).one_or_none()
        if row is None:
            raise KeyError(dossier_id)
        return dossier_from_json(row.document), accepted_in(row)

    def by_operation(self, operation_id: UUID) -> AcceptedDossier | None:
        row = self._connection.execute(_BY_OPERATION, {"operation": operation_id}).one_or_none()
        return None if row is None else accepted_in(row)

    def recent(self, limit: int = 50, clerk: str | None = None) -> tuple[AcceptedDossier, ...]:
        latest = select(tables.dossiers).order_by(_d.entry.desc()).limit(limit)
        if clerk is not None:
            latest = latest.where(_d.clerk == clerk)
        return tuple(accepted_in(row) for row in self._connection.execute(latest))

    def of_person(self, person: PersonalNumber) -> tuple[AcceptedDossier, ...]:
        his = or_(_d.person == person.value, _d.owner_number == person.value)
        theirs = select(tables.dossiers).where(his).order_by(_d.entry.desc())
        return tuple(accepted_in(row) for row in self._connection.execute(theirs))

    def with_code(self, code: str) -> UUID | None:
        return self._connection.scalar(select(_d.id).where(or_(_d.code == code, _d.linked_code == code)))

    def count_print(self, dossier_id: UUID) -> int:
        """Raises KeyError."""
        before: int | None = self._connection.scalar(select(_d.prints).where(_d.id == dossier_id))
        if before is None:
            raise KeyError(dossier_id)
        self._connection.execute(update(tables.dossiers).where(_THIS), {"this": dossier_id, "prints": before + 1})
        return before

    def set_state(self, dossier_id: UUID, state: Honest, problem: str | None = None) -> None:
        """Raises KeyError."""
        self._change(dossier_id, state=state.value, problem=problem)

    def correct(self, dossier_id: UUID, applicant: Citizen) -> None:
        """Raises KeyError."""
        dossier, accepted = self.get(dossier_id)
        dossier = replace(dossier, applicant=applicant)
        accepted = replace(accepted, receipt=replace(accepted.receipt, applicant=applicant))
        columns = columns_of(dossier, accepted)
        self._change(dossier_id, **{name: columns[name] for name in OF_THE_APPLICANT})

    def link_code(self, dossier_id: UUID, code: DossierCode) -> None:
        """Raises KeyError, NotTheProvince."""
        bears = or_(_d.code == code.text, _d.linked_code == code.text)
        if self._connection.scalar(select(_d.id).where(bears, _d.id != dossier_id)) is not None:
            raise NotTheProvince("a code that another dossier bears")
        self._change(dossier_id, linked_code=code.text, linked_tail=code_tail(code.text))

    def _change(self, dossier_id: UUID, **values: Any) -> None:
        if self._connection.execute(_CHANGE, {"this": dossier_id, **values}).rowcount != 1:
            raise KeyError(dossier_id)


def columns_of(dossier: Dossier, accepted: AcceptedDossier) -> dict[str, Any]:
    applicant, receipt = dossier.applicant, accepted.receipt
    if applicant is None or dossier.id != accepted.id:
        raise BrokenPromise("an accepted dossier without its person, or another's")
    register, owner = receipt.register, receipt.owner
    person, apart = number_of(applicant), number_of(applicant) is None or receipt.behalf is not None
    return {
        "id": accepted.id,
        "operation_id": accepted.operation_id,
        "code": accepted.code.text,
        "linked_code": accepted.linked_code.text if accepted.linked_code else None,
        "channel": dossier.channel.value,
        "person": person.value if person else "",
        "full_name": applicant.full_name,
        "birth_date": applicant.birth_date.iso() if applicant.birth_date else None,
        "sex": applicant.sex.value if applicant.sex else None,
        "address": applicant.address,
        "old_number": applicant.old_number if isinstance(applicant, Citizen) else None,
        "phone": applicant.phone,
        "name_key": name_key(applicant.full_name),
        "phone_digits": phone_digits(applicant.phone) or None,
        "owner_number": (identity(owner)[1] or None) if apart else None,
        "owner_key": name_key(owner.full_name) if apart else None,
        "code_tail": code_tail(accepted.code.text),
        "linked_tail": code_tail(accepted.linked_code.text) if accepted.linked_code else None,
        "procedure_code": receipt.procedure_code,
        "register_counter": register.counter if register else None,
        "register_year": register.year if register else None,
        "register_book": register.book if register else None,
        "register_line": register.line if register else None,
        "accepted_at": accepted.accepted_at,
        "due": accepted.due,
        "state": accepted.state.value,
        "problem": accepted.problem,
        "prints": accepted.prints,
        "document": dossier_to_json(dossier),
        "receipt": receipt_to_json(receipt),
    }


def paper_row(dossier_id: UUID, settlement: Settlement) -> dict[str, Any]:
    how, source, legal_basis, paper_id, pages = "", None, None, None, 0
    match settlement:
        case Captured():
            how, pages = "captured", len(settlement.pages)
        case Taken():
            how, legal_basis = "taken", settlement.legal_basis
            source, paper_id = settlement.paper.source, settlement.paper.id
        case Shown():
            how = "shown"
        case LookUpLater():
            how = "later"
    return {
        "dossier_id": dossier_id,
        "component": settlement.component,
        "how": how,
        "source": source,
        "legal_basis": legal_basis,
        "paper_id": paper_id,
        "pages": pages,
    }


def accepted_in(row: Row[Any]) -> AcceptedDossier:
    receipt = receipt_from_json(row.receipt)
    return AcceptedDossier(
        id=row.id,
        operation_id=row.operation_id,
        code=DossierCode(row.code),
        receipt=receipt,
        accepted_at=row.accepted_at,
        state=Honest(row.state),
        linked_code=DossierCode(row.linked_code) if row.linked_code else None,
        prints=row.prints,
        problem=row.problem,
        stage=Stage(row.stage),
        moved_to=row.due if row.due != receipt.appointment.due else None,
    )
