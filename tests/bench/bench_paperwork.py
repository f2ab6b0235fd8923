"""The receipt against one bare reportlab page with the same words: `python tests/bench/bench_paperwork.py`.

Bare: the words of one copy, each where it stands, in the same embedded fonts; no lines, no codes, nothing to lay
out. Ours: both copies, from the value to the bytes, another dossier code each time.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from counter_app.domain.codes import dossier_code  # noqa: E402
from counter_app.domain.receipt import Receipt  # noqa: E402
from counter_app.paperwork.fonts import Face  # noqa: E402
from counter_app.paperwork.papers import Papers  # noqa: E402
from counter_app.paperwork.receipt import receipt_pages  # noqa: E402
from tests.paperwork.samples import NORMAL, SLIP, THIRTY  # noqa: E402

ROUNDS = 60
REACH = 2.0


def numbered(receipt: Receipt, serial: int) -> Receipt:
    return replace(receipt, code=dossier_code("H13.31507", date(2026, 11, 23), serial + 1))


def bare_page(receipt: Receipt) -> Callable[[int], bytes]:
    page = receipt_pages(receipt)[0]
    texts = [text for sheet in page for text in sheet.texts]

    def draw(_: int) -> bytes:
        buffer = BytesIO()
        canvas = Canvas(buffer, pagesize=(page[0].width, page[0].height), initialFontName=Face.SERIF.value)
        for text in texts:
            canvas.setFont(text.face.value, text.size)
            canvas.drawString(text.x, page[0].height - text.y, text.text)
        canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    return draw


def measure(works: dict[str, Callable[[int], bytes]]) -> dict[str, tuple[list[float], int]]:
    """Milliseconds of each round, taken in turns so that a busy machine is busy for all, and bytes."""
    found: dict[str, tuple[list[float], int]] = {}
    for name, work in works.items():
        found[name] = ([], len(work(0)))
    for serial in range(1, ROUNDS + 1):
        for name, work in works.items():
            start = time.perf_counter()
            work(serial)
            found[name][0].append((time.perf_counter() - start) * 1000)
    return found


def main() -> int:
    """Prints the table; 1 when the receipt takes more than twice the bare page."""
    papers = Papers()
    start = time.perf_counter()
    papers.warm_up()
    warm = (time.perf_counter() - start) * 1000
    found = measure(
        {
            "bare reportlab page": bare_page(NORMAL),
            "receipt, 2 copies": lambda serial: papers.receipt(numbered(NORMAL, serial)),
            "receipt, 30 components": lambda serial: papers.receipt(numbered(THIRTY, serial)),
            "queue ticket": lambda serial: papers.queue_ticket(replace(SLIP, people_ahead=serial)),
        }
    )
    bare = median(found["bare reportlab page"][0])
    lines = [f"{'':24}{'ms':>8}{'p25':>8}{'p75':>8}{'ratio':>8}{'kB':>7}"]
    for name, (times, size) in found.items():
        low, _, high = quantiles(times, n=4)
        ms = median(times)
        lines.append(f"{name:24}{ms:8.1f}{low:8.1f}{high:8.1f}{ms / bare:8.2f}{size / 1000:7.0f}")
    ratio = median(found["receipt, 2 copies"][0]) / bare
    lines.append(f"receipt to bare page: {ratio:.2f} (reach {REACH:.1f}); fonts read once in {warm:.0f} ms")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if ratio <= REACH else 1


if __name__ == "__main__":
    raise SystemExit(main())
