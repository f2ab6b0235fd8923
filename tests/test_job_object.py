"""What ends the workers on Windows, as far as another system can say: its record has Windows' shape, and every place
that starts a worker ties it. That Windows then ends them is seen by tools/windows_check.sh."""

from __future__ import annotations

import ctypes
import re
import sys
from pathlib import Path

import pytest

from counter_app.job_object import BasicLimits, ExtendedLimits, JobObject

HOUSE = Path(__file__).parents[1]


def test_the_record_of_limits_lies_in_memory_as_windows_reads_it() -> None:
    assert (ctypes.sizeof(BasicLimits), ctypes.sizeof(ExtendedLimits)) == (64, 144)
    assert BasicLimits.flags.offset == 16


def test_every_worker_is_tied_where_it_is_started() -> None:
    starts = {}
    for path in (HOUSE / "counter_app").rglob("*.py"):
        text = path.read_text("utf-8")
        if "worker_command(" in text and path.name not in ("lifeline.py", "training_start.py"):  # a window of its own
            starts[path.name] = (len(re.findall(r"ChildProcess\(", text)), len(re.findall(r"\bPopen\(", text)))
    assert set(starts) == {"archivist.py", "page_worker.py", "pdf_pages.py", "studio_workers.py", "worker_process.py"}
    assert all(start == (1, 0) for start in starts.values()), starts
    started = (HOUSE / "counter_app" / "child_process.py").read_text("utf-8")
    assert (len(re.findall(r"\bPopen\(", started)), len(re.findall(r"\btie\(", started))) == (1, 1)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has it")
def test_no_other_system_is_asked_for_one() -> None:
    with pytest.raises(OSError, match="Windows"):
        JobObject()
