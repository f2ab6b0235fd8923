"""The recovery sheet says what it is for, bears the words and a QR code that is read back, and nobody's name."""

from __future__ import annotations

from counter_app.imaging.page_studio import PageStudio
from counter_app.paperwork.papers import Papers
from counter_app.paperwork.recovery_sheet import recovery_page
from tests.paperwork.samples import RECOVERY


def test_every_word_stands_on_it_with_its_number() -> None:
    told = [text.text for text in recovery_page(RECOVERY).texts]
    for place, word in enumerate(RECOVERY.code.words, 1):
        assert told[told.index(f"{place}.") + 1] == word
    assert any(RECOVERY.store in text for text in told)
    assert "niêm phong" in " ".join(told)


def test_its_code_is_read_back_at_the_card_reader_s_distance() -> None:
    (page,) = PageStudio().pages_of(Papers().recovery_sheet(RECOVERY))
    assert PageStudio().read_codes(page.data) == (RECOVERY.code.qr_text,)


def test_everything_stands_on_one_page_within_its_edges() -> None:
    page = recovery_page(RECOVERY)
    assert max(text.y for text in page.texts) < page.height - 14
    assert Papers().recovery_sheet(RECOVERY) == Papers().recovery_sheet(RECOVERY)
    assert RECOVERY.store.encode() in Papers().recovery_sheet(RECOVERY), "its title is a code"
