"""No driver is called, no pixel unpacked and no row read on the UI thread. Every test of this folder is watched."""

from __future__ import annotations

import types
from collections.abc import Callable

import pytest

from counter_app.devices.known_scanners import KnownScanners
from counter_app.devices.serial_reader import SerialCardReader
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import ScanRequest
from tests.services.camera import Encoded
from tests.ui import ui_thread
from tests.ui.conftest import Counter


def as_the_window_would(act: Callable[[], object]) -> None:
    """Called from a module of `ui`, on the UI thread."""
    window = types.ModuleType("ui.breach")
    exec("def press(act):\n    return act()\n", vars(window))
    window.press(act)


def test_a_window_that_calls_a_driver_itself_is_seen(counter: Counter, slow_on_the_ui_thread: list[str]) -> None:
    scanner = counter.application.desk.capture.scanner
    assert isinstance(scanner, KnownScanners)
    picture = Encoded(b"", b"")
    calls: list[Callable[[], object]] = [
        lambda: list(scanner.list()),
        lambda: scanner.capabilities("simulated:demo"),
        lambda: next(scanner.scan(ScanRequest("simulated:demo"), lambda: False)),
        lambda: SerialCardReader("/dev/nowhere"),
        lambda: PageStudio().read_codes(b""),
        lambda: PageStudio().find_sheets(b""),
        picture.whole,
        counter.application.desk.overview.queue,
    ]
    for number, call in enumerate(calls, start=1):
        with pytest.raises(ui_thread.OnTheUiThread):
            as_the_window_would(call)
        assert len(slow_on_the_ui_thread) == number
    assert all("by ui.breach.press" in found for found in slow_on_the_ui_thread)
    slow_on_the_ui_thread.clear()  # seen


def test_a_lane_may(counter: Counter) -> None:
    """Or else nothing would ever be scanned."""
    from ui.tasks import Lane

    found: list[object] = []
    scanner = counter.application.desk.capture.scanner
    counter.opened.tasks.run(Lane.DEVICE, scanner.list, found.append, lambda error: pytest.fail(str(error)))
    counter.answered()
    assert found
