"""A sheet under the camera is photographed once it lies still, and never twice."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.auto_shot import PICTURES, SECONDS, STILL, AutoShot, Points, Sight

PLACE: Points = ((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9))
RATE = 0.1  # seconds between pictures


def same(one: bytes, other: bytes) -> bool:
    return one == other


class Desk:
    """A camera's pictures, a tenth of a second apart."""

    def __init__(self) -> None:
        self.rule = AutoShot(same)
        self.at = 1000.0
        self.sights: list[Sight] = []

    def see(self, corners: Points = PLACE, look: bytes = b"A", times: int = 1, sure: bool = True) -> Sight:
        for _ in range(times):
            self.at += RATE
            self.sights.append(self.rule.seen(corners, look, self.at, sure))
        return self.sights[-1]

    @property
    def shots(self) -> int:
        return self.sights.count(Sight.SHOOT)


def aside(by: float) -> Points:
    return tuple((x + by, y) for x, y in PLACE)


def test_a_sheet_that_lies_still_is_photographed_once() -> None:
    desk = Desk()
    assert desk.see() is Sight.MOVING
    assert desk.see() is Sight.RESTING
    desk.see(times=50)
    assert desk.shots == 1
    assert desk.see() is Sight.TAKEN


def test_a_sheet_on_the_way_is_not() -> None:
    desk = Desk()
    for step in range(40):
        desk.see(aside(-0.002 * step))  # slower than a corner counts as moved, from picture to picture
    assert desk.shots == 0


def test_a_sheet_that_changes_while_it_lies_there_is_not_until_it_rests() -> None:
    desk = Desk()
    for number in range(30):
        desk.see(look=bytes([number]))  # a hand writes on it
    assert desk.shots == 0


def test_the_next_sheet_on_the_same_spot_is_photographed() -> None:
    desk = Desk()
    desk.see(times=20)
    desk.see((), b"", times=3)
    desk.see(look=b"B", times=20)
    assert desk.shots == 2


def test_a_sheet_slid_in_over_the_other_is_photographed() -> None:
    desk = Desk()
    desk.see(times=20)
    desk.see(look=b"B", times=20)
    assert desk.shots == 2


def test_a_hand_that_passes_over_does_not_make_a_second_photograph() -> None:
    desk = Desk()
    desk.see(times=20)
    for _ in range(5):
        desk.see((), b"", times=4)
        desk.see(look=b"A and a hand", times=2)
        desk.see(times=20)
    assert desk.shots == 1


def test_a_sheet_that_was_moved_is_photographed_again() -> None:
    desk = Desk()
    desk.see(times=20)
    desk.see(aside(0.05), times=20)
    assert desk.shots == 2


def test_a_doubtful_sheet_is_left_to_the_hand() -> None:
    desk = Desk()
    assert desk.see(sure=False, times=30) is Sight.UNSURE
    assert desk.shots == 0


def test_what_was_photographed_by_hand_is_not_photographed_by_itself_as_well() -> None:
    desk = Desk()
    desk.see(times=2)
    desk.rule.taken_by_hand(PLACE, b"A")
    assert desk.see(times=30) is Sight.TAKEN
    assert desk.shots == 0


def test_a_shot_that_could_not_be_kept_is_taken_again() -> None:
    desk = Desk()
    desk.see(times=20)
    desk.rule.not_kept()
    desk.see(times=20)
    assert desk.shots == 2


def test_another_number_of_sheets_is_another_sight() -> None:
    desk = Desk()
    desk.see(times=20)
    desk.see(PLACE + PLACE, b"AB", times=20)
    assert desk.shots == 2


jitter = st.floats(-STILL / 2, STILL / 2)


@given(st.lists(st.tuples(jitter, jitter), min_size=60, max_size=60))
def test_the_finders_small_errors_neither_hinder_the_shot_nor_repeat_it(errors: list[tuple[float, float]]) -> None:
    desk = Desk()
    for right, down in errors:
        desk.see(tuple((x + right, y + down) for x, y in PLACE))
    assert desk.shots == 1


sights = st.lists(st.tuples(st.sampled_from(["A", "B", "hand", ""]), st.integers(1, 12)), max_size=25)


@given(sights)
def test_whatever_comes_and_goes_no_sheet_is_photographed_twice_in_a_row(scene: list[tuple[str, int]]) -> None:
    """And none that has not rested: a shot is of what lay there for several pictures and some time."""
    desk, seen, taken = Desk(), [], []
    for look, times in scene:
        for _ in range(times):
            sight = desk.see(PLACE if look else (), look.encode())
            seen.append(look)
            if sight is Sight.SHOOT:
                taken.append(look)
                rested = max(PICTURES, round(SECONDS / RATE) + 1)
                assert seen[-PICTURES:] == [look] * PICTURES
                assert len(seen) >= rested
    assert all(one != other for one, other in pairwise(taken))
