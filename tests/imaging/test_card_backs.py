"""The machine-readable lines of a card's back: read from what a camera gives, rightly or not at all, and cross-checked
with the code of the same card."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from counter_app.domain.card import parse_card
from counter_app.domain.errors import SeveralCards
from counter_app.domain.mrz import differences
from counter_app.domain.page_code import CARD_SIDES, CodeKind, PageCode
from counter_app.imaging.card_lines import read_mrz
from counter_app.imaging.commands import read_cards
from counter_app.imaging.digitizing import digitize
from counter_app.imaging.opencv import cv2
from counter_app.imaging.page_codes import read_page_codes
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import Origin, PageImage
from tests import pages
from tests.imaging.card_backs import back_picture, card_backs, lines_of
from tests.imaging.hard_frames import card_picture

TODAY = date(2026, 11, 26)
CARD = "094190123456|365123456|Thạch Thị Sà Rươl|17051990|Nữ|Ấp Bưng Chụm, Tham Đôn, Sóc Trăng|10052021"


def on_a_desk(path: Path, *cards: str, lines_for: str = CARD) -> Path:
    """Pictures of backs beneath each other: the lines of one person's card, the code of `cards`."""
    backs = [back_picture(lines_of(lines_for), code, random.Random(1)) for code in cards]
    framed = cv2.copyMakeBorder(cv2.vconcat(backs), 90, 90, 120, 120, cv2.BORDER_CONSTANT, value=(70, 90, 110))
    assert cv2.imwrite(str(path), framed)
    return path


def test_of_24_backs_that_are_hard_to_read_23_are_read_and_none_wrongly() -> None:
    read = named = 0
    for back in card_backs(24):
        reading = read_mrz(back.pixels, TODAY)
        if reading is None:
            continue
        card = parse_card(back.payload)
        assert differences(card, reading) == (), back.kind
        read += 1
        named += bool(reading.full_name)
    assert read >= 23
    assert named >= 20


def test_a_page_of_text_has_no_card_s_lines() -> None:
    assert read_mrz(pages.make_page(3, dpi=150)[..., ::-1].copy(), TODAY) is None
    assert read_mrz(np.full((400, 600, 3), 250, np.uint8), TODAY) is None


def test_the_lines_of_two_people_are_told_as_several_cards(tmp_path: Path) -> None:
    """On one picture, on two pages of a file, and beside one of the two codes."""
    other = CARD.replace("094190123456", "094190654321").replace("Sà Rươl", "Na Ri")
    one, two = (back_picture(lines_of(card), "", random.Random(1)) for card in (CARD, other))
    assert cv2.imwrite(str(tmp_path / "two.png"), cv2.vconcat([one, two]))
    coded = back_picture(lines_of(CARD), CARD, random.Random(1))
    assert cv2.imwrite(str(tmp_path / "coded.png"), cv2.vconcat([two, coded]))
    assert cv2.imwritemulti(str(tmp_path / "two.tiff"), [one, two])
    assert cv2.imwrite(str(tmp_path / "same.png"), cv2.vconcat([one, one]))
    *several, same = read_cards([tmp_path / name for name in ("two.png", "coded.png", "two.tiff", "same.png")])
    assert [answer["warnings"] for answer in several] == [["several-cards"]] * 3
    assert (same["personal_number"], same["warnings"]) == ("094190123456", [])
    with pytest.raises(SeveralCards):
        PageStudio().read_mrz((tmp_path / "two.png").read_bytes(), TODAY)
    on_one_page = {code.text for code in read_page_codes(cv2.vconcat([two, coded]), 300, TODAY)}
    assert {"094190123456", "094190654321"} <= on_one_page


def test_where_the_code_and_the_lines_agree_it_is_said(tmp_path: Path) -> None:
    (answer,) = read_cards([on_a_desk(tmp_path / "back.png", CARD)])
    assert (answer["source"], answer["cross_check"], answer["warnings"]) == ("qr", "agree", [])
    assert answer["full_name"] == "Thạch Thị Sà Rươl"
    assert answer["mrz"] == {
        "personal_number": "094190123456",
        "full_name": "THACH THI SA RUOL",
        "birth_date": "1990-05-17",
        "sex": "Nữ",
        "expires_on": "2040-05-17",
        "name_cut": False,
    }


