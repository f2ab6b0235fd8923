"""Renders "Gửi tỉnh" with made-up dossiers to docs/screens/: a day that goes well, and one with dossiers that wait.
`python -m tools.screens_sending`; looks and counter as in screens_ui.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # also as a plain script

from tools.screens_ui import Photographer, main, render  # noqa: E402 - behind the path


class SendingPhotographer(Photographer):
    def walk(self) -> None:
        from PySide6.QtCore import Qt

        key, alt = Qt.Key, Qt.KeyboardModifier.AltModifier
        self._until(lambda: self._qt.focusWidget() is not None)
        self._sit_down()
        self._some_do_not_get_through()
        self._press(key.Key_9, modifier=alt)
        self._take("sending")
        self._application.line.online = False
        self._application.line.problem = "environment.line-down"
        self._clock.moment += timedelta(days=1, hours=3)
        self._application.line.next_pass = self._clock.moment + timedelta(seconds=40)
        self._press(key.Key_Down)
        self._opened.presenter.sending.look()
        self._opened.presenter.refresh_line()
        self._take("sending-no-line")
        if self._look == "light":
            self._clear()
            self._application.line.online, self._application.line.problem = True, None
            self._opened.presenter.sending.look()
            self._opened.presenter.refresh_line()
            self._take("sending-nothing-waits")

    def _some_do_not_get_through(self) -> None:
        """The first was refused, and so it was two days ago; the last is on its way."""
        application, now = self._application, self._clock.moment
        application.gateway.pace._measured(31_000.0, 1)
        application.line.heard_at = now - timedelta(minutes=1)
        application.line.next_pass = now + timedelta(seconds=20)
        two_days = timedelta(days=2)
        with application.store.write() as work:
            for refused in work.outbox.list_waiting()[:1]:
                for hours, times in ((47, 1), (40, 5)):
                    for _ in range(times):
                        at = now - timedelta(hours=hours)
                        work.outbox.mark_failed(refused.id, "environment.line-down", at, at)
                for hours in (30, 20, 2):
                    at = now - timedelta(hours=hours)
                    again = now + timedelta(hours=3)
                    work.outbox.mark_failed(refused.id, "environment.province-refused", at, again, "not-a-dossier")
            work.outbox.mark_sent(work.outbox.list_waiting()[-1].id, now - timedelta(minutes=3))
        with application.store.connection(writing=True) as connection:
            from sqlalchemy import update

            from local_db import tables

            aside = tables.outbox.c.problem == "environment.province-refused"
            connection.execute(update(tables.outbox).where(aside).values(created_at=now - two_days))

    def _clear(self) -> None:
        from sqlalchemy import update

        from local_db import tables

        with self._application.store.connection(writing=True) as connection:
            connection.execute(update(tables.outbox).values(confirmed_at=self._clock.moment))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        render(sys.argv[1], SendingPhotographer)
    else:
        main(__file__)
