"""Processes that prepare pages: in order, a few at a time; one that dies costs its page the words, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from counter_app.child_process import ChildProcess
from counter_app.domain.errors import BrokenPromise, CounterError, NoLanguageData
from counter_app.imaging import page_worker
from counter_app.imaging.archive_form import prepared
from counter_app.imaging.page_studio import PageStudio
from counter_app.imaging.page_worker import prepared_in_processes
from counter_app.ports import PageImage, StraightPage
from tests import pages
from tests.imaging import odd_pages, papers


@pytest.fixture(scope="module")
def page() -> StraightPage:
    pixels = pages.make_page(1, dpi=200, text="Giấy chứng nhận", stamp=True)
    return PageStudio().straighten(PageImage(pages.as_pnm(pixels), "image/x-portable-anymap", 200))


def test_a_worker_prepares_a_page_as_this_process_would_and_takes_few_ahead(page: StraightPage) -> None:
    taken: list[int] = []

    def stack() -> Iterator[StraightPage]:
        for number in range(3):
            taken.append(number)
            yield page

    done = prepared_in_processes(stack(), workers=1)
    assert next(done).sheet == prepared(page).sheet
    assert len(taken) <= 2
    assert [one.sheet.page for one in done] == [page] * 2
    assert len(taken) == 3


def answering(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers that answer each page with what `code` prints for its request `line`."""
    program = (
        "import sys, time\nwhile line := sys.stdin.buffer.readline():\n"
        f" sys.stdin.buffer.read(int(line.split()[0]))\n {code}\n sys.stdout.flush()\n"
    )
    monkeypatch.setattr(page_worker, "_command", lambda: [sys.executable, "-c", program])


@pytest.mark.parametrize("code", ["sys.exit(1)", "time.sleep(600)", "print('nothing like JSON')", "print('[1]')"])
def test_a_worker_that_dies_hangs_or_babbles_leaves_a_plain_page(
    code: str, page: StraightPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(code, monkeypatch)
    done = list(prepared_in_processes([page, page], workers=1, page_within=1.0))
    assert [(one.sheet.page, one.sheet.layers, one.sheet.words) for one in done] == [(page, None, ())] * 2


@pytest.mark.parametrize(
    ("code", "error"),
    [("environment.no-language-data", NoLanguageData), ("ours.broken-promise", BrokenPromise), ("x", BrokenPromise)],
)
def test_what_a_worker_refuses_is_raised_and_hidden_by_no_plain_page(
    code: str, error: type[CounterError], page: StraightPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering(f'print(\'{{"refused": "{code}"}}\')', monkeypatch)
    with pytest.raises(error):
        list(prepared_in_processes([page], workers=1))


def test_no_worker_is_left_behind_when_the_pages_are_let_go_of(
    page: StraightPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[ChildProcess] = []
    start = page_worker._started

    def noted() -> ChildProcess:
        started.append(start())
        return started[-1]

    monkeypatch.setattr(page_worker, "_started", noted)
    done = prepared_in_processes([page] * 3, workers=1)
    next(done)
    done.close()  # type: ignore[attr-defined] # a generator
    assert [process.returncode is not None for process in started] == [True]


def test_the_frozen_program_is_its_own_worker(page: StraightPage, monkeypatch: pytest.MonkeyPatch) -> None:
    # Frozen there is no interpreter: the same request through the program's own door.
    monkeypatch.setattr(
        page_worker, "_command", lambda: [sys.executable, "-P", "-m", "counter_app", page_worker.WORKER_ARGUMENT]
    )
    (done,) = prepared_in_processes([page], workers=1)
    assert done.sheet.words
    monkeypatch.undo()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert page_worker._command() == [sys.executable, "page-worker"]


def test_no_page_however_dense_takes_a_worker_a_third_of_a_gigabyte(tmp_path: Path) -> None:
    """Two of them and the program together must stay under one: a photograph in noise, of which half is ink; a table
    with white print on its head."""
    noise = np.random.default_rng(1).normal(0, 6, (3600, 2600, 3))
    drawn = (odd_pages.photograph(dpi=300), papers.table(300, 1))
    files = [tmp_path / f"{number}.jpg" for number in range(len(drawn))]
    for file, sheet in zip(files, drawn, strict=True):
        grained = np.clip(sheet + noise[: sheet.shape[0], : sheet.shape[1]], 0, 255).astype(np.uint8)
        file.write_bytes(pages.as_jpeg(grained, 300, quality=90))
    most = [int(_said(sys.executable, "-c", _PREPARED, str(file))) for file in files]
    assert max(most) < 333_000_000, most


def _said(*command: str) -> str:
    """A photograph in noise takes a while on a busy machine."""
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=600).stdout


_PREPARED = """
import sys
from pathlib import Path
from counter_app.imaging.page_worker import _answer

assert "layers" in _answer(Path(sys.argv[1]).read_bytes(), 300, False)
# Not getrusage: that goes on counting from the process that started this one.
lines = Path("/proc/self/status").read_text().splitlines()
print(next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024)
"""
