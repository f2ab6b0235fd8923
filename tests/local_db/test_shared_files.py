"""Pages and document files at a colleague's counter: sealed on the way, there for a while, none lost, none doubled."""

# Long because: each way that a page or a draft takes between two counters, and what may cut it, is told at one hall.

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Timer
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from counter_app.domain.card import parse_card
from counter_app.domain.dossier import Captured, Honest
from counter_app.domain.errors import (
    GivenUnclear,
    PageElsewhere,
    SiteFault,
    SiteLost,
    SiteUnreadable,
    TakenElsewhere,
    VaultFileDamaged,
)
from counter_app.domain.people import Account, Role
from counter_app.domain.retention import Kept
from counter_app.ports import AcceptedDossier, CapturedPage, Draft, Origin, RawImage
from counter_app.use_cases.counter import Counter
from counter_app.use_cases.hand_over_draft import HandOverDraft, TakeUpDraft
from counter_app.use_cases.open_papers import OpenPapers
from counter_app.use_cases.paper_files import bring_here, with_originals
from counter_app.use_cases.session import Session
from local_db.site import files as sharing
from local_db.site.seal import seal
from tests.local_db import samples
from tests.local_db.counters import GROUP, SITE, UNIT
from tests.local_db.joined import JoinedCounter, both, hall, joined_hall
from tests.services.postgres import PostgresServer
from tests.staff import employ, staff
from tests.use_cases.reception import CARD

hall = hall
Two = tuple[JoinedCounter, JoinedCounter]
CHIEF = Session(Account("chief", "chief", "Lãnh đạo", frozenset({Role.SUPERVISOR})))


class SeenAsItIs:
    """The pages of these tests are no pictures."""

    def is_pdf(self, data: bytes) -> bool:
        return False

    def redrawn(self, jpeg: bytes) -> bytes:
        return jpeg


def received(
    counter: JoinedCounter, page: bytes, raw: bytes = b"", delivery: str = "tại đây"
) -> tuple[AcceptedDossier, str]:
    """A dossier with a page, accepted now, and how the vault calls the page."""
    name = counter.store.vault.put(page)
    originals = (counter.store.vault.put(raw),) if raw else ()
    opened = samples.draft()
    paper = Captured("a", (name,), originals=originals)
    dossier = replace(opened.dossier, settlements=(paper, *opened.dossier.settlements[1:]))
    now = counter.store.clock.now()
    with counter.store.write() as work:
        code = work.numbers.take_provisional(counter.code, samples.DAY)
        written = replace(samples.receipt(code, None, counter.code), delivery_words=delivery)
        accepted = AcceptedDossier(dossier.id, uuid4(), code, written, now, Honest.SAVED)
        work.dossiers.add(dossier, accepted)
    return accepted, name


def begun(counter: JoinedCounter, page: bytes, raw: bytes) -> tuple[Draft, str, str]:
    """The next in the queue is called, and a page of theirs scanned."""
    draft = counter.call_next()
    return with_page(counter, draft, page, raw)


def with_page(counter: JoinedCounter, draft: Draft, page: bytes, raw: bytes) -> tuple[Draft, str, str]:
    name, image = counter.store.vault.put(page), counter.store.vault.put(raw)
    shot = CapturedPage(name, 10, 10, 300, raws=(RawImage(image, 300, Origin.SCANNER),))
    settled = (Captured("a", (name,)),)
    dossier = replace(draft.dossier, applicant=parse_card(CARD).citizen(), settlements=settled)
    draft = replace(draft, dossier=dossier, pages=(shot,))
    with counter.store.write() as work:
        work.drafts.save(draft)
    return draft, name, image


def papers(counter: JoinedCounter) -> OpenPapers:
    at = Counter(UNIT, SITE, counter.code)
    clerk = Session(Account("c", "c", "Cán bộ", frozenset({Role.CLERK})))
    return OpenPapers(counter.store, counter.store.clock, at, clerk, counter.vault, SeenAsItIs())  # type: ignore[arg-type]


def on_the_server(counter: JoinedCounter, what: str = "SELECT count(*) FROM shared_files") -> int:
    with counter.line.connect() as server:
        return int(server.scalar(text(what)) or 0)


def later(counter: JoinedCounter, days: int) -> None:
    with counter.line.begin() as server:
        server.execute(text(f"UPDATE shared_files SET at = at - interval '{days} days'"))
    counter.files._next_end = 0.0


