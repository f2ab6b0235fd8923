"""What the reception screen says, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from counter_app.domain.card import CardWarning
from counter_app.domain.deadline import VIETNAM, Appointment, appoint
from counter_app.domain.dossier import AskAgain, Channel, Delivery, Dossier, LookUpState, Row
from counter_app.domain.page_fault import PageFault
from counter_app.domain.paper import LegalState
from counter_app.domain.procedure import FeeRule, OnlineFee
from counter_app.ports import CapturedPage, Draft
from tests.ui.people import CATALOGUE, DAY, NOW, SINGLE, dossier, draft, held_papers, nameless
from ui.page import Tone
from ui.reception.checklist import checklist, choices, page_numbers, papers
from ui.reception.page_words import page_words
from ui.reception.view_model import Accepting, AcceptKey, Context, ReceptionView, Step, gap_words, reception_view

SOURCES = dict(CATALOGUE.sources)


def view(of: Draft, **context: object) -> ReceptionView:
    return reception_view(of, replace(Context(sources=SOURCES), **context))  # type: ignore[arg-type]


def line_of(of: Draft, code: str) -> tuple[Row, str, str]:
    line = next(line for line in checklist(of, SOURCES) if line.code == code)
    return line.row, line.note, line.detail


def test_f12_reads_what_is_missing_until_nothing_is() -> None:
    empty = Dossier(UUID(int=1), DAY)
    assert view(draft(empty)).accept == AcceptKey("CÒN THIẾU người nộp", False)
    assert view(draft(replace(nameless(dossier()), procedure=None))).accept == AcceptKey("CÒN THIẾU họ tên", False)
    assert view(draft(replace(dossier(), procedure=None))).accept == AcceptKey("CÒN THIẾU thủ tục", False)
    assert view(draft(dossier())).accept == AcceptKey("CÒN THIẾU 2", False)
    held = dossier(held_papers())
    assert view(draft(held)).accept == AcceptKey("CÒN THIẾU 1", False)
    scanned = held.capture("to-khai", ("a",))
    assert view(draft(scanned, "a")).accept == AcceptKey("CHƯA LẤY 1 GIẤY", False)
    assert view(draft(scanned.take_all(), "a")).accept == AcceptKey("TIẾP NHẬN", True)


def test_f12_is_dead_after_its_first_press() -> None:
    ready = draft(dossier(held_papers()).take_all().capture("to-khai", ("a",)), "a")
    assert not view(ready, accepting=Accepting.SAVING).accept.ready
    assert not view(ready, accepting=Accepting.DONE).accept.ready


def test_the_step_follows_the_first_gap() -> None:
    assert view(draft(Dossier(UUID(int=1), DAY))).step is Step.PERSON
    assert view(draft(nameless(dossier()))).step is Step.NAME
    assert view(draft(replace(dossier(), procedure=None))).step is Step.PROCEDURE
    assert view(draft(dossier())).step is Step.PAPERS
    assert "Tờ khai" in gap_words(view(draft(dossier())))


def test_missing_papers_stand_first_and_unneeded_ones_last() -> None:
    rows = [line.row for line in checklist(draft(dossier(held_papers())), SOURCES)]
    assert rows[0] is Row.MISSING
    assert rows[1] is Row.HELD
    assert set(rows[2:]) == {Row.NOT_NEEDED}


def test_a_held_paper_shows_source_state_and_legal_basis() -> None:
    row, note, detail = line_of(draft(dossier(held_papers())), "cu-tru")
    assert row is Row.HELD
    assert note == "CSDL quốc gia về dân cư"
    assert "dữ liệu trong CSDL, 23/11/2026" in detail
    assert "NĐ 309/2026" in next(line.basis for line in checklist(draft(dossier(held_papers())), SOURCES) if line.basis)


def test_issue_year_and_expiry_of_a_held_paper_are_shown() -> None:
    married = replace(held_papers()[0], expires_on=DAY + timedelta(days=7))
    row, note, _ = line_of(draft(dossier((married,)).need("ket-hon")), "ket-hon")
    assert row is Row.HELD
    assert note == "CSDL hộ tịch điện tử · cấp 2019 · hạn 30/11/2026"


def test_what_is_held_but_does_not_satisfy_says_why() -> None:
    row, _, detail = line_of(draft(dossier(held_papers()).need("ly-hon")), "ly-hon")
    assert row is Row.MISSING
    assert "ảnh chưa ký số" in detail
    told = {paper.title: paper for paper in papers(dossier(held_papers()), SOURCES)}
    assert not told["Quyết định ly hôn (ảnh chụp)"].satisfies
    assert told["Thông tin về cư trú"].satisfies
    expired = replace(held_papers()[0], expires_on=DAY - timedelta(days=1))
    assert "đã hết hạn" in papers(dossier((expired,)), SOURCES)[0].standing


def test_every_legal_state_has_words() -> None:
    for state in LegalState:
        paper = replace(held_papers()[1], legal_state=state)
        assert "KeyError" not in papers(dossier((paper,)), SOURCES)[0].about


def test_offline_offers_to_receive_now_and_look_up_later_first() -> None:
    offline = dossier(look_up=LookUpState.UNREACHABLE)
    _, note, _ = line_of(draft(offline), "cu-tru")
    assert "mất đường truyền" in note
    offered = choices(offline, SINGLE.component("cu-tru"))
    assert offered[0].value is None
    assert offered[0].words.startswith("Nhận trước, tra cứu sau")
    assert {choice.value for choice in offered[1:]} == set(AskAgain)


def test_the_lost_line_is_no_reason_for_a_paper_that_is_held() -> None:
    held = dossier(held_papers(), LookUpState.UNREACHABLE)
    reasons = [choice.value for choice in choices(held, SINGLE.component("cu-tru"))]
    assert reasons == [AskAgain.INCIDENT, AskAgain.WRONG_DATA]


def test_a_paper_asked_for_again_says_why() -> None:
    asked = dossier(held_papers()).ask_for("cu-tru", AskAgain.WRONG_DATA)
    row, note, _ = line_of(draft(asked), "cu-tru")
    assert (row, note) == (Row.MISSING, "vẫn yêu cầu nộp: dữ liệu sai")


def test_scanned_pages_are_named_by_their_numbers() -> None:
    captured = dossier().capture("to-khai", ("a", "b", "d"))
    assert line_of(draft(captured, "a", "b", "c", "d"), "to-khai")[1] == "quét tại quầy · trang 1–2, 4"
    assert page_numbers([]) == ""
    assert page_numbers([3, 1, 2, 7]) == "1–3, 7"


def test_page_tiles_carry_their_component_and_their_doubts() -> None:
    captured = draft(dossier().capture("to-khai", ("a",)), "a")
    loose = CapturedPage("b", 1, 1, 300, blank=True)
    askew = CapturedPage("c", 1, 1, 300, turn_sure=False)
    spoiled = CapturedPage("d", 1, 1, 300, faults=(PageFault.BLURRED, PageFault.COARSE))
    tiles = view(replace(captured, pages=(*captured.pages, loose, askew, spoiled))).pages
    assert [(tile.number, tile.component, tile.mark) for tile in tiles] == [
        (1, "1", ""),
        (2, "", "trang trắng?"),
        (3, "", "xem chiều?"),
        (4, "", "mờ"),
    ]
    assert [bool(tile.advice) for tile in tiles] == [False, True, True, True]
    assert "Shift+F5" in tiles[3].advice


def test_the_worst_of_several_doubts_is_told_with_what_to_do_and_the_others_are_named() -> None:
    mark, advice = page_words(CapturedPage("a", 1, 1, 300, faults=(PageFault.BLURRED, PageFault.DARK), turn_sure=False))
    assert mark == "mờ"
    assert advice.endswith("Shift+F5 quét lại. Còn: quá tối, xem chiều?")
    mark, advice = page_words(CapturedPage("a", 1, 1, 300, corners_sure=False))
    assert (mark, "G kéo bốn góc" in advice) == ("xem góc?", True)


@pytest.mark.parametrize("fault", list(PageFault))
def test_each_fault_of_a_page_has_its_mark_and_its_next_step(fault: PageFault) -> None:
    mark, advice = page_words(CapturedPage("a", 1, 1, 300, faults=(fault,)))
    assert 0 < len(mark) <= 12  # the thumbnail's width
    assert "Shift+F5" in advice or "Delete" in advice


def test_the_due_date_is_a_sentence_with_its_reasons() -> None:
    received = datetime(2026, 11, 23, 8, 14, tzinfo=VIETNAM)
    due = appoint(received, SINGLE.deadline, CATALOGUE.calendar)
    said = view(draft(dossier()), appointment=due).due
    assert said == "Hẹn trả: 16:30 thứ Sáu 27/11/2026 (3 ngày làm việc; nghỉ 24/11)"


def test_for_another_authority_the_clock_starts_there() -> None:
    elsewhere = Appointment(None, datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM), starts_elsewhere=True)
    said = view(draft(dossier()), appointment=elsewhere).due
    assert said.startswith("Thời hạn tính từ khi")
    assert "17:00 23/11/2026" in said


def test_the_header_shows_who_stands_here_and_since_when() -> None:
    person = view(draft(dossier()), ticket="A042", called_at=NOW).person
    assert (person.ticket, person.name) == ("A042", "Thạch Thị Sa Rinh")
    assert person.about.startswith("094 190 004 321 · Nữ · 02/09/1990")


def test_oddities_of_the_card_are_told_and_block_nothing() -> None:
    told = view(draft(dossier()), warnings=(CardWarning.SEX_DISAGREES, CardWarning.TEXT_DAMAGED))
    assert "giới tính" in told.warnings
    assert told.step is Step.PAPERS


def test_the_fee_of_what_was_sent_online_says_by_which_word_and_whether_it_is_to_be_compared() -> None:
    online = replace(dossier(), channel=Channel.ONLINE)
    assert view(draft(online)).fee == "3.000 đồng · mức tại quầy, mức nộp trực tuyến cần đối chiếu"
    assert online.procedure is not None

    def said(certainty: str) -> str:
        free = OnlineFee(FeeRule(), "TT 117/2026/TT-BTC", DAY, certainty=certainty)
        procedure = replace(SINGLE, online_fees=(free,))
        return view(draft(replace(online, procedure=procedure))).fee

    assert said("high") == "không thu · nộp trực tuyến: TT 117/2026/TT-BTC"
    assert said("low") == "không thu · nộp trực tuyến: TT 117/2026/TT-BTC, cần đối chiếu"


def test_fee_and_delivery_are_shown() -> None:
    told = view(draft(replace(dossier(), delivery=Delivery.POST)))
    assert told.post
    assert told.fee == "3.000 đồng"
    assert not told.counts_copies


def test_tones_never_stand_alone() -> None:
    assert len(set(Tone)) == 4
