"""The narrow border between the WIA driver's logic and COM: a few calls, in plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

Value = int | str
"""Of a property; GUIDs are text, upper-case, in braces."""


PAPER_EMPTY, END_OF_MEDIA = 0x80210003, 0x00210001
NO_MORE_PAPER = frozenset({PAPER_EMPTY, END_OF_MEDIA})  # the end of a stack, and no fault of its last page


class WiaError(Exception):
    """A call that Windows or the driver refused. `code`: the HRESULT, unsigned."""

    def __init__(self, code: int) -> None:
        super().__init__(f"0x{code:08X}")
        self.code = code


class WiaItem(Protocol):
    """The scanner itself (its root), or a way in. Every call raises WiaError."""

    def category(self) -> str:
        """Its GUID, upper-case in braces; empty of the root."""
        ...

    def read(self, number: int) -> Value | None:
        """A property; None where the item lacks it. GUIDs as text."""
        ...

    def choices(self, number: int) -> tuple[Value, ...]:
        """What a property may be: each value of a list, (least, most) of a range; empty where it does not say."""
        ...

    def write(self, number: int, value: Value) -> None: ...

    def download(self, page: Callable[[bytes], bool]) -> None:
        """The whole stack: `page` gets each as it is complete, and says whether to go on. Blocks until the end."""
        ...


class WiaSession(Protocol):
    """For one thread, which also made it. Every call raises WiaError."""

    def devices(self) -> Iterator[tuple[str, str]]:
        """Id and name of each scanner."""
        ...

    def items(self, device_id: str) -> tuple[WiaItem, ...]:
        """The root, then the ways in."""
        ...
