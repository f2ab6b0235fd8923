"""What the queue and the board say while the hall's server is away, and of a number that two counters called. Pure."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from counter_app.domain.people import Account
from counter_app.domain.ticket import TicketState
from counter_app.ports import DraftElsewhere, HallState, TicketConflict
from counter_app.use_cases.hand_over_draft import HeldElsewhere
from counter_app.use_cases.overview import QueueView
from tests.local_db.samples import NOW, ticket
from ui.dossiers.view_model import elsewhere_line
from ui.hall.view_model import hall_words
from ui.queue.view_model import queue_words

_FIRST, _SECOND = ticket(1), ticket(2)
_HERE = ticket(3).called(NOW, "Q01")


def _queue(hall: HallState) -> QueueView:
    return QueueView((_FIRST, _SECOND), _HERE, at_counters=(_HERE,), hall=hall)


def test_without_the_server_the_board_says_that_each_counter_calls_by_itself() -> None:
    away = hall_words(_queue(HallState(True, NOW, "X")))
    assert away.waiting == "Mất máy chủ của bộ phận, số gọi riêng từng quầy"
    assert (away.wait, bool(away.alone)) == ("", True), "a wait that nobody knows is not told"
    there = hall_words(_queue(HallState(True)))
    assert (there.waiting, there.alone) == ("2 người đang chờ", "")


def test_the_queue_says_since_when_and_which_numbers_are_the_counter_s_own() -> None:
    words = queue_words((), _queue(HallState(True, NOW, "X")), NOW + timedelta(minutes=5))
    assert words.hall == "Mất máy chủ của bộ phận từ 09:00: quầy này phát số X001… và gọi số riêng"


def test_numbers_that_nobody_is_known_to_call_stand_where_enter_calls_them_and_not_where_f2_does() -> None:
    words = queue_words((), _queue(HallState(True, NOW, "X", (_FIRST.id,))), NOW)
    assert [line.label for line in words.waiting] == ["A002"]
    assert [(line.label, line.since) for line in words.missed] == [("A001", "chưa rõ quầy nào gọi")]
    assert (words.count, words.missed_caption) == ("2", "CHƯA RÕ QUẦY NÀO GỌI, VẮNG MẶT, GÁC LẠI")


def test_of_a_number_that_two_counters_called_both_are_named() -> None:
    twice = TicketConflict(_HERE.id, "A003", "Q03", TicketState.CALLED, NOW)
    words = queue_words((), _queue(HallState(True, conflicts=(twice,))), NOW)
    assert words.hall == "Trùng khi mất mạng: A003 có ở quầy 3 và quầy 1, giữ cả hai"
    gone = replace(_queue(HallState(True, conflicts=(twice,))), at_counters=())
    assert queue_words((), gone, NOW).hall == "Trùng khi mất mạng: A003 có ở quầy 3, giữ cả hai"


def test_eight_counters_stand_on_the_board_and_of_more_those_whose_citizen_is_on_the_way() -> None:
    served = [ticket(n).called(NOW, f"Q{n:02d}").arrived(NOW) for n in range(2, 9)]
    first = ticket(1).called(NOW - timedelta(minutes=5), "Q01")
    shown = hall_words(QueueView((), None, at_counters=(*served, first))).called
    assert [line.label for line in shown] == [*(f"A00{n}" for n in range(2, 9)), "A001"]
    more = (ticket(9).called(NOW, "Q09").arrived(NOW), *served, first)
    shown = hall_words(QueueView((), None, at_counters=more)).called
    assert len(shown) == 8
    assert shown[-1].label == "A001", "called first of all, and not there yet"


CITIZENS_WORDS = """
from ui.language import speak
speak("en")
from datetime import timedelta
from counter_app.domain.ticket import Priority
from counter_app.domain.waiting import ExpectedWait
from counter_app.use_cases.issue_ticket import IssuedTicket
from counter_app.use_cases.overview import QueueView
from tests.local_db.samples import ticket
from ui.hall.view_model import hall_words
from ui.kiosk.view_model import choosing_page, given_page, none_left_page, priority_page, sorry_page
from ui.queue.view_model import wait_words
wait = ExpectedWait(20.0, 12.0, 40.0)
assert "about" in wait_words(wait), "the clerk's own screens do speak English"
print(hall_words(QueueView((ticket(1),), None, wait=wait)).wait)
print(*given_page(IssuedTicket(ticket(1), 3, wait), None).lines)
print(choosing_page((), {}, Priority.ELDERLY).title, *(b.words for b in priority_page().buttons))
print(*none_left_page("Hộ tịch", "5").lines, *sorry_page().lines)
"""


def test_citizens_read_vietnamese_whatever_the_clerk_s_screens_speak() -> None:
    done = subprocess.run([sys.executable, "-c", CITIZENS_WORDS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for english in ("about", "minutes", "elderly", "Elderly", "pregnant", "given out"):
        assert english not in done.stdout, done.stdout
    assert "người cao tuổi" in done.stdout


@pytest.mark.parametrize(
    ("lost", "away", "said"),
    [
        (False, False, ""),
        (True, False, "quầy 2 mất liên lạc, lần cuối biết 09:00 23/11"),
        (True, True, "mất máy chủ từ 09:00, sau đó chưa biết"),
    ],
)
def test_of_a_draft_at_another_counter_the_list_says_whose_since_when_and_how_far_that_is_known(
    lost: bool, away: bool, said: str
) -> None:
    told = DraftElsewhere(
        uuid4(), "Q02", "cb-sen", NOW - timedelta(minutes=50), NOW, "Sơn Thị Đạo", "Khai sinh", "A007", 2
    )
    sen = Account("cb-sen", "sen", "Thạch Sên", frozenset())
    line = elsewhere_line(HeldElsewhere(told, sen, lost, NOW if away else None), may_hand_over=True)
    assert line.who == "A007 · Sơn Thị Đạo"
    assert line.about == " · ".join(
        filter(None, ("của Thạch Sên ở quầy 2 từ 08:10 23/11", "Khai sinh", "2 trang đã quét", said))
    )
    assert (line.mine, line.movable) == (False, True)
    spooled = HeldElsewhere(replace(told, spooled=3), sen)
    assert "2 trang đã quét · 3 trang còn ở máy quét quầy đó" in elsewhere_line(spooled, may_hand_over=True).about
    sent = HeldElsewhere(replace(told, online=True), sen)
    assert not elsewhere_line(sent, may_hand_over=True).movable, "any counter opens that from its own list"
