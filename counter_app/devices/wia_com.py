"""The border of `wia` in COM: IWiaDevMgr2, IWiaItem2, IWiaTransfer by comtypes. Windows only, and as thin as can be.

Numbers are those of wiadef.h of the Windows SDK. tools/windows_check.sh tries it under Wine against a scanner made of
COM objects, docs/onsite-device-check.md on a PC with a real one.
"""

from __future__ import annotations

import sys

if sys.platform != "win32":
    raise ImportError("WIA is a part of Windows")

import ctypes
from collections.abc import Callable, Iterator
from ctypes import POINTER, byref, c_byte, c_int32, c_uint32, c_uint64
from typing import Any, ClassVar

import comtypes
from comtypes import GUID, COMObject

from .wia_border import Value, WiaError
from .wia_interfaces import (
    IDevMgr2,
    IItem,
    IPropertyStorage,
    IStream,
    ITransfer,
    ITransferCallback,
    PropSpec,
    PropVariant,
)
from .wia_pages import ComingPages

_S_FALSE = 1
_LOCAL = 0x10  # WIA_DEVINFO_ENUM_LOCAL
_SCANNER = 1  # StiDeviceTypeScanner, the high word of a device's type
_ID, _TYPE, _NAME = 2, 5, 7
_BY_NUMBER = 1  # PRSPEC_PROPID
_VT_I4, _VT_BSTR, _VT_UI4, _VT_CLSID, _VT_VECTOR = 3, 8, 19, 72, 0x1000
_RANGE, _LIST, _FLAG = 0x10, 0x20, 0x40  # WIA_PROP_RANGE and its like
_END_OF_STREAM = 2  # WIA_TRANSFER_MSG_END_OF_STREAM
_LARGEST_PAGE = 512 * 1024 * 1024  # bytes
_E_FAIL = 0x80004005

_ole32 = ctypes.OleDLL("ole32")
_DEV_MGR = GUID("{B6C292BC-7C88-41EE-8B54-8EC92617E599}")


class ComSession:
    """Fulfils `wia.WiaSession`. Initialises COM for the thread that makes it."""

    def __init__(self) -> None:
        comtypes.CoInitialize()
        self._manager = _told(
            lambda: comtypes.CoCreateInstance(_DEV_MGR, interface=IDevMgr2, clsctx=comtypes.CLSCTX_LOCAL_SERVER)
        )

    def devices(self) -> Iterator[tuple[str, str]]:
        found = _told(lambda: self._manager.EnumDeviceInfo(_LOCAL))
        for storage in _each(found, IPropertyStorage):
            kind = _read(storage, _TYPE)
            if isinstance(kind, int) and kind >> 16 == _SCANNER:
                yield str(_read(storage, _ID) or ""), str(_read(storage, _NAME) or "")

    def items(self, device_id: str) -> tuple[ComItem, ...]:
        root = _told(lambda: self._manager.CreateDevice(0, device_id))
        children = _told(lambda: root.EnumChildItems(None))
        return (ComItem(root, is_root=True), *(ComItem(child) for child in _each(children, IItem)))


class ComItem:
    """Fulfils `wia.WiaItem`."""

    def __init__(self, item: Any, is_root: bool = False) -> None:
        self._item, self._is_root = item, is_root
        self._storage = _told(lambda: item.QueryInterface(IPropertyStorage))

    def category(self) -> str:
        return "" if self._is_root else str(_told(self._item.GetItemCategory)).upper()

    def read(self, number: int) -> Value | None:
        return _read(self._storage, number)

    def choices(self, number: int) -> tuple[Value, ...]:
        flags, told = c_uint32(), PropVariant()
        try:
            _told(lambda: self._storage.GetPropertyAttributes(1, byref(_spec(number)), byref(flags), byref(told)))
        except WiaError:
            return ()
        try:
            values = _vector(told)
        finally:
            _ole32.PropVariantClear(byref(told))
        if flags.value & _RANGE and len(values) >= 3:  # least, usual, most, step
            return values[0], values[2]
        if flags.value & _LIST:
            return values[2:]  # count and usual one come first
        return (
            tuple(1 << bit for bit in range(31) if values and int(values[-1]) >> bit & 1) if flags.value & _FLAG else ()
        )

    def write(self, number: int, value: Value) -> None:
        told = PropVariant()
        if isinstance(value, int):
            told.kind, told.value.number = _VT_I4, value
            _told(lambda: self._storage.WriteMultiple(1, byref(_spec(number)), byref(told), 2))
            return
        guid = GUID(value)  # the only text that a scanner is told
        told.kind, told.value.pointer = _VT_CLSID, ctypes.addressof(guid)
        _told(lambda: self._storage.WriteMultiple(1, byref(_spec(number)), byref(told), 2))

    def download(self, page: Callable[[bytes], bool]) -> None:
        transfer = _told(lambda: self._item.QueryInterface(ITransfer))
        coming = ComingPages(page, _contents)
        callback = _Callback(coming)
        try:
            _told(lambda: transfer.Download(0, callback.QueryInterface(ITransferCallback)))
        except WiaError as error:
            coming.over(error.code)
            raise
        coming.over()


