"""Rows of a damaged database into a new one of the same revision: each to its table, none twice."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Connection, delete

from . import tables
from .archive_forms import queue_what_is_not
from .pages import Pages
from .people import VERSION
from .purging import INDEXED
from .register import AS_OF, CURSOR
from .rows import Row, Value, Walk, is_leaf

_SEQUENCES = "sqlite_sequence"
_BATCH = 500  # rows
_FETCHED = {CURSOR: ("citizens", "held_papers"), AS_OF: ("citizens", "held_papers"), VERSION: ("accounts",)}


@dataclass(frozen=True)
class TableLoss:
    """`pages` of the table that could not be read, `rows` that stood partly on such a page; how many rows stood on a
    lost page nobody can know."""

    pages: int
    rows: int


@dataclass(frozen=True)
class Shape:
    """A table as its rows are stored. `kinds`: what each column may hold; `number`: the column that is the row's own
    number and stands in no record."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[tuple[type, ...], ...]
    number: int | None

    def fits(self, values: tuple[Value, ...]) -> bool:
        return len(values) == len(self.columns) and all(
            value is None if place == self.number else isinstance(value, kinds)
            for place, (value, kinds) in enumerate(zip(values, self.kinds, strict=True))
        )


def shapes(connection: Connection) -> dict[str, Shape]:
    """Of the model's own tables; what searching is done by follows from them, by triggers."""
    there = set(connection.dialect.get_table_names(connection))
    return {name: _shape(connection, name) for name in tables.metadata.tables if name in there}


def _shape(connection: Connection, name: str) -> Shape:
    asked = 'SELECT name, type, "notnull", pk FROM pragma_table_info(?)'
    columns = connection.exec_driver_sql(asked, (name,)).all()
    number = next((place for place, column in enumerate(columns) if column.pk and column.type == "INTEGER"), None)
    if sum(bool(column.pk) for column in columns) != 1:
        number = None
    kinds = tuple(_kinds(column.type.upper(), bool(column.notnull)) for column in columns)
    return Shape(name, tuple(column.name for column in columns), kinds, number)


def _kinds(declared: str, needed: bool) -> tuple[type, ...]:
    """By SQLite's affinity (sqlite.org/datatype3.html, section 3.1)."""
    kinds: tuple[type, ...]
    if "INT" in declared or "BOOL" in declared:
        kinds = (int,)
    elif any(part in declared for part in ("CHAR", "TEXT", "CLOB", "DATE", "JSON")):
        kinds = (str,)
    elif "BLOB" in declared:
        kinds = (bytes,)
    else:
        kinds = (int, float, str)
    return kinds if needed else (*kinds, type(None))


