"""Sheets from the scanner, a file or the watched folder: each is kept as it comes, and goes where it is missing."""

# Long because: every way in which a sheet comes, and what it must not cost, at one counter.

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from counter_app.devices.scanning import ScannerWorkers
from counter_app.domain.dossier import Captured
from counter_app.domain.errors import AlreadyAccepted, FeederEmpty, NoScanner, NotAnImage, PaperJam, ReasonNeeded
from counter_app.domain.page_fault import PageFault
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import CapturedPage, Corners, Draft, PageImage, StraightPage
from local_db.store import SqlStore
from tests import pages
from tests.imaging import papers
from tests.use_cases.reception import BIRTH, LAND, Reception, marriage, page, residence

Opening = Callable[..., Reception]
NOWHERE = "http://127.0.0.1:9"


def captured(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {s.component: s.pages for s in draft.dossier.settlements if isinstance(s, Captured)}


def names(draft: Draft) -> tuple[str, ...]:
    return tuple(one.name for one in draft.pages)


def scanner(**switches: int) -> ScannerWorkers:
    return ScannerWorkers(("simulated",), {"simulated": switches})


@cache
def stack(*seeds: int) -> bytes:
    return pages.as_tiff([pages.make_page(seed, dpi=100) for seed in seeds], 100)


# --- a picture that no process survives ---------------------------------------------------------------------


class DiesOverTheSecond(PageStudio):
    """A library that crashes over one sheet of a stack, and over nothing else."""

    seen = 0

    def straighten(self, page: PageImage, corners: Corners | None = None) -> StraightPage:
        self.seen += 1
        if self.seen == 2:
            raise NotAnImage("its process died", why="broken", gave_up="died")
        return super().straighten(page, corners)


def test_a_sheet_over_which_straightening_dies_is_kept_as_it_came_and_the_stack_goes_on(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    capture = replace(reception.desk.capture, imaging=DiesOverTheSecond())
    draft = capture.add_file(draft_id, reception.file("stack.tif", stack(1, 2, 3)))
    assert [PageFault.UNCUT in one.faults for one in draft.pages] == [False, True, False]
    second = draft.pages[1]
    assert reception.desk.capture.page_jpeg(second.name)
    assert (second.width, second.height, second.dpi) == (827, 1169, 100)
    assert second.name in captured(draft)["nguon-goc"], "it lies where the second sheet belongs"


# --- where a sheet goes ----------------------------------------------------------------------------------


def test_a_stack_goes_to_the_components_that_wait_and_the_rest_to_the_last(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    draft = reception.desk.capture.add_file(draft_id, reception.file("stack.tif", stack(1, 2, 3)))
    first, second, third = names(draft)
    assert captured(draft) == {"to-khai": (first,), "nguon-goc": (second, third)}


def test_cards_side_by_side_on_the_glass_are_pages_of_their_own(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    cards = [(papers.card(200, 1), (60, 60), 3.0), (papers.card(200, 2), (140, 180), -5.0)]
    glass = reception.file("glass.png", pages.as_png(papers.on_glass(cards, 42, 200), 200))
    draft = reception.desk.capture.add_file(draft_id, glass)
    assert len(names(draft)) == 2
    assert captured(draft) == {}, "they are other people's"
    assert {(round(page.width / 2e2, 1), round(page.height / 2e2, 1)) for page in draft.pages} == {(3.4, 2.1)}


def test_two_equal_sheets_of_one_stack_are_two_pages_and_the_file_again_adds_none(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    file = reception.file("twins.tif", stack(1, 1, 1))
    draft = reception.desk.capture.add_file(draft_id, file)
    assert len(set(names(draft))) == 3
    assert names(reception.desk.capture.add_file(draft_id, file)) == names(
        draft
    )  # as after a crash before it was put away


def test_no_sheet_goes_to_what_is_shown_held_or_not_needed(reception: Reception) -> None:
    reception.hold(marriage())
    draft_id = reception.begin(BIRTH)  # a declaration and a birth certificate to hand in, the identity card to show
    reception.desk.settle.need(draft_id, "ket-hon", True)
    draft = reception.desk.capture.add_file(draft_id, reception.file("stack.tif", stack(1, 2, 3)))
    first, second, third = names(draft)
    assert captured(draft) == {"to-khai": (first,), "chung-sinh": (second, third)}


def test_with_the_line_down_no_sheet_goes_to_what_the_state_could_look_up(reception: Reception) -> None:
    draft_id = reception.begin()
    reception.desk.look_up(draft_id)
    draft = reception.desk.capture.add_file(draft_id, reception.file("stack.tif", stack(1, 2)))
    assert captured(draft) == {"to-khai": names(draft)}


def test_with_nothing_missing_a_sheet_stays_loose(reception: Reception) -> None:
    draft_id = reception.ready()
    before = reception.draft(draft_id).dossier
    name = reception.add_page(draft_id, 2)
    draft = reception.draft(draft_id)
    assert [p.name for p in draft.loose] == [name]
    assert draft.dossier == before


def test_pages_keep_the_order_in_which_they_were_scanned_however_they_are_assigned(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    draft = reception.desk.capture.add_file(draft_id, reception.file("stack.tif", stack(1, 2, 3)))
    assign = reception.desk.arrange.assign
    for name in reversed(names(draft)):
        moved = assign(draft_id, name, "nguon-goc")
    assert captured(moved) == {"nguon-goc": names(draft)}
    assert moved.pages == draft.pages
    assert captured(assign(draft_id, names(draft)[1], None)) == {"nguon-goc": (names(draft)[0], names(draft)[2])}


def test_a_sheet_laid_under_a_paper_that_only_some_cases_need_makes_it_needed(reception: Reception) -> None:
    reception.hold(residence())
    draft_id = reception.ready()
    name = reception.add_page(draft_id, 2)
    dossier = reception.desk.arrange.assign(draft_id, name, "ly-hon").dossier
    assert "ly-hon" in {c.code for c in dossier.required}
    accepted = reception.accept(draft_id)
    assert [line.name for line in accepted.receipt.lines] == ["Tờ khai", "Quyết định ly hôn", "Nơi cư trú"]


def test_a_page_taken_off_is_gone_from_its_component_and_stays_in_the_vault(reception: Reception) -> None:
    draft_id = reception.begin()
    name = reception.add_page(draft_id, 1)
    draft = reception.desk.arrange.remove(draft_id, name)
    assert (draft.pages, draft.dossier.settlements) == ((), ())
    assert reception.store.vault.has(name)
    assert reception.desk.capture.page_jpeg(name).startswith(b"\xff\xd8")


def test_the_same_sheet_twice_is_one_page(reception: Reception) -> None:
    draft_id = reception.begin()
    name = reception.add_page(draft_id, 1)
    before = reception.draft(draft_id)
    assert reception.add_page(draft_id, 1) == name
    assert reception.draft(draft_id) == before


def test_a_page_may_be_taken_from_a_paper_that_is_held_by_now_without_a_reason(reception: Reception) -> None:
    draft_id = reception.begin()
    one, two = reception.add_page(draft_id, 1), reception.add_page(draft_id, 2)
    for name in (one, two):
        reception.desk.arrange.assign(draft_id, name, "cu-tru")
    reception.hold(residence())
    reception.desk.choose_procedure(draft_id, "1.004873")  # read again, and now it is held
    assert captured(reception.desk.arrange.assign(draft_id, two, "to-khai")) == {"cu-tru": (one,), "to-khai": (two,)}
    with pytest.raises(ReasonNeeded):
        reception.desk.arrange.assign(draft_id, two, "cu-tru")
    assert captured(reception.desk.arrange.remove(draft_id, one)) == {"to-khai": (two,)}


Acts = st.lists(
    st.tuples(st.sampled_from(["to-khai", "nguon-goc", "so-do", None, "off"]), st.integers(0, 3)), max_size=12
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=Acts)
def test_whatever_is_moved_about_each_page_lies_in_one_place_in_scan_order(
    reception: Reception, acts: list[tuple[str | None, int]]
) -> None:
    draft_id = reception.begin(LAND)
    sheets = tuple(CapturedPage(f"{n:064x}", 10, 10, 100) for n in range(4))
    with reception.store.write() as work:
        draft = work.drafts.get(draft_id)
        work.drafts.save(Draft(draft.dossier, draft.clerk, pages=sheets, step=draft.step))
    for where, which in acts:
        if where == "off":
            draft = reception.desk.arrange.remove(draft_id, sheets[which].name)
        elif sheets[which].name in names(reception.draft(draft_id)):
            draft = reception.desk.arrange.assign(draft_id, sheets[which].name, where)
    draft = reception.draft(draft_id)
    placed = [name for settled in captured(draft).values() for name in settled]
    assert sorted([*placed, *(p.name for p in draft.loose)]) == sorted(names(draft))
    for settled in captured(draft).values():
        assert list(settled) == [name for name in names(draft) if name in settled]


# --- files -----------------------------------------------------------------------------------------------


def test_the_pages_before_a_broken_one_are_kept(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    sheets = [Image.fromarray(pages.make_page(seed, dpi=100)) for seed in (1, 2)]
    document = io.BytesIO()
    sheets[0].save(document, "PDF", save_all=True, append_images=sheets[1:], resolution=100)
    good, last, tail = document.getvalue().rpartition(b"/Type /Page\n")
    broken = reception.file("broken.pdf", good + last.replace(b"Page", b"Junk") + tail)
    with pytest.raises(NotAnImage):
        reception.desk.capture.add_file(draft_id, broken)
    kept = names(reception.draft(draft_id))
    assert len(kept) == 1
    assert all(reception.store.vault.has(name) for name in kept)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 but not quite", b"MZ\x90\x00", b"<svg/>"])
def test_a_file_that_is_no_page_is_refused_and_the_draft_stays_as_it_was(reception: Reception, data: bytes) -> None:
    draft_id = reception.begin()
    before = reception.draft(draft_id)
    with pytest.raises(NotAnImage):
        reception.desk.capture.add_file(draft_id, reception.file("odd", data))
    with pytest.raises(NotAnImage):
        reception.desk.capture.add_file(draft_id, reception.folder / "missing.png")
    assert reception.draft(draft_id) == before


def test_nothing_is_captured_for_a_dossier_that_was_accepted(reception: Reception) -> None:
    accepted = reception.accept()
    with pytest.raises(AlreadyAccepted):
        reception.add_page(accepted.id, 2)


# --- the watched folder ----------------------------------------------------------------------------------


def test_a_dropped_file_is_deleted_once_its_pages_are_stored(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    for seed in (1, 2):
        (reception.drop / f"scan{seed}.png").write_bytes(page(seed))
    draft = reception.desk.capture.collect_folder(draft_id)
    assert len(captured(draft)) == 2
    assert all(reception.store.vault.has(name) for name in names(draft))
    assert list(reception.drop.iterdir()) == []


def test_a_dropped_file_that_is_no_page_is_set_aside_and_the_others_go_on(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    (reception.drop / "a.png").write_bytes(b"no picture")
    (reception.drop / "b.png").write_bytes(page(1))
    with pytest.raises(NotAnImage):
        reception.desk.capture.collect_folder(draft_id)
    assert len(names(reception.draft(draft_id))) == 1
    (aside,) = [path for path in reception.drop.rglob("*") if path.is_file()]
    assert (aside.name, aside.read_bytes()) == ("a.png", b"no picture")
    reception.desk.capture.collect_folder(draft_id)  # and is not tried again


def test_a_file_that_was_not_taken_to_its_end_stays_and_is_taken_whole_the_next_time(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    for name in ("a.png", "b.png"):
        (reception.drop / name).write_bytes(page(1 if name == "a.png" else 2))
    with pytest.raises(NotAnImage) as told:
        reception.desk.capture.collect_folder(draft_id, lambda: len(names(reception.draft(draft_id))) == 1)
    assert told.value.facts["reason"] == "stopped"
    assert [path.name for path in reception.drop.iterdir()] == ["b.png"]
    reception.desk.capture.collect_folder(draft_id)
    assert len(names(reception.draft(draft_id))) == 2


# --- the scanner, in its worker process ------------------------------------------------------------------


def test_each_page_is_on_the_draft_before_the_next_one_comes(counter_at: Opening) -> None:
    reception = counter_at(NOWHERE, scanner=scanner(pages=3))
    draft_id = reception.begin(LAND)
    for count, draft in enumerate(reception.desk.capture.scan(draft_id), start=1):
        assert len(draft.pages) == count
        assert reception.draft(draft_id) == draft
        assert all(reception.store.vault.has(name) for name in names(draft))
    assert list(map(len, captured(draft).values())) == [1, 2]


def test_a_jam_at_the_third_sheet_keeps_two(counter_at: Opening) -> None:
    reception = counter_at(NOWHERE, scanner=scanner(pages=5, jam_at=3))
    draft_id = reception.begin(LAND)
    with pytest.raises(PaperJam):
        list(reception.desk.capture.scan(draft_id))
    assert len(captured(reception.draft(draft_id))) == 2


def test_an_empty_feeder_and_no_scanner_at_all_are_said_as_such(counter_at: Opening) -> None:
    empty = counter_at(NOWHERE, scanner=scanner(pages=0))
    draft_id = empty.begin()
    with pytest.raises(FeederEmpty):
        list(empty.desk.capture.scan(draft_id))
    with pytest.raises(NoScanner):
        list(counter_at(NOWHERE, scanner=ScannerWorkers(())).desk.capture.scan(draft_id))
    assert empty.draft(draft_id).pages == ()


def test_a_page_scanned_again_takes_the_place_of_the_bad_one(counter_at: Opening) -> None:
    reception = counter_at(NOWHERE, scanner=scanner(pages=3))
    draft_id = reception.begin(LAND)
    draft = reception.desk.capture.add_file(draft_id, reception.file("stack.tif", stack(1, 2, 3)))
    first, bad, third = names(draft)
    *_, again = reception.desk.capture.rescan(draft_id, bad)
    new = names(again)[1]
    assert names(again) == (first, new, third)
    assert new != bad
    assert captured(again) == {"to-khai": (first,), "nguon-goc": (new, third)}
    assert reception.draft(draft_id) == again
    assert PageFault.TWICE not in again.pages[1].faults
    *_, same = reception.desk.capture.rescan(draft_id, new)  # the very same picture comes again
    assert same == again


def test_a_page_is_scanned_again_also_where_its_paper_is_held_by_now(counter_at: Opening) -> None:
    reception = counter_at(NOWHERE, scanner=scanner(pages=1))
    draft_id = reception.begin()
    bad = reception.add_page(draft_id, 1)
    reception.desk.arrange.assign(draft_id, bad, "cu-tru")
    reception.hold(residence())
    reception.desk.choose_procedure(draft_id, "1.004873")
    *_, again = reception.desk.capture.rescan(draft_id, bad)
    assert captured(again) == {"cu-tru": names(again)}


def test_a_sheet_fed_twice_is_flagged_and_kept_and_one_scanned_in_its_own_place_is_not(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    sheet = pages.make_page(1, dpi=150)
    again = np.roll(sheet, 5, axis=1)
    stack = reception.file("stack.tif", pages.as_tiff([sheet, pages.make_page(2, dpi=150), again], 150))
    draft = reception.desk.capture.add_file(draft_id, stack)
    assert [PageFault.TWICE in one.faults for one in draft.pages] == [False, False, True]
    assert reception.draft(draft_id) == draft


def test_a_failed_second_try_keeps_the_first_page(counter_at: Opening) -> None:
    reception = counter_at(NOWHERE, scanner=scanner(pages=0))
    draft_id = reception.begin()
    name = reception.add_page(draft_id, 1)
    before = reception.draft(draft_id)
    with pytest.raises(FeederEmpty):
        list(reception.desk.capture.rescan(draft_id, name))
    assert reception.draft(draft_id) == before


def test_what_the_late_look_up_finds_while_the_stack_runs_costs_no_page(counter_at: Opening) -> None:
    reception = counter_at(NOWHERE, scanner=scanner(pages=3))
    draft_id = reception.begin()  # declaration and residence wait for paper
    running = reception.desk.capture.scan(draft_id)
    next(running)
    reception.hold(residence())
    reception.desk.choose_procedure(draft_id, "1.004873")  # as a late answer: from now on the residence is held
    *_, draft = running
    assert len(draft.pages) == 3
    assert captured(draft) == {"to-khai": names(draft)[:1]}
    assert len(draft.loose) == 2


def test_another_procedure_chosen_while_the_stack_runs_costs_no_page(counter_at: Opening) -> None:
    reception = counter_at(NOWHERE, scanner=scanner(pages=3))
    draft_id = reception.begin(LAND)
    running = reception.desk.capture.scan(draft_id)
    next(running)
    reception.desk.choose_procedure(draft_id, BIRTH)
    *_, draft = running
    assert len(draft.pages) == 3


class UnreadableSecond(PageStudio):
    """The second sheet came over the wire as something that is no picture."""

    seen = 0

    def as_jpeg(self, page: PageImage) -> bytes:
        self.seen += 1
        if self.seen == 2:
            raise NotAnImage("half a picture", why="broken")
        return super().as_jpeg(page)


def test_a_sheet_that_came_as_no_picture_costs_none_of_those_behind_it_and_is_told(counter_at: Opening) -> None:
    reception = counter_at(NOWHERE, scanner=scanner(pages=4))
    draft_id = reception.begin(LAND)
    capture = replace(reception.desk.capture, imaging=UnreadableSecond())
    with pytest.raises(NotAnImage):
        list(capture.scan(draft_id))
    assert len(reception.draft(draft_id).pages) == 3


def test_a_file_taken_while_the_feeder_runs_lies_behind_the_stack(counter_at: Opening) -> None:
    reception = counter_at(NOWHERE, scanner=scanner(pages=3))
    draft_id = reception.begin(LAND)
    running = reception.desk.capture.scan(draft_id)
    first = names(next(running))
    path = reception.file("one.tif", stack(9))
    beside = Thread(target=reception.desk.capture.add_file, args=(draft_id, path))
    beside.start()
    *_, scanned = running
    beside.join()
    assert names(scanned)[:1] == first
    assert len(names(scanned)) == 3
    assert names(reception.draft(draft_id))[:3] == names(scanned)
    assert len(reception.draft(draft_id).pages) == 4


# --- after a restart -------------------------------------------------------------------------------------


def test_a_program_that_died_reopens_the_draft_at_the_same_step_with_the_same_pages(
    open_a_store: Callable[..., SqlStore], tmp_path: Path
) -> None:
    before = Reception(open_a_store(), tmp_path, NOWHERE)
    draft_id = before.begin()
    before.add_page(draft_id, 1)
    before.add_page(draft_id, 2)
    before.desk.settle.set_field(draft_id, "phone", "0912 345 678")
    left = before.draft(draft_id)
    before.close()
    before.store.close()
    after = Reception(open_a_store(), tmp_path, NOWHERE)
    assert after.desk.resume() == left
    assert left.step == "papers"
    assert all(after.store.vault.get(name) for name in names(left))
    after.close()
