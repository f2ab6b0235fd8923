"""A scanner is remembered, and found again after its port, its address or its certificate has changed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.devices.driver import Setting
from counter_app.devices.known_scanners import KnownScanners
from counter_app.devices.remembered import RememberedFile
from counter_app.devices.sane_driver import usb_serial
from counter_app.devices.scanner_memory import RememberedScanners
from counter_app.devices.scanning import ScannerWorkers
from counter_app.domain.errors import ScannerCertificateChanged, ScannerUnplugged
from counter_app.ports import Device, PageImage, PaperSource, ScanRequest
from tests.services.escl import FakeScanner, self_signed
from tests.services.sane import FEEDER, SaneSite
from tests.waiting import until

PAGE = b"P6\n8 8\n255\n" + bytes(192)
GLASS = PaperSource.GLASS


def nobody_cancels() -> bool:
    return False


def scanned(scanner: KnownScanners, request: ScanRequest) -> list[PageImage]:
    return list(scanner.scan(request, nobody_cancels))


@pytest.fixture
def memory(tmp_path: Path) -> RememberedScanners:
    return RememberedScanners(RememberedFile(tmp_path / "devices.json"))


# --- of the network ------------------------------------------------------------------------------------------


class Network:
    """The program's scanners on the network of loopback, with addresses that IT has written down."""

    def __init__(self, memory: RememberedScanners) -> None:
        self.memory = memory
        self.addresses: list[str] = []
        self._open: list[KnownScanners] = []

    def scanners(self) -> KnownScanners:
        """As after a start of the program."""
        settings: dict[str, Setting] = {"addresses": " ".join(self.addresses), "search_seconds": 0.0}
        settings |= {"interfaces": "127.0.0.1", "retry": 0.02, "next_page": 0.0}
        self._open.append(KnownScanners(ScannerWorkers(("escl",), {"escl": settings}), self.memory))
        return self._open[-1]

    def close(self) -> None:
        for one in self._open:
            one.close()


@pytest.fixture
def network(memory: RememberedScanners) -> Iterator[Network]:
    network = Network(memory)
    yield network
    network.close()


def test_a_network_scanner_is_found_again_at_its_new_address(escl_scanner: FakeScanner, network: Network) -> None:
    network.addresses = [escl_scanner.address]
    scanner = network.scanners()
    assert [device.id for device in scanner.list()] == [escl_scanner.id]
    escl_scanner.stop()
    escl_scanner.start()  # another port
    network.addresses = [escl_scanner.address]
    after = network.scanners()
    assert len(scanned(after, ScanRequest(escl_scanner.id, GLASS, dpi=100))) == 1
    known = network.memory.of(escl_scanner.id)
    assert known is not None
    assert known.device.address == escl_scanner.address


def test_a_scanner_at_its_known_address_is_not_searched_for(escl_scanner: FakeScanner, network: Network) -> None:
    network.memory.met(Device(escl_scanner.id, "Lab", "escl", address=escl_scanner.address))
    assert len(scanned(network.scanners(), ScanRequest(escl_scanner.id, GLASS, dpi=100))) == 1
    assert network.memory.last() == escl_scanner.id


def test_a_scanner_that_is_nowhere_is_called_by_its_name(network: Network) -> None:
    network.memory.met(
        Device("escl:4509a320-00a0-008f-00b6-002507510eca", "Brother MFC", "escl", address="http://127.0.0.1:9")
    )
    network.memory.gave_a_page("escl:4509a320-00a0-008f-00b6-002507510eca")
    with pytest.raises(ScannerUnplugged) as told:
        scanned(network.scanners(), ScanRequest("escl:4509a320-00a0-008f-00b6-002507510eca"))
    assert told.value.facts["device"] == "Brother MFC"
    assert network.memory.last() == "", "the next F5 takes whichever answers"


