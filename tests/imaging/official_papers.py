"""Made-up papers laid out as the rule on State papers has it (NĐ 30/2020, Annex I), from a seed. All is invented."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests import pages

_ISSUERS = (
    ("ỦY BAN NHÂN DÂN", "PHƯỜNG SÓC TRĂNG"),
    ("ỦY BAN NHÂN DÂN", "XÃ PHÚ TÂM"),
    ("BỆNH VIỆN ĐA KHOA", "SÓC TRĂNG"),
    ("TÒA ÁN NHÂN DÂN", "KHU VỰC 9 - CẦN THƠ"),
    ("CÔNG AN", "PHƯỜNG PHÚ LỢI"),
)
_TITLES = (
    ("GIẤY CHỨNG SINH", "chung-sinh"),
    ("GIẤY CHỨNG NHẬN KẾT HÔN", "ket-hon"),
    ("TỜ KHAI ĐĂNG KÝ KHAI SINH", "to-khai"),
    ("GIẤY ỦY QUYỀN", "uy-quyen"),
)
_KINDS = ("UBND-HT", "GCS", "TAND", "TLKH-BS", "QĐ-UBND")


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """`component`: where its title belongs among those of a birth's registration (1.001193)."""

    pixels: pages.Pixels  # RGB
    number: str
    issued_on: date
    issuer: str
    component: str


def official_paper(seed: int, *, dpi: int = 300, day_at_foot: bool = False) -> OfficialPaper:
    chance = random.Random(f"paper/{seed}")
    day = date(chance.randrange(1998, 2026), chance.randrange(1, 13), chance.randrange(1, 29))
    number = f"{chance.randrange(1, 900)}/{chance.choice((str(day.year), *_KINDS))}"
    upper, lower = chance.choice(_ISSUERS)
    title, component = chance.choice(_TITLES)
    sheet = Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), pages.PAPER)
    draw = ImageDraw.Draw(sheet)

    def write(words: str, x: float, y: float, size: float = 13, *, bold: bool = False, middle: bool = True) -> None:
        """`x`, `y` in inches; `size` in points."""
        font = ImageFont.truetype(pages.font_file(bold), round(size / 72 * dpi))
        draw.text((x * dpi, y * dpi), words, font=font, fill=pages.INK, anchor="ma" if middle else "la")

    write(upper, 2.3, 0.8)
    write(lower, 2.3, 1.03, bold=True)
    write("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 5.6, 0.8, 12, bold=True)
    write("Độc lập - Tự do - Hạnh phúc", 5.6, 1.03, bold=True)
    write(f"Số: {number}", 2.3, 1.5)
    when = f"Sóc Trăng, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
    write(when, 5.6, 8.4 if day_at_foot else 1.5)
    write(title, 4.1, 2.3, 15, bold=True)
    for row, words in enumerate(
        (
            "Họ, chữ đệm, tên: THẠCH THỊ SÀ RƯƠL",
            "Sinh ngày 02 tháng 09 năm 1990, tại phường Sóc Trăng, thành phố Cần Thơ.",
            "Số định danh cá nhân: 094190123456, cấp ngày 10 tháng 05 năm 2021.",
            "Nơi cư trú: khóm 3, đường Trần Hưng Đạo, phường Sóc Trăng, thành phố Cần Thơ.",
            "Giấy này được cấp theo đề nghị của người có tên trên để sử dụng theo quy định.",
        )
    ):
        write(words, 1.0, 3.1 + 0.4 * row, middle=False)
    write("NGƯỜI KÝ GIẤY", 5.8, 8.8, bold=True)
    noisy = np.asarray(sheet).astype(np.float32)
    noisy += np.random.default_rng(seed).normal(0, 3, noisy.shape).astype(np.float32)
    return OfficialPaper(np.clip(noisy, 0, 255).astype(np.uint8), number, day, f"{upper} {lower}", component)
