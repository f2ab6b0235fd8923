"""F12 in the real window on a disk without a byte left, and again once there is room. Run in a mount namespace.

Usage: `unshare --mount python -m tests.e2e.full_disk HALL`, in the hall's environment, before its store is made.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest

from counter_app import bootstrap
from counter_app.bootstrap import Application
from counter_app.domain.errors import DiskFull
from tests.e2e.clerk import Clerk
from tests.pages import as_jpeg, make_page
from tests.staff import sit_down
from ui.app import open_window
from ui.messages import sentence


class _Patience:
    """What the clerk needs of pytest-qt."""

    def waitUntil(self, true: Callable[[], bool], timeout: int) -> None:  # noqa: N802 - pytest-qt's name
        end = time.monotonic() + timeout / 1000
        while not true():
            assert time.monotonic() < end, "waited in vain"
            QTest.qWait(10)


def main() -> None:
    hall = Path(sys.argv[1])
    disk = hall / "data"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], check=True)
    application = bootstrap.build(bootstrap.settings(hall / "machine.toml"))
    sit_down(application)
    draft_id = _ready_to_accept(application, hall)
    opened = open_window(application.desk, dark=False)
    clerk = Clerk(_Patience(), opened)
    clerk.waits_for("F12 TIẾP NHẬN")
    clerk.waits_until(lambda: opened.tasks.idle)
    _fill(disk / "ballast")
    clerk.press("F12")
    clerk.waits_for(sentence(DiskFull()))
    draft = application.desk.resume()
    assert draft is not None, "the draft is lost"
    assert str(draft.dossier.id) == draft_id
    assert not application.desk.overview.dossiers(), "accepted and not accepted"
    (disk / "ballast").unlink()
    clerk.press("F12")
    clerk.waits_for("ĐÃ TIẾP NHẬN")
    (accepted,) = application.desk.overview.dossiers()
    assert str(accepted.id) == draft_id
    assert accepted.receipt.register is not None
    assert accepted.receipt.register.line == 1, "the book has a gap"
    clerk.waits_for(f"Đã in {accepted.code.text}.")
    opened.close()
    application.close()
    sys.stdout.write(f"good: {accepted.code.text}\n")


def _ready_to_accept(application: Application, hall: Path) -> str:
    desk = application.desk
    draft_id = desk.walk_in().dossier.id
    desk.welcome.by_number(draft_id, "094190004321")
    desk.settle.set_field(draft_id, "full_name", "Thạch Thị Sa Rinh")
    desk.choose_procedure(draft_id, "1.004873")
    for number in (1, 2):
        page = hall / f"page-{number}.jpg"
        page.write_bytes(as_jpeg(make_page(number, dpi=200)[:800, :1000], dpi=200))
        draft = desk.capture.add_file(draft_id, page)
    draft.dossier.must_be_acceptable()
    return str(draft_id)


def _fill(ballast: Path) -> None:
    """To the last byte: in ever smaller pieces."""
    with ballast.open("wb", buffering=0) as file:
        for piece in (1 << 16, 1 << 12, 1):
            try:
                while True:
                    file.write(bytes(piece))
            except OSError:
                continue


if __name__ == "__main__":
    main()
