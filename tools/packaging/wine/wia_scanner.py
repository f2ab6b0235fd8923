"""A scanner of WIA that is no device: COM objects with the interfaces that a driver of Windows has, and what the
program's border to COM (`counter_app.devices.wia_com`) says to them, recorded.

    python wia_scanner.py FOLDER        (Windows' Python, or Wine's; writes FOLDER/NAME.json a conversation)

Every call goes through a real table of methods, with PROPVARIANTs, BSTRs, GUIDs and streams that the system's own
ole32 and oleaut32 make, read and free. What it cannot show: a scanner, its driver, Windows' service between the two.
Behaviour by Microsoft's reference of WIA 2.0 (wiadef.h, wia_lh.idl).
"""

# Long because: one scanner whole, from its values to its tables of methods, and the recorder at the border it answers.

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Callable, Iterator
from ctypes import POINTER, byref, c_int32, c_uint32, c_void_p, cast, memmove, sizeof
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import comtypes
from comtypes import GUID, COMObject

from counter_app.devices import wia_com
from counter_app.devices.wia import FEEDER, FLATBED, WiaDriver
from counter_app.devices.wia_border import Value, WiaError, WiaItem
from counter_app.devices.wia_interfaces import (
    IDevMgr2,
    IEnumDevInfo,
    IEnumItem,
    IItem,
    IPropertyStorage,
    IStream,
    ITransfer,
    TransferParams,
)
from counter_app.domain.errors import ScannerFault
from counter_app.ports import PaperSize, PaperSource, ScanRequest

ID = "{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}\\0001"
CAMERA = "{6BDD1FC6-810F-11D0-BEC7-08002BE2092F}\\0002"
_OK, _FALSE, _UNEXPECTED, _INVALID, _NO_MEMBER = 0, 1, 0x8000FFFF, 0x80070057, 0x80070057
_NO_DEVICE = 0x80210015
_I4, _BSTR, _UI4, _CLSID, _VECTOR = 3, 8, 19, 72, 0x1000
_READ_WRITE, _NONE, _RANGE, _LIST, _FLAG = 0x3, 0x8, 0x10, 0x20, 0x40
_STATUS, _END_OF_STREAM = 1, 2
_JPEG, _BMP = "{B96B3CAE-0728-11D3-9D7B-0000F81EF32E}", "{B96B3CAB-0728-11D3-9D7B-0000F81EF32E}"

_ole32, _oleaut32 = ctypes.WinDLL("ole32"), ctypes.WinDLL("oleaut32")  # type: ignore[attr-defined,unused-ignore]
_ole32.CoTaskMemAlloc.restype = _oleaut32.SysAllocString.restype = c_void_p


def _signed(code: int) -> int:
    return c_int32(code).value


def _kept(data: bytes) -> int:
    """In memory that whoever is told frees."""
    place: int = _ole32.CoTaskMemAlloc(max(1, len(data)))
    memmove(place, data, len(data))
    return place


# --- the device: values and what happens -----------------------------------------------------------------------


@dataclass
class Property:
    """`may`: ("list", values), ("range", least, most), ("flag", bits); what is not among them is refused."""

    value: Value
    may: tuple[Any, ...] = ()
    refuses: tuple[Value, ...] = ()


@dataclass
class Way:
    """A way in, by its category; an empty one is the scanner itself. `stack`: the pages; `ends`: with what."""

    category: str
    properties: dict[int, Property]
    stack: list[bytes] = field(default_factory=list)
    ends: int = 0


def _bytes(number: int, kind: bytes = b"\xff\xd8\xff", size: int = 3) -> bytes:
    """A page that says its number; a large one does not come in one piece."""
    return kind + bytes(size - 3) + str(number).encode()