def test_another_certificate_is_told_and_serves_when_somebody_has_accepted_it(tmp_path: Path, network: Network) -> None:
    printer = FakeScanner()
    printer.start(self_signed(tmp_path))
    network.addresses = [printer.address]
    scanner = network.scanners()
    list(scanner.list())
    printer.stop()
    printer.start(self_signed(tmp_path), port=printer.port)  # reset: it has made itself another one
    request = ScanRequest(printer.id, GLASS, dpi=100)
    with pytest.raises(ScannerCertificateChanged):
        scanned(scanner, request)
    known = network.memory.of(printer.id)
    assert known is not None
    assert known.offered != known.device.certificate
    network.memory.accept_certificate(printer.id)
    assert len(scanned(scanner, request)) == 1
    printer.stop()


def test_who_was_met_encrypted_is_not_followed_into_the_clear(memory: RememberedScanners) -> None:
    safe = Device("escl:1", "Lab", "escl", address="https://192.0.2.7/eSCL", certificate="ab" * 32)
    memory.met(safe)
    memory.met(Device("escl:1", "Lab", "escl", address="http://192.0.2.66/eSCL"))
    known = memory.of("escl:1")
    assert known is not None
    assert known.device == safe


# --- on a cable ----------------------------------------------------------------------------------------------


@pytest.fixture
def on_cable(sane_site: SaneSite, memory: RememberedScanners) -> Iterator[KnownScanners]:
    scanners = KnownScanners(ScannerWorkers(("sane",), sane_site.settings), memory)
    yield scanners
    scanners.close()


def test_esc_ends_the_search_for_a_scanner_that_is_gone_and_it_stays_the_usual_one(
    on_cable: KnownScanners, memory: RememberedScanners, sane_site: SaneSite
) -> None:
    gone = Device("sane:stack:gone", "Feeder", "sane")
    memory.met(gone)
    memory.gave_a_page(gone.id)
    sane_site.make_search_hang()
    cancelled, pressed = threading.Event(), [0.0]

    def press() -> None:
        until(sane_site.search_hangs)
        pressed[0] = time.monotonic()
        cancelled.set()

    threading.Thread(target=press, daemon=True).start()
    with pytest.raises(ScannerUnplugged):
        list(on_cable.scan(ScanRequest(gone.id), cancelled.is_set))
    assert 0 < time.monotonic() - pressed[0] < 1.0
    assert memory.last() == gone.id, "the search was not over: it may be somewhere"


def test_a_scanner_on_another_socket_is_found_again_and_stays_the_chosen_one(
    on_cable: KnownScanners, sane_site: SaneSite, memory: RememberedScanners
) -> None:
    list(on_cable.list())
    memory.choose(FEEDER)
    moved = sane_site.plug_into("libusb:001:009")
    sane_site.feed([PAGE, PAGE])
    assert len(scanned(on_cable, ScanRequest(FEEDER))) == 2, "by the id of before, which settings name"
    assert memory.chosen() == moved
    assert [one.device.id for one in memory.known()].count(moved) == 1
    sane_site.feed([PAGE])
    assert len(scanned(on_cable, ScanRequest(FEEDER))) == 1


def test_of_two_of_a_kind_the_serial_number_tells(memory: RememberedScanners) -> None:
    for port, serial in (("004", "A1"), ("005", "B2")):
        memory.met(Device(f"sane:genesys:libusb:001:{port}", "Canon LiDE", "sane", serial=serial))
    memory.met(Device("sane:genesys:libusb:001:007", "Canon LiDE", "sane", serial="B2"))
    assert [one.device.serial for one in memory.known()] == ["A1", "B2"]
    known = memory.of("sane:genesys:libusb:001:005")
    assert known is not None
    assert known.device.id == "sane:genesys:libusb:001:007"


