"""A draft in a clerk's hands: its colleagues see that it exists, a supervisor hands it over to another counter, and
nothing is chosen in silence where its own counter goes on meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4, uuid5

import pytest
from sqlalchemy import text

from counter_app.domain.dossier import Honest
from counter_app.domain.errors import AlreadyAccepted, CannotReceive, DraftOutOfReach, TakenElsewhere, TakenUnclear
from counter_app.domain.people import Account, Role
from counter_app.ports import AcceptedDossier, Draft
from counter_app.use_cases.counter import Counter
from counter_app.use_cases.drafting import open_draft
from counter_app.use_cases.hand_over_draft import HandOverDraft
from counter_app.use_cases.session import Session
from local_db.site.sole import take_sole
from tests.local_db import samples
from tests.local_db.counters import SITE, UNIT
from tests.local_db.joined import JoinedCounter, hall
from tests.local_db.test_shared_files import over, up, with_page
from tests.staff import employ

hall = hall
Two = tuple[JoinedCounter, JoinedCounter]


@pytest.fixture
def in_hand(hall: Two) -> tuple[JoinedCounter, JoinedCounter, Draft, str]:
    """At the first counter Nguyệt has scanned a page, and both have told what they know."""
    one, two = hall
    for counter in hall:
        employ(counter.store)
    draft, name, _ = with_page(one, replace(samples.draft(), clerk="cb-nguyet"), b"the page", b"as it came")
    one.share()
    two.share()
    return one, two, draft, name


def a_minute_later(counter: JoinedCounter) -> None:
    with counter.store.connection(writing=True) as own:
        own.execute(text("UPDATE held_drafts SET at = '2020-01-01 00:00:00'"))


def accepted(counter: JoinedCounter, draft: Draft) -> AcceptedDossier:
    now = counter.store.clock.now()
    with counter.store.write() as work:
        code = work.numbers.take_provisional(counter.code, samples.DAY)
        written = samples.receipt(code, None, counter.code)
        done = AcceptedDossier(draft.dossier.id, uuid4(), code, written, now, Honest.SAVED)
        work.dossiers.add(draft.dossier, done)
    return done


def clashes(counter: JoinedCounter) -> set[str]:
    with counter.store.read() as work:
        return {line.about["dossier"] for line in work.audit.lines() if line.what == "site-clash"}


def open_here(counter: JoinedCounter) -> tuple[UUID, ...]:
    with counter.store.read() as work:
        return tuple(draft.dossier.id for draft in work.drafts.all_open())


def test_a_colleague_sees_whose_draft_lies_where_since_when_and_keeps_nothing_of_what_stands_in_it(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    one, two, draft, _ = in_hand
    (seen,) = over(two).elsewhere()
    assert seen.clerk is not None
    assert (seen.told.counter, seen.clerk.id, seen.told.pages) == (one.code, "cb-nguyet", 1)
    assert seen.told.procedure == samples.PROCEDURE.name
    assert one.store.clock.now() - seen.told.since < timedelta(minutes=1)
    applicant = draft.dossier.applicant
    assert applicant is not None
    assert seen.told.who == applicant.full_name
    assert over(one).elsewhere() == (), "one's own are in one's own list"
    assert open_here(two) == ()
    with two.store.connection(writing=False) as own:
        kept = str(own.execute(text("SELECT * FROM held_drafts")).all())
    assert samples.PERSON.value not in kept
    clerk = Session(Account("r", "r", "Trả kết quả", frozenset({Role.CLERK})))
    assert HandOverDraft(two.store, two.store.clock, Counter(UNIT, SITE, two.code), clerk, two.hall).elsewhere()


def test_the_server_can_read_none_of_it_and_has_nothing_once_it_is_accepted(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    one, two, draft, _ = in_hand
    applicant = draft.dossier.applicant
    assert applicant is not None
    with one.line.connect() as server:
        kept = server.execute(text("SELECT sealed FROM site_entries WHERE kind = 'held'")).scalars().all()
        before = [len(sealed) for sealed in kept]
        assert not any(applicant.full_name.encode() in bytes(sealed) for sealed in kept)
    accepted(one, draft)
    one.share()
    two.share()
    assert over(two).elsewhere() == ()
    with one.line.connect() as server:
        after = [len(s) for s in server.execute(text("SELECT sealed FROM site_entries WHERE kind = 'held'")).scalars()]
    assert (len(before), len(after)) == (1, 1)
    assert after[0] < 400 < before[0], "what stood in it is gone"
    with two.store.connection(writing=False) as own:
        assert own.scalar(text("SELECT count(*) FROM held_drafts")) == 0


def test_it_is_told_once_a_minute_however_often_the_clerk_leaves_a_field(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    one, two, draft, _ = in_hand
    place = "SELECT place FROM site_entries WHERE kind = 'held'"

    def told() -> int:
        with one.line.connect() as server:
            return int(server.scalar(text(place)) or 0)

    before = told()
    for phone in ("0901", "0902"):
        assert draft.dossier.applicant is not None
        dossier = replace(draft.dossier, applicant=replace(draft.dossier.applicant, phone=phone))
        with one.store.write() as work:
            work.drafts.save(replace(draft, dossier=dossier))
        one.exchange.once()
    assert told() == before
    a_minute_later(one)
    one.exchange.once()
    assert told() > before
    two.share()
    (seen,) = over(two).elsewhere()
    assert over(two)(seen.told.dossier_id, "cb-sen").dossier.applicant.phone == "0902"  # type: ignore[union-attr]


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_supervisor_at_another_counter_hands_it_over_while_its_own_pc_is_dead(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str], elsewhere: bool
) -> None:
    one, two, draft, name = in_hand
    one.cut()
    handed = over(two)(draft.dossier.id, "cb-sen", elsewhere)
    if elsewhere:
        handed = up(two, "sen")(handed.dossier.id)
    assert (handed.clerk, handed.handed_by, handed.pages) == ("cb-sen", "cb-nguyet", draft.pages)
    assert open_here(two) == (handed.dossier.id,)
    two.share()
    assert two.store.vault.get(name) == b"the page", "its captured pages are there"
    assert over(two).elsewhere() == ()
    with two.store.read() as work:
        (line,) = (line for line in work.audit.lines() if line.what == "draft-handed-over")
    assert (line.about["was"], line.about["at"]) == (str(draft.dossier.id), one.code)


def test_its_own_counter_hears_of_it_and_goes_on_no_more(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    one, two, draft, _ = in_hand
    over(two)(draft.dossier.id, "cb-sen")
    two.share()
    one.share()
    assert open_here(one) == ()
    with one.store.write() as work:
        with pytest.raises(TakenElsewhere):
            open_draft(work, draft.dossier.id, "cb-nguyet")
        with pytest.raises(TakenElsewhere):
            work.drafts.save(draft)  # nor does an undo bring it back
        assert "draft-taken-over" in [line.what for line in work.audit.lines()]
    with pytest.raises(TakenElsewhere), one.taken_over(draft.dossier.id):
        pass  # a second supervisor, who has not heard
    assert clashes(one) == clashes(two) == set()


def test_of_two_supervisors_one_hands_it_over_and_what_came_to_nothing_is_anybody_s(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    one, two, draft, _ = in_hand
    with two.taken_over(draft.dossier.id), pytest.raises(TakenElsewhere), one.taken_over(draft.dossier.id):
        pass
    with pytest.raises(RuntimeError), two.taken_over(draft.dossier.id):
        raise RuntimeError
    with one.taken_over(draft.dossier.id) as there:
        assert there.clerk == "cb-nguyet"


def test_taken_by_a_counter_whose_answer_was_lost_the_others_hear_which_one_and_it_takes_it_again(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    one, two, draft, _ = in_hand
    with two.line.begin() as server:  # the server has it that it may; the counter never heard so
        take_sole(server, two.code, uuid5(draft.dossier.id, "taken"))
    with pytest.raises(TakenUnclear) as told, one.taken_over(draft.dossier.id):
        pass
    assert told.value.facts["counter"] == two.code
    handed = over(two)(draft.dossier.id, "cb-sen")
    assert open_here(two) == (handed.dossier.id,)


def test_where_the_line_breaks_in_the_middle_what_went_wrong_first_is_what_is_said(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    one, two, draft, _ = in_hand
    with one.line.connect() as other:

        def to_nobody() -> None:
            with two.taken_over(draft.dossier.id):
                row = text("UPDATE site_entries SET at = at WHERE kind = 'sole'")
                assert other.execute(row).rowcount == 1, "the server does not answer now that it is to be given back"
                raise CannotReceive

        with pytest.raises(CannotReceive):
            to_nobody()


def test_accepted_unheard_it_closes_at_the_counter_that_took_it_over(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    one, two, draft, _ = in_hand
    handed = over(two)(draft.dossier.id, "cb-sen")
    accepted(one, draft)  # its PC was cut off, and goes on by itself
    one.exchange.once()
    two.exchange.once()
    assert open_here(two) == ()
    with two.store.write() as work, pytest.raises(AlreadyAccepted):
        work.drafts.save(handed)
    with two.store.read() as work, pytest.raises(AlreadyAccepted):
        open_draft(work, handed.dossier.id, "cb-sen")


def test_accepted_by_both_unheard_both_stand_and_both_stories_say_so_at_both_counters(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    one, two, draft, _ = in_hand
    handed = over(two)(draft.dossier.id, "cb-sen")
    accepted(one, draft)
    accepted(two, handed)
    for _ in range(2):
        two.exchange.once()
        one.exchange.once()
    both = {str(draft.dossier.id), str(handed.dossier.id)}
    for counter in (one, two):
        with counter.store.read() as work:
            assert {str(dossier.id) for dossier in work.dossiers.recent()} == both
        assert clashes(counter) == both


def test_without_the_server_the_list_says_what_it_knows_and_nothing_is_handed_over(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    _, two, draft, _ = in_hand
    two.cut()
    two.line.dispose()
    two.hall.beat()
    (seen,) = over(two).elsewhere()
    assert seen.away_since is not None
    engine = two.taken_over.args[0]
    lost = engine.url.set(port=1)
    two.taken_over = lambda draft_id: gone(lost, two, draft_id)  # type: ignore[assignment]
    with pytest.raises(DraftOutOfReach):
        over(two)(draft.dossier.id, "cb-sen")
    assert len(over(two).elsewhere()) == 1


def gone(address: object, counter: JoinedCounter, draft_id: UUID) -> object:
    from sqlalchemy import create_engine

    from local_db.site.in_hand import taken_over

    return taken_over(create_engine(address), b"k" * 32, counter.code, draft_id)  # type: ignore[call-overload]


def test_a_server_made_anew_hears_again_who_has_what_and_not_what_a_dead_pc_had(
    in_hand: tuple[JoinedCounter, JoinedCounter, Draft, str],
) -> None:
    one, two, draft, _ = in_hand
    with one.line.begin() as server:
        server.execute(text("UPDATE site_entries SET sealed = '' WHERE kind = 'held'"))
    with pytest.raises(DraftOutOfReach):
        over(two)(draft.dossier.id, "cb-sen")
    with one.store.connection(writing=True) as own:
        own.execute(text("UPDATE facts SET value = 'another' WHERE name = 'site.epoch'"))
    a_minute_later(one)
    with one.store.write() as work:
        work.drafts.save(draft)
    one.exchange.once()
    assert over(two)(draft.dossier.id, "cb-sen").pages == draft.pages
