"""F12: one press, one dossier, one line in the book, one message to the province; or nothing at all."""

from __future__ import annotations

import hashlib
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.deadline import VIETNAM, WorkingHours
from counter_app.domain.dossier import AskAgain, Captured, Honest, LookUpState, Settlement
from counter_app.domain.errors import (
    AlreadyAccepted,
    CounterError,
    DiskFull,
    DraftChanged,
    FieldMissing,
    HeldPapersOpen,
    PapersMissing,
)
from counter_app.domain.paper import LegalState
from counter_app.domain.procedure import Due
from counter_app.ports import AcceptedDossier
from sync.contract import DossierMessage, canonical
from tests.services.sandbox import free_port
from tests.use_cases.reception import (
    BIRTH,
    CARD,
    CIVIL,
    COPY,
    LAND,
    MONDAY,
    SA_RINH,
    SA_RINH_NAME,
    SINGLE,
    UNIT,
    Reception,
    marriage,
    residence,
)

Opening = Callable[..., Reception]
TUESDAY = date(2026, 11, 24)  # the new holiday of culture


def book(accepted: AcceptedDossier) -> tuple[int, int, int]:
    assert accepted.receipt.register is not None
    return accepted.receipt.register.year, accepted.receipt.register.book, accepted.receipt.register.line


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
    reception.desk.capture.remove(draft_id, reception.draft(draft_id).pages[0].name)


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


def test_papers_changed_while_the_files_were_made_are_looked_at_again(reception: Reception) -> None:
    draft_id = reception.ready()
    extra = reception.add_page(draft_id, 2)
    accept = reception.desk.accept
    vault = VaultWhile(reception, lambda: reception.desk.capture.assign(draft_id, extra, "to-khai"))
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


# --- when the result is due ------------------------------------------------------------------------------


def due(accepted: AcceptedDossier) -> datetime | None:
    return accepted.receipt.appointment.due


def test_three_working_days_skip_the_holiday_and_count_from_the_next_day(reception: Reception) -> None:
    accepted = reception.accept()
    assert due(accepted) == datetime(2026, 11, 27, 16, 30, tzinfo=VIETNAM)
    assert [day for day, _ in accepted.receipt.appointment.days_off] == [TUESDAY]
    assert accepted.receipt.deadline.amount == 3


@pytest.mark.parametrize(("clock", "day"), [((15, 0), 23), ((15, 1), 25)])
def test_after_three_a_same_day_result_moves_to_the_next_working_day(
    reception: Reception, clock: tuple[int, int], day: int
) -> None:
    reception.clock.strike(*clock)
    draft_id = reception.begin(COPY)
    reception.add_page(draft_id, 1)
    reception.desk.settle.show(draft_id, "ban-chinh")
    dossier = reception.draft(draft_id).dossier
    accepted = reception.accept(draft_id)
    assert due(accepted) == datetime(2026, 11, day, 16, 30, tzinfo=VIETNAM)
    assert reception.desk.accept.appointment(dossier) == accepted.receipt.appointment  # what the clerk read out


def test_after_three_three_working_days_stay_where_they_were_and_only_forwarding_moves(reception: Reception) -> None:
    reception.clock.strike(15, 30)
    accepted = reception.accept()
    assert due(accepted) == datetime(2026, 11, 27, 16, 30, tzinfo=VIETNAM)
    assert accepted.receipt.appointment.forward_by == datetime(2026, 11, 25, 7, 0, tzinfo=VIETNAM)


