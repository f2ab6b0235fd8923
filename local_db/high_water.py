# Long because: the file, and the laws that make its numbers safe, are only right together.

"""The high-water mark: the last numbers given, in a small file outside the database.

A restored backup brings an old database back, and "highest + 1" in it would give numbers a second time. So each
transaction that takes numbers first writes them here, durable, and only then commits; whatever the database says,
the next number lies past the mark.

A crash between mark and commit leaves a number that nobody got. A code may be skipped, so codes simply jump. A
line of the register book may not: the book has no gaps. So lines stand in the mark as `lines` (committed) and
`pending` (this write's, not yet known to be committed). The mark counts its writes, and the database keeps, in the
same commit as the numbers, the count that it was written under. At the next start:

    the database has the mark's count                   pending lines were committed
    it has the count before, and no note here says
    that the last write was committed                   a crash in between: pending lines are free again
    anything else                                       a restored database: pending lines count as given

The mark lost with its disk, a backup's copy of it takes its place (`rebuilt`). Nobody knows what was given after that
backup, so until the day of the restore is over leased codes are not used (a provisional one is given), serials jump
past any that a day can have seen, and the register goes on in a new book.

A flush waits for the disk while there are still rows to write. So a transaction may begin to write its numbers as soon
as it has taken the last one (`begin`): a thread flushes, and before the commit `intend` waits until it has.

The data folder put back as it was on this PC, database and mark together, is known by the mark's twin beside it
(`mark_twin`), whose word then holds.

What is left: power fails within moments of a commit, before its note is on the disk, and before the program starts
again a backup made exactly before that commit is restored. Then one line would be given twice.

File: two slots written in turn, each `length, CRC-32, JSON`; then the note `count, CRC-32`. One flush a write, no
room needed on a full disk, and a torn write leaves the other slot.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Set
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from secrets import choice, token_hex
from threading import Lock
from typing import Any

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import BrokenPromise, CounterError, StoreDamaged

from .clock import BELIEVED
from .durable import flush_data, write_durably
from .faults import disk_fault
from .machine import ANYWHERE, Sealed
from .mark_twin import MarkTwin

_SLOT = 64 * 1024
_HEAD = struct.Struct("<II")
_ROOM = _SLOT - _HEAD.size
_NOTE = struct.Struct("<QI")
_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
_JUMP = 500  # more than one counter accepts, or one hall's letter calls, on a day
_DAYS_KEPT = 31  # days with numbers; for an earlier one no leased code is given, and serials start past all forgotten


@dataclass(frozen=True)
class _Mark:
    count: int = 0
    before: int = 0  # the count of the last write known to be committed when this one was made
    serials: Mapping[str, int] = field(default_factory=dict)  # keys begin with their day; may jump
    lines: Mapping[str, int] = field(default_factory=dict)
    pending: Mapping[str, int] = field(default_factory=dict)
    floor: str = ""  # ISO day
    forgotten: Mapping[str, int] = field(default_factory=dict)  # by series: the highest serial of the days trimmed away
    moment: float = 0.0  # seconds since 1970
    lost: tuple[str, ...] = ()  # ISO days of restores without a mark: numbers up to each were given unremembered
    instance: str = ""  # which of several stores that grew out of one this is; "": the first
    copied: bool = False  # found on another PC, or refused by the province as a copy; nobody has said which yet
    epoch: str = ""  # anew when what the province last said to this store may have been said to another one
    machine: Sealed = field(default_factory=dict)


@dataclass(frozen=True)
class _Begun:
    """A write under way: what of, where to, and the flush that makes it durable."""

    serials: Mapping[str, int]
    lines: Mapping[str, int]
    slot: int
    mark: _Mark
    flush: Future[None]


class HighWater:
    """Not for several threads: only the store's one writer touches it. A thread of its own flushes and does no more."""

    def __init__(self, path: Path, twin: MarkTwin | None = None) -> None:
        """Opens the file, or makes it. A `twin` that is ahead of it takes its place: the file was put back as it once
        was. Raises DiskFull, StoreDamaged (no slot can be read)."""
        self._twin = twin
        self.put_back = 0  # writes that the file was behind its twin
        try:
            own = path.read_bytes() if path.exists() else b""
            if twin is not None and is_ahead(ahead := twin.read(), own):
                self.put_back = count_in(ahead) - count_in(own)
                write_durably(path, ahead)
            elif not own:
                write_durably(path, bytes(2 * _SLOT + _NOTE.size))
            self._file = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise disk_fault(error) from error
        self._flusher = ThreadPoolExecutor(1, "high-water")  # no thread before the first flush
        self._begun: _Begun | None = None
        try:
            self._slot, self._mark, self._noted = self._load()
            if twin is not None:
                twin.take(self.copy())
        except BaseException:
            self.close()
            raise

    def follow_with(self, twin: MarkTwin) -> None:
        """A store just made has its twin only now. Raises StoreDamaged."""
        if self._twin is None:
            self._twin = twin
            twin.take(self.copy())

    def close(self) -> None:
        if self._file >= 0:
            self._flusher.shutdown()
            os.close(self._file)
            self._file = -1
        if self._twin is not None:
            self._twin.close()

    @property
    def used(self) -> bool:
        """Whether a number was ever taken, or a moment kept."""
        mark = self._mark
        return bool(mark.moment or mark.serials or mark.lines or mark.pending or mark.lost)

    def reconcile(self, count: int) -> int:
        """At the start: settles what is pending by the count that the database was last committed under.

        Returns the count that the database is to hold. A restored one must take the mark's over before it gives a line:
        until then the next crash looks like one more restored database, and leaves a gap in the book.
        """
        mark = self._mark
        crashed = count == mark.before and self._noted != mark.count
        if not crashed:
            self._settle(max(count, mark.count))
            return self._mark.count
        if mark.pending:  # said durably, or a backup restored next would take the crash for given lines
            self._write(replace(mark, count=mark.count + 1, pending={}))
        return count

    @property
    def has_twin(self) -> bool:
        return self._twin is not None and self._twin.follows

    # --- which store this is ---------------------------------------------------------------------------

    @property
    def instance(self) -> str:
        return self._mark.instance

    @property
    def copied(self) -> bool:
        return self._mark.copied

    @property
    def epoch(self) -> str:
        return self._mark.epoch

    @property
    def machine(self) -> Sealed:
        return self._mark.machine

    def settle_in(self, machine: Sealed) -> None:
        """This PC is where the store lives. Raises DiskFull, StoreDamaged, as the next two."""
        if machine != self._mark.machine:
            self._become(machine=machine)

    def become_another(self, machine: Sealed | None = None) -> None:
        """From now on nothing that the store was given before is given by this one: the other may give it."""
        self._become(
            instance=new_instance(),
            copied=True,
            epoch=token_hex(8),
            machine=self._mark.machine if machine is None else machine,
        )

    def moved(self) -> None:
        """The other one is out of service: the province may lease to this one."""
        self._become(copied=False, epoch=token_hex(8))

    def _become(self, **changes: Any) -> None:
        """After `reconcile`. Like a write whose commit never came: it holds nothing that a commit would have to."""
        self.finish()
        mark = self._mark
        self._write(replace(mark, count=mark.count + 1, before=self._noted, pending={}, **changes))

    # --- numbers ---------------------------------------------------------------------------------------

    def serial(self, key: str) -> int:
        """The last serial given under `key` (which begins with its ISO day), perhaps never committed; 0: none."""
        since = (date.fromisoformat(key[:10]) - BELIEVED).isoformat() if _is_ticket(key) else key[:10]
        jump = _JUMP * self._losses(since)
        if key[:10] < self._mark.floor:
            jump += self._mark.forgotten.get(key[11:], 0)
        return max(self._mark.serials.get(key, 0), jump)

    def serials_of(self, prefix: str) -> dict[str, int]:
        """The last serial under each key that begins so."""
        return {key: last for key, last in self._mark.serials.items() if key.startswith(prefix)}

    def line(self, key: str) -> int:
        """The last line known to be given under `key`; 0: none."""
        return self._mark.lines.get(key, 0)

    def remembers(self, day: date) -> bool:
        """Whether each code given on `day` is known."""
        return day >= self.floor and not self._losses(day.isoformat())

    def first_book(self, year: int) -> int:
        """The first register book of `year` that can hold no line given unremembered."""
        return 1 + self._losses(f"{year:04}")

    def slips_lost(self, year: int) -> int:
        """No slip of `year` that was given unremembered has a higher number."""
        return _JUMP * self._losses(f"{year:04}")

    def _losses(self, since: str) -> int:
        return sum(day[: len(since)] >= since for day in self._mark.lost)

    @property
    def floor(self) -> date:
        """The earliest day from which on all that was given is still known."""
        return date.fromisoformat(self._mark.floor) if self._mark.floor else date.min

    @property
    def moment(self) -> datetime:
        """The moment last written; 1970 where none was yet. What it is worth, `StoreClock` judges."""
        return datetime.fromtimestamp(self._mark.moment, UTC)

    def begin(self, serials: Mapping[str, int], lines: Mapping[str, int], moment: datetime) -> None:
        """Begins what `intend` of the same numbers will wait for; then `intend` or `finish` must come. Raises as it."""
        self.finish()
        mark = self._with(serials, lines, moment)
        slot = self._written(mark)
        under_way = Lock()
        under_way.acquire()
        flush = self._flusher.submit(self._flush, under_way)
        under_way.acquire()  # or the interpreter's lock would go on to the next row: the flush began with the last one
        self._begun = _Begun(dict(serials), dict(lines), slot, mark, flush)

    def _flush(self, under_way: Lock) -> None:
        under_way.release()
        flush_data(self._file)

    def intend(self, serials: Mapping[str, int], lines: Mapping[str, int], moment: datetime) -> int:
        """Writes, durable, that these are about to be committed; returns the count to commit under.

        Raises DiskFull, StoreDamaged, BrokenPromise (more than the file holds; what it held, it still holds).
        """
        begun = self.finish()
        if begun is None or (begun.serials, begun.lines) != (serials, lines):
            self._write(self._with(serials, lines, moment))
        return self._mark.count

    def finish(self) -> _Begun | None:
        """Waits for what was begun: no flush may outlive its transaction. Raises DiskFull, StoreDamaged."""
        begun, self._begun = self._begun, None
        if begun is not None:
            try:
                begun.flush.result()
            except OSError as error:
                raise disk_fault(error) from error
            self._slot, self._mark = begun.slot, begun.mark
        return begun

    def _with(self, serials: Mapping[str, int], lines: Mapping[str, int], moment: datetime) -> _Mark:
        old = self._mark
        merged = {**old.serials, **{key: max(last, old.serials.get(key, 0)) for key, last in serials.items()}}
        mark = replace(
            old,
            count=old.count + 1,
            before=self._noted,
            serials=merged,
            pending=dict(lines),
            moment=moment.timestamp(),
        )
        return _trimmed(mark, {key[:10] for key in serials})

    def committed(self, count: int) -> None:
        """The transaction of this count is durable; its note may be lost with the power."""
        self._settle(count)

    def _settle(self, count: int) -> None:
        mark = self._mark
        lines = {**mark.lines, **{key: max(last, mark.lines.get(key, 0)) for key, last in mark.pending.items()}}
        self._mark = replace(mark, count=count, lines=lines, pending={})
        if self._noted == count:
            return
        self._noted = count
        packed = struct.pack("<Q", count)
        with suppress(CounterError):  # the numbers are committed, with or without the note
            self._put(2 * _SLOT, packed + struct.pack("<I", zlib.crc32(packed)))

    def copy(self) -> bytes:
        """The file as it is, for a backup. Raises StoreDamaged."""
        try:
            os.lseek(self._file, 0, os.SEEK_SET)
            return os.read(self._file, 2 * _SLOT + _NOTE.size)
        except OSError as error:
            raise disk_fault(error) from error

    # --- the file --------------------------------------------------------------------------------------

    def _write(self, mark: _Mark) -> None:
        slot = self._written(mark)
        try:
            flush_data(self._file)
        except OSError as error:
            raise disk_fault(error) from error
        self._slot, self._mark = slot, mark

    def _written(self, mark: _Mark) -> int:
        """The slot that it now stands in, not yet durable."""
        text = _packed(mark)
        if len(text) > _ROOM:
            raise BrokenPromise("high-water mark: longer than a slot")
        slot = 1 - self._slot  # never over the newest
        self._put(_SLOT * slot, _HEAD.pack(len(text), zlib.crc32(text)) + text)
        return slot

    def _put(self, at: int, data: bytes) -> None:
        try:
            os.lseek(self._file, at, os.SEEK_SET)
            if os.write(self._file, data) != len(data):
                raise StoreDamaged("high-water mark: short write")
        except OSError as error:
            raise disk_fault(error) from error
        if self._twin is not None:
            self._twin.put(at, data)

    def _load(self) -> tuple[int, _Mark, int]:
        """The newest slot, its mark, and the count last noted as committed."""
        os.lseek(self._file, 0, os.SEEK_SET)
        data = os.read(self._file, 2 * _SLOT + _NOTE.size)
        newest = _newest(data)
        if newest is None:
            if any(data):
                raise StoreDamaged("high-water mark")
            return 1, _Mark(), 0
        slot, mark = newest
        note = data[2 * _SLOT :].ljust(_NOTE.size, b"\0")
        noted, checksum = _NOTE.unpack(note)
        return slot, mark, noted if zlib.crc32(note[:8]) == checksum else mark.before


