"""The slow tail of a whole counter: behind the window, at the shell, and after the program was killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.bootstrap import Application
from counter_app.domain.archive import ArchiveForm
from counter_app.store_commands import served
from counter_app.use_cases.session import SHELL
from tests.e2e.command_line import counter_app
from tests.e2e.hall import Hall
from tests.e2e.test_restore import _a_day, _good
from tests.waiting import until
from tests.workers import alive, workers_of
from ui.app import open_window

_ROOT = Path(__file__).parents[2]


def _forms(application: Application) -> list[ArchiveForm]:
    with application.store.read() as work:
        return [form for accepted in work.dossiers.recent(100) for form in work.archive.of(accepted.id)]


def _vault(application: Application) -> dict[str, bytes]:
    vault = application.store.vault
    return {name: vault._path(name).read_bytes() for name in vault.names()}


def test_behind_the_window_accepted_papers_get_their_archive_form_by_themselves(hall: Hall) -> None:
    accepted = _a_day(hall, range(1, 2), sync=False)
    with hall.open() as application:
        before = _vault(application)
        application.start()
        until(lambda: application.desk.archive.look().waiting == 0)
        assert [form.dossier_id for form in _forms(application)] == [accepted[0].id] * 2, "a form for each paper"
        assert {name: data for name, data in _vault(application).items() if name in before} == before


def test_a_key_pressed_in_the_window_makes_the_tail_wait(hall: Hall, qtbot: QtBot) -> None:
    with hall.open() as application:
        opened = open_window(application.desk, dark=False)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        qtbot.waitUntil(application.desk.quiet, timeout=20_000)
        QTest.keyClick(opened.window, Qt.Key.Key_Down)
        assert not application.desk.quiet()
        opened.close()


def test_a_program_killed_in_the_middle_leaves_no_worker_and_the_next_makes_each_form_once(hall: Hall) -> None:
    _a_day(hall, range(1, 2), sync=False)  # two papers
    command = [sys.executable, "-m", "counter_app", "--settings", str(hall.settings_file), "archive", "--run"]
    with subprocess.Popen(command, env=hall.environment, cwd=_ROOT) as program:
        until(lambda: bool(workers_of(program.pid, b"archive-worker")))
        at_work = workers_of(program.pid, b"archive-worker")
        program.send_signal(signal.SIGKILL)
        program.wait()
    until(lambda: not any(map(alive, at_work)))
    assert "Đã làm bản lưu trữ của 2 giấy tờ." in _good(counter_app(hall, "archive", "--run"))
    with hall.open() as application:
        assert application.desk.archive.make_next() is None
        forms = _forms(application)
        assert len({(form.dossier_id, form.component) for form in forms}) == len(forms) == 2
        with application.store.read() as work:
            assert [line.what for line in work.audit.lines(100)].count("archive-form-made") == 2
        application.session.open(SHELL)
        report = application.desk.check_vault(read=True)
        assert (report.good, report.orphans) == (True, ())


def test_what_is_set_aside_is_told_at_the_shell_and_tried_again(hall: Hall) -> None:
    _a_day(hall, range(1, 2), sync=False)
    with hall.open() as application:
        with application.store.write() as work:
            paper = work.archive.next()
            assert paper is not None
            work.archive.failed(paper, "too-slow", for_good=True)
        said: list[str] = []
        request = {"do": "run", "command": "archive", "arguments": {"run_it": True, "again": False}}
        assert served(application, request, lambda line, refused=False: said.append(line)) == 1
        assert "Đã làm bản lưu trữ của 1 giấy tờ." in said, "the other goes on"
        assert "0 giấy tờ chờ làm bản lưu trữ, 1 giấy tờ để riêng." in said
    done = counter_app(hall, "archive", "--plan")
    assert (done.returncode, done.stderr) == (1, "")
    assert "làm mãi không xong" in done.stdout
    assert "Cho làm lại 1 giấy tờ" in _good(counter_app(hall, "archive", "--again"))
    assert "0 giấy tờ để riêng" in _good(counter_app(hall, "archive", "--run"))
