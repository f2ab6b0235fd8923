"""What was promised to the clerk, and whether a store that was opened after a power cut still keeps it."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text

from counter_app.domain.ticket import Ticket
from counter_app.ports import AcceptedDossier, UnitOfWork
from local_db.audit import SqlAudit
from local_db.backup import check_files
from local_db.found_backup import find_backup
from local_db.open_store import open_store
from local_db.restore import restore
from local_db.store import SqlStore
from tests.services.store import PocketKeyChain
from tests.torture.day import STORE
from tests.use_cases.reception import CIVIL, COUNTER, MONDAY, UNIT

_DAY = MONDAY.date()


@dataclass
class Kept:
    """What the store must hold, by id."""

    accepted: dict[str, dict[str, Any]] = field(default_factory=dict)
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    tickets: set[str] = field(default_factory=set)
    blocks: set[str] = field(default_factory=set)
    confirmed: set[str] = field(default_factory=set)


@dataclass
class Promises:
    """All that was noted up to a moment. `given`: numbers that citizens hold, whatever is restored."""

    kept: Kept = field(default_factory=Kept)
    codes: set[str] = field(default_factory=set)
    lines: dict[tuple[str, int, int], set[int]] = field(default_factory=dict)
    ticket: int = 0
    backup: str | None = None
    restoring: str | None = None
    keys: PocketKeyChain = field(default_factory=PocketKeyChain)
    _backups: dict[str, Kept] = field(default_factory=dict)

    def take(self, note: dict[str, Any]) -> None:
        kept = self.kept
        match note["kind"]:
            case "key":
                self.keys.set(note["name"], bytes.fromhex(note["secret"]))
            case "accepted":
                kept.accepted[note["id"]] = note
                kept.typed.pop(note["id"], None)
                self.codes.add(note["code"])
                counter, year, book, line = note["line"]
                self.lines.setdefault((counter, year, book), set()).add(line)
            case "typed":
                kept.typed.setdefault(note["id"], {})[note["field"]] = note["value"]
            case "ticket":
                kept.tickets.add(note["id"])
                self.ticket = max(self.ticket, note["number"])
            case "leased":
                kept.blocks.add(note["id"])
            case "confirmed":
                kept.confirmed.add(note["id"])
            case "backup":
                self.backup = note["path"]
                self._backups[note["path"]] = deepcopy(kept)
            case "restoring":
                self.restoring = note["path"]
            case "restored":
                self.restoring = None
                self.kept = deepcopy(self._backups[note["path"]])

    @property
    def possible(self) -> tuple[Kept, ...]:
        """While a backup is being restored the store may be the old one still."""
        return (self.kept, self._backups[self.restoring]) if self.restoring else (self.kept,)


class Broken(AssertionError):
    """A promise that was not kept."""


def check(disk: Path, promises: Promises, restore_too: bool = False) -> None:
    """Opens the store below `disk` and holds it to the promises. Raises Broken, or what opening it raises.

    `restore_too`: before it goes on, the last backup is put in its place; no number may be given a second time then.
    """
    keys = deepcopy(promises.keys)
    store = open_store(disk / STORE, keys)  # also one whose restore the cut has broken: it is as it was
    given = _Given(promises)
    try:
        _is_whole(store)
        broken = [why for kept in promises.possible if (why := _first_broken(store, kept))]
        if len(broken) == len(promises.possible):
            raise Broken(broken[0])
        given.see(store)
        if promises.backup is None or not restore_too:
            given.go_on(store)
    finally:
        store.close()
    if promises.backup is None:
        return
    backup = find_backup(
        (disk / promises.backup).parent, keys, disk / STORE
    )  # the last one, or what has just replaced it
    check_files(backup)
    if restore_too:
        restore(disk / STORE, keys, backup.path, _DAY)
        store = open_store(disk / STORE, keys)
        try:
            given.go_on(store)
        finally:
            store.close()


def _is_whole(store: SqlStore) -> None:
    with store.snapshot() as (connection, _):
        if (said := connection.scalar(text("PRAGMA quick_check"))) != "ok":
            raise Broken(f"structure: {said}")
        if (line := SqlAudit(connection).first_broken_line()) is not None:
            raise Broken(f"audit: {line}")


def _first_broken(store: SqlStore, kept: Kept) -> str | None:
    """The first promise that the store does not keep."""
    with store.snapshot() as (connection, _):
        blocks = set(connection.scalars(text("SELECT id FROM number_blocks")))
        events = set(connection.scalars(text("SELECT dossier_id FROM outbox")))
    with store.read() as work:
        told = {line.about.get("code") for line in work.audit.lines(100_000) if line.what == "dossier-accepted"}
        for note in kept.accepted.values():
            if (why := _accepted_broken(store, work, note)) is not None:
                return f"dossier {note['code']}: {why}"
            if note["code"] not in told or UUID(note["id"]).hex not in events:
                return f"dossier {note['code']}: no audit line, or no message to the province"
        for dossier_id, fields in kept.typed.items():
            if (why := _typed_broken(work, UUID(dossier_id), fields)) is not None:
                return f"draft {dossier_id}: {why}"
        for ticket in kept.tickets:
            with suppress(KeyError):
                work.tickets.get(UUID(ticket))
                continue
            return f"ticket {ticket}"
        for dossier_id in kept.confirmed:
            if work.dossiers.get(UUID(dossier_id))[1].state != "confirmed":
                return f"confirmation of {dossier_id}"
    return f"leased numbers {kept.blocks - blocks}" if kept.blocks - blocks else None


def _accepted_broken(store: SqlStore, work: UnitOfWork, note: dict[str, Any]) -> str | None:
    try:
        _, accepted = work.dossiers.get(UUID(note["id"]))
    except KeyError:
        return "lost"
    counter, year, book, line = note["line"]
    if accepted.code.text != note["code"] or _place(accepted) != ((counter, year, book), line):
        return "another code or line"
    for name in note["files"]:
        store.vault.get(name)  # raises VaultFileDamaged
    return None


def _typed_broken(work: UnitOfWork, dossier_id: UUID, fields: dict[str, str]) -> str | None:
    try:
        applicant = work.drafts.get(dossier_id).dossier.applicant
    except KeyError:
        return "lost"
    lost = [name for name, value in fields.items() if getattr(applicant, name, None) != value]
    return f"{lost} lost" if lost else None


class _Given:
    """Every number that a citizen may hold."""

    def __init__(self, promises: Promises) -> None:
        self._codes = set(promises.codes)
        self._books = {book: set(lines) for book, lines in promises.lines.items()}
        self._ticket = promises.ticket

    def see(self, store: SqlStore) -> None:
        """What the store holds counts as well: it will be shown and sent. Raises Broken where a book has a gap."""
        with store.read() as work:
            for accepted in work.dossiers.recent(100_000):
                book, line = _place(accepted)
                self._books.setdefault(book, set()).add(line)
                self._codes.add(accepted.code.text)
        for book, lines in self._books.items():
            if lines != set(range(1, len(lines) + 1)):
                raise Broken(f"book {book}: a gap in {sorted(lines)}")

    def go_on(self, store: SqlStore) -> None:
        """What is given next was given to nobody, and leaves no gap. Raises Broken."""
        with store.write() as work:
            self._take_line(work)
            for _ in range(2):
                self._take_code(work)
            self._take_ticket(work)

    def _take_line(self, work: UnitOfWork) -> None:
        entry = work.numbers.take_register_line(COUNTER.code, _DAY.year)
        lines = self._books.setdefault((entry.counter, entry.year, entry.book), set())
        if entry.line != len(lines) + 1:
            raise Broken(f"line {entry.line} after {len(lines)}")
        lines.add(entry.line)

    def _take_code(self, work: UnitOfWork) -> None:
        code = work.numbers.take_code(UNIT.code, COUNTER.code, _DAY)
        code = code or work.numbers.take_provisional(COUNTER.code, _DAY)
        if code.text in self._codes:
            raise Broken(f"code {code.text} a second time")
        self._codes.add(code.text)

    def _take_ticket(self, work: UnitOfWork) -> None:
        def ticket_of(number: int) -> Ticket:
            return Ticket(uuid4(), COUNTER.site, _DAY, "A", number, CIVIL.code, MONDAY)

        number = work.tickets.issue(ticket_of, COUNTER.site, _DAY, "A").number
        if number <= self._ticket:
            raise Broken(f"ticket {number} a second time")
        self._ticket = number


def _place(accepted: AcceptedDossier) -> tuple[tuple[str, int, int], int]:
    line = accepted.receipt.register
    assert line is not None
    return (line.counter, line.year, line.book), line.line
