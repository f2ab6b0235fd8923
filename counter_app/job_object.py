"""Windows' Job Object: what is in the job ends when its owner does, however that came about.

The owner is this process: it alone holds the job's handle, and Windows closes handles even of a process that was
killed. On other systems `lifeline` does the same with a pipe.
Source: Microsoft's "JOBOBJECT_EXTENDED_LIMIT_INFORMATION" (winnt.h).
"""

from __future__ import annotations

import ctypes
import sys
from ctypes import c_int64, c_size_t, c_uint32, c_uint64
from typing import Any, ClassVar

_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
KILL_ON_CLOSE = 0x2000  # JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE


class BasicLimits(ctypes.Structure):
    _fields_: ClassVar[list[Any]] = [
        ("process_time", c_int64),
        ("job_time", c_int64),
        ("flags", c_uint32),
        ("least_working_set", c_size_t),
        ("most_working_set", c_size_t),
        ("processes", c_uint32),
        ("affinity", c_size_t),
        ("priority", c_uint32),
        ("scheduling", c_uint32),
    ]


class ExtendedLimits(ctypes.Structure):
    _fields_: ClassVar[list[Any]] = [
        ("basic", BasicLimits),
        ("transfers", c_uint64 * 6),
        ("process_memory", c_size_t),
        ("job_memory", c_size_t),
        ("most_process_memory", c_size_t),
        ("most_job_memory", c_size_t),
    ]


class JobObject:
    """Every call raises OSError. Never closed by hand: it is to last as long as this process."""

    def __init__(self) -> None:
        self._kernel = _kernel()
        self._kernel.CreateJobObjectW.restype = ctypes.c_void_p
        self._handle = ctypes.c_void_p(self._kernel.CreateJobObjectW(None, None))  # no child inherits it
        limits = ExtendedLimits()
        limits.basic.flags = KILL_ON_CLOSE
        size = c_uint32(ctypes.sizeof(limits))
        _done(self._handle.value)
        _done(self._kernel.SetInformationJobObject(self._handle, _EXTENDED_LIMITS, ctypes.byref(limits), size))

    def take(self, process: int) -> None:
        """A process by its handle; its own children go with it."""
        _done(self._kernel.AssignProcessToJobObject(self._handle, ctypes.c_void_p(process)))


def _kernel() -> Any:
    if sys.platform == "win32":
        return ctypes.WinDLL("kernel32", use_last_error=True)
    raise OSError("a Job Object is a part of Windows")


def _done(answer: int | None) -> None:
    if sys.platform == "win32" and not answer:
        raise ctypes.WinError(ctypes.get_last_error())