def scanner(**feeder: Any) -> list[Way]:
    """A document scanner with glass and a feeder for both sides, which `refuses` values of property 3088 and `lacks`
    properties."""
    refuses, lacks = feeder.pop("refuses", ()), feeder.pop("lacks", ())

    def common() -> dict[int, Property]:
        return {
            4103: Property(3, ("list", (2, 3))),
            4106: Property(_BMP, ("list", (_BMP, _JPEG))),
            4108: Property(2),
            6147: Property(300, ("list", (200, 300, 600))),
            6148: Property(300, ("list", (200, 300, 600))),
            6149: Property(0, ("range", 0, 2550)),
            6150: Property(0, ("range", 0, 4200)),
            6151: Property(2550, ("range", 1, 5100)),
            6152: Property(3507, ("range", 1, 8400)),
            6165: Property(8500),
            6166: Property(14000),
        }

    glass, feed = common(), common()
    glass[6147] = glass[6148] = Property(300, ("range", 75, 1200))
    glass[4106] = Property(_BMP, ("list", (_BMP,)))
    feed |= {
        3088: Property(1, ("flag", 0x2D), refuses),
        3096: Property(1, ("range", 0, 100)),
        3097: Property(0, ("list", (0, 1, 2))),
    }
    for number in lacks:
        del feed[number]
    return [
        Way("", {2: Property(ID), 3086: Property(7)}),
        Way(FLATBED, glass, [_bytes(1, b"BM\0", 400_000)]),
        Way(FEEDER, feed, **feeder),
    ]


# --- the same in COM -------------------------------------------------------------------------------------------


class _Sequential(comtypes.IUnknown):  # type: ignore[misc]
    """IStream once more, with the parameters of `Write`, which the program never calls."""

    _iid_ = GUID("{0000000C-0000-0000-C000-000000000046}")
    _methods_ = [  # noqa: RUF012 - as comtypes wants it
        comtypes.COMMETHOD([], comtypes.HRESULT, "Read"),
        comtypes.COMMETHOD(
            [],
            comtypes.HRESULT,
            "Write",
            (["in"], c_void_p, "data"),
            (["in"], c_uint32, "count"),
            (["in"], POINTER(c_uint32), "written"),
        ),
    ]


class Item(COMObject):  # type: ignore[misc]
    """An item is its properties' store and its transfer as well, as a driver's is."""

    _com_interfaces_ = [IItem, IPropertyStorage, ITransfer]  # noqa: RUF012

    def __init__(self, way: Way, ways: list[Way]) -> None:
        super().__init__()
        self.way, self.ways = way, ways

    def EnumChildItems(self, this: Any, category: Any, items: Any) -> int:  # noqa: N802
        items[0] = Each([Item(way, []) for way in self.ways if way.category], IItem).QueryInterface(IEnumItem)
        return _OK

    def GetItemCategory(self, this: Any, category: Any) -> int:  # noqa: N802
        category[0] = GUID(self.way.category)
        return _OK

    def ReadMultiple(self, this: Any, count: int, specs: Any, values: Any) -> int:  # noqa: N802
        found = self.way.properties.get(specs[0].number)
        if found is None:
            values[0].kind = 0
            return _FALSE
        _tell(values[0], found.value)
        return _OK

    def WriteMultiple(self, this: Any, count: int, specs: Any, values: Any, first: int) -> int:  # noqa: N802
        found = self.way.properties.get(specs[0].number)
        if found is None:
            return _signed(_NO_MEMBER)
        if values[0].kind == _CLSID:
            value: Value = str(GUID.from_address(values[0].value.pointer)).upper()
        elif values[0].kind == _I4:
            value = int(values[0].value.number)
        else:
            return _signed(_INVALID)
        if value in found.refuses or not _among(value, found.may):
            return _signed(_INVALID)
        found.value = value
        return _OK

    def GetPropertyAttributes(self, this: Any, count: int, specs: Any, flags: Any, values: Any) -> int:  # noqa: N802
        found = self.way.properties.get(specs[0].number)
        if found is None:
            return _signed(_NO_MEMBER)
        kind, *may = found.may or ("none",)
        flags[0] = _READ_WRITE | {"none": _NONE, "list": _LIST, "range": _RANGE, "flag": _FLAG}[kind]
        if kind == "list":
            _tell_list(values[0], found.value, may[0])
        elif kind == "range":
            _tell_numbers(values[0], [may[0], int(found.value), may[1], 1])
        elif kind == "flag":
            _tell_numbers(values[0], [int(found.value), may[0]])
        else:
            values[0].kind = 0
        return _OK

    def Download(self, this: Any, flags: int, callback: Any) -> int:  # noqa: N802
        wanted = int(self.way.properties.get(3096, Property(0)).value) or len(self.way.stack)
        for page in self.way.stack[:wanted]:
            stream = POINTER(IStream)()
            told = callback.GetNextStream(0, "page", "")
            stream = told if not isinstance(told, int) else stream
            if not stream:
                return _OK  # enough, says whoever asked
            _pour(page, stream)
            if callback.TransferCallback(0, byref(TransferParams(_STATUS, 100, len(page), 0))):
                return _OK
            if callback.TransferCallback(0, byref(TransferParams(_END_OF_STREAM, 100, len(page), 0))):
                return _OK
        return _signed(self.way.ends) if wanted >= len(self.way.stack) else _OK


