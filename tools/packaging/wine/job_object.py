"""Whether Windows ends a worker that hangs when its program is killed: `python job_object.py` (Windows' Python, or
Wine's). Exit code 0 where it does, and where a process that was not tied stays: so the try itself can fail."""

from __future__ import annotations

import ctypes
import subprocess
import sys
import time

from counter_app.lifeline import tie

HANGS = "import time; time.sleep(600)"
PROGRAM = f"""
import subprocess, sys, time
from counter_app.lifeline import tie
tied, free = (subprocess.Popen([sys.executable, "-c", {HANGS!r}]) for _ in range(2))
tie(tied)
print(tied.pid, free.pid, flush=True)
time.sleep(600)
"""


def _alive(process: int) -> bool:
    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(kernel.OpenProcess(0x100000, False, process))  # SYNCHRONIZE
    if not handle.value:
        return False
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == 0x102)  # WAIT_TIMEOUT
    finally:
        kernel.CloseHandle(handle)


def main() -> int:
    command = [sys.executable, "-c", PROGRAM]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:  # noqa: S603 - ourselves
        assert program.stdout is not None  # noqa: S101
        tied, free = map(int, program.stdout.readline().split())
        before = _alive(tied), _alive(free)
        program.kill()  # TerminateProcess: nothing of the program runs any more
    until = time.monotonic() + 20
    while _alive(tied) and time.monotonic() < until:
        time.sleep(0.05)
    after = _alive(tied), _alive(free)
    sys.stdout.write(f"before: tied {before[0]}, free {before[1]}; after: tied {after[0]}, free {after[1]}\n")
    subprocess.run(["taskkill", "/F", "/PID", str(free)], check=False, capture_output=True)  # noqa: S603, S607
    return 0 if before == (True, True) and after == (False, True) else 1


if __name__ == "__main__":
    assert callable(tie)  # noqa: S101 - the program that is packed has it
    sys.exit(main())
