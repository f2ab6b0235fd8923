"""The vault and the periods in "Máy này", by keys: shown to who may, and nothing goes without a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.people import Account, Role
from counter_app.domain.retention import Kept, parse_rules
from counter_app.ports import Due, VaultFile
from counter_app.use_cases.check_vault import VaultReport
from counter_app.use_cases.purge import PurgeDone, PurgePlan, PurgeStep
from resources import retention_rules
from tests.ui.conftest import Counter
from ui.machine.housekeeping_view import ORPHANS, PURGE, READ, done_words, housekeeping_lines
from ui.page import Tone

ALT = Qt.KeyboardModifier.AltModifier
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
RULES = {rule.kind: rule for rule in parse_rules(retention_rules())}


def plan(due: Due, unfinished: int = 0) -> PurgePlan:
    return PurgePlan((PurgeStep(RULES[Kept.PAGE], due),), unfinished)


def report(**changes: object) -> VaultReport:
    values: dict[str, object] = {"files": 3, "size": 5_000_000, "orphans": (), "removable": 0}
    return VaultReport(**{**values, "missing": (), "damaged": (), "read": False, **changes})  # type: ignore[arg-type]


def test_what_is_due_and_what_is_blocked_is_counted_with_its_rule() -> None:
    lines = {line.name: line for line in housekeeping_lines(plan(Due(2, 7, unsent=1, held=4)), report())}
    assert lines[PURGE].title == "2 mục hết hạn lưu"
    assert lines[PURGE].offer
    (rule,) = (line for name, line in lines.items() if name == RULES[Kept.PAGE].id)
    assert rule.title.endswith("2, 7 tệp · 1 tỉnh chưa xác nhận · 4 đang được giữ")
    assert "91/2025/QH15" in rule.about


def test_nothing_to_do_offers_nothing() -> None:
    lines = {line.name: line for line in housekeeping_lines(plan(Due(0)), report())}
    assert (lines[PURGE].offer, lines[ORPHANS].offer) == ("", "")
    assert lines[PURGE].tone is Tone.GOOD


def test_missing_files_are_an_error_and_young_orphans_only_listed() -> None:
    young = VaultFile("ab" * 32, 2_000_000, NOW - timedelta(hours=1))
    lines = {line.name: line for line in housekeeping_lines(plan(Due(0)), report(orphans=(young,), missing=("a",)))}
    assert lines[READ].tone is Tone.ERROR
    assert lines[ORPHANS].offer == ""
    assert "0 tệp cũ hơn 7 ngày" in lines[ORPHANS].about
    assert done_words(PurgeDone(1, 2, 3)) == "Đã dọn 1 mục, xóa 2 tệp. 3 tệp còn được dùng nên giữ lại."


def _in_the_section(counter: Counter) -> None:
    counter.press(Qt.Key.Key_7, modifier=ALT)
    machine = counter.opened.presenter.machine
    machine.screen.list.setCurrentRow(machine.sections.index(machine.housekeeping))
    counter.press(Qt.Key.Key_Return)


def _titles(counter: Counter) -> list[str]:
    return [row.title for row in counter.opened.presenter.machine.housekeeping.rows.rows]


def test_orphans_go_with_a_reason_and_stay_without(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    application = counter.application
    application.session.open(Account("it-1", "may", "Cán bộ CNTT", frozenset({Role.IT})))
    orphan = application.store.vault.put(b"a page of nobody")
    application.store.vault._put_here.clear()
    monkeypatch.setattr("counter_app.use_cases.check_vault.OLD_ENOUGH", timedelta(0))
    _in_the_section(counter)
    section = counter.opened.presenter.machine.housekeeping
    counter.until(lambda: "1 tệp không hồ sơ nào nhắc đến" in _titles(counter))
    section.rows.setCurrentRow(_titles(counter).index("1 tệp không hồ sơ nào nhắc đến"))
    counter.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert counter.said.startswith("Gõ lý do")
    counter.press(Qt.Key.Key_Escape)
    assert application.store.vault.has(orphan)
    counter.press(Qt.Key.Key_Return)
    counter.type("don kho")
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: "Không có tệp thừa" in _titles(counter))
    assert not application.store.vault.has(orphan)


def test_a_clerk_is_told_whose_work_it_is(counter: Counter) -> None:
    counter.application.session.open(Account("c", "c", "Cán bộ", frozenset({Role.CLERK})))
    _in_the_section(counter)
    counter.until(lambda: len(_titles(counter)) == 1)
    assert "không có quyền" in _titles(counter)[0]