def _pour(page: bytes, stream: Any) -> None:
    """In pieces, as a driver does."""
    sequential, written = stream.QueryInterface(_Sequential), c_uint32()
    for start in range(0, len(page), 65_536):
        piece = page[start : start + 65_536]
        sequential.Write(cast(ctypes.c_char_p(piece), c_void_p), len(piece), byref(written))


def _among(value: Value, may: tuple[Any, ...]) -> bool:
    match may:
        case ("list", values):
            return value in values
        case ("range", least, most):
            return bool(least <= value <= most)
        case ("flag", bits):
            return not int(value) & ~bits
    return True


def _tell(told: Any, value: Value) -> None:
    if isinstance(value, int):
        told.kind, told.value.number = _I4, value
    elif len(value) == 38 and value.startswith("{"):
        told.kind, told.value.pointer = _CLSID, _kept(bytes(GUID(value)))
    else:
        told.kind, told.value.pointer = _BSTR, _oleaut32.SysAllocString(value)


def _tell_numbers(told: Any, numbers: list[int]) -> None:
    told.kind = _VECTOR | _I4
    told.value.vector.count = len(numbers)
    told.value.vector.elements = _kept(bytes((c_int32 * len(numbers))(*numbers)))


def _tell_list(told: Any, usual: Value, values: tuple[Value, ...]) -> None:
    """Its count and the usual one come first."""
    if isinstance(usual, int):
        _tell_numbers(told, [len(values), usual, *(int(one) for one in values)])
        return
    every = [GUID(), GUID(usual), *(GUID(str(one)) for one in values)]
    every[0].Data1 = len(values)
    told.kind = _VECTOR | _CLSID
    told.value.vector.count = len(every)
    told.value.vector.elements = _kept(b"".join(map(bytes, every)))


class Each(COMObject):  # type: ignore[misc]
    _com_interfaces_ = [IEnumItem, IEnumDevInfo]  # noqa: RUF012 - both have the same one method

    def __init__(self, items: list[Any], interface: Any) -> None:
        super().__init__()
        self.items, self.interface = items, interface

    def Next(self, this: Any, count: int, items: Any, got: Any) -> int:  # noqa: N802
        if not self.items:
            got[0] = 0
            return _FALSE
        items[0] = self.items.pop(0).QueryInterface(self.interface)
        got[0] = 1
        return _OK


class Manager(COMObject):  # type: ignore[misc]
    _com_interfaces_ = [IDevMgr2]  # noqa: RUF012

    def __init__(self, ways: list[Way]) -> None:
        super().__init__()
        self.ways = ways

    def EnumDeviceInfo(self, this: Any, flags: int, devices: Any) -> int:  # noqa: N802
        kinds = ((CAMERA, 2, "Webcam"), (ID, 1, "Canon  DR-C225 II"))
        told = [
            Item(Way("", {2: Property(own_id), 5: Property(kind << 16), 7: Property(name)}), [])
            for own_id, kind, name in kinds
        ]
        devices[0] = Each(told, IPropertyStorage).QueryInterface(IEnumDevInfo)
        return _OK

    def CreateDevice(self, this: Any, flags: int, own_id: str, root: Any) -> int:  # noqa: N802
        if own_id != ID:
            return _signed(_NO_DEVICE)
        root[0] = Item(self.ways[0], self.ways).QueryInterface(IItem)
        return _OK


