"""The slow tail: an accepted paper gets its archive form behind the clerk's back, and stays what it was."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import pytest

from counter_app.domain.archive import MOST_TRIES, ArchiveForm, Unarchived
from counter_app.domain.dossier import Captured
from counter_app.domain.errors import ArchiveFormNotMade, DiskFull, NotAllowed
from counter_app.domain.retention import Kept
from counter_app.imaging.archivist import ArchiveWorkers
from counter_app.ports import AcceptedDossier, PdfAbout
from counter_app.use_cases.quiet import PAUSE, Quiet
from local_db.purging import referred_files
from tests.use_cases.reception import OTHER_CARD, Reception, Ticking
from tests.use_cases.test_purge import confirmed, plan, purge, restarted, stored
from tests.use_cases.test_rights import IT
from tests.workers import workers_of


def run(reception: Reception) -> int:
    """Makes whatever waits; how many attempts that took."""
    attempts = 0
    while reception.desk.archive.make_next() is not None:
        attempts += 1
    return attempts


def forms(reception: Reception, accepted: AcceptedDossier) -> tuple[ArchiveForm, ...]:
    with reception.store.read() as work:
        return work.archive.of(accepted.id)


def pages_of(reception: Reception, accepted: AcceptedDossier) -> tuple[str, ...]:
    with reception.store.read() as work:
        dossier, _ = work.dossiers.get(accepted.id)
    return tuple(name for s in dossier.settlements if isinstance(s, Captured) for name in s.pages)


def bytes_on_disk(reception: Reception) -> dict[str, bytes]:
    """Each file of the vault as it lies there, sealed."""
    vault = reception.store.vault
    return {name: vault._path(name).read_bytes() for name in vault.names()}


# --- accepted, then archived -----------------------------------------------------------------------------


def test_an_accepted_paper_gets_its_archive_form_and_what_was_accepted_stays_byte_for_byte(
    reception: Reception,
) -> None:
    accepted = reception.accept()
    (event,) = reception.outbox()
    before = bytes_on_disk(reception)
    assert reception.desk.archive.look().waiting == 1
    assert run(reception) == 1
    (form,) = forms(reception, accepted)
    assert form.source == event.files[0].sha256
    assert form.sha256 not in before, "a second form, and not the accepted one again"
    after = bytes_on_disk(reception)
    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {form.sha256}
    pdf = reception.store.vault.get(form.sha256)
    assert (pdf[:5], len(pdf)) == (b"%PDF-", form.size)
    assert reception.outbox() == (event,), "what was sent stays what is sent"
    assert reception.desk.archive.look().waiting == 0


def test_the_audit_says_which_file_was_made_of_which(reception: Reception) -> None:
    accepted = reception.accept()
    run(reception)
    (form,) = forms(reception, accepted)
    line = reception.audit()[0]
    assert (line.what, line.who) == ("archive-form-made", "archive")
    assert line.about == {
        "dossier": str(accepted.id),
        "component": form.component,
        "source": form.source,
        "sha256": form.sha256,
    }


def test_nothing_is_made_of_what_is_not_accepted(reception: Reception) -> None:
    reception.ready()
    assert reception.desk.archive.look().waiting == 0
    assert reception.desk.archive.make_next() is None


# --- cut off ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cut", ["before the file", "before the commit"])
def test_what_was_cut_off_is_made_again_and_nothing_is_doubled(
    reception: Reception, cut: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted = reception.accept()
    put = reception.store.vault.put

    def no_room(data: bytes) -> str:
        if cut == "before the commit":
            put(data)
        raise DiskFull

    monkeypatch.setattr(reception.store.vault, "put", no_room)
    with pytest.raises(DiskFull):
        reception.desk.archive.make_next()
    assert reception.desk.archive.look().waiting == 1, "a full disk is no paper's fault"
    monkeypatch.undo()
    assert run(reception) == 1
    assert len(forms(reception, accepted)) == 1
    assert stored(reception) == 4, "the image as it came, the page, the PDF accepted and its archive form"
    reception.session.open(IT)
    assert reception.desk.check_vault().orphans == ()
    assert [line.what for line in reception.audit()].count("archive-form-made") == 1


# --- what does not work ------------------------------------------------------------------------------------


@dataclass
class Fatal(ArchiveWorkers):
    """The worker is killed by a page of a dossier whose code is among `deadly`."""

    deadly: set[str] = field(default_factory=set)
    begun: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def make(self, count: int, page: Callable[[int], bytes], about: PdfAbout) -> bytes:
        def given(number: int) -> bytes:
            self.begun.append(about.dossier)
            if about.dossier in self.deadly:
                for pid in workers_of(os.getpid(), b"archive-worker"):
                    os.kill(pid, signal.SIGKILL)
            return page(number)

        return super().make(count, given, about)


def test_a_page_that_kills_its_worker_three_times_is_set_aside_and_the_rest_goes_on(
    counter_at: Callable[..., Reception],
) -> None:
    fatal = Fatal()
    reception = counter_at("http://127.0.0.1:9", archivist=fatal)
    bad = reception.accept(reception.ready(seed=1))
    good = reception.accept(reception.ready(card=OTHER_CARD, seed=2))
    fatal.deadly.add(bad.code.text)
    assert run(reception) == MOST_TRIES + 1
    codes = [accepted.code.text for accepted in (bad, good, bad, bad)]
    assert fatal.begun == codes, "what failed comes after the others"
    assert len(forms(reception, good)) == 1
    tail = reception.desk.archive.look()
    assert (tail.waiting, tail.reasons) == (0, {"crashed": 1})
    assert (tail.set_aside[0].dossier_id, tail.set_aside[0].attempts) == (bad.id, MOST_TRIES)

    with pytest.raises(NotAllowed):
        reception.desk.archive.try_again()  # the clerk sees it, and tells who may
    reception.session.open(IT)
    fatal.deadly.clear()
    assert reception.desk.archive.try_again() == 1
    assert reception.audit()[0].about == {"count": "1"}
    assert run(reception) == 1
    assert len(forms(reception, bad)) == 1
    assert reception.desk.archive.try_again() == 0


def test_a_page_that_is_gone_from_the_vault_is_set_aside_at_once_and_said_so(reception: Reception) -> None:
    accepted = reception.accept()
    (page,) = pages_of(reception, accepted)
    sealed = reception.store.vault._path(page).read_bytes()
    reception.store.vault._path(page).write_bytes(b"junk")
    assert isinstance(reception.desk.archive.make_next(), Unarchived)
    assert reception.desk.archive.look().reasons == {"page-damaged": 1}
    assert reception.desk.archive.make_next() is None
    reception.store.vault._path(page).write_bytes(sealed)  # brought back from a backup
    reception.session.open(IT)
    reception.desk.archive.try_again()
    assert run(reception) == 1


def test_a_worker_that_cannot_be_started_blames_no_paper(reception: Reception, monkeypatch: pytest.MonkeyPatch) -> None:
    reception.accept()
    monkeypatch.setattr("counter_app.imaging.archivist._command", lambda: ["/no/such/program"])
    for _ in range(MOST_TRIES + 1):
        with pytest.raises(ArchiveFormNotMade):
            reception.desk.archive.make_next()
    tail = reception.desk.archive.look()
    assert (tail.waiting, tail.set_aside, tail.stuck) == (1, (), "not-started")
    monkeypatch.undo()
    assert run(reception) == 1
    assert reception.desk.archive.look().stuck == ""


def test_a_bug_that_one_paper_meets_stops_no_other(reception: Reception, monkeypatch: pytest.MonkeyPatch) -> None:
    reception.accept()

    def broken(*_: object) -> bytes:
        raise ValueError("the citizen's name")

    monkeypatch.setattr(reception.archivist, "make", broken)
    assert run(reception) == MOST_TRIES
    assert reception.desk.archive.look().reasons == {"crashed": 1}


# --- it gives way -----------------------------------------------------------------------------------------


class Watched(Quiet):
    """Says when somebody waits for it, and keeps the time of the test."""

    def __init__(self) -> None:
        self.now = Ticking()
        super().__init__(ticking=self.now)
        self.waited_for = threading.Semaphore(0)

    def wait(self, given_up: Callable[[], bool]) -> bool:
        self.waited_for.release()
        return super().wait(given_up)

    def keys_rest(self) -> None:
        self.now.seconds += PAUSE
        self.look_again()


class Handing(ArchiveWorkers):
    """Keeps which pages were handed over; `then` hears of each."""

    def __init__(self) -> None:
        super().__init__()
        self.handed: list[int] = []
        self.then: Callable[[], None] = lambda: None

    def make(self, count: int, page: Callable[[int], bytes], about: PdfAbout) -> bytes:
        def given(number: int) -> bytes:
            data = page(number)
            self.handed.append(number)
            self.then()
            return data

        return super().make(count, given, about)


def test_while_the_desk_is_busy_no_page_is_begun_and_then_it_goes_on(counter_at: Callable[..., Reception]) -> None:
    quiet, workers = Watched(), Handing()
    reception = counter_at("http://127.0.0.1:9", archivist=workers, quiet=quiet)
    accepted = reception.accept(_with_two_pages(reception))
    assert len(pages_of(reception, accepted)) == 2
    tail = threading.Thread(target=run, args=(reception,), daemon=True)
    with quiet.broken():  # a scan runs
        tail.start()
        assert quiet.waited_for.acquire(timeout=30)
        assert workers_of(os.getpid(), b"archive-worker") == [], "not even the process is started"
        workers.then = quiet.touch  # a key is pressed while the first page is worked on
    assert quiet.waited_for.acquire(timeout=60)  # the first page's turn
    assert quiet.waited_for.acquire(timeout=60)  # the second's
    assert workers.handed == [0]
    assert tail.is_alive()
    workers.then = lambda: None
    quiet.keys_rest()
    tail.join(60)
    assert list(dict.fromkeys(workers.handed)) == [0, 1]
    assert len(forms(reception, accepted)) == 1


def _with_two_pages(reception: Reception) -> UUID:
    draft_id = reception.ready()
    component = next(s.component for s in reception.draft(draft_id).dossier.settlements if isinstance(s, Captured))
    second = reception.add_page(draft_id, 2)
    reception.desk.arrange.assign(draft_id, second, component)
    return draft_id


def test_a_program_that_closes_gives_the_paper_up_and_the_next_start_makes_it(
    counter_at: Callable[..., Reception],
) -> None:
    quiet = Watched()
    reception = counter_at("http://127.0.0.1:9", quiet=quiet)
    accepted = reception.accept()
    told: list[str] = []

    def tail() -> None:
        try:
            reception.desk.archive.make_next()
        except ArchiveFormNotMade as error:
            told.append(error.facts["why"])

    thread = threading.Thread(target=tail, daemon=True)
    with quiet.broken():
        thread.start()
        assert quiet.waited_for.acquire(timeout=30)
        reception.desk.archive.close()
        thread.join(30)
    assert told == ["stopped"]
    again = counter_at("http://127.0.0.1:9")
    assert again.desk.archive.look().waiting == 1
    assert run(again) == 1
    assert len(forms(again, accepted)) == 1


# --- what is kept, and how long ------------------------------------------------------------------------------


def test_the_archive_form_falls_due_with_the_pdf_that_was_accepted(reception: Reception) -> None:
    accepted = confirmed(reception)
    run(reception)
    reception.clock.forward(days=91)
    assert purge(reception).files == 2, "the page and the image that it came as"
    assert stored(reception) == 2
    reception.clock.forward(days=640)
    assert plan(reception)[Kept.ARCHIVAL][:2] == (1, 2)
    assert purge(reception).files == 2
    assert stored(reception) == 0
    assert reception.desk.check_vault().good
    assert reception.desk.archive.look().waiting == 0
    assert len(forms(reception, accepted)) == 1, "what was, stays said"


def test_what_a_purge_has_taken_the_pages_of_waits_no_more(reception: Reception) -> None:
    confirmed(reception)
    reception.clock.forward(days=91)
    purge(reception)
    assert reception.desk.archive.look().waiting == 0
    assert reception.desk.archive.make_next() is None


def test_a_purge_that_comes_while_a_form_is_made_wins(reception: Reception, monkeypatch: pytest.MonkeyPatch) -> None:
    accepted = confirmed(reception)
    reception.clock.forward(days=91)
    make = reception.archivist.make

    def purged_meanwhile(count: int, page: Callable[[int], bytes], about: PdfAbout) -> bytes:
        pdf = make(count, page, about)
        assert purge(reception).files == 1
        return pdf

    monkeypatch.setattr(reception.archivist, "make", purged_meanwhile)
    run(reception)
    assert forms(reception, accepted) == ()
    assert "archive-form-made" not in [line.what for line in reception.audit()]


def test_an_archive_form_is_nobodys_orphan_and_goes_along_with_a_backup(reception: Reception) -> None:
    accepted = confirmed(reception)
    run(reception)
    (form,) = forms(reception, accepted)
    restarted(reception)
    reception.session.open(IT)
    report = reception.desk.check_vault(read=True)
    assert (report.orphans, report.good, report.files) == ((), True, 4)
    with reception.store.snapshot() as (connection, _):
        assert form.sha256 in referred_files(connection)
    reception.store.vault.remove(form.sha256)
    assert reception.desk.check_vault().missing == (form.sha256,)
