"""Camera frames of a card's QR that are hard to read, from a seed: for the tests and the bench.

Nine kinds of trouble, as a webcam over the counter gives them; each strong enough that a plain decoder fails on
part of them. All persons are invented.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import segno

from counter_app.imaging.opencv import cv2

Pixels = npt.NDArray[np.uint8]

KINDS = ("blur", "motion", "perspective", "glare", "dark", "small", "jpeg", "turned", "all at once")

_FAMILY = ("Nguyễn", "Trần", "Lâm", "Thạch", "Sơn", "Kim", "Danh", "Huỳnh", "Đỗ", "Lý")
_GIVEN = ("Thị Ánh Tuyết", "Văn Đức", "Sóc Kha", "Ngọc Diễm", "Minh Triết", "Thị Sà Rươl", "Hữu Nghĩa", "Phước Thọ")
_PLACES = (
    "Ấp Phước Thuận, Phú Tân, Châu Thành, Sóc Trăng",
    "Khóm 4, Phường 3, Thành phố Sóc Trăng, Sóc Trăng",
    "Số 12/5 đường Lê Hồng Phong, Xuân Khánh, Ninh Kiều, Cần Thơ",
    "Ấp Bưng Chụm, Tham Đôn, Mỹ Xuyên, Sóc Trăng",
)


@dataclass(frozen=True, slots=True)
class HardFrame:
    kind: str
    pixels: Pixels  # BGR
    payload: str


def hard_frames(count: int = 270, seed: int = 7) -> Iterator[HardFrame]:
    """`count` frames, the kinds in turn; the same ones from the same seed."""
    for index in range(count):
        chance = random.Random(f"{seed}/{index}")
        kind = KINDS[index % len(KINDS)]
        payload = card_payload(chance)
        yield HardFrame(kind, _frame(kind, payload, chance), payload)


def card_payload(chance: random.Random) -> str:
    """The text of an invented person's card."""
    woman, year = chance.random() < 0.5, chance.randrange(1945, 2008)
    century = (2 if year >= 2000 else 0) + woman
    number = f"{chance.choice(('094', '092', '093'))}{century}{year % 100:02d}{chance.randrange(10**6):06d}"
    old = f"{chance.randrange(10**8, 10**9)}" if chance.random() < 0.6 else ""
    name = f"{chance.choice(_FAMILY)} {chance.choice(_GIVEN)}"
    born = f"{chance.randrange(1, 29):02d}{chance.randrange(1, 13):02d}{year}"
    issued = f"{chance.randrange(1, 29):02d}{chance.randrange(1, 13):02d}{chance.randrange(2021, 2025)}"
    return f"{number}|{old}|{name}|{born}|{'Nữ' if woman else 'Nam'}|{chance.choice(_PLACES)}|{issued}"


