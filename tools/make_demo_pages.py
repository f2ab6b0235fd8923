"""Makes the sample pages under resources/demo_pages/: what the simulated scanner's feeder holds.

Made-up declarations, marked MẪU, laid in a little askew as people do. Run once: `python -m tools.make_demo_pages`.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from tests.pages import font_file, make_page

_FOLDER = Path(__file__).parents[1] / "resources" / "demo_pages"
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


if __name__ == "__main__":
    main()
