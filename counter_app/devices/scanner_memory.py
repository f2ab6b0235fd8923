"""The scanners that this PC has met, a part of what it knows of its devices. Nothing of a person is in it; losing it
costs one search, and the certificates are then pinned at the next sight (docs/adr/0021-network-scanners.md)."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from ..ports import Device, KnownScanner
from .remembered import RememberedFile

_LOG = logging.getLogger(__name__)
_SCANNERS = "scanners"
_BEFORE = "scanners.json"  # a file of their own, until there was one for all devices
_MOST = 40  # scanners: the longest unseen are forgotten
_FORMER = 5  # ids of before, a scanner


@dataclass(frozen=True, slots=True)
class _Memory:
    known: tuple[KnownScanner, ...] = ()
    chosen: str = ""
    last: str = ""
    profile: str = ""


class RememberedScanners:
    """Fulfils `ports.ScannerMemory`. Thread-safe; one a program. `file` None: nothing is kept beyond its life."""

    def __init__(self, file: RememberedFile | None = None, keep: bool = True) -> None:
        """`keep` False: what the file says is known, and the file stays as it is."""
        self._file = file if keep else None
        self._lock = threading.Lock()
        self._memory = _memory(file.section(_SCANNERS)) if file is not None else _Memory()
        if file is not None and file.section(_SCANNERS) is None:
            self._take_over(file.path.with_name(_BEFORE))

    # -- the port ---------------------------------------------------------------------------------------------

    def known(self) -> tuple[KnownScanner, ...]:
        return self._memory.known

    def of(self, device_id: str) -> KnownScanner | None:
        return _of(self._memory, device_id)

    def chosen(self) -> str:
        return self._memory.chosen

    def last(self) -> str:
        return self._memory.last

    def profile(self) -> str:
        return self._memory.profile

    def choose(self, device_id: str) -> None:
        with self._lock:
            self._keep(replace(self._memory, chosen=device_id))

    def choose_profile(self, name: str) -> None:
        with self._lock:
            self._keep(replace(self._memory, profile=name))

    def accept_certificate(self, device_id: str) -> None:
        with self._lock:
            known = _of(self._memory, device_id)
            if known is not None and known.offered:
                device = replace(known.device, certificate=known.offered)
                self._put(known, replace(known, device=device, offered=""))

    # -- what the devices room learns -------------------------------------------------------------------------

    def met(self, device: Device) -> None:
        """It answered. Who was met encrypted keeps its certificate and is not followed to a place without one."""
        with self._lock:
            before = _of(self._memory, device.id) or self._by_serial(device)
            if before is None:
                self._keep(replace(self._memory, known=(*self._memory.known, KnownScanner(device))[-_MOST:]))
                return
            pinned, offered = before.device.certificate, ""
            if pinned and not device.certificate:
                device = replace(device, address=before.device.address, certificate=pinned)
                offered = before.offered
            elif pinned and device.certificate != pinned:
                offered, device = device.certificate, replace(device, certificate=pinned)
            self._put(before, _renamed(before, device, offered))

    def found_again(self, device_id: str, device: Device) -> None:
        """The scanner that was known as `device_id` is this one."""
        with self._lock:
            before, now = _of(self._memory, device_id), _of(self._memory, device.id)
            if before is None or before is now:
                return
            if now is not None:
                self._keep(replace(self._memory, known=tuple(one for one in self._memory.known if one is not now)))
            self._put(before, _renamed(before, device, ""))

    def gave_a_page(self, device_id: str) -> None:
        with self._lock:
            if self._memory.last != device_id:
                self._keep(replace(self._memory, last=device_id))

    def is_nowhere(self, device_id: str) -> None:
        """Not chosen by anybody and not there: the next scan takes whichever answers."""
        with self._lock:
            if self._memory.last == device_id:
                self._keep(replace(self._memory, last=""))

    def _by_serial(self, device: Device) -> KnownScanner | None:
        if not device.serial:
            return None
        twins = [
            one
            for one in self._memory.known
            if (one.device.driver, one.device.name, one.device.serial) == (device.driver, device.name, device.serial)
        ]
        return twins[0] if len(twins) == 1 else None

    def _put(self, before: KnownScanner, now: KnownScanner) -> None:
        if before == now:
            return
        known = tuple(now if one is before else one for one in self._memory.known)
        follow = dict.fromkeys((before.device.id, *now.formerly), now.device.id)
        chosen, last = (follow.get(name, name) for name in (self._memory.chosen, self._memory.last))
        self._keep(replace(self._memory, known=known, chosen=chosen, last=last))

    def _keep(self, memory: _Memory) -> None:
        self._memory = memory
        if self._file is not None:
            self._file.keep(_SCANNERS, asdict(memory))

    def _take_over(self, before: Path) -> None:
        """What an earlier version kept in a file of its own, which then goes."""
        if not before.exists():
            return
        try:
            self._memory = _memory(json.loads(before.read_bytes()))
            if self._file is not None and self._file.keep(_SCANNERS, asdict(self._memory)):
                before.unlink()
        except (OSError, ValueError, RecursionError) as error:
            _LOG.warning("scanners of before forgotten: %s", type(error).__name__)


def _of(memory: _Memory, device_id: str) -> KnownScanner | None:
    return next((one for one in memory.known if device_id in (one.device.id, *one.formerly)), None)


def _renamed(before: KnownScanner, device: Device, offered: str) -> KnownScanner:
    """Its ids of before stay known: IT's settings name one of them."""
    if device.id == before.device.id:
        return replace(before, device=device, offered=offered)
    former = tuple(name for name in (*before.formerly, before.device.id) if name != device.id)
    return KnownScanner(device, former[-_FORMER:], offered)


def _memory(found: Any) -> _Memory:
    """Whatever of it can be understood."""
    if found is None:
        return _Memory()
    try:
        known = tuple(_scanner(one) for one in found["known"])
        return _Memory(known, *(str(found[name]) for name in ("chosen", "last", "profile")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        _LOG.warning("scanners forgotten: %s", type(error).__name__)
        return _Memory()


def _scanner(one: Mapping[str, Any]) -> KnownScanner:
    device = Device(**{name: str(value) for name, value in one["device"].items()})
    return KnownScanner(device, tuple(str(name) for name in one["formerly"]), str(one["offered"]))