@dataclass
class Bringing:
    """`connection`: to the new database, which has the tables and may have rows that every new one has."""

    connection: Connection
    shapes: Mapping[str, Shape]
    lost: dict[str, TableLoss] = field(default_factory=dict)
    homeless: int = 0  # rows of pages that could be several tables'
    taken: int = 0
    _sequences: dict[str, int] = field(default_factory=dict)

    def trees(self, walk: Walk, roots: Mapping[str, int]) -> None:
        """Every row that is still reached."""
        for name, shape in self.shapes.items():
            self.connection.exec_driver_sql(f'DELETE FROM "{name}"')  # noqa: S608 - as all here, our own names
            if name in roots:
                misfits = self._add(shape, walk.rows(roots[name]))
                self._note(name, walk.missing, walk.broken + misfits)
            else:
                self._note(name, 1, 0)
            walk.missing = walk.broken = 0
        self._sequences = dict(self._said_by_sequences(walk, roots))
        for name, root in roots.items():
            if name not in self.shapes:  # what is made anew: its pages are nobody's orphans
                deque(walk.rows(root), maxlen=0)
        walk.missing = walk.broken = 0

    def orphans(self, walk: Walk, pages: Pages) -> None:
        """Rows of whole pages that no way leads to any more, where only one of the hurt tables can have had them."""
        hurt = [self.shapes[name] for name in self.lost]
        for number in range(2, pages.count + 1) if hurt else ():
            data = pages.page(number) if number not in walk.seen else None
            if data is None or not is_leaf(data, number):
                continue
            rows = list(walk.leaf(data, number))
            homes = [shape for shape in hurt if rows and all(shape.fits(values) for _, values in rows)]
            if len(homes) == 1:
                self._add(homes[0], rows)
            else:
                self.homeless += len(rows)

    def mend(self) -> None:
        """What the program would stumble over: a reference to a row that is lost, where there need be none; counters
        that would count again; facts that speak of rows which are lost."""
        self._mend_facts()
        for table in tables.metadata.sorted_tables:
            for key in table.foreign_keys if table.name in self.shapes else ():
                column, parent = key.parent, key.column
                if column.nullable:
                    known = f'SELECT "{parent.name}" FROM "{parent.table.name}"'  # noqa: S608
                    lost = f'"{column.name}" NOT IN ({known})'
                    self.connection.exec_driver_sql(f'UPDATE "{table.name}" SET "{column.name}" = NULL WHERE {lost}')  # noqa: S608
        if tables.archive_forms.name in self.shapes:
            queue_what_is_not(self.connection)
        for name, last in self._sequences.items():
            at_least = "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?"
            self.connection.exec_driver_sql(at_least, (last, name))

    def _mend_facts(self) -> None:
        """What the province told is asked for again, for it only tells what changed since; which dossier speaks of
        which page is noted anew, or a page of a dossier with a lost one's entry would be taken for nobody's."""
        if "facts" not in self.shapes:
            return
        stale = {fact for fact, told in _FETCHED.items() if self.lost.keys() & {*told}}
        for fact in (*stale, INDEXED):
            self.connection.exec_driver_sql("DELETE FROM facts WHERE name = ?", (fact,))
        if tables.dossier_pages.name in self.shapes:
            self.connection.execute(delete(tables.dossier_pages))

    def lost_codes(self) -> tuple[str, ...]:
        """Codes of dossiers that the audit or an unsent event still speaks of, and that are gone."""
        connection = self.connection
        known = {code for row in connection.exec_driver_sql("SELECT code, linked_code FROM dossiers") for code in row}
        spoken = connection.exec_driver_sql(
            "SELECT about FROM audit WHERE what = 'dossier-accepted' UNION ALL SELECT payload FROM outbox"
        ).scalars()
        return tuple(sorted(set(_codes(spoken)) - known))

    def _add(self, shape: Shape, rows: Iterable[Row]) -> int:
        """Returns how many were not taken: two rows for one, or one that fits nothing."""
        refused = 0
        for batch in _batches(rows):
            by_length = defaultdict(list)
            for number, values in batch:
                if not 0 < len(values) <= len(shape.columns):
                    refused += 1
                    continue
                if shape.number is not None and shape.number < len(values):
                    values = (*values[: shape.number], number, *values[shape.number + 1 :])
                by_length[len(values)].append(values)
            for length, alike in by_length.items():  # shorter ones are of before a column was added
                refused += len(alike) - self._insert(shape.name, shape.columns[:length], alike)
        return refused

    def _insert(self, name: str, columns: tuple[str, ...], rows: list[tuple[Value, ...]]) -> int:
        named, holes = ", ".join(f'"{column}"' for column in columns), ", ".join("?" * len(columns))
        into = f'INSERT OR IGNORE INTO "{name}" ({named}) VALUES ({holes})'  # noqa: S608
        taken = self.connection.exec_driver_sql(into, rows).rowcount
        self.taken += taken
        return taken

    def _note(self, name: str, pages: int, rows: int) -> None:
        if pages or rows:
            self.lost[name] = TableLoss(pages, rows)

    def _said_by_sequences(self, walk: Walk, roots: Mapping[str, int]) -> Iterator[tuple[str, int]]:
        for _, values in walk.rows(roots[_SEQUENCES]) if _SEQUENCES in roots else ():
            match values:
                case (str(name), int(last)):
                    yield name, last
        walk.missing = walk.broken = 0


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _codes(documents: Iterable[str]) -> Iterator[str]:
    for document in documents:
        said = json.loads(document)
        if isinstance(said, dict) and isinstance(said.get("code"), str):
            yield said["code"]
