"""A program that dies leaves no dump of its memory: names, numbers and keys stand in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

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


def test_neither_a_core_file_nor_a_piped_dump(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    died = subprocess.run([sys.executable, "-c", _DIES], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert died.returncode == -signal.SIGABRT
    assert died.stdout.splitlines()[-1] == "0 0 0", "the process may be dumped"
    assert list(tmp_path.iterdir()) == []
