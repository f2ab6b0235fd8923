"""Desks under a document camera with a sheet on them, from a seed, and where the sheet's corners truly are: for the
tests and the bench. A pinhole camera looks at the desk, so that perspective and proportions are those of a real one.

Twelve desks, five lights, any skew and tilt. All that is on the sheets is invented (tests/pages.py).
"""

# Long because: a desk is mostly things that lie on it, and each takes a few lines to draw.

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from counter_app.imaging.opencv import cv2
from tests import pages

Pixels = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]

A4_MM = (210.0, 297.0)
CARD_MM = (85.6, 53.98)
LIGHTS = ("even", "lamp", "hand's shadow", "dim", "glare")
SKIN = (120, 150, 205)  # BGR


@dataclass(frozen=True, slots=True)
class Scene:
    """`desk` by name; `turn` and `tilt` of the camera in degrees, `roll` the direction in which it is tilted; the
    sheet's middle `away` (mm) from where the camera looks; `fill`: how much of the picture's height an A4 takes."""

    desk: str
    light: str = "even"
    turn: float = 0.0
    tilt: float = 0.0
    roll: float = 0.0
    fill: float = 0.8
    away: tuple[float, float] = (0.0, 0.0)
    seed: int = 1
    sheet_mm: tuple[float, float] = A4_MM
    pixels: tuple[int, int] = (2448, 3264)  # height, width
    sheet: Pixels | None = field(default=None, compare=False)  # RGB; else a made-up page
    hand: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    pixels: Pixels  # BGR
    corners: Floats  # 4 × 2, pixels, clockwise from the sheet's own top left

    def jpeg(self, quality: int = 88) -> bytes:
        packed: bytes = cv2.imencode(".jpg", self.pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
        return packed


def photographed(scene: Scene) -> Picture:
    chance = random.Random(f"{scene.desk}/{scene.light}/{scene.seed}")
    view = _camera(scene)
    desk = DESKS[scene.desk](scene, chance, view)
    corners = _project(view, _sheet_outline(scene))
    frame = _with_sheet(desk, scene, corners)
    if scene.hand or scene.desk == "hand":
        frame = _with_fingers(frame, corners, chance)
    frame = _lit(frame, scene, corners, chance)
    frame = cv2.GaussianBlur(frame, (0, 0), 0.7 * scene.pixels[0] / 2448)
    noise = 4.5 if scene.light == "dim" else 2.2
    frame = frame + _noise(scene.pixels, scene.seed) * np.float32(noise)
    raw = np.clip(frame, 0, 255).astype(np.uint8)
    packed = cv2.imencode(".jpg", raw, [cv2.IMWRITE_JPEG_QUALITY, 85])[1]
    return Picture(np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), np.uint8), corners)


# --- the camera ----------------------------------------------------------------------------------------


def _camera(scene: Scene) -> Doubles:
    """From millimetres on the desk to pixels: 3 × 3."""
    height, width = scene.pixels
    focus = 0.9 * max(height, width)
    distance = focus * 297 / (scene.fill * height)
    turn, tilt, roll = (np.deg2rad(angle) for angle in (scene.turn, scene.tilt, scene.roll))

    def about_z(angle: float) -> Doubles:
        return np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])

    lean = np.array([[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]])
    turned = about_z(roll) @ lean @ about_z(-roll) @ about_z(turn)
    place = np.column_stack([turned[:, 0], turned[:, 1], turned @ (*scene.away, 0.0) + (0.0, 0.0, distance)])
    inner = np.array([[focus, 0, (width - 1) / 2], [0, focus, (height - 1) / 2], [0, 0, 1]])
    view: Doubles = inner @ place
    return view


def _project(view: Doubles, points: npt.NDArray[np.floating]) -> Floats:
    seen = np.column_stack([points, np.ones(len(points))]) @ view.T
    flat: Floats = (seen[:, :2] / seen[:, 2:]).astype(np.float32)
    return flat


def _sheet_outline(scene: Scene) -> Floats:
    width, height = scene.sheet_mm
    return np.array([(-width, -height), (width, -height), (width, height), (-width, height)], np.float32) / np.float32(
        2
    )


def _with_sheet(desk: Floats, scene: Scene, corners: Floats) -> Floats:
    sheet = scene.sheet if scene.sheet is not None else _usual_sheet(scene.seed % 3)
    bgr = np.ascontiguousarray(sheet[..., ::-1])
    lifted = _shadow_of(corners, scene.pixels, 0.004)
    return _laid(desk * lifted, bgr, corners)


