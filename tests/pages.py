"""Made-up A4 pages as a scanner would give them, from a seed: for every test that needs a page image.

Text, a table, a red stamp and a blue signature on off-white paper with a scanner's noise; skewed and turned on
demand. All persons are invented. The fonts are those under `resources/fonts/`, else Debian's DejaVu.
"""

from __future__ import annotations

import io
import math
import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

Pixels = npt.NDArray[np.uint8]
Colour = tuple[int, int, int]

PAPER: Colour = (250, 249, 246)
INK: Colour = (28, 28, 30)
STAMP_RED: Colour = (206, 32, 44)
PEN_BLUE: Colour = (30, 60, 170)
A4_INCHES = (210 / 25.4, 297 / 25.4)

_FAMILY = ("NGUYỄN", "TRẦN", "LÊ", "PHẠM", "LÂM", "THẠCH", "SƠN", "KIM", "DANH", "HUỲNH")
_MIDDLE = ("VĂN", "THỊ", "HỮU", "NGỌC", "THANH", "MINH", "SÓC", "PHOL")
_GIVEN = ("AN", "BÌNH", "CHI", "DŨNG", "ĐỨC", "HƯƠNG", "KHẢI", "LỆ", "NGHĨA", "PHƯỢNG", "SƯƠNG", "TUYỀN", "VŨ")
_SENTENCES = (
    "Kính gửi Ủy ban nhân dân phường, tôi xin trình bày và đề nghị giải quyết việc sau đây.",
    "Căn cứ hồ sơ hộ tịch và giấy tờ tùy thân kèm theo, thông tin của người yêu cầu là đúng sự thật.",
    "Tôi cam đoan những nội dung khai trên đây là đúng và chịu trách nhiệm trước pháp luật về lời khai của mình.",
    "Nơi cư trú hiện nay: khóm 4, đường Trần Hưng Đạo, phường Sóc Trăng, thành phố Cần Thơ.",
    "Mục đích sử dụng: bổ sung hồ sơ đăng ký khai sinh và nhập hộ khẩu cho con theo quy định hiện hành.",
    "Giấy này có giá trị sử dụng trong thời hạn sáu tháng kể từ ngày được cơ quan có thẩm quyền cấp.",
    "Người làm chứng đã đọc lại toàn bộ nội dung, không có ý kiến gì khác và cùng ký tên dưới đây.",
)


@cache
def font_file(bold: bool = False) -> Path:
    """A TTF that has the Vietnamese letters. Raises FileNotFoundError, naming what to install."""
    style = "Bold" if bold else "Regular"
    shipped = Path(__file__).parents[1] / "resources" / "fonts"
    candidates = [*sorted(shipped.rglob(f"Tinos-{style}.ttf")), *sorted(shipped.rglob(f"LiberationSerif-{style}.ttf"))]
    candidates.append(
        Path("/usr/share/fonts/truetype/dejavu") / ("DejaVuSerif-Bold.ttf" if bold else "DejaVuSerif.ttf")
    )
    for candidate in candidates:
        if candidate.exists():
            return candidate
    raise FileNotFoundError("no Vietnamese font: apt-get install fonts-dejavu-core")


def make_page(
    seed: int = 1,
    *,
    text: str | None = None,
    skew: float = 0.0,
    turned: int = 0,
    dpi: int = 300,
    stamp: bool = True,
    signature: bool = True,
    table: bool = True,
    surround: Colour | None = None,
) -> Pixels:
    """An A4 page, height × width × RGB.

    `text` replaces the invented declaration (lines split at newlines, wrapped); `skew` turns the page in degrees,
    counter-clockwise positive; `turned` by quarter turns, clockwise (90: the top is on the right); `surround` is
    the scanner's lid beside a skewed sheet (None: as white as the paper).
    """
    chance = random.Random(seed)
    page, draw = _sheet(dpi)
    _declaration(draw, dpi, chance, text, table)
    if stamp:
        _stamp(page, dpi, chance)
    if signature:
        _signature(draw, dpi, chance, x=1.45, y=9.6)
    return _scanned(page, seed, skew, turned, surround)


