"""Pages found and judged, against the limit of no error. `python -m tests.bench.bench_pages`.

Camera: twelve desks × five lights × two skews at 8 megapixels (tests/imaging/desks.py), and pictures without a whole
sheet, where any certain answer is wrong. Scanner: every kind of paper × skew ±20° × four turns. Blank verdicts against
a global threshold, which is NAPS2's rule.
"""

from __future__ import annotations

import math
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from counter_app.imaging.opencv import cv2
from counter_app.imaging.page_studio import PageStudio
from counter_app.imaging.perspective import to_pixels
from counter_app.imaging.sheets import find_sheets, main_sheet
from counter_app.ports import PageImage
from tests import pages
from tests.bench.figures import outcome, say, say_judged
from tests.imaging import papers
from tests.imaging.desks import CLUTTERED, DESKS, LIGHTS, PLAIN, Picture, Scene, photographed

SKEWS = (0.0, -3.3, 9.1, -19.2)
# The print of a white sheet on a white desk shows, but its edges do not: to be unsure there is no mistake, and told
# beside the judged row, which counts every picture.
BEYOND = {("white", "dim"), ("white", "glare")}
_NAPS2_WHITE, _NAPS2_COVERAGE = 70, 25  # its default thresholds, of 100 and of 10,000


def main() -> int:
    """Prints every row; 1 when one is missed."""
    _camera()
    _no_sheet()
    _preview()
    _scanner()
    _blank()
    return outcome()


def _scenes() -> Iterator[Scene]:
    chance = random.Random(11)
    for desk in DESKS:
        for number, light in enumerate(LIGHTS):
            for turn in (chance.uniform(-25, 25), 90 + chance.uniform(-12, 12)):
                yield Scene(
                    desk, light, turn, chance.uniform(0, 22), chance.uniform(0, 360), chance.uniform(0.58, 0.72),
                    (chance.uniform(-15, 15), chance.uniform(-10, 10)), number + 1,
                )  # fmt: skip


def _missed(picture: Picture, scale: float = 1.0) -> float | None:
    """The farthest corner's error in percent of the diagonal; None where no answer is certain."""
    pixels = picture.pixels
    if scale != 1:
        pixels = np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
    sheet = main_sheet(find_sheets(pixels), pixels.shape)
    if sheet is None or not sheet.sure:
        return None
    there = to_pixels(sheet.corners, picture.pixels.shape)
    off = (np.linalg.norm(np.roll(there, turn, axis=0) - picture.corners, axis=1).max() for turn in range(4))
    return 100 * float(min(off)) / math.hypot(*picture.pixels.shape[:2])


def _camera() -> None:
    errors: dict[str, list[float]] = defaultdict(list)
    unsure: dict[str, list[str]] = defaultdict(list)
    wrong, seconds, asked, beyond = 0, [], 0, 0
    for scene in _scenes():
        picture = photographed(scene)
        began = time.thread_time()
        error = _missed(picture)
        seconds.append(time.thread_time() - began)
        asked += 1
        if error is None:
            beyond += (scene.desk, scene.light) in BEYOND
            unsure[scene.desk].append(scene.light)
        else:
            errors[scene.desk].append(error)
            wrong += error > 1
    say(f"camera, {len(seconds)} pictures of 8 megapixels; {statistics.median(seconds):.2f} s of processor each")
    say(f"  {'desk':<16}{'corner error % of the diagonal, median':>40}{'worst':>9}   not sure")
    for desk in DESKS:
        found = errors[desk] or [math.inf]
        say(f"  {desk:<16}{statistics.median(found):>40.4f}{max(found):>9.3f}   {', '.join(unsure[desk])}")
    for name, desks in (("plain", PLAIN), ("cluttered", CLUTTERED)):
        worst = max(statistics.median(errors[desk] or [math.inf]) for desk in desks)
        say_judged(f"corner error, {name} desks (reach 0.1 %): {worst:.4f} %", worst <= 0.1)
    missed = sum(map(len, unsure.values()))
    say_judged(f"not found for sure: {missed} of {asked} (reach 1 %)", missed <= 0.01 * asked)
    say(f"  of them on a white desk, dim or in glare, where no edge shows: {beyond}; elsewhere {missed - beyond}")
    say_judged(f"certain and wrong: {wrong} (reach 0)", not wrong)
    say()


