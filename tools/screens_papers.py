"""Renders every paper with made-up data to docs/screens/: `python -m tools.screens_papers`."""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from counter_app.domain.identity import Identity  # noqa: E402
from counter_app.paperwork.papers import Papers  # noqa: E402
from tests.paperwork.notice_samples import FEE, SAMPLES  # noqa: E402
from tests.paperwork.samples import (  # noqa: E402
    AUTHORISED,
    BY_COMPANY,
    ELSEWHERE,
    NORMAL,
    PROVISIONAL,
    RECOVERY,
    REPRINT,
    SLIP,
    THIRTY,
)

DPI = 120


def render_papers(folder: Path) -> list[Path]:
    """The citizen's copy of each paper as PNGs; returns their paths. Of a long one the first and the last page."""
    folder.mkdir(parents=True, exist_ok=True)
    papers = Papers()
    pictures = []
    receipts = {
        "receipt": NORMAL,
        "receipt-provisional": PROVISIONAL,
        "receipt-elsewhere": ELSEWHERE,
        "receipt-thirty": THIRTY,
        "receipt-reprint": REPRINT,
        "receipt-organisation": BY_COMPANY,
        "receipt-authorised": AUTHORISED,
    }
    for name, receipt in receipts.items():
        pictures += _render(papers.receipt(receipt), folder / f"paper-{name}", copies=2)
    for kind, sample in SAMPLES.items():
        stem = folder / f"paper-{kind}"
        pictures += _render(sample.draw(sample.short), stem)
        pictures += _render(sample.draw(sample.long), stem.with_name(f"{stem.name}-long"), most=2)
        pictures += _render(sample.draw(sample.bare), stem.with_name(f"{stem.name}-bare"))
    kit = Papers(Identity(_emblem(), "#0b5394", "Gần dân, phục vụ dân"))
    pictures += _render(kit.fee_slip(FEE), folder / "paper-fee-slip-kit")
    pictures += _render(papers.recovery_sheet(RECOVERY), folder / "paper-recovery")
    khmer = replace(SLIP, group="ho-tich", languages=("km",))
    tickets = {"ticket": SLIP, "ticket-khmer": khmer, "ticket-again": replace(khmer, people_ahead=None, reprint=True)}
    for name, slip in tickets.items():
        pictures += _render(papers.queue_ticket(slip), folder / f"paper-{name}")
    return pictures


def _emblem() -> bytes:
    """A made-up logo."""
    picture = Image.new("RGBA", (240, 240), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((4, 4, 236, 236), outline=(11, 83, 148, 255), width=26)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _render(pdf: bytes, stem: Path, copies: int = 1, most: int = 0) -> list[Path]:
    document = pypdfium2.PdfDocument(pdf)
    pages = list(range(len(document) - len(document) // copies, len(document)))
    if most and len(pages) > most:
        pages = [*pages[: most - 1], pages[-1]]
    paths = [
        stem.with_name(f"{stem.name}-{n}.png" if len(pages) > 1 else f"{stem.name}.png")
        for n in range(1, len(pages) + 1)
    ]
    for page, path in zip(pages, paths, strict=True):
        picture = document[page].render(scale=DPI / 72).to_pil().convert("RGB")
        picture.quantize(24).save(path, optimize=True)
    document.close()
    return paths


def main() -> int:
    """Writes the pictures and says where."""
    for path in render_papers(ROOT / "docs" / "screens"):
        sys.stdout.write(f"{path.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
