"""Numbers that nobody gets twice: codes of leased blocks, provisional codes, and the register book's lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from counter_app.domain.codes import (
    DossierCode,
    NumberBlock,
    RegisterEntry,
    dossier_code,
    next_register_entry,
    provisional_code,
)
from counter_app.ports import LeaseClaim

from . import tables
from .facts import read_fact, write_fact
from .high_water import HighWater
from .prepared import Prepared

_TOKEN = "lease.token"  # noqa: S105 - the name of a fact
_b = tables.number_blocks.c
_c = tables.certified_copies.c
_p = tables.provisional_serials.c
_r = tables.register_books.c
_THIS_BLOCK = _b.id == bindparam("this")
_KNOWN_BLOCK = select(_b.id).where(_THIS_BLOCK)
_OPEN_BLOCKS = Prepared(
    select(tables.number_blocks)
    .where(_b.unit == bindparam("of_unit"), _b.counter == bindparam("of_counter"), _b.day == bindparam("of_day"))
    .where(_b.next <= _b.last)
    .order_by(_b.first)
)
_USE_BLOCK = Prepared(update(tables.number_blocks).where(_THIS_BLOCK))
_MY_PROVISIONAL = (_p.counter == bindparam("of_counter"), _p.day == bindparam("of_day"))
_LAST_PROVISIONAL = select(_p.last).where(*_MY_PROVISIONAL)
_USE_PROVISIONAL = update(tables.provisional_serials).where(*_MY_PROVISIONAL)
_MY_BOOK = _r.counter == bindparam("of_counter")
_BOOK = Prepared(select(_r.year, _r.book, _r.line).where(_MY_BOOK))
_USE_BOOK = Prepared(update(tables.register_books).where(_MY_BOOK))


class Taking:
    """The numbers that one transaction takes; the store writes them to the mark before it commits."""

    def __init__(self, mark: HighWater, all_taken: Callable[[Taking], None] = lambda _: None) -> None:
        """`all_taken` hears, early, that nothing more will be taken."""
        self._mark = mark
        self._all_taken = all_taken
        self.disowned = False  # the province has leased to another copy of this store
        self.serials: dict[str, int] = {}
        self.lines: dict[str, int] = {}

    def usable(self, day: date) -> bool:
        """Whether the mark still knows what was given on `day`."""
        return day >= self._mark.floor

    def remembers(self, day: date) -> bool:
        """Whether no code given on `day` was lost with a mark."""
        return self._mark.remembers(day)

    def first_book(self, year: int) -> int:
        return self._mark.first_book(year)

    def name(self, counter: str) -> str:
        """How this store writes the counter's name: `Q1`, and `Q1.X7K4` once another store may be writing `Q1`.

        Blocks, provisional codes and the register book go by it, so that two copies of a store share none.
        """
        return f"{counter}.{self._mark.instance}" if self._mark.instance else counter

    @property
    def copied(self) -> bool:
        return self._mark.copied

    @property
    def epoch(self) -> str:
        return self._mark.epoch

    def serial(self, day: date, series: str, in_database: int) -> int:
        """Takes the next serial, where the database last gave `in_database`. Gaps are allowed.

        For a day that the mark has forgotten, too: reception must go on when a clock that ran ahead is put right.
        """
        key = f"{day.isoformat()} {series}"
        self.serials[key] = max(in_database, self._mark.serial(key), self.serials.get(key, 0)) + 1
        return self.serials[key]

    def next_in(self, block: NumberBlock) -> int:
        """The first serial of a block that nobody was given, past its end when there is none."""
        serial = block.next
        for first, last in sorted(self._runs(block).items()):
            if first <= serial <= last:
                serial = last + 1
        return serial

    def take_from(self, block: NumberBlock) -> int:
        """Takes the serial that `next_in` shows."""
        serial = self.next_in(block)
        first = next((first for first, last in self._runs(block).items() if last == serial - 1), serial)
        self.serials[f"{_codes(block)}{first}"] = serial
        return serial

    def _runs(self, block: NumberBlock) -> dict[int, int]:
        """Serials given for the block's unit and day, as first → last of each run.

        By number and not by lease: after a restore the province may cut the same numbers into other blocks.
        """
        prefix = _codes(block)
        taken = {key: last for key, last in self.serials.items() if key.startswith(prefix)}
        known = {**self._mark.serials_of(prefix), **taken}
        return {int(key.removeprefix(prefix)): last for key, last in known.items()}

    def all_taken(self) -> None:
        self._all_taken(self)

    def line(self, book: str, in_database: int) -> int:
        """Takes the next line of a book. No gaps."""
        line = max(in_database, self._mark.line(book), self.lines.get(book, 0)) + 1
        self.lines[book] = line
        return line

    def slip(self, kind: str, counter: str, year: int, in_database: int) -> int:
        """Takes the next number of a counter's slips of a kind. No gaps, but past all that a lost mark may have known:
        a citizen has the paper."""
        return self.line(f"{kind} {counter} {year}", max(in_database, self._mark.slips_lost(year)))


class SqlNumbers:
    """Fulfils `ports.Numbers`."""

    def __init__(self, connection: Connection, taking: Taking) -> None:
        self._connection = connection
        self._taking = taking

    def take_code(self, unit: str, counter: str, day: date) -> DossierCode | None:
        if not self._taking.remembers(day):
            return None
        for block in self._open_blocks(unit, counter, day):
            if self._taking.next_in(block) <= block.last:
                serial = self._taking.take_from(block)
                _USE_BLOCK.change(self._connection, this=block.id, next=serial + 1)
                return dossier_code(unit, day, serial, block.digits)
        return None

    def take_provisional(self, counter: str, day: date) -> DossierCode:
        counter = self._taking.name(counter)
        mine = {"of_counter": counter, "of_day": day}
        last = self._connection.scalar(_LAST_PROVISIONAL, mine)
        serial = self._taking.serial(day, f"provisional {counter}", last or 0)
        if last is None:
            row = {"counter": counter, "day": day, "last": serial}
            self._connection.execute(insert(tables.provisional_serials), row)
        else:
            self._connection.execute(_USE_PROVISIONAL, {**mine, "last": serial})
        return provisional_code(counter, day, serial)

    def take_register_line(self, counter: str, year: int) -> RegisterEntry:
        counter = self._taking.name(counter)
        row = _BOOK.first(self._connection, of_counter=counter)
        last = None if row is None else RegisterEntry(counter, *row)
        entry = next_register_entry(last, counter, year)
        book = self._taking.first_book(entry.year)
        if entry.book < book:
            entry = RegisterEntry(counter, entry.year, book, 1)
        line = self._taking.line(f"{counter} {entry.year} {entry.book}", entry.line - 1)
        values = {"year": entry.year, "book": entry.book, "line": line}
        if row is None:
            self._connection.execute(insert(tables.register_books), {"counter": counter, **values})
        else:
            _USE_BOOK.change(self._connection, of_counter=counter, **values)
        return RegisterEntry(counter, entry.year, entry.book, line)

    def take_copy_number(self, counter: str, year: int) -> int:
        counter = self._taking.name(counter)
        entered = (_c.counter == counter, _c.year == year)
        last = self._connection.scalar(select(func.max(_c.number)).where(*entered)) or 0
        return self._taking.slip("certified-copy", counter, year, last)

    def all_taken(self) -> None:
        self._taking.all_taken()

    def add_block(self, block: NumberBlock) -> None:
        if self._connection.scalar(_KNOWN_BLOCK, {"this": block.id}) is None:
            columns = ("id", "unit", "counter", "day", "first", "last", "next", "digits")
            values = {**{name: getattr(block, name) for name in columns}, "counter": self._taking.name(block.counter)}
            self._connection.execute(insert(tables.number_blocks), values)

    def left(self, unit: str, counter: str, day: date) -> int:
        if not self._taking.usable(day):
            return 0
        return sum(max(0, b.last - self._taking.next_in(b) + 1) for b in self._open_blocks(unit, counter, day))

    def _open_blocks(self, unit: str, counter: str, day: date) -> tuple[NumberBlock, ...]:
        mine = {"of_unit": unit, "of_counter": self._taking.name(counter), "of_day": day}
        return tuple(_block(row, counter) for row in _OPEN_BLOCKS.rows(self._connection, **mine))

    # --- the chain of leases ---------------------------------------------------------------------------

    def lease_claim(self) -> LeaseClaim | None:
        if self._taking.copied:
            return None
        epoch, _, token = (read_fact(self._connection, _TOKEN) or " ").partition(" ")
        return LeaseClaim(token) if token and epoch == self._taking.epoch else LeaseClaim(None)

    def keep_token(self, token: str) -> None:
        write_fact(self._connection, _TOKEN, f"{self._taking.epoch} {token}")

    def disown(self) -> None:
        self._taking.disowned = not self._taking.copied


def _codes(block: NumberBlock) -> str:
    """How the mark names the codes of a unit and day; the first serial of a run follows."""
    return f"{block.day.isoformat()} code {block.unit} "


def _block(row: Any, counter: str) -> NumberBlock:
    return NumberBlock(row.id, row.unit, counter, row.day, row.first, row.last, max(row.first, row.next), row.digits)
