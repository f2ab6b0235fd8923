"""Six papers as a commune gets them, drawn from known text: decisions, tables, two columns, stamps; seeded."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from tests import pages
from tests.imaging.odd_pages import STAMP_BLUE, stamp_on
from tests.pages import A4_INCHES, INK, STAMP_RED, Pixels

SKEWS = (1.3, -2.1, 0.6, 3.2, -0.9, -4.5)

_ARTICLES = """\
Căn cứ Luật Tổ chức chính quyền địa phương; căn cứ Luật Hộ tịch và các văn bản hướng dẫn thi hành;
Xét đề nghị của công chức tư pháp - hộ tịch tại tờ trình số 214/TTr-TP ngày 09 tháng 10 năm 2026,
Điều 1. Cho phép ông Thạch Sà Rươl, sinh ngày 05/01/1990, được thay đổi, cải chính hộ tịch theo hồ sơ đã nộp.
Điều 2. Nội dung cải chính được ghi vào sổ đăng ký khai sinh số 17, quyển số 02/2011; bản chính cũ được thu hồi.
Điều 3. Chánh Văn phòng và công chức tư pháp - hộ tịch chịu trách nhiệm thi hành quyết định này kể từ ngày ký.
Trong thời hạn năm ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ, cơ quan tiếp nhận phải thẩm tra, xác minh.
Người nộp hồ sơ cam đoan các thông tin đã khai là đúng sự thật, nếu sai xin chịu trách nhiệm trước pháp luật.
Tổ chức, cá nhân có quyền khiếu nại hoặc khởi kiện khi có căn cứ cho rằng quyết định này trái pháp luật.
Thửa đất số 128, tờ bản đồ số 36, diện tích 1.250,5 m2, mục đích sử dụng: đất trồng cây lâu năm.
Phí và lệ phí nộp tại quầy: 8.000 đồng một bản; miễn cho người thuộc hộ nghèo, người khuyết tật và trẻ em.
Trường hợp phức tạp thì thời hạn trả kết quả được kéo dài thêm không quá ba ngày làm việc và phải báo cho người nộp.
Nơi thường trú: ấp Bưng Chụm, xã Tham Đôn, thành phố Cần Thơ; nơi ở hiện tại: khóm 4, phường Sóc Trăng.
""".splitlines()
_GOODS = ("Giấy khai sinh", "Sổ hộ khẩu cũ", "Chứng minh nhân dân", "Đơn đề nghị", "Bản vẽ kỹ thuật")


@dataclass(frozen=True)
class Paper:
    pixels: Pixels
    text: str
    skew: float


@dataclass
class _Sheet:
    """Draws, and remembers what it drew in the order in which a person reads it."""

    dpi: int
    page: Image.Image = field(init=False)
    draw: ImageDraw.ImageDraw = field(init=False)
    said: list[str] = field(default_factory=list)
    y: float = 0.8

    def __post_init__(self) -> None:
        self.page = Image.new("RGB", (round(A4_INCHES[0] * self.dpi), round(A4_INCHES[1] * self.dpi)), pages.PAPER)
        self.draw = ImageDraw.Draw(self.page)

    def words(
        self, x: float, y: float, text: str, points: float = 12.5, bold: bool = False, anchor: str = "la"
    ) -> None:
        font = ImageFont.truetype(pages.font_file(bold), points * self.dpi / 72)
        self.draw.text((x * self.dpi, y * self.dpi), text, fill=INK, font=font, anchor=anchor)
        self.said.append(text)

    def title(self, text: str, points: float = 13) -> None:
        self.words(A4_INCHES[0] / 2, self.y, text, points, bold=True, anchor="ma")
        self.y += points / 72 * 1.6

    def paragraph(self, text: str, left: float = 1.18, width: float = 6.3, points: float = 12.5) -> None:
        font = ImageFont.truetype(pages.font_file(), points * self.dpi / 72)
        line = ""
        for word in [*text.split(), ""]:
            longer = f"{line} {word}".strip()
            if line and (not word or font.getlength(longer) > width * self.dpi):
                self.words(left, self.y, line, points)
                self.y += points / 72 * 1.45
                longer = word
            line = longer
        self.y += 0.07

    def rule(self, x: float, y: float, to_x: float, to_y: float) -> None:
        ends = [(x * self.dpi, y * self.dpi), (to_x * self.dpi, to_y * self.dpi)]
        self.draw.line(ends, fill=INK, width=max(1, self.dpi // 150))


def six_papers(dpi: int = 300) -> list[Paper]:
    makers = (_decision, _table, _columns, _decision, _columns, _table)
    papers = []
    for seed, (maker, skew) in enumerate(zip(makers, SKEWS, strict=True)):
        chance = random.Random(seed)
        sheet = _Sheet(dpi)
        maker(sheet, chance)
        stamp_on(sheet.page, dpi, 5.3, 8.9, 0.025, STAMP_RED)
        if seed % 2:
            stamp_on(sheet.page, dpi, 1.5, sheet.y - 0.9, 0.012, STAMP_BLUE)
        papers.append(Paper(_scanned(sheet.page, seed, skew), "\n".join(sheet.said), skew))
    return papers


def _heading(sheet: _Sheet) -> None:
    sheet.title("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    sheet.title("Độc lập - Tự do - Hạnh phúc")
    sheet.y += 0.15


def _decision(sheet: _Sheet, chance: random.Random) -> None:
    _heading(sheet)
    sheet.title("QUYẾT ĐỊNH", 15)
    sheet.title("Về việc cải chính hộ tịch")
    sheet.y += 0.1
    for article in chance.sample(_ARTICLES, 11):
        sheet.paragraph(article)
    _signed(sheet)


def _table(sheet: _Sheet, chance: random.Random) -> None:
    _heading(sheet)
    sheet.title("BẢNG KÊ GIẤY TỜ", 15)
    sheet.paragraph(chance.choice(_ARTICLES))
    columns, top = (1.18, 1.75, 4.2, 5.7, 7.4), sheet.y + 0.05
    rows = [("TT", "Tên giấy tờ", "Số, ngày", "Ghi chú")]
    rows += [
        (str(n), chance.choice(_GOODS), f"{chance.randrange(10, 990)}/{chance.randrange(2001, 2026)}", "bản chính")
        for n in range(1, 10)
    ]
    for row, cells in enumerate(rows):
        y = top + row * 0.32
        sheet.rule(columns[0], y, columns[-1], y)
        for x, cell in zip(columns, cells, strict=False):
            sheet.words(x + 0.1, y + 0.06, cell, 11.5, bold=not row)
    sheet.y = top + len(rows) * 0.32
    sheet.rule(columns[0], sheet.y, columns[-1], sheet.y)
    for x in columns:
        sheet.rule(x, top, x, sheet.y)
    sheet.y += 0.2
    for article in chance.sample(_ARTICLES, 3):
        sheet.paragraph(article)
    _signed(sheet)


def _columns(sheet: _Sheet, chance: random.Random) -> None:
    _heading(sheet)
    sheet.title("THÔNG BÁO", 15)
    top, lowest = sheet.y + 0.1, 0.0
    articles = chance.sample(_ARTICLES, 10)
    for left, own in ((1.0, articles[:5]), (4.4, articles[5:])):
        sheet.y = top
        for article in own:
            sheet.paragraph(article, left, 2.9, 11.5)
        lowest = max(lowest, sheet.y)
    sheet.y = lowest
    _signed(sheet)


def _signed(sheet: _Sheet) -> None:
    sheet.words(6.0, 8.6, "CHỦ TỊCH", 13, bold=True, anchor="ma")


def _scanned(page: Image.Image, seed: int, skew: float) -> Pixels:
    pixels = np.asarray(page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=pages.PAPER))
    noise = np.random.default_rng(seed).integers(0, 6, size=(*pixels.shape[:2], 1), dtype=np.uint8)
    return np.ascontiguousarray(np.maximum(pixels, 5) - noise)
