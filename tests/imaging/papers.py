"""The papers that come over a counter, from a seed: one maker a kind. All persons are invented."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from counter_app.imaging.opencv import cv2
from tests import pages
from tests.imaging.hard_frames import card_payload, card_picture
from tests.pages import INK, Pixels

STAMP_BLUE = (40, 70, 190)
PENCIL = (150, 150, 152)
CARD_MM = (85.6, 53.98)


def red_stamp_over_text(dpi: int, seed: int) -> Pixels:
    return _stamped(dpi, seed, pages.STAMP_RED)


def blue_stamp_over_text(dpi: int, seed: int) -> Pixels:
    return _stamped(dpi, seed, STAMP_BLUE)


def pencilled(dpi: int, seed: int) -> Pixels:
    """A printed form filled in with a pencil."""
    page, pen = _sheet(dpi, stamp=False, seed=seed)
    for line, y in enumerate((7.4, 7.75, 8.1)):
        _scribble(pen, dpi, random.Random(seed + line), 1.3, y, 4.5, PENCIL, 0.006)
    return np.asarray(page)


def handwritten(dpi: int, seed: int) -> Pixels:
    """A letter by hand: lines of strokes in blue ink, that rise and fall a little."""
    page = Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), pages.PAPER)
    pen, chance = ImageDraw.Draw(page), random.Random(seed)
    for line in range(22):
        _scribble(pen, dpi, chance, 1.0, 1.2 + 0.42 * line, chance.uniform(5.2, 6.4), pages.PEN_BLUE, 0.011)
    return np.asarray(page)


def table(dpi: int, seed: int) -> Pixels:
    """Ruled from margin to margin, with a dark head: must never be taken for a sheet."""
    page = Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), pages.PAPER)
    pen, chance = ImageDraw.Draw(page), random.Random(seed)
    pen.rectangle([dpi * 0.8, dpi * 1.0, dpi * 7.5, dpi * 1.5], fill=(70, 80, 110))
    font = ImageFont.truetype(pages.font_file(), 11 * dpi / 72)
    for row in range(24):
        y = dpi * (1.0 + 0.4 * row)
        pen.line([(dpi * 0.8, y), (dpi * 7.5, y)], fill=INK, width=max(1, dpi // 150))
        for column, x in enumerate((0.8, 1.4, 4.6, 6.2)):
            words = ("TT", "Họ và tên", "Ngày sinh", "Ghi chú")[column] if row == 0 else _cell(column, row, chance)
            colour = (240, 240, 240) if row == 0 else INK
            if row < 23:
                pen.text((dpi * (x + 0.08), y + 0.1 * dpi), words, font=font, fill=colour)
    for x in (0.8, 1.4, 4.6, 6.2, 7.5):
        pen.line([(dpi * x, dpi * 1.0), (dpi * x, dpi * 10.2)], fill=INK, width=max(1, dpi // 150))
    return np.asarray(page)


def two_columns(dpi: int, seed: int) -> Pixels:
    page = Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), pages.PAPER)
    pen, chance = ImageDraw.Draw(page), random.Random(seed)
    font = ImageFont.truetype(pages.font_file(), 10.5 * dpi / 72)
    for x in (0.8, 4.4):
        for line in range(44):
            words = chance.choice(pages._SENTENCES)[: chance.randrange(24, 42)]
            pen.text((dpi * x, dpi * (1.0 + 0.21 * line)), words, font=font, fill=INK)
    return np.asarray(page)


def faint_thermal(dpi: int, seed: int) -> Pixels:
    """A till's receipt that has lain in the sun, on a sheet: pale grey on yellowish paper."""
    page = Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), (247, 243, 228))
    pen, chance = ImageDraw.Draw(page), random.Random(seed)
    font = ImageFont.truetype(pages.font_file(), 13 * dpi / 72)
    for line in range(24):
        words = chance.choice(pages._SENTENCES)[:44]
        pen.text((dpi * 1.0, dpi * (1.2 + 0.35 * line)), words, font=font, fill=(176, 172, 162))
    return np.asarray(page)


def torn(dpi: int, seed: int) -> Pixels:
    """The lower right corner is gone, and the lid shows."""
    page = pages.make_page(seed, dpi=dpi, stamp=False).copy()
    height, width = page.shape[:2]
    edge = [(width, height - round(1.2 * dpi)), (width - round(0.5 * dpi), height - round(0.7 * dpi))]
    hole = np.array([*edge, (width - round(1.3 * dpi), height), (width, height)], np.int32)
    return np.asarray(cv2.fillPoly(page, [hole], (45, 45, 48)), np.uint8)


def pink(dpi: int, seed: int) -> Pixels:
    """A birth certificate's paper."""
    return np.minimum(pages.make_page(seed, dpi=dpi), np.array([246, 205, 214], np.uint8))


Maker = Callable[[int, int], Pixels]
PRINTED: dict[str, Maker] = {
    maker.__name__.replace("_", " "): maker
    for maker in (
        red_stamp_over_text, blue_stamp_over_text, pencilled, table, two_columns, faint_thermal, torn, pink,
    )
}  # fmt: skip
ALL: dict[str, Maker] = {**PRINTED, "handwritten": handwritten}


