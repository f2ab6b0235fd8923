"""WIA's COM interfaces, as far as `wia_com` calls them. Windows only.

Identifiers and the order of methods are those of wia_lh.idl of the Windows SDK.
"""

from __future__ import annotations

import sys

if sys.platform != "win32":
    raise ImportError("WIA is a part of Windows")

from ctypes import POINTER, Structure, Union, c_int32, c_int64, c_long, c_uint16, c_uint32, c_uint64, c_void_p
from typing import Any, ClassVar

from comtypes import BSTR, COMMETHOD, GUID, HRESULT, IUnknown


class PropSpec(Structure):
    _fields_: ClassVar[list[Any]] = [("kind", c_uint32), ("number", c_void_p)]


class Vector(Structure):
    _fields_: ClassVar[list[Any]] = [("count", c_uint32), ("elements", c_void_p)]


class Variant(Union):
    _fields_: ClassVar[list[Any]] = [("number", c_int32), ("pointer", c_void_p), ("vector", Vector)]


class PropVariant(Structure):
    _fields_: ClassVar[list[Any]] = [("kind", c_uint16), ("reserved", c_uint16 * 3), ("value", Variant)]


class TransferParams(Structure):
    _fields_: ClassVar[list[Any]] = [
        ("message", c_long),
        ("percent", c_long),
        ("transferred", c_uint64),
        ("error", c_long),
    ]


def _in(kind: Any, name: str) -> tuple[list[str], Any, str]:
    return ["in"], kind, name


def _out(kind: Any, name: str) -> tuple[list[str], Any, str]:
    return ["out"], POINTER(kind), name


def _method(name: str, *parameters: Any, answers: Any = HRESULT) -> Any:
    """One that is never called keeps its place in the table without its parameters."""
    return COMMETHOD([], answers, name, *parameters)


class IStream(IUnknown):
    _iid_ = GUID("{0000000C-0000-0000-C000-000000000046}")
    _methods_: ClassVar[list[Any]] = [
        _method("Read", _in(c_void_p, "to"), _in(c_uint32, "count"), _in(POINTER(c_uint32), "got")),
        _method("Write"),
        _method("Seek", _in(c_int64, "move"), _in(c_uint32, "origin"), _in(POINTER(c_uint64), "at")),
    ]


_SPECS = (_in(c_uint32, "count"), _in(POINTER(PropSpec), "specs"))
_UNCALLED = (
    *("DeleteMultiple", "ReadPropertyNames", "WritePropertyNames", "DeletePropertyNames"),
    *("Commit", "Revert", "Enum", "SetTimes", "SetClass", "Stat"),
)


class IPropertyStorage(IUnknown):
    _iid_ = GUID("{98B5E8A0-29CC-491A-AAC0-E6DB4FDCCEB6}")
    _methods_: ClassVar[list[Any]] = [
        _method("ReadMultiple", *_SPECS, _in(POINTER(PropVariant), "values")),
        _method("WriteMultiple", *_SPECS, _in(POINTER(PropVariant), "values"), _in(c_uint32, "first")),
        *(_method(name) for name in _UNCALLED),
        _method("GetPropertyAttributes", *_SPECS, _in(POINTER(c_uint32), "flags"), _in(POINTER(PropVariant), "values")),
    ]


def _next(interface: Any) -> Any:
    """Of an enumerator; S_FALSE at the end is an answer, no error."""
    parameters = (_in(c_uint32, "count"), _in(POINTER(POINTER(interface)), "items"), _in(POINTER(c_uint32), "got"))
    return _method("Next", *parameters, answers=c_long)


class IEnumDevInfo(IUnknown):
    _iid_ = GUID("{5E38B83C-8CF1-11D1-BF92-0060081ED811}")
    _methods_: ClassVar[list[Any]] = [_next(IPropertyStorage)]


class ITransferCallback(IUnknown):
    _iid_ = GUID("{27D4EAAF-28A6-4CA5-9AAB-E678168B9527}")
    _methods_: ClassVar[list[Any]] = [
        _method("TransferCallback", _in(c_long, "flags"), _in(POINTER(TransferParams), "told")),
        _method(
            *("GetNextStream", _in(c_long, "flags"), _in(BSTR, "name"), _in(BSTR, "full")),
            _out(POINTER(IStream), "stream"),
        ),
    ]


class ITransfer(IUnknown):
    _iid_ = GUID("{C39D6942-2F4E-4D04-92FE-4EF4D3A1DE5A}")
    _methods_: ClassVar[list[Any]] = [
        _method("Download", _in(c_long, "flags"), _in(POINTER(ITransferCallback), "callback")),
    ]


class IItem(IUnknown):
    _iid_ = GUID("{6CBA0075-1287-407D-9B77-CF0E030435CC}")


class IEnumItem(IUnknown):
    _iid_ = GUID("{59970AF4-CD0D-44D9-AB24-52295630E582}")
    _methods_: ClassVar[list[Any]] = [_next(IItem)]


IItem._methods_ = [
    _method("CreateChildItem"),
    _method("DeleteItem"),
    _method("EnumChildItems", _in(c_void_p, "category"), _out(POINTER(IEnumItem), "items")),
    _method("FindItemByName"),
    _method("GetItemCategory", _out(GUID, "category")),
]


class IDevMgr2(IUnknown):
    _iid_ = GUID("{79C07CF1-CBDD-41EE-8EC3-F00080CADA7A}")
    _methods_: ClassVar[list[Any]] = [
        _method("EnumDeviceInfo", _in(c_long, "flags"), _out(POINTER(IEnumDevInfo), "devices")),
        _method("CreateDevice", _in(c_long, "flags"), _in(BSTR, "id"), _out(POINTER(IItem), "root")),
    ]
