"""The card's QR is read from what a camera really gives, exactly or not at all."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest
import zxingcpp

from counter_app.domain.card import is_card, parse_card
from counter_app.imaging.opencv import cv2
from counter_app.imaging.page_studio import PageStudio
from counter_app.imaging.qr import read_qr, text_of
from tests.imaging.hard_frames import card_payload, card_picture, hard_frames


def test_hard_frames_are_read_far_more_often_than_by_the_plain_decoder_and_never_wrongly() -> None:
    read = wrong = 0
    for frame in hard_frames(count=54):
        texts = read_qr(frame.pixels)
        read += texts == (frame.payload,)
        wrong += bool(texts) and texts != (frame.payload,)
    assert wrong == 0
    assert read >= 48  # of the first 54 the plain decoder reads 43


def test_a_card_s_vietnamese_letters_arrive_exactly() -> None:
    payload = card_payload(random.Random(3))
    png = cv2.imencode(".png", card_picture(payload))[1].tobytes()
    assert PageStudio().read_codes(png) == (payload,)
    assert parse_card(payload).warnings == ()


def test_of_two_codes_both_are_given_the_larger_first() -> None:
    small = cv2.copyMakeBorder(card_picture("H49.1.2", module=4), 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=(255,) * 3)
    large = card_picture("094090123456||X|01011990|Nam|Y|", module=8)
    width = max(small.shape[1], large.shape[1])
    both = cv2.vconcat(
        [
            cv2.copyMakeBorder(card, 0, 0, 0, width - card.shape[1], cv2.BORDER_CONSTANT, value=(255,) * 3)
            for card in (small, large)
        ]
    )
    assert read_qr(both) == ("094090123456||X|01011990|Nam|Y|", "H49.1.2")


def test_an_easy_code_beside_the_card_does_not_hide_the_card() -> None:
    easy = card_picture("https://example.invalid/", module=6)
    frame = next(frame for frame in hard_frames(count=54) if not _plainly_read(frame.pixels))
    side = cv2.copyMakeBorder(
        easy, 0, frame.pixels.shape[0] - easy.shape[0], 0, 0, cv2.BORDER_CONSTANT, value=(255,) * 3
    )
    both = cv2.hconcat([frame.pixels, side])
    assert read_qr(both) == ("https://example.invalid/",)
    assert set(read_qr(both, enough=is_card)) == {"https://example.invalid/", frame.payload}


def _plainly_read(pixels: object) -> bool:
    return bool(zxingcpp.read_barcodes(cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)))


def test_bytes_that_are_no_utf8_keep_what_is_readable_and_show_the_damage() -> None:
    assert text_of("094090123456||Lê|".encode("latin-1")) == "094090123456||L\N{REPLACEMENT CHARACTER}|"


def test_a_frame_without_a_code_gives_nothing() -> None:
    blank = cv2.imencode(".png", card_picture("x")[:40, :40])[1].tobytes()
    assert PageStudio().read_codes(blank) == ()


@pytest.mark.skipif(sys.platform != "linux", reason="only the Linux wheel brings a Qt 5")
def test_loading_opencv_leaves_our_qt_its_own_plugins_and_importing_the_room_loads_nothing_heavy() -> None:
    program = (
        "import os, sys, counter_app.imaging.page_studio as p\n"
        "assert not {'cv2', 'numpy', 'pikepdf', 'pypdfium2', 'zxingcpp'} & set(sys.modules)\n"
        "import counter_app.imaging.opencv\n"
        "assert 'QT_QPA_PLATFORM_PLUGIN_PATH' not in os.environ and 'QT_QPA_FONTDIR' not in os.environ\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
