"""Whatever answers in the province's place is told apart from it, in bounded time and space."""

from __future__ import annotations

import gzip
import json
import socket
import time
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from counter_app.domain.errors import (
    BadSettings,
    CounterError,
    LineDown,
    LoginRefused,
    NotTheProvince,
    ProvinceBusy,
    ProvinceRefused,
)
from counter_app.domain.outbox import EventKind, OutboxEvent
from counter_app.ports import LeaseClaim
from sync.contract import canonical, digest, sha256
from sync.wire import Wire

from .counter import PERSON, gateway_to
from .hostile import Answer, as_json, hostile, says

KINDS = ("du-lieu.ket-hon",)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PORTAL = says("200 OK", b"<html>Chao mung den voi WiFi</html>", "text/html")
EVENT = OutboxEvent(uuid4(), 1, uuid4(), EventKind.DOSSIER_ACCEPTED, {"id": "x"}, (), NOW)
DATA = b"%PDF-1.7 made up" * 100
NAME = sha256(DATA)
TUS = "Tus-Resumable: 1.0.0"


def look_up(url: str, timeout: float = 10.0) -> Any:
    return gateway_to(url).look_up(PERSON, "tiếp nhận hồ sơ", "1.004873", KINDS, timeout)


def receipt(**changes: Any) -> dict[str, Any]:
    right: dict[str, Any] = {
        "key": str(EVENT.id),
        "dossier_id": str(EVENT.dossier_id),
        "payload_sha256": sha256(canonical(EVENT.payload)),
        "files": [],
        "received_at": NOW.isoformat(),
        "dossier_code": None,
    }
    return {**right, **changes}


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        pytest.param(PORTAL, NotTheProvince, id="a captive portal's 200"),
        pytest.param(says("200 OK", b"{}", "text/html"), NotTheProvince, id="JSON that says it is HTML"),
        pytest.param(
            says("302 Found", b"", "text/html", "Location: http://127.0.0.1:1/"), NotTheProvince, id="a redirect"
        ),
        pytest.param(says("200 OK", b'{"citizen": null, "pap'), NotTheProvince, id="JSON cut by its sender"),
        pytest.param(says("200 OK", b'{"citizen"', length=5000), LineDown, id="JSON cut by the line"),
        pytest.param(says("200 OK", b"[" * 100_000), NotTheProvince, id="JSON nested without end"),
        pytest.param(says("200 OK", b"\xff\xfe{}"), NotTheProvince, id="no UTF-8"),
        pytest.param(as_json({"citizen": None, "papers": []}), NotTheProvince, id="a field left out"),
        pytest.param(
            says("200 OK", gzip.compress(b"{}"), "application/json", "Content-Encoding: gzip"),
            NotTheProvince,
            id="an encoding that was not asked for",
        ),
        pytest.param(says("403 Forbidden", b"<html>", "text/html"), NotTheProvince, id="a proxy's 403"),
        pytest.param(says("403 Forbidden", b'{"code": "no-rights"}'), LoginRefused, id="the province's 403"),
        pytest.param(says("404 Not Found", b'{"code": "gone"}'), ProvinceRefused, id="the province's 404"),
        pytest.param(says("502 Bad Gateway", b"<html>", "text/html"), ProvinceBusy, id="a failing proxy"),
        pytest.param(says("200 OK", b"x" * 17_000_000), NotTheProvince, id="a huge body"),
        pytest.param(lambda connection, _: connection.sendall(b"SSH-2.0-x\r\n"), LineDown, id="another protocol"),
        pytest.param(lambda connection, _: connection.close(), LineDown, id="a connection closed"),
    ],
)
def test_what_answers_a_look_up_is_named_for_what_it_is(answer: Answer, meaning: type[CounterError]) -> None:
    with hostile(answer) as server, pytest.raises(meaning) as met:
        look_up(server.url)
    assert type(met.value) is meaning


def test_nothing_that_the_line_says_of_a_person_gets_into_an_error() -> None:
    told = {"citizen": {"personal_number": PERSON.value, "full_name": 5}, "papers": [], "sources": []}
    with hostile(as_json(told)) as server, pytest.raises(NotTheProvince) as met:
        look_up(server.url)
    words = f"{met.value} {met.value.__cause__}"
    assert PERSON.value not in words
    assert "full_name" in words


