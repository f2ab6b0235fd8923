"""F12: one press, one dossier, one line in the book, one message to the province; or nothing at all."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from counter_app.domain.dossier import Captured, Honest, LookUpState, Settlement
from counter_app.domain.errors import (
    AlreadyAccepted,
    CounterError,
    DiskFull,
    DraftChanged,
    FieldMissing,
    HeldPapersOpen,
    PagesWait,
    PapersMissing,
    StackUnknown,
)
from counter_app.ports import PageImage
from tests.pages import as_jpeg, make_page
from tests.use_cases.reception import (
    CARD,
    CIVIL,
    SA_RINH,
    SA_RINH_NAME,
    SINGLE,
    Reception,
    book,
    marriage,
    residence,
)


@contextmanager
def files_at_most(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size` bytes: what is written meets a disk without room."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


# --- once and once only ----------------------------------------------------------------------------------


def test_an_accepted_dossier_is_a_code_a_line_in_the_book_an_audit_line_and_a_message(reception: Reception) -> None:
    reception.desk.issue_ticket(CIVIL)
    draft = reception.desk.call_next()
    reception.hold(residence())
    reception.desk.welcome.by_number(draft.dossier.id, SA_RINH.value)
    reception.desk.settle.set_field(draft.dossier.id, "full_name", SA_RINH_NAME)
    reception.desk.choose_procedure(draft.dossier.id, SINGLE)
    reception.desk.settle.take(draft.dossier.id)
    reception.add_page(draft.dossier.id, 1)
    accepted = reception.accept(draft.dossier.id)
    assert accepted.state is Honest.SAVED
    assert accepted.receipt.queue_label == "A001"
    assert book(accepted) == (2026, 1, 1)
    assert reception.desk.resume() is None
    assert reception.desk.overview.dossiers() == (accepted,)
    assert reception.desk.overview.line().waiting == 1
    assert reception.audit()[0].about == {
        "dossier": str(accepted.id),
        "code": accepted.code.text,
        "procedure": SINGLE,
    }
    assert len(reception.woken) == 1  # the line hears that something waits


def test_the_same_press_again_finds_the_first_ones_dossier(reception: Reception) -> None:
    draft_id, operation = reception.ready(), uuid4()
    first = reception.desk.accept(draft_id, operation)
    reception.clock.forward(minutes=5)
    assert reception.desk.accept(draft_id, operation) == first
    assert len(reception.outbox()) == 1
    assert book(reception.accept()) == (2026, 1, 2)


def test_two_threads_with_one_press_make_one_dossier(reception: Reception) -> None:
    draft_id, operation = reception.ready(), uuid4()
    with ThreadPoolExecutor(4) as fingers:
        presses = [fingers.submit(reception.desk.accept, draft_id, operation) for _ in range(4)]
        assert len({press.result().id for press in presses}) == 1
    assert len(reception.outbox()) == 1
    assert reception.desk.overview.dossiers() == (presses[0].result(),)


def test_another_press_on_an_accepted_draft_is_told_so(reception: Reception) -> None:
    accepted = reception.accept()
    with pytest.raises(AlreadyAccepted):
        reception.desk.accept(accepted.id, uuid4())
    with pytest.raises(AlreadyAccepted):
        reception.desk.settle.release(accepted.id, "to-khai")
    assert reception.desk.overview.dossiers() == (accepted,)


# --- refusals write nothing ------------------------------------------------------------------------------


def _nameless(reception: Reception, draft_id: UUID) -> None:
    reception.desk.settle.set_field(draft_id, "full_name", " ")


def _sheet_gone(reception: Reception, draft_id: UUID) -> None:
    reception.desk.arrange.remove(draft_id, reception.draft(draft_id).pages[0].name)


def _held_but_not_taken(reception: Reception, draft_id: UUID) -> None:
    reception.desk.settle.release(draft_id, "cu-tru")


@pytest.mark.parametrize(
    ("spoil", "refusal"),
    [(_nameless, FieldMissing), (_sheet_gone, PapersMissing), (_held_but_not_taken, HeldPapersOpen)],
)
def test_a_refused_acceptance_consumes_neither_code_nor_line(
    reception: Reception, spoil: Callable[[Reception, UUID], None], refusal: type[CounterError]
) -> None:
    reception.lease(41, 49)
    first = reception.accept()
    draft_id = reception.ready(seed=2)
    spoil(reception, draft_id)
    before, lines = reception.draft(draft_id), reception.audit()
    with pytest.raises(refusal):
        reception.accept(draft_id)
    assert (reception.draft(draft_id), reception.audit()) == (before, lines)
    assert len(reception.outbox()) == 1
    second = reception.accept(reception.ready(seed=3))
    assert [a.code.text for a in (first, second)] == ["H13.507-261123-0041", "H13.507-261123-0042"]
    assert [book(a) for a in (first, second)] == [(2026, 1, 1), (2026, 1, 2)]


def test_a_draft_with_nobody_on_it_or_no_procedure_is_refused_by_field(reception: Reception) -> None:
    draft_id = reception.desk.walk_in().dossier.id
    for field in ("applicant", "procedure"):
        with pytest.raises(FieldMissing) as missing:
            reception.accept(draft_id)
        assert missing.value.facts == {"field": field}
        reception.desk.welcome.by_card(draft_id, CARD)


def test_a_full_disk_costs_nothing_but_time_and_the_book_has_no_gap(reception: Reception) -> None:
    first = reception.accept()
    draft_id, operation = reception.ready(seed=2), uuid4()
    before = reception.draft(draft_id)
    with files_at_most(20_000), pytest.raises(DiskFull):
        reception.desk.accept(draft_id, operation)
    assert reception.draft(draft_id) == before
    assert reception.desk.overview.dossiers() == (first,)
    second = reception.desk.accept(draft_id, operation)
    third = reception.accept(reception.ready(seed=3))
    assert [book(a)[2] for a in (first, second, third)] == [1, 2, 3]
    assert [a.code.text[-4:] for a in (first, second, third)] == ["0001", "0002", "0003"]


def test_pages_that_have_left_the_scanner_and_lie_on_no_draft_are_not_left_behind(reception: Reception) -> None:
    """Whatever broke their scan off; neither does a clerk who signs in afresh sweep them away, nor one who lays the
    draft aside."""
    draft_id = reception.ready()
    capture = reception.desk.capture
    name = capture.spool.keep(draft_id, PageImage(as_jpeg(make_page(7)), "image/jpeg", 200)).name
    with pytest.raises(PagesWait) as refused:
        reception.accept(draft_id)
    assert refused.value.facts["kept"] == "1"
    draft = reception.draft(draft_id)
    with reception.store.write() as work:
        work.drafts.put_away(draft_id)
    capture.get_ready()
    assert capture.spool.left(draft_id) == (name,)
    with reception.store.write() as work:
        work.drafts.save(draft)
    taken = capture.take_up(draft_id)
    assert len(next(taken).pages) == len(draft.pages) + 1
    with pytest.raises(StackUnknown):  # an earlier program kept no note of how its scan lay
        next(taken)
    reception.accept(draft_id)


def test_papers_changed_while_the_files_were_made_are_looked_at_again(reception: Reception) -> None:
    draft_id = reception.ready()
    extra = reception.add_page(draft_id, 2)
    accept = reception.desk.accept
    vault = VaultWhile(reception, lambda: reception.desk.arrange.assign(draft_id, extra, "to-khai"))
    with pytest.raises(DraftChanged):
        replace(accept, vault=vault)(draft_id, uuid4())
    assert reception.outbox() == ()
    reception.accept(draft_id)
    (captured,) = (s for s in _settlements(reception, draft_id) if isinstance(s, Captured))
    assert extra in captured.pages


def _settlements(reception: Reception, draft_id: UUID) -> tuple[Settlement, ...]:
    with reception.store.read() as work:
        return work.dossiers.get(draft_id)[0].settlements


class VaultWhile:
    """The real vault; the first file put into it lets something happen at the desk."""

    def __init__(self, reception: Reception, happens: Callable[[], object]) -> None:
        self._vault = reception.store.vault
        self._happens = [happens]
        self.get, self.has = self._vault.get, self._vault.has

    def put(self, data: bytes) -> str:
        name = self._vault.put(data)
        while self._happens:
            self._happens.pop()()
        return name


def test_a_late_look_up_while_the_files_are_made_does_not_stop_the_acceptance(reception: Reception) -> None:
    draft_id = reception.ready()

    def enrich() -> None:
        with reception.store.write() as work:
            draft = work.drafts.get(draft_id)
            dossier = draft.dossier.learn((marriage(), residence(id="dan-cu:2")), LookUpState.ANSWERED)
            work.drafts.save(replace(draft, dossier=dossier))

    accepted = replace(reception.desk.accept, vault=VaultWhile(reception, enrich))(draft_id, uuid4())
    with reception.store.read() as work:
        assert len(work.dossiers.get(accepted.id)[0].held) == 3


# --- numbers ---------------------------------------------------------------------------------------------


def test_codes_come_from_the_leased_block_and_are_provisional_when_it_is_used_up(reception: Reception) -> None:
    reception.lease(7, 8)
    codes = [reception.accept(reception.ready(seed=seed)).code for seed in (1, 2, 3)]
    assert [code.text for code in codes] == ["H13.507-261123-0007", "H13.507-261123-0008", "TAM.Q01-261123-0001"]
    assert [code.provisional for code in codes] == [False, False, True]


def test_yesterdays_block_numbers_nothing_today(reception: Reception) -> None:
    reception.lease(1, 9)
    reception.clock.forward(days=2)
    assert reception.accept().code.text == "TAM.Q01-261125-0001"


def test_a_new_year_opens_a_new_book(reception: Reception) -> None:
    reception.accept()
    reception.clock.strike(9, day=date(2027, 1, 4))
    assert book(reception.accept(reception.ready(seed=2))) == (2027, 1, 1)
