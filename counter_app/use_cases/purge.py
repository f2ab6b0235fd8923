"""Removes what its period is over for: planned first, run by a person with that right and a reason, a line in the audit
for each. Blocked for what the province has not confirmed, what a draft speaks of, and what is held.

Small transactions, rows before files: whatever cuts it off, running it again goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from ..domain.deadline import VIETNAM
from ..domain.errors import ClockWrong, PurposeNeeded
from ..domain.people import Right
from ..domain.retention import OF_A_DOSSIER, Kept, RetentionRule, rules_on
from ..ports import AuditLine, Clock, Due, Store, UnitOfWork, VaultStock
from .counter import Counter
from .full_disk import even_on_a_full_disk
from .session import Session, needs

_BATCH = 20  # dossiers a transaction: a clerk who accepts waits for one of them at the most
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class PurgeStep:
    rule: RetentionRule
    due: Due


@dataclass(frozen=True, slots=True)
class PurgePlan:
    """`unfinished`: files that an earlier purge gave up and that still lie in the vault."""

    steps: tuple[PurgeStep, ...]
    unfinished: int

    @property
    def empty(self) -> bool:
        return not self.unfinished and not any(step.due.count for step in self.steps)


@dataclass(frozen=True, slots=True)
class PurgeDone:
    """`items`: dossiers, drafts, what was sent online, tickets; `files` that are gone from the vault; `kept`: still
    needed by something else, or stored just now: they go with the next purge where nothing needs them then."""

    items: int
    files: int
    kept: int


@dataclass(frozen=True)
class Purge:
    store: Store
    vault: VaultStock
    clock: Clock
    counter: Counter
    session: Session
    rules: tuple[RetentionRule, ...]
    clock_wrong: Callable[[], bool] = lambda: False
    vouched: Callable[[], datetime] | None = None  # None: the clock alone is asked

    @needs(Right.PURGE)
    def plan(self) -> PurgePlan:
        """What would go now, and what is past its period and blocked. Raises ClockWrong."""
        until = self._until(self._now())
        even_on_a_full_disk(self.store, lambda: index_all(self.store))
        with self.store.read() as work:
            steps = tuple(PurgeStep(rule, self._due(work, rule, until)) for rule in self._rules(until))
            return PurgePlan(steps, len(work.retention.to_remove()))

    @needs(Right.PURGE)
    def __call__(self, reason: str, told: Callable[[int], None] = lambda _: None) -> PurgeDone:
        """Raises PurposeNeeded, ClockWrong, DiskFull; what was done until then stays done. `told` hears how many
        dossiers, drafts and tickets were done so far."""
        if not reason.strip():
            raise PurposeNeeded
        now, who = self._now(), self.session.who  # whoever sits here by the end, it is theirs who began
        even_on_a_full_disk(self.store, lambda: index_all(self.store))
        items, until = 0, self._until(now)
        for rule in self._rules(until):
            some = partial(self._some, rule, until, now, reason.strip(), who)
            while done := even_on_a_full_disk(self.store, some):
                items += done
                told(items)
        removing = partial(remove_given_up, self.store, self.vault, self.clock)
        files, kept = even_on_a_full_disk(self.store, removing)
        return PurgeDone(items, files, kept)

    def _now(self) -> datetime:
        """A clock that runs years ahead would end every period at once."""
        if self.clock_wrong():
            raise ClockWrong
        return self.clock.now()

    def _until(self, now: datetime) -> datetime:
        """What surely has passed. A clock up to 60 days ahead is believed elsewhere; what went does not come back."""
        return now if self.vouched is None else min(now, self.vouched())

    def _rules(self, until: datetime) -> tuple[RetentionRule, ...]:
        return rules_on(self.rules, until.astimezone(VIETNAM).date())

    def _due(self, work: UnitOfWork, rule: RetentionRule, until: datetime) -> Due:
        if rule.kind in OF_A_DOSSIER:
            return work.retention.due(rule.kind, until - timedelta(days=rule.days))
        if rule.kind is Kept.DRAFT:
            return Due(len(work.retention.due_drafts(_day(rule, until), _ALL)))
        if rule.kind is Kept.ONLINE:
            return Due(len(work.retention.due_online(until - timedelta(days=rule.days), _ALL)))
        return Due(work.retention.due_tickets(_day(rule, until)))

    def _some(self, rule: RetentionRule, until: datetime, now: datetime, reason: str, who: str) -> int:
        """One small transaction; how many it ended, 0 when nothing is left."""
        with self.store.write() as work:
            if rule.kind in OF_A_DOSSIER:
                return self._dossiers(work, rule, until, now, reason, who)
            if rule.kind is Kept.DRAFT:
                return self._drafts(work, rule, until, now, reason, who)
            if rule.kind is Kept.ONLINE:
                return self._online(work, rule, until, now, reason, who)
            return self._tickets(work, rule, until, now, reason, who)

    def _dossiers(
        self, work: UnitOfWork, rule: RetentionRule, until: datetime, now: datetime, reason: str, who: str
    ) -> int:
        due = work.retention.due_dossiers(rule.kind, until - timedelta(days=rule.days), _BATCH)
        for dossier_id, code in due:
            files = work.retention.purge_files(dossier_id, rule.kind, rule.id, now)
            about = {"dossier": str(dossier_id), "code": code, "kind": rule.kind.value, "rule": rule.id}
            about |= {"files": str(files), "reason": reason}
            work.audit.add(AuditLine(now, who, self.counter.code, "files-purged", about))
        return len(due)

    def _drafts(
        self, work: UnitOfWork, rule: RetentionRule, until: datetime, now: datetime, reason: str, who: str
    ) -> int:
        due = work.retention.due_drafts(_day(rule, until), _BATCH)
        for dossier_id in due:
            files = work.retention.purge_draft(dossier_id, rule.id, now)
            about = {"dossier": str(dossier_id), "rule": rule.id, "files": str(files), "reason": reason}
            work.audit.add(AuditLine(now, who, self.counter.code, "draft-purged", about))
        return len(due)

    def _online(
        self, work: UnitOfWork, rule: RetentionRule, until: datetime, now: datetime, reason: str, who: str
    ) -> int:
        due = work.retention.due_online(until - timedelta(days=rule.days), _BATCH)
        for dossier_id in due:
            work.retention.purge_online(dossier_id)
            about = {"dossier": str(dossier_id), "rule": rule.id, "reason": reason}
            work.audit.add(AuditLine(now, who, self.counter.code, "online-purged", about))
        return len(due)

    def _tickets(
        self, work: UnitOfWork, rule: RetentionRule, until: datetime, now: datetime, reason: str, who: str
    ) -> int:
        before = _day(rule, until)
        count = work.retention.purge_tickets(before, 20 * _BATCH)
        if count:
            about = {"rule": rule.id, "count": str(count), "before": before.isoformat(), "reason": reason}
            work.audit.add(AuditLine(now, who, self.counter.code, "tickets-purged", about))
        return count


def index_all(store: Store) -> None:
    """Notes the files of all accepted dossiers, some at a time: nobody is held up."""
    whole = False
    while not whole:
        with store.write() as work:
            whole = work.retention.index_files()


def remove_given_up(store: Store, vault: VaultStock, clock: Clock) -> tuple[int, int]:
    """Removes the files that nothing refers to any more: how many went, how many could not. Raises DiskFull, ..."""
    with store.read() as work:
        names = work.retention.to_remove()
    gone = 0
    for start in range(0, len(names), _BATCH):
        with store.write() as work:  # nobody begins to refer to one of them meanwhile
            whole = work.retention.index_files(_ALL)
            batch = names[start : start + _BATCH]
            free = work.retention.unreferred(batch) if whole else frozenset()
            removed = {name for name in batch if name in free and vault.remove(name)}
            work.retention.mark_removed(removed | (set(batch) - free), clock.now())
        gone += len(removed)
    return gone, len(names) - gone


def _day(rule: RetentionRule, until: datetime) -> date:
    return until.astimezone(VIETNAM).date() - timedelta(days=rule.days)
