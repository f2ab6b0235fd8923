"""What only one counter of the hall may do, ever: said at the server before it is done."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, func, insert, select, text, update

from .. import tables

SOLE = "sole"  # a kind of entry that nobody hears: it holds nothing but whose the act is
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(7310031)")  # whoever adds entries
_LONG = text("interval '3 days'")  # a PC that died in the middle; what it did is known to all by then
_e = tables.site_entries.c


def take_sole(connection: Connection, counter: str, act: UUID) -> bool:
    """Whether the act is this counter's."""
    connection.execute(ONE_AT_A_TIME)
    this = _e.kind == SOLE, _e.id == act
    over = (_e.at < func.now() - _LONG).label("over")
    known = connection.execute(select(_e.counter, _e.change, over).where(*this)).one_or_none()
    if known is None:
        place = (connection.scalar(select(func.max(_e.place))) or 0) + 1
        row = {"kind": SOLE, "id": act, "place": place, "counter": counter, "change": 1, "sealed": b""}
        connection.execute(insert(tables.site_entries).values(**row, at=func.now()))
    elif known.counter != counter and known.change and not known.over:
        return False
    else:
        mine = update(tables.site_entries).where(*this)
        connection.execute(mine.values(counter=counter, change=1, at=func.now()))
    return True


def whose_sole(connection: Connection, act: UUID) -> str:
    """The counter that it is; empty: nobody's."""
    mine = select(_e.counter).where(_e.kind == SOLE, _e.id == act, _e.change > 0)
    return connection.scalar(mine) or ""


def leave_sole(connection: Connection, counter: str, act: UUID) -> bool:
    """It came to nothing: anybody's."""
    mine = _e.kind == SOLE, _e.id == act, _e.counter == counter
    return bool(connection.execute(update(tables.site_entries).where(*mine).values(change=0)).rowcount)
