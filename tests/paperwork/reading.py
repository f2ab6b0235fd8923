"""Papers read back by programs that are not ours: poppler, PDFium, ZBar, qpdf."""

from __future__ import annotations

import subprocess
import unicodedata
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pypdfium2

DPI = 300
POINT_MM = 25.4 / 72


@dataclass(frozen=True)
class Box:
    """Points from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: Box) -> tuple[float, float]:
        """How far the two lie over each other, across and up; negative where they are apart."""
        across = min(self.right, other.right) - max(self.left, other.left)
        return across, min(self.top, other.top) - max(self.bottom, other.bottom)


def _run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command[0]} said {done.returncode}: {done.stdout}{done.stderr}"
    return done.stdout


def text_of(pdf: bytes, folder: Path, page: int | None = None, order: str = "layout") -> str:
    """What `pdftotext` reads, each run of white space one space: line by line over the whole sheet, or in the `raw`
    order in which it was written, so that a cell of several lines reads whole."""
    pages = [] if page is None else ["-f", str(page), "-l", str(page)]
    text = _run("pdftotext", f"-{order}", *pages, _saved(pdf, folder), "-")
    assert text == unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def codes_in(pdf: bytes, folder: Path, page: int = 0, dpi: int = DPI) -> set[str]:
    """`QR-Code:…` and `CODE-128:…` as ZBar reads them off the page as printed at `dpi`."""
    document = pypdfium2.PdfDocument(pdf)
    picture = folder / "page.png"
    document[page].render(scale=dpi / 72, grayscale=True).to_pil().save(picture)
    document.close()
    return set(_run("zbarimg", "--quiet", picture).split())


def fonts_in(pdf: bytes, folder: Path) -> list[tuple[str, bool, bool, bool]]:
    """Name without its subset tag, and whether it is embedded, a subset, readable as Unicode."""
    lines = _run("pdffonts", _saved(pdf, folder)).splitlines()[2:]
    columns = [line.split() for line in lines]
    return [(c[0].rpartition("+")[2], *(word == "yes" for word in c[-5:-2])) for c in columns]  # type: ignore[misc]


def sound(pdf: bytes, folder: Path) -> bool:
    return "No syntax or stream encoding errors found" in _run("qpdf", "--check", _saved(pdf, folder))


def page_sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    sizes = [(round(w * POINT_MM), round(h * POINT_MM)) for w, h in (page.get_size() for page in document)]
    document.close()
    return sizes


def text_boxes(pdf: bytes) -> list[tuple[tuple[float, float], list[Box]]]:
    """For each page its size and the boxes of its pieces of text, as PDFium sees them."""
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        text = page.get_textpage()
        boxes = [Box(*text.get_rect(i)) for i in range(text.count_rects())]
        pages.append((page.get_size(), boxes))
        text.close()
    document.close()
    return pages


def collisions(boxes: list[Box], slack: float) -> list[tuple[Box, Box]]:
    """Pairs that lie over each other by more than `slack` points both ways."""
    return [(a, b) for a, b in combinations(boxes, 2) if min(a.overlap(b)) > slack]


def _saved(pdf: bytes, folder: Path) -> Path:
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    return path
