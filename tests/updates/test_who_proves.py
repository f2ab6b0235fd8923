"""Which window proves a version on trial, and what is known of one that fails where a clerk may write nothing down but
in their own folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import pytest

from counter_app import bootstrap, fleet_report
from counter_app.bootstrap import Application
from counter_app.domain.errors import CounterError, DiskFull, MigrationRefused
from counter_app.training import build_training
from counter_app.update_commands import window_is_open, window_was_refused
from counter_app.updates.installed import FAILED, OF_AGE
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


# --- where a clerk may write nothing down but in their own folder ------------------------------------------------


def fails_each_morning(pc: PC, patch: pytest.MonkeyPatch, error: CounterError | None = None) -> None:
    """The current version's window does not open; the launcher starts the one before, which does."""
    with patch.context() as morning:
        only_for_it(morning)
        if error is not None:
            runs_as(pc.installed, pc.installed.current, morning)
            window_was_refused(error)
        runs_as(pc.installed, str(pc.installed.fallback), morning)
        morning.setenv(FAILED, pc.installed.current)
        window_is_open()


def two_weeks_later(pc: PC) -> None:
    current = pc.installed.folder("x").parents[1] / "current"
    then = current.stat().st_mtime - OF_AGE - 60
    os.utime(current, (then, then))


def test_a_version_that_fails_every_day_is_gone_back_from_by_the_next_night_with_rights(
    pc: PC, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc.publish("1.1.0")
    pc.update()
    fails_each_morning(pc, monkeypatch)
    assert (pc.installed.current, pc.installed.fallback) == ("1.1.0", "1.0.0"), "the clerk may not"
    assert pc.installed.failed == "1.1.0"
    two_weeks_later(pc)
    assert pc.update() is None
    assert (pc.installed.current, pc.installed.refused) == ("1.0.0", "1.1.0")
    assert pc.update(again=True) == "1.1.0"
    assert pc.installed.failed is None, "that was another time"
    pc.update()
    assert (pc.installed.current, pc.installed.fallback) == ("1.1.0", "1.0.0"), "on trial anew"


def test_one_that_fails_for_some_and_opens_for_others_stays_with_the_way_back_until_it_opens_for_all(
    pc: PC, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc.publish("1.1.0")
    pc.update()
    fails_each_morning(pc, monkeypatch)
    pc.clerk_writes("proved", "1.1.0")
    two_weeks_later(pc)
    for _ in range(2):
        pc.update()
        assert (pc.installed.current, pc.installed.fallback) == ("1.1.0", "1.0.0")
    assert pc.installed.on_trial
    with monkeypatch.context() as mended:
        only_for_it(mended)
        runs_as(pc.installed, "1.1.0", mended)
        window_is_open()
    pc.update()
    assert pc.installed.fallback is None


@pytest.mark.parametrize("error", [MigrationRefused(), DiskFull()])
def test_one_that_this_pc_holds_up_is_neither_gone_back_from_nor_kept(
    pc: PC, monkeypatch: pytest.MonkeyPatch, error: CounterError
) -> None:
    pc.publish("1.1.0")
    pc.update()
    fails_each_morning(pc, monkeypatch, error)
    two_weeks_later(pc)
    pc.update()
    assert (pc.installed.current, pc.installed.fallback, pc.installed.refused) == ("1.1.0", "1.0.0", None)


def test_the_report_names_a_version_that_fails_for_a_clerk(pc: PC, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fleet_report, "checks", lambda _: ())
    pc.publish("1.1.0")
    pc.update()
    assert fleet_report.report(None, str)["program"]["failed"] is None
    fails_each_morning(pc, monkeypatch)
    two_weeks_later(pc)
    told = fleet_report.report(None, str)["program"]
    assert (told["failed"], told["on_trial"]) == ("1.1.0", True)
