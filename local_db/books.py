"""The counter's books: the register, certified copies, refusals before reception; only what this store itself wrote."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, func, insert, literal, select, update

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.refused import Refused
from counter_app.ports import AcceptedDossier, Book, BookKind

from . import tables
from .dossiers import accepted_in
from .numbering import Taking
from .values import refused_from_json, refused_to_json

_d, _c, _r = tables.dossiers.c, tables.certified_copies.c, tables.refusals.c
_ORDER = list(BookKind)
_LATEST = _r.at.desc(), _r.place.desc()  # a colleague's is heard long after it was made


class SqlCopyBook:
    """Fulfils `ports.CopyBook`."""

    def __init__(self, connection: Connection, taking: Taking) -> None:
        self._connection = connection
        self._taking = taking

    def enter(self, dossier_id: UUID, counter: str, year: int, number: int, at: datetime) -> None:
        row = {"dossier_id": dossier_id, "counter": self._taking.name(counter), "year": year, "number": number}
        self._connection.execute(insert(tables.certified_copies), {**row, "at": at})

    def between(self, counter: str, start: datetime, end: datetime) -> tuple[AcceptedDossier, ...]:
        these = (_c.counter == self._taking.name(counter), _c.at >= start, _c.at < end)
        return _copied(self._connection, *these)


class SqlRefusals:
    """Fulfils `ports.Refusals`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, refused: Refused) -> None:
        row = {"draft_id": refused.draft_id, "counter": refused.counter, "number": refused.number, "at": refused.at}
        row |= {"year": refused.at.astimezone(VIETNAM).year, "prints": refused.prints}
        row |= {"clerk": refused.who, "sought": refused.sought}
        self._connection.execute(insert(tables.refusals), {**row, "document": refused_to_json(refused)})

    def get(self, draft_id: UUID) -> Refused:
        row = self._connection.execute(select(tables.refusals).where(_r.draft_id == draft_id)).one_or_none()
        if row is None:
            raise KeyError(draft_id)
        return _refused(row)

    def recent(self, limit: int, clerk: str | None = None) -> tuple[Refused, ...]:
        mine = () if clerk is None else (_r.clerk == clerk,)
        latest = select(tables.refusals).where(*mine).order_by(*_LATEST).limit(limit)
        return tuple(map(_refused, self._connection.execute(latest)))

    def find(self, words: tuple[str, ...], limit: int, clerk: str | None = None) -> tuple[Refused, ...]:
        """Some hundreds a year: they are read through."""
        these = select(tables.refusals).where(*(literal(" ").concat(_r.sought).contains(f" {word}") for word in words))
        mine = these if clerk is None else these.where(_r.clerk == clerk)
        return tuple(map(_refused, self._connection.execute(mine.order_by(*_LATEST).limit(limit))))

    def count_print(self, draft_id: UUID) -> int:
        before = self.get(draft_id).prints
        row = update(tables.refusals).where(_r.draft_id == draft_id).values(prints=before + 1)
        self._connection.execute(row)
        return before


class SqlBooks:
    """Fulfils `ports.Books`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Book, ...]:
        of_register = (_d.register_counter, _d.register_year, _d.register_book)
        registers = (
            select(*of_register, func.count(), func.max(_d.register_line))
            .where(_d.register_line.is_not(None), _d.colleague.is_(None))
            .group_by(*of_register)
        )
        copies = select(_c.counter, _c.year, func.count(), func.max(_c.number)).group_by(_c.counter, _c.year)
        refusals = select(_r.counter, _r.year, func.count(), func.max(_r.number)).where(_r.colleague.is_(None))
        refusals = refusals.group_by(_r.counter, _r.year)
        found = [Book(BookKind.REGISTER, *row) for row in self._connection.execute(registers)]
        for kind, rows in ((BookKind.COPIES, copies), (BookKind.REFUSALS, refusals)):
            found += [Book(kind, row[0], row[1], 1, row[2], row[3]) for row in self._connection.execute(rows)]
        return tuple(sorted(found, key=lambda book: (-book.year, _ORDER.index(book.kind), book.counter, book.number)))

    def register(self, book: Book, since: datetime | None = None) -> tuple[AcceptedDossier, ...]:
        of_book = (_d.register_counter == book.counter, _d.register_year == book.year, _d.register_book == book.number)
        later = () if since is None else (_d.accepted_at >= since,)
        lines = select(tables.dossiers).where(*of_book, *later, _d.colleague.is_(None)).order_by(_d.register_line)
        return tuple(map(accepted_in, self._connection.execute(lines)))

    def copies(self, book: Book, since: datetime | None = None) -> tuple[AcceptedDossier, ...]:
        later = () if since is None else (_c.at >= since,)
        return _copied(self._connection, _c.counter == book.counter, _c.year == book.year, *later)

    def refusals(self, book: Book, since: datetime | None = None) -> tuple[Refused, ...]:
        later = () if since is None else (_r.at >= since,)
        of_book = _r.counter == book.counter, _r.year == book.year, _r.colleague.is_(None)
        these = select(tables.refusals).where(*of_book, *later)
        return tuple(map(_refused, self._connection.execute(these.order_by(_r.number))))


def _copied(connection: Connection, *these: Any) -> tuple[AcceptedDossier, ...]:
    first = select(_c.dossier_id, func.min(_c.place).label("first")).where(*these).group_by(_c.dossier_id).subquery()
    rows = select(tables.dossiers).join(first, first.c.dossier_id == _d.id).order_by(first.c.first)
    return tuple(map(accepted_in, connection.execute(rows)))


def _refused(row: Row[Any]) -> Refused:
    return replace(refused_from_json(row.document), prints=row.prints)
