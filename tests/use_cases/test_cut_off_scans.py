"""A program that is killed in mid-stack: the next one lays what had left the scanner where it would have lain, and says
so where that cannot be known."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from counter_app.domain.errors import (
    NotAnImage,
    PagesHere,
    PagesKept,
    PagesWait,
    PapersMissing,
    SidesDiffer,
    StackUnknown,
    VaultFileDamaged,
)
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import Capabilities, Corners, Device, Draft, PageImage, PaperSource, ScanRequest, StraightPage
from counter_app.use_cases.capture_paper import CapturePaper
from local_db import page_spool
from tests import pages
from tests.imaging import papers
from tests.staff import employ, staff
from tests.use_cases.reception import LAND, Reception
from tests.use_cases.test_filing import laid, patch, sheet
from tests.waiting import until

ONE_SIDE, BY_HAND = ScanRequest("gives:it"), ScanRequest("gives:it", PaperSource.BY_HAND)
GLASS = ScanRequest("gives:it", PaperSource.GLASS)


class Gives:
    """Fulfils `ports.Scanner`: a feeder with these sheets."""

    def __init__(self, stack: Sequence[pages.Pixels]) -> None:
        self._stack = [PageImage(pages.as_pnm(one), "image/x-portable-anymap", 100) for one in stack]

    def list(self, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Device]:
        yield Device("gives:it", "Gives it", "gives")

    def capabilities(self, device_id: str, *, cancelled: Callable[[], bool] = lambda: False) -> Capabilities:
        raise NotImplementedError

    def scan(self, request: ScanRequest, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        yield from self._stack[: request.limit or None]

    def close(self) -> None: ...


class Killed(BaseException):
    """No `except` of the program sees the end of its process."""


class KilledAt(PageStudio):
    """The program is killed while it looks at the nth sheet, when every one is out; 0: never."""

    def __init__(self, nth: int = 0) -> None:
        self._left = nth
        self.all_out: Callable[[], bool] = lambda: True

    def straighten(self, page: PageImage, corners: Corners | None = None) -> StraightPage:
        self._left -= 1
        if not self._left:
            until(self.all_out)
            raise Killed
        return super().straighten(page, corners)


def program(reception: Reception, stack: Sequence[pages.Pixels] = (), killed_at: int = 0) -> CapturePaper:
    """As after a start, with this stack in the feeder."""
    return replace(reception.at().capture, scanner=Gives(stack), imaging=KilledAt(killed_at))


def undisturbed(reception: Reception, request: ScanRequest, *stacks: Sequence[pages.Pixels]) -> Draft:
    draft_id, capture = reception.begin(LAND), program(reception)
    for stack in stacks:
        list(replace(capture, scanner=Gives(stack)).scan(draft_id, request=request))
    return reception.draft(draft_id)


def are_out(capture: CapturePaper, draft_id: UUID, request: ScanRequest, count: int) -> bool:
    """As many are in the spool, and the feeder has ended."""
    whole = request is not BY_HAND or bool(capture.spool.noted(draft_id, "whole"))
    return whole and len(capture.spool.left(draft_id)) == count


def kill_before(
    reception: Reception, draft_id: UUID, request: ScanRequest, stack: Sequence[pages.Pixels], nth: int
) -> None:
    """Every sheet is out; the nth is being looked at."""
    capture = program(reception, stack, killed_at=nth)
    assert isinstance(capture.imaging, KilledAt)
    capture.imaging.all_out = lambda: are_out(capture, draft_id, request, len(stack) - nth + 1)
    with pytest.raises(Killed):
        list(capture.scan(draft_id, request=request))


def kill_behind(
    reception: Reception, draft_id: UUID, request: ScanRequest, stack: Sequence[pages.Pixels], nth: int
) -> None:
    """Every sheet is out; the nth is on its draft, and in the spool still."""
    capture = program(reception, stack)
    scanning = capture.scan(draft_id, request=request)
    for _ in range(nth):
        next(scanning)
    until(lambda: are_out(capture, draft_id, request, len(stack) - nth + 1))
    scanning.close()  # type: ignore[attr-defined]


def as_it_lies(draft: Draft) -> list[tuple[str, str | None]]:
    return list(zip([page.name for page in draft.pages], laid(draft), strict=True))


PARTED = [sheet(1), sheet(2), patch(), sheet(3), sheet(5), patch(), sheet(4)]
TWINS = [sheet(1), sheet(1), sheet(2), sheet(1), sheet(2)]
LONG = [sheet(1), sheet(2), sheet(3), sheet(4)]


@pytest.mark.parametrize("kill", [kill_before, kill_behind])
@pytest.mark.parametrize(
    ("stack", "nth"), [(PARTED, 2), (PARTED, 3), (PARTED, 5), (TWINS, 2), (TWINS, 4), (LONG, 3), (LONG, 4)]
)
def test_the_rest_of_a_stack_lies_where_it_would_have_lain(
    reception: Reception, stack: Sequence[pages.Pixels], nth: int, kill: Callable[..., None]
) -> None:
    """Separators part it on, the last paper takes the rest, and equal sheets are as many pages as they were."""
    wanted, draft_id = undisturbed(reception, ONE_SIDE, stack), reception.begin(LAND)
    kill(reception, draft_id, ONE_SIDE, stack, nth)
    again = program(reception)
    list(again.take_up(draft_id))
    assert as_it_lies(reception.draft(draft_id)) == as_it_lies(wanted)
    assert again.left_over(draft_id) == 0
    assert not again.spool.noted(draft_id, "stack"), "of what is over nothing is kept"


def test_small_papers_side_by_side_on_the_glass_are_still_parted(reception: Reception) -> None:
    cards = [(papers.card(100, 1), (60, 60), 3.0), (papers.card(100, 2), (140, 180), -5.0)]
    glass = [papers.on_glass(cards, 42, 100)]
    wanted, draft_id = undisturbed(reception, GLASS, glass), reception.begin(LAND)
    assert len(wanted.pages) == 2
    kill_behind(reception, draft_id, GLASS, glass, 1)  # of the two the first is on the draft
    list(program(reception).take_up(draft_id))
    assert as_it_lies(reception.draft(draft_id)) == as_it_lies(wanted)


FRONTS, BACKS = [sheet(1), sheet(3), sheet(5)], [sheet(6), sheet(4), sheet(2)]


@pytest.mark.parametrize("kill", [kill_before, kill_behind])
@pytest.mark.parametrize("nth", [2, 3])
def test_a_stack_that_is_turned_by_hand_keeps_its_backs_behind_their_fronts_wherever_the_program_was_killed(
    reception: Reception, kill: Callable[..., None], nth: int
) -> None:
    wanted = undisturbed(reception, BY_HAND, FRONTS, BACKS)
    among_fronts, among_backs = reception.begin(LAND), reception.begin(LAND)
    kill(reception, among_fronts, BY_HAND, FRONTS, nth)
    again = program(reception, BACKS)
    list(again.take_up(among_fronts))
    assert again.sheets_to_turn(among_fronts) == 3
    list(again.scan(among_fronts, request=BY_HAND))
    assert as_it_lies(reception.draft(among_fronts)) == as_it_lies(wanted)

    list(program(reception, FRONTS).scan(among_backs, request=BY_HAND))
    kill(reception, among_backs, BY_HAND, BACKS, nth)
    again = program(reception)
    list(again.take_up(among_backs))
    assert as_it_lies(reception.draft(among_backs)) == as_it_lies(wanted)
    assert again.sheets_to_turn(among_backs) == 0


def test_a_program_that_ends_between_the_sides_knows_the_sheets_to_turn_and_how_they_were_scanned(
    reception: Reception,
) -> None:
    wanted, draft_id = undisturbed(reception, BY_HAND, FRONTS, BACKS), reception.begin(LAND)
    list(program(reception, FRONTS).scan(draft_id, request=BY_HAND))
    again = program(reception, BACKS)
    assert again.found_again(draft_id) == 0
    assert again.sheets_to_turn(draft_id) == 3
    list(again.scan(draft_id))  # by hand is not the usual way here
    assert as_it_lies(reception.draft(draft_id)) == as_it_lies(wanted)
    assert program(reception).found_again(draft_id) == 0


def test_a_back_too_few_is_told_after_the_take_up_as_well(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    list(program(reception, FRONTS).scan(draft_id, request=BY_HAND))
    kill_behind(reception, draft_id, BY_HAND, BACKS[:2], 1)
    with pytest.raises(SidesDiffer):
        list(program(reception).take_up(draft_id))
    assert len(reception.draft(draft_id).pages) == 5


# --- where it cannot be known ----------------------------------------------------------------------------


def test_where_the_note_of_the_stack_is_gone_the_pages_come_all_the_same_and_the_clerk_is_told(
    reception: Reception,
) -> None:
    draft_id = reception.begin(LAND)
    kill_before(reception, draft_id, ONE_SIDE, PARTED, 2)
    again = program(reception)
    again.spool.note(draft_id, "stack", b"")
    with pytest.raises(StackUnknown):
        list(again.take_up(draft_id))
    assert len(reception.draft(draft_id).pages) == len(PARTED)
    assert again.left_over(draft_id) == 0


# --- one page --------------------------------------------------------------------------------------------


def test_a_page_scanned_anew_and_not_laid_yet_comes_into_its_place_after_a_kill(reception: Reception) -> None:
    draft_id, stack = reception.begin(LAND), [sheet(1), sheet(2), sheet(3)]
    list(program(reception, stack).scan(draft_id))
    first, bad, third = (page.name for page in reception.draft(draft_id).pages)
    with pytest.raises(Killed):
        list(program(reception, [sheet(7)], killed_at=1).rescan(draft_id, bad))
    assert [page.name for page in reception.draft(draft_id).pages] == [first, bad, third]
    list(program(reception).take_up(draft_id))
    draft = reception.draft(draft_id)
    new = draft.pages[1].name
    assert [page.name for page in draft.pages] == [first, new, third]
    assert new != bad
    assert laid(draft) == ["to-khai", "nguon-goc", "nguon-goc"]


def test_a_page_of_the_glass_that_was_not_laid_yet_comes_after_a_kill(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    with pytest.raises(Killed):
        list(program(reception, [sheet(7)], killed_at=1).scan_glass(draft_id))
    assert reception.draft(draft_id).pages == ()
    assert len(list(program(reception).take_up(draft_id))) == 1


# --- what is stopped, given away, or cannot be read ------------------------------------------------------


def test_a_take_up_that_is_stopped_leaves_the_rest_and_says_how_many(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    kill_before(reception, draft_id, ONE_SIDE, LONG, 1)
    again = program(reception)
    with pytest.raises(PagesKept) as told:
        list(again.take_up(draft_id, lambda: len(reception.draft(draft_id).pages) > 0))
    assert told.value.facts["kept"] == "3"
    with pytest.raises(PagesKept):  # F5 and Esc: no paper is drawn in either
        list(replace(again, scanner=Gives([sheet(9)])).scan(draft_id, lambda: True))
    assert len(reception.draft(draft_id).pages) == 1
    list(again.take_up(draft_id))
    assert len(reception.draft(draft_id).pages) == 4


def test_a_draft_whose_pages_lie_at_this_counter_is_not_given_to_another_until_they_are_taken_up(
    reception: Reception,
) -> None:
    draft_id = reception.begin(LAND)
    kill_before(reception, draft_id, ONE_SIDE, LONG, 3)
    employ(reception.store)
    give = reception.at(staff()["dung"].account).hand_over
    with pytest.raises(PagesHere) as told:
        give(draft_id, "cb-sen", elsewhere=True)
    assert told.value.facts["kept"] == "2"
    list(program(reception).take_up(draft_id))
    given = give(draft_id, "cb-sen", elsewhere=True)
    assert len(given.pages) == 4


class GivesUp(PageStudio):
    """The studio's process dies over the nth sheet, before it is even packed."""

    def __init__(self, nth: int = 0) -> None:
        self._left = nth

    def as_jpeg(self, page: PageImage) -> bytes:
        self._left -= 1
        if not self._left:
            raise NotAnImage("its process died", why="broken", gave_up="died")
        return super().as_jpeg(page)


