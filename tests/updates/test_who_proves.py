"""Which window proves a version on trial, and what is known of one that fails where a clerk may write nothing down but
in their own folder."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from counter_app import bootstrap
from counter_app.bootstrap import Application
from counter_app.training import build_training
from counter_app.update_commands import window_is_open
from counter_app.updates.installed import FAILED
from tests.services.pocket import PocketKeyChain
from tests.updates.pc import PC, only_for_it, runs_as
from tests.updates.publishing import program


@pytest.fixture
def on_trial(pc: PC) -> PC:
    program(pc.installed.folder("1.1.0"), "1.1.0")
    pc.installed.switch("1.1.0")
    return pc


class Reception(NamedTuple):
    draft: None = None


class Presenter(NamedTuple):
    reception: Reception = Reception()


class Window(NamedTuple):
    presenter: Presenter = Presenter()


def opens(application: Application, patch: pytest.MonkeyPatch, trial: tuple[dict[str, str], ...] = ()) -> None:
    """Its window, which is closed at once."""
    with patch.context() as staying:
        staying.setattr("ui.app.run_window", lambda _, ready, **__: ready(Window()) or 0)
        staying.setattr(application, "start", lambda: None)
        staying.setattr(application, "close", lambda: None)
        bootstrap.run_window(application, trial=trial)


def test_neither_training_nor_the_demo_proves_the_version_that_it_runs_from(
    on_trial: PC, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs_as(on_trial.installed, "1.1.0", monkeypatch)
    application = build_training(tmp_path / "training", PocketKeyChain())
    try:
        opens(application, monkeypatch)
        application.mark = ""  # the demo bears no mark; made-up people stand on its log-in screen
        opens(application, monkeypatch, trial=({"name": "made up"},))
        assert on_trial.installed.fallback == "1.0.0"
        opens(application, monkeypatch)
        assert on_trial.installed.fallback is None, "a real window does"
    finally:
        application.close()


def test_a_window_of_the_version_before_does_not_prove_the_one_that_was_switched_to_meanwhile(
    on_trial: PC, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs_as(on_trial.installed, "1.0.0", monkeypatch)
    window_is_open()
    assert on_trial.installed.fallback == "1.0.0"
    only_for_it(monkeypatch)
    window_is_open()
    assert on_trial.marked("proved") == ""
    runs_as(on_trial.installed, "1.1.0", monkeypatch)
    window_is_open()
    assert on_trial.marked("proved") == "1.1.0"


def test_a_version_that_came_while_the_one_before_was_started_is_not_gone_back_from(
    on_trial: PC, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FAILED, "1.1.0")
    program(on_trial.installed.folder("1.2.0"), "1.2.0")
    on_trial.installed.switch("1.2.0")
    runs_as(on_trial.installed, "1.0.0", monkeypatch)
    window_is_open()
    assert (on_trial.installed.current, on_trial.installed.refused) == ("1.2.0", None)
