"""Which backup is meant, the newest of this store on a stick say, and the keys that it opens with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counter_app.domain.errors import (
    BackupAbsent,
    BadRecoveryCode,
    CounterError,
    KeyMissing,
    KeySlotsDamaged,
    NoBackup,
    NoKeyring,
    WrongKey,
)
from counter_app.domain.recovery_code import RecoveryCode
from counter_app.ports import KeyChain

from . import manifest as manifests
from .backup import DATABASE, PREFIX, Backup, finished, name_of
from .key_slots import SLOTS, read_slots
from .keys import KeyHistory, Keys
from .unlocking import Way, by_code, by_keyring, earlier_keys


@dataclass(frozen=True)
class FoundBackup:
    """A backup, the keys that it is under, and the store's history that they are of. `slots`: the file that opened;
    None: the keys came straight out of the key ring, as they did before there were slots."""

    backup: Backup
    keys: Keys
    history: KeyHistory
    slots: Path | None

    @property
    def order(self) -> tuple[int, int, int]:
        """The later its keys, the newer it is: counts go on over a change of keys, and turns begin anew with it."""
        told = self.backup.manifest
        return self.history.generation(self.keys), told.count, told.turn


def find_backup(
    chosen: Path, key_chain: KeyChain, folder: Path | None = None, code: RecoveryCode | None = None
) -> Backup:
    """A backup itself, or the newest of this store in a folder or stick.

    `folder`: the store's; its own slots are tried first, then those in the backups, which may know later keys. `code`
    instead of the key ring. Raises BackupAbsent, NoBackup, WrongKey (only other stores' are there), BackupDamaged,
    KeyMissing, NoKeyring, BadRecoveryCode, KeySlotsDamaged.
    """
    return open_backup(chosen, key_chain, folder, code).backup


def open_backup(chosen: Path, key_chain: KeyChain, folder: Path | None, code: RecoveryCode | None) -> FoundBackup:
    """See `find_backup`."""
    if not chosen.is_dir():
        raise BackupAbsent
    way = by_keyring(key_chain) if code is None else by_code(code)
    found: list[FoundBackup] = []
    failed: list[CounterError] = []
    tried: set[Keys] = set()
    own = _own_slots(folder)
    own_store: str | None = None
    for slots, store, history in _histories(own, chosen, key_chain, way, failed):
        if slots == own:
            own_store = store
        elif found and found[0].slots == own and store != own_store:
            continue  # the same key ring may open other stores'
        for keys in history.possible:
            if keys in tried:
                continue
            tried.add(keys)
            try:
                found.append(FoundBackup(_find(chosen, keys), keys, history, slots))
            except (WrongKey, NoBackup) as error:
                failed.append(error)
    if found:
        return max(found, key=lambda each: each.order)
    there = any(chosen.glob(f"{PREFIX}*")) or (chosen / manifests.NAME).exists()
    raise min(failed, key=_how_telling, default=KeyMissing() if there else NoBackup())


def _histories(
    own: Path | None, chosen: Path, key_chain: KeyChain, way: Way, failed: list[CounterError]
) -> Iterator[tuple[Path | None, str | None, KeyHistory]]:
    """What the slots files open, the store's own first, and whose they are; why others did not is added to `failed`."""
    for path in _slots_files(own, chosen):
        try:
            slots = read_slots(path)
            yield path, slots.store, way(slots)
        except (WrongKey, BadRecoveryCode, KeySlotsDamaged) as error:
            failed.append(error)
    try:
        earlier = earlier_keys(key_chain)
    except (NoKeyring, WrongKey) as error:
        failed.append(error)
    else:
        if earlier is not None:
            yield None, None, KeyHistory(earlier)


def _slots_files(own: Path | None, chosen: Path) -> Iterator[Path]:
    if own is not None:
        yield own
    for place in (chosen, *sorted(chosen.glob(f"{PREFIX}*"))):
        if (place / SLOTS).exists():
            yield place / SLOTS
        yield from sorted(place.glob(f"[0-9]*/{SLOTS}"), reverse=True)


def _own_slots(folder: Path | None) -> Path | None:
    return folder / SLOTS if folder is not None and (folder / SLOTS).exists() else None


def _how_telling(error: CounterError) -> int:
    """Of several reasons the one that helps: a backup of this store that is not there, then what the keys lack."""
    order = (NoBackup, KeySlotsDamaged, BadRecoveryCode, NoKeyring, KeyMissing, WrongKey)
    return next(place for place, kind in enumerate(order) if isinstance(error, kind))


def _find(chosen: Path, keys: Keys) -> Backup:
    if (chosen / manifests.NAME).exists() or (chosen / DATABASE).exists():
        return Backup(chosen, manifests.read_manifest(chosen, keys))
    own = name_of(keys)
    place = chosen if chosen.name == own else chosen / own
    found = finished(place, keys) if place.is_dir() else []
    if found:
        return found[-1]
    others = chosen.name.startswith(PREFIX) or any(chosen.glob(f"{PREFIX}*"))
    raise WrongKey("only other stores' backups") if others and not place.is_dir() else NoBackup
