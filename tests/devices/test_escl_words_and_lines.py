"""Network scanners: hostile words, where they are found, and the encrypted line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.devices.driver import Setting
from counter_app.devices.escl.driver import EsclDriver
from counter_app.devices.escl.line import Line, plain_address
from counter_app.devices.escl.words import about, plain_uuid, status
from counter_app.devices.escl.xml import NotXml, parse
from counter_app.devices.scanning import ScannerWorkers
from counter_app.domain.errors import (
    ScannerCertificateChanged,
    ScannerCrashed,
    ScannerUnplugged,
)
from counter_app.ports import Device
from tests.devices.escl_scans import AT_ONCE, GLASS, scan
from tests.services.escl import FakeScanner, Quirks, announced, self_signed


@pytest.fixture
def workers(escl_scanner: FakeScanner) -> Iterator[ScannerWorkers]:
    settings: dict[str, Setting] = {"addresses": escl_scanner.address, "search_seconds": 0.0, "interfaces": "127.0.0.1"}
    pool = ScannerWorkers(("escl",), {"escl": {**settings, **AT_ONCE, "address": escl_scanner.address}})
    yield pool
    pool.close()


# --- what they say ---------------------------------------------------------------------------------------

_GLASS = b"<Platen><PlatenInputCaps/></Platen>"  # without what is wrong with them, these would do
HOSTILE = {
    "a document type": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><ScannerCapabilities>&a;'
    + _GLASS
    + b"</ScannerCapabilities>",
    "a document type alone": b"<!DOCTYPE x><ScannerCapabilities>" + _GLASS + b"</ScannerCapabilities>",
    "a file of ours": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><ScannerCapabilities>'
    + _GLASS
    + b"</ScannerCapabilities>",
    "too deep": b"<ScannerCapabilities>" + _GLASS + b"<a>" * 500 + b"</a>" * 500 + b"</ScannerCapabilities>",
    "too many": b"<ScannerCapabilities>" + _GLASS + b"<a/>" * 20_000 + b"</ScannerCapabilities>",
    "too large": b"<ScannerCapabilities>" + _GLASS + b" " * 300_000 + b"</ScannerCapabilities>",
    "a web page": b"<html><body>log in</body></html>",
    "no way in": b"<ScannerCapabilities><MakeAndModel>x</MakeAndModel></ScannerCapabilities>",
    "half": b"<ScannerCapabilities>" + _GLASS,
    "nothing": b"",
    "no letters": b"\xff\xfe\x00\x01",
    "no encoding": b"<?xml version='1.0' encoding='klingon'?><ScannerCapabilities>"
    + _GLASS
    + b"</ScannerCapabilities>",
}


def test_the_hostile_ones_are_hostile_by_one_thing_only() -> None:
    assert about(b"<ScannerCapabilities>" + _GLASS + b"</ScannerCapabilities>").inlets


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_capabilities_are_refused_and_nothing_else_happens(escl_scanner: FakeScanner, what: str) -> None:
    with pytest.raises(NotXml):
        about(HOSTILE[what])
    escl_scanner.quirks.caps = HOSTILE[what] or b" "
    assert type(scan(escl_scanner)[1]) is ScannerCrashed


@given(st.binary(max_size=400) | st.text(alphabet="<>/abAdf:&;'\"= ", max_size=200).map(str.encode))
def test_whatever_comes_is_xml_or_is_refused(noise: bytes) -> None:
    for read in (parse, about, status):
        with suppress(NotXml):
            read(noise)


def test_a_uuid_is_known_however_it_is_written() -> None:
    plain = "4509a320-00a0-008f-00b6-002507510eca"
    assert {plain_uuid(t) for t in (plain, f"urn:uuid:{plain}", plain.upper(), plain.replace("-", ""))} == {plain}
    assert plain_uuid("4509") == plain_uuid("../../x") == ""


# --- finding -------------------------------------------------------------------------------------------------


def test_a_scanner_at_an_address_that_was_written_down_is_listed(
    escl_scanner: FakeScanner, workers: ScannerWorkers
) -> None:
    (device,) = workers.list()
    assert (device.id, device.name, device.serial) == (escl_scanner.id, escl_scanner.model, "LAB0001")
    assert device.address == escl_scanner.address


def test_addresses_are_read_kindly_and_nonsense_is_not() -> None:
    assert plain_address("http://192.0.2.7") == "http://192.0.2.7/eSCL"
    assert plain_address("https://[2001:db8::7]:443/escl/") == "https://[2001:db8::7]:443/escl"
    for nonsense in ("", "ftp://x", "http://", "http://u:p@x", "http://[::1", "http://x:99999999"):
        with pytest.raises(ScannerUnplugged):
            plain_address(nonsense)


@pytest.mark.parametrize("location", ["", "http://x/../../admin", "http://x/a b", "http://x/\r\nX: y"])
def test_a_job_s_address_that_leads_elsewhere_is_refused(location: str) -> None:
    with pytest.raises(ScannerCrashed):
        Line("http://127.0.0.1:1/eSCL").path_of(location)


# --- encrypted -----------------------------------------------------------------------------------------------


@pytest.fixture
def secret_scanner(tmp_path: Path) -> Iterator[FakeScanner]:
    scanner = FakeScanner()
    scanner.start(self_signed(tmp_path))
    yield scanner
    scanner.stop()


def test_a_self_signed_certificate_is_taken_at_first_sight_and_told(secret_scanner: FakeScanner) -> None:
    stack = secret_scanner.feed(2)
    assert scan(secret_scanner) == (stack, None)
    (device,) = EsclDriver().list(
        {"addresses": secret_scanner.address, "search_seconds": 0.0, "interfaces": "127.0.0.1"}
    )
    assert len(device.certificate) == 64
    assert scan(secret_scanner, GLASS, settings={**AT_ONCE, "certificate": device.certificate})[1] is None


def test_another_certificate_than_at_first_is_told_before_anything_is_sent(secret_scanner: FakeScanner) -> None:
    pages, fault = scan(secret_scanner, GLASS, settings={**AT_ONCE, "certificate": "ab" * 32})
    assert (pages, type(fault)) == ([], ScannerCertificateChanged)
    assert not secret_scanner.asked


def test_who_was_met_encrypted_is_not_spoken_to_in_the_clear(escl_scanner: FakeScanner) -> None:
    assert type(scan(escl_scanner, GLASS, settings={"certificate": "ab" * 32})[1]) is ScannerCertificateChanged
    assert not escl_scanner.asked


# --- announced -----------------------------------------------------------------------------------------------


def test_scanners_that_announce_themselves_are_found_and_the_encrypted_way_is_the_last_word(
    escl_scanner: FakeScanner, secret_scanner: FakeScanner
) -> None:
    secret_scanner.uuid = escl_scanner.uuid  # one scanner with two doors
    workers = ScannerWorkers(("escl",), {"escl": {"interfaces": "127.0.0.1", "search_seconds": 15.0}})
    found: list[Device] = []
    with announced(escl_scanner, secret_scanner):
        for device in workers.list():
            found.append(device)
            if device.certificate:
                break  # enough: nobody waits for the end of the search
    workers.close()
    assert {device.id for device in found} == {escl_scanner.id}
    assert found[-1].address == secret_scanner.address


def test_a_scanner_that_sleeps_holds_up_no_other(escl_scanner: FakeScanner) -> None:
    silent = FakeScanner(Quirks(never_answers=True))
    silent.start()
    settings: dict[str, Setting] = {"addresses": f"{silent.address} {escl_scanner.address}", "search_seconds": 0.0}
    workers = ScannerWorkers(("escl",), {"escl": settings})
    began = time.monotonic()
    first = next(iter(workers.list()))
    assert first.id == escl_scanner.id
    assert time.monotonic() - began < 6.0, "before the silent one is given up"
    workers.close()
    silent.quirks.never_answers = False
    silent.stop()
