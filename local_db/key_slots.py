"""The slots file beside the database: the store's keys, locked so that any one of several private keys opens them.

    counter.keys    {"version": 1, "store": its id, "turned": when its keys were made, "slots": [...], "ring": ...,
                     "sum": of all that}

A master key, new at each writing, locks the ring (all generations of keys, AES-256-GCM). Each slot holds the master
sealed to one public key by HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM): of the key ring of the operating system,
of the printed recovery code, of the province. Sealing needs public keys only, so that a change of keys reaches every
slot with neither the code nor the province at hand. The ring authenticates all the rest of the file.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from counter_app.domain.errors import KeySlotsDamaged, NewerStore, WrongKey

from .durable import write_durably
from .faults import disk_fault
from .keys import KEY_BYTES, KeyHistory, Keys

SLOTS = "counter.keys"
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_INFO = "quay-mot-cua: a key slot"
_LONGEST = 256 * 1024  # bytes; a ring of a hundred generations has 20,000
_NONCE_BYTES = 12
_STRICT = ConfigDict(extra="forbid", strict=True)
_Hex16 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
_Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]+={0,2}$")]


class SlotKind(StrEnum):
    KEYRING = "keyring"
    RECOVERY = "recovery"
    PROVINCE = "province"


@checked(frozen=True, config=_STRICT)
class Slot:
    """The master, sealed to the key pair of `public`. `entry`: which entry of the key ring has the private key."""

    kind: SlotKind
    made: AwareDatetime
    public: _Base64
    sealed: _Base64
    entry: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{0,64}$")] = ""


@checked(frozen=True, config=_STRICT)
class Slots:
    """The whole file. `store` is made with the store and stays; `turned`: when its present keys were made."""

    store: _Hex16
    turned: AwareDatetime
    slots: Annotated[list[Slot], Field(min_length=1, max_length=3)]
    ring: _Base64
    version: Literal[1] = 1
    sum: str = ""

    def of(self, kind: SlotKind) -> Slot | None:
        return next((slot for slot in self.slots if slot.kind is kind), None)


@dataclass(frozen=True)
class Lock:
    """A slot to be made, or made again: whose key pair it is."""

    kind: SlotKind
    made: datetime
    public: bytes
    entry: str = ""


_SLOTS = TypeAdapter(Slots)


def new_private_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def public_of(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def locks_of(slots: Slots) -> tuple[Lock, ...]:
    return tuple(Lock(slot.kind, slot.made, base64.b64decode(slot.public), slot.entry) for slot in slots.slots)


def read_slots(path: Path) -> Slots:
    """Raises KeySlotsDamaged (`why`: missing, unreadable, truncated, changed) and NewerStore."""
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST)
    except FileNotFoundError as error:
        raise KeySlotsDamaged(why="missing") from error
    except OSError as error:
        raise KeySlotsDamaged(why="unreadable") from error
    return parse_slots(data)


def parse_slots(data: bytes) -> Slots:
    """Raises as `read_slots`."""
    try:
        parsed = json.loads(data)
    except ValueError:
        raise KeySlotsDamaged(why="unreadable" if data.rstrip().endswith(b"}") else "truncated") from None
    version = parsed.get("version") if isinstance(parsed, dict) else None
    if isinstance(version, int) and version > 1:
        raise NewerStore("key slots")
    try:
        slots = _SLOTS.validate_json(data)
    except ValidationError:
        raise KeySlotsDamaged(why="changed") from None
    if slots.sum != _sum(slots) or len({slot.kind for slot in slots.slots}) != len(slots.slots):
        raise KeySlotsDamaged(why="changed")
    return slots


def write_slots(path: Path, store: str, turned: datetime, history: KeyHistory, locks: Sequence[Lock]) -> Slots:
    """Under a new master, durable; the file before stands until then. Raises DiskFull, NotWritable, StoreDamaged."""
    master = secrets.token_bytes(KEY_BYTES)
    sealed = [
        Slot(lock.kind, lock.made, _text(lock.public), _text(_seal(master, store, lock)), lock.entry) for lock in locks
    ]
    slots = Slots(store, turned, sealed, ring="AA==")
    nonce = secrets.token_bytes(_NONCE_BYTES)
    ring = AESGCM(master).encrypt(nonce, _ring(history), _said(slots))
    slots = replace(slots, ring=_text(nonce + ring))
    slots = replace(slots, sum=_sum(slots))
    try:
        write_durably(path, (json.dumps(_plain(slots), indent=1) + "\n").encode())
    except OSError as error:
        raise disk_fault(error) from error
    return slots


def open_slots(slots: Slots, kind: SlotKind, private: bytes) -> KeyHistory:
    """Raises WrongKey for another pair's private key, KeySlotsDamaged where the key fits and the rest does not."""
    slot = slots.of(kind)
    if slot is None or len(private) != KEY_BYTES or _text(public_of(private)) != slot.public:
        raise WrongKey("the slot is another key's")
    info = _info(slots.store, kind)
    try:
        master = _SUITE.decrypt(base64.b64decode(slot.sealed), X25519PrivateKey.from_private_bytes(private), info)
    except (InvalidTag, ValueError):
        raise KeySlotsDamaged(why="changed") from None
    return open_with_master(slots, master)


