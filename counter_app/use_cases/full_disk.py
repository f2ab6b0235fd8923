"""A full disk refuses new work, and lets in whoever is to make room."""

from __future__ import annotations

from collections.abc import Callable

from ..domain.errors import DiskFull
from ..ports import Store


def even_on_a_full_disk[T](store: Store, act: Callable[[], T]) -> T:
    """`act`, and where the disk is full once more with the room that is kept back. Raises what `act` does."""
    try:
        return act()
    except DiskFull:
        if not store.give_room():
            raise
    return act()
