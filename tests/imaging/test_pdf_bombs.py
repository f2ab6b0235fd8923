"""A PDF that would be drawn for years: refused in time, and nobody else waits for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.child_process import ChildProcess
from counter_app.domain.errors import NotAnImage
from counter_app.imaging import pdf_pages
from counter_app.imaging.page_studio import PageStudio
from tests.waiting import until


def nested(levels: int, fan: int, pages: int = 1) -> bytes:
    """Each form draws the next one `fan` times: fan ** (levels + 1) rectangles in about a kilobyte."""
    first = 3 + pages
    kids = b" ".join(b"%d 0 R" % number for number in range(3, first))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</XObject<</X %d 0 R>>>>>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages)]
    objects += [page % (first, first + 1)] * pages
    calls = b"/X Do " * fan
    objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(calls), calls))
    for level in range(levels):
        last = level == levels - 1
        body = b"0 0 500 500 re f " if last else calls
        inner = b"" if last else b"/Resources<</XObject<</X %d 0 R>>>>" % (first + 2 + level)
        objects.append(
            b"<</Type/XObject/Subtype/Form/BBox[0 0 600 900]%s/Length %d>>stream\n%s\nendstream"
            % (inner, len(body), body)
        )
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(objects, 1))
        + b"trailer<</Root 1 0 R>>"
    )


BOMB, HONEST = nested(9, 10), nested(1, 1, pages=3)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[ChildProcess]:
    """The PDF workers of this test."""
    processes: list[ChildProcess] = []
    start = pdf_pages._started

    def noted() -> ChildProcess:
        processes.append(start())
        return processes[-1]

    monkeypatch.setattr(pdf_pages, "_started", noted)
    return processes


def rendered(data: bytes, page_within: float) -> list[int]:
    bounds = (300, 200, 10**8)
    return [page.dpi for page in pdf_pages.pdf_pages(data, lambda _: None, bounds, page_within=page_within)]


def test_a_bomb_is_refused_as_too_slow_and_its_process_is_gone(started: list[ChildProcess]) -> None:
    with pytest.raises(NotAnImage) as told:
        rendered(BOMB, page_within=0.5)
    assert told.value.facts == {"why": "too-slow"}
    assert [process.returncode for process in started] == [-signal.SIGKILL]


def test_while_a_bomb_is_being_drawn_another_pdf_is_served() -> None:
    bomb = PageStudio().pages_of(BOMB)  # its process draws from here on
    assert [page.dpi for page in PageStudio().pages_of(HONEST)] == [300] * 3
    del bomb


def test_a_pdf_let_go_of_after_its_first_page_leaves_no_process(started: list[ChildProcess]) -> None:
    for taken in (0, 1):
        pages = PageStudio().pages_of(HONEST)
        for _ in range(taken):
            next(pages)
        del pages
    assert [process.returncode for process in started] == [-signal.SIGKILL] * 2


def test_a_renderer_that_dies_is_a_broken_file(started: list[ChildProcess]) -> None:
    pages = PageStudio().pages_of(BOMB)
    started[0].kill()
    with pytest.raises(NotAnImage) as told:
        next(pages)
    assert told.value.facts == {"why": "broken"}


@pytest.mark.parametrize(
    "answer",
    [
        *("", "count", "count x", "count 1", "count -1", "page 300 10", "refused", "refused a-name", "\xff" * 500),
        "count 1\npage 300 99",
        "count 1\npage 300 99999999999999999999",
        "count 1\npage 99999999999999999999 9\n123456789",
    ],
)
def test_whatever_a_renderer_that_was_overpowered_answers_is_a_broken_file(
    answer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_pages, "_command", lambda: ["/usr/bin/printf", "%b", answer + "\n"])
    with pytest.raises(NotAnImage) as told:
        rendered(HONEST, page_within=20)
    assert told.value.facts == {"why": "broken"}


def test_the_renderer_dies_with_the_program_also_in_the_middle_of_a_page(tmp_path: Path) -> None:
    (tmp_path / "bomb.pdf").write_bytes(BOMB)
    code = (
        "import pathlib\nfrom counter_app.imaging import pdf_pages, page_studio\n"
        "start = pdf_pages._started\n"
        "def told():\n    process = start()\n    print(process.pid, flush=True)\n    return process\n"
        "pdf_pages._started = told\n"
        "next(page_studio.PageStudio().pages_of(pathlib.Path('bomb.pdf').read_bytes()))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        worker = Path("/proc") / program.stdout.readline().decode().strip()
        until(lambda: _seconds_of_work(worker) > 0.5)  # far beyond its start
        program.kill()
    until(lambda: not worker.exists() or _ended(worker))


def test_the_frozen_program_is_its_own_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [page.dpi for page in PageStudio().pages_of(HONEST)] == [300] * 3
    # Frozen there is no interpreter: the same request through the program's own door.
    monkeypatch.setattr(
        pdf_pages, "_command", lambda: [sys.executable, "-P", "-m", "counter_app", pdf_pages.WORKER_ARGUMENT]
    )
    assert [page.dpi for page in PageStudio().pages_of(HONEST)] == [300] * 3
    monkeypatch.undo()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert pdf_pages._command() == [sys.executable, "pdf-worker"]


def test_the_renderer_loads_nothing_heavy() -> None:
    code = (
        "import sys, counter_app.imaging.pdf_worker\n"
        "assert not {'cv2', 'numpy', 'PIL', 'PySide6', 'pikepdf'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def _seconds_of_work(process: Path) -> float:
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) / os.sysconf("SC_CLK_TCK")


def _ended(process: Path) -> bool:
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
