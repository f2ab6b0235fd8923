"""What the province is told of an accepted dossier: the contract, the vault's own files, each paper once."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from uuid import UUID

import pikepdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.citizen import Citizen
from counter_app.domain.dossier import AskAgain, Captured, LookUpState
from sync.contract import DossierMessage, canonical
from tests.use_cases.reception import (
    LAND,
    MONDAY,
    SA_RINH,
    UNIT,
    Reception,
    book,
    due,
    marriage,
    residence,
)


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
        reception.desk.arrange.assign(draft_id, reception.add_page(draft_id, seed), component)
    settled = [s for s in reception.draft(draft_id).dossier.settlements if isinstance(s, Captured)]
    reception.accept(draft_id)
    sizes = {f.component: f.size for f in reception.outbox()[0].files}
    assert set(sizes) == {s.component for s in settled} == {"to-khai", "nguon-goc"}
    assert sizes["nguon-goc"] > sizes["to-khai"]


def test_the_pdf_of_a_paper_says_its_kind_and_its_dossier_and_nothing_of_the_citizen(reception: Reception) -> None:
    accepted = reception.accept()
    (event,) = reception.outbox()
    (file,) = event.files
    with pikepdf.open(io.BytesIO(reception.store.vault.get(file.sha256))) as pdf:
        about = pdf.open_metadata()
        with reception.store.read() as work:
            procedure = work.dossiers.get(accepted.id)[0].procedure
        assert procedure is not None
        (component,) = [c for c in procedure.components if c.code == file.component]
        assert about["dc:type"] == {component.kinds[0]}
        assert about["dc:identifier"] == str(accepted.id)
        said = str(about) + " ".join(str(value) for value in pdf.docinfo.values())
    applicant = accepted.receipt.applicant
    assert isinstance(applicant, Citizen)
    assert applicant.personal_number.value not in said
    assert applicant.full_name not in said
