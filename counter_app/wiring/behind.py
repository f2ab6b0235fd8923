"""What runs behind the desk without being asked: the line, backups, checks, archive forms, updates, the hall."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from ..background import Background
from ..config import Settings
from ..domain.archive import Unarchived
from ..domain.errors import CounterError
from ..ports import Hall

if TYPE_CHECKING:
    from local_db.backup import Backups
    from local_db.site.exchange import SiteOutcome
    from local_db.store import SqlStore
    from local_db.store_keys import StoreKeys

    from ..use_cases.desk import Desk

_LOG = logging.getLogger(__name__)
_BACKUP_LOOK = 600.0  # seconds between looks whether one is due: a PC that slept wakes with one overdue
_HEALTH_LOOK = 300.0  # seconds between looks whether the weekly check is due and nobody works
_RESEAL_LOOK = 3600.0
_AUDIT_LOOK = 3600.0
_ARCHIVE_LOOK = 600.0  # an acceptance wakes it
_ARCHIVE_PAUSE = 30.0  # after what came to nothing: the next try may meet a PC with memory to spare
_UPDATE_LOOK = 6 * 3600.0
_UPDATE_AGAIN = 60.0  # seconds until an update that gave way is gone on with
_ALONE = 3600.0
_HALL_LOOK = 3.0  # seconds until colleagues are asked again; work of our own wakes it
_HALL_AGAIN = 10.0


class BackupWatch:
    """Whether backups fail in a row: one may be a stick that is just being changed."""

    def __init__(self) -> None:
        self._failed: tuple[str, ...] = ()  # codes of the last two

    def made(self) -> None:
        self._failed = ()

    def failed(self, code: str) -> None:
        self._failed = (*self._failed[-1:], code)

    def problem(self) -> str | None:
        """Told in the window once it has come to nothing twice."""
        return self._failed[-1] if len(self._failed) > 1 else None


class Behind:
    """Threads of one Application, each with one piece of work. Nothing runs before `start`."""

    def __init__(
        self,
        settings: Settings,
        store: SqlStore,
        keys: StoreKeys,
        desk: Desk,
        tickets: Hall,
        backups: Callable[[], Backups],
        backups_seen: BackupWatch,
        exchange: Callable[[], float],
        share: Callable[[], SiteOutcome | None],
        in_a_hall: bool,
        nobody_received: Callable[[], bool],
    ) -> None:
        """`exchange` with the province says how long to pause after it; `share` is one pass with the hall."""
        self._settings, self._store, self._keys, self._desk, self._tickets = settings, store, keys, desk, tickets
        self._backups, self._backups_seen = backups, backups_seen
        self._share, self._in_a_hall, self._nobody_received = share, in_a_hall, nobody_received
        self._no_update = threading.Event()
        self.province = Background("province", exchange)
        self.hall = Background("hall", self._share_and_pause)
        self.queue = Background("queue", self._beat_and_pause)
        self.archive = Background("archive", self._archive_and_pause)
        self._others = (
            Background("backup", self.back_up_and_pause),
            Background("health", self._watch_and_pause),
            Background("new-keys", self._reseal_and_pause),
            Background("audit", self._follow_audit_and_pause),
        )
        self._update = Background("update", self._update_and_pause)

    def start(self, cut_the_wire: Callable[[], None]) -> list[Callable[[], None]]:
        """What ends it all, to be called from the last. The wire is cut first, so that an exchange under way ends
        before the store closes; one that hangs longer finds the store closed, and that ends it."""
        for work in (self.province, *self._others):
            work.start()
        self._desk.quiet.touch()  # whoever starts the program waits for its window
        for work in (self.archive, self._update, self.queue):
            work.start()
        closers: list[Callable[[], None]] = [work.stop for work in self._others]
        closers += [self.archive.stop, self._desk.archive.close, self._update.stop, self._no_update.set]
        closers += [self.province.stop, cut_the_wire, self.queue.stop]
        if self._in_a_hall:
            self.hall.start()
            closers.append(self.hall.stop)
        return closers

    def new_work(self) -> None:
        """Something waits for the province, and for the colleagues."""
        self.province.wake()
        self.hall.wake()

    def _share_and_pause(self) -> float:
        """A server that is lost, or another that is not ours, never stops reception."""
        try:
            outcome = self._share()
        except CounterError as error:
            _LOG.warning("hall: %s %s", error.code, error.detail)
            return _HALL_AGAIN
        return 0.0 if outcome is not None and outcome.more else _HALL_LOOK

    def back_up_and_pause(self) -> float:
        """A stick that is full or gone never stops reception: it is said in the log and by the self-check, and in the
        window once it has come to nothing twice."""
        try:
            pause = self._backups().make_if_due(timedelta(hours=self._settings.backup.every_hours)).total_seconds()
            self._backups_seen.made()
        except CounterError as error:
            _LOG.warning("backup: %s %s", error.code, error.detail)
            self._backups_seen.failed(error.code)
            pause = _BACKUP_LOOK
        return min(pause, _BACKUP_LOOK)

    def _reseal_and_pause(self) -> float:
        """After a change of keys the vault follows behind reception; cut by the end of the program, it goes on at the
        next start."""
        try:
            self._keys.reseal()
        except CounterError as error:
            _LOG.warning("new keys: %s %s", error.code, error.detail)
        return _RESEAL_LOOK

    def _watch_and_pause(self) -> float:
        """What is found is kept, and said in the window and by the self-check."""
        self._store.keep_room()
        try:
            self._desk.health.check_if_due()
        except CounterError as error:
            _LOG.warning("health: %s %s", error.code, error.detail)
        return _HEALTH_LOOK

    def _follow_audit_and_pause(self) -> float:
        """The new lines each hour; a broken chain is said by the log, the self-check and the audit's own screen."""
        try:
            self._store.check_audit()
        except CounterError as error:
            _LOG.error("audit: %s %s", error.code, error.facts)
        with suppress(CounterError):  # on a full disk the next hour ends it
            self._desk.typed.end_old()
        return _AUDIT_LOOK

    def _update_and_pause(self) -> float:
        """A new version is fetched, laid and tried while nobody is received here, and starts the next time."""
        from ..update_commands import update

        wanted = self._settings.updates
        if not wanted.address or wanted.root is None:
            return _UPDATE_LOOK
        if not self._nobody_received():
            return _UPDATE_AGAIN
        try:
            # Whoever comes to the counter comes first: what was fetched by then is kept.
            update(
                *(wanted, self._settings.data_folder),
                stopped=lambda: self._no_update.is_set() or not self._nobody_received(),
                proxy=self._settings.province.proxy or None,
            )
        except CounterError as error:
            if error.facts.get("why") == "stopped":
                return _UPDATE_AGAIN
            _LOG.warning("update: %s %s", error.code, error.detail)
        return _UPDATE_LOOK

    def _beat_and_pause(self) -> float:
        """The hall's server hears of this counter, and this counter of the others; who is alone has nothing to say."""
        from local_db.hall.shared import SharedHall

        return self._tickets.beat() if isinstance(self._tickets, SharedHall) else _ALONE

    def _archive_and_pause(self) -> float:
        """One paper, while nobody at the counter waits for this PC. What comes to nothing is kept, and shown."""
        try:
            done = self._desk.archive.make_next()
        except CounterError as error:
            if error.facts.get("why") != "stopped":
                _LOG.warning("archive: %s %s", error.code, error.detail)
            return _ARCHIVE_LOOK
        if done is None:
            return _ARCHIVE_LOOK
        return _ARCHIVE_PAUSE if isinstance(done, Unarchived) else 0.0