def _no_sheet() -> None:
    wrong = []
    for desk in DESKS:
        for what, scene in {
            "off below": Scene(desk, "lamp", turn=5, fill=0.8, away=(0, 90), seed=2),
            "off aside": Scene(desk, turn=-12, fill=0.8, away=(170, 20), seed=3),
            "too near": Scene(desk, turn=90, fill=1.9, seed=2),
            "none": Scene(desk, turn=3, fill=0.7, away=(2000, 0), seed=4),
        }.items():
            if _missed(photographed(scene)) is not None:
                wrong.append(f"{desk}, {what}")
    say(f"no whole sheet in the picture, {4 * len(DESKS)} pictures; certain all the same: {', '.join(wrong) or 'none'}")
    say_judged(f"certain and wrong: {len(wrong)} (reach 0)", not wrong)
    say()


def _preview() -> None:
    seconds, found = [], 0
    for desk in DESKS:
        picture = photographed(Scene(desk, "lamp", turn=8, tilt=10, roll=70, fill=0.7, pixels=(480, 640)))
        began = time.thread_time()
        error = _missed(picture)
        seconds.append(time.thread_time() - began)
        found += error is not None and error < 1
    median = 1000 * statistics.median(seconds)
    say(f"preview of 640 pixels: {found} of {len(DESKS)} desks, {median:.0f} ms of processor a frame")
    say()


def _scanner() -> None:
    studio = PageStudio()
    left, seconds, wrong = [], [], []
    for number, (kind, maker) in enumerate(papers.PRINTED.items()):
        sheet = maker(200, number + 1)
        for skew in SKEWS:
            for turned in (0, 90, 180, 270):
                pnm = pages.as_pnm(papers.scanned(sheet, number, skew, turned))
                began = time.thread_time()
                page = studio.straighten(PageImage(pnm, "image/x-portable-anymap", 200))
                seconds.append(time.thread_time() - began)
                left.append(abs(page.skew - skew))
                if page.blank or page.corners or (page.turn_sure and page.turned != turned):
                    wrong.append(f"{kind} {skew:g}° turned {turned}")
    say(f"scanner, {len(left)} pages of {len(papers.PRINTED)} kinds; {statistics.median(seconds):.2f} s of processor")
    say(f"  angle left: median {statistics.median(left):.3f}°, worst {max(left):.3f}°")
    say_judged("angle left (reach 0.05°)", max(left) <= 0.05)
    say_judged(f"blank, cropped or turned wrongly: {', '.join(wrong) or 'none'} (reach 0)", not wrong)
    say()


def _blank() -> None:
    studio = PageStudio()
    lost = {"this program": 0, "a global threshold (NAPS2's rule)": 0}
    count = 0
    sparse = [(mark, seed) for mark in ("signature", "pencil", "line", "word") for seed in range(3)]
    sheets = [pages.make_sparse_page(seed, mark=mark, dpi=200) for mark, seed in sparse]
    sheets += [papers.scanned(maker(200, 3), 3) for maker in papers.ALL.values()]
    for sheet in sheets:
        count += 1
        page = studio.straighten(PageImage(pages.as_pnm(sheet), "image/x-portable-anymap", 200))
        lost["this program"] += page.blank
        lost["a global threshold (NAPS2's rule)"] += _blank_to_naps2(sheet)
    say(f"blank verdicts on {count} pages with ink")
    for name, number in lost.items():
        say(f"  {name}: {number} called blank")
    say_judged("no inked page called blank", not lost["this program"])


def _blank_to_naps2(page: pages.Pixels) -> bool:
    """BlankDetector of NAPS2: the share of pixels darker than the white threshold, a hundredth of the rim left out."""
    height, width = page.shape[:2]
    inner = page[height // 100 : -(height // 100), width // 100 : -(width // 100)].astype(np.float32)
    luma = inner @ np.array([0.299, 0.587, 0.114], np.float32)
    limit = 1 + _NAPS2_WHITE / 100 * 254
    return float((luma < limit).mean()) < _NAPS2_COVERAGE / 10_000


if __name__ == "__main__":
    raise SystemExit(main())