def test_a_colleague_opens_the_pages_of_a_dossier_and_the_server_could_read_none(hall: Two) -> None:
    one, two = hall
    page = b"the page of Thach Thi Sa Rinh " * 50_000  # two parts
    accepted, name = received(one, page)
    one.exchange.once()
    two.exchange.once()
    opened = papers(two)(accepted.id)
    assert [(paper.name, page) for paper, page in opened.sheets] == [("Tờ khai", name)]
    assert papers(two).look(accepted.id, name) == (page,)
    with two.store.read() as work:
        assert [line.what for line in work.audit.lines() if line.what == "papers-opened"] == ["papers-opened"]
    with one.line.connect() as server:
        assert server.scalar(text("SELECT count(*) FROM shared_file_parts")) == 2
        for table in ("shared_files", "shared_file_parts"):
            kept = str(server.execute(text(f"SELECT t::text FROM {table} t")).scalars().all())
            assert name not in kept
            assert b"Sa Rinh".hex() not in kept
    one.line.dispose()
    two.line.dispose()
    two.vault._fetch = lost
    assert papers(two).look(accepted.id, name) == (page,), "what was opened once is there without the server"


def lost(name: str) -> bytes:
    raise SiteLost


def test_what_is_not_there_is_asked_for_and_put_there_by_whoever_has_it(hall: Two) -> None:
    """The image that a page was cut out of, which no colleague looks at; or a page that went after its month."""
    one, two = hall
    _, name = received(one, b"page", b"raw image")
    raw = one.store.vault.put(b"raw image")
    one.exchange.once()
    later(one, 31)
    one.exchange.once()
    assert on_the_server(one) == 0
    two.exchange.once()
    for asked in (name, raw):
        with pytest.raises(PageElsewhere):
            two.vault.get(asked)
    one.exchange.once()
    assert (two.vault.get(name), two.vault.get(raw)) == (b"page", b"raw image")
    assert on_the_server(one, "SELECT count(*) FROM wanted_files") == 0


def test_no_file_that_nothing_shared_speaks_of_is_given_out(hall: Two) -> None:
    one, two = hall
    other = one.store.vault.put(b"of no dossier")
    with pytest.raises(PageElsewhere):
        two.vault.get(other)
    one.exchange.once()
    with pytest.raises(PageElsewhere):
        two.vault.get(other)
    assert on_the_server(one) == 0


