"""Both sides through a feeder that sees one: fronts, then the turned stack's backs, each behind its front."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest

from counter_app.devices.scanning import ScannerWorkers
from counter_app.domain.dossier import Captured
from counter_app.domain.errors import FeederEmpty, PaperJam, SidesDiffer
from counter_app.ports import Draft, PaperSource, ScanProfile, ScanRequest
from tests import pages
from tests.services.sane import FEEDER, SaneSite
from tests.use_cases.reception import LAND, Reception

BY_HAND = (ScanProfile("hai mặt", ScanRequest(FEEDER, PaperSource.BY_HAND, dpi=150)),)
ONE_SIDE = ScanProfile("một mặt", ScanRequest(FEEDER, PaperSource.FEEDER, dpi=150))
NOWHERE = "http://127.0.0.1:9"


def sheet(seed: int) -> bytes:
    return pages.as_pnm(pages.make_page(seed, dpi=100))


@pytest.fixture
def counter(sane_site: SaneSite, counter_at: Callable[..., Reception]) -> Iterator[Reception]:
    scanner = ScannerWorkers(("sane",), sane_site.settings)
    reception = counter_at(NOWHERE, scanner=scanner, profiles=(*BY_HAND, ONE_SIDE))
    reception.desk.scanners.choose_profile("hai mặt")
    yield reception
    scanner.close()


def feed(counter: Reception, draft_id: UUID) -> Draft:
    for draft in counter.desk.capture.scan(draft_id):
        last = draft
    return last


def test_the_backs_of_a_turned_stack_are_laid_behind_their_fronts(counter: Reception, sane_site: SaneSite) -> None:
    draft_id = counter.begin(LAND)
    sane_site.feed([sheet(1), sheet(3), sheet(5)])
    feed(counter, draft_id)
    assert counter.desk.capture.sheets_to_turn(draft_id) == 3
    fronts = [page.name for page in counter.draft(draft_id).pages]
    sane_site.feed([sheet(6), sheet(4), sheet(2)])  # turned as a whole: the last sheet's back comes first
    seen: list[int] = []
    for draft in counter.desk.capture.scan(draft_id):
        seen.append(len(draft.pages))
        last = draft
    names = [page.name for page in last.pages]
    assert seen == [4, 5, 6], "each is there as it comes"
    assert names[0::2] == fronts
    assert len(set(names)) == 6
    assert counter.desk.capture.sheets_to_turn(draft_id) == 0
    settled = [s for s in last.dossier.settlements if isinstance(s, Captured)]
    assert [name for one in settled for name in one.pages] == names, "a back is of the paper that its front is of"


def test_a_front_that_is_turned_before_the_backs_come_keeps_its_back(counter: Reception, sane_site: SaneSite) -> None:
    draft_id = counter.begin(LAND)
    sane_site.feed([sheet(1), sheet(3)])
    first = feed(counter, draft_id).pages[0].name
    turned = counter.desk.arrange.turn(draft_id, (first,), 2).pages[0].name
    assert turned != first
    sane_site.feed([sheet(4), sheet(2)])
    last = feed(counter, draft_id)
    assert last.pages[0].name == turned
    back = last.pages[1].name
    assert last.component_of(back) == last.component_of(turned) == "to-khai"


def test_which_back_belongs_to_which_front_is_right(counter: Reception, sane_site: SaneSite) -> None:
    """By their size: the second sheet is wider than the first, on both of its sides."""
    draft_id = counter.begin(LAND)

    def side(number: int, seed: int) -> bytes:
        return pages.as_pnm(pages.make_page(seed, dpi=100)[:, : 550 + 120 * number])

    sane_site.feed([side(1, 1), side(2, 3)])
    feed(counter, draft_id)
    sane_site.feed([side(2, 4), side(1, 2)])
    widths = [page.width for page in feed(counter, draft_id).pages]
    narrow, wide = widths[:2], widths[2:]
    assert max(narrow) + 40 < min(wide)


def test_a_jam_among_the_fronts_goes_on_with_fronts(counter: Reception, sane_site: SaneSite) -> None:
    draft_id = counter.begin(LAND)
    sane_site.feed([sheet(1), "jam"])
    with pytest.raises(PaperJam):
        feed(counter, draft_id)
    assert counter.desk.capture.sheets_to_turn(draft_id) == 0
    sane_site.clear_feeder()
    sane_site.feed([sheet(3)])
    feed(counter, draft_id)
    assert counter.desk.capture.sheets_to_turn(draft_id) == 2


def test_an_empty_feeder_between_the_sides_changes_nothing(counter: Reception, sane_site: SaneSite) -> None:
    draft_id = counter.begin(LAND)
    sane_site.feed([sheet(1)])
    feed(counter, draft_id)
    with pytest.raises(FeederEmpty):
        feed(counter, draft_id)
    assert counter.desk.capture.sheets_to_turn(draft_id) == 1


def test_two_sheets_that_stuck_together_are_told_and_every_page_is_kept(
    counter: Reception, sane_site: SaneSite
) -> None:
    draft_id = counter.begin(LAND)
    sane_site.feed([sheet(1), sheet(3)])
    feed(counter, draft_id)
    sane_site.feed([sheet(6), sheet(4), sheet(2)])
    with pytest.raises(SidesDiffer) as told:
        feed(counter, draft_id)
    assert told.value.facts == {"fronts": "2", "backs": "3"}
    assert len(counter.draft(draft_id).pages) == 5


def test_another_kind_of_paper_or_another_citizen_ends_the_waiting(counter: Reception, sane_site: SaneSite) -> None:
    first, second = counter.begin(LAND), counter.begin(LAND)
    sane_site.feed([sheet(1)])
    feed(counter, first)
    assert counter.desk.capture.sheets_to_turn(second) == 0
    counter.desk.scanners.choose_profile("một mặt")
    sane_site.feed([sheet(2)])
    feed(counter, first)
    assert counter.desk.capture.sheets_to_turn(first) == 0


def test_esc_among_the_fronts_makes_them_a_plain_stack(counter: Reception, sane_site: SaneSite) -> None:
    draft_id = counter.begin(LAND)
    sane_site.feed([sheet(1), "slow"])  # under way when Esc comes; one that was whole by then would be kept
    for _ in counter.desk.capture.scan(draft_id, lambda: len(counter.draft(draft_id).pages) > 0):
        pass
    assert len(counter.draft(draft_id).pages) == 1
    assert counter.desk.capture.sheets_to_turn(draft_id) == 0


def test_one_page_of_the_glass_whatever_f5_takes(counter: Reception, sane_site: SaneSite) -> None:
    draft_id = counter.begin(LAND)
    sane_site.feed([sheet(1), sheet(2)])  # this scanner draws its glass's page from the same tray
    for draft in counter.desk.capture.scan_glass(draft_id):
        last = draft
    assert len(last.pages) == 1
    assert counter.desk.capture.sheets_to_turn(draft_id) == 0
