"""A closed store stays closed: whoever still holds it reaches no file, for by now it may be another program's."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.background import Background
from counter_app.bootstrap import Application
from counter_app.config import demo_settings
from counter_app.devices.paper_tray import PaperTray
from counter_app.domain.errors import BrokenPromise
from counter_app.ports import AuditLine
from counter_app.wiring.line import PROVINCE_SECRET
from local_db.store import SqlStore
from tests.local_db.samples import CLERK, COUNTER, NOW
from tests.services.store import PocketKeyChain, make_store
from tests.sync.hostile import as_json, hostile


def _line(what: str) -> AuditLine:
    return AuditLine(NOW, CLERK, COUNTER, what, {})


def test_a_store_that_was_closed_neither_writes_nor_reads(open_a_store: Callable[..., SqlStore]) -> None:
    closed = open_a_store()
    closed.close()
    again = open_a_store()
    with pytest.raises(BrokenPromise), closed.write() as work:
        work.audit.add(_line("after-close"))
    with pytest.raises(BrokenPromise), closed.read() as work:
        work.audit.lines()
    with again.read() as work:
        assert work.audit.lines() == ()


def test_closing_waits_for_the_write_under_way(open_a_store: Callable[..., SqlStore]) -> None:
    store = open_a_store()
    with store.write() as work:
        closing = threading.Thread(target=store.close)
        closing.start()
        work.audit.add(_line("while-closing"))
    closing.join(30)
    assert not closing.is_alive()
    with open_a_store().read() as work:
        assert [line.what for line in work.audit.lines()] == ["while-closing"]


def test_an_exchange_that_hangs_while_the_program_closes_ends_without_touching_the_store(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, closed = threading.Event(), threading.Event()

    def hangs(connection: socket.socket, _: bytes) -> None:
        asked.set()
        closed.wait(60)
        as_json({})(connection, b"")

    monkeypatch.setattr(Background.stop, "__defaults__", (0.1,))  # seconds that the hanging exchange is waited for
    keys = PocketKeyChain()
    keys.set(PROVINCE_SECRET, b"secret")
    with hostile(hangs) as province:
        application = Application(
            demo_settings(tmp_path / "counter", province.url),
            keys,
            scanner_drivers=("simulated",),
            printers=PaperTray(tmp_path / "printed"),
        )
        application.start()
        assert asked.wait(30)
        application.close()
        closed.set()
        application.behind.province._thread.join(30)
    assert not application.behind.province._thread.is_alive()
    faults = [record.exc_info[0] for record in caplog.records if record.exc_info]
    assert faults == [BrokenPromise], "the exchange ended on the closed store, and the log has it"


def test_the_wire_is_cut_before_the_exchange_is_waited_for_and_the_store_is_closed_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    application = Application(
        demo_settings(tmp_path / "counter", "http://127.0.0.1:9"),
        PocketKeyChain(),
        scanner_drivers=("simulated",),
        printers=PaperTray(tmp_path / "printed"),
    )
    order: list[str] = []

    def noted(name: str, real: Callable[[], None]) -> Callable[[], None]:
        def close() -> None:
            order.append(name)
            real()

        return close

    monkeypatch.setattr(application.behind.province, "stop", noted("exchange", application.behind.province.stop))
    monkeypatch.setattr(application.gateway, "close", noted("wire", application.gateway.close))
    application.start()
    assert application._closers[0] == application.store.close  # closed from the last
    application.close()
    assert order[:2] == ["wire", "exchange"]


def test_a_part_that_fails_to_close_leaves_no_other_open(tmp_path: Path) -> None:
    def fails() -> None:
        raise LookupError("the scanner's worker")

    application = Application(
        demo_settings(tmp_path / "counter", "http://127.0.0.1:9"),
        keys := PocketKeyChain(),
        scanner_drivers=("simulated",),
        printers=PaperTray(tmp_path / "printed"),
    )
    application._closers += [lambda: None, fails]
    with pytest.raises(LookupError):
        application.close()
    make_store(application.store.folder, keys).close()  # or it would be locked
