"""A closed store with something in it, its key ring and its recovery code, for the tests of its keys."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from counter_app.domain.dossier import Captured
from counter_app.domain.recovery_code import CodeBook, RecoveryCode
from local_db.key_slots import SLOTS, Lock, SlotKind, public_of
from local_db.open_store import KEY_CHECK, open_store
from local_db.store import SqlStore
from local_db.store_keys import StoreKeys
from local_db.unlocking import STORE_KEY, VAULT_KEY, by_code, change_slots, history_of, private_of
from resources import recovery_words
from tests.local_db.samples import accept, draft
from tests.services.store import PocketKeyChain, make_store

BOOK = CodeBook(recovery_words())
CODE, ANOTHER = BOOK.write(20261123), BOOK.write(20261124)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Safe:
    """A store that is closed, with a dossier, a file and a recovery code, and the key ring that it was made with."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.keys = folder / "store", PocketKeyChain()
        store = make_store(self.folder, self.keys)
        self.page = store.vault.put(b"a page")
        opened = draft()
        dossier = replace(opened.dossier, settlements=(Captured("a", (self.page,)),))
        with store.write() as work:
            self.code = accept(work).code.text
            work.drafts.save(replace(opened, dossier=dossier, pages=()))
        self.keep_code(CODE, store)
        store.close()

    def keep_code(self, code: RecoveryCode, store: SqlStore) -> None:
        change_slots(self.folder, store.keys, Lock(SlotKind.RECOVERY, NOW, public_of(private_of(code))))

    def opens(self, keys: PocketKeyChain | None = None, code: RecoveryCode | None = None) -> None:
        """All that was accepted is there. Raises what opening raises."""
        store = open_store(self.folder, keys or self.keys, by_code(code) if code else None)
        try:
            with store.read() as work:
                assert [one.code.text for one in work.dossiers.recent()] == [self.code]
            assert store.vault.get(self.page) == b"a page"
        finally:
            store.close()

    def as_before(self) -> None:
        """What an earlier program left: both keys in the key ring, no slots."""
        history = history_of(self.folder, self.keys)
        self.keys.secrets = {STORE_KEY: history.current.store, VAULT_KEY: history.current.vault}
        (self.folder / SLOTS).unlink()
        (self.folder / KEY_CHECK).unlink()

    def change_keys(self) -> None:
        """Asks for it; the next opening does it."""
        store = make_store(self.folder, self.keys)
        try:
            StoreKeys(store, self.keys).ask_for_new_keys(NOW)
        finally:
            store.close()
