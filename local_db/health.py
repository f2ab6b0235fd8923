"""The running store's health: room, the disk's speed, and a read through the whole database when nobody works."""

from __future__ import annotations

import json
import os
import shutil
import statistics
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from counter_app.domain.errors import StoreDamaged
from counter_app.domain.health import FlushTimes, StoreCheck

from .durable import flush_data, make_folder
from .faults import disk_fault
from .store import SqlStore

CHECKED = "health.checked"
_PROBES, _PROBE_BYTES = 15, 4096  # a commit's last page
_LOOK_UP_EVERY = 500  # steps of the database's machine between looks whether somebody works: well under a millisecond


class StoreHealth:
    """Fulfils `ports.StoreHealth` for an open store."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._found: StoreCheck | None = None  # where the store could not keep it

    def free(self) -> int:
        """Raises DiskFull, NotWritable, StoreDamaged."""
        return free_in(self._store.folder)

    def flush_times(self) -> FlushTimes:
        return flush_times(self._store.folder)

    def idle_seconds(self) -> float:
        return self._store.idle_seconds

    def put_back(self) -> int:
        return self._store.put_back

    def last_check(self) -> StoreCheck | None:
        try:
            kept = _parsed(self._store.fact(CHECKED))
        except StoreDamaged:  # what is kept stands in a page that is damaged itself
            if self._found is None:
                raise
            kept = None
        return max((c for c in (kept, self._found) if c is not None), key=lambda check: check.at, default=None)

    def check(self, give_way: Callable[[], bool]) -> StoreCheck | None:
        """Reads every page and row; beside it the store can be read and written. None: gave way, nothing was found.

        `give_way` is asked many times a second, and must be quick.
        """
        try:
            problems = self._read_through(give_way)
        except StoreDamaged as error:
            problems = [error.detail]
        if problems is None:
            return None
        found = StoreCheck(self._store.clock.now(), "" if problems == ["ok"] else StoreDamaged.code)
        self._found = found
        try:
            self._store.keep_fact(CHECKED, json.dumps({"at": found.at.isoformat(), "found": found.found}))
        except StoreDamaged:
            if not found.found:
                raise
        return found

    def _read_through(self, give_way: Callable[[], bool]) -> list[str] | None:
        """`["ok"]`, or what is wrong. The HMAC of each page is checked as it is read."""
        with self._store.snapshot() as (connection, _):
            driver = connection.connection.driver_connection
            driver.set_progress_handler(give_way, _LOOK_UP_EVERY)  # type: ignore[union-attr]
            try:
                return list(connection.scalars(text("PRAGMA quick_check(1)")))
            except DBAPIError as error:
                if getattr(error.orig, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
                    return None
                raise
            finally:
                driver.set_progress_handler(None, 0)  # type: ignore[union-attr]


def free_in(folder: Path) -> int:
    """Bytes. Raises DiskFull, NotWritable, StoreDamaged."""
    try:
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise disk_fault(error) from error


def flush_times(folder: Path) -> FlushTimes:
    """Writes a page and flushes it, some times over, in a file of its own in `folder`; nothing is left behind.

    Raises DiskFull, NotWritable, StoreDamaged.
    """
    probe = folder / f"speed-{uuid4().hex[:8]}.part"
    taken = []
    try:
        make_folder(folder)
        file = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        try:
            for _ in range(_PROBES):
                begun = perf_counter()
                os.write(file, bytes(_PROBE_BYTES))
                flush_data(file)
                taken.append(perf_counter() - begun)
        finally:
            os.close(file)
            probe.unlink(missing_ok=True)
    except OSError as error:
        raise disk_fault(error) from error
    return FlushTimes(statistics.median(taken), max(taken))


def _parsed(kept: str | None) -> StoreCheck | None:
    try:
        said = json.loads(kept or "null")
        return StoreCheck(datetime.fromisoformat(said["at"]), said["found"]) if said else None
    except (ValueError, KeyError, TypeError):
        return None
