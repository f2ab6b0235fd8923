"""A newer program has changed the store and died. What the older one's window offers leads back, and stays back."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from counter_app import backup_commands
from counter_app.domain.errors import CounterError, NewerStore, StoreDamaged
from counter_app.keychain import SystemKeyChain
from counter_app.shell import verbs
from counter_app.shell.grammar import arguments_of
from counter_app.updates.installed import FAILED, ROOT, Installed
from local_db.backup import beside
from local_db.open_store import DATABASE, open_store
from tests.e2e.hall import Hall
from tests.local_db.damaging import flip_pages
from tests.local_db.next_version import as_the_next_version
from tests.updates.publishing import installation, program
from ui.messages import sentence
from ui.refusal import Refusal, Restore

OLD, NEW = "1.0.0", "1.1.0"


class Told(NamedTuple):
    error: CounterError
    restore: Restore | None


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Installed:
    """The newer one is on trial, and the launcher has started the one before in its place."""
    found = installation(tmp_path / "program", OLD)
    program(found.folder(NEW), NEW)
    found.switch(NEW)
    monkeypatch.setenv(ROOT, str(tmp_path / "program"))
    monkeypatch.setenv(FAILED, NEW)
    return found


@pytest.fixture
def draft(hall: Hall) -> UUID:
    with hall.open() as application:
        draft_id = application.desk.walk_in().dossier.id
        application.desk.welcome.by_number(draft_id, "094190004321")
    with pytest.MonkeyPatch.context() as newer:
        as_the_next_version(newer, hall.folder / "newer")
        open_store(hall.data_folder, SystemKeyChain()).close()
    return draft_id


def refused(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Told:
    """What the window of this program, the older one, says and offers."""
    told = list[Told]()
    monkeypatch.setattr("ui.refusal.tell", lambda error, rescue, restore: told.append(Told(error, restore)))
    assert verbs.window(arguments_of(["--settings", str(hall.settings_file)])) == 1
    return told[0]


def nothing_is_lost(hall: Hall, draft: UUID) -> None:
    with hall.open() as application:
        found = application.desk.resume()
        assert found is not None
        assert found.dossier.id == draft


def test_the_store_from_before_the_change_is_offered_and_the_older_program_goes_on_with_it(
    hall: Hall, draft: UUID, installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = refused(hall, monkeypatch)
    assert isinstance(told.error, NewerStore)
    assert told.restore is not None
    assert told.restore.known == Path(told.error.facts["backup"])
    found, _ = told.restore.find(told.restore.known)
    told.restore.put(found)
    assert (installed.current, installed.refused) == (OLD, NEW), "the newer one would change it again"
    nothing_is_lost(hall, draft)


def test_where_the_next_start_is_the_newer_program_again_nothing_is_offered_that_it_would_undo(
    hall: Hall, draft: UUID, installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(_: object, refuse: bool = True) -> str:
        raise PermissionError

    monkeypatch.setattr(Installed, "changeable", False)  # IT's folder
    monkeypatch.setattr(Installed, "go_back", denied)
    told = refused(hall, monkeypatch)
    assert told.restore is None
    assert "counter-app update --back --yes" in sentence(told.error)
    flip_pages(hall.data_folder / DATABASE, 1)
    told = refused(hall, monkeypatch)
    assert isinstance(told.error, StoreDamaged)
    assert told.restore is None


def test_a_store_that_broke_under_the_newer_program_is_restored_for_this_one(
    hall: Hall, draft: UUID, installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    flip_pages(hall.data_folder / DATABASE, 1)
    told = refused(hall, monkeypatch)
    assert isinstance(told.error, StoreDamaged)
    assert installed.current == NEW, "perhaps the disk's fault: nothing is switched before somebody agrees"
    assert told.restore is not None
    found, _ = told.restore.find(beside(hall.data_folder))
    told.restore.put(found)
    assert installed.current == OLD
    nothing_is_lost(hall, draft)


def test_a_newer_programs_backup_is_refused_before_anybody_agrees_to_it(
    hall: Hall, draft: UUID, installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with pytest.MonkeyPatch.context() as newer:
        as_the_next_version(newer, tmp_path / "newer-once-more")
        with hall.open() as application:
            application.backups_to(stick).make()
    flip_pages(hall.data_folder / DATABASE, 1)
    told = refused(hall, monkeypatch)
    assert told.restore is not None
    with pytest.raises(NewerStore) as error:
        told.restore.find(stick)
    assert error.value.facts["why"] == "of-backup"
    assert sentence(error.value) != sentence(NewerStore())
    assert installed.current == NEW, "nothing was switched for it"

    def agreed(_: object) -> bool:
        raise AssertionError("somebody was asked")

    with pytest.raises(NewerStore):
        backup_commands.restore(hall.settings(), stick, agreed)


def test_an_older_program_says_that_it_cannot_rescue_a_newer_store(
    hall: Hall, draft: UUID, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flip_pages(hall.data_folder / DATABASE, 3)
    stick = tmp_path / "stick"
    stick.mkdir()
    with pytest.raises(NewerStore):
        backup_commands.rescue(hall.settings(), stick)
    assert [path for path in stick.rglob("*") if path.is_file()] == []


def test_a_program_that_was_started_by_itself_offers_what_it_always_does(
    hall: Hall, draft: UUID, installed: Installed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(FAILED)
    assert FAILED not in os.environ
    told = refused(hall, monkeypatch)
    assert told.restore is not None, "an older package was installed over the newer one"
    told.restore.put(told.restore.find(told.restore.known or Path())[0])
    nothing_is_lost(hall, draft)


def somebody_restores(agrees: bool) -> QTimer:
    """The one before the screen, once the window that refuses is there: puts the backup back, or only closes it."""
    timer = QTimer()

    def look() -> None:
        window = QApplication.activeModalWidget()
        if not isinstance(window, Refusal):
            return
        if not agrees or window.restored:
            timer.stop()
            window.reject()
        elif window.agree.isVisible():
            window.agree.setText("khoi phuc")
            window.agree.returnPressed.emit()
        elif window.back.isEnabled():
            window.back.click()

    timer.timeout.connect(look)
    timer.start(20)
    return timer


@pytest.mark.parametrize("agrees", [True, False])
def test_the_launcher_starts_no_other_version_over_a_store_that_was_just_restored(
    hall: Hall, draft: UUID, installed: Installed, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, agrees: bool
) -> None:
    """By the exit code: the newer one, which it would start, changes the store again."""
    monkeypatch.delenv(FAILED)
    monkeypatch.setattr("ui.refusal.somebody_sees", lambda: True)
    timer = somebody_restores(agrees)
    code = verbs.window(arguments_of(["--settings", str(hall.settings_file)]))
    assert not timer.isActive()
    assert code == (0 if agrees else 1)
    if agrees:
        nothing_is_lost(hall, draft)


def test_a_newer_version_that_the_damaged_store_kept_from_opening_comes_again_after_the_restore(
    hall: Hall, draft: UUID, installed: Installed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "clerk"))
    flip_pages(hall.data_folder / DATABASE, 1)
    monkeypatch.delenv(FAILED)
    refused(hall, monkeypatch)  # as the newer one finds it
    monkeypatch.setenv(FAILED, NEW)
    told = refused(hall, monkeypatch)
    assert told.restore is not None
    told.restore.put(told.restore.find(beside(hall.data_folder))[0])
    assert (installed.current, installed.refused) == (OLD, None)
