"""Two whole programs of one hall, as they are joined together: one queue, and a board that knows of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from counter_app.bootstrap import Application
from counter_app.config import Settings, demo_settings
from local_db.schema import bring_up_to_date
from tests.services.store import PocketKeyChain
from tests.staff import sit_down
from tests.waiting import until

_NO_PROVINCE = "http://127.0.0.1:9"


@pytest.fixture
def counter(postgres: Engine, tmp_path: Path) -> Iterator[Callable[[str], Application]]:
    with postgres.begin() as connection:
        bring_up_to_date(connection)
    opened: list[Application] = []

    def open_one(code: str) -> Application:
        settings: Settings = demo_settings(tmp_path / code, _NO_PROVINCE)
        settings = replace(settings, counter=replace(settings.counter, code=code))
        site = create_engine(postgres.url)
        one = Application(settings, PocketKeyChain(), scanner_drivers=("simulated",), site=lambda: site)
        opened.append(one)
        one.closes(site.dispose)
        sit_down(one)
        one.behind.queue.start()
        one.closes(one.behind.queue.stop)
        return one

    yield open_one
    for one in opened:
        one.close()


def test_a_number_of_one_pc_is_called_at_another_and_stands_on_both_boards(
    counter: Callable[[str], Application],
) -> None:
    kiosk, desk = counter("Q01"), counter("Q02")
    for one in (kiosk, desk):
        until(lambda one=one: one.desk.overview.queue().hall.away_since is None)  # type: ignore[misc]
    group = kiosk.desk.overview.groups()[0]
    issued = kiosk.desk.kiosk.issue(group)
    assert issued.ticket.label == "A001"
    until(lambda: bool(desk.desk.overview.queue().waiting))
    assert desk.desk.call_next().ticket_id == issued.ticket.id
    until(lambda: bool(kiosk.desk.overview.queue().at_counters))
    assert [t.called_by for t in kiosk.desk.overview.queue().at_counters] == ["Q02"]
