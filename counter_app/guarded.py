"""In whose hands settings are: what tells a program with an administrator's rights where its next version comes from
may be changed by administrators alone. On Linux by owner and mode, on Windows by owner and access list."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from .domain.errors import BadSettings

_ADMINISTRATORS, _SYSTEM, _USERS = "*S-1-5-32-544", "*S-1-5-18", "*S-1-5-32-545"
_TRUSTED_INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
_TRUSTED = frozenset({"BA", "SY", "LA", "CO", "OW", _TRUSTED_INSTALLER})
_CODES = (
    "CC:1 DC:2 LC:4 SW:8 RP:10 WP:20 DT:40 LO:80 CR:100 SD:10000 RC:20000 WD:40000 WO:80000 FA:1F01FF FR:120089 "
    "FW:120116 FX:1200A0 GA:10000000 GX:20000000 GW:40000000 GR:80000000"
)
_RIGHTS = {pair[:2]: int(pair[3:], 16) for pair in _CODES.split()}
_CHANGES = 0x2 | 0x4 | 0x40 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000
"""Write or add a file, add a folder, delete a child, delete, change the list, take ownership; all of it; write."""


def weak_spot(folder: Path, but: Collection[str] = ()) -> Path | None:
    """The folder, or something in it (`but` those names at its top), that others than administrators may change; None:
    it is theirs alone, or not there."""
    if not folder.exists():
        return None
    inside = (path for path in sorted(folder.rglob("*")) if path.relative_to(folder).parts[0] not in but)
    return next((path for path in (folder, *inside) if others_may_change(path)), None)


def refuse_open(folder: Path, but: Collection[str] = ()) -> None:
    """Asked before what lies in `folder` is obeyed with an administrator's rights. Raises BadSettings (why: unguarded)
    where others could have written it; nothing for whoever has no such rights."""
    weak = weak_spot(folder, but) if elevated() else None
    if weak is not None:
        raise BadSettings("not ours alone", entry="", file=weak.name, folder=str(folder), why="unguarded")


def make(folder: Path) -> None:
    """The folder, which every clerk of this PC may read whatever the mask of whoever makes it. With an administrator's
    rights it becomes administrators' alone; what lies in it keeps its owner, by which `weak_spot` knows what a clerk
    has put there. Raises OSError."""
    if not folder.is_dir():
        make(folder.parent)
        folder.mkdir()
        folder.chmod(0o755)
        if elevated():
            _take(folder)


def take(folder: Path) -> None:
    """`make`, and of one that is there already as well. Raises OSError."""
    make(folder)
    if elevated():
        _take(folder)


def windows_commands(folder: str, tools: str) -> list[list[str]]:
    """What makes a folder Administrators' and the system's, with no list from above; users read. By number: groups
    have other names in other languages."""
    granted = [f"{who}:(OI)(CI){what}" for who, what in ((_ADMINISTRATORS, "F"), (_SYSTEM, "F"), (_USERS, "RX"))]
    return [
        [rf"{tools}\takeown.exe", "/F", folder, "/A"],
        [rf"{tools}\icacls.exe", folder, "/reset", "/Q"],
        [rf"{tools}\icacls.exe", folder, "/inheritance:r", "/grant:r", *granted, "/Q"],
    ]


def list_leaves_open(told: str, own: str) -> bool:
    """Whether a Windows access list (SDDL, with the owner) lets others than administrators change what it is of. `own`:
    the account that asks, an administrator's. What is not understood leaves it open."""
    trusted = {*_TRUSTED, own}
    found = re.match(r"O:([A-Z]{2}|S-[\d-]+?)(?:G:(?:[A-Z]{2}|S-[\d-]+?))?D:([A-Z]*)((?:\([^()]*\))*)$", told)
    if found is None or found[1] not in trusted or "NO_ACCESS" in found[2]:
        return True
    for entry in re.findall(r"\(([^()]*)\)", found[3]):
        parts = entry.split(";")
        if len(parts) != 6:
            return True
        kind, flags, rights, who = parts[0], parts[1], parts[2], parts[5]
        only_below = "IO" in re.findall("..", flags)
        if kind != "D" and not only_below and who not in trusted and _mask(rights) & _CHANGES:
            return True
    return False


def _mask(rights: str) -> int:
    if rights.startswith("0x"):
        return int(rights, 16)
    mask = 0
    for code in re.findall("..?", rights):
        mask |= _RIGHTS.get(code, _CHANGES)
    return mask


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _ADVAPI, _KERNEL = ctypes.WinDLL("advapi32"), ctypes.WinDLL("kernel32")
    _OWNER_AND_LIST = 1 | 4

    def elevated() -> bool:
        """Whether this program runs with an administrator's rights."""
        return bool(ctypes.WinDLL("shell32").IsUserAnAdmin())

    def others_may_change(path: Path) -> bool:
        return list_leaves_open(_list_of(path), _own())

    def _take(folder: Path) -> None:
        """A tool that fails leaves what `weak_spot` finds."""
        tools = ctypes.create_unicode_buffer(260)
        _KERNEL.GetSystemDirectoryW(tools, 260)
        for command in windows_commands(str(folder), tools.value):
            with suppress(OSError, subprocess.TimeoutExpired):
                subprocess.run(command, capture_output=True, check=False, timeout=60)  # noqa: S603 - Windows' own tools

    def _list_of(path: Path) -> str:
        """Empty where it cannot be read."""
        described, text = ctypes.c_void_p(), ctypes.c_void_p()
        failed = _ADVAPI.GetNamedSecurityInfoW(
            str(path), 1, _OWNER_AND_LIST, None, None, None, None, ctypes.byref(described)
        )
        if failed:
            return ""
        _ADVAPI.ConvertSecurityDescriptorToStringSecurityDescriptorW(
            described, 1, _OWNER_AND_LIST, ctypes.byref(text), None
        )
        _KERNEL.LocalFree(described)
        return _text_of(text)

    def _own() -> str:
        token, size = wintypes.HANDLE(), wintypes.DWORD()
        _KERNEL.GetCurrentProcess.restype = wintypes.HANDLE
        if not _ADVAPI.OpenProcessToken(wintypes.HANDLE(_KERNEL.GetCurrentProcess()), 8, ctypes.byref(token)):
            return ""
        user = ctypes.create_string_buffer(256)
        text = ctypes.c_void_p()
        if _ADVAPI.GetTokenInformation(token, 1, user, 256, ctypes.byref(size)):
            _ADVAPI.ConvertSidToStringSidW(ctypes.c_void_p.from_buffer(user), ctypes.byref(text))
        _KERNEL.CloseHandle(token)
        return _text_of(text)

    def _text_of(text: ctypes.c_void_p) -> str:
        found = ctypes.wstring_at(text.value) if text.value else ""
        _KERNEL.LocalFree(text)
        return found

else:
    import os

    def elevated() -> bool:
        """Whether this program runs with an administrator's rights."""
        return os.geteuid() == 0

    def others_may_change(path: Path) -> bool:
        found = path.stat()
        return found.st_uid not in {0, os.geteuid()} or bool(found.st_mode & 0o022)

    def _take(folder: Path) -> None:
        if folder.stat().st_uid != os.geteuid():
            os.chown(folder, os.geteuid(), os.getegid())
        folder.chmod(0o755)
