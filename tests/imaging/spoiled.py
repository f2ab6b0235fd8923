"""Pages spoiled as they are at a counter: out of focus, under a lamp, held by a thumb, laid crookedly on the glass."""

from __future__ import annotations

import cv2
import numpy as np

from tests.pages import Pixels

MM = 25.4


def blurred(page: Pixels, dpi: int, mm: float) -> Pixels:
    """`mm` is the blur's sigma: 0.2 is legible, at 0.3 no accent is sure."""
    return cv2.GaussianBlur(page, (0, 0), mm * dpi / MM).astype(np.uint8)


def blurred_at_one_end(page: Pixels, dpi: int) -> Pixels:
    soft, height = blurred(page, dpi, 0.45), page.shape[0]
    share = np.clip((np.arange(height) / height - 0.55) / 0.15, 0, 1)[:, None, None]
    mixed: Pixels = (page * (1 - share) + soft * share).astype(np.uint8)
    return mixed


def dimmed(page: Pixels, light: float) -> Pixels:
    dim: Pixels = (page * light).astype(np.uint8)
    return dim


def under_a_lamp(page: Pixels, dpi: int, x: float, y: float, mm: float = 30) -> Pixels:
    """A dim photograph with a reflection at (`x`, `y`), shares of the page; `mm` across."""
    dim = dimmed(page, 0.72).astype(np.float32)
    rows, columns = np.ogrid[: page.shape[0], : page.shape[1]]
    away = np.hypot(columns - x * page.shape[1], rows - y * page.shape[0]) / (mm / MM * dpi)
    glow = np.clip(3.2 * np.exp(-(away**2) * 2.2), 0, 1)[..., None]
    lit: Pixels = np.clip(dim * (1 - glow) + 255 * glow, 0, 255).astype(np.uint8)
    return lit


def under_a_reflection(
    page: Pixels, light: float, tall: float, wide: float, at: tuple[float, float] = (0.5, 0.35)
) -> Pixels:
    """A page in so much light with a saturated reflection, `tall` and `wide` in shares of it: a bulb, or a tube."""
    rows, columns = np.ogrid[: page.shape[0], : page.shape[1]]
    away = ((rows / page.shape[0] - at[1]) / tall) ** 2 + ((columns / page.shape[1] - at[0]) / wide) ** 2
    glow = np.clip(2.2 * np.exp(-1.2 * away), 0, 1)[..., None]
    lit: Pixels = np.clip(dimmed(page, light) * (1 - glow) + 255 * glow, 0, 255).astype(np.uint8)
    return lit


def overexposed(page: Pixels) -> Pixels:
    """A lamp so near that the paper under it is burnt out, and its print stays."""
    rows, columns = np.ogrid[: page.shape[0], : page.shape[1]]
    away = np.hypot(rows / page.shape[0] - 0.35, columns / page.shape[1] - 0.5)
    lit: Pixels = np.clip(page * (0.93 + 0.15 * np.exp(-((away / 0.3) ** 2)))[..., None], 0, 255).astype(np.uint8)
    return lit


def with_label(page: Pixels, dpi: int) -> Pixels:
    """A white label stuck on a grey sheet, among its writing: no reflection."""
    dim = dimmed(page, 0.8)
    side = round(30 / MM * dpi)
    dim[900 : 900 + side, 900 : 900 + 2 * side] = 255
    return dim


def held_by_a_thumb(page: Pixels, dpi: int, skin: tuple[int, int, int], side: str = "left") -> Pixels:
    """RGB `skin`; the thumb reaches 22 mm in."""
    held = page.copy()
    at = round(page.shape[0] * 0.6)
    deep, half = round(22 / MM * dpi), round(9 / MM * dpi)
    x = 0 if side == "left" else page.shape[1]
    cv2.ellipse(held, (x, at), (deep, half), 0, 0, 360, skin, -1)
    return cv2.GaussianBlur(held, (0, 0), 0.13 / MM * dpi).astype(np.uint8)


def shifted_off_the_glass(page: Pixels, dpi: int, mm: float) -> Pixels:
    cut = round(mm / MM * dpi)
    return np.ascontiguousarray(page[:, cut:])
