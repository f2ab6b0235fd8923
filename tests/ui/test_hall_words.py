"""What the queue and the board say while the hall's server is away, and of a number that two counters called. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from counter_app.domain.ticket import TicketState
from counter_app.ports import HallState, TicketConflict
from counter_app.use_cases.overview import QueueView
from tests.local_db.samples import NOW, ticket
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
