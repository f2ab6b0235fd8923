"""One draft at two counters: sent online and opened at both, given to a clerk at the other, or laid with its number
where nobody had heard yet that a supervisor took it over; and pages of it that one PC's scanner spool has."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from counter_app.domain.errors import PagesThere, TakenElsewhere
from counter_app.ports import Draft, HallState, PageImage
from local_db.page_spool import FilePageSpool
from local_db.site.exchange import SiteExchange
from local_db.site.in_hand import news_of
from tests.local_db import samples
from tests.local_db.joined import JoinedCounter, hall
from tests.local_db.test_drafts_in_hand import a_minute_later, in_hand, open_here
from tests.local_db.test_shared_files import over, up, with_page
from tests.staff import employ

hall, in_hand = hall, in_hand
Two = tuple[JoinedCounter, JoinedCounter]
InHand = tuple[JoinedCounter, JoinedCounter, Draft, str]


def online(counter: JoinedCounter, clerk: str, draft: Draft | None = None) -> Draft:
    """The clerk opens what was sent online: the same dossier wherever it is opened."""
    opened = draft or with_page(counter, samples.draft(), b"the page", b"as it came")[0]
    opened = replace(opened, clerk=clerk, submitted_at=datetime(2026, 11, 1, tzinfo=UTC))
    with counter.store.write() as work:
        work.drafts.save(opened)
    return opened


@pytest.fixture
def at_both(hall: Two) -> tuple[JoinedCounter, JoinedCounter, Draft]:
    one, two = hall
    for counter in hall:
        employ(counter.store)
    draft = online(one, "cb-nguyet")
    one.exchange.once()
    two.exchange.once()
    online(two, "cb-sen", draft)
    told(one, two)
    return one, two, draft


def told(*counters: JoinedCounter) -> None:
    for counter in counters * 3:
        counter.exchange.once()


def put_away(counter: JoinedCounter, draft: Draft) -> None:
    with counter.store.write() as work:
        work.drafts.put_away(draft.dossier.id)


def told_by(counter: JoinedCounter) -> list[tuple[str, str]]:
    """Who has it, as a third counter of the hall would hear it: by the server's own rows."""
    with counter.line.connect() as server:
        rows = server.execute(text("SELECT counter, kind FROM site_entries WHERE kind = 'held'"))
        return [(row.counter, row.kind) for row in rows]


def places(counter: JoinedCounter) -> int:
    with counter.line.connect() as server:
        return int(server.scalar(text("SELECT max(place) FROM site_entries")) or 0)


def test_what_is_open_here_is_one_s_own_whoever_else_opened_it(
    at_both: tuple[JoinedCounter, JoinedCounter, Draft],
) -> None:
    one, two, _ = at_both
    assert over(one).elsewhere() == over(two).elsewhere() == ()
    for counter in (one, two):
        with counter.store.connection(writing=False) as own:
            assert news_of(own, counter.store.clock.now()).begun == (), "the store is not written at every pass"
            assert own.scalar(text("SELECT colleague FROM held_drafts")) is None
    assert told_by(one) == [(two.code, "held")], "the hall knows that it is in hand where it was opened last"
    before = places(one)
    told(one, two)
    assert places(one) == before, "nor do the two tell against each other"


def test_a_supervisor_hands_one_s_own_draft_to_a_colleague_while_it_is_open_at_another_counter(
    at_both: tuple[JoinedCounter, JoinedCounter, Draft],
) -> None:
    one, two, draft = at_both
    assert over(two)(draft.dossier.id, "cb-nguyet").clerk == "cb-nguyet"
    assert open_here(two) == open_here(one) == (draft.dossier.id,)


def test_put_away_at_one_it_is_in_hand_at_the_other_until_it_ends_there_too(
    at_both: tuple[JoinedCounter, JoinedCounter, Draft],
) -> None:
    one, two, draft = at_both
    put_away(two, draft)
    told(two, one)
    (seen,) = over(two).elsewhere()
    assert (seen.told.counter, seen.told.clerk) == (one.code, "cb-nguyet")
    put_away(one, draft)
    told(one, two)
    assert over(one).elsewhere() == over(two).elsewhere() == (), "nobody has it"


def test_opened_at_both_before_either_heard_each_keeps_its_own(hall: Two) -> None:
    one, two = hall
    draft = online(one, "cb-nguyet")
    online(two, "cb-sen", draft)
    told(one, two)
    assert over(one).elsewhere() == over(two).elsewhere() == ()
    for counter in hall:
        with counter.store.connection(writing=False) as own:
            assert own.scalar(text("SELECT colleague FROM held_drafts")) is None


@pytest.mark.parametrize("heard", [False, True])
def test_given_to_a_clerk_at_another_counter_the_hall_hears_that_it_is_there_whatever_the_clocks(
    in_hand: InHand, heard: bool
) -> None:
    one, two, draft, _ = in_hand
    with one.store.connection(writing=True) as own:  # its clock is ten minutes before the other's
        own.execute(text("UPDATE held_drafts SET change = change + 600"))
    over(one)(draft.dossier.id, "cb-sen", elsewhere=True)
    one.share()
    two.share() if heard else two.exchange.once()
    assert over(two).elsewhere() == (), "it waits for its clerk"
    up(two, "sen")(draft.dossier.id)
    told(two, one)
    (seen,) = over(one).elsewhere()
    assert (seen.told.counter, seen.told.clerk) == (two.code, "cb-sen")
    assert two.store.clock.now() - seen.told.since < timedelta(minutes=1)
    assert over(two).elsewhere() == ()