def test_a_redirect_is_not_followed() -> None:
    with hostile(as_json({})) as elsewhere:
        leads_away = says("307 Temporary Redirect", b"", "text/html", f"Location: {elsewhere.url}/look-ups")
        with hostile(leads_away) as server, pytest.raises(NotTheProvince):
            look_up(server.url)
    assert elsewhere.seen == []


def test_papers_of_somebody_else_are_refused_and_kinds_not_asked_for_are_left_out() -> None:
    paper = {
        "id": "p1",
        "owner": PERSON.value,
        "kind": KINDS[0],
        "title": "Dữ liệu",
        "source": "ho-tich",
        "legal_state": "database-record",
        "as_of": NOW.isoformat(),
    }
    told = {"citizen": None, "papers": [paper, {**paper, "id": "p2", "kind": "another"}], "sources": []}
    with hostile(as_json(told)) as server:
        assert [held.id for held in look_up(server.url).papers] == ["p1"]
    told["papers"] = [{**paper, "owner": "094085001234"}]
    with hostile(as_json(told)) as server, pytest.raises(NotTheProvince):
        look_up(server.url)


def _dribble(head: bytes) -> Answer:
    def answer(connection: socket.socket, request: bytes) -> None:
        connection.sendall(head)
        connection.settimeout(0.05)
        for _ in range(60):  # three seconds: a client that waits for the end fails, and does not hang
            connection.sendall(b"x")
            try:  # a bounded poll: until the other side hangs up
                if not connection.recv(1):
                    return
            except TimeoutError:
                pass

    return answer


@pytest.mark.parametrize(
    "head", [b"", b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"]
)
def test_a_server_that_dribbles_cannot_hold_the_desk_longer_than_the_budget(head: bytes) -> None:
    with hostile(_dribble(head)) as server:
        began = time.monotonic()
        with pytest.raises(LineDown):
            look_up(server.url, timeout=0.5)
        assert time.monotonic() - began < 1.5


def test_nor_can_it_hold_the_background_for_ever() -> None:
    with hostile(_dribble(b"HTTP/1.1 200 OK\r\nX-Long: ")) as server:
        began = time.monotonic()
        with pytest.raises(LineDown):
            Wire(server.url).send("GET", "/catalogue", {}, limit=1000, budget=0.5)
        assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": str(uuid4())},
        {"dossier_id": str(uuid4())},
        {"payload_sha256": "0" * 64},
        {"payload_sha256": "no hash"},
        {"dossier_code": "TAM.Q01-261123-0001"},
        {"dossier_code": "../../etc"},
        {"received_at": "2026-11-23T09:00:00"},
        {"received_at": "9999-12-31T23:59:59-12:00"},  # the next day in Greenwich: no calendar has it
        {"received_at": "0001-01-01T00:00:00+12:00"},
    ],
)
def test_a_receipt_that_is_replayed_or_lies_is_none(wrong: dict[str, Any]) -> None:
    with hostile(as_json(receipt(**wrong))) as server:
        gateway = gateway_to(server.url)
        for ask in (gateway.put_dossier, gateway.confirm):
            with pytest.raises(NotTheProvince):
                ask(EVENT)


def test_the_right_receipt_is_one() -> None:
    with hostile(as_json(receipt(files=[NAME], dossier_code="H13.507-261123-0042"))) as server:
        told = gateway_to(server.url).confirm(EVENT)
    assert (told.key, told.files, told.dossier_code) == (EVENT.id, (NAME,), "H13.507-261123-0042")


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([], id="not tus"),
        pytest.param([TUS], id="no offset"),
        pytest.param([TUS, "Upload-Offset: -1"], id="before the beginning"),
        pytest.param([TUS, f"Upload-Offset: {len(DATA) + 1}"], id="behind the end"),
        pytest.param([TUS, "Upload-Offset: ١٢"], id="digits of another script"),
        pytest.param([TUS, "Upload-Offset: 0", "Upload-Length: 7"], id="another length"),
        pytest.param([TUS, "Upload-Offset: 5", f"Repr-Digest: {digest(NAME)}"], id="vouches for half a file"),
        pytest.param([TUS, f"Upload-Offset: {len(DATA)}", f"Repr-Digest: {digest('0' * 64)}"], id="a lying hash"),
        pytest.param([TUS, f"Upload-Offset: {len(DATA)}"], id="never vouches"),
    ],
)
def test_a_file_is_not_delivered_by_an_offset_that_cannot_be(headers: list[str]) -> None:
    answer = says("200 OK", b"", "text/plain", *headers)
    with hostile(answer) as server, pytest.raises(NotTheProvince):
        gateway_to(server.url).put_file(NAME, DATA)


