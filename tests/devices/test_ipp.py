"""What a print server answers is parsed as hostile; what is asked can be read by the other side."""

from __future__ import annotations

import contextlib
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.devices import ipp


def test_an_answer_is_read_group_by_group() -> None:
    raw = struct.pack(">BBHI", 2, 0, 0x0000, 7)
    raw += b"\x01" + attribute(0x47, b"attributes-charset", b"utf-8")
    raw += b"\x04" + attribute(0x44, b"printer-state-reasons", b"media-empty-error") + attribute(0x44, b"", b"offline")
    raw += attribute(0x23, b"printer-state", struct.pack(">i", 5)) + attribute(0x22, b"printer-is-shared", b"\x01")
    answer = ipp.decode(raw + b"\x03")
    assert answer.good
    assert answer.printers() == (
        {
            "printer-state-reasons": ("media-empty-error", "offline"),
            "printer-state": (5,),
            "printer-is-shared": (True,),
        },
    )


def attribute(tag: int, name: bytes, value: bytes) -> bytes:
    return struct.pack(">BH", tag, len(name)) + name + struct.pack(">H", len(value)) + value


@given(st.binary(max_size=300))
def test_whatever_answers_is_an_answer_or_not_ipp(noise: bytes) -> None:
    with contextlib.suppress(ipp.NotIpp):
        ipp.decode(noise)


@given(st.integers(0, 60))
def test_an_answer_cut_short_is_not_ipp(length: int) -> None:
    whole = ipp.encode(ipp.CUPS_GET_DEFAULT, {"requested-attributes": ("printer-name", "media")}, {"media": "A5"})
    with pytest.raises(ipp.NotIpp):
        ipp.decode(whole[: min(length, len(whole) - 1)])