# --- the recording ---------------------------------------------------------------------------------------------


class Recorder:
    """Fulfils `WiaSession` by another, and writes down what was said at the border."""

    def __init__(self, session: wia_com.ComSession, steps: list[dict[str, Any]]) -> None:
        self._session, self._steps = session, steps

    def devices(self) -> Iterator[tuple[str, str]]:
        return iter(self.said({"call": "devices"}, lambda: [list(one) for one in self._session.devices()]))

    def items(self, device_id: str) -> tuple[WiaItem, ...]:
        found: list[RecordedItem] = []

        def ask() -> list[str]:
            for number, item in enumerate(self._session.items(device_id)):
                category = item.category()
                name = {"": "root", FLATBED: "glass", FEEDER: "feeder"}.get(category, f"way {number}")
                found.append(RecordedItem(name, item, self))
            return [one.name for one in found]

        self.said({"call": "items", "with": [device_id]}, ask)
        return tuple(found)

    def said(self, step: dict[str, Any], ask: Callable[[], Any]) -> Any:
        self._steps.append(step)
        try:
            step["answer"] = ask()
        except WiaError as error:
            step["error"] = str(error)
            raise
        if step["answer"] is None:
            del step["answer"]
        return step.get("answer")


class RecordedItem:
    def __init__(self, name: str, item: WiaItem, recorder: Recorder) -> None:
        self.name, self._item, self._recorder = name, item, recorder

    def _said(self, call: str, given: list[Value], ask: Callable[[], Any]) -> Any:
        step: dict[str, Any] = {"item": self.name, "call": call}
        if given:
            step["with"] = given
        return self._recorder.said(step, ask)

    def category(self) -> str:
        return str(self._said("category", [], self._item.category))

    def read(self, number: int) -> Value | None:
        answer: Value | None = self._said("read", [number], lambda: self._item.read(number))
        return answer

    def choices(self, number: int) -> tuple[Value, ...]:
        return tuple(self._said("choices", [number], lambda: list(self._item.choices(number))))

    def write(self, number: int, value: Value) -> None:
        self._said("write", [number, value], lambda: self._item.write(number, value))

    def download(self, page: Callable[[bytes], bool]) -> None:
        pages: list[str] = []

        def kept(data: bytes) -> bool:
            kind = "jpeg" if data.startswith(b"\xff\xd8\xff") else "bmp" if data.startswith(b"BM") else "noise"
            pages.append(f"{kind} {data[-1:].decode('ascii')}")
            return page(data)

        step = {"item": self.name, "call": "download", "pages": pages}
        try:
            self._recorder.said(step, lambda: self._item.download(kept))
        finally:
            step.pop("answer", None)


def _scanned(request: ScanRequest, ways: list[Way], steps: list[dict[str, Any]]) -> dict[str, Any]:
    """What came of it."""
    pages, fault = [], None
    driver = WiaDriver(_session(ways, steps))
    try:
        for page in driver.scan(request, {}, lambda: False):
            pages.append([page.media_type, page.dpi, len(page.data)])  # noqa: PERF401 - what came before a fault counts
    except ScannerFault as error:
        fault = type(error).__name__
    return {"pages": pages, "fault": fault}


def _session(ways: list[Way], steps: list[dict[str, Any]]) -> Callable[[], Recorder]:
    def make() -> Recorder:
        comtypes.CoCreateInstance = lambda *_, **__: Manager(ways).QueryInterface(IDevMgr2)
        return Recorder(wia_com.ComSession(), steps)

    return make


