"""The audit's screen, by keys: found by day, person, act and dossier; a line that was changed stands out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.errors import AuditBroken, BadDay, BadPersonalNumber, NotAllowed, UnknownPerson
from counter_app.domain.people import Account, Role
from counter_app.ports import AuditEntry, AuditLine
from counter_app.use_cases.read_audit import AuditCheck
from tests.ui.conftest import Counter
from ui.audit.view_model import Wanted, acts, chain_words, days_of, detail_of, query_of, refused_words, row_of
from ui.page import Tone

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NAMES = {"lead-1": "Trần Văn Trưởng", "clerk-1": "Lâm Thị Bảy", "clerk-2": "Lâm Văn Tám"}
TODAY = date(2026, 11, 23)


def entry(**changes: object) -> AuditEntry:
    values: dict[str, object] = {
        "table": "audit",
        "line": 7,
        "at": datetime(2026, 11, 23, 2, 0, tzinfo=UTC),
        "who": "lead-1",
        "counter": "Q1",
        "what": "dossier-accepted",
        "about": {"dossier": "d", "code": "H13-1"},
        "previous": "a" * 64,
        "hash": "b" * 64,
        "whole": True,
        **changes,
    }
    return AuditEntry(**values)  # type: ignore[arg-type]


def test_a_line_is_told_in_words_and_a_changed_one_says_what_that_means() -> None:
    row = row_of(entry(), NAMES)
    assert (row.when, row.who, row.what) == ("09:00 23/11/2026", "Trần Văn Trưởng", "Tiếp nhận hồ sơ")
    assert row.about == "mã hồ sơ H13-1"
    assert detail_of(entry(), NAMES).tone is Tone.GOOD
    broken = detail_of(entry(whole=False), NAMES)
    assert broken.tone is Tone.ERROR
    assert "bị sửa" in broken.verdict


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("", (None, None)),
        ("23/11/2026", (TODAY, TODAY)),
        ("20/11-23/11", (date(2026, 11, 20), TODAY)),
        ("29/02/2024", (date(2024, 2, 29), date(2024, 2, 29))),
    ],
)
def test_days_are_typed_as_they_are_written(typed: str, days: tuple[date | None, date | None]) -> None:
    assert days_of(typed, TODAY) == days


@pytest.mark.parametrize("typed", ["x", "31/11", "23/11-20/11", "1-2-3", "29/02"])
def test_what_is_no_day_is_said(typed: str) -> None:
    with pytest.raises(BadDay):
        days_of(typed, TODAY)


def test_who_is_found_by_a_part_of_the_name_without_marks() -> None:
    assert query_of(Wanted(who="bay"), TODAY, NAMES).who == "clerk-1"
    assert query_of(Wanted(who="tỉnh"), TODAY, NAMES).who == "province"
    for unclear in ("lam", "nobody"):
        with pytest.raises(UnknownPerson):
            query_of(Wanted(who=unclear), TODAY, NAMES)
    with pytest.raises(BadPersonalNumber):
        query_of(Wanted(person="123"), TODAY, NAMES)


def test_the_chain_and_a_refusal_in_words() -> None:
    assert chain_words(AuditCheck(1234, datetime(2026, 11, 23, 2, 0, tzinfo=UTC)))[0].endswith(
        "soát lúc 09:00, 1.234 dòng"
    )
    words, tone = chain_words(AuditBroken(why="cut-off", table="audit", line="9"))
    assert "chỉ còn đến dòng 9" in words
    assert tone is Tone.ERROR
    assert refused_words(NotAllowed(right="read-audit"))
    assert acts()[0] == ("", "mọi việc")


@pytest.fixture
def lead(counter: Counter) -> Counter:
    """The head of the one-stop shop sits at the counter."""
    counter.application.session.open(Account("lead-1", "truong", NAMES["lead-1"], frozenset({Role.SUPERVISOR})))
    return counter


def _wrote(counter: Counter, count: int) -> None:
    store = counter.application.store
    for n in range(count):
        with store.write() as work:
            what = "receipt-printed" if n % 2 else "draft-put-away"
            work.audit.add(AuditLine(store.clock.now(), "clerk-1", "Q01", what, {"dossier": str(uuid4())}))


def _rows(counter: Counter) -> list[str]:
    return [row.what for row in counter.opened.presenter.audit.screen.model.lines]


def test_alt_6_leafs_through_the_audit_to_its_first_line(lead: Counter) -> None:
    _wrote(lead, 130)
    lead.press(Qt.Key.Key_6, modifier=ALT)
    screen = lead.opened.presenter.audit.screen
    assert screen.days.hasFocus()
    assert len(_rows(lead)) == 100
    lead.until(lambda: "nguyên vẹn" in screen.chain.text())
    lead.press(Qt.Key.Key_Down)
    assert screen.table.hasFocus()
    lead.press(Qt.Key.Key_End, modifier=CTRL)
    lead.until(lambda: len(_rows(lead)) >= 130)
    assert screen.title.text()


def test_an_act_is_chosen_and_a_filter_taken_back(lead: Counter) -> None:
    _wrote(lead, 4)
    lead.press(Qt.Key.Key_6, modifier=ALT)
    screen = lead.opened.presenter.audit.screen
    screen.act.setCurrentIndex(screen.act.findData("receipt-printed"))
    lead.press(Qt.Key.Key_Return)
    assert _rows(lead) == ["In giấy tiếp nhận"] * 2
    lead.press(Qt.Key.Key_Escape)
    assert len(_rows(lead)) >= 4
    lead.type("99/99")
    lead.press(Qt.Key.Key_Return)
    assert lead.said.startswith("Ngày chưa đúng.")


def test_about_a_person_a_purpose_is_asked_and_nothing_stays_on_the_screen(lead: Counter) -> None:
    lead.press(Qt.Key.Key_6, modifier=ALT)
    screen = lead.opened.presenter.audit.screen
    screen.person.setFocus()
    screen.person.setText("094 190 004 321")  # typed by hand; at a scanner's speed it would be a card
    lead.press(Qt.Key.Key_Return)
    assert lead.said.startswith("Cần ghi mục đích")
    screen.purpose.setFocus()
    lead.type("khieu nai")
    lead.press(Qt.Key.Key_Return)
    assert _rows(lead) == ["Tra cứu một người"]
    assert "094190004321" not in screen.model.lines[0].about
    lead.press(Qt.Key.Key_2, modifier=ALT)
    assert (screen.person.text(), _rows(lead)) == ("", [])


def test_a_changed_line_stands_out_and_a_full_walk_names_it(lead: Counter) -> None:
    _wrote(lead, 3)
    with lead.application.store._engines.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE audit SET who = 'nobody' WHERE line = 2")
    lead.press(Qt.Key.Key_6, modifier=ALT)
    lead.press(Qt.Key.Key_R, modifier=CTRL)
    screen = lead.opened.presenter.audit.screen
    lead.until(lambda: "dòng 2" in screen.chain.text())
    assert any(not row.whole for row in screen.model.lines)


def test_the_audit_is_exported_by_keys_with_a_purpose(
    lead: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _wrote(lead, 2)
    target = tmp_path / "nhat-ky.jsonl"
    monkeypatch.setattr("ui.audit.presenter.choose_target", lambda *_: target)
    lead.press(Qt.Key.Key_6, modifier=ALT)
    lead.press(Qt.Key.Key_S, modifier=CTRL)
    screen = lead.opened.presenter.audit.screen
    assert lead.focus is screen.purpose
    lead.type("thanh tra")
    lead.press(Qt.Key.Key_S, modifier=CTRL)
    lead.until(lambda: target.exists())
    assert "Đã xuất" in lead.said
    assert _rows(lead)[0] == "Xuất nhật ký ra tệp có ký"


def test_who_may_not_read_it_is_told_and_sees_nothing(open_counter: Callable[..., Counter]) -> None:
    counter = open_counter()
    counter.application.session.open(Account("c", "c", "Cán bộ", frozenset({Role.CLERK})))
    counter.press(Qt.Key.Key_6, modifier=ALT)
    screen = counter.opened.presenter.audit.screen
    assert _rows(counter) == []
    assert screen.nothing.text()