def test_a_server_that_forgets_each_piece_is_given_up() -> None:
    def answer(connection: socket.socket, request: bytes) -> None:
        status, offset = ("204 No Content", len(DATA)) if request.startswith(b"PATCH") else ("200 OK", 0)
        says(status, b"", "text/plain", TUS, f"Upload-Offset: {offset}")(connection, request)

    with hostile(answer) as server:
        with pytest.raises(NotTheProvince):
            gateway_to(server.url).put_file(NAME, DATA)
        assert sum(line.startswith("PATCH") for line in server.seen) == 3


@pytest.mark.parametrize(("told", "seconds"), [("7", 7.0), ("999999999", 3600.0), ("soon", None), ("-5", None)])
def test_a_busy_province_says_when_to_come_back_within_reason(told: str, seconds: float | None) -> None:
    busy = says("503 Unavailable", b"", "text/html", f"Retry-After: {told}")
    with hostile(busy) as server, pytest.raises(ProvinceBusy) as met:
        gateway_to(server.url).catalogue(None)
    assert met.value.retry_after == seconds


def test_leases_for_another_counter_or_day_are_refused() -> None:
    block = {"id": "b", "unit": "H13.507", "counter": "Q01", "day": "2026-11-23", "first": 1, "last": 5, "digits": 4}
    asked = ("Q01", [date(2026, 11, 23)], uuid4(), LeaseClaim(None))
    for wrong in ({"counter": "Q02"}, {"unit": "H13.508"}, {"day": "2026-11-24"}, {"first": 6}, {"last": 10_000}):
        with hostile(as_json({"token": "t", "blocks": [{**block, **wrong}]})) as server, pytest.raises(NotTheProvince):
            gateway_to(server.url).lease_numbers(*asked)
    with hostile(as_json({"token": "t", "blocks": [block]})) as server:
        assert gateway_to(server.url).lease_numbers(*asked).blocks[0].left == 5


def test_a_304_that_was_not_asked_for_is_no_catalogue() -> None:
    with hostile(says("304 Not Modified", b"")) as server, pytest.raises(NotTheProvince):
        gateway_to(server.url).catalogue(None)


def test_a_wrong_secret_is_a_refused_log_in_and_a_portal_at_the_log_in_is_not() -> None:
    refused = says("401 Unauthorized", b'{"code": "wrong-secret"}')
    with hostile(PORTAL, log_in=refused) as server, pytest.raises(LoginRefused):
        look_up(server.url)
    with hostile(PORTAL, log_in=PORTAL) as server, pytest.raises(NotTheProvince):
        look_up(server.url)
    with hostile(PORTAL) as server, pytest.raises(LoginRefused):
        gateway_to(server.url, secret="").look_up(PERSON, "x", "1.004873", KINDS, 5.0)
    assert server.seen == []


def test_an_ended_log_in_is_renewed_once_and_not_for_ever() -> None:
    with hostile(says("401 Unauthorized", json.dumps({"code": "log-in-again"}).encode())) as server:
        with pytest.raises(LoginRefused):
            gateway_to(server.url).catalogue(None)
        assert [line.split()[1] for line in server.seen] == ["/token", "/catalogue"] * 2


@pytest.mark.parametrize(
    "url", ["http://tinh.example.vn", "ftp://127.0.0.1", "http://127.0.0.1.example.vn", "https://"]
)
def test_only_https_leaves_this_machine(url: str) -> None:
    with pytest.raises(BadSettings):
        gateway_to(url)


def test_a_number_never_stands_in_an_address() -> None:
    with hostile(as_json({"citizen": None, "papers": [], "sources": []})) as server:
        look_up(server.url)
    assert not any(PERSON.value in line for line in server.seen)
