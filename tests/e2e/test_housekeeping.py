"""Audit, vault and purge as IT types them, on a counter that has worked for a day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from counter_app.bootstrap import Application
from counter_app.domain.errors import AuditBroken, AuditExportWrong, PurposeNeeded
from counter_app.store_commands import served
from tests.e2e.command_line import Done, counter_app
from tests.e2e.hall import Hall
from tests.e2e.test_restore import _a_day, _good
from tests.staff import NGUYET
from ui.messages import message

_DAYS = ("--from", "01/01/2020", "--to", "2099-12-31")


def _says(done: Done, words: str) -> None:
    assert done.returncode == 1
    assert words in done.stderr


def test_the_audit_is_checked_exported_and_verified_on_another_pc(hall: Hall) -> None:
    (accepted,) = _a_day(hall, range(1, 2))
    assert "Nhật ký nguyên vẹn" in _good(counter_app(hall, "audit", "check", "--full"))
    file, key = hall.folder / "nhat-ky.jsonl", hall.folder / "quay.pem"
    said = _good(counter_app(hall, "audit", "export", *_DAYS, "--purpose", "thanh tra", "-o", str(file)))
    assert str(file) in said
    assert accepted.code.text in file.read_text()
    _good(counter_app(hall, "audit", "key", "-o", str(key)))
    verified = counter_app(hall, "audit", "verify", str(file), "--key", str(key))  # of no store
    assert "Đúng như lúc ký" in _good(verified)
    file.write_text(file.read_text().replace(accepted.code.text, "H13.507-261123-9999", 1))
    _says(counter_app(hall, "audit", "verify", str(file)), message(AuditExportWrong(file=file.name)).what)


def test_a_tampered_audit_is_named_and_taken_for_whole_only_with_a_reason(hall: Hall) -> None:
    _a_day(hall, range(1, 2))
    _good(counter_app(hall, "audit", "check"))
    _witness(hall).unlink()
    _says(counter_app(hall, "audit", "check"), message(AuditBroken(why="no-witness")).what)
    _good(counter_app(hall, "audit", "check", "--renew", "đã đối chiếu với bản xuất"))
    _good(counter_app(hall, "audit", "check"))


def _witness(hall: Hall) -> Path:
    (found,) = hall.folder.rglob("counter.audit")
    return found


def test_a_purge_is_planned_held_and_run(hall: Hall) -> None:
    (accepted,) = _a_day(hall, range(1, 2))
    assert "trang-quet-90: 0 mục" in _good(counter_app(hall, "purge", "--plan"))
    _says(counter_app(hall, "purge", "--run"), message(PurposeNeeded()).what)
    assert "Đã giữ" in _good(counter_app(hall, "purge", "--hold", accepted.code.text, "--reason", "khiếu nại"))
    assert "Đã bỏ giữ" in _good(counter_app(hall, "purge", "--release", accepted.code.text, "--reason", "xong"))
    assert "Đã dọn 0 mục" in _good(counter_app(hall, "purge", "--run", "--reason", "kế hoạch quý"))
    assert "đều có và nguyên vẹn" in _good(counter_app(hall, "vault", "check", "--read"))


_PURGE = {"run_it": False, "hold": "", "release": "", "reason": "kế hoạch quý"}


def _seats(application: Application, command: str, **arguments: Any) -> list[dict[str, str]]:
    """What the audit says of whose seat each command through the door was typed at."""
    assert served(application, {"do": "run", "command": command, "arguments": arguments}, lambda *_, **__: None) == 0
    with application.store.read() as work:
        return [dict(line.about) for line in work.audit.lines(100) if line.what == "shell-command"]


@pytest.mark.parametrize("locked", [False, True])
def test_the_audit_says_who_was_logged_in_where_the_shell_acted(hall: Hall, locked: bool) -> None:
    with hall.open() as application:
        if locked:
            application.session.lock()
        assert _seats(application, "purge", **_PURGE) == []
        assert _seats(application, "purge", **{**_PURGE, "run_it": True}) == [{"command": "purge", "seat": NGUYET.id}]
        application.session.close()
        exported = {"first": "2020-01-01", "last": "2099-12-31", "purpose": "thanh tra"}
        lines = _seats(application, "audit-export", output=str(hall.folder / "nhat-ky.jsonl"), **exported)
        assert {"command": "audit-export", "seat": ""} in lines