def _feeder(number: int, ends: int, **more: Any) -> list[Way]:
    return scanner(stack=[_bytes(one + 1, size=200_000) for one in range(number)], ends=ends, **more)


EMPTY, JAM, COVER, BUSY, TWO_SHEETS = 0x80210003, 0x80210002, 0x80210016, 0x80210006, 0x80210020
DUPLEX, SIMPLE = ScanRequest(ID, PaperSource.DUPLEX), ScanRequest(ID, PaperSource.FEEDER, colour=False)
SMALL = ScanRequest(ID, PaperSource.GLASS, dpi=200, paper=PaperSize.A5)
ONE = ScanRequest(ID, PaperSource.FEEDER, limit=1)
SCANS: dict[str, tuple[str, ScanRequest, Callable[[], list[Way]]]] = {
    "duplex": ("Two sheets on both sides, then the feeder is empty.", DUPLEX, lambda: _feeder(4, EMPTY)),
    "jam": ("The third page jams.", DUPLEX, lambda: _feeder(2, JAM)),
    "two-sheets": ("Two sheets at once.", SIMPLE, lambda: _feeder(1, TWO_SHEETS)),
    "empty": ("Nothing in the feeder.", SIMPLE, lambda: _feeder(0, EMPTY)),
    "cover": ("The cover is open.", SIMPLE, lambda: _feeder(0, COVER)),
    "busy": ("Another program has it.", SIMPLE, lambda: _feeder(0, BUSY)),
    "refused": ("A driver that wants both sides without the feeder's bit.", DUPLEX,
                lambda: _feeder(2, EMPTY, refuses=(5,))),
    "enough": ("One page was asked for, and the driver cannot be told: the callback says that it is enough.", ONE,
               lambda: _feeder(3, EMPTY, lacks=(3096,))),
    "glass": ("A5 from the glass, 400 kB in pieces.", SMALL, scanner),
    "gone": ("It was pulled out.", ScanRequest("{0}\\0009"), scanner),
}  # fmt: skip


def main(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    head = {
        "recorded": f"at the border of counter_app.devices.wia_com, comtypes {comtypes.__version__}, "
        f"Python {sys.version.split()[0]} {sys.platform}, {_system()}",
        "device": "no real one: COM objects of tools/packaging/wine/wia_scanner.py in the same process",
    }
    steps: list[dict[str, Any]] = []
    listed = [[one.id, one.name] for one in WiaDriver(_session(scanner(), steps)).list({})]
    _write(folder / "devices.json", {**head, "about": "A scanner and a camera."}, steps, {"devices": listed})
    steps = []
    can = WiaDriver(_session(scanner(), steps)).capabilities(ID, {})
    came: dict[str, Any] = {"sources": list(can.sources), "resolutions": list(can.resolutions), "colour": can.colour}
    _write(folder / "capabilities.json", {**head, "about": "What it can."}, steps, came)
    for name, (about, request, ways) in SCANS.items():
        steps = []
        came = _scanned(request, ways(), steps)
        _write(folder / f"{name}.json", {**head, "about": about, "asked": asdict(request)}, steps, came)
    return 0


def _write(to: Path, head: dict[str, Any], steps: list[dict[str, Any]], came: dict[str, Any]) -> None:
    lines = ",\n    ".join(json.dumps(step) for step in steps)
    first = json.dumps({**head, "came": came}, indent=2)[:-2]
    to.write_text(f'{first},\n  "steps": [\n    {lines}\n  ]\n}}\n', "utf-8", newline="\n")
    sys.stdout.write(f"{to.stem}: {len(steps)} calls, {json.dumps(came)}\n")


def _system() -> str:
    kernel = ctypes.WinDLL("ntdll")  # type: ignore[attr-defined,unused-ignore]
    if not hasattr(kernel, "wine_get_version"):
        return "Windows"
    kernel.wine_get_version.restype = ctypes.c_char_p
    return f"Wine {kernel.wine_get_version().decode()}"


if __name__ == "__main__":
    assert sizeof(c_void_p) == 8  # noqa: S101
    sys.exit(main(Path(sys.argv[1])))
