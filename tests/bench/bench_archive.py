"""Six skewed papers to searchable PDF/A beside OCRmyPDF, in one run, one scan. `python -m tests.bench.bench_archive`.

Time, size and word error: the papers are drawn from text that is known, against which is held what `pdftotext` finds in
either PDF. Then what 300 pages take of memory.
"""

from __future__ import annotations

import io
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

from PIL import Image

from counter_app.imaging.commands import digitize
from tests import pages
from tests.bench.figures import Row, say, say_judged
from tests.bench.papers import Paper, six_papers

_PAGES = 300
_MOST_MEMORY = 1_000_000_000


def main() -> None:
    papers = six_papers()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        scan = folder / "scan.pdf"
        scan.write_bytes(_scan(papers))
        ours, peer = folder / "ours.pdf", folder / "peer.pdf"
        began = time.perf_counter()
        report = digitize([scan], ours)
        took = time.perf_counter() - began
        skews = [abs(line["skew"] - paper.skew) for line, paper in zip(report["pages"], papers, strict=True)]
        say(f"six papers, {scan.stat().st_size / 1e6:.1f} MB of scan")
        say(f"  this program: {took:.1f} s, {ours.stat().st_size / 1000:.0f} kB; skew missed by {max(skews):.3f}°")
        error = _errors(ours, papers)
        say(f"  word error: {_spread(error)}; sure of its words: {_spread(_confidences(report))}")
        if shutil.which("ocrmypdf"):
            began = time.perf_counter()
            subprocess.run(
                ["ocrmypdf", "-q", "-j2", "-l", "vie", "--deskew", "--clean", scan, peer], check=True, timeout=1800
            )
            peer_took = time.perf_counter() - began
            peer_error = _errors(peer, papers)
            say(f"  ocrmypdf:     {peer_took:.1f} s, {peer.stat().st_size / 1000:.0f} kB")
            say(f"  word error: {_spread(peer_error)}")
            Row("time", took, peer_took, 1 / 4).say()
            Row("size", ours.stat().st_size, peer.stat().st_size, 1 / 8).say()
            say_judged("word error not worse", statistics.mean(error) <= statistics.mean(peer_error))
        else:
            say("  ocrmypdf is not installed: left out")
        say()
        _memory(folder)


def _scan(papers: list[Paper]) -> bytes:
    """As a scanner's own program stores it: a PDF of JPEGs at 300 dpi."""
    first, *others = (Image.fromarray(paper.pixels) for paper in papers)
    out = io.BytesIO()
    first.save(out, "PDF", resolution=300, save_all=True, append_images=others, quality=90)
    return out.getvalue()


def _errors(pdf: Path, papers: list[Paper]) -> list[float]:
    found = []
    for number, paper in enumerate(papers, start=1):
        command = ["pdftotext", "-f", str(number), "-l", str(number), str(pdf), "-"]
        text = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
        found.append(word_error(paper.text, text))
    return found


def word_error(truth: str, read: str) -> float:
    """Words put in, left out or changed, in the order in which they are read, by the number of true words."""
    wanted, got = (unicodedata.normalize("NFC", text).split() for text in (truth, read))
    costs = list(range(len(got) + 1))
    for row, word in enumerate(wanted, start=1):
        before, costs[0] = costs[0], row
        for column, other in enumerate(got, start=1):
            before, costs[column] = (
                costs[column],
                min(costs[column] + 1, costs[column - 1] + 1, before + (word != other)),
            )
    return costs[-1] / len(wanted)


def _confidences(report: dict[str, list[dict[str, float]]]) -> list[float]:
    return [line["text_confidence"] for line in report["pages"]]


def _spread(values: list[float]) -> str:
    return f"{statistics.mean(values):.4f} ({min(values):.4f} to {max(values):.4f})"


def _memory(folder: Path) -> None:
    """A process of its own digitizes a stack; the largest it, and any of its workers, ever was."""
    stack = folder / "stack.tiff"
    drawn = [Image.fromarray(pages.make_page(seed, dpi=200)) for seed in range(10)]
    drawn[0].save(
        stack, "TIFF", dpi=(200, 200), compression="jpeg", save_all=True, append_images=(drawn * 30)[1:_PAGES]
    )
    code = (
        "import json, resource, sys\nfrom pathlib import Path\nfrom counter_app.imaging.commands import digitize\n"
        "said = digitize([Path(sys.argv[1])], Path(sys.argv[2]))\n"
        "print(json.dumps([len(said['pages']), said['bytes'], said['seconds'],"
        " *(resource.getrusage(who).ru_maxrss * 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, stack, folder / "stack.pdf"], check=True, capture_output=True, text=True
    )
    count, size, took, own, worker = json.loads(done.stdout)
    say(
        f"{count} pages at 200 dpi: {took:.0f} s, {size / 1e6:.1f} MB; memory at most {own / 1e6:.0f} MB, ",
    )
    say(f"  and {worker / 1e6:.0f} MB for each of its workers")
    say_judged("300 pages under 1 GB", own + 2 * worker < _MOST_MEMORY)


if __name__ == "__main__":
    main()
