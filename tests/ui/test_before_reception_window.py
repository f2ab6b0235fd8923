"""What ends at the counter before anything is received, and what is received for another authority: with real keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from counter_app.domain.life import Stage
from counter_app.ports import AuditQuery
from sync.contract import DossierMessage
from tests.paperwork.reading import text_of
from tests.ui.conftest import Counter, knows_sa_rinh
from tests.ui.people import CARD
from tests.ui.test_following_window import ALT, CTRL, Key, choose, life, open_story, papers
from ui.story.view_model import Deed

SHIFT = Qt.KeyboardModifier.ShiftModifier


def at_the_papers(counter: Counter) -> None:
    counter.press(Key.Key_F3)
    counter.opened.card_read(CARD)
    counter.until(lambda: counter.f12 == "CÒN THIẾU thủ tục")
    counter.type("tthn")
    counter.press(Key.Key_Return)


def test_a_refusal_is_a_numbered_paper_and_a_line_in_the_audit_and_no_dossier(counter: Counter) -> None:
    at_the_papers(counter)
    counter.press(Key.Key_F12, modifier=CTRL)
    counter.until(lambda: counter.f12 == "TỪ CHỐI")
    counter.press(Key.Key_F12)
    assert "Còn thiếu lý do" in counter.said
    counter.type("Khong thuoc")
    counter.press(Key.Key_F12)
    counter.until(lambda: "Đã in" in counter.said)
    assert len(papers(counter, "tu-choi-01")) == 1
    with counter.application.store.read() as work:
        assert not work.dossiers.recent()
        lines = work.audit.page(AuditQuery(what="reception-refused"))
        assert [line.about["number"] for line in lines] == ["1"]
        assert not work.drafts.all_open()
    assert counter.opened.presenter.reception.draft is None


def test_esc_takes_a_refusal_back_and_keeps_what_was_typed(counter: Counter) -> None:
    at_the_papers(counter)
    counter.press(Key.Key_F12, modifier=CTRL)
    counter.type("Chua den")
    counter.press(Key.Key_Escape)
    assert counter.f12.startswith(("CÒN THIẾU", "CHƯA LẤY"))
    counter.press(Key.Key_F12, modifier=CTRL)
    aside = counter.opened.presenter.reception.screen.aside
    counter.until(lambda: aside.values["reason"] == "Chua den")


def test_a_restart_reopens_the_refusal_as_it_was_typed(open_counter: Callable[..., Counter]) -> None:
    counter = knows_sa_rinh(open_counter())
    at_the_papers(counter)
    counter.press(Key.Key_F12, modifier=CTRL)
    counter.type("Chua den")
    store = counter.application.store

    def saved() -> bool:
        with store.read() as work:
            form = work.typed.last_open(counter.application.session.who)
        return form is not None and dict(form.values)["reason"] == "Chua den"

    counter.until(saved)
    again = open_counter()
    again.until(lambda: again.opened.presenter.reception.asides.showing)
    again.until(lambda: again.opened.presenter.reception.screen.aside.values["reason"] == "Chua den")
    assert again.f12 == "TỪ CHỐI"


def test_received_for_another_authority_the_clock_starts_when_it_is_handed_over(counter: Counter) -> None:
    at_the_papers(counter)
    counter.press(Key.Key_F4, modifier=CTRL)
    counter.type("my xuyen")
    counter.press(Key.Key_F12)
    reception = counter.opened.presenter.reception
    counter.until(lambda: reception.view is not None and "UBND phường Mỹ Xuyên" in reception.view.due)
    counter.press(Key.Key_Return, Key.Key_F5, Key.Key_F12)
    counter.until(lambda: reception.closing.accepted is not None)
    dossier = reception.closing.accepted
    assert dossier is not None
    assert dossier.receipt.competent_authority == "UBND phường Mỹ Xuyên"
    assert life(counter, dossier).due is None
    open_story(counter)
    choose(counter, Deed.HAND_OVER)
    counter.press(Key.Key_F12)
    counter.until(lambda: life(counter, dossier).stage is Stage.PROCESSING)
    handed = life(counter, dossier)
    assert handed.with_unit == "UBND phường Mỹ Xuyên"
    assert handed.due is not None
    assert handed.due > handed.steps[-1].at


def test_a_restart_reopens_a_step_after_acceptance_as_it_was_typed(open_counter: Callable[..., Counter]) -> None:
    counter = knows_sa_rinh(open_counter())
    at_the_papers(counter)
    counter.press(Key.Key_Return, Key.Key_F5, Key.Key_F12)
    reception = counter.opened.presenter.reception
    counter.until(lambda: reception.closing.accepted is not None)
    open_story(counter)
    choose(counter, Deed.ASK)
    counter.press(Key.Key_Space, Key.Key_Return)
    counter.type("Chua ky")
    store = counter.application.store

    def saved() -> bool:
        with store.read() as work:
            form = work.typed.last_open(counter.application.session.who)
        return form is not None and dict(form.values)["reason"] == "Chua ky"

    counter.until(saved)
    again = open_counter()
    story = again.opened.presenter.dossiers.story
    again.until(lambda: story.screen.asking and story.screen.form.values["reason"] == "Chua ky")
    assert len(story.screen.form.ticked) == 1
    again.press(Key.Key_F12)
    accepted = story._story
    assert accepted is not None
    again.until(lambda: life(again, accepted.accepted).stage is Stage.SUPPLEMENT)
    with again.application.store.read() as work:
        assert work.typed.last_open(again.application.session.who) is None, "what was done would be reopened"


def test_a_result_is_collected_at_another_desk_and_every_list_says_where(counter: Counter, tmp_path: Path) -> None:
    at_the_papers(counter)
    reception = counter.opened.presenter.reception
    counter.press(Key.Key_F9, modifier=SHIFT)
    counter.until(lambda: counter.f12 == "NHẬN KẾT QUẢ Ở ĐÂY")
    counter.type("my ")
    counter.type("xuyen")
    counter.press(Key.Key_F12)
    there = "Trung tâm Phục vụ hành chính công phường Mỹ Xuyên"
    counter.until(lambda: reception.screen.delivery.text() == there)
    counter.press(Key.Key_F9)
    counter.until(lambda: reception.screen.delivery.text() == "qua bưu chính")
    counter.press(Key.Key_F9)
    counter.until(lambda: reception.screen.delivery.text() == "tại quầy")
    counter.press(Key.Key_F9, modifier=SHIFT)
    counter.until(lambda: counter.f12 == "NHẬN KẾT QUẢ Ở ĐÂY")
    counter.type("my ")
    counter.type("xuyen")
    counter.press(Key.Key_F12)
    counter.until(lambda: reception.screen.delivery.text() == there)
    counter.press(Key.Key_Return, Key.Key_F5, Key.Key_F12)
    counter.until(lambda: reception.closing.accepted is not None)
    dossier = reception.closing.accepted
    assert dossier is not None
    assert dossier.receipt.delivery_words == f"tại {there}"
    open_story(counter)
    story = counter.opened.presenter.dossiers.story.screen
    assert "nhận kết quả tại phường Mỹ Xuyên" in story.fee.text()
    choose(counter, Deed.HAND_OVER)
    counter.press(Key.Key_F12)
    counter.until(lambda: "Đã in" in counter.said)
    slip = sorted(counter.printed.glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns)[-1]
    assert "Trả kết quả tại phường Mỹ Xuyên" in text_of(slip.read_bytes(), tmp_path, order="raw")
    counter.press(Key.Key_Escape)
    table = counter.opened.presenter.dossiers.screen.model
    counter.until(lambda: "nhận kết quả tại phường Mỹ Xuyên" in table.lines[0].procedure)
    counter.press(Key.Key_8, modifier=ALT)
    counter.press(Key.Key_P, modifier=CTRL)
    counter.until(lambda: "Đã in bảng bàn giao" in counter.said)
    (listed,) = papers(counter, "ban-giao")
    assert "Trả tại phường Mỹ Xuyên" in text_of((counter.printed / listed).read_bytes(), tmp_path, order="raw")
    with counter.application.store.read() as work:
        events = work.outbox.open_of(dossier.id)
    assert events[0].payload["collect_at"] == there
    assert DossierMessage.model_validate_json(json.dumps(events[0].payload)).collect_at == there
