"""Renders the receipt and the queue ticket with made-up data to docs/screens/: `python -m tools.screens_papers`."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from counter_app.paperwork.papers import Papers  # noqa: E402
from tests.paperwork.samples import ELSEWHERE, NORMAL, PROVISIONAL, RECOVERY, REPRINT, SLIP, THIRTY  # noqa: E402

DPI = 150


def render_papers(folder: Path) -> list[Path]:
    """The citizen's copy of each paper, all its pages, as grey PNGs; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    papers = Papers()
    pictures = []
    receipts = {
        "receipt": NORMAL,
        "receipt-provisional": PROVISIONAL,
        "receipt-elsewhere": ELSEWHERE,
        "receipt-thirty": THIRTY,
        "receipt-reprint": REPRINT,
    }
    for name, receipt in receipts.items():
        pictures += _render(papers.receipt(receipt), folder / f"paper-{name}", copies=2)
    pictures += _render(papers.recovery_sheet(RECOVERY), folder / "paper-recovery", copies=1)
    return pictures + _render(papers.queue_ticket(SLIP), folder / "paper-ticket", copies=1)


def _render(pdf: bytes, stem: Path, copies: int) -> list[Path]:
    document = pypdfium2.PdfDocument(pdf)
    pages = list(range(len(document) - len(document) // copies, len(document)))
    paths = [
        stem.with_name(f"{stem.name}-{n}.png" if len(pages) > 1 else f"{stem.name}.png")
        for n in range(1, len(pages) + 1)
    ]
    for page, path in zip(pages, paths, strict=True):
        picture = document[page].render(scale=DPI / 72, grayscale=True).to_pil()
        picture.quantize(16).save(path, optimize=True)
    document.close()
    return paths


def main() -> int:
    """Writes the pictures and says where."""
    for path in render_papers(ROOT / "docs" / "screens"):
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