def scanned(page: Pixels, seed: int, skew: float = 0.0, turned: int = 0) -> Pixels:
    """Laid on the glass askew (degrees, counter-clockwise) and turned (quarters, clockwise), with a scanner's noise."""
    height, width = page.shape[:2]
    paper = np.median(page.reshape(-1, 3), axis=0).tolist()
    place = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), skew, 1.0)
    laid = cv2.warpAffine(page, place, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper) if skew else page
    laid = np.rot90(laid, -(turned // 90) % 4)
    noise = np.random.default_rng(seed).integers(0, 6, size=(*laid.shape[:2], 1), dtype=np.uint8)
    return np.ascontiguousarray(np.maximum(laid, 5) - noise)


def card(dpi: int, seed: int) -> Pixels:
    """One side of a citizen card, RGB, in its true size."""
    picture = card_picture(card_payload(random.Random(seed)))[..., ::-1]
    size = (round(CARD_MM[0] / 25.4 * dpi), round(CARD_MM[1] / 25.4 * dpi))
    return np.asarray(cv2.resize(np.ascontiguousarray(picture), size, interpolation=cv2.INTER_AREA), np.uint8)


def on_glass(sheets: Sequence[tuple[Pixels, tuple[float, float], float]], lid: int, dpi: int) -> Pixels:
    """An A4 glass, RGB: sheets with their middle at (x, y) mm, turned by degrees counter-clockwise, each with the thin
    shadow that its thickness throws on the lid."""
    height, width = round(297 / 25.4 * dpi), round(210 / 25.4 * dpi)
    glass = np.full((height, width, 3), lid, np.float32)
    for sheet, middle, turn in sheets:
        down, across = sheet.shape[:2]
        place = cv2.getRotationMatrix2D(((across - 1) / 2, (down - 1) / 2), turn, 1.0)
        place[:, 2] += np.array(middle) / 25.4 * dpi - ((across - 1) / 2, (down - 1) / 2)
        there = cv2.warpAffine(np.full((down, across), 255, np.uint8), place, (width, height))[..., None] / 255
        shadow = cv2.GaussianBlur(np.roll(there, 3, axis=(0, 1)), (0, 0), 4)[..., None]
        drawn = cv2.warpAffine(sheet, place, (width, height), borderMode=cv2.BORDER_REPLICATE)
        glass = glass * (1 - 0.15 * shadow) * (1 - there) + drawn * there
    noise = np.random.default_rng(1).normal(0, 2, glass.shape)
    return np.clip(glass + noise, 0, 255).astype(np.uint8)


def _sheet(dpi: int, stamp: bool, seed: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    page = Image.fromarray(pages.make_page(seed, dpi=dpi, stamp=stamp, table=False))
    return page, ImageDraw.Draw(page)


def _stamped(dpi: int, seed: int, colour: tuple[int, int, int]) -> Pixels:
    """A thin round stamp right over lines of print."""
    page, _ = _sheet(dpi, stamp=False, seed=seed)
    side = round(1.4 * dpi)
    layer = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(layer)
    pen.ellipse([2, 2, side - 3, side - 3], outline=205, width=max(2, round(0.02 * dpi)))
    font = ImageFont.truetype(pages.font_file(bold=True), 9 * dpi / 72)
    pen.text((side / 2, side / 2), "ĐÃ TIẾP NHẬN", fill=205, font=font, anchor="mm")
    page.paste(Image.new("RGB", (side, side), colour), (round(2.4 * dpi), round(2.3 * dpi)), layer)
    return np.asarray(page)


def _scribble(
    pen: ImageDraw.ImageDraw,
    dpi: int,
    chance: random.Random,
    x: float,
    y: float,
    length: float,
    colour: tuple[int, int, int],
    stroke: float,
) -> None:
    """A line of handwriting: loops and hooks of a letter's height, word by word; inches."""
    end, drift = x + length, chance.uniform(-0.02, 0.02)
    while x < end:
        word, points = chance.uniform(0.3, 0.8), []
        for step in range(60):
            t = step / 60
            wave = 0.05 * math.sin(t * word * 70 + chance.uniform(-0.4, 0.4)) + 0.03 * math.sin(t * word * 31)
            rise = -0.07 if chance.random() < 0.06 else 0.0
            points.append((dpi * (x + word * t + 0.02 * math.sin(t * word * 70)), dpi * (y + drift + wave + rise)))
        pen.line(points, fill=colour, width=max(2, round(stroke * dpi)), joint="curve")
        x += word + chance.uniform(0.1, 0.2)


def _cell(column: int, row: int, chance: random.Random) -> str:
    if column == 0:
        return str(row)
    if column == 1:
        return f"{chance.choice(pages._FAMILY)} {chance.choice(pages._MIDDLE)} {chance.choice(pages._GIVEN)}"
    return f"{chance.randrange(1, 29):02d}/{chance.randrange(1, 13):02d}/{chance.randrange(1950, 2020)}" * (column == 2)
