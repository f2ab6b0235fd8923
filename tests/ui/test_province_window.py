"""What comes from the province about single dossiers, in the real window with real keys and a real line: online
dossiers that wait, steps made there, a result as a file."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import requests
from PySide6.QtCore import Qt
from reportlab.pdfgen.canvas import Canvas

from counter_app.domain.dossier import Channel, Honest
from counter_app.domain.life import Act, Stage
from tests.paperwork.reading import text_of
from tests.services.sandbox import Sandbox
from tests.ui.conftest import Counter, knows_sa_rinh
from tests.ui.test_following_window import ALT, CTRL, OTHERS_CARD, Key, accepted, life, open_story, papers
from tests.ui.test_same_visit_window import draft

SHIFT = Qt.KeyboardModifier.ShiftModifier


def told(sandbox: Sandbox, unit: str, kind: str, /, **message: Any) -> UUID:
    """The province says it with its next changes."""
    message = {"id": str(uuid4()), **message}
    reply = requests.post(f"{sandbox.url}/sandbox/news/{unit}/{kind}", data=json.dumps(message), timeout=30)
    assert reply.status_code == 200, reply.text
    return UUID(message["id"])


def file_of(sandbox: Sandbox, data: bytes, component: str) -> dict[str, Any]:
    name = requests.post(f"{sandbox.url}/sandbox/files", data=data, timeout=30).json()["sha256"]
    return {"sha256": name, "size": len(data), "media_type": "application/pdf", "component": component}


def pdf() -> bytes:
    """A real one."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(420, 595))
    canvas.drawString(72, 500, "Ket qua")
    canvas.save()
    return out.getvalue()


def sent_online(sandbox: Sandbox, counter: Counter, code: str, **more: Any) -> UUID:
    applicant = {"personal_number": "094190004321", "full_name": "Thạch Thị Sa Rinh", "address": "Tài Văn"}
    return told(
        sandbox,
        counter.application.settings.unit.code,
        "online",
        **{
            "code": code,
            "procedure_code": "1.004873",
            "applicant": applicant,
            "submitted_at": datetime.now(UTC).isoformat(),
            "files": [file_of(sandbox, pdf(), "to-khai")],
            **more,
        },
    )


def waiting(counter: Counter) -> list[str]:
    counter.press(Key.Key_8, modifier=ALT)
    counter.press(Key.Key_3, modifier=ALT)
    return [row.name for row in counter.opened.presenter.dossiers.screen.online.rows]


def test_an_online_dossier_waits_with_its_hour_and_is_received_under_the_province_s_code(
    open_counter: Callable[..., Counter], sandbox: Sandbox
) -> None:
    counter = knows_sa_rinh(open_counter(sandbox.url))
    late = datetime.now(UTC) - timedelta(days=4)
    unit = counter.application.settings.unit.code
    code = f"{unit}-261123-0901"
    online = sent_online(sandbox, counter, code, submitted_at=late.isoformat())
    counter.application.exchange()
    assert waiting(counter) == [str(online)]
    screen = counter.opened.presenter.dossiers.screen
    assert "quá giờ trả lời" in screen.online.rows[0].quiet
    if not screen.online.hasFocus():
        counter.press(Key.Key_Tab)
    counter.press(Key.Key_Return)
    counter.until(lambda: counter.opened.presenter.reception.draft is not None)
    assert draft(counter).dossier.channel is Channel.ONLINE
    counter.press(Key.Key_Return, Key.Key_F12)
    reception = counter.opened.presenter.reception
    counter.until(lambda: reception.closing.accepted is not None)
    dossier = reception.closing.accepted
    assert dossier is not None
    assert (dossier.id, dossier.code.text) == (online, code)
    assert dossier.receipt.register is not None
    assert life(counter, dossier).due is not None
    assert waiting(counter) == []
    counter.application.exchange()
    with counter.application.store.read() as work:
        assert work.dossiers.get(online)[1].state is Honest.CONFIRMED
    (held,) = sandbox.holdings().dossiers
    assert json.loads(held.payload)["channel"] == "online"


def test_certified_copies_sent_online_cost_by_the_page_and_are_counted_before_f12_takes_them(
    open_counter: Callable[..., Counter], sandbox: Sandbox
) -> None:
    counter = knows_sa_rinh(open_counter(sandbox.url))
    code = f"{counter.application.settings.unit.code}-261123-0909"
    sent_online(sandbox, counter, code, procedure_code="2.000815", files=[file_of(sandbox, pdf(), "ban-sao")])
    counter.application.exchange()
    assert len(waiting(counter)) == 1
    counter.opened.presenter.dossiers.screen.online.setFocus()
    counter.press(Key.Key_Return)
    reception = counter.opened.presenter.reception
    counter.until(lambda: reception.draft is not None)
    counter.press(Key.Key_F6, modifier=CTRL)
    counter.until(lambda: draft(counter).step == "copies")
    for word in ("Bang", "3", "2"):
        counter.type(word)
        counter.press(Key.Key_Return)
    counter.press(Key.Key_F12)
    counter.until(lambda: reception.closing.accepted is not None)
    dossier = reception.closing.accepted
    assert dossier is not None
    assert (dossier.code.text, dossier.receipt.fee) == (code, 10_000)
    assert [copy.title for copy in dossier.receipt.copies] == ["Bang"]
    counter.application.exchange()
    (held,) = sandbox.holdings().dossiers
    assert json.loads(held.payload)["fee"] == 10_000


