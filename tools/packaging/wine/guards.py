"""Whose settings are: what Windows' own tools and lists make of `counter_app.guarded`. `python guards.py` (Windows'
Python, or Wine's). Says what was seen, a line each; exit code 1 where a list is read wrongly."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import tempfile
from pathlib import Path

from counter_app import guarded
from counter_app.places import settings_folder

OURS = "O:BAD:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;FRFX;;;BU)"
USERS_WRITE = "O:BAD:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1301bf;;;BU)"
ANOTHERS = "O:BUD:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;FRFX;;;BU)"


def said(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def put(folder: Path, listed: str) -> None:
    """The access list and owner, as SDDL, by Windows' own functions. Raises OSError."""
    api, described = ctypes.WinDLL("advapi32"), ctypes.c_void_p()  # type: ignore[attr-defined,unused-ignore]
    if not api.ConvertStringSecurityDescriptorToSecurityDescriptorW(listed, 1, ctypes.byref(described), None):
        raise OSError(f"not understood: {listed}")
    if not api.SetFileSecurityW(str(folder), 1 | 4 | 0x80000000, described):
        raise OSError(f"not taken: {listed}")


def read(folder: Path) -> str:
    return str(guarded._list_of(folder))  # type: ignore[attr-defined,unused-ignore]


def main() -> int:
    wrong = 0
    said(f"elevated: {guarded.elevated()}; own account: {guarded._own()}")  # type: ignore[attr-defined,unused-ignore]
    with tempfile.TemporaryDirectory() as place:
        for name, listed, open_ in (
            ("ours", OURS, False),
            ("users-write", USERS_WRITE, True),
            ("anothers", ANOTHERS, True),
        ):
            folder = Path(place) / name
            folder.mkdir()
            try:
                put(folder, listed)
            except OSError as error:
                said(f"{name}: {error}")
                continue
            seen = guarded.others_may_change(folder)
            said(f"{name}: {read(folder)}: open to others {seen}, as it is meant {open_}")
            wrong += seen != open_
        folder = Path(place) / "taken"
        guarded.take(folder)
        said(f"taken: {read(folder)}: weak spot {guarded.weak_spot(folder)}")
        tools = ctypes.create_unicode_buffer(260)
        ctypes.WinDLL("kernel32").GetSystemDirectoryW(tools, 260)  # type: ignore[attr-defined,unused-ignore]
        for command in guarded.windows_commands(str(folder), tools.value):
            try:
                done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - Windows' own
                told = f"{done.returncode} {done.stdout.strip()[:70]}"
                said(f"{Path(command[0]).name} {' '.join(command[2:])[:60]}: {told}")
            except OSError as error:
                said(f"{Path(command[0]).name}: {error}")
    weak = guarded.weak_spot(settings_folder())
    said(f"settings: {read(settings_folder())}: weak spot {weak.name if weak is not None else None}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
