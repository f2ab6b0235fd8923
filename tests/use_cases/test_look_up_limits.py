"""How often the province may be asked about people: told with when it goes on, logged, and nothing else stops."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.dossier import LookUpState
from counter_app.domain.errors import LookUpsLimited, LookUpsSpent
from counter_app.use_cases.look_up_limits import KIOSK_MOST, LookUpLimits
from counter_app.use_cases.serve_kiosk import KIOSK
from tests.services.sandbox import Sandbox
from tests.use_cases.reception import Reception


def test_a_clerk_who_has_asked_enough_is_told_until_when_and_goes_on_without(online: Reception) -> None:
    look_up = replace(online.desk.look_up, limits=LookUpLimits(per_clerk=2, per_pc=9))
    draft_id = online.begin()
    began = online.clock.now()
    look_up(draft_id)
    online.clock.forward(minutes=10)
    look_up(draft_id)
    online.clock.forward(minutes=10)
    with pytest.raises(LookUpsSpent) as spent:
        look_up(draft_id)
    again = (began + timedelta(hours=1, seconds=59)).astimezone(VIETNAM)
    assert spent.value.facts == {"whose": "clerk", "until": f"{again:%H:%M}"}
    assert online.draft(draft_id).dossier.look_up is not LookUpState.ASKING
    assert online.look_ups()[0].outcome == LookUpsSpent.code
    online.clock.forward(minutes=41)
    assert look_up(draft_id).dossier.look_up is LookUpState.ANSWERED


def test_a_pc_has_a_limit_of_its_own_whoever_asks() -> None:
    limits, now = LookUpLimits(per_clerk=5, per_pc=3), datetime(2026, 11, 23, 9, tzinfo=VIETNAM)
    asked = [(now - timedelta(minutes=age), who) for age, who in ((50, "a"), (40, "b"), (30, "c"))]
    with pytest.raises(LookUpsSpent) as spent:
        limits.must_allow(asked, "d", now)
    assert spent.value.facts == {"whose": "pc", "until": "09:10"}
    LookUpLimits().must_allow(asked * 100, "a", now)


def test_what_the_kiosk_asks_is_bounded_and_spends_nothing_of_the_desks() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=VIETNAM)
    asked = [(now - timedelta(minutes=5), KIOSK.id)] * KIOSK_MOST
    LookUpLimits(per_clerk=5, per_pc=3).must_allow(asked, "a", now)
    with pytest.raises(LookUpsSpent):
        LookUpLimits(KIOSK_MOST).must_allow(asked, KIOSK.id, now)


def test_the_provinces_limit_is_told_with_its_time_and_stops_nothing_else(online: Reception, province: Sandbox) -> None:
    draft_id = online.begin()
    online.desk.look_up(draft_id)
    province.faults(look_ups_an_hour=1)
    replies = online.clock.now()
    with pytest.raises(LookUpsSpent) as spent:
        replace(online.desk.look_up, budget=10.0)(draft_id)
    assert spent.value.facts["whose"] == "province"
    latest = (replies + timedelta(hours=1, minutes=2)).astimezone(VIETNAM)
    assert spent.value.facts["until"] <= f"{latest:%H:%M}"
    assert online.look_ups()[0].outcome == LookUpsLimited.code
    assert online.gateway.catalogue(None) is not None, "the line is as good as before"