class _Callback(COMObject):
    """Gives Windows a stream for each page, and passes on what it says of them."""

    _com_interfaces_: ClassVar[list[Any]] = [ITransferCallback]

    def __init__(self, coming: ComingPages) -> None:
        super().__init__()
        self._coming = coming

    def TransferCallback(self, this: Any, flags: int, told: Any) -> int:  # noqa: N802 - the interface's name
        if told[0].message == _END_OF_STREAM:
            self._coming.ends(told[0].error)
        return 0 if self._coming.go_on else _S_FALSE

    def GetNextStream(self, this: Any, flags: int, name: str, full: str, stream: Any) -> int:  # noqa: N802
        if not self._coming.next_may_come():
            return _S_FALSE
        made = POINTER(IStream)()
        _ole32.CreateStreamOnHGlobal(None, True, byref(made))
        stream[0] = made  # comtypes counts Windows' share of it
        self._coming.begins(made)
        return 0


def _contents(stream: Any) -> bytes:
    end, got = c_uint64(), c_uint32()
    stream.Seek(0, 2, byref(end))
    if not 0 < end.value <= _LARGEST_PAGE:
        return b""
    stream.Seek(0, 0, byref(c_uint64()))
    buffer = (c_byte * end.value)()
    stream.Read(buffer, end.value, byref(got))
    return bytes(buffer)[: got.value]


def _told(call: Callable[[], Any]) -> Any:
    """Raises WiaError for a call that failed."""
    try:
        return call()
    except comtypes.COMError as error:
        raise WiaError(error.hresult & 0xFFFFFFFF) from error
    except OSError as error:
        raise WiaError(getattr(error, "winerror", None) or _E_FAIL) from error


def _each(found: Any, interface: Any) -> Iterator[Any]:
    while True:
        one, got = POINTER(interface)(), c_uint32()
        if found.Next(1, byref(one), byref(got)) != 0 or not got.value:
            return
        yield one


def _spec(number: int) -> PropSpec:
    return PropSpec(_BY_NUMBER, number)


def _read(storage: Any, number: int) -> Value | None:
    told = PropVariant()
    _told(lambda: storage.ReadMultiple(1, byref(_spec(number)), byref(told)))
    try:
        if told.kind in (_VT_I4, _VT_UI4):
            return int(told.value.number)
        if told.kind == _VT_BSTR and told.value.pointer:
            return ctypes.wstring_at(told.value.pointer)
        if told.kind == _VT_CLSID and told.value.pointer:
            return str(GUID.from_address(told.value.pointer)).upper()
        return None
    finally:
        _ole32.PropVariantClear(byref(told))


def _vector(told: PropVariant) -> tuple[Value, ...]:
    if told.kind in (_VT_I4, _VT_UI4):
        return (int(told.value.number),)
    count, elements = told.value.vector.count, told.value.vector.elements
    if not elements or not told.kind & _VT_VECTOR or count > 10_000:
        return ()
    kind = told.kind & ~_VT_VECTOR
    if kind in (_VT_I4, _VT_UI4):
        return tuple(ctypes.cast(elements, POINTER(c_int32))[:count])
    if kind == _VT_CLSID:
        return tuple(str(one).upper() for one in ctypes.cast(elements, POINTER(GUID))[:count])
    return ()
