"""An empty database brought up to date by the statements that the migrations ran on the first one: finding out what
they are costs four times what they cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection

Build = Callable[["Connection", str], None]


class Repeated:
    """Instead of `local_db.schema.build`. Only the way from an empty database to the newest revision is repeated, for
    each kind of database its own; an older one is migrated as ever."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self._ran: dict[str, list[tuple[str, Any]]] = {}

    def __call__(self, connection: Connection, revision: str) -> None:
        from sqlalchemy import inspect

        kind = connection.dialect.name
        if revision != "head" or inspect(connection).get_table_names():
            self.build(connection, revision)
        elif kind in self._ran:
            for statement, parameters in self._ran[kind]:
                connection.exec_driver_sql(statement, parameters)
        else:
            self._ran[kind] = self._listened_to(connection)

    def _listened_to(self, connection: Connection) -> list[tuple[str, Any]]:
        from sqlalchemy import event

        ran: list[tuple[str, Any]] = []

        def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
            if not statement.lstrip().upper().startswith("SELECT"):
                ran.append((statement, parameters or None))

        event.listen(connection, "before_cursor_execute", note)
        try:
            self.build(connection, "head")
        finally:
            event.remove(connection, "before_cursor_execute", note)
        return ran
