"""What reaches the log's file: codes, ids and places, and nothing of a person even when something breaks."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app import journal
from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.errors import LineDown
from counter_app.journal import masked, open_journal
from tests.services.logging_as_before import logging_as_before

NUMBER, NAME, HOME = "094190004321", "Thạch Thị Sa Rinh", "Ấp 1, Tài Văn, Trần Đề, Sóc Trăng"
CARD = f"{NUMBER}|365123456|{NAME}|02091990|Nữ|{HOME}|10052021"
PERSONAL = (NUMBER, "365123456", NAME, "Sa Rinh", HOME, "Tài Văn", "02091990")

log = logging.getLogger("counter_app.test")


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Path]:
    """The log's file, with logging and the hooks put back afterwards."""
    with logging_as_before():
        open_journal(tmp_path)
        yield tmp_path / journal.FILE


def raise_with_card() -> None:
    card, name = CARD, NAME
    try:
        int(f"{card} of {name}")  # its message quotes what it could not read
    except ValueError as error:
        raise LineDown(f"while sending {card}") from error


def nothing_personal_in(text: str) -> bool:
    return not any(word in text for word in PERSONAL)


def test_an_error_is_written_by_type_code_and_place_without_its_words(written: Path) -> None:
    try:
        raise_with_card()
    except LineDown:
        log.exception("sync-failed")
    text = written.read_text("utf-8")
    assert nothing_personal_in(text)
    assert "sync-failed" in text
    assert "LineDown[environment.line-down]" in text
    assert "ValueError at" in text
    assert "test_journal:" in text
    assert text.count("\n") == 1


def test_an_error_of_the_system_keeps_its_number(written: Path) -> None:
    try:
        (written.parent / NAME).read_bytes()
    except OSError:
        log.exception("no-file")
    text = written.read_text("utf-8")
    assert "FileNotFoundError[errno 2]" in text
    assert nothing_personal_in(text)


def test_uncaught_errors_are_written_the_same_way(written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise_with_card()
    except LineDown as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=raise_with_card)
    thread.start()
    thread.join()
    text = written.read_text("utf-8")
    assert text.count("CRITICAL counter_app uncaught") == 2
    assert nothing_personal_in(text + capsys.readouterr().err)


@pytest.mark.parametrize(
    "message",
    [
        NUMBER,
        f"person {NUMBER}.",
        f"cccd{NUMBER}",
        "094 190 004 321",
        f"read {CARD}",
        f"read\n{CARD}\nend",
        "phone 0909123456",
        "old 365123456",
        "mail rinh.94@example.vn",
        f"{PersonalNumber(NUMBER)!r}",
    ],
)
def test_the_last_net_blots_out_what_looks_personal(written: Path, message: str) -> None:
    log.warning("%s", message)
    text = written.read_text("utf-8")
    assert nothing_personal_in(text)
    assert "094 190" not in text
    assert "0909123456" not in text
    assert "rinh.94" not in text


@pytest.mark.parametrize(
    "kept",
    [
        "H13.507-261123-0042",
        "000.00.04.H51-200221-0001",
        "TAM.Q01-261123-0007",
        "2.000815.000.00.00.H55",
        "1.004873",
        "3f1b2c4d-1234-5678-9012-123456789012",
        "0123456789012345678901234567890123456789012345678901234567890123",
        "environment.scanner.feeder-empty",
        "A042 16:35:14 2026-11-23",
    ],
)
def test_our_codes_and_ids_stay_readable(kept: str) -> None:
    assert masked(kept) == kept


def test_a_line_break_in_a_value_opens_no_second_line(written: Path) -> None:
    log.warning("device %s", "x\n2026-11-23 CRITICAL forged\x1b[2J")
    assert written.read_text("utf-8").count("\n") == 1
    assert "\x1b" not in written.read_text("utf-8")


def test_a_message_that_does_not_fit_its_values_is_written_without_them(
    written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = logging.LogRecord("counter_app", logging.WARNING, "", 1, "count %d", (NAME,), None)
    next(h for h in logging.getLogger().handlers if isinstance(h, journal.Journal)).handle(record)
    assert "count %d" in written.read_text("utf-8")
    assert nothing_personal_in(written.read_text("utf-8") + capsys.readouterr().err)


def test_the_file_turns_over_and_the_oldest_goes(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = next(h for h in logging.getLogger().handlers if isinstance(h, journal.Journal))
    monkeypatch.setattr(file._file, "maxBytes", 2000)
    for _ in range(400):
        log.warning("x" * 80)
    files = sorted(path.name for path in written.parent.iterdir())
    assert len(files) == 10
    assert all(path.stat().st_size <= 2000 for path in written.parent.iterdir())


def test_a_disk_that_refuses_never_stops_the_counter(
    written: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = next(h for h in logging.getLogger().handlers if isinstance(h, journal.Journal))
    full = Path("/dev/full").open("w", encoding="utf-8")  # noqa: SIM115 - closing it fails, as on a full disk
    monkeypatch.setattr(file._file, "stream", full)
    monkeypatch.setattr(file._file, "shouldRollover", lambda record: False)
    log.warning("accepted %s", NAME)
    assert not capsys.readouterr().err
    monkeypatch.undo()
    with contextlib.suppress(OSError):
        full.close()
