"""The ways to a store's keys: the key ring of the operating system, the recovery code, the province's answer.

No line of it leaves a moment in which no way opens the store: a private key is in the key ring before a slot needs
it, a slots file stands durable before an earlier way is forgotten, and the entries of the key ring are never removed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from counter_app.domain.errors import BadRecoveryCode, KeyMissing, KeySlotsDamaged, WrongKey
from counter_app.domain.recovery_code import RecoveryCode
from counter_app.ports import KeyChain

from .key_slots import (
    SLOTS,
    Lock,
    SlotKind,
    Slots,
    locks_of,
    new_private_key,
    open_slots,
    public_of,
    read_slots,
    write_slots,
)
from .keys import KEY_BYTES, KeyHistory, Keys, new_keys

STORE_KEY, VAULT_KEY = "store-key", "vault-key"  # entries of the key ring before there were slots
Way = Callable[[Slots], KeyHistory]


def by_keyring(key_chain: KeyChain) -> Way:
    """Raises KeyMissing, WrongKey, KeySlotsDamaged, NoKeyring when it is gone."""

    def open_it(slots: Slots) -> KeyHistory:
        slot = slots.of(SlotKind.KEYRING)
        private = key_chain.get(slot.entry) if slot is not None else None
        if private is None:
            raise KeyMissing if slots.of(SlotKind.RECOVERY) else KeyMissing(why="no-code")
        return open_slots(slots, SlotKind.KEYRING, private)

    return open_it


def by_code(code: RecoveryCode) -> Way:
    """Raises BadRecoveryCode for another store's, or one that was replaced, and KeySlotsDamaged."""

    def open_it(slots: Slots) -> KeyHistory:
        try:
            return open_slots(slots, SlotKind.RECOVERY, private_of(code))
        except WrongKey as error:
            raise BadRecoveryCode(why="other") from error

    return open_it


def private_of(code: RecoveryCode) -> bytes:
    """The private key that a code stands for.

    HKDF (RFC 5869) and no slow hash: 130 random bits cannot be guessed, however fast a guess is.
    """
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"quay-mot-cua: recovery code").derive(code.secret)


def first_keys(folder: Path, key_chain: KeyChain, now: datetime) -> KeyHistory:
    """Of a store that is about to be made. Raises NoKeyring, DiskFull, NotWritable."""
    history = KeyHistory(new_keys())
    _write_first(folder, key_chain, history, now)
    return history


def earlier_keys(key_chain: KeyChain) -> Keys | None:
    """Of the time before slots: straight out of the key ring. Raises NoKeyring, KeyMissing for one without the other,
    WrongKey."""
    store, vault = key_chain.get(STORE_KEY), key_chain.get(VAULT_KEY)
    if store is None and vault is None:
        return None
    if store is None or vault is None:
        raise KeyMissing
    if len(store) != KEY_BYTES or len(vault) != KEY_BYTES:
        raise WrongKey("not 32 bytes")
    return Keys(store, vault)


def carry_over(folder: Path, key_chain: KeyChain, earlier: Keys, now: datetime) -> KeyHistory:
    """Puts a store's keys of the time before into slots. They also stay in the key ring: backups of that time carry
    no slots. Raises NoKeyring, DiskFull, NotWritable; the store then opens as before."""
    history = KeyHistory(earlier)
    _write_first(folder, key_chain, history, now)
    return history


def keep_in_keyring(folder: Path, key_chain: KeyChain, history: KeyHistory, now: datetime) -> None:
    """A new slot for this user's key ring in the place of the former one. Raises NoKeyring, DiskFull, NotWritable."""
    slots = read_slots(folder / SLOTS)
    lock = _lock_for(key_chain, slots.store, now)
    change_slots(folder, history, lock)


def change_slots(folder: Path, history: KeyHistory, lock: Lock | None = None, turned: datetime | None = None) -> Slots:
    """Writes the file anew: `lock` in the place of its kind's former slot. Raises DiskFull, NotWritable,
    KeySlotsDamaged."""
    slots = read_slots(folder / SLOTS)
    locks = locks_of(slots)
    if lock is not None:
        locks = (*(other for other in locks if other.kind is not lock.kind), lock)
    return write_slots(folder / SLOTS, slots.store, turned or slots.turned, history, locks)


def _write_first(folder: Path, key_chain: KeyChain, history: KeyHistory, now: datetime) -> None:
    store = secrets.token_hex(8)
    lock = _lock_for(key_chain, store, now)
    write_slots(folder / SLOTS, store, now, history, (lock,))


def _lock_for(key_chain: KeyChain, store: str, now: datetime) -> Lock:
    """A fresh private key, in the key ring under a name of its own: earlier slots, in backups, keep theirs."""
    private, entry = new_private_key(), f"store-{store}-{secrets.token_hex(4)}"
    key_chain.set(entry, private)
    return Lock(SlotKind.KEYRING, now, public_of(private), entry)


def history_of(folder: Path, key_chain: KeyChain) -> KeyHistory:
    """The keys of the store in `folder` by the key ring, for whoever only reads beside it. Raises KeyMissing, WrongKey,
    KeySlotsDamaged, NoKeyring."""
    try:
        slots = read_slots(folder / SLOTS)
    except KeySlotsDamaged as error:
        earlier = earlier_keys(key_chain) if error.facts.get("why") == "missing" else None
        if earlier is None:
            raise
        return KeyHistory(earlier)
    return by_keyring(key_chain)(slots)
