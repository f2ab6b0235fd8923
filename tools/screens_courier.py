"""Renders what a counter does without a line to docs/screens/: the courier's stick, a catalogue from a file.
`python -m tools.screens_courier`; looks and counter as in screens_ui.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from tools.screens_ui import Photographer, main, render  # noqa: E402 - behind the path


class CourierPhotographer(Photographer):
    def walk(self) -> None:
        from PySide6.QtCore import Qt

        from sync.courier import ProvinceKeys

        key, alt = Qt.Key, Qt.KeyboardModifier.AltModifier
        self._until(lambda: self._qt.focusWidget() is not None)
        self._sit_down()
        self._clock.strike(10, 20)
        self._application.courier._province = ProvinceKeys("age1", "made up")
        self._carry_before()
        self._press(key.Key_7, modifier=alt)
        self._press(*[key.Key_Down] * 5, key.Key_Return)
        self._take("machine-7-courier")
        self._take_catalogue()

    def _take_catalogue(self) -> None:
        """A file that a supervisor has read, and the day from which it is to hold."""
        import tempfile

        from PySide6.QtCore import Qt

        from tests.staff import staff
        from tests.use_cases.test_keep_catalogue import another, as_file

        key, session = Qt.Key, self._application.session
        session.open(staff()["dung"].account)
        self._press(key.Key_Escape, key.Key_Down, key.Key_Return)
        section = self._opened.presenter.machine.catalogue
        with tempfile.TemporaryDirectory() as folder:
            section.read(as_file(Path(folder), another()))
            self._until(lambda: "2027" in section.rows.rows[0].title)
        self._press(key.Key_Return)
        self._take("machine-8-catalogue")

    def _carry_before(self) -> None:
        """This morning's stick has not been answered, and something came since."""
        from counter_app.ports import Trip

        now = self._clock.moment
        with self._application.store.write() as work:
            waiting = work.trips.to_carry()
            name = "gui-tinh_H13.507_Q01_20261123-092003_3f9a1c0b.qmc"
            trip = Trip(UUID(int=1), now - timedelta(hours=1), "nguyet", name, 0, 14, 28_200_000, None, 0)
            work.trips.add(trip, waiting[:2])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1], CourierPhotographer)
    else:
        main(__file__)
