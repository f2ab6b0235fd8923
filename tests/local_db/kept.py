"""A counter whose store is opened, backed up and restored again and again with the same keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from local_db.backup import Backup, Backups
from local_db.open_store import HIGH_WATER
from local_db.restore import Restored, restore
from tests.local_db.samples import DAY, accept
from tests.services.store import PocketKeyChain, make_store


class Counter:
    """A store that is opened, backed up and restored again and again with the same keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "store"
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.keys = PocketKeyChain()
        self.store = make_store(self.folder, self.keys)

    def accept(self, times: int = 1) -> list[str]:
        codes = []
        for _ in range(times):
            with self.store.write() as work:
                codes.append(accept(work).code.text)
        return codes

    def back_up(self) -> Backup:
        return Backups(self.store, self.stick).make()

    def restore(self, chosen: Path | None = None, today: date = DAY) -> Restored:
        self.store.close()
        done = restore(self.folder, self.keys, chosen or self.stick, today)
        self.store = make_store(self.folder, self.keys)
        return done

    def lose_the_mark(self) -> None:
        """With its twin: they lay on the disk that is gone."""
        for each in (self.folder / HIGH_WATER, *self.folder.parent.glob(f".{self.folder.name}.*.mark")):
            each.unlink(missing_ok=True)

    def codes(self) -> list[str]:
        with self.store.read() as work:
            return [accepted.code.text for accepted in work.dossiers.recent(10_000)][::-1]
