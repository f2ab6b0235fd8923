"""A sheet on a desk is found to a thousandth of the picture, or the program is not sure; it is never wrongly sure.

The desks and lights are those of desks.py; all of them at 8 megapixels are in tests/bench/bench_pages.py.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest

from counter_app.domain.errors import BrokenPromise, NotAnImage
from counter_app.domain.page_fault import PageFault
from counter_app.imaging.decode import decode
from counter_app.imaging.opencv import cv2
from counter_app.imaging.page_studio import PageStudio
from counter_app.imaging.perspective import to_pixels
from counter_app.imaging.sheets import main_sheet
from counter_app.ports import Corners, FoundSheet, Origin, PageImage, StraightPage
from tests import pages
from tests.imaging import papers
from tests.imaging.desks import CARD_MM, DESKS, Picture, Scene, photographed

SMALL = (1536, 2048)
HARD = {
    "a reflection takes half an edge and the cloth's light squares with it": Scene(
        "checked cloth", "glare", turn=19.8, tilt=2.7, roll=86.4, fill=0.64, away=(4, 5), seed=215
    ),
    "fingers over an edge, under a lamp": Scene(
        "hand", "lamp", turn=86.5, tilt=7.5, roll=60, fill=0.63, away=(-9, -9), seed=212
    ),
    "another whole sheet beside it, in the dark": Scene(
        "other papers", "dim", turn=-3.8, tilt=17.8, roll=133, fill=0.67, away=(15, -3), seed=4
    ),
    "half of an edge on another white sheet": Scene(
        "other papers", "hand's shadow", turn=99.8, tilt=21.4, roll=72, fill=0.67, away=(-8, 7), seed=333
    ),
}
ASKEW = (
    Scene("", "even", turn=-7, tilt=12, roll=40, fill=0.72),
    Scene("", "lamp", turn=80, tilt=18, roll=130, fill=0.66, seed=2),
    Scene("", "hand's shadow", turn=12, tilt=8, roll=250, fill=0.7, seed=3),
)
# One light a desk here, in turns: all of them are in the bench.
CAMERA = [replace(ASKEW[number % len(ASKEW)], desk=desk, pixels=SMALL) for number, desk in enumerate(DESKS)]
BOOKLET = Scene(
    "grey",
    turn=3,
    fill=0.85,
    away=(150, 0),
    sheet_mm=(420, 297),
    sheet=np.hstack([pages.make_page(n, dpi=100) for n in (3, 4)]),
)


@lru_cache(maxsize=2)
def taken(scene: Scene) -> Picture:
    return photographed(scene)


def found_in(picture: Picture) -> FoundSheet | None:
    return main_sheet(PageStudio().find_sheets(picture.jpeg()), picture.pixels.shape)


def missed_by(picture: Picture, corners: Corners) -> float:
    """The farthest corner's error, as a share of the picture's diagonal; whichever corner is named first."""
    there = to_pixels(corners, picture.pixels.shape)
    off = (np.linalg.norm(np.roll(there, turn, axis=0) - picture.corners, axis=1).max() for turn in range(4))
    return float(min(off)) / math.hypot(*picture.pixels.shape[:2])


def straightened(picture: Picture, origin: Origin = Origin.CAMERA) -> StraightPage:
    return PageStudio().straighten(PageImage(picture.jpeg(), "image/jpeg", 0, origin))


@pytest.mark.parametrize("scene", CAMERA, ids=lambda scene: scene.desk)
def test_the_sheet_is_found_on_every_desk(scene: Scene) -> None:
    picture = taken(scene)
    sheet = found_in(picture)
    assert sheet is not None
    assert sheet.sure
    assert missed_by(picture, sheet.corners) < 0.001


@pytest.mark.parametrize("scene", HARD.values(), ids=HARD)
def test_the_sheet_that_the_camera_looks_at_is_found_where_light_hands_and_papers_are_in_the_way(scene: Scene) -> None:
    picture = photographed(scene)
    sheet = found_in(picture)
    assert sheet is not None
    assert sheet.sure
    assert missed_by(picture, sheet.corners) < 0.001


@pytest.mark.parametrize(
    ("why", "scene"),
    [
        ("it runs off the picture below", Scene("dark", "lamp", turn=5, fill=0.8, away=(0, 90))),
        ("it runs off, a note pad does not", Scene("clutter", "even", turn=-12, fill=0.8, away=(170, 20), seed=3)),
        ("its print fills the picture, a table in it", Scene("white", turn=90, fill=1.9, seed=2)),
        ("half of an open booklet is in the picture", BOOKLET),
        ("there is none, but cloth", Scene("checked cloth", turn=3, away=(2000, 0))),
        ("there is none, but boards", Scene("light wood", turn=3, away=(2000, 0))),
        ("white on white, in the dark", Scene("white", "dim", turn=90, tilt=10, fill=0.7)),
    ],
)
@pytest.mark.parametrize("origin", [Origin.CAMERA, Origin.FILE], ids=str)
def test_where_the_sheet_cannot_be_told_nothing_is_cut_and_the_clerk_is_asked(
    why: str, scene: Scene, origin: Origin
) -> None:
    page = straightened(photographed(replace(scene, pixels=SMALL)), origin)
    assert not page.found_sure, why
    assert page.corners is None


@pytest.mark.parametrize("desk", [desk for desk in DESKS if desk != "hand"])
def test_a_blank_sheet_on_any_desk_is_called_blank(desk: str) -> None:
    bare = np.full((2339, 1654, 3), 246, np.uint8)
    page = straightened(photographed(Scene(desk, "lamp", turn=9, tilt=8, roll=60, fill=0.7, pixels=SMALL, sheet=bare)))
    assert page.found_sure
    assert page.blank


@pytest.mark.parametrize(("desk", "width"), [("dark", 14), ("grey", 30)])
def test_a_longer_sheet_under_a_reflection_where_an_a4_would_end_is_not_cut_to_one(desk: str, width: int) -> None:
    picture = photographed(Scene(desk, turn=4, tilt=6, roll=40, fill=0.66, sheet_mm=(210, 330), pixels=SMALL, seed=3))
    first, second, third, fourth = picture.corners
    ends = [tuple(map(int, top + (end - top) * 297 / 330)) for top, end in ((first, fourth), (second, third))]
    band = cv2.line(np.zeros(picture.pixels.shape[:2], np.float32), ends[0], ends[1], 1.0, width)
    light = cv2.GaussianBlur(band, (0, 0), width / 6)[..., None] * 350
    lit = replace(picture, pixels=np.clip(picture.pixels + light, 0, 255).astype(np.uint8))
    sheet = found_in(lit)
    assert sheet is None or not sheet.sure or missed_by(lit, sheet.corners) < 0.001


def test_a_hand_that_holds_the_sheet_does_not_hide_it() -> None:
    picture = taken(replace(ASKEW[0], desk="grey", pixels=SMALL, hand=True))
    sheet = found_in(picture)
    assert sheet is not None
    assert sheet.sure
    assert missed_by(picture, sheet.corners) < 0.001


def test_a_preview_frame_shows_the_same_sheet() -> None:
    picture = taken(CAMERA[0])
    small = cv2.resize(picture.pixels, (640, 480), interpolation=cv2.INTER_AREA)
    (sheet,) = PageStudio().find_sheets(cv2.imencode(".jpg", small)[1].tobytes())
    assert sheet.sure
    assert missed_by(picture, sheet.corners) < 0.003


def test_the_page_comes_out_upright_in_its_true_proportions_and_its_light_even() -> None:
    picture = taken(replace(ASKEW[1], desk="dark wood"))
    page = straightened(picture)
    assert page.found_sure
    assert (page.turn_sure, page.blank) == (True, False)
    assert page.height / page.width == pytest.approx(297 / 210, rel=0.01)
    assert abs(page.skew) <= 0.2
    grey = cv2.cvtColor(decode(page.jpeg), cv2.COLOR_BGR2GRAY)
    corners = [np.percentile(part, 60) for half in np.array_split(grey, 2) for part in np.array_split(half, 2, axis=1)]
    assert min(corners) > 225
    assert max(corners) - min(corners) < 15


def test_the_density_is_what_the_picture_really_has_of_the_paper() -> None:
    far = straightened(taken(CAMERA[0]))
    assert PageFault.COARSE in far.faults
    assert far.dpi == 200
    near = straightened(photographed(Scene("dark", turn=88, tilt=4, fill=1.1)))
    assert near.faults == ()
    assert near.dpi == pytest.approx(1.1 * 2448 / (297 / 25.4), rel=0.02)


def test_a_card_has_its_own_size() -> None:
    card = papers.card(600, 3)
    scene = Scene("dark wood", "lamp", turn=17, tilt=10, roll=40, fill=0.8, sheet_mm=CARD_MM, sheet=card)
    page = straightened(photographed(scene))
    sides = sorted((page.width * 25.4 / page.dpi, page.height * 25.4 / page.dpi))
    assert page.found_sure
    assert sides == pytest.approx(sorted(CARD_MM), abs=1.0)


def test_a_photograph_among_the_files_is_cut_out_and_a_scan_of_a_known_density_is_not_looked_at() -> None:
    picture = taken(CAMERA[0])
    assert straightened(picture, Origin.FILE).corners is not None
    scan = PageStudio().straighten(PageImage(picture.jpeg(), "image/jpeg", 300, Origin.FILE))
    assert (scan.corners, scan.found_sure) == (None, True)


def test_corners_that_the_clerk_drags_are_taken_as_they_are() -> None:
    picture = taken(CAMERA[0])
    image = PageImage(picture.jpeg(), "image/jpeg", 0, Origin.CAMERA)
    corners = Corners(((0.3, 0.2), (0.7, 0.2), (0.7, 0.8), (0.3, 0.8)))
    page = PageStudio().straighten(image, corners)
    assert (page.corners, page.found_sure) == (corners, True)
    with pytest.raises(NotAnImage) as told:
        PageStudio().straighten(image, Corners(((0.3, 0.2), (0.7, 0.8), (0.7, 0.2), (0.3, 0.8))))
    assert told.value.facts == {"why": "corners"}


@pytest.mark.parametrize("points", [(), ((0, 0), (1, 0), (1, 1)), ((0, 0), (1.2, 0), (1, 1), (0, 1))])
def test_corners_are_four_points_of_the_picture(points: tuple[tuple[float, float], ...]) -> None:
    with pytest.raises(BrokenPromise):
        Corners(points)
