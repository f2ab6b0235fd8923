"""What a section of "Máy này" is to the screen around it."""

from __future__ import annotations

from typing import Protocol

from ..page import Page


class Section(Page, Protocol):
    """A page within the page. `words` and `icon` stand in the list on the left."""

    @property
    def words(self) -> str: ...

    @property
    def icon(self) -> str: ...

    def focus(self) -> None:
        """The clerk goes into the section: the cursor to where its work is."""
        ...
