"""The calls to Windows' spooler and to the printers' drivers (winspool.drv, gdi32.dll), in plain values.

Nothing is decided here: `windows_printers` is. Structures and numbers as in wingdi.h and winspool.h. Any thread may
call; each call opens what it needs and closes it.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from ctypes import POINTER, Structure, byref, c_int, c_int16, c_int32, c_uint16, c_uint32, c_void_p, c_wchar_p, sizeof
from typing import Any, ClassVar

from ..ports import PrintedPage
from .windows_printers import Paper, SpoolError

_LOCAL_AND_CONNECTED = 0x2 | 0x4  # PRINTER_ENUM_LOCAL, PRINTER_ENUM_CONNECTIONS
_PAPERS = 2  # DC_PAPERS
_TOO_SMALL = 122  # ERROR_INSUFFICIENT_BUFFER
_NO_SUCH_JOB = frozenset({87, 6})  # ERROR_INVALID_PARAMETER; Wine's ERROR_INVALID_HANDLE, just after OpenPrinter
_DELETE = 5  # JOB_CONTROL_DELETE
_INTO, _FROM = 8, 2  # DM_IN_BUFFER, DM_OUT_BUFFER
_ORIENTATION, _PAPER_KIND, _LENGTH, _WIDTH, _COPIES = 0x1, 0x2, 0x4, 0x8, 0x100  # DM_...
_UPRIGHT, _ACROSS = 1, 2
_DOTS_X, _DOTS_Y, _EDGE_X, _EDGE_Y = 88, 90, 112, 113  # LOGPIXELSX, LOGPIXELSY, PHYSICALOFFSETX, PHYSICALOFFSETY
_SMOOTH = 4  # HALFTONE
_COPY = 0x00CC0020  # SRCCOPY
_ERROR = 0xFFFFFFFF  # GDI_ERROR


class _Names(Structure):  # PRINTER_INFO_4W
    _fields_: ClassVar[list[Any]] = [("name", c_wchar_p), ("server", c_wchar_p), ("attributes", c_uint32)]


class _About(Structure):  # PRINTER_INFO_2W
    _fields_: ClassVar[list[Any]] = [
        *((name, c_void_p) for name in ("server", "name", "share", "port", "driver", "comment", "place", "mode")),
        *((name, c_void_p) for name in ("separator", "processor", "datatype", "parameters", "security")),
        *((name, c_uint32) for name in ("attributes", "priority", "usual", "start", "until", "status", "jobs", "rate")),
    ]


class _Job(Structure):  # JOB_INFO_1W, up to its status
    _fields_: ClassVar[list[Any]] = [
        ("number", c_uint32),
        *((name, c_void_p) for name in ("printer", "machine", "user", "document", "datatype", "words")),
        ("status", c_uint32),
    ]


class _Mode(Structure):  # DEVMODEW, up to what is set here
    _fields_: ClassVar[list[Any]] = [
        ("name", c_uint16 * 32),
        *((name, c_uint16) for name in ("version", "driver", "size", "extra")),
        ("fields", c_uint32),
        *((name, c_int16) for name in ("orientation", "paper", "length", "width", "scale", "copies")),
    ]


class _Document(Structure):  # DOCINFOW
    _fields_: ClassVar[list[Any]] = [
        ("size", c_int),
        ("title", c_wchar_p),
        ("output", c_wchar_p),
        ("datatype", c_wchar_p),
        ("kind", c_uint32),
    ]


class _Picture(Structure):  # BITMAPINFO of 256 greys
    _fields_: ClassVar[list[Any]] = [
        ("size", c_uint32),
        ("width", c_int32),
        ("height", c_int32),
        ("planes", c_uint16),
        ("bits", c_uint16),
        *((name, c_uint32) for name in ("packing", "bytes")),
        *((name, c_int32) for name in ("across", "down")),
        *((name, c_uint32) for name in ("used", "important")),
        ("colours", c_uint32 * 256),
    ]


_SPOOL_CALLS: Mapping[str, Sequence[Any]] = {
    "OpenPrinterW": (c_wchar_p, POINTER(c_void_p), c_void_p),
    "ClosePrinter": (c_void_p,),
    "GetPrinterW": (c_void_p, c_uint32, c_void_p, c_uint32, POINTER(c_uint32)),
    "GetJobW": (c_void_p, c_uint32, c_uint32, c_void_p, c_uint32, POINTER(c_uint32)),
    "SetJobW": (c_void_p, c_uint32, c_uint32, c_void_p, c_uint32),
    "DocumentPropertiesW": (c_void_p, c_void_p, c_wchar_p, c_void_p, c_void_p, c_uint32),
    "DeviceCapabilitiesW": (c_wchar_p, c_wchar_p, c_uint16, c_void_p, c_void_p),
}
_GDI_CALLS: Mapping[str, Sequence[Any]] = {
    "CreateDCW": (c_wchar_p, c_wchar_p, c_wchar_p, c_void_p),
    "ResetDCW": (c_void_p, c_void_p),
    "DeleteDC": (c_void_p,),
    "StartDocW": (c_void_p, POINTER(_Document)),
    **dict.fromkeys(("StartPage", "EndPage", "EndDoc", "AbortDoc"), (c_void_p,)),
    "GetDeviceCaps": (c_void_p, c_int),
    "SetStretchBltMode": (c_void_p, c_int),
    "StretchDIBits": (c_void_p, *[c_int] * 8, c_void_p, c_void_p, c_uint32, c_uint32),
}


class WindowsSpool:
    """Fulfils `windows_printers.Spool`."""

    def __init__(self) -> None:
        self._spool, self._gdi = _library("winspool.drv"), _library("gdi32")
        for library, calls in ((self._spool, _SPOOL_CALLS), (self._gdi, _GDI_CALLS)):
            for name, takes in calls.items():
                getattr(library, name).argtypes = takes
        self._gdi.CreateDCW.restype = self._gdi.ResetDCW.restype = c_void_p

    def names(self) -> tuple[str, ...]:
        need, count = c_uint32(), c_uint32()
        self._spool.EnumPrintersW(_LOCAL_AND_CONNECTED, None, 4, None, 0, byref(need), byref(count))
        if not need.value:
            return ()
        room = ctypes.create_string_buffer(need.value)
        _done(
            self._spool.EnumPrintersW(_LOCAL_AND_CONNECTED, None, 4, room, need.value, byref(need), byref(count)),
        )
        found = ctypes.cast(room, POINTER(_Names))
        return tuple(found[number].name for number in range(count.value))

    def default(self) -> str:
        need = c_uint32(0)
        if self._spool.GetDefaultPrinterW(None, byref(need)) or _last_error() != _TOO_SMALL:
            return ""
        name = ctypes.create_unicode_buffer(need.value)
        _done(self._spool.GetDefaultPrinterW(name, byref(need)))
        return name.value

    def papers(self, printer: str) -> frozenset[int]:
        count = self._spool.DeviceCapabilitiesW(printer, None, _PAPERS, None, None)
        if count <= 0:
            return frozenset()
        kinds = (c_uint16 * count)()
        count = self._spool.DeviceCapabilitiesW(printer, None, _PAPERS, kinds, None)
        return frozenset(kinds[: max(count, 0)])

    def print(self, printer: str, title: str, paper: Paper, pages: Iterable[PrintedPage]) -> int:
        with self._opened(printer) as handle:
            mode = self._mode(handle, printer, paper)
        drawn = self._gdi.CreateDCW(None, printer, None, mode)
        _done(drawn)
        try:
            return self._drawn(drawn, mode, title, pages)
        finally:
            self._gdi.DeleteDC(drawn)

    def job(self, printer: str, number: int) -> int | None:
        with self._opened(printer) as handle:
            need = c_uint32()
            self._spool.GetJobW(handle, number, 1, None, 0, byref(need))
            if (code := _last_error()) != _TOO_SMALL:
                if code in _NO_SUCH_JOB:
                    return None
                raise SpoolError(code)
            room = ctypes.create_string_buffer(need.value)
            _done(self._spool.GetJobW(handle, number, 1, room, need.value, byref(need)))
            return int(_Job.from_buffer(room).status)

    def printer(self, printer: str) -> tuple[int, int]:
        with self._opened(printer) as handle:
            need = c_uint32()
            self._spool.GetPrinterW(handle, 2, None, 0, byref(need))
            room = ctypes.create_string_buffer(max(need.value, sizeof(_About)))
            _done(self._spool.GetPrinterW(handle, 2, room, len(room), byref(need)))
            about = _About.from_buffer(room)
            return int(about.status), int(about.attributes)

    def cancel(self, printer: str, number: int) -> None:
        with self._opened(printer) as handle:
            _done(self._spool.SetJobW(handle, number, 0, None, _DELETE))

    # -- one document -----------------------------------------------------------------------------------------

    def _mode(self, handle: c_void_p, printer: str, paper: Paper) -> Any:
        """The printer's own settings, with this paper, as its driver understands them."""
        size = self._spool.DocumentPropertiesW(None, handle, printer, None, None, 0)
        if size < sizeof(_Mode):
            raise SpoolError(_last_error())
        room = ctypes.create_string_buffer(size + 1024)  # some drivers write more than they said
        if self._spool.DocumentPropertiesW(None, handle, printer, room, None, _FROM) < 0:
            raise SpoolError(_last_error())
        mode = _Mode.from_buffer(room)
        mode.fields |= _PAPER_KIND | _ORIENTATION | _COPIES
        mode.paper, mode.orientation, mode.copies = paper.kind, _UPRIGHT, 1
        if paper.width:
            mode.fields |= _LENGTH | _WIDTH
            mode.width, mode.length = paper.width, paper.length
        if self._spool.DocumentPropertiesW(None, handle, printer, room, room, _INTO | _FROM) < 0:
            raise SpoolError(_last_error())
        return room

    def _drawn(self, drawn: int, mode: Any, title: str, pages: Iterable[PrintedPage]) -> int:
        about = _Document(sizeof(_Document), title, None, None, 0)
        number = self._gdi.StartDocW(drawn, byref(about))
        if number <= 0:
            raise SpoolError(_last_error())
        try:
            turned = _Mode.from_buffer(mode)
            for page in pages:
                lies = _ACROSS if page.width > page.height else _UPRIGHT
                if turned.orientation != lies:
                    turned.orientation = lies
                    _done(self._gdi.ResetDCW(drawn, mode))
                _done(self._gdi.StartPage(drawn) > 0)
                self._draw(drawn, page)
                _done(self._gdi.EndPage(drawn) > 0)
            _done(self._gdi.EndDoc(drawn) > 0)
        except BaseException:
            self._gdi.AbortDoc(drawn)
            raise
        return int(number)

    def _draw(self, drawn: int, page: PrintedPage) -> None:
        """As large as it is, its corner at the paper's and not at the printable part's."""
        across, down = (self._gdi.GetDeviceCaps(drawn, what) for what in (_DOTS_X, _DOTS_Y))
        left, top = (-self._gdi.GetDeviceCaps(drawn, what) for what in (_EDGE_X, _EDGE_Y))
        width, height = round(page.width * across / page.dots_an_inch), round(page.height * down / page.dots_an_inch)
        rows = _rows(page)
        picture = _Picture(_Picture.colours.offset, page.width, -page.height, 1, 8)  # the top row first
        picture.bytes, picture.used = len(rows), 256
        picture.colours = (c_uint32 * 256)(*(grey * 0x010101 for grey in range(256)))
        self._gdi.SetStretchBltMode(drawn, _SMOOTH)
        wanted, whole = (left, top, width, height), (0, 0, page.width, page.height)
        lines = self._gdi.StretchDIBits(drawn, *wanted, *whole, rows, byref(picture), 0, _COPY)
        _done(lines > 0 and lines != _ERROR)

    @contextmanager
    def _opened(self, printer: str) -> Iterator[c_void_p]:
        handle = c_void_p()
        _done(self._spool.OpenPrinterW(printer, byref(handle), None))
        try:
            yield handle
        finally:
            self._spool.ClosePrinter(handle)


def _rows(page: PrintedPage) -> bytes:
    """Each row begins at a multiple of four bytes."""
    beyond = -page.width % 4
    if not beyond:
        return page.greys
    rows = (page.greys[start : start + page.width] for start in range(0, len(page.greys), page.width))
    return b"".join(row + bytes(beyond) for row in rows)


def _library(name: str) -> Any:
    if sys.platform == "win32":
        return ctypes.WinDLL(name, use_last_error=True)
    raise OSError("the spooler is a part of Windows")


def _last_error() -> int:
    if sys.platform == "win32":
        return ctypes.get_last_error()
    return 0


def _done(answer: object) -> None:
    if not answer:
        raise SpoolError(_last_error())
