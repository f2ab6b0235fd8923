"""Renders a conflict with made-up people to docs/screens/: where the counter and the province changed the same.
`python -m tools.screens_conflicts`; looks and counter as in screens_ui.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from tools.screens_ui import Photographer, main, render  # noqa: E402 - behind the path


class ConflictPhotographer(Photographer):
    def walk(self) -> None:
        from PySide6.QtCore import Qt

        key, alt = Qt.Key, Qt.KeyboardModifier.AltModifier
        self._until(lambda: self._qt.focusWidget() is not None)
        self._sit_down()
        self._somebody_there_wrote_too()
        self._press(key.Key_9, modifier=alt)
        self._take("conflict-in-the-list")
        self._press(key.Key_Return)
        self._take("conflict")

    def _somebody_there_wrote_too(self) -> None:
        from counter_app.domain.correction import About, Theirs
        from sync.receipts import note_differs

        application, now = self._application, self._clock.moment
        with application.store.read() as work:
            accepted = work.dossiers.recent(1)[0]
        before = application.desk.correct.state(accepted.id, About.DOSSIER)
        mine = {**before.fields, "phone": "0911 222 333", "full_name": f"{before.fields['full_name']} Em"}
        made = application.desk.correct(accepted.id, About.DOSSIER, before, mine)
        moved = "Số 27/4, đường Trần Hưng Đạo, Khóm 9, phường Phú Lợi, thành phố Cần Thơ"
        theirs = Theirs("v2", {**before.fields, "phone": "0911 222 335", "address": moved})
        with application.store.write() as work:
            note_differs(work, work.outbox.get(made.id), theirs, now, "Q01")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1], ConflictPhotographer)
    else:
        main(__file__)
