"""Counters of one hall as processes of their own, while their server is killed and their wires are cut.

A short run here; `make torture` has eight counters and ten kills (tests/torture/hall.py).
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.torture import hall_place
from tests.torture.hall import torture
from tests.torture.hall_place import Relays, Wires


@pytest.fixture
def folder() -> Iterator[Path]:
    """Short, for the server's socket, and open to whom the server runs as."""
    with tempfile.TemporaryDirectory(prefix="quay-hall-", dir="/tmp") as name:
        place = Path(name)
        place.chmod(0o755)
        (place / "server").mkdir()
        yield place


@pytest.mark.parametrize(
    ("between", "counters"), [(hall_place.wires, 3), (Relays, 2)], ids=["the best wires of this machine", "relays"]
)
def test_no_number_is_lost_doubled_or_skipped_whatever_is_killed_or_cut(
    between: Callable[[int], Wires], counters: int, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hall_place, "wires", between)
    verdict = torture(folder, counters, kills=1, cuts=2, seed=7, seconds=3, pause=0.2)
    assert verdict.faults == []
    assert verdict.called > 0
    assert verdict.alone > 0
