"""Card scanners on a serial port: what they send, pulled out, and found again at another port."""

from __future__ import annotations

import os
import tty
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.devices.card_reader import ANY_USB, FoundCardReader, Port
from counter_app.devices.serial_reader import SerialCardReader
from counter_app.domain.errors import ScannerUnplugged

CARD = "099099000123|300000123|Nguyễn Thị Mẫu|01011990|Nữ|Khóm 4, Phường Sóc Trăng, Cần Thơ|01012022"

# --- the card scanner on a serial port -------------------------------------------------------------------------


class Cable:
    """The scanner's end of a serial line."""

    def __init__(self) -> None:
        self._scanner, self._computer = os.openpty()
        tty.setraw(self._scanner)
        self.port = os.ttyname(self._computer)

    def scan(self, data: bytes) -> None:
        os.write(self._scanner, data)

    def pull_out(self) -> None:
        for end in (self._scanner, self._computer):
            if end >= 0:
                os.close(end)
        self._scanner = self._computer = -1


@pytest.fixture
def cable() -> Iterator[Cable]:
    cable = Cable()
    yield cable
    cable.pull_out()


@pytest.fixture
def reader(cable: Cable) -> Iterator[SerialCardReader]:
    reader = SerialCardReader(cable.port)
    yield reader
    reader.close()


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", ""])
def test_a_card_arrives_whole_whatever_line_end_the_scanner_was_set_to(
    end: str, cable: Cable, reader: SerialCardReader
) -> None:
    cable.scan((CARD + end).encode())
    assert reader.read(5) == CARD
    assert reader.read(0.01) is None


def test_two_cards_scanned_at_once_are_two_lines(cable: Cable, reader: SerialCardReader) -> None:
    cable.scan((CARD + "\r\n" + CARD[::-1] + "\r\n").encode())
    assert [reader.read(5), reader.read(5)] == [CARD, CARD[::-1]]


def test_a_card_in_pieces_is_put_together(cable: Cable, reader: SerialCardReader) -> None:
    whole = (CARD + "\r").encode()
    cable.scan(whole[:30])
    assert reader.read(0.02) is None
    cable.scan(whole[30:])
    assert reader.read(5) == CARD


def test_damaged_bytes_are_marked_and_the_rest_kept(cable: Cable, reader: SerialCardReader) -> None:
    cable.scan(b"099099000123|Nguy\xe1\xbbn\r")
    assert reader.read(5) == "099099000123|Nguy\ufffdn"


def test_endless_noise_is_dropped_and_the_next_card_is_read(cable: Cable, reader: SerialCardReader) -> None:
    for _ in range(6):
        cable.scan(b"x" * 1000)
        assert reader.read(0.02) is None
    cable.scan(b"xxx\r" + CARD.encode() + b"\r")
    assert reader.read(5) == CARD


def test_a_scanner_pulled_out_is_said_so(cable: Cable, reader: SerialCardReader) -> None:
    cable.pull_out()
    with pytest.raises(ScannerUnplugged):
        reader.read(5)


def test_a_port_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ScannerUnplugged) as told:
        SerialCardReader(str(tmp_path / "ttyUSB9"))
    assert told.value.facts["device"].endswith("ttyUSB9")


# --- the reader, wherever it is plugged in -------------------------------------------------------------------------


class Sockets:
    """The USB sockets of a PC, and what this PC remembers."""

    def __init__(self) -> None:
        self.ports: list[Port] = []
        self.known: dict[str, str] = {}

    def get(self, name: str) -> str:
        return self.known.get(name, "")

    def put(self, name: str, value: str) -> None:
        self.known[name] = value

    def __call__(self) -> list[Port]:
        return self.ports


OURS, MODEM = "1eab:0003:77", "0bda:8153:1"


def hears(reader: FoundCardReader, cable: Cable) -> str | None:
    """What comes of a card held under the scanner at the end of `cable`."""
    heard: list[str] = []
    assert reader.listen(heard.append) == 0.0  # opened
    cable.scan((CARD + "\r").encode())
    reader.listen(heard.append)
    return heard[0] if heard else None


@pytest.fixture
def two_cables() -> Iterator[tuple[Cable, Cable]]:
    cables = Cable(), Cable()
    yield cables
    for cable in cables:
        cable.pull_out()


def test_a_reader_pulled_out_and_plugged_into_another_socket_is_found_again(two_cables: tuple[Cable, Cable]) -> None:
    here, there = two_cables
    sockets = Sockets()
    sockets.ports = [Port(here.port, OURS)]
    reader = FoundCardReader(here.port, sockets, sockets)
    assert hears(reader, here) == CARD
    here.pull_out()
    sockets.ports = []
    assert reader.listen(lambda _: None) > 0  # to be looked for again, after a pause
    assert reader.listen(lambda _: None) > 0
    sockets.ports = [Port(there.port, OURS)]
    assert hears(reader, there) == CARD
    reader.close()


def test_a_reader_is_found_after_a_restart_though_a_modem_has_its_port_by_now(two_cables: tuple[Cable, Cable]) -> None:
    here, there = two_cables
    sockets = Sockets()
    sockets.ports = [Port(here.port, OURS)]
    FoundCardReader(here.port, sockets, sockets).listen(lambda _: None)
    sockets.ports = [Port(here.port, MODEM), Port(there.port, OURS)]
    reader = FoundCardReader(here.port, sockets, sockets)
    assert hears(reader, there) == CARD
    reader.close()


def test_a_new_reader_at_the_port_that_the_settings_name_takes_the_place_of_the_old(
    two_cables: tuple[Cable, Cable],
) -> None:
    here, _ = two_cables
    sockets = Sockets()
    sockets.known = {"card-reader": OURS}
    sockets.ports = [Port(here.port, "1eab:0003:78")]
    reader = FoundCardReader(here.port, sockets, sockets)
    assert hears(reader, here) == CARD
    assert sockets.known == {"card-reader": "1eab:0003:78"}
    reader.close()


def test_whichever_usb_reader_is_there_will_do_where_the_settings_say_so(two_cables: tuple[Cable, Cable]) -> None:
    here, there = two_cables
    sockets = Sockets()
    sockets.ports = [Port(here.port, ""), Port(there.port, OURS)]  # the first is the board's own port
    reader = FoundCardReader(ANY_USB, sockets, sockets)
    assert hears(reader, there) == CARD
    reader.close()


def test_no_reader_at_all_is_looked_for_again_and_again() -> None:
    sockets = Sockets()
    for wanted in (ANY_USB, "/dev/ttyUSB9"):
        assert FoundCardReader(wanted, sockets, sockets).listen(lambda _: None) > 0