def open_with_master(slots: Slots, master: bytes) -> KeyHistory:
    """Raises KeySlotsDamaged, WrongKey for what is no master key."""
    if len(master) != KEY_BYTES:
        raise WrongKey("not 32 bytes")
    ring = base64.b64decode(slots.ring)
    try:
        opened = AESGCM(master).decrypt(ring[:_NONCE_BYTES], ring[_NONCE_BYTES:], _said(slots))
        return _history(json.loads(opened))
    except (InvalidTag, ValueError, KeyError, TypeError):
        raise KeySlotsDamaged(why="changed") from None


def open_sealed(sealed: bytes, private: bytes, info: bytes) -> bytes:
    """What HPKE sealed to this private key's public one. Raises WrongKey."""
    try:
        return bytes(_SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(private), info))
    except (InvalidTag, ValueError):
        raise WrongKey("sealed to another key") from None


def seal_to(public: bytes, secret: bytes, info: bytes) -> bytes:
    """Raises ValueError for what is no public key."""
    return _SUITE.encrypt(secret, X25519PublicKey.from_public_bytes(public), info)


def info_of(store: str, kind: SlotKind) -> bytes:
    """What a slot's seal is bound to."""
    return _info(store, kind)


def _seal(master: bytes, store: str, lock: Lock) -> bytes:
    return seal_to(lock.public, master, _info(store, lock.kind))


def _info(store: str, kind: SlotKind) -> bytes:
    return f"{_INFO}\0{store}\0{kind}".encode()


def _ring(history: KeyHistory) -> bytes:
    def pair(keys: Keys) -> dict[str, str]:
        return {"store": _text(keys.store), "vault": _text(keys.vault)}

    return json.dumps(
        {
            "keys": [pair(keys) for keys in history.all],
            "coming": pair(history.coming) if history.coming else None,
            "resealing": history.resealing,
        }
    ).encode()


def _history(ring: dict[str, Any]) -> KeyHistory:
    def keys(pair: dict[str, str]) -> Keys:
        return Keys(base64.b64decode(pair["store"]), base64.b64decode(pair["vault"]))

    current, *retired = map(keys, ring["keys"])
    return KeyHistory(current, tuple(retired), keys(ring["coming"]) if ring["coming"] else None, ring["resealing"])


def _said(slots: Slots) -> bytes:
    """All but the ring and the sum: what the ring vouches for."""
    return _canonical({name: value for name, value in _plain(slots).items() if name not in {"ring", "sum"}})


def _sum(slots: Slots) -> str:
    """Names an accident at once, without any key; against intent stands the ring."""
    return hashlib.sha256(_canonical({**_plain(slots), "sum": ""})).hexdigest()


def _plain(slots: Slots) -> dict[str, Any]:
    plain: dict[str, Any] = _SLOTS.dump_python(slots, mode="json")
    return plain


def _canonical(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
