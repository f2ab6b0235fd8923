"""Straightened pages laid aside on the disk: of three hundred only what is worked on has to be in memory."""

from __future__ import annotations

from typing import BinaryIO

from counter_app.ports import StraightPage

from .page_studio import PageStudio


class PageShelf:
    """In a file without a name, which is gone with the program. Raises OSError where the disk is full."""

    def __init__(self, file: BinaryIO, studio: PageStudio) -> None:
        self._file, self._studio = file, studio
        self._places: list[tuple[int, int, str]] = []  # start and length of each page, and its look

    def put(self, page: StraightPage) -> None:
        start = self._file.seek(0, 2)
        self._file.write(page.jpeg)
        self._places.append((start, len(page.jpeg), page.look))

    def same_before(self, page: StraightPage) -> int | None:
        """The number, from 1, of the first page on the shelf that is the same sheet."""
        for number, (start, length, look) in enumerate(self._places, start=1):
            if self._studio.may_be_same(page.look, look):
                self._file.seek(start)
                if self._studio.is_same_sheet(page.jpeg, self._file.read(length)):
                    return number
        return None
