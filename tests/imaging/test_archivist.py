"""The worker that makes archive forms: a process that asks for its pages, and whose end is never the program's."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from counter_app.domain.errors import ArchiveFormNotMade, VaultFileDamaged
from counter_app.imaging import archivist
from counter_app.imaging.archivist import ArchiveWorkers
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import PageImage, PdfAbout
from tests.local_db.samples import NOW
from tests.pages import as_jpeg, as_png, make_page
from tests.workers import workers_of

ABOUT = PdfAbout("to-khai", "5f0c", NOW)
STUDIO = PageStudio()


@cache
def stored(seed: int) -> bytes:
    return STUDIO.straighten(PageImage(as_png(make_page(seed, dpi=100), 100), "image/png", 100)).jpeg


@pytest.fixture
def workers() -> Iterator[ArchiveWorkers]:
    made = ArchiveWorkers(page_within=60.0)
    yield made
    made.close()


def at_work() -> list[int]:
    return workers_of(os.getpid(), b"archive-worker")


def makes(workers: ArchiveWorkers, page: Callable[[int], bytes], count: int = 2) -> bytes:
    return workers.make(count, page, ABOUT)


def why(workers: ArchiveWorkers, page: Callable[[int], bytes]) -> str:
    with pytest.raises(ArchiveFormNotMade) as found:
        makes(workers, page)
    assert at_work() == []
    return found.value.facts["why"]


def test_the_process_gives_what_the_program_itself_would_and_is_gone(workers: ArchiveWorkers) -> None:
    asked: list[int] = []

    def page(number: int) -> bytes:
        asked.append(number)
        return stored(number)

    pdf = makes(workers, page)
    assert pdf == STUDIO.write_archive([STUDIO.page_from(stored(number)) for number in (0, 1)], ABOUT)
    assert asked == [0, 1], "each page is asked for once, in order"
    assert at_work() == []


def test_it_comes_after_everything_else_on_the_pc_and_says_nothing_of_a_dossier_in_its_arguments(
    workers: ArchiveWorkers,
) -> None:
    seen: list[tuple[int, str, bytes, bool]] = []

    def page(number: int) -> bytes:
        (pid,) = at_work()
        process = Path(f"/proc/{pid}")
        seen.append(
            (
                os.getpriority(os.PRIO_PROCESS, pid),
                (process / "oom_score_adj").read_text().strip(),
                (process / "cmdline").read_bytes(),
                os.getsid(pid) == os.getsid(0),
            )
        )
        return stored(number)

    makes(workers, page)
    nice, memory, command, same_session = seen[0]
    assert (nice, memory, same_session) == (19, "1000", True)
    assert b"to-khai" not in command
    assert b"5f0c" not in command


def test_a_page_that_hangs_is_ended_and_said_so() -> None:
    def stops(number: int) -> bytes:
        os.kill(at_work()[0], signal.SIGSTOP)  # nothing comes any more, and nothing is read
        return stored(number) * 20

    assert why(ArchiveWorkers(page_within=0.5), stops) == "too-slow"


def test_whoever_waits_for_the_desk_to_be_quiet_is_not_a_page_that_hangs(workers: ArchiveWorkers) -> None:
    ticking: list[bool] = []

    def page(number: int) -> bytes:
        ticking.append(any(isinstance(thread, threading.Timer) for thread in threading.enumerate()))
        return stored(number)

    makes(workers, page)
    assert set(ticking) == {False}, "the limit runs on while a page waits for its turn"


def test_a_worker_that_is_killed_or_crashes_costs_its_paper_only(workers: ArchiveWorkers) -> None:
    def kills(number: int) -> bytes:
        os.kill(at_work()[0], signal.SIGKILL)
        return stored(number)

    assert why(workers, kills) == "crashed"
    assert makes(workers, stored).startswith(b"%PDF-")


def test_a_page_that_is_none_is_refused(workers: ArchiveWorkers) -> None:
    assert why(workers, lambda _: b"no image at all") == "refused"


def test_what_hinders_the_page_from_coming_passes_through_and_leaves_no_process(workers: ArchiveWorkers) -> None:
    def gone(number: int) -> bytes:
        raise VaultFileDamaged

    with pytest.raises(VaultFileDamaged):
        makes(workers, gone)
    assert at_work() == []


def test_a_program_that_closes_ends_the_page_under_way_and_blames_no_paper(workers: ArchiveWorkers) -> None:
    def closes(number: int) -> bytes:
        workers.close()
        return stored(number)

    assert why(workers, closes) == "stopped"
    assert why(workers, stored) == "stopped"


@pytest.mark.parametrize("says", ["page 99", "page -1", "part 99999999999", "part 2 no%PDF", "done", "what", ""])
def test_a_worker_that_says_what_it_should_not_is_not_believed(says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    line, _, rest = says.partition(" no")
    program = f"import sys; sys.stdin.readline(); print('ready', flush=True); print({line!r}); print({rest!r})"
    monkeypatch.setattr(archivist, "_command", lambda: [sys.executable, "-c", program])
    assert why(ArchiveWorkers(), stored) == "crashed"


def test_a_worker_that_asks_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    program = """import sys
heard = sys.stdin.buffer
heard.readline()
print("ready", flush=True)
while True:
    print("page 0", flush=True)
    heard.read(int(heard.readline()))
"""
    monkeypatch.setattr(archivist, "_command", lambda: [sys.executable, "-c", program])
    assert why(ArchiveWorkers(), stored) == "crashed"


@pytest.mark.parametrize("command", [["/no/such/program"], ["true"]])
def test_a_process_that_cannot_be_started_is_no_papers_fault(
    command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archivist, "_command", lambda: command)
    assert why(ArchiveWorkers(), stored) == "not-started"


def test_of_a_long_paper_the_process_holds_a_page_and_hands_over_the_rest(workers: ArchiveWorkers) -> None:
    """Grain from edge to edge, which has neither layers nor words: a page is its JPEG."""
    grain = np.random.default_rng(1).integers(0, 256, (500, 500, 3), dtype=np.uint8)
    dense = as_jpeg(grain, 100, quality=100)
    assert len(dense) > 400_000
    held: list[int] = []

    def page(number: int) -> bytes:
        (pid,) = at_work()
        held.append(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE"))
        return dense

    pdf = makes(workers, page, 60)
    assert len(pdf) > 60 * len(dense)
    assert max(held[10:]) - held[10] < 10_000_000
