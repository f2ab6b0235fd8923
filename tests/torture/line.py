"""Counters and provinces that die while dossiers go over a bad line; a ledger of its own finds what was lost.

    python -m tests.torture.line DOSSIERS --kills N [--province-kills N] [--seed N] [--postgres] [--without-keys]

Each life of the counter is a process that accepts dossiers with files, exchanges, and is killed at a moment that the
lot draws, in seconds of processor; so is the province's. 30 % of the replies are lost after the commit, uploads are
cut, 503 is answered, the PC's clock stands wrong by days in some lives, and now and then the store goes back to a
backup.

The ledger is written by this test beside the program: what was accepted, with the bytes it must arrive as. In the end
it is held against what the province's database has, and at the deaths whatever the counter calls confirmed must be
there. What was accepted after the backup that a store went back to, and only that, may be gone with the disk, unless it
had arrived: no loss of the line's, and counted apart. The ledger knows which those are, and asks no store.

What a life that died did not come to accept, the next does, and what went back with a store is accepted anew: in the
end as many were accepted as was asked for, without those. Most files are small, because it is their number and their
moments that count; every thirtieth takes several pieces.

`--postgres`: the province runs from two processes over a PostgreSQL of its own; every other of its deaths takes only
one of the two, and the other goes on.

`--without-keys`: each send of a dossier is a new one, as of a client that knows no idempotency. The same run must then
find duplicates; if it does not, it proves nothing.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from sqlalchemy import select, update

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.outbox import OutboxEvent, ProvinceReceipt
from local_db import tables
from local_db.backup import Backups
from local_db.clock import StoreClock
from local_db.open_store import open_store
from local_db.restore import restore
from local_db.store import SqlStore
from sync.contract import canonical, sha256
from sync.gateway import CounterGateway
from tests.services.postgres import a_database
from tests.services.sandbox import Sandbox, free_port
from tests.services.store import PocketKeyChain
from tests.sync.counter import RealCounter, gateway_to

from .province_held import ProvinceHeld

_FAULTS: dict[str, Any] = {"drop_reply_rate": 0.3, "cut_upload_rate": 0.2, "error_rate": 0.1, "busy_retry_after": 0}
_WRONG_CLOCK = (0, 0, 0, 0, -3, 2, 9)  # days
_LAST_PASSES = 400
_LONGEST_LIFE = 30.0  # seconds
_STICK = "stick"


@dataclass
class Place:
    """Where it happens. `keys` outlive each process, as a key ring does."""

    folder: Path
    keys: PocketKeyChain
    without_keys: bool = False
    url: str = ""

    @property
    def store(self) -> Path:
        return self.folder / "counter"

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger.jsonl"


# --- one life of the counter ---------------------------------------------------------------------------


def opened(place: Place, days_wrong: int = 0) -> SqlStore:
    standing = partial(StoreClock, wall=lambda: datetime.now(UTC) + timedelta(days=days_wrong))
    with patch("local_db.open_store.StoreClock", standing), patch("local_db.store.StoreClock", standing):
        return open_store(place.store, place.keys)


def live(place: Place, seed: int, accepts: int, passes: int, days_wrong: int = 0) -> None:
    """Accepts, writes into the ledger what must arrive, exchanges."""
    lot = Random(seed)
    store = opened(place, days_wrong)
    counter = RealCounter(store, gateway_to(place.url, timeout=5.0), random=Random(seed))
    if place.without_keys:
        assert isinstance(counter.gateway, CounterGateway)
        counter.gateway.put_dossier = _as_a_new_one(counter.gateway)  # type: ignore[method-assign, assignment]
    for at in range(max(accepts, passes)):
        if at < accepts:
            _accept(counter, place, [_size(lot) for _ in range(lot.randrange(1, 12))])
        if at < passes and (at % 4 == 3 or at >= accepts):  # a pass costs what several acceptances do
            _exchange(counter)
    counter.gateway.close()
    store.close()


def _size(lot: Random) -> int:
    return lot.randrange(300_000, 700_000) if lot.random() < 1 / 30 else lot.randrange(1, 3_000)


def _accept(counter: RealCounter, place: Place, sizes: list[int]) -> None:
    accepted = counter.accept(*sizes)
    with counter.store.connection(writing=False) as connection:
        columns = (tables.outbox.c.id, tables.outbox.c.payload)
        row = connection.execute(select(*columns).where(tables.outbox.c.dossier_id == accepted.id)).one()
    files = [file["sha256"] for file in row.payload["files"]]
    line = {"operation": str(accepted.operation_id), "sha256": sha256(canonical(row.payload)), "files": files}
    with place.ledger.open("a") as ledger:
        ledger.write(json.dumps(line) + "\n")
        ledger.flush()
        os.fsync(ledger.fileno())


def _exchange(counter: RealCounter) -> int:
    """No pause is sat out: it is the order of things that is tried here."""
    with counter.store.connection(writing=True) as connection:
        connection.execute(update(tables.outbox).values(next_try=None))
    counter.gateway.at_once()
    return counter.sync().waiting


def _as_a_new_one(gateway: CounterGateway) -> Callable[[OutboxEvent], ProvinceReceipt]:
    put = gateway.put_dossier

    def put_again(event: OutboxEvent) -> ProvinceReceipt:
        new, code = uuid4(), f"{event.payload['code'][:-4]}{Random().randrange(10**9):09d}"
        payload = {**event.payload, "id": str(new), "code": code, "provisional": False}
        put(replace(event, id=uuid4(), dossier_id=new, payload=payload))
        raise AssertionError  # it keeps no word of what it was told: the next pass sends it again

    return put_again


# --- the ledger ----------------------------------------------------------------------------------------


@dataclass
class Found:
    accepted: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    falsely_confirmed: list[str] = field(default_factory=list)
    gone_with_the_disk: int = 0
    may_be_gone: set[str] = field(default_factory=set)  # accepted between a backup and the going back to it
    confirmed_amid_deaths: int = 0


def ledger_of(place: Place) -> dict[str, dict[str, Any]]:
    if not place.ledger.exists():
        return {}
    lines = [json.loads(line) for line in place.ledger.read_text().splitlines()]
    return {line["operation"]: line for line in lines}


def must_be_true(place: Place, province: ProvinceHeld, found: Found) -> int:
    """Whatever the counter calls confirmed is there, whole; how many that are."""
    store = opened(place)
    try:
        with store.connection(writing=False) as connection:
            columns = (tables.outbox.c.payload,)
            confirmed = connection.execute(select(*columns).where(tables.outbox.c.confirmed_at.is_not(None))).all()
    finally:
        store.close()
    held, whole = province.look()
    for (payload,) in confirmed:
        operation = payload["operation_id"]
        there = sha256(canonical(payload)) in held.get(operation, [])
        if not there or not {file["sha256"] for file in payload["files"]} <= whole:
            found.falsely_confirmed.append(operation)
    return len(confirmed)


def settle(place: Place, province: ProvinceHeld, found: Found, in_store: set[str]) -> None:
    held, whole = province.look()
    for operation, line in ledger_of(place).items():
        there = held.get(operation, [])
        found.accepted += 1
        if len(there) > 1:
            found.doubled.append(operation)
        if line["sha256"] in there and set(line["files"]) <= whole:
            continue
        if operation in in_store or operation not in found.may_be_gone:
            found.lost.append(operation)
        else:
            found.gone_with_the_disk += 1


# --- the lives and deaths ------------------------------------------------------------------------------


def _born(life: Callable[[], None]) -> int:
    child = os.fork()
    if child == 0:
        try:
            life()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return child


def _let_work(child: int, seconds: float) -> None:
    """Until it has had so much of the processor: on a busy machine a life would else end before it began."""
    ticks, latest = seconds * os.sysconf("SC_CLK_TCK"), time.monotonic() + _LONGEST_LIFE
    while time.monotonic() < latest:
        told = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        if told[0] == "Z" or int(told[11]) + int(told[12]) >= ticks:
            return
        time.sleep(0.005)


def torture(place: Place, sandbox: Sandbox, dossiers: int, kills: int, province_kills: int, seed: int) -> Found:
    lot, found = Random(seed), Found()
    place.url = sandbox.url
    (place.folder / _STICK).mkdir()
    province = ProvinceHeld(sandbox.database, sandbox.files or Path(f"{sandbox.database}-files"))
    sandbox.start()
    try:
        in_store = _lives_and_deaths(place, sandbox, province, found, lot, dossiers, kills, province_kills)
    finally:
        sandbox.stop()
    settle(place, province.anew(), found, in_store)
    return found


def _lives_and_deaths(
    place: Place,
    sandbox: Sandbox,
    province: ProvinceHeld,
    found: Found,
    lot: Random,
    dossiers: int,
    kills: int,
    province_kills: int,
) -> set[str]:
    """What the store knows in the end, when nothing waits any more."""
    opened(place).close()
    die_too = set(lot.sample(range(kills), min(province_kills, kills)))
    backup, in_backup = None, 0
    for at in range(kills):
        sandbox.faults(**_FAULTS)
        accepts = max(0, dossiers * (at + 1) // kills - _accepted(place, found))
        child = _born(partial(live, place, lot.randrange(1 << 30), accepts, 1000, lot.choice(_WRONG_CLOCK)))
        _let_work(child, lot.uniform(0.1, 1.5))
        if at in die_too:
            _kill(sandbox, lot)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if at % 5 == 0:
            found.confirmed_amid_deaths = must_be_true(place, province, found)
        if at % 20 == 15:
            backup, in_backup = _backed_up(place), len(ledger_of(place))
        if at % 20 == 17 and backup is not None:
            restore(place.store, place.keys, backup, datetime.now(VIETNAM).date())
            found.may_be_gone |= set(list(ledger_of(place))[in_backup:])
        _tell(place, found, at + 1, kills)
    if accepts := max(0, dossiers - _accepted(place, found)):
        os.waitpid(_born(partial(live, place, lot.randrange(1 << 30), accepts, 0)), 0)
    sandbox.faults()
    in_store = _finish(place)
    must_be_true(place, province, found)
    return in_store


def _kill(sandbox: Sandbox, lot: Random) -> None:
    """All of it; or of several processes one, and the others go on."""
    if sandbox.processes > 1 and lot.random() < 0.5:
        sandbox.kill_one()
    else:
        sandbox.kill()
        time.sleep(lot.uniform(0, 0.1))
        sandbox.start()
        sandbox.faults(**_FAULTS)
    time.sleep(lot.uniform(0, 0.3))


def _accepted(place: Place, found: Found) -> int:
    """Without those that a store may have forgotten."""
    return len(ledger_of(place)) - len(found.may_be_gone)


def _tell(place: Place, found: Found, at: int, kills: int) -> None:
    if at % 50 == 0:
        so_far = f"{_accepted(place, found)} accepted, {found.confirmed_amid_deaths} confirmed"
        sys.stderr.write(f"line: {at} of {kills} deaths, {so_far}\n")


def _backed_up(place: Place) -> Path:
    store = opened(place)
    try:
        return Backups(store, place.folder / _STICK).make().path
    finally:
        store.close()


def _finish(place: Place) -> set[str]:
    """Exchanges until nothing waits; what the store knows by then."""
    store = opened(place)
    counter = RealCounter(store, gateway_to(place.url))
    try:
        for _ in range(_LAST_PASSES if not place.without_keys else 1):
            if not _exchange(counter):
                break
        with store.connection(writing=False) as connection:
            return {payload["operation_id"] for payload in connection.scalars(select(tables.outbox.c.payload))}
    finally:
        counter.gateway.close()
        store.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("dossiers", type=int)
    parser.add_argument("--kills", type=int, required=True)
    parser.add_argument("--province-kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--without-keys", action="store_true")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    with ExitStack() as stack:
        shm = "/dev/shm" if Path("/dev/shm").is_dir() else None
        place = Place(Path(stack.enter_context(TemporaryDirectory(dir=shm))), PocketKeyChain(), asked.without_keys)
        sandbox = Sandbox(place.folder / "province.sqlite", free_port(), asked.seed, patience=300.0)
        if asked.postgres:
            sandbox.database = stack.enter_context(a_database())
            sandbox.files, sandbox.processes = place.folder / "files", 2
        found = torture(place, sandbox, asked.dossiers, asked.kills, asked.province_kills, asked.seed)
        files = sum(len(line["files"]) for line in ledger_of(place).values())
    sys.stdout.write(
        f"line: {found.accepted} dossiers, {files} files, {asked.kills} deaths of the counter and"
        f" {asked.province_kills} of the province, {time.monotonic() - began:.0f} s: {len(found.lost)} lost,"
        f" {len(found.doubled)} doubled, {len(found.falsely_confirmed)} falsely confirmed"
        f" ({found.confirmed_amid_deaths} confirmed amid the deaths; {found.gone_with_the_disk} of"
        f" {len(found.may_be_gone)} accepted since a backup gone with a disk)\n"
    )
    good = not (found.lost or found.doubled or found.falsely_confirmed)
    if asked.without_keys and not found.doubled:
        raise SystemExit("without keys nothing was doubled: this run proves nothing")
    if not asked.without_keys and not good:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
