"""A full disk refuses new work, and lets in whoever is to make room."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..domain.errors import DiskFull
from ..ports import Store

_T = TypeVar("_T")


def even_on_a_full_disk(store: Store, act: Callable[[], _T]) -> _T:
    """`act`, and where the disk is full once more with the room that is kept back. Raises what `act` does."""
    try:
        return act()
    except DiskFull:
        if not store.give_room():
            raise
    return act()