def make_sparse_page(seed: int = 1, *, mark: str = "", skew: float = 0.0, dpi: int = 300) -> Pixels:
    """A page with next to nothing on it: `mark` is "" (blank), "signature", "pencil", "line", "word" or "dots"."""
    chance = random.Random(seed)
    page, draw = _sheet(dpi)
    if mark == "signature":
        _signature(draw, dpi, chance, x=4.6, y=8.0)
    elif mark == "pencil":
        _write(draw, dpi, 2.0, 5.0, "đã kiểm tra", 12, (196, 195, 193))
    elif mark == "line":
        _write(draw, dpi, 1.2, 1.0, "Trang này để trống.", 11, INK)
    elif mark == "word":
        _write(draw, dpi, 4.1, 10.9, "2", 10, INK)
    elif mark == "dots":  # dust on the glass
        for _ in range(40):
            x, y = chance.uniform(0.1, 8.1) * dpi, chance.uniform(0.1, 11.5) * dpi
            draw.ellipse((x, y, x + dpi / 150, y + dpi / 150), fill=(150, 150, 150))
    elif mark:
        raise ValueError(mark)
    return _scanned(page, seed, skew, 0, None)


def as_pnm(pixels: Pixels) -> bytes:
    """Binary PPM (P6), or PGM (P5) of a page without colours."""
    height, width = pixels.shape[:2]
    kind = b"P6" if pixels.ndim == 3 else b"P5"
    return kind + f"\n{width} {height}\n255\n".encode() + np.ascontiguousarray(pixels).tobytes()


def as_png(pixels: Pixels, dpi: int = 300) -> bytes:
    return _encoded([pixels], "PNG", dpi=(dpi, dpi), compress_level=1)


def as_jpeg(pixels: Pixels, dpi: int = 300, quality: int = 85) -> bytes:
    return _encoded([pixels], "JPEG", dpi=(dpi, dpi), quality=quality)


def as_tiff(pages: Sequence[Pixels], dpi: int = 300) -> bytes:
    """One TIFF of all pages."""
    return _encoded(pages, "TIFF", dpi=(dpi, dpi), compression="tiff_lzw")


def _encoded(pages: Sequence[Pixels], kind: str, **options: object) -> bytes:
    first, *others = (Image.fromarray(page) for page in pages)
    out = io.BytesIO()
    if others:
        options.update(save_all=True, append_images=others)
    first.save(out, kind, **options)
    return out.getvalue()


