"""Whose settings are: what Windows' own functions and tools make of `counter_app.guarded`.

    python guards.py CLOSED OPEN    two folders, of which others may change the second

Windows' Python, or Wine's, which keeps of a list what Unix has, and no owner. Says what was seen, a line each; exit
code 1 where a list is read wrongly.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
import tempfile
from pathlib import Path

from counter_app import guarded
from counter_app.places import settings_folder

_BOTH = "(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)"
LISTS = {
    f"O:BAD:P{_BOTH}(A;OICI;0x1200a9;;;BU)": False,
    f"O:BAD:P{_BOTH}(A;OICI;0x1301bf;;;BU)": True,
    f"O:BUD:P{_BOTH}(A;OICI;0x1200a9;;;BU)": True,
    f"O:BAD:P{_BOTH}(D;OICI;FA;;;BG)(A;OICIIO;GA;;;CO)": False,
}


def said(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def as_windows_says(listed: str) -> str:
    """The same list as Windows itself writes it. Raises OSError."""
    api = ctypes.WinDLL("advapi32")  # type: ignore[attr-defined,unused-ignore]
    described, text = ctypes.c_void_p(), ctypes.c_wchar_p()
    if not api.ConvertStringSecurityDescriptorToSecurityDescriptorW(listed, 1, ctypes.byref(described), None):
        raise OSError(f"not understood: {listed}")
    if not api.ConvertSecurityDescriptorToStringSecurityDescriptorW(described, 1, 1 | 4, ctypes.byref(text), None):
        raise OSError(f"not said: {listed}")
    return text.value or ""


def read_as(name: str, listed: str, leaves_open: bool, wanted: bool) -> bool:
    said(f"{name} {listed}: open to others {leaves_open}, {'as it is meant' if leaves_open == wanted else 'WRONG'}")
    return leaves_open == wanted


def main(closed: Path, wide: Path) -> int:
    own = guarded._own()  # type: ignore[attr-defined,unused-ignore]
    list_of = guarded._list_of  # type: ignore[attr-defined,unused-ignore]
    said(f"elevated: {guarded.elevated()}; own account: {own}")
    good = [guarded.elevated(), own.startswith("S-1-5-21-")]
    for listed, wanted in LISTS.items():
        told = as_windows_says(listed)
        good.append(read_as("list", told, guarded.list_leaves_open(told, own), wanted))
    for folder, wanted in ((closed, False), (wide, True), (settings_folder(), False)):
        good.append(read_as(folder.name, list_of(folder), guarded.weak_spot(folder) is not None, wanted))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "taken"
        guarded.take(folder)
        good.append(read_as("taken", list_of(folder), guarded.weak_spot(folder) is not None, False))
        tools = ctypes.create_unicode_buffer(260)
        ctypes.WinDLL("kernel32").GetSystemDirectoryW(tools, 260)  # type: ignore[attr-defined,unused-ignore]
        for command in guarded.windows_commands(str(folder), tools.value):
            try:
                done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - Windows' own
                said(f"tool {Path(command[0]).name}: {done.returncode} {done.stdout.strip()[:70]}")
            except OSError as error:
                said(f"tool {Path(command[0]).name}: {error}")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