def is_ahead(twin: bytes, own: bytes) -> bool:
    """Whether a twin knows of numbers that its mark does not know. A mark that cannot be read, or is not there, knows
    of none."""
    return count_in(twin) > count_in(own)


def rebuilt(live: bytes | None, copies: Iterable[bytes], today: date) -> tuple[bytes, bool]:
    """The mark's file for a restored database, and whether its own was lost (None, or unreadable).

    The highest of the live one and of the backups' copies; pending lines count as given, for they may have been. Where
    the live one is lost, what was given up to `today` (or the copies' latest day) counts as unremembered, and the store
    is another instance: the one that was lost may still run somewhere.
    """
    own = _newest(live) if live else None
    marks = [own[1]] if own else []
    marks += [found[1] for found in map(_newest, copies) if found]
    moment = max(marks, key=lambda mark: mark.count).moment if marks else 0.0
    lost: Counter[str] = Counter()
    for mark in marks:
        lost |= Counter(mark.lost)
    if own is None:
        lost[max(today, datetime.fromtimestamp(moment, VIETNAM).date()).isoformat()] += 1
    count = max((mark.count for mark in marks), default=0) + 1
    text = _packed(
        _Mark(
            count=count,
            before=count,
            serials=_highest(mark.serials for mark in marks),
            lines=_highest(lines for mark in marks for lines in (mark.lines, mark.pending)),
            floor=max((mark.floor for mark in marks), default=""),
            forgotten=_highest(mark.forgotten for mark in marks),
            moment=moment,
            lost=tuple(sorted(lost.elements())),
            instance=own[1].instance if own else new_instance(),
            copied=own[1].copied if own else False,
            epoch=token_hex(8),
            machine=own[1].machine if own else ANYWHERE,
        )
    )
    note = struct.pack("<Q", count)
    slot = (_HEAD.pack(len(text), zlib.crc32(text)) + text).ljust(_SLOT, b"\0")
    return slot + bytes(_SLOT) + note + struct.pack("<I", zlib.crc32(note)), own is None


