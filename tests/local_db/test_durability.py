"""What the clerk was told is accepted stays accepted: killed programs, full disks."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

from local_db.open_store import open_store
from tests.local_db.accepting import FileKeyChain

KILLS = 20


def _accept_and_kill(folder: Path, key_file: Path, after: int) -> list[str]:
    """Starts the program and kills it once it has said `after` acceptances; returns all that it said."""
    command = [sys.executable, "-m", "tests.local_db.accepting", str(folder), str(key_file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        said = [program.stdout.readline() for _ in range(after + 1)]
        program.kill()  # somewhere in the next acceptance
        said += program.stdout.readlines()
    assert said[0] == "ready\n"
    return [line.strip() for line in said[1:] if line.endswith("\n")]


def test_a_killed_program_loses_nothing_acknowledged_and_doubles_nothing(tmp_path: Path) -> None:
    chosen = random.Random(20261123)
    acknowledged: list[str] = []
    for _ in range(KILLS):
        acknowledged += _accept_and_kill(tmp_path / "store", tmp_path / "keys", chosen.randint(0, 6))
    store = open_store(tmp_path / "store", FileKeyChain(tmp_path / "keys"))
    with store.read() as work:
        kept = work.dossiers.recent(10_000)
        assert work.outbox.waiting() == len(kept)
        assert len(work.audit.lines(10_000)) == len(kept)
    store.close()
    written = {f"{a.code.text} {a.receipt.register.line}" for a in kept if a.receipt.register}
    assert set(acknowledged) <= written
    assert len(written) == len(kept)
    lines = sorted(a.receipt.register.line for a in kept if a.receipt.register)
    assert lines == list(range(1, len(kept) + 1)), "the book has a gap"


def test_on_a_full_disk_nothing_is_lost_and_work_goes_on_when_there_is_room(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    apart = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--mount", "--map-root-user"]
    command = [*apart, sys.executable, "-m", "tests.local_db.full_disk", str(tmp_path / "disk")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("good: ")
