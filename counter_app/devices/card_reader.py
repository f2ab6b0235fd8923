"""The serial card reader of this counter, found again after it was pulled out and when its port has another name.

Windows gives a USB reader another COM port in another socket; what does not change is who made it and its number.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from serial.tools import list_ports

from ..domain.errors import ScannerFault
from ..ports import Remembered
from .serial_reader import SerialCardReader

_REMEMBERED = "card-reader"
ANY_USB = "usb"
"""In the place of a port's name: whichever serial reader is plugged in."""

_AGAIN_AFTER = 2.0  # seconds until a reader that is not there is looked for again
_LISTEN = 0.5


@dataclass(frozen=True, slots=True)
class Port:
    """A serial port; `identity` of the USB device behind it, empty where there is none."""

    name: str
    identity: str


def ports_here() -> tuple[Port, ...]:
    found = sorted(list_ports.comports(), key=lambda port: port.device)
    return tuple(
        Port(port.device, f"{port.vid:04x}:{port.pid:04x}:{port.serial_number or ''}" if port.vid is not None else "")
        for port in found
    )


class FoundCardReader:
    """Reads cards from the reader at `wanted` (a port's name, or ANY_USB), or wherever that reader is plugged in now.

    Without a thread of its own: `listen` is called over and over from one.
    """

    def __init__(
        self,
        wanted: str,
        remembered: Remembered,
        ports: Callable[[], Sequence[Port]] = ports_here,
        name: str = _REMEMBERED,
    ) -> None:
        self._wanted, self._remembered, self._ports, self._name = wanted, remembered, ports, name
        self._reader: SerialCardReader | None = None

    def listen(self, heard: Callable[[str], None]) -> float:
        """Waits a moment for a card; how many seconds to pause before the next call."""
        try:
            if self._reader is None:
                self._reader = self._opened()
            text = self._reader.read(_LISTEN)
        except ScannerFault:
            self.close()
            return _AGAIN_AFTER
        if text is not None:
            heard(text)
        return 0.0

    def close(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    def _opened(self) -> SerialCardReader:
        """Raises ScannerUnplugged, ScannerDenied."""
        port = self._port()
        reader = SerialCardReader(port.name)
        if port.identity:
            self._remembered.put(self._name, port.identity)
        return reader

    def _port(self) -> Port:
        """The reader that was here before comes first, whatever its port is called: another device may have taken the
        name. Then the port that the settings name; a name that is gone is tried all the same and says why."""
        ports, known = self._ports(), self._remembered.get(self._name)
        usual = next((port for port in ports if port.name == self._wanted), None)
        if usual is not None and not (known and usual.identity and usual.identity != known):
            return usual
        moved = [port for port in ports if known and port.identity == known]
        if moved:
            return moved[0]
        usb = [port for port in ports if port.identity]
        if usual is not None:
            return usual
        if self._wanted == ANY_USB and usb:
            return usb[0]
        return Port(self._wanted, "")
