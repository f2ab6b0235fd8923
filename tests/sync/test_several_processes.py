"""A province of several processes over PostgreSQL: whichever answers, the same key gets the same answer."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import psycopg
import pytest
import requests
from sqlalchemy import Engine

from counter_app.domain.deadline import VIETNAM
from local_db.store import SqlStore
from sync.contract import TUS_MEDIA_TYPE, TUS_VERSION, canonical, sha256
from tests.services.sandbox import SECRET, Sandbox, over_postgres

from .counter import CITIZEN, DESK, PERSON, UNIT, RealCounter, gateway_to

_PROCESSES, _AT_ONCE, _IN_A_ROW = 3, 12, 12
_HELD_UP = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
_T = TypeVar("_T")


@pytest.fixture
def sandbox(postgres: Engine, tmp_path: Path) -> Iterator[Sandbox]:
    with over_postgres(postgres, tmp_path / "files", _PROCESSES) as running:
        yield running


def log_in(sandbox: Sandbox, counter: str = DESK.code) -> dict[str, str]:
    asked = {"client_id": counter, "client_secret": SECRET, "unit": UNIT.code, "counter": counter}
    token = requests.post(f"{sandbox.url}/token", json=asked, timeout=30).json()["access_token"]
    return {"Authorization": f"Bearer {token}"}


def at_once(ask: Callable[[int], _T]) -> list[_T]:
    """Each on a connection of its own, so that they come to several processes."""
    ready = threading.Barrier(_AT_ONCE)

    def one(at: int) -> _T:
        ready.wait(30)
        return ask(at)

    with ThreadPoolExecutor(_AT_ONCE) as flows:
        return list(flows.map(one, range(_AT_ONCE)))


def payload_of(store: SqlStore, sandbox: Sandbox) -> dict[str, Any]:
    counter = RealCounter(store, gateway_to(sandbox.url))
    payload = dict(counter.event(counter.accept()).payload)
    counter.gateway.close()
    return payload


def test_one_dossier_that_comes_to_several_processes_at_once_is_held_once(store: SqlStore, sandbox: Sandbox) -> None:
    """Provisional: each would give it a number of its own."""
    payload = {**payload_of(store, sandbox), "provisional": True}
    head = {**log_in(sandbox), "Idempotency-Key": str(uuid4())}
    address = f"{sandbox.url}/dossiers/{payload['id']}"
    replies = at_once(lambda _: requests.put(address, canonical(payload), headers=head, timeout=30))
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1
    held = sandbox.holdings()
    assert [dossier.payload for dossier in held.dossiers] == [canonical(payload)]
    assert list(held.arrivals.values()) == [_AT_ONCE]


def test_another_body_under_the_same_key_is_refused_by_every_process(store: SqlStore, sandbox: Sandbox) -> None:
    payload = payload_of(store, sandbox)
    head = {**log_in(sandbox), "Idempotency-Key": str(uuid4())}
    address = f"{sandbox.url}/dossiers/{payload['id']}"
    bodies = [canonical({**payload, "fee": at % 2}) for at in range(_AT_ONCE)]
    replies = at_once(lambda at: requests.put(address, bodies[at], headers=head, timeout=30))
    assert sorted(reply.status_code for reply in replies) == [200] * (_AT_ONCE // 2) + [409] * (_AT_ONCE // 2)
    assert {reply.json()["code"] for reply in replies if reply.status_code == 409} == {"key-reused"}
    (held,) = sandbox.holdings().dossiers
    assert {r.json()["payload_sha256"] for r in replies if r.status_code == 200} == {held.sha256}


def test_two_counters_through_two_processes_get_numbers_apart(store: SqlStore, sandbox: Sandbox) -> None:
    heads = {code: log_in(sandbox, code) for code in ("Q01", "Q02")}
    day = store.clock.now().astimezone(VIETNAM).date().isoformat()

    replies: list[requests.Response] = []

    def lease(at: int) -> None:
        counter = ("Q01", "Q02")[at % 2]
        for _ in range(_IN_A_ROW):
            asked = {"request_id": str(uuid4()), "counter": counter, "days": [day]}
            replies.append(requests.post(f"{sandbox.url}/leases", json=asked, headers=heads[counter], timeout=30))

    at_once(lease)
    assert {reply.status_code for reply in replies} == {200}
    blocks = [block for reply in replies for block in reply.json()["blocks"]]
    given = sorted(number for block in blocks for number in range(block["first"], block["last"] + 1))
    assert given == list(range(1, 50 * _AT_ONCE * _IN_A_ROW + 1))


def test_a_file_that_comes_twice_at_once_is_whole_once(sandbox: Sandbox) -> None:
    data = os.urandom(700_000)
    head = {
        **log_in(sandbox),
        "Tus-Resumable": TUS_VERSION,
        "Content-Type": TUS_MEDIA_TYPE,
        "Upload-Offset": "0",
        "Upload-Length": str(len(data)),
    }
    address = f"{sandbox.url}/blobs/{sha256(data)}"
    replies = at_once(lambda _: requests.patch(address, data, headers=head, timeout=30))
    assert {reply.status_code for reply in replies} <= {204, 409}
    assert [reply.status_code for reply in replies].count(204) == 1
    assert sandbox.holdings().files == {sha256(data): data}


def test_a_log_in_holds_at_every_process_and_so_do_the_switches(sandbox: Sandbox) -> None:
    head = log_in(sandbox)
    asked = at_once(lambda _: requests.get(f"{sandbox.url}/catalogue", headers=head, timeout=30))
    assert {reply.status_code for reply in asked} == {200}
    sandbox.faults(error_rate=1.0)
    asked = at_once(lambda _: requests.get(f"{sandbox.url}/catalogue", headers=head, timeout=30))
    assert {reply.status_code for reply in asked} == {503}


def test_a_counters_day_goes_through_while_its_processes_die_one_after_the_other(
    store: SqlStore, sandbox: Sandbox
) -> None:
    counter = RealCounter(store, gateway_to(sandbox.url))
    accepted = [counter.accept(40_000, 1000) for _ in range(6)]
    died: set[str] = set()
    while counter.sync_at_once().waiting or len(died) < _PROCESSES:
        with suppress(requests.RequestException):
            died.add(pid := requests.get(f"{sandbox.url}/sandbox/alive", timeout=30).json()["process"])
            os.kill(int(pid), signal.SIGKILL)
    counter.gateway.close()
    held = sandbox.holdings()
    assert {dossier.id for dossier in held.dossiers} == {str(each.id) for each in accepted}
    assert len(held.files) == 12


def test_nobody_goes_on_serving_where_the_first_process_was_killed(sandbox: Sandbox) -> None:
    sandbox.kill_the_first()
    while _answers(sandbox):
        pass


def _answers(sandbox: Sandbox) -> bool:
    try:
        return requests.get(f"{sandbox.url}/sandbox/alive", timeout=30).status_code == 200
    except requests.RequestException:
        return False


def test_the_console_shows_what_has_arrived_and_nobodys_name(store: SqlStore, sandbox: Sandbox) -> None:
    counter = RealCounter(store, gateway_to(sandbox.url))
    accepted = counter.accept(400, 500)
    counter.sync()
    waiting = counter.accept(600)
    counter.gateway.put_dossier(counter.event(waiting))  # its file has not come yet
    counter.gateway.close()
    page = requests.get(f"{sandbox.url}/sandbox/console", timeout=30).text
    assert f"<td>{accepted.code.text}" in page
    assert "<td>2/2</tr>" in page
    assert f"<td>{waiting.code.text}" in page
    assert "<td class=wanting>0/1</tr>" in page
    assert "<dt>hồ sơ</dt><dd>2</dd>" in page
    assert CITIZEN.full_name not in page
    assert PERSON.value not in page


def test_a_limit_of_look_ups_counts_those_that_another_process_is_just_writing(sandbox: Sandbox) -> None:
    sandbox.faults(look_ups_an_hour=2)
    head, now = log_in(sandbox), datetime.now(VIETNAM).isoformat()
    asked = {"person": PERSON.value, "purpose": "reception", "procedure": "1.004873", "kinds": []}

    def look_up() -> requests.Response:
        return requests.post(f"{sandbox.url}/look-ups", json=asked, headers=head, timeout=30)

    assert look_up().status_code == 200
    with psycopg.connect(str(sandbox.database)) as other, ThreadPoolExecutor(1) as flow:
        mine = f"look-ups {UNIT.code} {DESK.code}"
        other.execute("INSERT INTO turns VALUES (%s) ON CONFLICT (what) DO UPDATE SET what = excluded.what", (mine,))
        row = (now, UNIT.code, DESK.code, PERSON.value, "reception", "1.004873")
        other.execute("INSERT INTO look_ups VALUES (%s,%s,%s,%s,%s,%s)", row)
        waiting = flow.submit(look_up)
        with psycopg.connect(str(sandbox.database), autocommit=True) as looking:
            while not waiting.done() and not looking.execute(_HELD_UP).fetchone():
                time.sleep(0.01)
        other.commit()
        reply = waiting.result(30)
    assert reply.status_code == 429
    assert 0 < int(reply.headers["Retry-After"]) <= 3_601