def test_a_page_that_the_studio_gave_up_over_is_kept_until_it_can_be_read(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    capture = replace(reception.desk.capture, scanner=Gives(LONG), imaging=GivesUp(2))
    with pytest.raises(NotAnImage) as told:
        list(capture.scan(draft_id))
    assert (told.value.facts["kept"], told.value.facts["unread"]) == ("1", "1")
    with pytest.raises(PagesWait):
        reception.accept(draft_id)
    before = {page.name for page in reception.draft(draft_id).pages}
    list(replace(capture, scanner=Gives([sheet(9)])).scan(draft_id))  # F5 is not held up by it
    assert capture.left_over(draft_id) == 1
    with pytest.raises(StackUnknown):  # behind those that it lay before
        list(replace(capture, imaging=PageStudio()).take_up(draft_id))
    assert before < {page.name for page in reception.draft(draft_id).pages}
    assert len(reception.draft(draft_id).pages) == 5
    assert capture.left_over(draft_id) == 0


def test_a_page_that_nobody_can_read_is_put_aside_by_the_clerk_and_by_nothing_else(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    capture = replace(reception.desk.capture, scanner=Gives(LONG), imaging=GivesUp(1))
    with pytest.raises(NotAnImage):
        list(capture.scan(draft_id))
    assert capture.put_aside(draft_id) == 1
    assert capture.left_over(draft_id) == 0
    with pytest.raises(PapersMissing):  # its paper has none of the others instead
        reception.accept(draft_id)
    list(replace(capture, scanner=Gives([sheet(1)]), imaging=PageStudio()).scan_glass(draft_id))
    assert laid(reception.draft(draft_id))[-1] == "to-khai"
    reception.accept(draft_id)


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_page_that_cannot_be_read_has_its_turn_and_those_behind_it_are_of_their_own_papers(
    reception: Reception, nth: int
) -> None:
    wanted, draft_id = as_it_lies(undisturbed(reception, ONE_SIDE, LONG)), reception.begin(LAND)
    capture = replace(program(reception, LONG), imaging=GivesUp(nth))
    with pytest.raises(NotAnImage):
        list(capture.scan(draft_id))
    others = [one for place, one in enumerate(wanted, start=1) if place != nth]
    assert as_it_lies(reception.draft(draft_id)) == others
    with pytest.raises(NotAnImage):  # once more in vain: it is one sheet still
        list(replace(capture, imaging=GivesUp(1)).take_up(draft_id))
    assert as_it_lies(reception.draft(draft_id)) == others
    with pytest.raises(StackUnknown) as late:
        list(replace(capture, imaging=PageStudio()).take_up(draft_id))
    assert late.value.facts["why"] == "out-of-turn"
    assert as_it_lies(reception.draft(draft_id)) == [*others, wanted[nth - 1]], "under its paper, behind the others"


def test_a_disk_in_trouble_takes_no_page_away_that_is_the_only_one_of_its_sheet(
    reception: Reception, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, draft_id = undisturbed(reception, ONE_SIDE, LONG), reception.begin(LAND)
    kill_before(reception, draft_id, ONE_SIDE, LONG, 4)
    again, read = program(reception), Path.read_bytes
    (last,) = again.spool.left(draft_id)

    def in_trouble(path: Path) -> bytes:
        if path.name == last:
            raise OSError(errno.EIO, "the disk")
        return read(path)

    monkeypatch.setattr(page_spool, "_PAUSES", ())
    with monkeypatch.context() as disk:
        disk.setattr(Path, "read_bytes", in_trouble)
        with pytest.raises(VaultFileDamaged) as told:
            list(again.take_up(draft_id))
    assert (told.value.facts["kept"], told.value.facts["unread"]) == ("1", "1")
    list(again.take_up(draft_id))
    assert as_it_lies(reception.draft(draft_id)) == as_it_lies(wanted)
