"""A program that dies leaves nothing of a citizen behind: no dump of its memory, which holds names and keys."""

from __future__ import annotations

import ctypes
import sys

_PR_SET_DUMPABLE = 4
_WER_NO_HEAP = 1  # WER_FAULT_REPORTING_FLAG_NOHEAP


def leave_no_dump() -> None:
    """For this process, from now on. Where the system has no such switch, nothing happens."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.WerSetFlags(_WER_NO_HEAP)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # a collector that dumps are piped to does not ask for the limit (core(5))
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
