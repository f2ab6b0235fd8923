"""SANE (Linux): scanners through python-sane. Runs only inside a device worker.

What python-sane 2.9 does to its callers, and is avoided here: a progress callback that raises crashes the
interpreter; a cancelled scan returns a cut image as success; errors are texts without a code; `snap()` needs Pillow
(the binding's inner object hands over the bytes). And libsane's own: `sane_cancel` may never come back (sanei_thread
cancels its reader asynchronously, which deadlocks when that thread is freeing memory: seen in 3 of 100 faults), so
it is left to `close`, after the answer.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import _sane
import sane

from ..domain.errors import (
    CoverOpen,
    FeederEmpty,
    PaperJam,
    ScannerBusy,
    ScannerCrashed,
    ScannerDenied,
    ScannerFault,
    ScannerUnplugged,
)
from ..ports import Capabilities, Device, PageImage, PaperSource, ScanRequest
from .driver import Settings
from .sane_options import SaneOptions

_CAUSES: tuple[tuple[str, type[ScannerFault]], ...] = (
    ("jammed", PaperJam),
    ("out of documents", FeederEmpty),
    ("cover is open", CoverOpen),
    ("busy", ScannerBusy),
    ("device i/o", ScannerUnplugged),
    ("denied", ScannerDenied),
)
"""Parts of `sane_strstatus` texts (libsane, sanei/sane_strstatus.c) to physical causes."""


class SaneDriver:
    """The scanners that libsane knows on this machine."""

    def __init__(self) -> None:
        self._device: Any = None
        self._done = threading.Event()
        self._stopping = threading.Event()

    def list(self, settings: Settings) -> Iterator[Device]:
        sane.init()
        for own_id, vendor, model, kind in sane.get_devices():
            if "camera" in kind or own_id.startswith("v4l:"):
                continue  # webcams are no scanners, whatever SANE's v4l backend says
            if own_id.startswith(("escl:", "airscan:e")):
                continue  # a network scanner that our own eSCL driver lists, by an id that outlives its address
            yield Device(own_id, " ".join(f"{vendor} {model}".split()), "sane", serial=usb_serial(own_id))

    def capabilities(self, device_id: str, settings: Settings) -> Capabilities:
        options = SaneOptions(self._open(device_id))
        options.apply(settings)
        return Capabilities(options.sources(), options.resolutions(), options.has_colour(), options.papers())

    def scan(self, request: ScanRequest, settings: Settings, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        device = self._open(request.device_id)
        try:
            options = SaneOptions(device)
            source = options.choose(request)
            options.apply(settings)
            threading.Thread(
                target=_stop_when, args=(cancelled, device, self._stopping, self._done), daemon=True
            ).start()
            dpi = options.dpi() or request.dpi
            yield from _pages(device, dpi, source, request.limit, cancelled, self._stopping.is_set)
        except _sane.error as error:
            if not self._stopping.is_set():
                raise _fault(error) from error

    def close(self) -> None:
        self._done.set()
        if self._device is not None:
            with suppress(_sane.error):
                self._device.cancel()
            self._device.close()

    def _open(self, device_id: str) -> Any:
        sane.init()
        try:
            self._device = sane.open(device_id)
        except _sane.error as error:
            # For a device that is not there any more libsane says "Invalid argument".
            raise (ScannerUnplugged(str(error)) if "Invalid argument" in str(error) else _fault(error)) from error
        return self._device


def usb_serial(own_id: str, devices: Path = Path("/sys/bus/usb/devices")) -> str:
    """The serial number of the USB device that an id of libusb names (`genesys:libusb:001:004`: bus and device, which
    change with the socket and at each plugging in). libsane does not tell it; the kernel does. Empty where unknown."""
    named = re.search(r"libusb:(\d{3}):(\d{3})$", own_id)
    if named is None:
        return ""
    for folder in devices.glob("*"):
        with suppress(OSError, ValueError):
            at = tuple(int((folder / name).read_text()) for name in ("busnum", "devnum"))
            if at == (int(named[1]), int(named[2])):
                serial = (folder / "serial").read_text(errors="replace").strip()
                return "".join(c for c in serial if c.isprintable())[:100]
    return ""


def _pages(
    device: Any,
    dpi: int,
    source: PaperSource,
    limit: int,
    cancelled: Callable[[], bool],
    stopping: Callable[[], bool],
) -> Iterator[PageImage]:
    """A page that was whole before the device was told to stop is handed over, also after a cancel."""
    given = 0
    most = limit or (1 if source is PaperSource.GLASS else 0)
    while not cancelled() and not (most and given >= most):
        try:
            page, surely_whole = _page(device, dpi)
        except _sane.error as error:
            if given and "out of documents" in str(error):
                return
            raise
        if stopping() and not surely_whole:
            return
        given += 1
        yield page


def _page(device: Any, dpi: int) -> tuple[PageImage, bool]:
    """One page as PNM, and whether it has all the lines that the device had promised.

    Raises `_sane.error`, ScannerCrashed for a page that ended early."""
    device.start()
    expected = device.get_parameters()[2][1]
    data, width, height, samples, _ = device.dev.snap(True, False, None)
    if not data or height < 1 or len(data) < width * height * samples:
        raise ScannerCrashed("a page without an image")
    if 0 < height < expected - 1:
        raise ScannerCrashed("a page cut short")
    kind = (b"P6", "image/x-portable-pixmap") if samples == 3 else (b"P5", "image/x-portable-graymap")
    page = PageImage(b"%s\n%d %d\n255\n" % (kind[0], width, height) + bytes(data), kind[1], dpi)
    return page, 0 < expected <= height


def _stop_when(cancelled: Callable[[], bool], device: Any, stopping: threading.Event, done: threading.Event) -> None:
    """Stops the feed in mid-page: `sane_cancel` is the one call that SANE allows from another thread."""
    while not done.wait(0.05):
        if cancelled():
            stopping.set()
            with suppress(_sane.error):
                device.cancel()
            return


def _fault(error: Exception) -> ScannerFault:
    text = re.sub(r"\s+", " ", str(error))
    for part, cause in _CAUSES:
        if part in text.lower():
            return cause(text)
    return ScannerCrashed(text)
