"""Device workers: one job each, a warm spare, and none that outlives the program."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.devices import scanning
from counter_app.devices.frames import BrokenFrame, Frame, read_frame, write_frame
from counter_app.devices.scanning import ScannerWorkers
from counter_app.devices.worker_process import WorkerProcess
from counter_app.domain.errors import FeederEmpty, NoScanner, PaperJam, ScannerCrashed
from counter_app.ports import PaperSource, ScanRequest
from tests import workers
from tests.services.sane import FEEDER, SaneSite
from tests.waiting import until
from tests.workers import alive

DEMO = "simulated:demo"


def nobody_cancels() -> bool:
    return False


def workers_of(parent: int) -> list[int]:
    return workers.workers_of(parent, b"device-worker")


@pytest.fixture
def demo() -> Iterator[ScannerWorkers]:
    scanner = ScannerWorkers(("simulated",))
    yield scanner
    scanner.close()


def test_no_worker_is_started_before_it_is_needed_and_then_a_spare_waits(demo: ScannerWorkers) -> None:
    assert workers_of(os.getpid()) == []
    assert [device.id for device in demo.list()] == [DEMO]
    (spare,) = workers_of(os.getpid())
    assert len(list(demo.scan(ScanRequest(DEMO), nobody_cancels))) == 3
    assert spare not in workers_of(os.getpid())  # it did the scan, and went with it
    assert len(workers_of(os.getpid())) == 1


def test_a_spare_that_died_is_replaced(demo: ScannerWorkers) -> None:
    list(demo.list())
    (spare,) = workers_of(os.getpid())
    os.kill(spare, signal.SIGKILL)
    until(lambda: not alive(spare))
    assert len(list(demo.scan(ScanRequest(DEMO), nobody_cancels))) == 3


def test_when_no_further_process_can_be_started_none_stays_behind(
    demo: ScannerWorkers, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[WorkerProcess] = []

    def only_one() -> WorkerProcess:
        if made:
            raise OSError("no more processes")
        made.append(WorkerProcess())
        return made[0]

    monkeypatch.setattr(scanning, "WorkerProcess", only_one)
    with pytest.raises(ScannerCrashed):
        demo.capabilities(DEMO)
    assert not made[0].alive()
    assert not demo._busy


def test_no_worker_outlives_the_scanner_that_is_closed(demo: ScannerWorkers) -> None:
    pages = demo.scan(ScanRequest(DEMO), nobody_cancels)
    next(pages)
    demo.close()
    assert workers_of(os.getpid()) == []
    with pytest.raises(NoScanner):
        demo.capabilities(DEMO)


def test_a_caller_who_stops_taking_pages_leaves_no_worker_behind(demo: ScannerWorkers) -> None:
    for _ in demo.scan(ScanRequest(DEMO), nobody_cancels):
        break
    until(lambda: len(workers_of(os.getpid())) == 1)  # the spare


def test_two_lanes_scan_at_the_same_time(demo: ScannerWorkers) -> None:
    counts: list[int] = []

    def scan() -> None:
        counts.append(len(list(demo.scan(ScanRequest(DEMO), nobody_cancels))))

    lanes = [threading.Thread(target=scan) for _ in range(3)]
    for lane in lanes:
        lane.start()
    for lane in lanes:
        lane.join()
    assert counts == [3, 3, 3]


PROGRAM = """
import sys
from counter_app.devices.scanning import ScannerWorkers
from counter_app.ports import ScanRequest
for page in ScannerWorkers(("sane",)).scan(ScanRequest(sys.argv[1]), lambda: False):
    print("page", flush=True)
"""


def test_workers_die_with_a_program_that_is_killed_also_in_a_hanging_driver(sane_site: SaneSite) -> None:
    sane_site.feed([b"P6\n8 8\n255\n" + bytes(192), "hang"])
    program = subprocess.Popen([sys.executable, "-c", PROGRAM, FEEDER], stdout=subprocess.PIPE)
    assert program.stdout is not None
    assert program.stdout.readline() == b"page\n"
    at_work = workers_of(program.pid)
    assert len(at_work) == 2  # the one at work and the spare
    program.kill()
    program.wait()
    program.stdout.close()
    until(lambda: not any(alive(worker) for worker in at_work))


def test_a_worker_dies_with_the_program_even_while_its_driver_holds_the_interpreter(tmp_path: Path) -> None:
    """No thread of such a worker can notice that the program is gone: the kernel has to tell it."""
    hanging = Path(__file__).with_name("hanging_sane")
    environment = {**os.environ, "PYTHONPATH": str(hanging), "HANGS_NOW": str(tmp_path / "hangs")}
    program = subprocess.Popen([sys.executable, "-c", PROGRAM, FEEDER], env=environment)
    until((tmp_path / "hangs").exists)
    at_work = workers_of(program.pid)
    assert len(at_work) == 2
    program.kill()
    program.wait()
    until(lambda: not any(alive(worker) for worker in at_work))


def test_a_driver_that_this_system_lacks_is_said_so_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).with_name("no_sane")))
    scanner = ScannerWorkers(("sane", "simulated"))
    assert [device.id for device in scanner.list()] == [DEMO]
    with pytest.raises(NoScanner):
        list(scanner.scan(ScanRequest(FEEDER), nobody_cancels))
    scanner.close()


# --- the simulated scanner -----------------------------------------------------------------------------------


def test_the_demonstration_s_scanner_gives_pages_that_are_images(demo: ScannerWorkers) -> None:
    pages = list(demo.scan(ScanRequest(DEMO), nobody_cancels))
    assert {(page.media_type, page.dpi, page.data[:3]) for page in pages} == {("image/jpeg", 200, b"\xff\xd8\xff")}
    assert len({page.data for page in pages}) == 3
    assert len(list(demo.scan(ScanRequest(DEMO, PaperSource.GLASS), nobody_cancels))) == 1


def test_training_can_jam_the_scanner_and_empty_its_feeder() -> None:
    jammed = ScannerWorkers(("simulated",), {DEMO: {"pages": 5, "jam_at": 3}})
    pages = jammed.scan(ScanRequest(DEMO), nobody_cancels)
    assert [next(pages).dpi, next(pages).dpi] == [200, 200]
    with pytest.raises(PaperJam):
        next(pages)
    jammed.close()
    empty = ScannerWorkers(("simulated",), {"simulated": {"pages": 0}})
    with pytest.raises(FeederEmpty):
        next(empty.scan(ScanRequest(DEMO), nobody_cancels))
    empty.close()


# --- frames --------------------------------------------------------------------------------------------------


@given(st.dictionaries(st.text(max_size=9), st.integers() | st.text(max_size=20), max_size=4), st.binary(max_size=300))
def test_a_frame_arrives_as_it_was_sent(header: dict[str, object], body: bytes) -> None:
    pipe = io.BytesIO()
    write_frame(pipe, Frame(header, body))
    pipe.seek(0)
    assert read_frame(pipe) == Frame(header, body)
    assert read_frame(pipe) is None


@given(st.binary(min_size=1, max_size=200))
def test_whatever_a_broken_driver_writes_is_a_broken_frame_or_a_frame(noise: bytes) -> None:
    pipe = io.BytesIO(noise)
    try:
        while read_frame(pipe) is not None:
            pass
    except BrokenFrame:
        pass