def test_taken_up_before_it_was_heard_that_the_other_gave_it_it_is_no_phantom(in_hand: InHand) -> None:
    one, two, draft, _ = in_hand
    with two.store.write() as work:
        work.drafts.save(replace(draft, clerk="cb-sen"))
    two.exchange.once()  # says that it has it, before the giving counter said that it has it no more
    put_away(one, draft)
    told(one, two)
    (seen,) = over(one).elsewhere()
    assert seen.told.counter == two.code
    assert over(two).elsewhere() == ()
    put_away(two, draft)
    told(two, one)
    assert over(one).elsewhere() == over(two).elsewhere() == ()


def test_a_clock_that_was_set_back_does_not_keep_the_hall_from_hearing_of_a_draft(in_hand: InHand) -> None:
    one, _, draft, _ = in_hand
    with one.store.connection(writing=True) as own:
        own.execute(text("UPDATE held_drafts SET at = '2030-01-01 00:00:00'"))
    with one.store.write() as work:
        work.drafts.save(replace(draft, step="papers"))
    before = places(one)
    one.exchange.once()
    assert places(one) > before


def test_emptied_again_the_server_has_nothing_of_it_and_taken_back_it_is_in_hand_from_then_on(in_hand: InHand) -> None:
    one, two, draft, _ = in_hand
    with one.store.connection(writing=True) as own:
        own.execute(text("UPDATE held_drafts SET at = '2020-01-01', since = '2020-01-01'"))
    with one.store.write() as work:
        work.drafts.save(replace(draft, dossier=replace(draft.dossier, applicant=None, settlements=()), pages=()))
    told(one, two)
    assert over(two).elsewhere() == ()
    with one.line.connect() as server:
        sealed = server.scalar(text("SELECT sealed FROM site_entries WHERE kind = 'held'"))
    assert len(sealed) < 400
    with one.store.write() as work:
        work.drafts.save(draft)
    told(one, two)
    (seen,) = over(two).elsewhere()
    assert one.store.clock.now() - seen.told.since < timedelta(minutes=1)


def test_taken_over_while_its_counter_gave_it_away_unheard_it_is_nobody_s_there(in_hand: InHand) -> None:
    one, two, draft, _ = in_hand
    handed = over(two)(draft.dossier.id, "cb-sen")
    over(one)(draft.dossier.id, "cb-nguyet", elsewhere=True)
    told(one, two)
    for counter in (one, two):
        with counter.store.read() as work:
            assert work.left.given() == ()
    with pytest.raises(TakenElsewhere):
        up(one, "nguyet")(draft.dossier.id)
    assert open_here(two) == (handed.dossier.id,)


def test_taken_over_while_its_counter_parked_it_unheard_nobody_goes_on_with_it_by_its_number(in_hand: InHand) -> None:
    one, two, draft, _ = in_hand
    handed = over(two)(draft.dossier.id, "cb-sen")
    number = uuid4()
    with one.store.write() as work:
        work.left.lay(draft, number, samples.DAY + timedelta(days=3650))
        work.drafts.put_away(draft.dossier.id)
    told(one, two)
    for counter in (one, two):
        with counter.store.read() as work:
            assert work.left.of_ticket(number) == ()
    with one.store.connection(writing=False) as own:
        assert own.scalar(text("SELECT taken_by FROM left_drafts")) == two.code, "and the number says who has it"
    assert open_here(two) == (handed.dossier.id,)


class OutOfTouch:
    """A hall whose other counter has not been heard of for a while."""

    def __init__(self, counter: str) -> None:
        self._counter = counter

    def state(self, _: date) -> HallState:
        return HallState(shared=True, gone=(self._counter,))

    def changed(self) -> None:
        return


def test_pages_in_a_living_counter_s_spool_are_no_supervisor_s_to_leave_behind(in_hand: InHand) -> None:
    one, two, draft, _ = in_hand
    spool = FilePageSpool(one.store.vault)
    key = one.taken_over.args[1]
    one.exchange = SiteExchange(one.store, one.line, key, one.code, spooled=lambda draft_id: len(spool.left(draft_id)))
    waits = spool.keep(draft.dossier.id, PageImage(b"P6\n1 1\n255\n" + bytes(3), "image/x-portable-pixmap", 300))
    a_minute_later(one)
    told(one, two)
    with pytest.raises(PagesThere) as said:
        over(two)(draft.dossier.id, "cb-sen")
    assert said.value.facts == {"kept": "1", "counter": one.code}
    (seen,) = over(two).elsewhere()
    assert seen.told.spooled == 1
    spool.done(waits.name)
    a_minute_later(one)
    told(one, two)
    (seen,) = over(two).elsewhere()
    assert seen.told.spooled == 0
    spool.keep(draft.dossier.id, PageImage(b"P6\n1 1\n255\n" + bytes(3), "image/x-portable-pixmap", 300))
    a_minute_later(one)
    told(one, two)
    lost = replace(over(two), hall=OutOfTouch(one.code))  # type: ignore[arg-type]  # a dead PC: scanned again
    assert lost(draft.dossier.id, "cb-sen").clerk == "cb-sen"
