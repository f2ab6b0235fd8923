"""What is typed into forms that are not done yet."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, select

from counter_app.ports import TypedForm

from . import tables

_t = tables.typed_forms.c


class SqlTyped:
    """Fulfils `ports.Typed`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, clerk: str, form: TypedForm, at: datetime) -> None:
        self._connection.execute(delete(tables.typed_forms).where(*_this(clerk, form.dossier_id), _t.deed == form.deed))
        row = {
            "clerk": clerk,
            "dossier_id": form.dossier_id,
            "deed": form.deed,
            "open": form.open,
            "at": at,
            "document": json.dumps({"values": dict(form.values), "ticked": list(form.ticked)}, ensure_ascii=False),
        }
        self._connection.execute(insert(tables.typed_forms), row)

    def of(self, clerk: str, dossier_id: UUID, deed: str) -> TypedForm | None:
        row = self._connection.execute(
            select(tables.typed_forms).where(*_this(clerk, dossier_id), _t.deed == deed)
        ).one_or_none()
        return None if row is None else _form(row)

    def last_open(self, clerk: str) -> TypedForm | None:
        mine = select(tables.typed_forms).where(_t.clerk == clerk, _t.open).order_by(_t.place.desc()).limit(1)
        row = self._connection.execute(mine).one_or_none()
        return None if row is None else _form(row)

    def forget(self, clerk: str | None, dossier_id: UUID, deed: str | None = None) -> None:
        one = () if deed is None else (_t.deed == deed,)
        whose = (_t.dossier_id == dossier_id,) if clerk is None else _this(clerk, dossier_id)
        self._connection.execute(delete(tables.typed_forms).where(*whose, *one))

    def hand_over(self, dossier_id: UUID, clerk: str) -> None:
        others = select(tables.typed_forms).where(_t.dossier_id == dossier_id, _t.clerk != clerk).order_by(_t.place)
        for row in self._connection.execute(others).all():
            self.forget(None, dossier_id, row.deed)  # the one typed last holds
            self.save(clerk, replace(_form(row), open=False), row.at)

    def forget_before(self, moment: datetime) -> None:
        self._connection.execute(delete(tables.typed_forms).where(_t.at < moment))


def _this(clerk: str, dossier_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return _t.clerk == clerk, _t.dossier_id == dossier_id


def _form(row: Row[Any]) -> TypedForm:
    told = json.loads(row.document)
    return TypedForm(row.dossier_id, row.deed, tuple(told["values"].items()), tuple(told["ticked"]), row.open)
