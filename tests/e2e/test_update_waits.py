"""An update in the background asks the window whether somebody's dossier is open."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from counter_app import bootstrap
from counter_app.use_cases.quiet import LEFT
from tests.e2e.hall import Hall
from tests.local_db.samples import draft
from tests.staff import sit_down
from ui.app import open_window


def test_an_update_waits_for_the_draft_that_lies_open_in_the_window(
    hall: Hall, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hall.open() as application:
        opened = open_window(application.desk, dark=False)
        try:
            monkeypatch.setattr("ui.app.run_window", lambda desk, ready, **_: ready(opened) or 0)
            with monkeypatch.context() as staying_open:
                staying_open.setattr(application, "start", lambda: None)
                staying_open.setattr(application, "close", lambda: None)
                bootstrap.run_window(application)
            sit_down(application)
            quiet = application.desk.quiet
            monkeypatch.setattr(quiet, "_touched", quiet._touched - LEFT)
            qtbot.waitUntil(application.nobody_received, timeout=20_000)
            monkeypatch.setattr(opened.presenter.reception, "_draft", draft())
            assert not application.nobody_received()
        finally:  # a window that stays takes the keys of other tests' windows
            monkeypatch.undo()
            opened.close()
