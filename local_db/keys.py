"""The store's two keys: made once, kept in the key ring, never made anew for a store that exists."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from counter_app.domain.errors import KeyMissing, WrongKey
from counter_app.ports import KeyChain

from .durable import write_durably
from .faults import disk_fault

STORE_KEY, VAULT_KEY = "store-key", "vault-key"
_BYTES = 32
_CHECKED = b"quay-mot-cua: this key opens this store"


@dataclass(frozen=True)
class Keys:
    store: bytes = field(repr=False)
    vault: bytes = field(repr=False)


def keys_for(key_chain: KeyChain, store_exists: bool) -> Keys:
    """Both keys, in the key ring before anything is locked with them.

    Raises NoKeyring; KeyMissing when a store exists and the key ring has lost its key.
    """
    return Keys(_key(key_chain, STORE_KEY, store_exists), _key(key_chain, VAULT_KEY, store_exists))


def _key(key_chain: KeyChain, name: str, store_exists: bool) -> bytes:
    key = key_chain.get(name)
    if key is None:
        if store_exists:
            raise KeyMissing(key=name)
        key = secrets.token_bytes(_BYTES)
        key_chain.set(name, key)
    if len(key) != _BYTES:
        raise WrongKey("not 32 bytes", key=name)
    return key


class KeyCheck:
    """A small file beside the database that tells a wrong key from a damaged database: SQLCipher cannot.

    It holds an HMAC by the key, from which the key does not follow.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def agrees(self, key: bytes) -> bool | None:
        """Whether the store was locked with `key`; None: the file is missing or unreadable."""
        try:
            stored = json.loads(self._path.read_bytes())["store_key"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return isinstance(stored, str) and hmac.compare_digest(stored.encode(), _mac(key).encode())

    def write(self, key: bytes) -> None:
        """Raises DiskFull, StoreDamaged."""
        try:
            write_durably(self._path, json.dumps({"version": 1, "store_key": _mac(key)}).encode())
        except OSError as error:
            raise disk_fault(error) from error


def _mac(key: bytes) -> str:
    return hmac.new(key, _CHECKED, hashlib.sha256).hexdigest()
