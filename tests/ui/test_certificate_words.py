"""The end of the counter's own certificate is told a month ahead, on Alt+9 and Alt+7."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from counter_app.domain.health import room_for
from counter_app.domain.outbox import Backlog
from counter_app.ports import LineStatus
from counter_app.use_cases.watch_health import HealthView
from counter_app.use_cases.watch_line import LineReport
from ui.machine.view_model import CERTIFICATE, health_lines
from ui.page import Tone
from ui.sending.view_model import line_panel

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def sending(days: float | None) -> tuple[str, Tone]:
    until = None if days is None else NOW + timedelta(days=days)
    report = LineReport(NOW, LineStatus(True, certificate_until=until), Backlog(0, 0), (), {})
    shown = line_panel(report)
    return shown.about, shown.tone


def machine(days: float | None) -> list[tuple[str, str, Tone]]:
    until = None if days is None else NOW + timedelta(days=days)
    view = HealthView(90_000_000_000, room_for(90_000_000_000), 0, NOW, certificate_until=until)
    return [(line.title, line.about, line.tone) for line in health_lines(view) if line.name == CERTIFICATE]


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (29, "còn 29 ngày, hết hạn 22/12/2026", Tone.ATTENTION),
        (6, "còn 6 ngày, hết hạn 29/11/2026", Tone.ERROR),
        (0.5, "còn chưa đến một ngày, hết hạn 23/11/2026", Tone.ERROR),
        (-1, "đã hết hạn ngày 22/11/2026", Tone.ERROR),
    ],
)
def test_it_is_told_in_words_and_louder_the_nearer_it_is(days: float, words: str, tone: Tone) -> None:
    told, loud_there = sending(days)
    assert f"Chứng thư của quầy {words}." in told
    assert loud_there is tone
    ((title, about, loud),) = machine(days)
    assert (title, loud) == (f"Chứng thư của quầy {words}", tone)
    assert "cứ tiếp nhận bình thường" in about


def test_far_from_its_end_only_this_pcs_page_speaks_of_it() -> None:
    assert "Chứng thư" not in sending(90)[0]
    assert [(title, tone) for title, _, tone in machine(90)] == [
        ("Chứng thư của quầy dùng được đến 21/02/2027", Tone.GOOD)
    ]


def test_a_counter_that_logs_in_by_secret_hears_nothing_of_it() -> None:
    assert "Chứng thư" not in sending(None)[0]
    assert sending(None)[1] is Tone.GOOD
    assert machine(None) == []
