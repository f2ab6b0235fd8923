"""A card scanner on a serial port (USB-COM): the text of a code as one line, UTF-8 exactly as the scanner sends it."""

from __future__ import annotations

import errno
import time
from contextlib import suppress

import serial

from ..domain.errors import ScannerDenied, ScannerFault, ScannerUnplugged

_LONGEST = 4096  # bytes; a citizen card's code has at most about 250
_ENDS = (b"\r", b"\n")
_SILENCE = 0.2  # seconds: a scanner that was set to send no line end has said all it has


class SerialCardReader:
    """Reads lines from one port. Without a thread of its own: call `read` from a worker thread, in a loop.

    Raises ScannerUnplugged, ScannerDenied; after that make a new one.
    """

    def __init__(self, port: str, baud: int = 9600) -> None:
        self._port = port
        self._pending = bytearray()
        self._overlong = False
        self._heard = 0.0
        try:
            self._serial = serial.Serial(port, baud, timeout=0.05, exclusive=True)
            self._serial.reset_input_buffer()
        except (serial.SerialException, OSError, ValueError) as error:
            raise self._fault(error) from error

    def read(self, timeout: float) -> str | None:
        """The next line without its end, never empty; None when none came within `timeout` seconds.

        Bytes that are no UTF-8 become U+FFFD (the card's parser warns of them). A line that is too long to be a
        card is dropped whole.
        """
        deadline = time.monotonic() + timeout
        while True:
            line = self._take_line()
            if line:
                return line
            now = time.monotonic()
            if self._pending and now - self._heard > _SILENCE:
                return self._take_rest()
            if now >= deadline:
                return None
            try:
                data = self._serial.read(max(1, self._serial.in_waiting))
            except (serial.SerialException, OSError, TypeError) as error:  # TypeError: closed under a read
                raise self._fault(error) from error
            if data:
                self._heard = time.monotonic()
                self._pending += data

    def close(self) -> None:
        with suppress(serial.SerialException, OSError):
            self._serial.close()

    def _take_line(self) -> str | None:
        """The first whole line with text in it."""
        while ends := [at for at in map(self._pending.find, _ENDS) if at >= 0]:
            line = bytes(self._pending[: min(ends)])
            del self._pending[: min(ends) + 1]
            dropped, self._overlong = self._overlong or len(line) > _LONGEST, False
            text = line.decode("utf-8", "replace").strip()
            if text and not dropped:
                return text
        if len(self._pending) > _LONGEST:
            self._pending.clear()
            self._overlong = True
        return None

    def _take_rest(self) -> str | None:
        line = bytes(self._pending)
        self._pending.clear()
        dropped, self._overlong = self._overlong, False
        return None if dropped else line.decode("utf-8", "replace").strip() or None

    def _fault(self, error: Exception) -> ScannerFault:
        denied = getattr(error, "errno", None) in (errno.EACCES, errno.EPERM, errno.EBUSY, errno.EAGAIN)
        kind = ScannerDenied if denied or "PermissionError" in str(error) else ScannerUnplugged
        return kind(type(error).__name__, device=self._port)
