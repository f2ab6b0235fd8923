"""A province hands on to the national portal what its counters sent: two sandboxes, the second as the portal."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from local_db.store import SqlStore
from tests.services.sandbox import Sandbox, free_port
from tests.sync.counter import at_the_line
from tests.sync.hostile import hostile, reply


@pytest.fixture
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    running = Sandbox(tmp_path_factory.mktemp("portal") / "portal.sqlite", free_port())
    running.start()
    yield running
    running.stop()


def forward(province: Sandbox, portal: Sandbox) -> dict[str, Any]:
    where = {"url": f"{portal.url}/national", "file_url": f"{province.url}/sandbox/files/{{sha256}}"}
    told: dict[str, Any] = requests.post(f"{province.url}/sandbox/forward", json=where, timeout=60).json()
    return told


def held(portal: Sandbox) -> dict[str, list[dict[str, Any]]]:
    told: dict[str, list[dict[str, Any]]] = requests.get(f"{portal.url}/sandbox/national", timeout=30).json()
    return told


def test_each_dossier_goes_once_with_its_progress_and_its_files_can_be_fetched(
    store: SqlStore, sandbox: Sandbox, portal: Sandbox
) -> None:
    counter = at_the_line(store, sandbox)
    accepted = [counter.accept(3_000), counter.accept()]
    counter.sync()
    assert forward(sandbox, portal) == {"sent": 2, "refused": {}}
    assert forward(sandbox, portal) == {"sent": 0, "refused": {}}
    there = held(portal)
    codes = {(counter.state(one).linked_code or one.code).text for one in accepted}
    assert {entry["MaHoSo"] for entry in there["DongBoHoSoMC"]} == codes  # the province's own, never a provisional one
    assert {entry["TrangThai"] for entry in there["CapNhatTienDoHoSoMC"]} == {"2"}
    (paper,) = (paper for entry in there["DongBoHoSoMC"] for paper in entry["TaiLieuNop"])
    assert len(requests.get(paper["DuongDanTaiTepTin"], timeout=30).content) == 3_000


def test_what_was_corrected_since_goes_on_as_it_is_now_once(store: SqlStore, sandbox: Sandbox, portal: Sandbox) -> None:
    counter = at_the_line(store, sandbox)
    accepted = counter.accept()
    counter.sync()
    assert forward(sandbox, portal)["sent"] == 1
    record = f"{sandbox.url}/sandbox/records/dossier/{accepted.id}"
    corrected = {"full_name": "Thạch Thị Sa Rin", "phone": "0911222333"}
    requests.put(record, json=corrected, timeout=30).raise_for_status()
    assert [forward(sandbox, portal)["sent"] for _ in range(2)] == [1, 0]
    (there,) = held(portal)["DongBoHoSoMC"]
    assert (there["ChuHoSo"], there["SoDienThoai"]) == ("Thạch Thị Sa Rin", "0911222333")


def test_while_the_portal_takes_its_time_the_counters_are_answered(store: SqlStore, sandbox: Sandbox) -> None:
    counter = at_the_line(store, sandbox)
    counter.accept()
    counter.sync()
    answered: list[int] = []

    def asks_meanwhile(connection: socket.socket, _: bytes) -> None:
        answered.append(requests.get(f"{sandbox.url}/sandbox/national", timeout=10).status_code)
        connection.sendall(reply("200 OK", b'{"error_code": "0", "message": ""}'))

    with hostile(asks_meanwhile) as portal:
        told = requests.post(f"{sandbox.url}/sandbox/forward", json={"url": f"{portal.url}/national"}, timeout=60)
    assert (told.json(), set(answered)) == ({"sent": 1, "refused": {}}, {200})


def test_what_the_portal_says_is_there_is_sent_again_as_an_update(
    store: SqlStore, sandbox: Sandbox, portal: Sandbox
) -> None:
    counter = at_the_line(store, sandbox)
    counter.accept()
    counter.sync()
    portal.faults(drop_reply_rate=1.0)  # it has it, and the province never hears so
    assert forward(sandbox, portal)["sent"] == 0
    assert len(held(portal)["DongBoHoSoMC"]) == 1
    portal.faults()
    assert forward(sandbox, portal) == {"sent": 1, "refused": {}}
    assert len(held(portal)["DongBoHoSoMC"]) == 1


def test_a_portal_that_is_away_is_tried_again_with_the_next_round(
    store: SqlStore, sandbox: Sandbox, portal: Sandbox
) -> None:
    counter = at_the_line(store, sandbox)
    counter.accept()
    counter.sync()
    portal.stop()
    assert forward(sandbox, portal)["sent"] == 0
    portal.start()
    assert forward(sandbox, portal)["sent"] == 1


def test_more_than_ten_lines_of_progress_are_refused(portal: Sandbox) -> None:
    lines = [{"MaHoSo": "H13.507-261126-0001"}] * 11
    call = {"service": "CapNhatTienDoHoSoMC", "isUpdating": "false", "data": lines}
    assert requests.post(f"{portal.url}/national", json=call, timeout=30).json()["error_code"] == "02"
