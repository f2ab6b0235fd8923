"""Days offline at several counters, with wrong clocks, restored backups and copied disks: no number twice."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from local_db.high_water import HighWater
from tests.local_db.thirty_days import run


def test_no_number_is_given_twice_and_no_line_left_out(tmp_path: Path) -> None:
    given = run(tmp_path, seed=7, counters=3, days=10)
    assert {"restored", "copied", "wrong clock", "clock refused", "power cut"} <= given.seen.keys()
    assert 0 < given.provisional < given.codes.total()


def test_with_the_mark_switched_off_it_fails(tmp_path: Path) -> None:
    """So that the days above are known to be hard enough."""
    off = mock.patch.multiple(HighWater, serial=lambda *_: 0, serials_of=lambda *_: {}, line=lambda *_: 0)
    with off, pytest.raises(AssertionError, match="twice"):
        run(tmp_path, seed=7, counters=3, days=10)


def test_with_copies_not_told_apart_it_fails(tmp_path: Path) -> None:
    with mock.patch("local_db.store.moved", return_value=False), pytest.raises(AssertionError, match="twice"):
        run(tmp_path, seed=7, counters=3, days=10)