def test_what_is_wanting_is_asked_for_by_the_portal_and_it_comes_back_when_it_is_sent_again(
    open_counter: Callable[..., Counter], sandbox: Sandbox
) -> None:
    counter = knows_sa_rinh(open_counter(sandbox.url))
    code = f"{counter.application.settings.unit.code}-261123-0902"
    online = sent_online(sandbox, counter, code)
    counter.application.exchange()
    assert waiting(counter) == [str(online)]
    screen = counter.opened.presenter.dossiers.screen
    screen.online.setFocus()
    counter.press(Key.Key_Return)
    counter.until(lambda: counter.opened.presenter.reception.draft is not None)
    counter.press(Key.Key_F12, modifier=SHIFT)
    counter.until(lambda: counter.f12 == "GỬI YÊU CẦU BỔ SUNG")
    counter.press(Key.Key_Space, Key.Key_Return)
    counter.type("Chua ky")
    counter.press(Key.Key_F12)
    counter.until(lambda: "Đã trả lời" in counter.said)
    assert waiting(counter) == []
    counter.application.exchange()
    assert [(step["dossier"], step["act"]) for step in sandbox.steps()] == [(str(online), "supplement-asked")]
    counter.press(Key.Key_F, modifier=CTRL)  # the citizen calls: what is wanting?
    for word in ("sa ", "rinh "):
        counter.type(word)
    counter.until(lambda: [line.code for line in screen.model.lines] == [code])
    assert screen.model.lines[0].procedure == "Cấp Giấy xác nhận tình trạng hôn nhân\nchờ bổ sung"
    counter.press(Key.Key_Tab, Key.Key_Return)
    assert "Chua ky" in counter.said
    counter.press(Key.Key_Escape)
    again = (datetime.now(UTC) + timedelta(seconds=5)).isoformat()
    sent_online(sandbox, counter, code, id=str(online), submitted_at=again)
    counter.application.exchange()
    assert waiting(counter) == [str(online)]
    screen.online.setFocus()
    counter.press(Key.Key_Return)
    counter.until(lambda: counter.opened.presenter.reception.draft is not None)
    counter.press(Key.Key_F12, modifier=CTRL)
    counter.type("Sai noi")
    counter.press(Key.Key_F12)
    counter.until(lambda: "Đã trả lời" in counter.said)
    counter.application.exchange()
    assert [step["act"] for step in sandbox.steps()] == ["supplement-asked", "refused"]
    assert waiting(counter) == []


def test_a_result_that_comes_electronically_is_fetched_stands_in_the_story_and_is_offered_for_handing_out(
    open_counter: Callable[..., Counter], sandbox: Sandbox
) -> None:
    counter = knows_sa_rinh(open_counter(sandbox.url))
    dossier = accepted(counter)
    unit, data = counter.application.settings.unit.code, pdf()
    common = {"dossier_id": str(dossier.id), "who": "Lê Văn Tám", "unit": "UBND phường"}
    told(sandbox, unit, "steps", act="noted", at=datetime.now(UTC).isoformat(), reason="Đã trình ký", **common)
    told(
        sandbox,
        unit,
        "steps",
        act="result-arrived",
        at=datetime.now(UTC).isoformat(),
        result={"kind": "KQ.G15.000031", "number": "12/2026"},
        files=[file_of(sandbox, data, "ket-qua")],
        **common,
    )
    counter.application.exchange()
    counter.application.exchange()  # told once, and taken in once
    steps = life(counter, dossier).steps
    assert [step.act for step in steps] == [Act.NOTED, Act.RESULT_ARRIVED]
    assert life(counter, dossier).stage is Stage.DONE
    assert counter.application.store.vault.get(steps[1].captured[0].files[0]) == data
    open_story(counter)
    story = counter.opened.presenter.dossiers.story.screen
    at = {row.title: number for number, row in enumerate(story.rows.rows)}
    assert "Đã trình ký" in story.rows.rows[at["Tiến độ tại tỉnh"]].quiet
    assert "bản điện tử" in story.rows.rows[at["Kết quả đã về"]].quiet
    story.rows.setFocus()
    counter.press(Key.Key_Home, *[Key.Key_Down] * at["Kết quả đã về"])
    before = len(list(counter.printed.glob("*.pdf")))
    counter.press(Key.Key_P, modifier=CTRL)
    counter.until(lambda: len(list(counter.printed.glob("*.pdf"))) == before + 1)
    story.deeds.setFocus()
    counter.type("1")
    counter.until(lambda: counter.opened.presenter.results.view.result != "")


