"""The vault and the periods in "Máy này", by keys: shown to who may, and nothing goes without a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.archive import Tail, Unarchived
from counter_app.domain.codes import NumberBlock
from counter_app.domain.retention import Kept, parse_rules
from counter_app.ports import Due, VaultFile
from counter_app.use_cases.check_vault import VaultReport
from counter_app.use_cases.purge import PurgeDone, PurgePlan, PurgeStep
from resources import retention_rules
from tests.local_db.samples import COUNTER, DAY, UNIT, accept
from tests.staff import sit_down, staff
from tests.ui.conftest import Counter
from ui.machine.housekeeping_view import (
    ORPHANS,
    PURGE,
    READ,
    archive_lines,
    archive_words,
    done_words,
    housekeeping_lines,
)
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
    sit_down(application, staff()["tin"].account)
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
    _in_the_section(counter)
    counter.until(lambda: len(_titles(counter)) == 2)
    assert "không có quyền" in _titles(counter)[1]
    assert "bản lưu trữ" in _titles(counter)[0], "how far the archive forms are is told to everybody"


# --- archive forms -------------------------------------------------------------------------------------------


def _tail(waiting: int, *reasons: str) -> Tail:
    return Tail(waiting, tuple(Unarchived(uuid4(), "a", "", 3, why) for why in reasons))


def test_the_papers_set_aside_are_told_by_reason_the_most_frequent_first() -> None:
    waiting, first, second = archive_lines(_tail(12, "crashed", "too-slow", "too-slow"), may_try_again=True)
    assert waiting.title == "12 giấy tờ chờ làm bản lưu trữ"
    assert (first.title, second.title) == tuple(f"{n} giấy tờ chưa làm được bản lưu trữ" for n in (2, 1))
    assert first.about != second.about
    assert (first.offer, first.tone) == ("Enter: làm lại", Tone.ATTENTION)
    (_, aside) = archive_lines(_tail(0, "crashed"), may_try_again=False)
    assert aside.offer == ""
    assert "cán bộ CNTT" in aside.about


def test_a_pc_that_can_make_none_at_all_says_so_while_papers_wait() -> None:
    (stuck,) = archive_lines(Tail(5, (), "not-started"), may_try_again=False)
    assert stuck.title == "Không mở được phần làm bản lưu trữ. 5 giấy tờ đang chờ."
    assert "self-check" in stuck.about
    assert stuck.tone is Tone.ATTENTION


def test_the_strip_tells_what_waits_sooner_what_was_set_aside_and_else_nothing() -> None:
    assert archive_words(_tail(0)) is None
    assert archive_words(_tail(3)) == "Bản lưu trữ: còn 3 giấy tờ"
    assert archive_words(_tail(3, "crashed")) == "1 giấy tờ chưa làm được bản lưu trữ · Alt+7"


def test_what_was_set_aside_is_seen_on_every_screen_and_tried_again_by_a_key(counter: Counter) -> None:
    application, machine = counter.application, counter.opened.presenter.machine
    sit_down(application, staff()["tin"].account)
    with application.store.write() as work:
        work.numbers.add_block(NumberBlock("one", UNIT, COUNTER, DAY, 1, 9, 1))
        accept(work)
        while (paper := work.archive.next()) is not None:
            work.archive.failed(paper, "too-slow", for_good=True)
    machine.housekeeping.count()
    counter.until(lambda: "2 giấy tờ chưa làm được bản lưu trữ" in counter.opened.window.strip.tray.text())
    _in_the_section(counter)
    counter.until(lambda: "2 giấy tờ chưa làm được bản lưu trữ" in _titles(counter))
    rows = machine.housekeeping.rows
    rows.setCurrentRow(_titles(counter).index("2 giấy tờ chưa làm được bản lưu trữ"))
    counter.press(Qt.Key.Key_Return)
    counter.until(lambda: "2 giấy tờ chờ làm bản lưu trữ" in _titles(counter))
    assert counter.said.startswith("Đang làm lại bản lưu trữ của 2")
    assert "Bản lưu trữ: còn 2 giấy tờ" in counter.opened.window.strip.tray.text()
