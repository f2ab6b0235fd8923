"""What the window says of the line is what the last exchange met, also where the fault was this machine's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.devices.paper_tray import PaperTray
from counter_app.domain.errors import DiskFull
from counter_app.wiring.line import PROVINCE_SECRET
from tests.services.sandbox import SECRET, Sandbox
from tests.services.store import PocketKeyChain


@pytest.fixture
def application(tmp_path: Path, sandbox: Sandbox) -> Iterator[Application]:
    key_chain = PocketKeyChain()
    key_chain.set(PROVINCE_SECRET, SECRET.encode())
    settings = demo_settings(tmp_path / "counter", sandbox.url)
    made = Application(settings, key_chain, scanner_drivers=("simulated",), printers=PaperTray(tmp_path))
    yield made
    made.close()


def test_an_exchange_that_ends_at_a_full_disk_says_so_until_one_gets_through(application: Application) -> None:
    with application.store._engines.writer.begin() as connection:
        most = connection.exec_driver_sql("PRAGMA max_page_count").scalar_one()
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # as large as it is now, and not a page more
    with pytest.raises(DiskFull):
        application.exchange()
    assert (application.line().online, application.line().problem) == (None, DiskFull.code)
    with application.store._engines.writer.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most}")
    application.exchange()
    told = application.line()
    assert (told.online, told.problem) == (True, None)
    assert told.heard_at is not None
    assert told.next_pass is not None
    assert told.next_pass > told.heard_at
