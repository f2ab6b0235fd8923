"""Statements of the model that a driver runs as they are: compiled once by SQLAlchemy, for whatever database it is.

An acceptance runs fifteen statements, and SQLAlchemy's way to each (execution context, result, event dispatch) took
three times as long as the database itself. What is portable stays SQLAlchemy's: the statement, its types, its errors.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Delete, Dialect, Insert, Select, Update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import ReturningDelete, ReturningInsert
from sqlalchemy.types import TypeEngine

_Values = Mapping[str, Any]
_Row = Any  # a named tuple of the selected columns
_Process = Callable[[Any], Any] | None
_Statement = Select[Any] | Insert | Update | Delete | ReturningDelete[Any] | ReturningInsert[Any]


@dataclass(frozen=True, slots=True)
class _Plan:
    """A statement for one database and one set of values. `fixed`: what stands in the statement itself."""

    text: str
    names: tuple[str, ...]
    fixed: Mapping[str, Any]
    bind: tuple[tuple[str, Callable[[Any], Any]], ...]
    read: tuple[_Process, ...]
    columns: Callable[..., _Row]
    positional: bool

    def parameters(self, values: _Values) -> Any:
        given = {**self.fixed, **values}
        for name, process in self.bind:
            given[name] = process(given[name])
        return [given[name] for name in self.names] if self.positional else given

    def row(self, found: Sequence[Any]) -> _Row:
        values = (value if process is None else process(value) for value, process in zip(found, self.read, strict=True))
        return self.columns(*values)


class Prepared:
    """A statement with named values. Raises SQLAlchemy's errors, as `Connection.execute` does."""

    def __init__(self, statement: _Statement) -> None:
        self._statement = statement
        self._plans: dict[tuple[str, ...], _Plan] = {}

    def first(self, connection: Connection, **values: Any) -> _Row | None:
        """The first row, None where there is none; of a statement that finds one at most."""
        rows = self.rows(connection, **values)
        return rows[0] if rows else None

    def scalar(self, connection: Connection, **values: Any) -> Any:
        """The first column of the first row; None where there is none."""
        row = self.first(connection, **values)
        return None if row is None else row[0]

    def rows(self, connection: Connection, **values: Any) -> list[_Row]:
        plan = self._plan(connection.dialect, values)
        parameters, cursor = plan.parameters(values), connection.connection.cursor()
        try:
            cursor.execute(plan.text, parameters)
            found = cursor.fetchall()
        except connection.dialect.loaded_dbapi.Error as error:
            raise _named(error, connection.dialect) from error
        return [plan.row(row) for row in found]

    def change(self, connection: Connection, **values: Any) -> int:
        """How many rows it changed."""
        plan = self._plan(connection.dialect, values)
        parameters, cursor = plan.parameters(values), connection.connection.cursor()
        try:
            cursor.execute(plan.text, parameters)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _named(error, connection.dialect) from error
        return int(cursor.rowcount)

    def change_each(self, connection: Connection, rows: Sequence[_Values]) -> None:
        """Once for each of `rows`, all of which have values of the same names."""
        if not rows:
            return
        plan = self._plan(connection.dialect, rows[0])
        parameters, cursor = [plan.parameters(values) for values in rows], connection.connection.cursor()
        try:
            cursor.executemany(plan.text, parameters)
        except connection.dialect.loaded_dbapi.Error as error:
            raise _named(error, connection.dialect) from error

    def _plan(self, dialect: Dialect, values: _Values) -> _Plan:
        key = (dialect.name, *values)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = _planned(self._statement, dialect, list(values))
        return plan


def _planned(statement: Any, dialect: Dialect, names: list[str]) -> _Plan:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    kinds: dict[str, TypeEngine[Any]] = {name: bind.type for name, bind in compiled.binds.items()}
    fixed = {name: bind.value for name, bind in compiled.binds.items() if name not in names}
    bind = {name: kind.dialect_impl(dialect).bind_processor(dialect) for name, kind in kinds.items()}
    returned = getattr(statement, "exported_columns", {})  # of what gives rows
    read = (each.type.dialect_impl(dialect).result_processor(dialect, None) for each in returned)
    return _Plan(
        text=str(compiled),
        names=tuple(compiled.positiontup or ()),
        fixed=fixed,
        bind=tuple((name, process) for name, process in bind.items() if process is not None),
        read=tuple(read),
        columns=namedtuple("Found", returned.keys(), rename=True),
        positional=bool(compiled.positional),
    )


def _named(error: Exception, dialect: Dialect) -> BaseException:
    """As SQLAlchemy would raise it; without the values, which may be of a person."""
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(None, None, error, base, hide_parameters=True, dialect=dialect)