def test_the_kernel_knows_the_serial_number_that_sane_does_not_tell(tmp_path: Path) -> None:
    for name, bus, number, serial in (("1-1", 1, 4, "A1\n"), ("1-2", 1, 12, "B2\n"), ("usb1", 1, 1, None)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "busnum").write_text(f"{bus}\n")
        (tmp_path / name / "devnum").write_text(f"{number}\n")
        if serial:
            (tmp_path / name / "serial").write_text(serial)
    (tmp_path / "odd").mkdir()
    assert usb_serial("genesys:libusb:001:012", tmp_path) == "B2"
    assert usb_serial("genesys:libusb:001:001", tmp_path) == ""
    assert usb_serial("pnm:0", tmp_path) == ""


# --- the file ------------------------------------------------------------------------------------------------


def test_what_is_remembered_outlives_the_program(tmp_path: Path, memory: RememberedScanners) -> None:
    memory.met(Device("sane:x:1", "Kodak i2400", "sane", serial="7"))
    memory.choose("sane:x:1")
    memory.choose_profile("A4 hai mặt")
    RememberedFile(tmp_path / "devices.json").put("camera", "qt:/dev/video2")  # in the same file, and neither loses
    memory.gave_a_page("sane:x:1")
    again = RememberedScanners(RememberedFile(tmp_path / "devices.json"))
    assert (again.known(), again.chosen(), again.profile()) == (memory.known(), "sane:x:1", "A4 hai mặt")
    assert again.last() == "sane:x:1"
    assert RememberedFile(tmp_path / "devices.json").get("camera") == "qt:/dev/video2"


def test_what_an_earlier_version_kept_in_a_file_of_its_own_is_taken_over_once(tmp_path: Path) -> None:
    before, now = tmp_path / "scanners.json", RememberedFile(tmp_path / "devices.json")
    now.put("camera", "qt:/dev/video2")
    device = {"id": "sane:x:1", "name": "Kodak i2400", "driver": "sane", "serial": "7"}
    known = [{"device": device, "formerly": ["sane:x:0"], "offered": ""}]
    before.write_text(json.dumps({"known": known, "chosen": "sane:x:1", "last": "sane:x:1", "profile": "A4"}), "utf-8")
    looked = RememberedScanners(now, keep=False)
    assert looked.chosen() == "sane:x:1"
    assert before.exists(), "a look from the shell takes nothing over"
    memory = RememberedScanners(now)
    assert [one.device.name for one in memory.known()] == ["Kodak i2400"]
    assert not before.exists()
    assert RememberedScanners(now).profile() == "A4"
    assert now.get("camera") == "qt:/dev/video2"


@pytest.mark.parametrize("damage", [b"", b"[1]", b"\xff", b'{"known": 3}', b"[" * 100_000])
def test_an_earlier_file_that_is_damaged_costs_a_choice_and_no_start(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "scanners.json").write_bytes(damage)
    assert RememberedScanners(RememberedFile(tmp_path / "devices.json")).known() == ()


def test_a_look_that_keeps_nothing_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    RememberedScanners(RememberedFile(tmp_path / "devices.json"), keep=False).met(Device("sane:x:1", "Kodak", "sane"))
    assert not (tmp_path / "devices.json").exists()


NAMES = ["scanners", "known", "chosen", "last", "profile", "device", "id"]
ANY_JSON = st.recursive(
    st.none() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=12,
)


@given(st.binary(max_size=200) | ANY_JSON.map(lambda value: json.dumps(value).encode()))
def test_a_damaged_file_is_an_empty_memory(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    for content in (noise, b'{"scanners": ' + noise + b"}"):
        file = RememberedFile(tmp_path_factory.mktemp("damaged") / "devices.json")
        file.path.write_bytes(content)
        RememberedScanners(file).choose("sane:x:1")
        assert RememberedScanners(file).chosen() == "sane:x:1"


def test_a_folder_that_takes_no_file_costs_nothing_but_memory(tmp_path: Path) -> None:
    memory = RememberedScanners(RememberedFile(tmp_path / "gone" / "devices.json"))
    memory.choose("sane:x:1")
    assert memory.chosen() == "sane:x:1"
