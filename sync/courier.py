"""The counter's side of the courier: what waits goes into one file on a stick, and the province's answer comes out of
one. The line may carry the same meanwhile: keys and hashes decide, never the way or the order.

The private keys lie in the key ring; the province's public ones stand in the settings. Lost keys lose no dossier:
whatever waits is written again under new ones.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import (
    CounterError,
    CourierAbsent,
    CourierFull,
    CourierNotSet,
    ParcelWrong,
    VaultFileDamaged,
)
from counter_app.domain.outbox import OutboxEvent
from counter_app.ports import (
    AuditLine,
    Brought,
    Carried,
    Clock,
    KeyChain,
    Store,
    Trip,
    Vault,
)

from .gateway import payload_bytes
from .homecoming import Homecoming, asks_of
from .parcel import (
    FORMAT,
    SUFFIX,
    VERSION,
    About,
    Answers,
    Entry,
    EventHead,
    News,
    NotAParcel,
    Parcel,
    event_names,
    file_name,
    held,
    public_text,
    read_member,
    write_parcel,
)
from .receipts import STORE_FAULTS
from .stick import parcel_faults, room, stick_faults, sweep, whole_or_not_at_all

OUT, BACK = "gui-tinh", "tinh-tra"  # how the files' names begin
_SIGNING, _OPENING = "courier-signing", "courier-opening"  # entries of the key ring
_LARGEST = 3_500_000_000  # bytes of one file: sticks with FAT32 take no more than four thousand million
_SPARE = 1_000_000  # bytes for heads and signature, and left free
_LONGEST_ANSWER = 512 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class ProvinceKeys:
    """`recipient`: what waits is encrypted to it (age); `signer`: answers are signed by it (Ed25519, base64). Empty:
    this unit carries nothing."""

    recipient: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class _Load:
    event: OutboxEvent
    body: bytes

    @property
    def size(self) -> int:
        return len(self.body) + sum(file.size for file in self.event.files) + 4096


class StickCourier:
    """Fulfils `ports.Courier`. Safe from several threads: what it changes, it changes in the store's transactions."""

    def __init__(
        self, store: Store, vault: Vault, clock: Clock, keys: KeyChain, province: ProvinceKeys, unit: str, counter: str
    ) -> None:
        self._store, self._vault, self._clock = store, vault, clock
        self._keys, self._province = keys, province
        self._unit, self._counter = unit, counter
        self._homecoming = Homecoming(store, vault, clock, unit, counter)

    @property
    def ready(self) -> bool:
        return bool(self._province.recipient and self._province.signer)

    def public_key(self) -> str:
        return public_text(self._signing_key().public_key())

    # --- out -------------------------------------------------------------------------------------------

    def export(self, folder: Path, who: str) -> Carried:
        """See the port."""
        self._must_be_set()
        if not folder.is_dir():
            raise CourierAbsent
        sweep(folder, OUT)
        loads, unfit = self._waiting()
        carried, left = _that_fit(loads, min(room(folder), _LARGEST))
        if loads and not carried:
            raise CourierFull
        fit = len(carried)
        while True:
            try:
                trip = self._write(folder, carried, who)
            except _Unreadable as error:
                carried = _without(carried, error.event)
            else:
                return Carried(trip, left + unfit + fit - len(carried))

    def _waiting(self) -> tuple[list[_Load], int]:
        """What can be carried, and how many events cannot: the line sets those aside with their reason."""
        loads: list[_Load] = []
        behind: set[UUID] = set()  # dossiers of which an earlier event stays
        unfit = 0
        with self._store.read() as work:
            for event_id in work.trips.to_carry():
                event = work.outbox.get(event_id)
                try:
                    load = _Load(event, payload_bytes(event))
                except CounterError:
                    behind.add(event.dossier_id)
                if event.dossier_id in behind:
                    unfit += 1
                else:
                    loads.append(load)
        return loads, unfit

    def _write(self, folder: Path, loads: Sequence[_Load], who: str) -> Trip:
        now = self._clock.now()
        about = About(
            what=FORMAT,
            version=VERSION,
            kind="out",
            unit=self._unit,
            counter=self._counter,
            trip=uuid4(),
            made_at=now,
            sender=self.public_key(),
            reply_to=str(self._identity().to_public()),
        )
        path = folder / _file_name(OUT, about)
        files = {file.sha256: (file.size, load.event.id) for load in loads for file in load.event.files}
        with stick_faults(path), whole_or_not_at_all(path) as (file, finish):
            write_parcel(file, about, self._entries(loads, files), self._province.recipient, self._signing_key())
            file.flush()
            os.fsync(file.fileno())
            trip = Trip(about.trip, now, who, path.name, len(loads), len(files), file.tell(), None, len(loads))
            with self._store.write() as work:
                work.trips.add(trip, [load.event.id for load in loads])
                said = {"trip": str(trip.id), "count": str(trip.events), "files": str(trip.files)}
                work.audit.add(AuditLine(now, who, self._counter, "courier-exported", said))
            finish()
        return trip

    def _entries(self, loads: Iterable[_Load], files: Mapping[str, tuple[int, UUID]]) -> Iterator[Entry]:
        yield held("asks.json", asks_of(self._store).model_dump_json().encode())
        for number, load in enumerate(loads, start=1):
            event = load.event
            head = EventHead(key=event.id, dossier_id=event.dossier_id, kind=event.kind.value)
            name, body = event_names(number)
            yield held(name, head.model_dump_json().encode())
            yield held(body, load.body)
        for sha256, (size, event_id) in sorted(files.items(), key=lambda file: file[1][0]):
            yield file_name(sha256), size, lambda name=sha256, owner=event_id: self._bytes_of(name, owner)  # type: ignore[misc]

    def _bytes_of(self, name: str, owner: UUID) -> tuple[bytes]:
        try:
            return (self._vault.get(name),)
        except VaultFileDamaged as error:
            raise _Unreadable(owner) from error

    # --- back ------------------------------------------------------------------------------------------

    def bring(self, path: Path, who: str) -> Brought:
        """See the port."""
        self._must_be_set()
        if not path.is_dir():
            return self._bring_one(path, who)
        found = sorted(path.glob(f"{BACK}_{self._unit}_{self._counter}_*{SUFFIX}"))
        if not found:
            raise ParcelWrong(why="none")
        total = Brought()
        fault: CounterError | None = None
        for one in found:
            try:
                total = total + self._bring_one(one, who)
            except STORE_FAULTS:
                raise
            except CounterError as error:  # one bad file keeps no other answer away
                fault = fault or error
        if fault is not None:
            raise fault
        return total

    def _bring_one(self, path: Path, who: str) -> Brought:
        with parcel_faults(path):
            parcel = Parcel(path, self._must_be_for_us)
            with parcel.open(self._identity_text(), BytesIO(), _LONGEST_ANSWER) as content:
                answers = Answers.model_validate_json(read_member(content, "answers.json"))
                news = News.model_validate_json(read_member(content, "news.json"))
        trip = parcel.about.trip
        brought = self._homecoming.take_answers(answers, trip)
        with self._store.write() as work:  # before the news: whatever is wrong with those, these answers came
            first = work.trips.answered(trip, self._clock.now())
            said = {"trip": str(trip), "count": str(brought.confirmed), "first": str(first).lower()}
            work.audit.add(AuditLine(self._clock.now(), who, self._counter, "courier-imported", said))
        told, news_taken = self._homecoming.take_news(news)
        return replace(brought, files=1, news=told, stale=not news_taken, again=0 if first else 1)

    def _must_be_for_us(self, about: About) -> None:
        if about.kind == "out":
            raise NotAParcel("outgoing")
        if (about.unit, about.counter) != (self._unit, self._counter):
            raise NotAParcel("other-counter")
        if about.sender != self._province.signer:
            raise NotAParcel("other-province")

    # --- keys ------------------------------------------------------------------------------------------

    def _must_be_set(self) -> None:
        if not self.ready:
            raise CourierNotSet

    def _signing_key(self) -> Ed25519PrivateKey:
        """Made when it is first needed. Raises NoKeyring."""
        kept = self._keys.get(_SIGNING)
        if kept is None:
            kept = Ed25519PrivateKey.generate().private_bytes_raw()
            self._keys.set(_SIGNING, kept)
        return Ed25519PrivateKey.from_private_bytes(kept)

    def _identity_text(self) -> str:
        kept = self._keys.get(_OPENING)
        if kept is None:
            kept = str(pyrage.x25519.Identity.generate()).encode()
            self._keys.set(_OPENING, kept)
        return kept.decode()

    def _identity(self) -> Any:
        return pyrage.x25519.Identity.from_str(self._identity_text())


class _Unreadable(Exception):
    """A file of `event` in the vault is not what it was: that event stays at home, the others go."""

    def __init__(self, event: UUID) -> None:
        super().__init__(str(event))
        self.event = event


def _that_fit(loads: Sequence[_Load], free: int) -> tuple[list[_Load], int]:
    """The first that fit, and how many did not; none of a dossier whose earlier event stays behind."""
    taken: list[_Load] = []
    behind: set[UUID] = set()
    left = free - _SPARE
    for load in loads:
        if load.size > left or load.event.dossier_id in behind:
            behind.add(load.event.dossier_id)
        else:
            taken.append(load)
            left -= load.size
    return taken, len(loads) - len(taken)


def _without(loads: Sequence[_Load], event_id: UUID) -> list[_Load]:
    """Neither that event, nor what happened to its dossier since."""
    hurt = next(load.event for load in loads if load.event.id == event_id)
    return [load for load in loads if load.event.dossier_id != hurt.dossier_id or load.event.order < hurt.order]


def _file_name(kind: str, about: About) -> str:
    made = about.made_at.astimezone(VIETNAM)
    return f"{kind}_{about.unit}_{about.counter}_{made:%Y%m%d-%H%M%S}_{about.trip.hex[:8]}{SUFFIX}"