def card_picture(payload: str, module: int = 4) -> Pixels:
    """A card with the code on it, flat and sharp, BGR."""
    code = segno.make(payload, error="l", micro=False, encoding="utf-8")
    raw = io.BytesIO()
    code.save(raw, kind="png", scale=module, border=3)
    square = cv2.imdecode(np.frombuffer(raw.getvalue(), np.uint8), cv2.IMREAD_GRAYSCALE)
    side = square.shape[0]
    card = np.full((round(side * 1.7), round(side * 2.7), 3), (214, 226, 205), np.uint8)
    for line in range(4):
        at = (side // 8, card.shape[0] // 3 + line * side // 4)
        cv2.putText(
            card, "CAN CUOC CONG DAN", at, cv2.FONT_HERSHEY_SIMPLEX, side / 420, (90, 70, 50), max(1, side // 200)
        )
    top, left = side // 8, card.shape[1] - side - side // 8
    card[top : top + side, left : left + side] = square[..., None]
    return card


def _frame(kind: str, payload: str, chance: random.Random) -> Pixels:
    module = chance.uniform(2.6, 3.6)
    if kind == "small":
        module = chance.uniform(1.3, 2.3)
    frame = _placed(card_picture(payload, 6), module / 6, kind, chance)
    if kind in ("blur", "all at once"):
        frame = cv2.GaussianBlur(
            frame, (0, 0), chance.uniform(0.9, 2.3) if kind == "blur" else chance.uniform(0.6, 1.2)
        )
    if kind == "motion":
        frame = _smeared(frame, chance.randrange(3, 9), chance.uniform(0, 180))
    light = frame.astype(np.float32)
    if kind in ("glare", "all at once"):
        light = _with_glare(light, chance, 235.0 if kind == "glare" else 120.0)
    if kind in ("dark", "all at once"):
        light *= chance.uniform(0.06, 0.22) if kind == "dark" else chance.uniform(0.3, 0.6)
    noise = {"dark": 4.5, "all at once": 4.0}.get(kind, 2.5)
    light += np.random.default_rng(chance.getrandbits(32)).normal(0, noise, light.shape).astype(np.float32)
    frame = np.clip(light, 0, 255).astype(np.uint8)
    quality = chance.randrange(8, 30) if kind == "jpeg" else chance.randrange(55, 90)
    packed = cv2.imencode(".jpg", frame, [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8)


def _placed(card: Pixels, scale: float, kind: str, chance: random.Random) -> Pixels:
    """The card somewhere on a 1280 × 720 frame of a desk, turned and tilted."""
    height, width = card.shape[:2]
    angle = chance.uniform(0, 360) if kind in ("turned", "all at once") else chance.uniform(-6, 6)
    tilt = {"perspective": 0.34, "all at once": 0.14}.get(kind, 0.03)
    corners = np.array([(-width, -height), (width, -height), (width, height), (-width, height)], np.float64) / 2 * scale
    turn = np.deg2rad(angle)
    corners = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    lean = np.array([chance.uniform(-tilt, tilt), chance.uniform(-tilt, tilt)]) / 300
    depth = 1 + corners @ lean
    there = corners / depth[:, None] + (640 + chance.uniform(-60, 60), 360 + chance.uniform(-30, 30))
    here = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    warp = cv2.getPerspectiveTransform(here, there.astype(np.float32))
    desk = np.full((720, 1280, 3), (62, 84, 112), np.uint8)
    # As a lens does, average over what falls on one pixel: drawn at double size, then halved.
    double = cv2.resize(desk, None, fx=2, fy=2)
    large = np.diag([2.0, 2.0, 1.0]) @ warp
    cv2.warpPerspective(card, large, (2560, 1440), double, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    return np.asarray(cv2.resize(double, (1280, 720), interpolation=cv2.INTER_AREA), np.uint8)


def _smeared(frame: Pixels, length: int, angle: float) -> Pixels:
    kernel = np.zeros((length * 2 + 1, length * 2 + 1), np.float32)
    reach = length / 2 * np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))])
    start, end = (length - reach).round().astype(int), (length + reach).round().astype(int)
    cv2.line(kernel, start.tolist(), end.tolist(), 1.0, 1)
    return np.asarray(cv2.filter2D(frame, -1, kernel / kernel.sum()), np.uint8)


def _with_glare(light: npt.NDArray[np.float32], chance: random.Random, strength: float) -> npt.NDArray[np.float32]:
    """A lamp's reflection on the laminate."""
    ys, xs = np.mgrid[0:720, 0:1280].astype(np.float32)
    x, y = 690 + chance.uniform(-90, 170), 360 + chance.uniform(-120, 90)
    spread = chance.uniform(25, 75)
    glow = np.exp(-(((xs - x) / spread) ** 2 + ((ys - y) / (spread * 0.6)) ** 2) / 2)
    glowing: npt.NDArray[np.float32] = (light + strength * glow[..., None]).astype(np.float32)
    return glowing