def test_cut_between_two_parts_the_rest_follows_and_nothing_stands_twice(
    hall: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = hall
    monkeypatch.setattr(sharing, "PART", 1000)
    page = os.urandom(3500)
    accepted, name = received(one, page)
    count = iter(range(100))

    def cut(*given: object) -> bytes:
        if next(count) == 2:
            raise SiteLost
        return seal(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(sharing, "seal", cut)
        with pytest.raises(SiteLost):
            one.exchange.once()
    two.exchange.once()
    with pytest.raises(PageElsewhere):
        papers(two).look(accepted.id, name)
    one.exchange.once()
    one.exchange.once()
    assert papers(two).look(accepted.id, name) == (page,)
    assert (on_the_server(one), on_the_server(one, "SELECT count(*) FROM shared_file_parts")) == (1, 4)


def test_a_file_that_was_changed_on_the_server_is_not_believed(hall: Two) -> None:
    one, two = hall
    (_, name), (_, other) = received(one, b"one page"), received(one, b"another")
    one.exchange.once()
    two.exchange.once()
    with one.line.begin() as server:
        server.execute(text("DELETE FROM shared_file_parts"))
        for called in (one.files._called(name), one.files._called(other)):
            sealed = seal(one.files._key, b"forged", "file", called, 0, 1)
            put = text("INSERT INTO shared_file_parts (name, part, sealed) VALUES (:name, 0, :sealed)")
            server.execute(put, {"name": called, "sealed": sealed if called == one.files._called(name) else b"x" * 40})
    for wrong in (name, other):
        with pytest.raises(SiteUnreadable):
            two.vault.get(wrong)
    assert not two.store.vault.has(name)


def test_a_parked_dossier_is_gone_on_with_at_another_counter_pages_and_all(hall: Two) -> None:
    one, two = hall
    for _ in range(2):
        one.issue(GROUP)
    one.beat()
    draft, name, image = begun(one, b"the page", b"as it came")
    parked = one.guide.park()
    one.share()
    two.share()
    there = two.call_next.again(parked.id)
    assert (there.pages, there.dossier.settlements) == (draft.pages, draft.dossier.settlements)
    assert there.dossier.id != draft.dossier.id
    two.share()
    assert two.store.vault.get(name) == b"the page", "it is here before anybody turns to it"
    bring_here(there, two.vault)
    (paper,) = with_originals(there.dossier, there, two.vault).settlements
    assert isinstance(paper, Captured)
    assert paper.originals == (image,)
    both(two, one)
    with one.store.read() as work:
        assert work.drafts.all_open() == (), "it is nobody's here any more"
    assert one.store.vault.has(name), "the pages stay where they were scanned, too"
    again = two.guide.park()
    two.share()
    one.share()
    back = one.call_next.again(again.id)
    assert back.pages == draft.pages, "and it comes back as it was left last"


def test_a_page_that_is_damaged_here_is_read_from_the_hall(hall: Two) -> None:
    one, _ = hall
    accepted, name = received(one, b"page")
    one.exchange.once()
    one.store.vault._path(name).write_bytes(b"rotten")
    assert papers(one).look(accepted.id, name) == (b"page",)
    assert one.store.vault.get(name) == b"page"
    one.store.vault._path(name).unlink()
    one.vault._fetch = nowhere
    with pytest.raises(VaultFileDamaged):
        papers(one).look(accepted.id, name)  # its own: no other counter ever had it


def nowhere(name: str) -> bytes:
    raise PageElsewhere


def test_what_stayed_at_a_counter_that_is_gone_for_good_does_not_stop_an_acceptance(hall: Two) -> None:
    one, two = hall
    draft, name, image = with_page(one, samples.draft(), b"the page", b"as it came")
    two.store.vault.put(b"the page")
    bring_here(draft, two.vault)
    (paper,) = with_originals(draft.dossier, draft, two.vault).settlements
    assert isinstance(paper, Captured)
    assert (paper.pages, paper.originals) == ((name,), ())
    assert not two.store.vault.has(image)


def over(counter: JoinedCounter) -> HandOverDraft:
    at = Counter(UNIT, SITE, counter.code)
    return HandOverDraft(counter.store, counter.store.clock, at, CHIEF, counter.hall, over=counter.taken_over)


def up(counter: JoinedCounter, clerk: str) -> TakeUpDraft:
    at = Counter(UNIT, SITE, counter.code)
    return TakeUpDraft(counter.store, counter.store.clock, at, Session(staff()[clerk].account), counter.hall)


@pytest.fixture
def given(hall: Two) -> tuple[JoinedCounter, JoinedCounter, UUID, str]:
    """A draft with a page that a supervisor gave, at the first counter, to Sen, who sits at another."""
    one, two = hall
    for counter in hall:
        employ(counter.store)
    draft, name, _ = with_page(one, replace(samples.draft(), clerk="cb-nguyet"), b"the page", b"as it came")
    over(one)(draft.dossier.id, "cb-sen", elsewhere=True)
    one.share()
    two.share()
    return one, two, draft.dossier.id, name


def test_a_supervisor_gives_a_draft_to_a_clerk_at_another_counter_who_alone_goes_on_with_it(
    given: tuple[JoinedCounter, JoinedCounter, UUID, str],
) -> None:
    one, two, draft_id, name = given
    with one.store.read() as work:
        assert work.drafts.all_open() == ()
        assert [line.about["where"] for line in work.audit.lines() if line.what == "draft-handed-over"] == ["hall"]
    assert [held.elsewhere for held in over(one).drafts()] == [True]
    with pytest.raises(TakenElsewhere):
        up(two, "nguyet")(draft_id)  # is not hers
    taken = up(two, "sen")(draft_id)
    assert (taken.dossier.id, taken.clerk, taken.handed_by) == (draft_id, "cb-sen", "cb-nguyet")
    two.share()
    assert two.store.vault.get(name) == b"the page"
    with pytest.raises(TakenElsewhere):
        up(one, "sen")(draft_id)  # sits down at the first counter before it has heard
    one.share()
    assert over(one).drafts() == ()
    over(two)(draft_id, "cb-nguyet", elsewhere=True)
    two.share()
    one.share()
    assert up(one, "nguyet")(draft_id).handed_by == "cb-sen"


def test_without_the_server_nobody_takes_up_what_another_counter_may_have_and_nothing_is_lost(
    given: tuple[JoinedCounter, JoinedCounter, UUID, str],
) -> None:
    one, two, draft_id, _ = given
    two.cut()
    with pytest.raises(GivenUnclear):
        up(two, "sen")(draft_id)
    with two.store.read() as work:
        assert work.drafts.all_open() == ()
        assert len(work.left.given("cb-sen")) == 1
    two.mend()
    two.beat()
    assert up(two, "sen")(draft_id).pages
    assert one.store.vault.get(given[3])


def test_a_purge_takes_the_hall_server_s_copy_as_well_and_a_colleague_s_ends_after_a_week(hall: Two) -> None:
    one, two = hall
    accepted, name = received(one, b"page")
    one.exchange.once()
    two.exchange.once()
    papers(two).look(accepted.id, name)
    now = one.store.clock.now()
    with one.store.write() as work:
        while not work.retention.index_files():
            pass
        work.retention.purge_files(accepted.id, Kept.PAGE, "rule", now)
    one.store.vault._put_here.clear()
    assert one.store.vault.remove(name)
    one.files._next_end = 0.0
    one.exchange.once()
    assert on_the_server(one) == on_the_server(one, "SELECT count(*) FROM shared_file_parts") == 0
    two.store.vault._put_here.clear()
    two.files._end_copies()
    assert two.store.vault.has(name)
    with two.store.connection(writing=True) as own:
        own.execute(text("UPDATE hall_files SET at = '2020-01-01 00:00:00'"))
    two.files._end_copies()
    assert not two.store.vault.has(name)


def test_the_oldest_go_when_there_is_no_more_room_and_what_is_too_large_stays_at_its_counter(
    hall: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = hall
    monkeypatch.setattr(sharing, "LARGEST", 2000)
    monkeypatch.setattr(sharing, "MOST", 2500)
    for n in range(3):
        received(one, bytes([n]) * 1000)
    _, large = received(one, b"L" * 2001)
    for _ in range(2):
        one.files._next_end = 0.0
        one.exchange.once()
    assert on_the_server(one) == 2
    assert on_the_server(one, "SELECT count(*) FROM shared_file_parts") == 2
    with pytest.raises(PageElsewhere):
        two.vault.get(large)


def test_a_server_in_another_life_is_given_the_last_month_again(hall: Two) -> None:
    one, two = hall
    accepted, name = received(one, b"page")
    one.exchange.once()
    with one.store.connection(writing=True) as own:
        own.execute(text("UPDATE facts SET value = 'another' WHERE name = 'site.epoch'"))
    with one.line.begin() as server:
        server.execute(text("DELETE FROM shared_file_parts"))
        server.execute(text("DELETE FROM shared_files"))
    one.exchange.once()
    two.exchange.once()
    assert papers(two).look(accepted.id, name) == (b"page",)


def test_a_server_that_is_killed_while_pages_and_drafts_are_on_their_way_loses_none_and_doubles_none(
    site_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a ledger of what was scanned and given; a third of the time somebody takes a draft up while it is killed."""
    monkeypatch.setattr(sharing, "PART", 20_000)
    chance = Random(7)
    with joined_hall(site_server, tmp_path) as (one, two):
        for counter in (one, two):
            employ(counter.store)
        pages: dict[str, tuple[UUID, bytes]] = {}
        given: set[UUID] = set()
        for _ in range(3):
            page = chance.randbytes(200_000)
            accepted, name = received(one, page)
            pages[name] = accepted.id, page
            draft, *_ = with_page(one, replace(samples.draft(), clerk="cb-nguyet"), chance.randbytes(50_000), b"raw")
            over(one)(draft.dossier.id, "cb-sen", elsewhere=True)
            given.add(draft.dossier.id)
            dying = Timer(chance.uniform(0.0, 0.3), site_server.kill)
            dying.start()
            for _ in range(2):
                for counter in (one, two):
                    with suppress(SiteFault):
                        counter.share()
                with suppress(GivenUnclear, TakenElsewhere):
                    up(chance.choice((one, two)), "sen")(chance.choice(sorted(given)))
            dying.join()
            site_server.start()
        for _ in range(3):
            one.share()
            two.share()
        for name, (dossier_id, page) in pages.items():
            assert papers(two).look(dossier_id, name) == (page,)
        for draft_id in given:
            with suppress(TakenElsewhere):
                up(two, "sen")(draft_id)
        two.share()
        one.share()
        held = [draft for counter in (one, two) for draft in open_at(counter)]
        assert sorted(draft.dossier.id for draft in held) == sorted(given), "each at one counter, and none nowhere"
        assert {len(draft.pages) for draft in held} == {1}
        for draft in open_at(two):
            assert two.store.vault.has(draft.pages[0].name)


def open_at(counter: JoinedCounter) -> tuple[Draft, ...]:
    with counter.store.read() as work:
        return work.drafts.all_open()
