"""Six skewed papers to searchable PDF/A beside OCRmyPDF, in one run, one scan. `python -m tests.bench.bench_archive`.

Time, size and word error: the papers are drawn from text that is known, against which is held what `pdftotext` finds in
either PDF; as it is read, and whatever its order, since a column read across costs each of its words and says nothing
of how well they were recognised. Both are judged. Then what 300 pages take of memory.
"""

from __future__ import annotations

import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from counter_app.imaging.digitizing import digitize
from tests import pages
from tests.bench.figures import Row, outcome, say, say_judged
from tests.bench.papers import Paper, six_papers
from tests.imaging import public_texts

_PAGES = 300
_MOST_MEMORY = 1_000_000_000


def main() -> int:
    """Prints every row; 1 when one is missed."""
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
        errors = {what: _errors(ours, papers, of) for what, of in _MEASURES.items()}
        for what, error in errors.items():
            say(f"  word error, {what}: {_spread(error)}")
        say(f"  sure of its words: {_spread(_confidences(report))}")
        if shutil.which("ocrmypdf"):
            began = time.perf_counter()
            subprocess.run(
                ["ocrmypdf", "-q", "-j2", "-l", "vie", "--deskew", "--clean", scan, peer], check=True, timeout=1800
            )
            peer_took = time.perf_counter() - began
            peer_errors = {what: _errors(peer, papers, of) for what, of in _MEASURES.items()}
            say(f"  ocrmypdf:     {peer_took:.1f} s, {peer.stat().st_size / 1000:.0f} kB")
            for what, error in peer_errors.items():
                say(f"  word error, {what}: {_spread(error)}")
            Row("time", took, peer_took, 1 / 4).say()
            Row("size", ours.stat().st_size, peer.stat().st_size, 1 / 8).say()
            for what, error in errors.items():
                not_worse = statistics.mean(error) <= statistics.mean(peer_errors[what])
                say_judged(f"word error not worse, {what}", not_worse)
        else:
            say("  ocrmypdf is not installed: left out")
        say()
        _public_scans(folder)
        _memory(folder)
    return outcome()


def _public_scans(folder: Path) -> None:
    """Passages that are known of public scans, read by both as Vietnamese; the mean of all is judged."""
    if not public_texts.FOLDER.is_dir() or not shutil.which("ocrmypdf"):
        say("  public scans or ocrmypdf are not there: left out")
        return
    errors: dict[str, list[float]] = {"this program": [], "ocrmypdf": []}
    for name, passages in public_texts.PASSAGES.items():
        scan, ours, peer = public_texts.FOLDER / name, folder / f"ours-{name}", folder / f"peer-{name}"
        digitize([scan], ours)
        command: list[str | Path] = ["ocrmypdf", "-q", "-j2", "-l", "vie", "--deskew", "--clean", scan, peer]
        subprocess.run(command, check=True, timeout=1800)
        for who, pdf in (("this program", ours), ("ocrmypdf", peer)):
            found = subprocess.run(
                ["pdftotext", pdf, "-"], check=True, capture_output=True, text=True, timeout=60
            ).stdout
            errors[who] += [public_texts.passage_error(passage, found) for passage in passages]
    say(f"public scans, {len(errors['ocrmypdf'])} passages")
    for who, those in errors.items():
        say(f"  {who}: word error {' '.join(f'{error:.3f}' for error in those)}")
    ours_mean, peer_mean = (statistics.mean(those) for those in errors.values())
    say_judged(f"word error of public scans not worse: {ours_mean:.3f} to {peer_mean:.3f}", ours_mean <= peer_mean)
    say()


def _scan(papers: list[Paper]) -> bytes:
    """As a scanner's own program stores it: a PDF of JPEGs at 300 dpi."""
    first, *others = (Image.fromarray(paper.pixels) for paper in papers)
    out = io.BytesIO()
    first.save(out, "PDF", resolution=300, save_all=True, append_images=others, quality=90)
    return out.getvalue()


def _errors(pdf: Path, papers: list[Paper], error: Callable[[str, str], float]) -> list[float]:
    found = []
    for number, paper in enumerate(papers, start=1):
        command = ["pdftotext", "-f", str(number), "-l", str(number), str(pdf), "-"]
        text = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
        found.append(error(paper.text, text))
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


def unordered_error(truth: str, read: str) -> float:
    """Words left out, or put in, whichever are more, wherever they stand, by the number of true words."""
    wanted, got = (Counter(unicodedata.normalize("NFC", text).split()) for text in (truth, read))
    return max((wanted - got).total(), (got - wanted).total()) / wanted.total()


_MEASURES = {"as read": word_error, "whatever the order": unordered_error}


def _confidences(report: dict[str, list[dict[str, float]]]) -> list[float]:
    return [line["text_confidence"] for line in report["pages"]]


def _spread(values: list[float]) -> str:
    return f"{statistics.mean(values):.4f} ({min(values):.4f} to {max(values):.4f})"


def _memory(folder: Path) -> None:
    """A process of its own digitizes three stacks, no file over the 200 MB that one may have; what it and its workers
    hold together, looked at ten times a second."""
    stacks = [folder / f"stack-{number}.tiff" for number in range(3)]
    drawn = [Image.fromarray(pages.make_page(seed, dpi=200)) for seed in range(10)]
    others = (drawn * 30)[1 : _PAGES // len(stacks)]
    for stack in stacks:
        drawn[0].save(stack, "TIFF", dpi=(200, 200), compression="jpeg", save_all=True, append_images=others)
    code = (
        "import sys\nfrom pathlib import Path\nfrom counter_app.imaging.digitizing import digitize\n"
        "out, *stacks = map(Path, sys.argv[1:])\ndigitize(stacks, out)\n"
    )
    began, most = time.perf_counter(), 0
    with subprocess.Popen([sys.executable, "-c", code, folder / "stack.pdf", *stacks]) as process:
        while process.poll() is None:
            most = max(most, _held(process.pid))
            time.sleep(0.1)
    took = time.perf_counter() - began
    size = (folder / "stack.pdf").stat().st_size
    say(f"{_PAGES} pages at 200 dpi: {took:.0f} s, {size / 1e6:.1f} MB; memory {most / 1e6:.0f} MB with all workers")
    say_judged("300 pages under 1 GB", process.returncode == 0 and most < _MOST_MEMORY)


def _held(process: int) -> int:
    """Bytes in memory of a process and its children; libraries that they share count for each."""
    try:
        tasks = Path(f"/proc/{process}/task").iterdir()  # a child belongs to the thread that started it
        children = [child for task in tasks for child in (task / "children").read_text().split()]
        own = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
    return own + sum(_held(int(child)) for child in children)


if __name__ == "__main__":
    raise SystemExit(main())
