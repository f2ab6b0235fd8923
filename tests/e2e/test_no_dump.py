"""A program that dies leaves no dump of its memory: names, numbers and keys stand in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.lifeline import worker_command
from tests.waiting import until

_DIES = """
import ctypes, os, resource
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from counter_app.__main__ import main
try:
    main(["--help"])
except SystemExit:
    pass
print(ctypes.CDLL(None).prctl(3), *resource.getrlimit(resource.RLIMIT_CORE), flush=True)
os.abort()
"""


@pytest.mark.parametrize("argument", ["device-worker", "pdf-worker", "archive-worker", "page-worker", "studio-worker"])
def test_no_worker_may_be_dumped_either(argument: str) -> None:
    """As the kernel says of a running one: what the same switch sets beside it, a limit that nobody can raise again."""
    worker = subprocess.Popen([*worker_command(argument), "-1"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    try:
        limit = Path(f"/proc/{worker.pid}/limits")
        until(lambda: limit.read_text().partition("Max core file size")[2].split()[:2] == ["0", "0"])
    finally:
        worker.kill()
        worker.communicate()


def test_neither_a_core_file_nor_a_piped_dump(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    died = subprocess.run([sys.executable, "-c", _DIES], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert died.returncode == -signal.SIGABRT
    assert died.stdout.splitlines()[-1] == "0 0 0", "the process may be dumped"
    assert list(tmp_path.iterdir()) == []
