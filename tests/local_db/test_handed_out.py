"""A file that somebody takes away: what keeps it from being written is told of the stick, never of the store."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from counter_app.domain.errors import CounterError, DiskFull, NotWritable
from counter_app.ports import AuditExport
from local_db import handed_out
from local_db.audit_export import SignedExports
from local_db.handed_out import hand_out
from ui.messages import sentence


@pytest.mark.parametrize(
    ("number", "kind", "why"),
    [
        (errno.ENOSPC, DiskFull, "full"),
        (errno.EDQUOT, DiskFull, "full"),
        (errno.EIO, NotWritable, "gone"),
        (errno.ENODEV, NotWritable, "gone"),
        (errno.ENOTCONN, NotWritable, "gone"),
        (errno.EROFS, NotWritable, "denied"),
        (errno.EMFILE, NotWritable, None),
    ],
)
def test_a_stick_that_fails_is_named_and_the_store_is_not_called_damaged(
    tmp_path: Path, number: int, kind: type[CounterError], why: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(handed_out, "write_durably", fails)
    with pytest.raises(kind) as told:
        hand_out(tmp_path / "nhat-ky.jsonl", b"")
    assert told.value.facts.get("why") == why
    assert "rescue" not in sentence(told.value)
    assert "máy này" not in sentence(told.value)


def test_a_name_too_long_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(NotWritable) as told:
        hand_out(tmp_path / ("x" * 300), b"")
    assert "Tên tệp quá dài" in sentence(told.value)


def test_a_stick_pulled_before_an_export_has_its_name_is_said_to_be_gone(tmp_path: Path) -> None:
    about = AuditExport(tmp_path / "gone" / "nhat-ky.jsonl", 1, "")
    with pytest.raises(NotWritable) as told:
        SignedExports(None).finish(about)  # type: ignore[arg-type]
    assert told.value.facts == {"file": "nhat-ky.jsonl", "why": "no-folder"}
