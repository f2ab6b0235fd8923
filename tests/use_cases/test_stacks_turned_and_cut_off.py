"""A stack that is turned by hand and comes to a bad end among its fronts: no front is taken for a back, and none is
lost to the count."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from uuid import UUID

import pytest

from counter_app.domain.errors import FeederEmpty, NotAnImage, PagesKept, PaperJam, StackUnknown
from counter_app.imaging.page_studio import PageStudio
from counter_app.ports import PageImage, ScanRequest
from counter_app.use_cases.spooled import Watch
from tests import pages
from tests.use_cases.reception import LAND, Reception
from tests.use_cases.test_cut_off_scans import (
    BACKS,
    BY_HAND,
    FRONTS,
    Gives,
    GivesUp,
    Killed,
    are_out,
    as_it_lies,
    program,
    undisturbed,
)
from tests.use_cases.test_filing import sheet
from tests.waiting import until


class Jams(Gives):
    """Behind these sheets."""

    def scan(self, request: ScanRequest, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        yield from super().scan(request, cancelled)
        raise PaperJam


def jam_and_esc_behind_the_first(reception: Reception, draft_id: UUID, stack: Sequence[pages.Pixels]) -> None:
    """The others wait in the spool."""
    capture = replace(program(reception), scanner=Jams(stack))
    jammed: list[object] = []
    watch = Watch(lambda fault, _: jammed.append(fault), lambda: len(reception.draft(draft_id).pages) > 0)
    scanning = capture.scan(draft_id, request=BY_HAND, watch=watch)
    next(scanning)
    until(lambda: jammed)
    with pytest.raises(PagesKept):
        next(scanning)
    assert capture.left_over(draft_id) == len(stack) - 1


def test_f5_before_the_feeder_is_filled_again_takes_what_waits_and_the_fronts_still_come(reception: Reception) -> None:
    fronts, backs = [sheet(seed) for seed in (1, 2, 3, 4)], [sheet(seed) for seed in (8, 7, 6, 5)]
    wanted, draft_id = undisturbed(reception, BY_HAND, fronts, backs), reception.begin(LAND)
    jam_and_esc_behind_the_first(reception, draft_id, fronts[:2])
    capture = replace(reception.desk.capture, scanner=Empty())
    list(capture.scan(draft_id, request=BY_HAND))
    assert len(reception.draft(draft_id).pages) == 2
    assert capture.sheets_to_turn(draft_id) == 0, "two fronts lie in nobody's feeder yet"
    list(replace(capture, scanner=Gives(fronts[2:])).scan(draft_id, request=BY_HAND))
    assert capture.sheets_to_turn(draft_id) == 4
    list(replace(capture, scanner=Gives(backs)).scan(draft_id, request=BY_HAND))
    assert sides(reception, draft_id) == [name for name, _ in as_it_lies(wanted)]


def test_esc_while_the_last_front_is_laid_forgets_none(reception: Reception) -> None:
    """The feeder had given every sheet by then."""
    wanted, draft_id = undisturbed(reception, BY_HAND, FRONTS, BACKS), reception.begin(LAND)
    capture = program(reception, FRONTS)

    pressed: list[bool] = []

    def press() -> bool:
        if bool(capture.spool.noted(draft_id, "whole")) and len(reception.draft(draft_id).pages) == 3:
            pressed.append(True)
        return bool(pressed)

    list(capture.scan(draft_id, press, request=BY_HAND))
    assert pressed
    assert capture.sheets_to_turn(draft_id) == 3
    list(replace(capture, scanner=Gives(BACKS)).scan(draft_id, request=BY_HAND))
    assert as_it_lies(reception.draft(draft_id)) == as_it_lies(wanted)


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_program_that_is_killed_between_its_two_notes_loses_no_front(
    reception: Reception, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    wanted, draft_id = undisturbed(reception, BY_HAND, FRONTS, BACKS), reception.begin(LAND)
    capture = program(reception, FRONTS)
    keep, notes = capture.spool.note, list[str]()

    def killed_after_the_first_of_two(draft: UUID, kind: str, note: bytes) -> None:
        keep(draft, kind, note)
        if kind == "whole":
            return
        notes.append(kind)
        if len(notes) == 2 * nth:  # the stack's own, as it begins, is one
            until(lambda: are_out(capture, draft_id, BY_HAND, len(FRONTS) - nth + 1))
            raise Killed

    monkeypatch.setattr(capture.spool, "note", killed_after_the_first_of_two)
    with pytest.raises(Killed):
        list(capture.scan(draft_id, request=BY_HAND))
    monkeypatch.undo()
    again = program(reception, BACKS)
    list(again.take_up(draft_id))
    assert again.sheets_to_turn(draft_id) == 3
    list(again.scan(draft_id, request=BY_HAND))
    assert as_it_lies(reception.draft(draft_id)) == as_it_lies(wanted)


# --- a front, or a back, that cannot be read -----------------------------------------------------------------


def test_a_front_that_cannot_be_read_ends_its_side_and_puts_no_back_behind_another_s_front(
    reception: Reception,
) -> None:
    wanted, draft_id = undisturbed(reception, BY_HAND, FRONTS, BACKS), reception.begin(LAND)
    one, behind_one, two, behind_two, three, behind_three = (page.name for page in wanted.pages)
    capture = replace(program(reception, FRONTS), imaging=GivesUp(2))
    with pytest.raises(NotAnImage) as told:
        list(capture.scan(draft_id, request=BY_HAND))
    assert told.value.facts["unread"] == "1"
    assert capture.sheets_to_turn(draft_id) == 3, "the sheet is one of the stack"
    list(replace(capture, scanner=Gives(BACKS), imaging=PageStudio()).scan(draft_id, request=BY_HAND))
    lie = sides(reception, draft_id)
    assert lie[lie.index(one) + 1] == behind_one
    assert lie[lie.index(three) + 1] == behind_three
    assert behind_two in lie
    with pytest.raises(StackUnknown):
        list(program(reception).take_up(draft_id))
    assert two in sides(reception, draft_id)
    assert capture.sheets_to_turn(draft_id) == 0, "a front that is read again ends no side"


def test_a_front_that_is_read_at_last_before_the_backs_come_has_its_own_behind_it(reception: Reception) -> None:
    wanted, draft_id = undisturbed(reception, BY_HAND, FRONTS, BACKS), reception.begin(LAND)
    two, behind_two = (page.name for page in wanted.pages[2:4])
    with pytest.raises(NotAnImage):
        list(replace(program(reception, FRONTS), imaging=GivesUp(2)).scan(draft_id, request=BY_HAND))
    again = program(reception, BACKS)
    with pytest.raises(StackUnknown):
        list(again.take_up(draft_id))
    assert again.sheets_to_turn(draft_id) == 3
    list(again.scan(draft_id, request=BY_HAND))
    lie = sides(reception, draft_id)
    assert len(lie) == 6
    assert lie[lie.index(two) + 1] == behind_two


def test_a_back_that_cannot_be_read_leaves_the_others_behind_their_fronts(reception: Reception) -> None:
    wanted, draft_id = undisturbed(reception, BY_HAND, FRONTS, BACKS), reception.begin(LAND)
    list(program(reception, FRONTS).scan(draft_id, request=BY_HAND))
    capture = replace(program(reception, BACKS), imaging=GivesUp(1))
    with pytest.raises(NotAnImage):
        list(capture.scan(draft_id, request=BY_HAND))
    assert as_it_lies(reception.draft(draft_id)) == as_it_lies(wanted)[:5]
    assert capture.sheets_to_turn(draft_id) == 0
    assert capture.put_aside(draft_id) == 1


class Empty(Gives):
    """A feeder that nobody has filled again."""

    def __init__(self) -> None:
        super().__init__(())

    def scan(self, request: ScanRequest, cancelled: Callable[[], bool]) -> Iterator[PageImage]:
        raise FeederEmpty
        yield


def sides(reception: Reception, draft_id: UUID) -> list[str]:
    return [page.name for page in reception.draft(draft_id).pages]
