"""A dossier that stands still is found: at the counter, at its unit, unsupplemented, unfetched, or not taken."""

from __future__ import annotations

from counter_app.domain.fee import Pay
from counter_app.domain.life import Result
from counter_app.domain.standing_still import WhyStill
from tests.use_cases.reception import Reception


def stuck(reception: Reception) -> list[WhyStill]:
    return [one.why for one in reception.desk.stuck()]


def test_what_lies_where_it_is_longer_than_the_unit_lets_it_is_found_with_why(reception: Reception) -> None:
    desk, accepted = reception.desk, reception.accept()
    assert stuck(reception) == []
    reception.clock.forward(days=1, hours=23)
    assert stuck(reception) == []
    desk.take_fee(accepted.id, Pay.CASH)
    reception.clock.forward(hours=2)
    assert stuck(reception) == [WhyStill.AT_THE_COUNTER], "money moves no dossier"
    desk.hand_over_dossier(accepted.id)
    assert stuck(reception) == []
    reception.clock.forward(days=16)
    assert stuck(reception) == [WhyStill.AT_THE_UNIT]
    desk.take_result(accepted.id, Result("KQ.G15.000031", why_no_file="bản giấy"))
    reception.clock.forward(days=29)
    assert stuck(reception) == []
    reception.clock.forward(days=2)
    assert stuck(reception) == [WhyStill.NOT_FETCHED]
    assert desk.stuck()[0].accepted.code == accepted.code


def test_what_the_province_does_not_take_is_found_at_once(reception: Reception) -> None:
    accepted, now = reception.accept(), reception.clock.now()
    with reception.store.write() as work:
        (event,) = work.outbox.open_of(accepted.id)
        work.outbox.mark_failed(event.id, "province.refused", now, now)
    assert stuck(reception) == [WhyStill.SET_ASIDE]
