"""Keys of the store, and pass words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from ..domain.recovery_code import RecoveryCode


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What is printed once: the words and their QR code, and which store they open. No person, no place."""

    code: RecoveryCode
    store: str
    made: datetime


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One way to the store's keys: keyring, recovery or province."""

    kind: str
    made: datetime


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """`store`: its short id, as on the recovery sheet; `turned`: when its present keys were made; `coming`: new ones
    were asked for and come into use when the store is opened next; `copied`: another PC may be working with this store
    still."""

    store: str
    turned: datetime
    coming: bool
    slots: tuple[KeySlot, ...]
    copied: bool = False

    def has(self, kind: str) -> bool:
        return any(slot.kind == kind for slot in self.slots)


class KeySafe(Protocol):
    """The ways to the open store's keys. All raise KeySlotsDamaged; those that change raise DiskFull, NotWritable."""

    def status(self) -> KeyStatus: ...

    def draw_code(self) -> RecoveryCode:
        """A new one, which opens nothing until it is kept."""
        ...

    def keep_code(self, code: RecoveryCode, now: datetime) -> None:
        """From now on it opens the store, and the one before no longer does."""
        ...

    def ask_for_new_keys(self, now: datetime) -> None:
        """They come into use when the store is opened next. Raises NoKeyring."""
        ...

    def moved(self) -> None:
        """The PC where this store was before is out of service: what was given there may be given here."""
        ...

    def bind(self, now: datetime) -> None:
        """Gives this user's key ring a slot, in the place of the former one. Raises NoKeyring."""
        ...

    def give_to_province(self, public: bytes, now: datetime) -> None:
        """A slot for the province's public key (X25519). Raises BadSettings for what is none."""
        ...


class PassWords(Protocol):
    """Slow on purpose: about 50 to 100 ms a call. Never on the UI thread, never within a transaction."""

    def verifier(self, word: str) -> str:
        """What a word is checked against, with a salt of its own."""
        ...

    def fits(self, verifier: str | None, word: str) -> bool:
        """False for a verifier that is none. None, for a person whom nobody knows, costs as much and never fits."""
        ...


class KeyChain(Protocol):
    def get(self, name: str) -> bytes | None:
        """The secret of this name. Raises NoKeyring."""
        ...

    def set(self, name: str, secret: bytes) -> None:
        """Raises NoKeyring."""
        ...
