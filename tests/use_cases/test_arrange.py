"""Captured pages put in order: turned, moved, taken off, cut out anew, split, joined; and all of it taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from uuid import UUID

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from counter_app.devices.scanning import ScannerWorkers
from counter_app.domain.dossier import Captured
from counter_app.domain.errors import DoNotFit, OneSheetOnly
from counter_app.ports import CapturedPage, Corners, Draft, PageAct
from tests import pages
from tests.use_cases.reception import LAND, Reception

LEFT_HALF = Corners(((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0)))


def names(draft: Draft) -> tuple[str, ...]:
    return tuple(one.name for one in draft.pages)


def state(draft: Draft) -> tuple[object, ...]:
    """All of a draft but the way back."""
    return draft.pages, draft.dossier


def captured(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {s.component: s.pages for s in draft.dossier.settlements if isinstance(s, Captured)}


@cache
def two_cards() -> bytes:
    """Two cards on a dark desk, from above, a little askew."""
    chance = np.random.default_rng(7)
    grain = Image.fromarray(chance.normal(110, 60, (300, 400)).clip(0, 255).astype(np.uint8)).resize((2000, 1500))
    desk = Image.merge("RGB", [grain.point(lambda grey, by=by: grey * by // 100) for by in (70, 60, 52)])
    for number, (left, top, turn) in enumerate(((150, 400, 3), (1090, 460, -4))):
        card = Image.new("RGBA", (770, 486), (236, 240, 238, 255))
        for line in range(8):
            words = f"CĂN CƯỚC {number} {line} 094190"
            ImageDraw.Draw(card).text((60, 40 + 50 * line), words, fill=(30, 30, 34), font_size=30)
        laid = card.rotate(turn, Image.Resampling.BICUBIC, expand=True)
        desk.paste(laid, (left, top), laid)
    return pages.as_jpeg(np.asarray(desk.filter(ImageFilter.GaussianBlur(0.8))), 0)


def three_pages(reception: Reception) -> tuple[UUID, Draft]:
    """The first lies under the declaration, the other two under the origin of the land."""
    draft_id = reception.begin(LAND)
    return draft_id, reception.desk.capture.add_file(draft_id, reception.file("stack.tif", stack()))


@cache
def stack() -> bytes:
    """Small sheets: what is straightened here is not looked at."""
    return pages.as_tiff([pages.make_page(seed, dpi=100)[:500, :700] for seed in (1, 2, 3)], 100)


# --- what each act does ----------------------------------------------------------------------------------


def test_a_page_is_turned_by_quarters_and_four_of_them_give_the_very_same_page(reception: Reception) -> None:
    draft_id, before = three_pages(reception)
    first = before.pages[0]
    turned = reception.desk.arrange.turn(draft_id, first.name, 1)
    page = turned.pages[0]
    assert (page.width, page.height, page.turn) == (first.height, first.width, 1)
    assert captured(turned)["to-khai"] == (page.name,)
    assert names(turned)[1:] == names(before)[1:]
    for _ in range(3):
        turned = reception.desk.arrange.turn(draft_id, names(turned)[0], 1)
    assert turned.dossier == before.dossier
    (again, *others) = turned.pages
    assert again == replace(first, turn_sure=True, look=again.look), "the clerk has looked at it"
    assert others == list(before.pages[1:])


def test_a_turned_page_is_turned_the_way_that_was_asked_for(reception: Reception) -> None:
    draft_id, before = three_pages(reception)
    upright = pages_of(reception, before)[0]
    right = pages_of(reception, reception.desk.arrange.turn(draft_id, names(before)[0], 1))[0]
    left = pages_of(reception, reception.desk.arrange.turn(draft_id, names(reception.draft(draft_id))[0], -2))[0]
    assert difference(right, np.rot90(upright, -1)) < 4
    assert difference(left, np.rot90(upright, 1)) < 4


def pages_of(reception: Reception, draft: Draft) -> list[np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    return [pixels(reception.desk.capture.page_jpeg(name)) for name in names(draft)]


def pixels(jpeg: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    import io

    return np.asarray(Image.open(io.BytesIO(jpeg)).convert("L"))


def difference(one: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], other: object) -> float:
    """Grey levels, on the average."""
    return float(np.abs(one.astype(float) - np.asarray(other).astype(float)).mean())


def test_pages_are_moved_and_their_papers_follow_the_order(reception: Reception) -> None:
    draft_id, before = three_pages(reception)
    one, two, three = names(before)
    moved = reception.desk.arrange.move(draft_id, three, -1)
    assert names(moved) == (one, three, two)
    assert captured(moved) == {"to-khai": (one,), "nguon-goc": (three, two)}
    assert names(reception.desk.arrange.move(draft_id, (one, three), 1)) == (two, one, three)
    assert names(reception.desk.arrange.move(draft_id, (one, three), 1)) == (two, one, three), "no room"
    assert names(reception.desk.arrange.move(draft_id, two, 5)) == (one, three, two)


def test_several_pages_are_laid_and_taken_off_as_one_act(reception: Reception) -> None:
    draft_id, before = three_pages(reception)
    one, two, three = names(before)
    laid = reception.desk.arrange.assign(draft_id, (one, three), "so-do")
    assert captured(laid) == {"nguon-goc": (two,), "so-do": (one, three)}
    assert state(reception.desk.arrange.undo(draft_id)) == state(before)
    assert names(reception.desk.arrange.remove(draft_id, (one, three))) == (two,)
    assert state(reception.desk.arrange.undo(draft_id)) == state(before)


def test_a_page_is_cut_out_anew_from_the_image_as_it_came(reception: Reception) -> None:
    draft_id, before = three_pages(reception)
    first = before.pages[0]
    raw = reception.desk.arrange.raw(draft_id, first.name)
    assert raw is not None
    assert raw.corners is None
    cut = reception.desk.arrange.cut_out(draft_id, first.name, LEFT_HALF)
    page = cut.pages[0]
    assert page.width / page.height < 0.7 * first.width / first.height
    assert (page.corners, page.raws) == (LEFT_HALF, first.raws)
    again = reception.desk.arrange.raw(draft_id, page.name)
    assert again is not None
    assert (again.jpeg, again.corners) == (raw.jpeg, LEFT_HALF)
    assert state(reception.desk.arrange.undo(draft_id)) == state(before)


def test_a_page_turned_by_hand_stays_so_when_its_corners_are_moved(reception: Reception) -> None:
    draft_id, before = three_pages(reception)
    turned = reception.desk.arrange.turn(draft_id, names(before)[0], 2).pages[0]
    cut = reception.desk.arrange.cut_out(draft_id, turned.name, LEFT_HALF).pages[0]
    assert cut.turn == 2
    upright = reception.desk.arrange.turn(draft_id, cut.name, 2).pages[0]
    assert upright.name == cut.upright


def test_a_page_of_before_images_were_kept_is_cut_out_of_itself(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    name = reception.add_page(draft_id, 1)
    with reception.store.write() as work:
        draft = work.drafts.get(draft_id)
        (page,) = draft.pages
        old = CapturedPage(page.name, page.width, page.height, page.dpi, look=page.look)
        work.drafts.save(Draft(draft.dossier, draft.clerk, pages=(old,), step=draft.step))
    raw = reception.desk.arrange.raw(draft_id, name)
    assert raw is not None
    assert raw.jpeg == reception.desk.arrange.imaging.redrawn(reception.desk.capture.page_jpeg(name))
    (cut,) = reception.desk.arrange.cut_out(draft_id, name, LEFT_HALF).pages
    assert [image.name for image in cut.raws] == [name]


def test_a_photograph_of_two_cards_is_two_pages_by_itself(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    draft = reception.desk.capture.add_file(draft_id, reception.file("cards.jpg", two_cards()))
    assert len(draft.pages) == 2
    assert draft.pages[0].raws == draft.pages[1].raws
    assert captured(draft) == {"to-khai": names(draft)}, "one image, one paper"
    assert all(page.corners_sure for page in draft.pages)


def test_an_image_of_two_sheets_is_split_by_a_key_and_joined_again(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    draft = reception.desk.capture.add_file(draft_id, reception.file("cards.jpg", two_cards()))
    whole = Corners(((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
    reception.desk.arrange.remove(draft_id, names(draft)[1])
    before = reception.desk.arrange.cut_out(draft_id, names(draft)[0], whole)
    split = reception.desk.arrange.split(draft_id, names(before)[0])
    assert len(split.pages) == 2
    assert captured(split) == {"to-khai": names(split)}
    joined = reception.desk.arrange.join_sides(draft_id, *names(split))
    assert len(joined.pages) == 1
    assert len(joined.pages[0].raws) == 2
    assert reception.desk.arrange.raw(draft_id, names(joined)[0]) is None
    with pytest.raises(OneSheetOnly):
        reception.desk.arrange.split(draft_id, names(joined)[0])
    assert state(reception.desk.arrange.undo(draft_id)) == state(split)
    assert state(reception.desk.arrange.undo(draft_id)) == state(before)


def test_a_sheet_of_one_piece_is_not_split_and_says_so(reception: Reception) -> None:
    draft_id, before = three_pages(reception)
    with pytest.raises(OneSheetOnly):
        reception.desk.arrange.split(draft_id, names(before)[0])
    assert reception.draft(draft_id) == before


def test_two_halves_become_one_page_where_the_first_lay(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    sheet = np.rot90(pages.make_page(1, dpi=200))
    wide = sheet.shape[1]
    halves = [sheet[:, : round(0.6 * wide)], sheet[:, round(0.4 * wide) :], pages.make_page(2, dpi=200)[:900]]
    before = reception.desk.capture.add_file(draft_id, reception.file("halves.tif", pages.as_tiff(halves, 200)))
    one, two, three = names(before)
    joined = reception.desk.arrange.join_halves(draft_id, one, two)
    assert len(joined.pages) == 2
    assert captured(joined) == {"to-khai": names(joined)[:1], "nguon-goc": (three,)}
    assert joined.pages[0].raws == (*before.pages[0].raws, *before.pages[1].raws)
    assert joined.done[-1].act is PageAct.HALVES_JOINED
    assert state(reception.desk.arrange.undo(draft_id)) == state(before)
    with pytest.raises(DoNotFit):
        reception.desk.arrange.join_halves(draft_id, two, three)
    assert state(reception.draft(draft_id)) == state(before)


def test_a_page_scanned_again_comes_back_as_it_was(counter_at: Callable[..., Reception]) -> None:
    reception = counter_at("http://127.0.0.1:9", scanner=ScannerWorkers(("simulated",), {"simulated": {"pages": 1}}))
    draft_id, before = three_pages(reception)
    *_, again = reception.desk.capture.rescan(draft_id, names(before)[1])
    assert names(again)[1] != names(before)[1]
    assert state(reception.desk.arrange.undo(draft_id)) == state(before)
    assert state(reception.desk.arrange.redo(draft_id)) == state(again)
