"""What has left the scanner whole is not lost: not with a program that is killed, not before a disk that is full."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.errors import DiskFull
from counter_app.ports import Corners, PageImage, StraightPage
from local_db import page_spool
from tests.services.sane import SaneSite
from tests.ui.conftest import Counter
from tests.ui.test_scans_in_turn import Feeder, feeder, sheet
from tests.waiting import until

__all__ = ["feeder"]
Key = Qt.Key
_ROOT = Path(__file__).resolve().parents[2]


def kept(spool: Path) -> list[str]:
    """Whole pages; the desk has taken the one of the first turn."""
    return [path.name for path in spool.iterdir() if not path.suffix] if spool.is_dir() else []


def test_a_program_killed_in_mid_stack_has_every_page_that_had_left_the_scanner(
    open_counter: Callable[..., Counter],
    new_store: tuple[Path, dict[str, bytes]],
    sane_site: SaneSite,
    tmp_path: Path,
) -> None:
    """Five sheets are out, the sixth is under way, and the desk is at the second."""
    (tmp_path / "keys.json").write_text(
        json.dumps({name: b64encode(secret).decode() for name, secret in new_store[1].items()})
    )
    sane_site.feed([sheet(number) for number in range(1, 6)])
    sane_site.feed_and_hold(sheet(6))
    spool = tmp_path / "counter" / "spool"
    program = subprocess.Popen([sys.executable, "-m", "tests.ui.killed_scan", str(tmp_path)], cwd=_ROOT)
    try:
        until(lambda: {name[-8:] for name in kept(spool)} == {f"{turn:08x}" for turn in (2, 3, 4, 5)}, patience=180)
    finally:
        program.kill()
        program.wait()
    sane_site.clear_feeder()
    counter = open_counter(feeder=sane_site)
    counter.until(lambda: counter.said.startswith("Đã lấy vào hồ sơ 4 trang"))
    counter.answered()
    draft = counter.opened.presenter.reception.draft
    assert draft is not None
    assert Feeder(counter, sane_site).sheets() == [1, 2, 3, 4, 5]
    assert kept(spool) == []


def test_before_a_full_disk_no_page_is_lost_that_had_left_the_scanner_and_the_next_sheet_is_named(
    feeder: Feeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three sheets are out, the fourth is under way; the disk is full when the second is to be kept."""
    counter, site = feeder.counter, feeder.site
    capture = counter.application.desk.capture
    straighten, put, may, full = capture.imaging.straighten, capture.vault.put, threading.Event(), threading.Event()
    seen = 0

    def behind(page: PageImage, corners: Corners | None = None) -> StraightPage:
        nonlocal seen
        may.wait(20)
        seen += 1
        return straighten(page, corners)

    def put_if_there_is_room(data: bytes) -> str:
        if full.is_set() and seen >= 2:
            raise DiskFull("ENOSPC")
        return put(data)

    monkeypatch.setattr(capture.imaging, "straighten", behind)
    monkeypatch.setattr(capture.vault, "put", put_if_there_is_room)
    monkeypatch.setattr(page_spool, "_RESERVE", 1 << 60)  # the disk has less: what waits, waits in the memory
    full.set()
    site.feed([sheet(number) for number in range(1, 4)])
    site.feed_and_hold(sheet(4))
    counter.hit(Key.Key_F5)
    counter.until(lambda: site.left_in_feeder() == 1)
    may.set()
    feeder.says("Ổ đĩa đã đầy, chưa lưu được. 1 trang đã vào hồ sơ; 2 trang nữa máy quét đã đưa ra đang được giữ")
    assert counter.said.endswith("giấy còn lại xếp vào khay từ trang thứ 4.")
    assert site.was_stopped()
    counter.answered()
    counter.press(Key.Key_F12)
    assert counter.said == "Còn 2 trang máy quét đã đưa ra chưa vào hồ sơ: F5 lấy vào, rồi F12."
    full.clear()
    site.clear_feeder()
    site.feed([sheet(4), sheet(5)])
    counter.hit(Key.Key_F5)
    counter.until(lambda: feeder.pages >= 3)
    feeder.says("Đã quét: 4 trang.")
    assert feeder.sheets() == [1, 2, 3, 4, 5]


def test_where_all_sheets_had_come_out_the_next_key_needs_no_paper(
    feeder: Feeder, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter, site = feeder.counter, feeder.site
    vault = counter.application.desk.capture.vault
    put, full = vault.put, threading.Event()

    def put_if_there_is_room(data: bytes) -> str:
        if full.is_set():
            raise DiskFull("ENOSPC")
        return put(data)

    monkeypatch.setattr(vault, "put", put_if_there_is_room)
    full.set()
    site.feed([sheet(number) for number in range(1, 4)])
    counter.hit(Key.Key_F5)
    feeder.says("0 trang đã vào hồ sơ; ")
    counter.answered()
    out = 3 - site.left_in_feeder()
    site.clear_feeder()
    full.clear()
    counter.press(Key.Key_F5)
    assert counter.said == f"Đã quét: {out} trang."
    assert feeder.sheets() == [*range(1, out + 1)]
