"""The window before anything else is read: nothing heavy may be imported here."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.early_door import EarlyDoor


@cache  # it is asked for at the start, and again by the verb that opens the store behind it
def early_door() -> EarlyDoor | None:
    """None where nobody would see it, where nobody has set this PC up yet, where it does not speak the language that
    stands in the code, or where another one is probably open and comes to the front."""
    from ui.qt_application import somebody_sees

    from ..places import is_plainly_set_up, seems_open

    if not somebody_sees() or seems_open() or not is_plainly_set_up():
        return None
    from ui.early_door import EarlyDoor

    return EarlyDoor()
