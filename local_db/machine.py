"""Which PC this is: a store whose whole folder was copied to another one must not go on as the same counter.

Several weak signals, each kept only as an HMAC under a salt of the store, so that nothing about the PC can be read.
Where the hardware can be seen, it decides: one piece in common (a network card, a disk) and it is this PC, so that a
new card or a new disk is no other PC; none in common and it is another, even with the same installation on it (a
cloned disk). Where no hardware can be seen, the installation's own id decides. A new card in a PC whose disks cannot
be seen is taken for another PC: a false alarm costs one command, a missed copy would cost codes given twice.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

Signals = Mapping[str, Iterable[str]]  # by kind: what this PC shows, nothing where it cannot be seen
Sealed = Mapping[str, list[str]]

SYSTEM, NETWORK, DISKS, BOARD = "system", "network", "disks", "board"
ANYWHERE: Sealed = {"anywhere": []}  # of a restored store: wherever it was put, it was put there by a hand
_HARDWARE = (NETWORK, DISKS, BOARD)
_SALT = "salt"


def this_machine() -> Signals:
    """What can be seen without rights of an administrator."""
    return _of_windows() if sys.platform == "win32" else _of_linux(Path("/"))


def sealed(signals: Signals, salt: str | None = None) -> Sealed:
    """As it may be kept; `salt` None: a new one."""
    salt = salt or secrets.token_hex(16)
    kept = {
        kind: sorted({_seal(bytes.fromhex(salt), kind, value) for value in values}) for kind, values in signals.items()
    }
    return {_SALT: [salt], **kept}


def moved(kept: Sealed, signals: Signals) -> bool:
    """Whether these signals are another PC's than the one that was kept."""
    if not kept.get(_SALT):
        return False
    found = sealed(signals, kept[_SALT][0])
    shared = {
        kind: bool(set(kept[kind]) & set(found[kind]))
        for kind in (*_HARDWARE, SYSTEM)
        if kept.get(kind) and found.get(kind)
    }
    hardware = [same for kind, same in shared.items() if kind in _HARDWARE]
    return not any(hardware) if hardware else shared.get(SYSTEM) is False


def renewed(kept: Sealed, signals: Signals) -> Sealed:
    """What to keep from now on, under the same salt: a card put in last year may be the one that is left next year.

    What cannot be seen today (a plug pulled) stays as it was.
    """
    found = sealed(signals, kept[_SALT][0] if kept.get(_SALT) else None)
    seen = {kind: values for kind, values in found.items() if values}
    return {kind: values for kind, values in {**kept, **seen}.items() if kind not in ANYWHERE}


def to_text(kept: Sealed) -> str:
    return json.dumps(kept, sort_keys=True)


def from_text(text: str | None) -> Sealed:
    return json.loads(text) if text else {}


def _seal(salt: bytes, kind: str, value: str) -> str:
    said = f"quay-mot-cua: {kind}\0{value.strip().lower()}"
    return hmac.new(salt, said.encode(), hashlib.sha256).hexdigest()[:16]


def _of_linux(root: Path) -> Signals:
    cards = (root / "sys/class/net").glob("*/device")  # bridges, tunnels and containers have no device behind them
    return {
        SYSTEM: tuple(_lines(root / "etc/machine-id")),
        NETWORK: tuple(line for card in cards for line in _lines(card.parent / "address") if line.strip("0:")),
        DISKS: tuple(disk.name for disk in (root / "dev/disk/by-id").glob("*") if _is_inside(disk.name)),
        BOARD: tuple(_lines(root / "sys/class/dmi/id/product_uuid")),  # root's eyes only, on most systems
    }


def _is_inside(disk: str) -> bool:
    """A whole disk with its serial number; a stick plugged in is no part of the PC."""
    return disk.startswith(("ata-", "nvme-", "scsi-", "mmc-")) and "-part" not in disk


def _of_windows() -> Signals:
    node = uuid.getnode()
    return {
        SYSTEM: tuple(_windows_guid()),
        NETWORK: () if node >> 40 & 1 else (f"{node:012x}",),  # the bit set: made up, there is no card
    }


if sys.platform == "win32":
    import winreg

    def _windows_guid() -> Iterator[str]:
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            yield str(winreg.QueryValueEx(key, "MachineGuid")[0])

else:

    def _windows_guid() -> Iterator[str]:
        yield from ()


def _lines(path: Path) -> Iterator[str]:
    with suppress(OSError, UnicodeError):
        yield from filter(None, path.read_text("ascii").splitlines())
