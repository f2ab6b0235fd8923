"""The queue ticket in Khmer: its letters stand where another shaping engine's user, Qt, puts them too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageFilter
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontDatabase, QImage, QPainter
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import BrokenPromise
from counter_app.paperwork.fonts import Face, one_line, printable
from counter_app.paperwork.forms import ticket_form
from counter_app.paperwork.papers import Papers
from counter_app.paperwork.sheet import Sheet, pdf
from counter_app.paperwork.slip import slip_sheet
from tests.paperwork.reading import page_sizes, sound, text_boxes, text_of
from tests.paperwork.samples import SLIP

ROOT = Path(__file__).resolve().parents[2]
KHMER = replace(SLIP, group="ho-tich", languages=("km",))
FORM = ticket_form("km")
TEXTS = [FORM.title, FORM.nobody, FORM.note, FORM.reprint, *FORM.groups.values()]
SIZE, WIDE, HIGH, LEFT, BASE = 60, 1800, 160, 40, 90  # pixels


def by_us(text: str) -> Image.Image:
    sheet = Sheet(WIDE, HIGH)
    sheet.write(one_line(text, Face.KHMER, SIZE), LEFT, BASE)
    document = pypdfium2.PdfDocument(pdf([[sheet]], "km", SLIP.issued_at))
    picture: Image.Image = document[0].render(scale=1, grayscale=True).to_pil().convert("L")
    document.close()
    return picture.point([255 - grey for grey in range(256)])


def by_qt(text: str) -> Image.Image:
    number = QFontDatabase.addApplicationFont(str(ROOT / "resources" / "fonts" / "NotoSansKhmer-Regular.ttf"))
    font = QFont(QFontDatabase.applicationFontFamilies(number)[0])
    font.setPixelSize(SIZE)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    image = QImage(WIDE, HIGH, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(QPointF(LEFT, BASE), text)
    painter.end()
    rows = bytes(image.constBits())
    picture = Image.frombytes("L", (WIDE, HIGH), rows, "raw", "L", image.bytesPerLine())
    return picture.point([255 - grey for grey in range(256)])


def strays(one: Image.Image, other: Image.Image) -> int:
    """Dark dots of one without ink within two dots on the other."""
    near = other.filter(ImageFilter.MaxFilter(5)).tobytes()
    return sum(dot > 128 and around < 32 for dot, around in zip(one.tobytes(), near, strict=True))


@pytest.mark.parametrize("text", TEXTS)
def test_every_letter_stands_where_qt_puts_it(text: str, qtbot: QtBot) -> None:
    ours, theirs = by_us(text), by_qt(text)
    assert sum(dot > 128 for dot in ours.tobytes()) > 500
    assert strays(ours, theirs) == 0
    assert strays(theirs, ours) == 0


def test_letters_out_of_their_places_would_be_found(qtbot: QtBot) -> None:
    backwards = FORM.nobody[::-1]
    assert strays(by_us(FORM.nobody), by_qt(backwards)) > 100


def test_the_ticket_says_both_languages_and_the_number_once(tmp_path: Path) -> None:
    paper = Papers().queue_ticket(KHMER)
    assert sound(paper, tmp_path)
    vietnamese = text_of(paper, tmp_path)
    assert vietnamese.count("A027") == 1
    assert "Còn 6 người chờ trước ông/bà" in vietnamese
    khmer = " ".join(text.text for text in slip_sheet(KHMER).texts if text.face.shaped)
    for words in (FORM.title, FORM.groups["ho-tich"], "6", "08:41", "23/11/2026"):
        assert words in khmer


def test_all_of_it_fits_what_a_thermal_head_prints() -> None:
    for group in FORM.groups:
        for slip in (replace(KHMER, group=group), replace(KHMER, group=group, people_ahead=None, reprint=True)):
            paper = Papers().queue_ticket(slip)
            (((wide, _), boxes),) = text_boxes(paper)
            assert all(box.left >= 14 and box.right <= wide - 14 for box in boxes)
            dots = Papers().ticket_dots(paper, 576)
            assert not any(dots.rows[:: dots.stride])
            last = dots.rows[dots.stride - 1 :: dots.stride]
            assert not any(byte & 0x7F for byte in last), "ink at the head's end"
    assert page_sizes(Papers().queue_ticket(KHMER))[0][0] == 80


def test_a_reprint_says_so_in_both_languages_and_counts_nobody(tmp_path: Path) -> None:
    again = replace(KHMER, people_ahead=None, reprint=True)
    assert "BẢN IN LẠI" in text_of(Papers().queue_ticket(again), tmp_path)
    told = [text.text for text in slip_sheet(again).texts]
    assert FORM.reprint in told
    assert not any("người chờ" in text or "រង់ចាំមុន" in text for text in told)


def test_every_khmer_letter_of_the_ticket_is_in_the_font_and_marked_as_unread_by_a_native_speaker() -> None:
    for text in (*TEXTS, FORM.ahead, FORM.wait, FORM.between, FORM.issued):
        assert "□" not in printable(text, Face.KHMER)
    assert not FORM.checked_by_native_speaker


def test_a_language_that_was_never_shipped_is_our_fault() -> None:
    with pytest.raises(BrokenPromise):
        Papers().queue_ticket(replace(SLIP, languages=("xx",)))