def new_instance() -> str:
    """Four letters or digits that are not mistaken for each other on paper: half a million stores out of one."""
    return "".join(choice(_LETTERS) for _ in range(4))


def _highest(numbers: Iterable[Mapping[str, int]]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for each in numbers:
        for key, last in each.items():
            highest[key] = max(last, highest.get(key, 0))
    return highest


def _newest(data: bytes) -> tuple[int, _Mark] | None:
    """The slot that was written last, and its mark; None: none can be read."""
    slots = [_unpacked(data[start : start + _SLOT]) for start in (0, _SLOT)]
    marks = [(at, mark) for at, mark in enumerate(slots) if mark is not None]
    return max(marks, key=lambda found: found[1].count) if marks else None


def _packed(mark: _Mark) -> bytes:
    return json.dumps(vars(mark), separators=(",", ":")).encode()


def _unpacked(slot: bytes) -> _Mark | None:
    if len(slot) < _HEAD.size:
        return None
    length, checksum = _HEAD.unpack_from(slot)
    text = slot[_HEAD.size : _HEAD.size + length]
    if not length or len(text) != length or zlib.crc32(text) != checksum:
        return None
    values = json.loads(text)
    return _Mark(**{**values, "lost": tuple(values.get("lost", ()))})


def count_in(data: bytes) -> int:
    """How many writes the mark in a copy of its file has seen; 0: none, or it cannot be read."""
    newest = _newest(data)
    return newest[1].count if newest else 0


def same_numbers(one: bytes, other: bytes) -> bool:
    """Whether two copies of the mark's file know of the same numbers given: nothing was accepted in between."""
    first, second = _newest(one), _newest(other)
    if first is None or second is None:
        return False
    of = [(mark.serials, mark.lines, mark.pending) for _, mark in (first, second)]
    return of[0] == of[1]


def _is_ticket(key: str) -> bool:
    """After a loss codes of later days are leased anew or bear other letters. A queue ticket bears its number
    alone, and one of a later day may have been given under a clock that ran ahead."""
    return key[11:18] == "ticket "


def _trimmed(mark: _Mark, taken: Set[str]) -> _Mark:
    """Without the earliest days where there are too many, or a slot would not hold them; `floor` remembers it.

    By the days that numbers were given for and not by the calendar: a day far ahead, given under a wrong clock, must
    not make the mark forget today. `taken`: days of this write; they go last, for after weeks of a clock that ran ahead
    today is the earliest of all. `forgotten` lets serials of days below the floor go on past all that were given.
    """
    days = sorted({key[:10] for key in mark.serials}, key=lambda day: (day in taken, day))
    while len(days) > 1 and (len(days) > _DAYS_KEPT or len(_packed(mark)) > _ROOM):
        gone = days.pop(0)
        kept = {key: last for key, last in mark.serials.items() if key[:10] != gone}
        past = {key[11:]: last for key, last in mark.serials.items() if key[:10] == gone and key[11:16] != "code "}
        next_day = (date.fromisoformat(gone) + timedelta(days=1)).isoformat()
        floor = max(mark.floor, min((day for day in days if day > gone), default=next_day))
        mark = replace(mark, serials=kept, floor=floor, forgotten=_highest((mark.forgotten, past)))
    return mark
