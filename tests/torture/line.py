"""Counters and provinces that die while dossiers go over a bad line; a ledger of its own finds what was lost.

    python -m tests.torture.line DOSSIERS --kills N [--province-kills N] [--seed N] [--without-keys]

Each life of the counter is a process that accepts dossiers with files, exchanges, and is killed at a moment that the
lot draws; so is the province's. 30 % of the replies are lost after the commit, uploads are cut, 503 is answered, the
PC's clock stands wrong by days in some lives, and now and then the store goes back to a backup.

The ledger is written by this test beside the program: what was accepted, with the bytes it must arrive as. In the end
it is held against what the province's database has, and at the deaths whatever the counter calls confirmed must be
there. What was accepted after the backup that a store went back to is gone with the disk, unless it had arrived: that
is no loss of the line's, and counted apart.

`--without-keys`: each send of a dossier is a new one, as of a client that knows no idempotency. The same run must then
find duplicates; if it does not, it proves nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
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
from tests.services.sandbox import Sandbox, free_port
from tests.services.store import PocketKeyChain
from tests.sync.counter import RealCounter, gateway_to

_FAULTS: dict[str, Any] = {"drop_reply_rate": 0.3, "cut_upload_rate": 0.2, "error_rate": 0.1, "busy_retry_after": 0}
_WRONG_CLOCK = (0, 0, 0, 0, -3, 2, 9)  # days
_LAST_PASSES = 400
_STICK = "stick"


@dataclass
class Place:
    """Where it happens. `keys` outlive each process, as a key ring does."""

    folder: Path
    keys: PocketKeyChain
    url: str = ""
    without_keys: bool = False

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
            _accept(counter, place, [lot.randrange(1, 30_000) for _ in range(lot.randrange(1, 12))])
        if at < passes:
            _exchange(counter)
    counter.gateway.close()
    store.close()


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


def ledger_of(place: Place) -> dict[str, dict[str, Any]]:
    if not place.ledger.exists():
        return {}
    lines = [json.loads(line) for line in place.ledger.read_text().splitlines()]
    return {line["operation"]: line for line in lines}


def arrived(database: Path) -> tuple[dict[str, list[str]], set[str]]:
    """Of each operation the hashes of the payloads under which it is held; and the names of whole files, each of whose
    bytes was hashed again here."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        held: dict[str, list[str]] = {}
        for (payload,) in db.execute("SELECT payload FROM dossiers"):
            held.setdefault(json.loads(payload)["operation_id"], []).append(sha256(payload))
        whole = set()
        for (name,) in db.execute("SELECT sha256 FROM blobs WHERE whole = 1").fetchall():
            parts = db.execute("SELECT data FROM parts WHERE sha256 = ? ORDER BY start", (name,))
            if sha256(b"".join(data for (data,) in parts)) == name:
                whole.add(name)
    return held, whole


def must_be_true(place: Place, database: Path, found: Found) -> None:
    """Whatever the counter calls confirmed is there, whole."""
    store = opened(place)
    try:
        with store.connection(writing=False) as connection:
            columns = (tables.outbox.c.payload,)
            confirmed = connection.execute(select(*columns).where(tables.outbox.c.confirmed_at.is_not(None))).all()
    finally:
        store.close()
    held, whole = arrived(database)
    for (payload,) in confirmed:
        operation = payload["operation_id"]
        there = sha256(canonical(payload)) in held.get(operation, [])
        if not there or not {file["sha256"] for file in payload["files"]} <= whole:
            found.falsely_confirmed.append(operation)


def settle(place: Place, database: Path, found: Found, in_store: set[str]) -> None:
    held, whole = arrived(database)
    for operation, line in ledger_of(place).items():
        there = held.get(operation, [])
        found.accepted += 1
        if len(there) > 1:
            found.doubled.append(operation)
        if line["sha256"] in there and set(line["files"]) <= whole:
            continue
        if operation in in_store:
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


def _dead(child: int) -> bool:
    return os.waitpid(child, os.WNOHANG)[0] == child


def torture(place: Place, dossiers: int, kills: int, province_kills: int, seed: int) -> Found:
    lot, found = Random(seed), Found()
    database = place.folder / "province.sqlite"
    sandbox = Sandbox(database, free_port(), seed)
    place.url = sandbox.url
    (place.folder / _STICK).mkdir()
    sandbox.start()
    try:
        in_store = _lives_and_deaths(place, sandbox, found, lot, dossiers, kills, province_kills)
    finally:
        sandbox.stop()
    settle(place, database, found, in_store)
    return found


def _lives_and_deaths(
    place: Place, sandbox: Sandbox, found: Found, lot: Random, dossiers: int, kills: int, province_kills: int
) -> set[str]:
    """What the store knows in the end, when nothing waits any more."""
    opened(place).close()
    die_too = set(lot.sample(range(kills), min(province_kills, kills)))
    backup: Path | None = None
    for at in range(kills):
        sandbox.faults(**_FAULTS)
        accepts = dossiers * (at + 1) // kills - dossiers * at // kills
        child = _born(partial(live, place, lot.randrange(1 << 30), accepts, 1000, lot.choice(_WRONG_CLOCK)))
        time.sleep(lot.uniform(0.1, 1.2))
        if at in die_too:
            sandbox.kill()
            time.sleep(lot.uniform(0, 0.1))
            sandbox.start()
            sandbox.faults(**_FAULTS)
            time.sleep(lot.uniform(0, 0.3))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if at % 5 == 0:
            must_be_true(place, sandbox.database, found)
        if at % 20 == 7:
            backup = _backed_up(place)
        if at % 20 == 17 and backup is not None:
            restore(place.store, place.keys, backup, datetime.now(VIETNAM).date())
    sandbox.faults()
    in_store = _finish(place)
    must_be_true(place, sandbox.database, found)
    return in_store


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
    parser.add_argument("--without-keys", action="store_true")
    asked = parser.parse_args()
    logging.disable(logging.CRITICAL)
    began = time.monotonic()
    with TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        place = Place(Path(folder), PocketKeyChain(), without_keys=asked.without_keys)
        found = torture(place, asked.dossiers, asked.kills, asked.province_kills, asked.seed)
        files = sum(len(line["files"]) for line in ledger_of(place).values())
    sys.stdout.write(
        f"line: {found.accepted} dossiers, {files} files, {asked.kills} deaths of the counter and"
        f" {asked.province_kills} of the province, {time.monotonic() - began:.0f} s: {len(found.lost)} lost,"
        f" {len(found.doubled)} doubled, {len(found.falsely_confirmed)} falsely confirmed"
        f" ({found.gone_with_the_disk} gone with a disk)\n"
    )
    good = not (found.lost or found.doubled or found.falsely_confirmed)
    if asked.without_keys and not found.doubled:
        raise SystemExit("without keys nothing was doubled: this run proves nothing")
    if not asked.without_keys and not good:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