def test_for_another_authority_the_clock_starts_there(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    for seed in (1, 2):
        reception.add_page(draft_id, seed)
    reception.desk.capture.assign(draft_id, reception.draft(draft_id).pages[1].name, "nguon-goc")
    accepted = reception.accept(draft_id)
    appointment = accepted.receipt.appointment
    assert (appointment.due, appointment.starts_elsewhere) == (None, True)
    assert appointment.forward_by == datetime(2026, 11, 23, 17, 0, tzinfo=VIETNAM)
    assert accepted.receipt.competent_authority == "Chi nhánh Văn phòng đăng ký đất đai khu vực"
    payload = reception.outbox()[0].payload
    assert (payload["due_at"], payload["starts_elsewhere"]) == (None, True)


def test_the_provinces_own_hours_rule_the_appointment(counter_at: Opening) -> None:
    hours = WorkingHours((time(7, 30), time(11, 30)), (time(13, 0), time(16, 0)), results_until=time(15, 45))
    reception = counter_at(f"http://127.0.0.1:{free_port()}", hours=hours)
    accepted = reception.accept()
    assert due(accepted) == datetime(2026, 11, 27, 15, 45, tzinfo=VIETNAM)
    assert accepted.receipt.appointment.forward_by == datetime(2026, 11, 23, 16, 0, tzinfo=VIETNAM)


def test_no_procedure_no_appointment(reception: Reception) -> None:
    assert reception.desk.accept.appointment(reception.draft(reception.begin(None)).dossier) is None


# --- a draft left open overnight -------------------------------------------------------------------------

ORIGINAL = residence(
    id="kho:1",
    kind="giay-to.cu-tru",
    source="kho",
    legal_state=LegalState.SIGNED_ORIGINAL,
    expires_on=MONDAY.date(),
)


def test_a_paper_taken_in_the_evening_that_expires_at_midnight_is_missing_in_the_morning(reception: Reception) -> None:
    reception.hold(ORIGINAL)
    draft_id = reception.begin()
    reception.desk.settle.take(draft_id)
    reception.add_page(draft_id, 1)
    reception.draft(draft_id).dossier.must_be_acceptable()
    reception.clock.strike(9, day=date(2026, 11, 25))
    with pytest.raises(PapersMissing):
        reception.accept(draft_id)
    dossier = reception.draft(draft_id).dossier  # and the clerk can see what is missing
    assert [c.code for c in dossier.missing] == ["cu-tru"]
    assert dossier.day == date(2026, 11, 25)
    assert reception.outbox() == ()


def test_the_morning_look_up_already_shows_what_the_night_has_changed(reception: Reception) -> None:
    reception.hold(ORIGINAL)
    draft_id = reception.begin()
    reception.desk.settle.take(draft_id)
    reception.clock.strike(7, day=date(2026, 11, 25))
    dossier = reception.desk.look_up(draft_id).dossier
    assert {c.code for c in dossier.missing} == {"to-khai", "cu-tru"}


def test_a_draft_of_yesterday_that_still_holds_is_accepted_as_of_today(reception: Reception) -> None:
    draft_id = reception.ready()
    reception.clock.strike(8, day=date(2026, 11, 25))
    accepted = reception.accept(draft_id)
    assert due(accepted) == datetime(2026, 11, 30, 16, 30, tzinfo=VIETNAM)
    with reception.store.read() as work:
        assert work.dossiers.get(accepted.id)[0].day == date(2026, 11, 25)


def test_over_new_year_the_procedure_is_the_version_in_force(reception: Reception) -> None:
    reception.clock.strike(16, day=date(2025, 12, 31))
    draft_id = reception.begin("1.000894")  # marriage: until 2025 the status is asked for on paper, in some cases
    reception.add_page(draft_id, 1)
    reception.desk.settle.show(draft_id, "tuy-than")
    reception.clock.strike(8, day=date(2026, 1, 5))
    with pytest.raises(PapersMissing):
        reception.accept(draft_id)
    dossier = reception.draft(draft_id).dossier
    assert dossier.procedure is not None
    assert dossier.procedure.valid_from == date(2026, 1, 1)
    assert [(c.code, c.due) for c in dossier.missing] == [("hon-nhan", Due.LOOK_UP)]
    assert {s.component for s in dossier.settlements} == {"to-khai", "tuy-than"}


# --- money -----------------------------------------------------------------------------------------------


def test_copies_are_charged_by_captured_pages_and_by_how_many_copies_are_wanted(reception: Reception) -> None:
    draft_id = reception.begin(COPY)
    for seed in (1, 2, 3):
        reception.desk.capture.assign(draft_id, reception.add_page(draft_id, seed), "ban-sao")
    reception.desk.settle.show(draft_id, "ban-chinh")
    reception.desk.settle.set_field(draft_id, "copies", "4")
    receipt = reception.accept(draft_id).receipt
    assert receipt.fee == 4 * (2000 + 2000 + 1000)
    assert receipt.fee_words == "20.000 đồng"
    assert reception.outbox()[0].payload["fee"] == 20_000


def test_a_fee_that_is_the_provinces_to_set_is_not_called_free(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    for seed in (1, 2):
        reception.desk.capture.assign(draft_id, reception.add_page(draft_id, seed), ("to-khai", "nguon-goc")[seed - 1])
    assert reception.accept(draft_id).receipt.fee_words == "theo mức thu của tỉnh"


def test_a_birth_registered_at_once_is_logged_like_any_other(reception: Reception) -> None:
    draft_id = reception.begin(BIRTH)
    for seed, component in ((1, "to-khai"), (2, "chung-sinh")):
        reception.desk.capture.assign(draft_id, reception.add_page(draft_id, seed), component)
    reception.desk.settle.show(draft_id, "tuy-than")
    accepted = reception.accept(draft_id)
    assert book(accepted) == (2026, 1, 1)
    assert accepted.receipt.fee_words == "không thu"
    assert reception.printed() == []  # nothing prints by itself


# --- what the province is told ---------------------------------------------------------------------------


def test_the_message_keeps_the_contract_and_names_the_vaults_own_files(reception: Reception) -> None:
    reception.lease(1, 5)
    draft_id = reception.ready()
    reception.desk.settle.set_field(draft_id, "phone", "0912 345 678")
    reception.desk.settle.set_field(draft_id, "birth_date", "1990-09")
    reception.desk.settle.set_field(draft_id, "delivery", "post")
    accepted = reception.accept(draft_id)
    (event,) = reception.outbox()
    told = DossierMessage.model_validate_json(canonical(event.payload))
    assert (told.id, told.operation_id, told.code) == (accepted.id, accepted.operation_id, accepted.code.text)
    assert (told.unit, told.counter, told.clerk, told.channel) == (UNIT.code, "Q01", "clerk-1", "counter")
    assert (told.applicant.personal_number, told.applicant.birth_date) == (SA_RINH.value, "1990-09")
    assert (told.delivery, told.due_at, told.received_at) == ("post", due(accepted), accepted.accepted_at)
    assert told.register_line is not None
    assert (told.register_line.year, told.register_line.book, told.register_line.line) == book(accepted)
    assert [(f.sha256, f.size, f.component) for f in told.files] == [
        (f.sha256, f.size, f.component) for f in event.files
    ]
    for file in event.files:
        data = reception.store.vault.get(file.sha256)
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (file.sha256, file.size)
        assert data.startswith(b"%PDF")


def test_a_taken_paper_is_told_with_its_source_and_legal_basis(reception: Reception) -> None:
    reception.accept()
    told = DossierMessage.model_validate_json(canonical(reception.outbox()[0].payload))
    taken = next(component for component in told.components if component.how == "taken")
    assert (taken.component, taken.paper, taken.source) == ("cu-tru", "dan-cu:1", "dan-cu")
    assert (taken.legal_state, taken.legal_basis) == ("database-record", "khoản 2a Điều 4 NĐ 309/2026")
    assert taken.as_of == MONDAY


CASES = st.fixed_dictionaries(
    {
        "cu-tru": st.sampled_from(["take", "later", "offline", "wrong"]),
        "ket-hon": st.sampled_from(["off", "take", "later", "offline", "wrong"]),
        "khai-tu": st.sampled_from(["off", "later", "offline", "incident"]),
        "ly-hon": st.sampled_from(["off", "scan"]),
        "uy-quyen": st.sampled_from(["off", "scan"]),
    }
)
REASONS = {"offline": AskAgain.OFFLINE, "wrong": AskAgain.WRONG_DATA, "incident": AskAgain.INCIDENT}
HELD = {"cu-tru": residence(), "ket-hon": marriage()}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(case=CASES)
def test_however_it_was_settled_each_required_paper_is_told_once_and_no_other(
    reception: Reception, case: dict[str, str]
) -> None:
    draft_id = reception.begin()
    settle = reception.desk.settle
    for component, how in case.items():
        settle.need(draft_id, component, component == "cu-tru" or how != "off")
    held = tuple(HELD[component] for component, how in case.items() if how in ("take", "wrong") and component in HELD)
    with reception.store.write() as work:
        draft = work.drafts.get(draft_id)
        dossier = replace(draft.dossier, held=()).learn(held, LookUpState.UNREACHABLE)
        work.drafts.save(replace(draft, dossier=dossier))
    sheet = reception.add_page(draft_id, 1)
    for component, how in case.items():
        if how == "take":
            settle.take(draft_id, component)
        elif how == "later":
            settle.look_up_later(draft_id, component)
        elif how in REASONS:
            settle.ask_for(draft_id, component, REASONS[how])
        if how in REASONS or how == "scan":
            _put(reception, draft_id, component, sheet)
    _put(reception, draft_id, "to-khai", sheet)
    accepted = reception.accept(draft_id)
    with reception.store.read() as work:
        dossier = work.dossiers.get(accepted.id)[0]
        event = next(e for e in work.outbox.due(reception.clock.now(), 1000) if e.dossier_id == accepted.id)
    told = DossierMessage.model_validate_json(canonical(event.payload))
    required = sorted(c.code for c in dossier.required)
    assert sorted(c.component for c in told.components) == required
    assert len(accepted.receipt.lines) == len(required)
    words = {"take": "taken", "later": "look-up-later"}
    assert {c.component: (c.how, c.asked_again) for c in told.components} == {
        "to-khai": ("captured", None),
        **{
            component: (words.get(case[component], "captured"), _reason(case[component]))
            for component in case
            if case[component] != "off"
        },
    }
    assert {f.component for f in told.files} == {c.component for c in told.components if c.how == "captured"}


def _put(reception: Reception, draft_id: UUID, component: str, sheet: str) -> None:
    """The same picture for each: as a value, so that twenty cases do not straighten a hundred pages."""
    with reception.store.write() as work:
        draft = work.drafts.get(draft_id)
        work.drafts.save(replace(draft, dossier=draft.dossier.capture(component, (sheet,))))


def _reason(how: str) -> str | None:
    return REASONS[how].value if how in REASONS else None


def test_a_captured_page_reaches_the_file_of_its_own_component(reception: Reception) -> None:
    draft_id = reception.begin(LAND)
    for seed, component in ((1, "to-khai"), (2, "nguon-goc"), (3, "nguon-goc")):
        reception.desk.capture.assign(draft_id, reception.add_page(draft_id, seed), component)
    settled = [s for s in reception.draft(draft_id).dossier.settlements if isinstance(s, Captured)]
    reception.accept(draft_id)
    sizes = {f.component: f.size for f in reception.outbox()[0].files}
    assert set(sizes) == {s.component for s in settled} == {"to-khai", "nguon-goc"}
    assert sizes["nguon-goc"] > sizes["to-khai"]
