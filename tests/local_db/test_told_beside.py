"""Refusals, answers to what was sent online, and archive forms are known at every counter of a hall: once each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from counter_app.domain.archive import ArchiveForm
from counter_app.domain.codes import DossierCode
from counter_app.domain.errors import PageElsewhere
from counter_app.domain.from_province import OnlineDossier
from counter_app.domain.life import Act
from counter_app.domain.notices import Applicant, Matter
from counter_app.domain.outbox import DocumentFile, EventKind
from counter_app.domain.people import Account, Role
from counter_app.domain.refused import Refused
from counter_app.domain.retention import Kept
from counter_app.ports import BookKind
from counter_app.use_cases.counter import Counter
from counter_app.use_cases.refuse_reception import RefuseReception
from counter_app.use_cases.session import Session
from tests.local_db import samples
from tests.local_db.counters import SITE, UNIT
from tests.local_db.joined import JoinedCounter, hall
from tests.local_db.test_shared_files import CHIEF, papers, received

hall = hall
Two = tuple[JoinedCounter, JoinedCounter]


def refused(
    counter: JoinedCounter, number: int = 3, *, ago: timedelta = timedelta(0), who: str = "cb-nguyet"
) -> Refused:
    matter = Matter(Applicant("Thạch Thị Sa Rinh", "094190004321"), "Xác nhận tình trạng hôn nhân", "1.004873")
    at = counter.store.clock.now() - ago
    told = Refused(uuid4(), number, counter.code, at, who, "Nguyệt", matter, "không thuộc thẩm quyền")
    with counter.store.write() as work:
        work.refusals.add(told)
    return told


def refusing(counter: JoinedCounter) -> RefuseReception:
    at = Counter(UNIT, SITE, counter.code)
    return RefuseReception(counter.store, counter.store.clock, at, CHIEF, None, None)  # type: ignore[arg-type]


def both_know(one: JoinedCounter, two: JoinedCounter) -> None:
    for counter in (one, two, one):
        counter.exchange.once()


def test_a_colleague_finds_what_was_refused_and_a_second_paper_says_that_it_is_one(hall: Two) -> None:
    one, two = hall
    told = refused(one)
    both_know(one, two)
    assert [found.reason for found in refusing(two).find("sa rinh")] == ["không thuộc thẩm quyền"]
    assert refusing(two).story(told.draft_id).refused.slip == told.slip
    with two.store.write() as work:
        assert work.refusals.count_print(told.draft_id) == 1, "the first was given out at the colleague's"
        assert [book for book in work.books.all() if book.kind is BookKind.REFUSALS] == [], "each keeps its own book"
    own = refused(two, 1)
    with two.store.read() as work:
        (book,) = (book for book in work.books.all() if book.kind is BookKind.REFUSALS)
        assert [line.draft_id for line in work.books.refusals(book)] == [own.draft_id]


def test_what_was_refused_last_comes_first_however_late_a_colleague_s_is_heard(hall: Two) -> None:
    one, two = hall
    own = refused(two)
    for number in (1, 2):  # of last month; this counter hears of them now
        refused(one, number, ago=timedelta(days=30), who="cb-sen")
    both_know(one, two)
    assert [each.draft_id for each in refusing(two).recent(1)] == [own.draft_id]
    postal = Session(Account("cb-nguyet", "nguyet", "Nguyệt", frozenset({Role.POSTAL})))
    assert [each.draft_id for each in replace(refusing(two), session=postal).recent(1)] == [own.draft_id]
    later = refused(two, 2, who="cb-sen")
    assert [each.draft_id for each in refusing(two).recent(1)] == [later.draft_id]
    assert [each.draft_id for each in replace(refusing(two), session=postal).recent(1)] == [own.draft_id], (
        "whoever sees only their own sees it however many others refused since"
    )


def test_hearing_a_refusal_again_adds_nothing_and_whoever_is_left_tells_a_new_server(hall: Two) -> None:
    one, two = hall
    told = refused(one)
    both_know(one, two)
    for counter in hall:
        with counter.store.connection(writing=True) as own:
            own.execute(text("UPDATE facts SET value = '0' WHERE name LIKE 'site.heard.%'"))
            own.execute(text("UPDATE refusals SET told = 0"))
    both_know(one, two)
    for counter in hall:
        with counter.store.read() as work:
            assert len(work.refusals.recent(10)) == 1
    with two.store.connection(writing=True) as own:
        own.execute(text("UPDATE facts SET value = 'another' WHERE name = 'site.epoch'"))
    with two.line.begin() as server:
        server.execute(text("UPDATE site_entries SET sealed = '', change = 0 WHERE kind = 'refusal'"))
    two.exchange.once()
    with two.line.connect() as server:
        row = server.execute(text("SELECT id, counter, sealed FROM site_entries WHERE kind = 'refusal'")).one()
    assert (row.id, row.counter) == (told.draft_id, one.code)
    assert bytes(row.sealed)


def sent(*counters: JoinedCounter) -> OnlineDossier:
    """The province tells each counter."""
    at = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    code = DossierCode("H13.507-261123-0001")
    told = OnlineDossier(uuid4(), code, samples.PROCEDURE.code, samples.CITIZEN, at)
    for counter in counters:
        with counter.store.write() as work:
            work.online.put(told)
    return told


def answered(counter: JoinedCounter, told: OnlineDossier, act: Act) -> None:
    now = counter.store.clock.now()
    payload = {"act": act.value, "reason": "thiếu giấy khai sinh", "papers": ["a", "b"]}
    event = samples.event(told.id, payload=payload, kind=EventKind.DOSSIER_STEP, files=(), created_at=now)
    with counter.store.write() as work:
        work.online.answered(told.id, told.submitted_at, now)
        work.outbox.add(event)


def test_what_a_colleague_asked_for_online_is_told_to_who_calls_at_any_counter(hall: Two) -> None:
    one, two = hall
    told = sent(one, two)
    answered(one, told, Act.SUPPLEMENT_ASKED)
    with two.store.read() as work:
        assert [one.id for one in work.online.waiting()] == [told.id]
    both_know(one, two)
    for counter in hall:
        with counter.store.read() as work:
            assert work.online.waiting() == ()
            (asked,) = work.online.asked()
            assert (asked.told.id, asked.reason, asked.papers) == (told.id, "thiếu giấy khai sinh", ("a", "b"))
    again = replace(told, submitted_at=told.submitted_at + timedelta(days=1))
    with two.store.write() as work:
        work.online.put(again)
        assert work.online.asked() == ()
        assert [waits.id for waits in work.online.waiting()] == [told.id], "what is sent again waits again"
    answered(two, again, Act.REFUSED)
    both_know(two, one)
    with one.store.write() as work:
        work.online.put(again)
        assert (work.online.waiting(), work.online.asked()) == ((), ())


def archived(counter: JoinedCounter) -> tuple[ArchiveForm, bytes]:
    accepted, _ = received(counter, b"page")
    pdf = b"%the archive form"
    with counter.store.write() as work:
        work.archive.queue(accepted.id, (DocumentFile("cd" * 32, 10, "application/pdf", "a"),))
        waits = work.archive.next()
        assert waits is not None
        form = ArchiveForm(accepted.id, "a", waits.source, counter.store.vault.put(pdf), len(pdf))
        assert work.archive.made(form, counter.store.clock.now())
    return form, pdf


def test_a_colleague_who_opens_the_dossier_sees_the_file_that_was_derived_from_its_pages(hall: Two) -> None:
    one, two = hall
    form, pdf = archived(one)
    assert [paper.archived for paper in papers(one)(form.dossier_id).papers] == [form.sha256]
    both_know(one, two)
    (paper,) = papers(two)(form.dossier_id).papers
    assert paper.archived == form.sha256
    with pytest.raises(PageElsewhere):
        papers(two).look(form.dossier_id, paper.archived)  # it is asked for: no line carries it unasked
    one.exchange.once()
    assert papers(two).look(form.dossier_id, paper.archived) == (pdf,)
    with two.store.write() as work:
        assert work.archive.waiting() == 0, "nothing is made twice"
        assert form.sha256 not in work.retention.referred(), "it goes from here after a week"
        assert form.sha256 in work.retention.copies()


def test_a_form_that_a_purge_took_is_neither_told_nor_shown(hall: Two) -> None:
    one, two = hall
    form, _ = archived(one)
    with one.store.write() as work:
        while not work.retention.index_files():
            pass
        work.retention.purge_files(form.dossier_id, Kept.ARCHIVAL, "rule", one.store.clock.now())
    both_know(one, two)
    for counter in hall:
        assert [paper.archived for paper in papers(counter)(form.dossier_id).papers] == [""]


def test_a_result_that_is_collected_at_another_counter_is_found_there_with_where_it_goes(hall: Two) -> None:
    """Shift+F9: the receipt names the desk; whoever sits there hands it out by code or card."""
    one, two = hall
    accepted, _ = received(one, b"page", delivery="tại quầy 2")
    both_know(one, two)
    with two.store.read() as work:
        there = work.dossiers.get(accepted.id)[1]
        assert work.dossiers.with_code(accepted.code.text) == accepted.id
        assert [found.id for found in work.dossiers.of_person(samples.PERSON)] == [accepted.id]
    assert there.receipt.delivery_words == "tại quầy 2"