def test_without_a_code_the_lines_alone_say_who_it_is(tmp_path: Path) -> None:
    (answer,) = read_cards([on_a_desk(tmp_path / "back.png", "")])
    assert (answer["found"], answer["source"], answer["cross_check"]) == (True, "mrz", None)
    assert (answer["personal_number"], answer["full_name"]) == ("094190123456", "THACH THI SA RUOL")
    assert answer["address"] is None


def test_where_they_disagree_neither_is_chosen_silently(tmp_path: Path) -> None:
    other = CARD.replace("094190123456", "094190123465").replace("17051990", "18051990")
    (answer,) = read_cards([on_a_desk(tmp_path / "back.png", other)])
    assert answer["cross_check"] == "disagree"
    assert answer["warnings"] == ["mrz-disagrees:number", "mrz-disagrees:birth-date"]
    assert (answer["personal_number"], answer["mrz"]["personal_number"]) == ("094190123465", "094190123456")


def test_without_the_language_s_data_the_code_is_still_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counter_app.imaging.recognition._of_this_thread", type("Nothing", (), {})())
    monkeypatch.setattr("counter_app.imaging.recognition._folders", lambda: iter(()))
    (answer,) = read_cards([on_a_desk(tmp_path / "back.png", CARD)])
    assert (answer["source"], answer["mrz"], answer["warnings"]) == ("qr", None, ["no-language-data"])


def packed(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    return bytes(cv2.imencode(".jpg", picture)[1].tobytes())


def shown(codes: Iterable[PageCode]) -> list[PageCode]:
    """Without what is kept for comparing."""
    return [code for code in codes if code.kind not in CARD_SIDES]


def test_a_card_at_the_desk_is_laid_beside_its_own_lines_and_no_disagreement_is_silent() -> None:
    studio = PageStudio()
    agrees = studio.read_page_codes(packed(back_picture(lines_of(CARD), CARD, random.Random(1))))
    assert shown(agrees) == [PageCode(CodeKind.CARD, "094190123456")]
    other = CARD.replace("094190123456", "094190123465").replace("17051990", "18051990")
    assert set(shown(studio.read_page_codes(packed(back_picture(lines_of(CARD), other, random.Random(1)))))) == {
        PageCode(CodeKind.CARD, "094190123465"),
        PageCode(CodeKind.CARD, "094190123456"),
        PageCode(CodeKind.CARD_DISAGREES, "number"),
        PageCode(CodeKind.CARD_DISAGREES, "birth-date"),
    }


def test_a_stranger_s_code_on_a_card_s_back_hides_its_lines_from_nobody() -> None:
    back = back_picture(lines_of(CARD), "https://example.invalid/", random.Random(1))
    assert shown(PageStudio().read_page_codes(packed(back))) == [PageCode(CodeKind.CARD, "094190123456")]


def test_both_sides_in_one_stack_are_checked_with_each_other(tmp_path: Path) -> None:
    born_later = CARD.replace("17051990", "18051990")
    for name, text in (("1.png", born_later), ("3.png", CARD)):
        (tmp_path / name).write_bytes(pages.as_png(cv2.resize(card_picture(text), (1400, 880))[..., ::-1], 400))
    for name in ("2.png", "4.png"):
        back = back_picture(lines_of(CARD), "", random.Random(1))
        (tmp_path / name).write_bytes(pages.as_png(back[..., ::-1], 400))
    paths = [tmp_path / f"{number}.png" for number in (1, 2, 3, 4)]
    lines = digitize(paths, tmp_path / "out.pdf", quick=True)["pages"]
    assert [line["card"] for line in lines] == [
        {"cross_check": "disagree", "differs": ["birth-date"], "other_side": 2},
        {"cross_check": "disagree", "differs": ["birth-date"], "other_side": 1},
        {"cross_check": "agree", "differs": [], "other_side": 4},
        {"cross_check": "agree", "differs": [], "other_side": 3},
    ]


def test_of_a_card_that_fills_the_picture_its_chip_is_not_taken_for_the_sheet() -> None:
    """A photograph from a telephone, cropped to the card: the bright chip has four straight edges as well."""
    back = back_picture(lines_of(CARD), "", random.Random(1))
    page = PageStudio().straighten(PageImage(packed(back), "image/jpeg", 0, Origin.FILE))
    assert page.corners is None
    assert page.width >= back.shape[1] - 2
