"""Pictures of citizen cards' backs that are hard to read, from a seed: for the tests and the bench.

Each has the three machine-readable lines, in OCR-B where that font is installed, among what else a back shows: print,
fingerprints, a chip; some also the QR code, as the card of 2024. All persons are invented.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import segno
from PIL import Image, ImageDraw, ImageFont

from counter_app.domain.citizen import PartialDate, PersonalNumber
from counter_app.domain.mrz import mrz_lines
from counter_app.imaging.opencv import cv2
from tests.imaging.hard_frames import card_payload
from tests.pages import font_file

Pixels = npt.NDArray[np.uint8]

KINDS = ("plain", "turned", "blur", "tilted", "glare", "dark", "noise", "jpeg")

_MM = 12  # pixels a millimetre of the flat card
_SIZE = (round(85.6 * _MM), round(54 * _MM))
_OCR_B = Path("/usr/share/fonts/opentype/ocr-b/OCRB.otf")


@dataclass(frozen=True, slots=True)
class CardBack:
    kind: str
    pixels: Pixels  # BGR
    lines: tuple[str, str, str]
    payload: str  # of the QR code of the same person's card


def card_backs(count: int = 24, seed: int = 5, *, with_qr: bool = False) -> Iterator[CardBack]:
    """`count` pictures, the kinds in turn; the same ones from the same seed."""
    for index in range(count):
        chance = random.Random(f"{seed}/{index}")
        kind = KINDS[index % len(KINDS)]
        payload = card_payload(chance)
        lines = lines_of(payload, date(chance.randrange(2027, 2046), chance.randrange(1, 13), chance.randrange(1, 29)))
        card = back_picture(lines, payload if with_qr else "", chance)
        yield CardBack(kind, _photographed(card, kind, chance), lines, payload)


def lines_of(payload: str, expires_on: date = date(2040, 5, 17)) -> tuple[str, str, str]:
    """The lines on the card that has this QR code."""
    number, _, name, born, *_ = payload.split("|")
    day = PartialDate(int(born[4:]), int(born[2:4]) or None, int(born[:2]) or None)
    return mrz_lines(PersonalNumber(number), day, expires_on, name)


def back_picture(lines: tuple[str, str, str], payload: str, chance: random.Random) -> Pixels:
    """A back, flat and sharp, 12 pixels a millimetre, BGR."""
    card = Image.new("RGB", _SIZE, (214, 226, 228))
    draw = ImageDraw.Draw(card)
    for at in range(0, _SIZE[0], 9):  # the printed pattern behind everything
        draw.line((at, 0, at + 240, _SIZE[1]), fill=(203, 219, 224), width=2)
    small = ImageFont.truetype(font_file(), 2 * _MM)
    for row, words in enumerate(("Đặc điểm nhân dạng / Personal identification:", "Sẹo chấm c: 1,5cm trên sau mày")):
        draw.text((4 * _MM, (3 + 3 * row) * _MM), words, font=small, fill=(70, 60, 60))
    draw.text((30 * _MM, 11 * _MM), "CỤC TRƯỞNG CỤC CẢNH SÁT QUẢN LÝ HÀNH CHÍNH", font=small, fill=(70, 60, 60))
    if payload:
        code = io.BytesIO()
        segno.make(payload, error="l", micro=False, encoding="utf-8").save(code, kind="png", scale=8, border=3)
        card.paste(Image.open(code).convert("RGB").resize((20 * _MM, 20 * _MM)), (62 * _MM, 3 * _MM))
    draw.rounded_rectangle((6 * _MM, 14 * _MM, 19 * _MM, 25 * _MM), 20, fill=(190, 170, 110), outline=(120, 100, 60))
    for left in (28, 44):
        for ring in range(1, 12):
            box = (left * _MM - ring * 3, 23 * _MM - ring * 6, left * _MM + ring * 6, 23 * _MM + ring * 5)
            draw.arc(box, chance.randrange(360), 290 + chance.randrange(360), fill=(90, 80, 90), width=3)
    for row, line in enumerate(lines):
        _typed(draw, line, 4.7 * _MM, (36.3 + 4.9 * row) * _MM)
    return np.asarray(card)[..., ::-1].copy()


def _typed(draw: ImageDraw.ImageDraw, line: str, left: float, top: float) -> None:
    """Ten characters an inch, as the standard has it."""
    face = _OCR_B if _OCR_B.exists() else Path("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf")
    font = ImageFont.truetype(face, round(3.55 * _MM))
    for at, char in enumerate(line):
        draw.text((left + at * 2.54 * _MM, top), char, font=font, fill=(30, 26, 30))


def _photographed(card: Pixels, kind: str, chance: random.Random) -> Pixels:
    width = chance.uniform(900, 1150) if kind in ("turned", "tilted") else chance.uniform(820, 1150)
    frame = _placed(card, width / card.shape[1], kind, chance)
    if kind == "blur":
        frame = cv2.GaussianBlur(frame, (0, 0), chance.uniform(1.0, 2.0))
    light = frame.astype(np.float32)
    if kind == "glare":
        light = _with_glare(light, chance)
    if kind == "dark":
        light *= chance.uniform(0.12, 0.3)
    noise = {"dark": 3.0, "noise": chance.uniform(9, 18)}.get(kind, 2.5)
    light += np.random.default_rng(chance.getrandbits(32)).normal(0, noise, light.shape).astype(np.float32)
    frame = np.clip(light, 0, 255).astype(np.uint8)
    quality = chance.randrange(12, 35) if kind == "jpeg" else chance.randrange(60, 92)
    packed = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


def _placed(card: Pixels, scale: float, kind: str, chance: random.Random) -> Pixels:
    """The card on a 1600 × 1200 picture of a desk, turned and tilted."""
    height, width = card.shape[:2]
    angle = chance.uniform(0, 360) if kind == "turned" else chance.uniform(-9, 9) + 180 * (chance.random() < 0.15)
    tilt = 0.16 if kind == "tilted" else 0.02
    corners = np.array([(-width, -height), (width, -height), (width, height), (-width, height)], np.float64) / 2 * scale
    turn = np.deg2rad(angle)
    corners = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    lean = np.array([chance.uniform(-tilt, tilt), chance.uniform(-tilt, tilt)]) / 600
    there = corners / (1 + corners @ lean)[:, None] + (800 + chance.uniform(-60, 60), 600 + chance.uniform(-30, 30))
    here = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    warp = cv2.getPerspectiveTransform(here, there.astype(np.float32))
    desk = np.full((1200, 1600, 3), (62, 84, 112), np.uint8)
    cv2.rectangle(desk, (0, 900), (1600, 1200), (80, 100, 130), -1)
    double = cv2.resize(desk, None, fx=2, fy=2)
    large = np.diag([2.0, 2.0, 1.0]) @ warp
    cv2.warpPerspective(card, large, (3200, 2400), double, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    return np.asarray(cv2.resize(double, (1600, 1200), interpolation=cv2.INTER_AREA), np.uint8)


def _with_glare(light: npt.NDArray[np.float32], chance: random.Random) -> npt.NDArray[np.float32]:
    """A lamp's reflection on the laminate, over the lines more often than not."""
    ys, xs = np.mgrid[0:1200, 0:1600].astype(np.float32)
    x, y, spread = 800 + chance.uniform(-350, 350), 700 + chance.uniform(-60, 160), chance.uniform(30, 90)
    glow = np.exp(-(((xs - x) / spread) ** 2 + ((ys - y) / (spread * 0.6)) ** 2) / 2)
    glowing: npt.NDArray[np.float32] = (light + chance.uniform(90, 190) * glow[..., None]).astype(np.float32)
    return glowing
