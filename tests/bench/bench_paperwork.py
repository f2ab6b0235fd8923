"""The receipt against one bare reportlab page with the same words: `python tests/bench/bench_paperwork.py`.

Bare: the words of one copy, each where it stands, in the same embedded fonts; no lines, no codes, nothing to lay
out. Ours: both copies, from the value to the bytes, another dossier code each time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from reportlab.pdfgen.canvas import Canvas  # noqa: E402

from counter_app.domain.codes import dossier_code  # noqa: E402
from counter_app.domain.receipt import Receipt  # noqa: E402
from counter_app.paperwork.fonts import Face  # noqa: E402
from counter_app.paperwork.papers import Papers  # noqa: E402
from counter_app.paperwork.receipt import receipt_pages  # noqa: E402
from tests.bench.figures import Row, in_turns, milliseconds, say, table  # noqa: E402
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


def main() -> int:
    """Prints the table; 1 when the receipt takes more than twice the bare page."""
    papers = Papers()
    say(f"receipt and queue ticket; fonts read once in {milliseconds(papers.warm_up):.0f} ms")
    makers: dict[str, Callable[[int], bytes]] = {
        "bare reportlab page": bare_page(NORMAL),
        "receipt, 2 copies": lambda serial: papers.receipt(numbered(NORMAL, serial)),
        "receipt, 30 components": lambda serial: papers.receipt(numbered(THIRTY, serial)),
        "queue ticket": lambda serial: papers.queue_ticket(replace(SLIP, people_ahead=serial)),
    }
    serials = count(1)
    works = {name: partial(_timed, maker, serials) for name, maker in makers.items()}
    found = in_turns(works, ROUNDS)
    table(found)
    say("  kB: " + ", ".join(f"{name} {len(maker(0)) / 1000:.0f}" for name, maker in makers.items()))
    row = Row("receipt PDF", median(found["receipt, 2 copies"]), median(found["bare reportlab page"]), REACH)
    row.say()
    return 0 if row.reached else 1


def _timed(maker: Callable[[int], bytes], serials: Iterator[int]) -> float:
    """Milliseconds for one more paper, another one each time."""
    return milliseconds(partial(maker, next(serials)))


if __name__ == "__main__":
    raise SystemExit(main())
