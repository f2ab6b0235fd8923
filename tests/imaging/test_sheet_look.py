"""A sheet under the camera is known again whatever the light, and told from the next one by a word of handwriting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from counter_app.domain.errors import NotAnImage
from counter_app.imaging.sheet_look import look_of_sheets, same_look
from tests.pages import PEN_BLUE, Pixels, font_file, make_page

CORNERS = ((0.22, 0.08), (0.76, 0.10), (0.79, 0.93), (0.20, 0.92))
WIDTH, HEIGHT = 1280, 960


@cache
def form(name: str) -> Pixels:
    """The same form, filled in with another name."""
    page = Image.fromarray(make_page(1, dpi=150))
    draw = ImageDraw.Draw(page)
    draw.rectangle((480, 1006, 900, 1044), fill=(250, 249, 246))
    draw.text((500, 1010), name, font=ImageFont.truetype(font_file(), 28), fill=PEN_BLUE)
    return np.asarray(page)


def under_the_camera(
    page: Pixels, seed: int, light: float = 1.0, shade: float = 0.0, noise: float = 4.0, aside: float = 0.0
) -> bytes:
    """`light` on all of it, `shade` falling across it, `aside` pixels from its place."""
    height, width = page.shape[:2]
    sheet = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    place = np.array([(x * WIDTH + aside, y * HEIGHT) for x, y in CORNERS], np.float32)
    lay = cv2.getPerspectiveTransform(sheet, place)
    picture = np.full((HEIGHT, WIDTH, 3), (60, 80, 110), np.uint8)
    cv2.warpPerspective(page, lay, (WIDTH, HEIGHT), dst=picture, borderMode=cv2.BORDER_TRANSPARENT)
    seen = cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 0.8) * light
    seen *= (1 - shade * np.linspace(0, 1, WIDTH, dtype=np.float32))[None, :, None]
    seen += np.random.default_rng(seed).normal(0, noise, seen.shape)
    data = cv2.imencode(".jpg", np.clip(seen, 0, 255).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, 85])[1]
    return data.tobytes()


def found(seed: int, error: float = 0.0007) -> Sequence[tuple[float, float]]:
    """The corners as a finder gives them: a thousandth beside where they are."""
    chance = np.random.default_rng(seed)
    return [(x + chance.normal(0, error), y + chance.normal(0, error)) for x, y in CORNERS]


def look(page: Pixels, seed: int, **light: float) -> bytes:
    return look_of_sheets(under_the_camera(page, seed, **light), [found(seed)])


LIGHTS: dict[str, dict[str, float]] = {
    "as before": {},
    "dark": {"light": 0.6},
    "bright": {"light": 1.1},
    "shade": {"shade": 0.4},
    "grain": {"noise": 9.0},
}


@pytest.mark.parametrize("light", LIGHTS.values(), ids=LIGHTS)
def test_the_same_sheet_is_known_again_in_any_light(light: dict[str, float]) -> None:
    first = look(form("Nguyễn Văn Mẫu"), 1)
    assert all(same_look(first, look(form("Nguyễn Văn Mẫu"), seed, **light)) for seed in range(2, 8))


def test_the_same_form_of_another_person_is_another_sheet() -> None:
    for seed in range(6):
        assert not same_look(look(form("Nguyễn Văn Mẫu"), seed), look(form("Trần Thị Thử"), seed + 50))
        assert not same_look(look(form("Nguyễn Văn Mẫu"), seed), look(form(""), seed + 50))


def test_another_page_and_a_sheet_that_slides_are_another_look() -> None:
    first = look(form("Nguyễn Văn Mẫu"), 1)
    assert not same_look(first, look(make_page(2, dpi=150), 2))
    assert not same_look(first, look(form("Nguyễn Văn Mẫu"), 2, aside=8.0))


def test_two_sheets_are_not_one() -> None:
    picture = under_the_camera(form("Nguyễn Văn Mẫu"), 1)
    assert not same_look(look_of_sheets(picture, [CORNERS, CORNERS]), look_of_sheets(picture, [CORNERS]))
    assert same_look(look_of_sheets(picture, []), look_of_sheets(picture, []))


def test_what_is_no_picture_has_no_look() -> None:
    with pytest.raises(NotAnImage):
        look_of_sheets(b"no picture", [CORNERS])
