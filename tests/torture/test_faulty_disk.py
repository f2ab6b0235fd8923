"""A disk that is full, broken or short of quota: a sentence each time, nothing lost, and work goes on afterwards.

Some of the changes here; `make torture-ci` lets more of them fail, `make torture` every one (tests/torture/faulty.py).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_ROOT = Path(__file__).parents[2]


def test_whichever_change_fails_it_is_told_and_the_same_process_goes_on(
    watched_disk: Mapping[str, str], tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "tests.torture.faulty", str(tmp_path), "41"]
    environment = {**os.environ, **watched_disk, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "0 acknowledged lost" in done.stdout
    assert int(done.stdout.split()[0]) > 30
    assert "environment.disk-full" in done.stdout
