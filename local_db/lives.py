"""What happened to accepted dossiers, step by step; beside it the stage and the promise that lists go by."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, bindparam, exists, func, insert, select, update

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.life import UNFINISHED, Act, Life, Stage, Step
from counter_app.ports import AcceptedDossier

from . import tables
from .dossiers import accepted_in
from .numbering import Taking
from .prepared import Prepared
from .values import receipt_from_json, step_from_json, step_to_json

_d, _s, _p = tables.dossiers.c, tables.dossier_steps.c, tables.dossier_pages.c
_r = tables.refusals.c
_RECEIPT = Prepared(select(_d.receipt).where(_d.id == bindparam("this")))
_INSERT = Prepared(insert(tables.dossier_steps))
_UNTOLD = 1 << 62
_IN_ORDER = func.coalesce(_s.hall_place, _UNTOLD), _s.place  # the hall's; what it was not told yet comes after
_AT_WORK = sorted(stage.value for stage in UNFINISHED - {Stage.SUPPLEMENT})


class SqlLives:
    """Fulfils `ports.Lives`."""

    def __init__(self, connection: Connection, taking: Taking) -> None:
        self._connection = connection
        self._taking = taking

    def of(self, dossier_id: UUID) -> Life:
        return life_of(self._connection, dossier_id)

    def add(self, dossier_id: UUID, step: Step) -> None:
        _INSERT.change(
            self._connection,
            id=step.id,
            dossier_id=dossier_id,
            act=step.act.value,
            at=step.at,
            counter=step.counter,
            year=step.at.astimezone(VIETNAM).year,
            number=step.number,
            prints=0,
            document=step_to_json(step),
        )
        self._note_pages(dossier_id, step)
        settle(self._connection, dossier_id)

    def next_number(self, act: Act, counter: str, year: int) -> int:
        of_the_year = (_s.act == act.value, _s.counter == counter, _s.year == year)
        last = self._connection.scalar(select(func.max(_s.number)).where(*of_the_year)) or 0
        if act is Act.REFUSED:  # one book with those that were refused before reception
            before = (_r.counter == counter, _r.year == year)
            last = max(last, self._connection.scalar(select(func.max(_r.number)).where(*before)) or 0)
        return self._taking.slip(act.value, counter, year, last)

    def count_print(self, step_id: UUID) -> int:
        before: int | None = self._connection.scalar(select(_s.prints).where(_s.id == step_id))
        if before is None:
            raise KeyError(step_id)
        row = update(tables.dossier_steps).where(_s.id == step_id).values(prints=before + 1)
        self._connection.execute(row)
        return before

    def unfinished(self, due_before: datetime) -> tuple[AcceptedDossier, ...]:
        pressing = select(tables.dossiers).where(_d.stage.in_(_AT_WORK), _d.due < due_before).order_by(_d.due, _d.entry)
        return tuple(map(accepted_in, self._connection.execute(pressing)))

    def at_the_counter(self) -> tuple[AcceptedDossier, ...]:
        ours = _d.stage == Stage.RECEIVED.value, _d.colleague.is_(None)  # a colleague's papers lie at the colleague's
        here = select(tables.dossiers).where(*ours).order_by(_d.entry)
        return tuple(map(accepted_in, self._connection.execute(here)))

    def still_since(self, stage: Stage, moment: datetime) -> tuple[tuple[AcceptedDossier, datetime], ...]:
        money = [act.value for act in (Act.FEE_TAKEN, Act.FEE_CONFIRMED, Act.FEE_WAIVED)]
        steps = select(func.max(_s.at)).where(_s.dossier_id == _d.id, _s.act.not_in(money)).scalar_subquery()
        last = func.coalesce(steps, _d.accepted_at, type_=tables.Moment)
        still = select(tables.dossiers, last.label("last")).where(_d.stage == stage.value, last < moment)
        return tuple((accepted_in(row), row.last) for row in self._connection.execute(still.order_by(last)))

    def between(self, acts: Iterable[Act], start: datetime, end: datetime) -> tuple[tuple[UUID, Step], ...]:
        kinds = [act.value for act in acts]
        rows = select(_s.dossier_id, _s.document).where(_s.act.in_(kinds), _s.at >= start, _s.at < end)
        found = self._connection.execute(rows.order_by(_s.place))
        return tuple((row.dossier_id, step_from_json(row.document)) for row in found)

    def unsettled(self) -> tuple[tuple[UUID, Step], ...]:
        later = tables.dossier_steps.alias()
        fees = [Act.FEE_TAKEN.value, Act.FEE_CONFIRMED.value, Act.FEE_WAIVED.value]
        settled = exists().where(later.c.dossier_id == _s.dossier_id, later.c.place > _s.place, later.c.act.in_(fees))
        waits = _s.document.contains('"settled":false')  # within what was typed each quote is escaped
        rows = select(_s.dossier_id, _s.document).where(_s.act == Act.FEE_TAKEN.value, waits, ~settled)
        found = self._connection.execute(rows.order_by(_s.place))
        return tuple((row.dossier_id, step_from_json(row.document)) for row in found)

    def _note_pages(self, dossier_id: UUID, step: Step) -> None:
        """Whose the pages are, so that a purge finds them with those of the acceptance."""
        names = {n for paper in step.captured for n in (*paper.pages, *paper.originals, *paper.files)}
        known = select(_p.name).where(_p.dossier_id == dossier_id, _p.name.in_(names))
        new = names - set(self._connection.scalars(known))
        if new:
            rows = [{"name": name, "dossier_id": dossier_id} for name in sorted(new)]
            self._connection.execute(insert(tables.dossier_pages), rows)


def life_of(connection: Connection, dossier_id: UUID) -> Life:
    """Raises KeyError."""
    document = _RECEIPT.scalar(connection, this=dossier_id)
    if document is None:
        raise KeyError(dossier_id)
    receipt = receipt_from_json(document)
    steps = select(_s.document).where(_s.dossier_id == dossier_id).order_by(*_IN_ORDER)
    happened = tuple(map(step_from_json, connection.scalars(steps)))
    return Life(receipt.received_at, receipt.appointment.due, receipt.fee, happened)


def settle(connection: Connection, dossier_id: UUID) -> Life:
    """The stage and the promise that lists go by, from what happened. Raises KeyError."""
    life = life_of(connection, dossier_id)
    row = update(tables.dossiers).where(_d.id == dossier_id).values(stage=life.stage.value, due=life.due)
    connection.execute(row)
    return life