@lru_cache(maxsize=4)
def _usual_sheet(seed: int) -> Pixels:
    return pages.make_page(seed + 1, dpi=240)


def _laid(frame: Floats, bgr: Pixels, corners: Floats) -> Floats:
    height, width = bgr.shape[:2]
    own = np.array([(-0.5, -0.5), (width - 0.5, -0.5), (width - 0.5, height - 0.5), (-0.5, height - 0.5)], np.float32)
    warp = cv2.getPerspectiveTransform(own, corners)
    size = frame.shape[1::-1]
    there = cv2.warpPerspective(np.full((height, width), 255, np.uint8), warp, size, flags=cv2.INTER_LINEAR)
    seen = cv2.warpPerspective(bgr, warp, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    share = (there.astype(np.float32) / 255)[..., None]
    laid: Floats = frame * (1 - share) + seen.astype(np.float32) * share
    return laid


def _shadow_of(corners: Floats, shape: tuple[int, int], reach: float) -> Floats:
    """What a sheet's own thickness takes of the light beside it."""
    mask = np.zeros(shape, np.uint8)
    aside = corners + np.float32(reach * 0.4 * shape[1])
    cv2.fillConvexPoly(mask, np.rint(aside).astype(np.int32), 255)
    soft = cv2.GaussianBlur(mask, (0, 0), max(1.0, reach * 0.35 * shape[1])).astype(np.float32) / 255
    return np.asarray((1 - 0.28 * soft)[..., None], np.float32)


# --- desks ---------------------------------------------------------------------------------------------


def _plain(scene: Scene, colour: tuple[int, int, int], rough: float = 3.0) -> Floats:
    grain = cv2.resize(_noise((306, 408), 5), scene.pixels[::-1], interpolation=cv2.INTER_CUBIC)[..., None]
    return np.asarray(np.array(colour, np.float32) + grain * np.float32(rough), np.float32)


def _wood(scene: Scene, light: tuple[int, int, int], dark: tuple[int, int, int], chance: random.Random) -> Floats:
    height, width = scene.pixels
    rows, columns = np.mgrid[0 : height // 2, 0 : width // 2].astype(np.float32) * (2 * 2448 / height)
    wave = cv2.resize(_noise((12, 6), scene.seed), (width // 2, height // 2), interpolation=cv2.INTER_CUBIC)
    fine = cv2.resize(_noise((1224, 24), 3), (width // 2, height // 2), interpolation=cv2.INTER_LINEAR)
    lean = chance.uniform(-0.2, 0.2)
    grain = np.sin((rows + lean * columns + 90 * wave) / 34) * 0.5 + 0.5 * fine
    boards = ((rows + lean * columns) % 520 < 7).astype(np.float32)
    share = np.clip(grain * 0.35 + 0.5, 0, 1)[..., None]
    board = np.array(light, np.float32) * share + np.array(dark, np.float32) * (1 - share)
    board = board * (1 - 0.55 * boards[..., None])
    return np.asarray(cv2.resize(board, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _checked_cloth(scene: Scene, chance: random.Random) -> Floats:
    height, width = scene.pixels
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32) * (2448 / height)
    angle = chance.uniform(-0.3, 0.3)
    along, across = columns * np.cos(angle) + rows * np.sin(angle), rows * np.cos(angle) - columns * np.sin(angle)
    stripes = ((along % 150 < 75).astype(np.float32) + (across % 150 < 75).astype(np.float32)) / 2
    cloth = (
        np.array((235, 238, 240), np.float32) * (1 - stripes[..., None])
        + np.array((60, 50, 190), np.float32) * (stripes[..., None])
    )
    return np.asarray(cloth + _noise(scene.pixels, 8) * 5, np.float32)


def _flowered_cloth(scene: Scene, chance: random.Random) -> Floats:
    frame = np.ascontiguousarray(_plain(scene, (150, 170, 120)))
    unit = scene.pixels[0] / 2448
    for _ in range(420):
        at = (chance.randrange(scene.pixels[1]), chance.randrange(scene.pixels[0]))
        colour = chance.choice([(90, 80, 220), (240, 235, 240), (60, 190, 230), (180, 90, 120), (60, 110, 50)])
        axes = (round(chance.uniform(18, 60) * unit), round(chance.uniform(12, 40) * unit))
        cv2.ellipse(frame, at, axes, chance.uniform(0, 180), 0, 360, colour, -1, cv2.LINE_AA)
    return frame


def _mat(scene: Scene, view: Doubles) -> Floats:
    """A green cutting mat, ruled every centimetre."""
    frame = np.ascontiguousarray(_plain(scene, (92, 120, 40)))
    for at in range(-600, 601, 10):
        for line in (((at, -600), (at, 600)), ((-600, at), (600, at))):
            start, end = np.rint(_project(view, np.array(line, np.float32))).astype(int).tolist()
            cv2.line(frame, start, end, (150, 175, 110), 2 if at % 50 else 4, cv2.LINE_AA)
    return frame


def _cluttered(scene: Scene, chance: random.Random, view: Doubles) -> Floats:
    """Pens, a ruler, a keyboard, a cup, a stapler and a card beside the sheet."""
    frame = np.ascontiguousarray(_wood(scene, (120, 160, 190), (80, 120, 150), chance))

    def box(x: float, y: float, width: float, height: float, angle: float, colour: tuple[int, int, int]) -> None:
        turn = np.deg2rad(angle)
        own = np.array([(-width, -height), (width, -height), (width, height), (-width, height)]) / 2
        turned = own @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) + (x, y)
        there = np.rint(_project(view, turned)).astype(np.int32)
        cv2.fillConvexPoly(frame, there + round(0.004 * scene.pixels[1]), tuple(c * 0.5 for c in colour), cv2.LINE_AA)
        cv2.fillConvexPoly(frame, there, colour, cv2.LINE_AA)

    for _ in range(5):  # pens
        side = chance.choice((-1, 1))
        box(
            side * chance.uniform(125, 190), chance.uniform(-120, 120), 140, 8, chance.uniform(40, 140),
            chance.choice([(160, 40, 30), (30, 30, 190), (40, 40, 40), (40, 170, 220)]),
        )  # fmt: skip
    box(-165, -95, 60, 120, chance.uniform(-5, 5), (235, 235, 232))  # a note pad
    box(155, 60, 85, 54, chance.uniform(-20, 20), (205, 226, 214))  # a card
    box(165, -60, 40, 300, chance.uniform(-3, 3), (70, 200, 235))  # a ruler
    box(0, 190, 420, 70, chance.uniform(-2, 2), (45, 42, 40))  # a keyboard
    for key in range(-200, 200, 20):
        for row in (170, 188, 206):
            box(key, row, 15, 14, 0, (75, 72, 70))
    cup = _project(view, np.array([(-170.0, 60.0)]))[0]
    cv2.circle(
        frame, np.rint(cup).astype(int).tolist(), round(0.06 * scene.pixels[1]), (200, 205, 215), -1, cv2.LINE_AA
    )
    cv2.circle(frame, np.rint(cup).astype(int).tolist(), round(0.05 * scene.pixels[1]), (30, 50, 70), -1, cv2.LINE_AA)
    return frame


def _papers(scene: Scene, chance: random.Random, view: Doubles, *, under: bool) -> Floats:
    """Other sheets: beside it, running off the picture, or (`under`) a stack that it lies on."""
    frame = _wood(scene, (150, 175, 195), (120, 150, 170), chance)
    places = [(-215, -120, 9.0), (205, 130, -14.0)]
    if under:
        places = [(9, 14, 2.5), (-7, -6, -3.5)]
    for number, (x, y, angle) in enumerate(places):
        other = np.ascontiguousarray(pages.make_page(20 + number, dpi=100)[..., ::-1])
        turn = np.deg2rad(angle + chance.uniform(-2, 2))
        own = _sheet_outline(Scene("white")) @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        there = _project(view, own + np.array((x, y)))
        frame = _laid(frame * _shadow_of(there, scene.pixels, 0.004), other, there)
    return frame


Desk = Callable[[Scene, random.Random, Doubles], Floats]

DESKS: dict[str, Desk] = {
    "dark": lambda scene, _, __: _plain(scene, (58, 64, 70)),
    "grey": lambda scene, _, __: _plain(scene, (165, 168, 168)),
    "beige": lambda scene, _, __: _plain(scene, (185, 208, 222), 2.0),
    "white": lambda scene, _, __: _plain(scene, (238, 240, 240), 0.8),
    "light wood": lambda scene, chance, _: _wood(scene, (150, 190, 215), (110, 155, 185), chance),
    "dark wood": lambda scene, chance, _: _wood(scene, (60, 85, 120), (30, 45, 70), chance),
    "checked cloth": lambda scene, chance, _: _checked_cloth(scene, chance),
    "flowered cloth": lambda scene, chance, _: _flowered_cloth(scene, chance),
    "cutting mat": lambda scene, _, view: _mat(scene, view),
    "clutter": _cluttered,
    "other papers": lambda scene, chance, view: _papers(scene, chance, view, under=False),
    "hand": lambda scene, _, __: _plain(scene, (110, 128, 140)),
}
PLAIN = ("dark", "grey", "beige", "white", "light wood", "dark wood")
CLUTTERED = tuple(name for name in DESKS if name not in PLAIN)


# --- hands and light -----------------------------------------------------------------------------------


def _with_fingers(frame: Floats, corners: Floats, chance: random.Random) -> Floats:
    """Two fingers and a thumb that hold the sheet at its right side."""
    drawn = np.ascontiguousarray(frame)
    right, unit = corners[1:3], frame.shape[0] / 2448
    along = right[1] - right[0]
    across = np.array([-along[1], along[0]]) / np.linalg.norm(along)  # into the sheet
    for share in (0.55, 0.63, 0.71):
        tip = right[0] + along * (share + chance.uniform(-0.01, 0.01)) + across * (110 * unit)
        root = tip - across * (900 * unit)
        ends = [np.rint(end).astype(int).tolist() for end in (tip, root)]
        cv2.line(drawn, *ends, tuple(c * 0.8 for c in SKIN), round(118 * unit), cv2.LINE_AA)
        cv2.line(drawn, *ends, SKIN, round(104 * unit), cv2.LINE_AA)
    return drawn


def _lit(frame: Floats, scene: Scene, corners: Floats, chance: random.Random) -> Floats:
    height, width = scene.pixels
    rows, columns = np.ogrid[:height, :width]
    x, y = (columns / width).astype(np.float32), (rows / height).astype(np.float32)
    if scene.light == "even":
        return np.asarray(frame * np.float32(0.92), np.float32)
    if scene.light == "lamp":
        at = (chance.choice((-0.1, 1.1)), chance.uniform(0, 1))
        fall = 1.08 / (1 + 1.1 * ((x - at[0]) ** 2 + (y - at[1]) ** 2))
        return np.asarray(frame * fall[..., None] * np.array((0.88, 0.97, 1.0), np.float32), np.float32)
    if scene.light == "hand's shadow":
        mask = np.zeros((height // 4, width // 4), np.float32)
        middle = corners.mean(axis=0) / 4
        for finger in range(-2, 3):
            tip = middle + np.array((finger * 0.03, 0.02 * abs(finger))) * width / 4
            root = tip + np.array((0.25, 0.45)) * width / 4
            cv2.line(mask, np.rint(tip).astype(int).tolist(), np.rint(root).astype(int).tolist(), 1.0, width // 90)
        soft = cv2.resize(cv2.GaussianBlur(mask, (0, 0), width / 600), (width, height))
        return np.asarray(frame * (0.92 - 0.42 * soft[..., None]), np.float32)
    if scene.light == "dim":
        fall = 0.42 - 0.16 * (x * chance.uniform(0.3, 1) + y * chance.uniform(0.3, 1))
        return np.asarray(frame * fall[..., None], np.float32)
    shares = (chance.uniform(0.1, 0.9), chance.uniform(0.1, 0.9))
    spot = corners[0] + (corners[1] - corners[0]) * shares[0] + (corners[3] - corners[0]) * shares[1]
    away = ((x - spot[0] / width) / 0.1) ** 2 + ((y - spot[1] / height) / 0.12) ** 2
    glow = np.exp(-away / 2)[..., None]
    return np.asarray(frame * np.float32(0.8) + 210 * glow, np.float32)


@lru_cache(maxsize=8)
def _noise(shape: tuple[int, int], seed: int) -> Floats:
    """One layer of it, grey as a camera's is after its own cleaning; height × width × 1."""
    drawn = np.random.default_rng(seed).standard_normal((*shape, 1), dtype=np.float32)
    return np.asarray(cv2.GaussianBlur(drawn, (0, 0), 0.6) * 1.6 if min(shape) > 1000 else drawn).reshape(*shape, 1)