def _sheet(dpi: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.new("RGB", (round(A4_INCHES[0] * dpi), round(A4_INCHES[1] * dpi)), PAPER)
    return page, ImageDraw.Draw(page)


def _write(
    draw: ImageDraw.ImageDraw,
    dpi: int,
    x: float,
    y: float,
    line: str,
    points: float,
    colour: Colour = INK,
    bold: bool = False,
    anchor: str = "la",
) -> None:
    font = ImageFont.truetype(font_file(bold), points * dpi / 72)
    draw.text((x * dpi, y * dpi), line, fill=colour, font=font, anchor=anchor)


def _declaration(draw: ImageDraw.ImageDraw, dpi: int, chance: random.Random, text: str | None, table: bool) -> None:
    middle = A4_INCHES[0] / 2
    _write(draw, dpi, middle, 0.7, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, bold=True, anchor="ma")
    _write(draw, dpi, middle, 0.95, "Độc lập - Tự do - Hạnh phúc", 13, bold=True, anchor="ma")
    draw.line([(dpi * 3.1, dpi * 1.22), (dpi * 5.2, dpi * 1.22)], fill=INK, width=max(1, dpi // 150))
    _write(draw, dpi, middle, 1.5, "TỜ KHAI", 16, bold=True, anchor="ma")
    name = f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE)} {chance.choice(_GIVEN)}"
    body = text if text is not None else "\n".join([f"Họ, chữ đệm, tên: {name}", *chance.sample(_SENTENCES, 5)])
    y = 2.0
    for paragraph in body.split("\n"):
        for line in _wrapped(paragraph, dpi, 6.3):
            if y < 9.0:
                _write(draw, dpi, 1.18, y, line, 12.5)
            y += 0.27
        y += 0.08
    if table and y < 7.2:
        _table(draw, dpi, chance, y + 0.15)
    _write(draw, dpi, 5.9, 8.75, "Người yêu cầu", 12.5, bold=True, anchor="ma")


def _wrapped(paragraph: str, dpi: int, width: float) -> list[str]:
    font = ImageFont.truetype(font_file(), 12.5 * dpi / 72)
    lines, line = [], ""
    for word in paragraph.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > width * dpi:
            lines.append(line)
            longer = word
        line = longer
    return [*lines, line]


def _table(draw: ImageDraw.ImageDraw, dpi: int, chance: random.Random, top: float) -> None:
    columns, height, rows = (1.18, 1.7, 5.2, 7.3), 0.3, 5
    stroke = max(1, dpi // 150)
    for row in range(rows + 1):
        y = (top + row * height) * dpi
        draw.line([(columns[0] * dpi, y), (columns[-1] * dpi, y)], fill=INK, width=stroke)
    for x in columns:
        draw.line([(x * dpi, top * dpi), (x * dpi, (top + rows * height) * dpi)], fill=INK, width=stroke)
    for row in range(rows):
        y = top + row * height + 0.05
        number = f"{chance.randrange(1, 3000)}/{chance.randrange(2005, 2026)}"
        cells = ("TT", "Tên giấy tờ", "Số, năm") if row == 0 else (str(row), chance.choice(_SENTENCES)[:34], number)
        for x, cell in zip(columns, cells, strict=False):
            _write(draw, dpi, x + 0.08, y, cell, 11, bold=row == 0)


def _stamp(page: Image.Image, dpi: int, chance: random.Random) -> None:
    """A round red stamp over the text, as see-through as ink is."""
    side = round(1.45 * dpi)
    layer = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(layer)
    for inset, stroke in ((0.01, 0.025), (0.22, 0.012)):
        pen.ellipse(
            [inset * dpi, inset * dpi, side - inset * dpi, side - inset * dpi], outline=215, width=round(stroke * dpi)
        )
    star = [
        (side / 2 + radius * dpi * math.sin(step * math.pi / 5), side / 2 - radius * dpi * math.cos(step * math.pi / 5))
        for step in range(10)
        for radius in [0.24 if step % 2 == 0 else 0.1]
    ]
    pen.polygon(star, fill=215)
    font = ImageFont.truetype(font_file(bold=True), 9 * dpi / 72)
    pen.text((side / 2, side * 0.25), "U.B.N.D", fill=215, font=font, anchor="mm")
    pen.text((side / 2, side * 0.76), "PHƯỜNG", fill=215, font=font, anchor="mm")
    layer = layer.rotate(chance.uniform(-12, 12), Image.Resampling.BICUBIC)
    at = (round((4.6 + chance.uniform(-0.1, 0.1)) * dpi), round((9.0 + chance.uniform(-0.1, 0.1)) * dpi))
    page.paste(Image.new("RGB", (side, side), STAMP_RED), at, layer)


def _signature(draw: ImageDraw.ImageDraw, dpi: int, chance: random.Random, x: float, y: float) -> None:
    phase, points = chance.uniform(0, 3), []
    for step in range(240):
        t = step / 240 * 4 * math.pi
        points.append(
            (
                dpi * (x + 0.12 * t + 0.14 * math.sin(2.3 * t + phase)),
                dpi * (y + 0.22 * math.sin(t * 1.7 + phase) * math.exp(-t / 14)),
            )
        )
    draw.line(points, fill=PEN_BLUE, width=max(2, dpi // 75), joint="curve")


def _scanned(page: Image.Image, seed: int, skew: float, turned: int, surround: Colour | None) -> Pixels:
    """Puts the sheet on the glass: turned, skewed, with noise."""
    if skew:
        page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=surround or PAPER)
    pixels = np.rot90(np.asarray(page), -(turned // 90) % 4)
    noise = np.random.default_rng(seed).integers(0, 6, size=(*pixels.shape[:2], 1), dtype=np.uint8)
    return np.ascontiguousarray(np.maximum(pixels, 5) - noise)
