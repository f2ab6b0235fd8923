"""A unit's kit is data: logo, colour and slogan on papers of its own, and nothing of it on a form of the law."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from counter_app.config import IdentitySettings, demo_settings
from counter_app.domain.errors import BadSettings
from counter_app.domain.identity import Identity
from counter_app.paperwork.forms import form_on
from counter_app.paperwork.papers import Papers
from counter_app.wiring.unit import identity_of
from tests.paperwork.notice_samples import FEE, SAMPLES
from tests.paperwork.reading import collisions, sound, text_boxes, text_of
from tests.paperwork.samples import NORMAL, SLIP

ACCENT = (11, 83, 148)


def logo() -> bytes:
    picture = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((10, 10, 290, 290), fill=(200, 30, 30, 255))
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


KIT = Identity(logo(), "#0b5394", "Gần dân, phục vụ dân")
OWN = [kind for kind, sample in SAMPLES.items() if form_on(kind, sample.short.at.date()).layout == "own"]


def seen(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = document[0].render(scale=2).to_pil().convert("RGB")
    document.close()
    return picture


def colours(pdf: bytes) -> set[tuple[int, ...]]:
    found = seen(pdf).getcolors(1 << 20)
    assert found is not None
    return {colour for _, colour in found if isinstance(colour, tuple)}


def test_the_unit_has_six_papers_of_its_own() -> None:
    assert OWN == ["refusal-book", "hand-over", "fee-slip", "cash-closing", "not-needed", "still-asked"]


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_kit_is_on_the_unit_s_own_papers_and_on_no_form_of_the_law(kind: str, tmp_path: Path) -> None:
    notice, plain = SAMPLES[kind].short, SAMPLES[kind].draw(SAMPLES[kind].short)
    pdf = getattr(Papers(KIT), SAMPLES[kind].draw.__name__)(notice)
    if kind not in OWN:
        assert pdf == plain
        return
    assert sound(pdf, tmp_path)
    assert ACCENT in colours(pdf)
    assert (200, 30, 30) in colours(pdf)
    assert "Gần dân, phục vụ dân" in text_of(pdf, tmp_path)
    ((_, boxes),) = text_boxes(pdf)
    assert collisions(boxes, slack=2.0) == []
    assert {*colours(plain)} <= {(grey, grey, grey) for grey in range(256)}


def test_a_receipt_looks_as_the_law_has_it_whatever_the_kit() -> None:
    assert Papers(KIT).receipt(NORMAL) == Papers().receipt(NORMAL)


def test_a_queue_ticket_bears_the_logo_above_the_unit() -> None:
    with_logo, without = seen(Papers(KIT).queue_ticket(SLIP)), seen(Papers().queue_ticket(SLIP))
    assert with_logo.height > without.height + 50
    assert with_logo.getpixel((with_logo.width // 2, 60)) == (200, 30, 30)


def test_a_colour_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="rrggbb"):
        replace(KIT, accent="red")


def test_the_kit_comes_from_the_settings_and_a_logo_that_is_none_is_named(tmp_path: Path) -> None:
    settings = demo_settings(tmp_path / "data", "http://127.0.0.1:9")
    assert identity_of(settings) == Identity()
    file = tmp_path / "logo.png"
    file.write_bytes(logo())
    kit = IdentitySettings(file, "#0b5394", "Gần dân, phục vụ dân")
    assert identity_of(replace(settings, identity=kit)) == KIT
    for broken in (b"GIF89a", logo()[:200], b"\x89PNG" + b"0" * 2_000_000):
        file.write_bytes(broken)
        with pytest.raises(BadSettings) as told:
            identity_of(replace(settings, identity=kit))
        assert told.value.facts == {"entry": "identity.logo", "file": "logo.png"}
    file.unlink()
    with pytest.raises(BadSettings):
        identity_of(replace(settings, identity=kit))


def test_a_long_paper_of_the_unit_bears_its_slogan_on_each_page(tmp_path: Path) -> None:
    pdf = Papers(KIT).fee_slip(replace(FEE, lines=FEE.lines * 40))
    pages = len(pypdfium2.PdfDocument(pdf))
    assert pages > 1
    assert text_of(pdf, tmp_path).count("Gần dân, phục vụ dân") == pages