def test_a_result_whose_file_the_province_does_not_give_says_so_and_what_is_told_late_moves_nothing(
    open_counter: Callable[..., Counter], sandbox: Sandbox
) -> None:
    counter = knows_sa_rinh(open_counter(sandbox.url))
    dossier = accepted(counter)
    unit = counter.application.settings.unit.code
    common = {"dossier_id": str(dossier.id), "who": "Lê Văn Tám", "at": datetime.now(UTC).isoformat()}
    lost = {"sha256": "0" * 64, "size": 9, "media_type": "application/pdf", "component": "ket-qua"}
    result = {"kind": "KQ.G15.000031"}
    told(sandbox, unit, "steps", act="result-arrived", result=result, files=[lost], **common)
    told(sandbox, unit, "steps", act="handed-over", **common)
    told(sandbox, unit, "steps", act="of-a-later-version", **common)
    told(sandbox, unit, "steps", act="noted", **{**common, "dossier_id": str(uuid4())})
    counter.application.exchange()
    found = life(counter, dossier)
    assert [step.act for step in found.steps] == [Act.RESULT_ARRIVED, Act.NOTED, Act.NOTED]
    assert found.stage is Stage.DONE
    told_now = counter.application.desk.story(dossier.id).life.result
    assert told_now is not None
    assert told_now.why_no_file


def test_a_card_of_somebody_else_never_takes_an_online_dossier_over(
    open_counter: Callable[..., Counter], sandbox: Sandbox
) -> None:
    counter = open_counter(sandbox.url)
    online = sent_online(sandbox, counter, f"{counter.application.settings.unit.code}-261123-0903")
    counter.application.exchange()
    desk = counter.application.desk
    counter.opened.presenter.reopen(desk.online.open(online).dossier.id)
    counter.until(lambda: counter.opened.presenter.reception.draft is not None)
    counter.opened.card_read(OTHERS_CARD)
    counter.answered()
    applicant = draft(counter).dossier.applicant
    assert applicant is not None
    assert applicant.full_name == "Thạch Thị Sa Rinh"
    assert draft(counter).dossier.settlements


def test_what_was_refused_online_stands_in_the_register_and_is_found_with_its_reason_and_its_slip(
    open_counter: Callable[..., Counter], sandbox: Sandbox, tmp_path: Path
) -> None:
    counter = knows_sa_rinh(open_counter(sandbox.url))
    code = f"{counter.application.settings.unit.code}-261123-0907"
    sent_online(sandbox, counter, code)
    counter.application.exchange()
    assert len(waiting(counter)) == 1
    screen = counter.opened.presenter.dossiers.screen
    screen.online.setFocus()
    counter.press(Key.Key_Return)
    counter.until(lambda: counter.opened.presenter.reception.draft is not None)
    counter.press(Key.Key_F12, modifier=CTRL)
    counter.type("Sai noi nop")
    counter.press(Key.Key_Return)
    counter.type("Den Tai Van")
    counter.press(Key.Key_F12)
    counter.until(lambda: "từ chối, số 01-Q01" in counter.said)
    assert not papers(counter, "tu-choi"), "nobody stands here to take it"
    counter.press(Key.Key_P, modifier=CTRL)
    counter.until(lambda: "Đã in" in counter.said)
    (slip,) = papers(counter, "tu-choi-01")
    said = text_of((counter.printed / slip).read_bytes(), tmp_path)
    assert "Sai noi nop" in said
    assert code in said
    assert "BẢN IN LẠI" not in said
    counter.application.exchange()
    (step,) = sandbox.steps()
    assert (step["act"], step["reason"]) == ("refused", "Sai noi nop. Den Tai Van")
    counter.press(Key.Key_3, modifier=ALT)
    for typed in ("sa rinh", "0907", code):
        counter.press(Key.Key_F, modifier=CTRL)
        for word in typed.split():
            counter.type(f"{word} ")
        counter.until(lambda: [line.code for line in screen.model.lines] == ["Từ chối 01-Q01"])
        assert screen.model.lines[0].code_note == f"trực tuyến, {code}"
        counter.press(Key.Key_Escape)
    counter.press(Key.Key_F, modifier=CTRL)
    counter.type("0907")
    counter.until(lambda: len(screen.model.lines) == 1)
    counter.press(Key.Key_Tab, Key.Key_Return)
    story = counter.opened.presenter.dossiers.story.screen
    counter.until(lambda: [row.title for row in story.rows.rows][-1:] == ["Từ chối tiếp nhận"])
    assert "Sai noi nop" in story.none.text()
    assert "Den Tai Van" in story.none.text()
    assert code in story.procedure.text()
