"""The queue, the dossiers and the line in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from counter_app.domain.codes import DossierCode
from counter_app.domain.dossier import Honest
from counter_app.domain.ticket import ServiceGroup, Ticket, TicketState
from counter_app.domain.waiting import ExpectedWait
from counter_app.ports import AcceptedDossier
from counter_app.use_cases.overview import LineView, QueueView
from tests.paperwork.samples import NORMAL
from tests.ui.people import DAY, NOW
from ui.dossiers.view_model import dossier_line
from ui.main_window.view_model import line_words
from ui.page import Tone
from ui.queue.view_model import issued_words, queue_words, wait_words

GROUPS = (ServiceGroup("ho-tich", "A", "Hộ tịch"), ServiceGroup("chung-thuc", "B", "Chứng thực"))


def ticket(number: int, minutes_ago: int, group: str = "ho-tich") -> Ticket:
    return Ticket(UUID(int=number), "hall", DAY, "A", number, group, NOW - timedelta(minutes=minutes_ago))


def accepted(state: Honest = Honest.SAVED, **changes: object) -> AcceptedDossier:
    made = AcceptedDossier(UUID(int=1), UUID(int=2), DossierCode("H13.62-261123-0042"), NORMAL, NOW, state)
    return replace(made, **changes)  # type: ignore[arg-type]


def test_the_queue_says_who_waits_how_long() -> None:
    words = queue_words(GROUPS, QueueView((ticket(1, 61), ticket(2, 3, "chung-thuc")), None), NOW)
    assert [(w.label, w.group, w.waited, w.long) for w in words.waiting] == [
        ("A001", "Hộ tịch", "1 giờ 01 phút", True),
        ("A002", "Chứng thực", "3 phút", False),
    ]
    assert words.longest == "lâu nhất 1 giờ 01 phút"
    assert [(g.key, g.waiting) for g in words.groups] == [("1", 1), ("2", 1)]


def test_an_empty_queue_says_what_to_do_next() -> None:
    words = queue_words(GROUPS, QueueView((), None), NOW)
    assert (words.count, words.longest) == ("0", "")
    assert "Enter để phát số" in words.next_step


def test_the_citizen_at_the_counter_and_those_who_did_not_come_are_named_by_number() -> None:
    here = replace(ticket(3, 9), state=TicketState.SERVED, called_at=NOW)
    gone = replace(ticket(4, 9), state=TicketState.NOT_HERE, not_here_at=NOW)
    words = queue_words(GROUPS, QueueView((), here, (gone,)), NOW)
    assert words.now == "Đang tiếp A003 từ 08:14"
    assert [(m.label, m.group, m.since) for m in words.missed] == [("A004", "Hộ tịch", "vắng mặt lúc 08:14")]


def test_issuing_says_how_many_are_ahead() -> None:
    assert issued_words("A007", 6, None) == "Đã phát số A007: 6 người phía trước."
    assert issued_words("A007", 6, ExpectedWait(17.2, 11, 33)) == (
        "Đã phát số A007: 6 người phía trước, chờ khoảng 20–35 phút."
    )
    assert "không ai phía trước." in issued_words("A001", 0, ExpectedWait(0.5, 0, 0.5))


def test_a_wait_is_told_in_whole_minutes_and_from_ten_on_in_steps_of_five() -> None:
    told = [wait_words(ExpectedWait(likely, 0, most)) for likely, most in ((0.2, 0.8), (6.1, 8.7), (21, 41))]
    assert told == ["khoảng 1 phút", "khoảng 7–9 phút", "khoảng 25–45 phút"]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Honest.SAVED, "đã lưu tại quầy"),
        (Honest.SENT, "đã gửi"),
        (Honest.CONFIRMED, "tỉnh đã xác nhận"),
    ],
)
def test_a_dossier_bears_one_of_three_honest_words(state: Honest, words: str) -> None:
    assert dossier_line(accepted(state)).state == words


def test_a_dossier_that_is_stuck_says_why() -> None:
    line = dossier_line(accepted(problem="environment.province-refused"))
    assert line.tone is Tone.ATTENTION
    assert line.problem == "Tỉnh không nhận hồ sơ này."


def test_a_provisional_code_is_shown_as_such_and_its_real_one_once_linked() -> None:
    provisional = accepted(code=DossierCode("TAM.Q01-261123-0001"))
    assert dossier_line(provisional).code_note == "mã tạm"
    linked = dossier_line(replace(provisional, linked_code=DossierCode("H13.62-261123-0042")))
    assert linked.code == "H13.62-261123-0042"
    assert linked.code_note == "mã tạm TAM.Q01-261123-0001"


def test_prints_are_counted_in_words() -> None:
    assert [dossier_line(accepted(prints=n)).prints for n in (0, 1, 3)] == ["chưa in", "đã in", "in lại 2 lần"]


def test_the_line_is_told_with_what_waits() -> None:
    assert line_words(LineView(True, 3, NOW), NOW).words == "đã kết nối · 3 chờ gửi"
    assert line_words(LineView(False, 0, NOW, "environment.line-down"), NOW).words == "mất đường truyền"
    assert line_words(None, NOW).words == "đang thử đường truyền"


def test_old_data_is_amber_after_a_day_and_red_after_three() -> None:
    def tone(age: timedelta) -> Tone:
        return line_words(LineView(True, 0, NOW - age), NOW).tone

    assert tone(timedelta(hours=23)) is Tone.GOOD
    assert tone(timedelta(hours=25)) is Tone.ATTENTION
    assert tone(timedelta(days=3)) is Tone.ERROR


def test_times_are_vietnams_whatever_the_pc_thinks() -> None:
    late = datetime(2026, 11, 22, 18, 5, tzinfo=NOW.tzinfo)
    assert dossier_line(accepted(accepted_at=late)).accepted == "01:05 23/11"
    assert date(2026, 11, 23) == DAY
