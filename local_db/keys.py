"""The store's keys: what locks the database and the vault, those that did before, and the check of the one in use."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from .durable import flush_folder, write_durably
from .faults import disk_fault

KEY_BYTES = 32
_CHECKED = b"quay-mot-cua: this key opens this store"


@dataclass(frozen=True)
class Keys:
    """One generation: both are random, neither follows from the other."""

    store: bytes = field(repr=False)
    vault: bytes = field(repr=False)


@dataclass(frozen=True)
class KeyHistory:
    """All generations of one store.

    `retired`: the latest first; they open backups that were made before a change. `coming`: a change was asked for
    and happens when the store is opened next. `resealing`: files of the vault may still be under a retired key.
    """

    current: Keys
    retired: tuple[Keys, ...] = ()
    coming: Keys | None = None
    resealing: bool = False

    @property
    def all(self) -> tuple[Keys, ...]:
        """Current first."""
        return (self.current, *self.retired)

    @property
    def possible(self) -> tuple[Keys, ...]:
        """Whatever a database of the store may be under, where a change was cut off: the coming ones last."""
        return self.all if self.coming is None else (*self.all, self.coming)

    def generation(self, keys: Keys) -> int:
        """1 for the store's first."""
        return len(self.all) + 1 if keys == self.coming else len(self.all) - self.all.index(keys)


def new_keys() -> Keys:
    return Keys(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))


class KeyCheck:
    """A small file beside the database that tells a wrong key from a damaged database: SQLCipher cannot.

    It holds an HMAC by the key, from which the key does not follow.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def with_slots(self) -> bool:
        """Whether the store has had its slots file: where none is found, it was lost."""
        return self._read("slots") is True

    def agrees(self, key: bytes) -> bool | None:
        """Whether the store was locked with `key`; None: the file is missing or unreadable."""
        stored = self._read("store_key")
        if stored is None:
            return None
        return isinstance(stored, str) and hmac.compare_digest(stored.encode(), _mac(key).encode())

    def write(self, key: bytes) -> None:
        """Raises DiskFull, StoreDamaged."""
        try:
            write_durably(self._path, json.dumps({"version": 1, "store_key": _mac(key), "slots": True}).encode())
        except OSError as error:
            raise disk_fault(error) from error

    def forget(self) -> None:
        """Whichever key opens the store is now taken for its own. Raises DiskFull, NotWritable, StoreDamaged."""
        try:
            self._path.unlink(missing_ok=True)
            flush_folder(self._path.parent)
        except OSError as error:
            raise disk_fault(error) from error

    def _read(self, name: str) -> object:
        try:
            found: object = json.loads(self._path.read_bytes())[name]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found


def _mac(key: bytes) -> str:
    return hmac.new(key, _CHECKED, hashlib.sha256).hexdigest()
