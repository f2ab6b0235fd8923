"""The `KeySafe` port: what may be done to the slots of the store that this program has open."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Lock as Mutex

from counter_app.domain.errors import BadSettings
from counter_app.domain.recovery_code import SECRET_BITS, CodeBook, RecoveryCode
from counter_app.ports import KeyChain, KeySlot, KeyStatus
from resources import recovery_words

from .key_slots import SLOTS, Lock, SlotKind, public_of, read_slots, seal_to
from .keys import new_keys
from .rotation import end_resealing
from .store import SqlStore
from .unlocking import change_slots, keep_in_keyring, private_of


class StoreKeys:
    """Fulfils `ports.KeySafe`. The store is open, so nobody else writes its slots."""

    def __init__(self, store: SqlStore, key_chain: KeyChain) -> None:
        self._store = store
        self._key_chain = key_chain
        self._changing = Mutex()  # the vault's files may be locked anew behind a person's act

    def status(self) -> KeyStatus:
        coming, copied = self._store.keys.coming is not None, self._store.copied
        return replace(status_of(self._store.folder), coming=coming, copied=copied)

    def moved(self) -> None:
        self._store.moved()

    def draw_code(self) -> RecoveryCode:
        return code_book().write(secrets.randbits(SECRET_BITS))

    def keep_code(self, code: RecoveryCode, now: datetime) -> None:
        with self._changing:
            lock = Lock(SlotKind.RECOVERY, now, public_of(private_of(code)))
            change_slots(self._store.folder, self._store.keys, lock)

    def ask_for_new_keys(self, now: datetime) -> None:
        """A second asking before the first was obeyed changes nothing."""
        with self._changing:
            if self._store.keys.coming is None:
                coming = replace(self._store.keys, coming=new_keys())
                keep_in_keyring(self._store.folder, self._key_chain, coming, now)
                self._store.keys = coming

    def bind(self, now: datetime) -> None:
        with self._changing:
            keep_in_keyring(self._store.folder, self._key_chain, self._store.keys, now)

    def give_to_province(self, public: bytes, now: datetime) -> None:
        try:
            seal_to(public, b"tried", b"")
        except ValueError:
            raise BadSettings(entry="province.recovery_key") from None
        with self._changing:
            change_slots(self._store.folder, self._store.keys, Lock(SlotKind.PROVINCE, now, public))

    def reseal(self) -> int:
        """Locks the vault's files with the current key where a retired one still holds them; returns how many.

        It may be cut and begun again. Raises DiskFull, NotWritable, StoreDamaged.
        """
        if not self._store.keys.resealing:
            return 0
        count = sum(self._store.vault.reseal(name) for name in self._store.vault.names())
        with self._changing:
            self._store.keys = end_resealing(self._store.folder, self._store.keys)
        return count


def code_book() -> CodeBook:
    return CodeBook(recovery_words())


def status_of(folder: Path) -> KeyStatus:
    """Of any store, open or not, without a key. Raises KeySlotsDamaged, NewerStore."""
    slots = read_slots(folder / SLOTS)
    kinds = tuple(KeySlot(slot.kind.value, slot.made) for slot in slots.slots)
    return KeyStatus(short_id(slots.store), slots.turned, False, kinds)


def short_id(store: str) -> str:
    """As people read it aloud: `A1B2-C3D4`."""
    return f"{store[:4]}-{store[4:8]}".upper()
