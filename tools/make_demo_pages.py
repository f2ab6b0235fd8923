"""Makes the sample pages under resources/demo_pages/, what the simulated scanner's feeder holds, and the card under
resources/demo_cards/ that lies under the simulated camera.

Made-up declarations, marked MẪU, laid in a little askew as people do. Run once: `python -m tools.make_demo_pages`.
"""

from __future__ import annotations

from pathlib import Path

import segno
from PIL import Image, ImageDraw, ImageFont

from tests.pages import font_file, make_page

_FOLDER = Path(__file__).parents[1] / "resources" / "demo_pages"
_CARDS = _FOLDER.with_name("demo_cards")
_CARD = "094190004321||Thạch Thị Sa Rinh|02091990|Nữ|Ấp Chợ, xã Tài Văn, Sóc Trăng|10052021"  # made up
_DPI = 200
_SKEWS = (1.8, -2.3, 0.9)


def main() -> None:
    _FOLDER.mkdir(parents=True, exist_ok=True)
    for number, skew in enumerate(_SKEWS, start=1):
        page = Image.fromarray(make_page(seed=100 + number, dpi=_DPI, table=number == 2))
        font = ImageFont.truetype(font_file(bold=True), 160)
        mark = Image.new("RGBA", page.size, (0, 0, 0, 0))
        ImageDraw.Draw(mark).text(
            (page.width / 2, page.height / 2), "MẪU", fill=(90, 90, 90, 70), font=font, anchor="mm"
        )
        mark = mark.rotate(35)
        page.paste(mark, (0, 0), mark)
        askew = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=(250, 249, 246))
        askew.save(_FOLDER / f"{number}.jpg", "JPEG", quality=72, dpi=(_DPI, _DPI), optimize=True)
    _CARDS.mkdir(exist_ok=True)
    make_card().save(_CARDS / "1.png", optimize=True)


def make_card() -> Image.Image:
    """A card of 85.6 × 54 mm at 260 dpi, plainly none of the State's, with a code that reads like one."""
    card = Image.new("RGB", (876, 552), (206, 226, 222))
    draw = ImageDraw.Draw(card)
    draw.rounded_rectangle((14, 14, 861, 537), 28, outline=(90, 130, 124), width=4)
    draw.text((60, 50), "THẺ MẪU", fill=(20, 70, 64), font=ImageFont.truetype(font_file(bold=True), 54))
    for at, line in enumerate(("Không phải giấy tờ thật", "Thạch Thị Sa Rinh", "094 190 004 321")):
        draw.text((60, 150 + 60 * at), line, fill=(30, 40, 40), font=ImageFont.truetype(font_file(), 40))
    code = segno.make_qr(_CARD.encode(), error="m", encoding=None)
    modules = [list(row) for row in code.matrix]
    side = 6
    draw.rectangle((480, 140, 480 + side * (len(modules) + 8), 140 + side * (len(modules) + 8)), fill="white")
    for y, row in enumerate(modules, start=4):
        for x, dark in enumerate(row, start=4):
            if dark:
                left, top = 480 + side * x, 140 + side * y
                draw.rectangle((left, top, left + side - 1, top + side - 1), fill="black")
    return card


if __name__ == "__main__":
    main()
