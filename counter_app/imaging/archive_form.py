"""The archive form of pages: each with its words recognised and its layers taken apart, then written as one PDF.

Takes a second or two a page: work for behind the clerk's back, or for `digitize`.
"""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from counter_app.ports import PdfAbout, StraightPage

from .archival_pdf import Sheet, save_sheets
from .decode import decode
from .layers import layers_of
from .recognition import language_folder, words_of


@dataclass(frozen=True, slots=True)
class Prepared:
    """A sheet, and what it took: `seconds` by stage. `gave_up`: the process that was at it died, or hung."""

    sheet: Sheet
    text_seconds: float
    layer_seconds: float
    gave_up: bool = False

    @property
    def text_confidence(self) -> float | None:
        """Of the page's words, each weighing as much as it has letters; None where it has none."""
        words = self.sheet.words
        letters = sum(len(word.text) for word in words)
        return sum(word.confidence * len(word.text) for word in words) / letters if letters else None


def write_archive(pages: Sequence[StraightPage], about: PdfAbout) -> bytes:
    """The archive form; one page at a time in memory, none of them looked at twice. Raises NoLanguageData (before
    anything is done), NotAnImage, BrokenPromise without a page."""
    out = io.BytesIO()
    save_archive(out, pages, about)
    return out.getvalue()


def save_archive(out: BinaryIO, pages: Sequence[StraightPage], about: PdfAbout) -> None:
    """As `write_archive`, into a file that is only appended to."""
    language_folder()
    save_sheets(out, (prepared(page).sheet for page in pages), about)


def prepared(page: StraightPage) -> Prepared:
    """The page's words and layers. A blank page has no words. Raises NoLanguageData, NotAnImage."""
    pixels = decode(page.jpeg)
    began = time.perf_counter()
    # Without a limit of time: how busy this PC was must not show in the archive.
    words = () if page.blank else words_of(pixels, page.dpi, within=None)
    read = time.perf_counter()
    layers = layers_of(pixels, page.dpi)
    if layers is not None and layers.size >= len(page.jpeg):
        layers = None
    return Prepared(Sheet(page, layers, words), read - began, time.perf_counter() - read)
