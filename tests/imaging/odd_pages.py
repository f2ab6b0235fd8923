"""Pages that are hard to take apart: stamps over print, pencil, coloured paper, faint paper, photographs; seeded."""

from __future__ import annotations

import math
import random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from counter_app.imaging.opencv import cv2
from tests import pages
from tests.pages import Colour, Pixels

STAMP_BLUE: Colour = (38, 62, 168)
PENCIL: Colour = (150, 149, 147)
PINK: Colour = (246, 205, 214)


def stamped(colour: Colour, seed: int = 1, dpi: int = 300, skew: float = 0.0) -> Pixels:
    """A page whose middle, dense with black print, bears a stamp of thin lines and one of thick ones."""
    page = Image.fromarray(pages.make_page(seed, dpi=dpi, stamp=False, signature=False))
    for x, y, stroke in ((2.2, 2.3, 0.012), (4.4, 2.6, 0.03)):
        stamp_on(page, dpi, x, y, stroke, colour)
    return scanned(page, seed, skew)


def stamp_on(page: Image.Image, dpi: int, x: float, y: float, stroke: float, colour: Colour) -> None:
    """As see-through as a stamp's ink: it darkens what is black already, and colours what is white."""
    side = round(1.4 * dpi)
    layer = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(layer)
    for inset in (0.01, 0.2):
        pen.ellipse(
            [inset * dpi, inset * dpi, side - inset * dpi, side - inset * dpi], outline=220, width=round(stroke * dpi)
        )
    font = ImageFont.truetype(pages.font_file(bold=True), 10 * dpi / 72)
    pen.text((side / 2, side / 2), "ĐÃ THU", fill=220, font=font, anchor="mm")
    whole = Image.new("L", page.size, 0)
    whole.paste(layer, (round(x * dpi), round(y * dpi)))
    share = np.asarray(whole, np.float32)[..., None] / 255
    paper = np.asarray(page, np.float32)
    inked = paper * (1 - share * (1 - np.array(colour, np.float32) / 255))
    page.paste(Image.fromarray(inked.round().astype(np.uint8)))


def signed(seed: int = 1, dpi: int = 300) -> Pixels:
    """Blue ball-point, thin, across black print."""
    page = Image.fromarray(pages.make_page(seed, dpi=dpi, stamp=False, signature=False))
    draw, chance = ImageDraw.Draw(page), random.Random(seed)
    for row in range(3):
        phase = chance.uniform(0, 3)
        points = [
            (dpi * (1.5 + t / 3), dpi * (2.6 + row * 1.1 + 0.25 * math.sin(t * 2.1 + phase) * math.cos(t * 0.7)))
            for t in np.arange(0, 12, 0.05)
        ]
        draw.line(points, fill=pages.PEN_BLUE, width=max(2, round(dpi * 0.012)), joint="curve")
    return scanned(page, seed)


def pencilled(seed: int = 1, dpi: int = 300) -> Pixels:
    """Pencil notes between the lines and in the margin of black print."""
    page = Image.fromarray(pages.make_page(seed, dpi=dpi, stamp=False, signature=False))
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(pages.font_file(), 12 * dpi / 72)
    for row, words in enumerate(("đã đối chiếu bản chính", "thiếu tờ khai", "hẹn thứ sáu")):
        draw.text((1.2 * dpi, (7.3 + row * 0.4) * dpi), words, fill=PENCIL, font=font)
    return scanned(page, seed)


def coloured(paper: Colour = PINK, seed: int = 1, dpi: int = 300) -> Pixels:
    shade = np.array(paper, np.float32) / 255
    return (pages.make_page(seed, dpi=dpi).astype(np.float32) * shade).round().astype(np.uint8)


def faint(share: float = 0.18, seed: int = 1, dpi: int = 300) -> Pixels:
    """Thermal paper after some years, a pale stamp on it."""
    page = pages.make_page(seed, dpi=dpi).astype(np.float32)
    return (250 - (250 - page) * share).clip(0, 255).round().astype(np.uint8)


def with_photograph(seed: int = 1, dpi: int = 300) -> Pixels:
    """A curriculum vitae: print, and a 3 × 4 cm picture full of soft shades and fine detail."""
    page = Image.fromarray(pages.make_page(seed, dpi=dpi, table=False))
    width, height = round(3 / 2.54 * dpi), round(4 / 2.54 * dpi)
    page.paste(_photograph(width, height, seed), (round(6.4 * dpi), round(5.4 * dpi)))
    return scanned(page, seed)


def photograph(seed: int = 1, dpi: int = 300) -> Pixels:
    """A sheet that is a photograph from edge to edge."""
    width, height = (round(inches * dpi) for inches in pages.A4_INCHES)
    return scanned(_photograph(width, height, seed), seed)


def _photograph(width: int, height: int, seed: int) -> Image.Image:
    """Clouds of several sizes, a face's oval, hair: no print, but shades and texture everywhere."""
    chance = np.random.default_rng(seed)
    shades = np.zeros((height, width, 3), np.float32)
    for cells, strength in ((3, 90), (12, 50), (60, 35), (250, 22)):
        rough = chance.uniform(-1, 1, (max(2, cells * height // width), cells, 3)).astype(np.float32)
        layer = [
            np.asarray(Image.fromarray(rough[..., c]).resize((width, height), Image.Resampling.BICUBIC))
            for c in range(3)
        ]
        shades += strength * np.dstack(layer)
    image = Image.fromarray((shades + np.array([140, 125, 115])).clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    draw.ellipse([width * 0.28, height * 0.2, width * 0.72, height * 0.75], fill=(224, 178, 150))
    for eye in (0.41, 0.59):
        draw.ellipse([width * (eye - 0.03), height * 0.41, width * (eye + 0.03), height * 0.44], fill=(40, 30, 30))
    return image.filter(ImageFilter.GaussianBlur(width / 400))


def scanned(page: Image.Image, seed: int, skew: float = 0.0) -> Pixels:
    if skew:
        page = page.rotate(skew, Image.Resampling.BICUBIC, fillcolor=pages.PAPER)
    pixels = np.asarray(page)
    noise = np.random.default_rng(seed).integers(0, 4, size=(*pixels.shape[:2], 1), dtype=np.uint8)
    return np.ascontiguousarray(np.maximum(pixels, 3) - noise)


def with_guilloche(page: Pixels, dpi: int, lines: int, reach: float) -> Pixels:
    """A page (BGR) on a certificate's paper: `lines` pairs of pale waves from top to bottom, `reach` inches high."""
    height, width = page.shape[:2]
    ground = np.full_like(page, 255)
    x = np.arange(0, width, 3)
    for line in range(lines):
        for phase, period in ((0.0, 1.3), (1.6, 0.9)):
            wave = np.sin(2 * np.pi * x / (period * dpi) + phase + line * 0.35)
            y = (line + 0.5) * height / lines + reach * dpi * wave
            points = np.stack([x, y], axis=1).round().astype(np.int32)
            cv2.polylines(ground, [points], False, (225, 205, 235), max(1, round(dpi / 150)), cv2.LINE_AA)
    laid: Pixels = np.minimum(page, ground)
    return laid
