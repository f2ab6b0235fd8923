"""Memory that pages took, given back to the system between two of them."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any


def give_back() -> None:
    """Pages of 26 MB and what is made of them leave holes that glibc keeps: a third of what a process holds after a
    few. Costs 10 to 70 ms, so once a page; elsewhere the system's own allocator returns pieces of that size at once."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    """None where the C library has no such call (musl, Windows)."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform.startswith("linux") else None
