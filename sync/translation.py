"""Messages of the counter contract ↔ the domain's values. What the types cannot hold raises ValueError."""

from __future__ import annotations

from collections.abc import Sequence

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.codes import DossierCode, NumberBlock
from counter_app.domain.correction import Theirs
from counter_app.domain.dossier import Delivery
from counter_app.domain.from_province import OnlineDossier, ProvinceFile, ProvinceStep
from counter_app.domain.life import Act, Result
from counter_app.domain.outbox import ProvinceReceipt
from counter_app.domain.paper import HeldPaper, LegalState
from counter_app.domain.people import Account, Credentials, Role
from counter_app.domain.slices import RecordName, SliceSum, Sums
from counter_app.ports import Changes, GivenAccounts, LookUpAnswer, SourceAnswer

from .contract import (
    AccountMessage,
    AccountsReply,
    BlockMessage,
    ChangesPage,
    CitizenMessage,
    HeldPaperMessage,
    LookUpReply,
    OnlineDossierMessage,
    PersonMessage,
    ProvinceFileMessage,
    ProvinceStepMessage,
    ReceiptMessage,
    RecordMessage,
    SliceMessage,
    SliceReply,
    SumsReply,
)


def citizen(told: CitizenMessage) -> Citizen:
    return Citizen(
        personal_number=PersonalNumber(told.personal_number),
        full_name=told.full_name,
        birth_date=PartialDate.from_iso(told.birth_date) if told.birth_date else None,
        sex=Sex(told.sex) if told.sex else None,
        address=told.address,
        old_number=told.old_number,
        phone=told.phone,
    )


def held_paper(told: HeldPaperMessage) -> HeldPaper:
    return HeldPaper(
        id=told.id,
        owner=PersonalNumber(told.owner),
        kind=told.kind,
        title=told.title,
        source=told.source,
        legal_state=LegalState(told.legal_state),
        as_of=told.as_of,
        issued_on=told.issued_on,
        expires_on=told.expires_on,
        number=told.number,
        issuer=told.issuer,
        summary=told.summary,
    )


def look_up_answer(told: LookUpReply) -> LookUpAnswer:
    return LookUpAnswer(
        citizen=citizen(told.citizen) if told.citizen else None,
        papers=tuple(held_paper(paper) for paper in told.papers),
        sources=tuple(SourceAnswer(source.source, source.as_of) for source in told.sources),
    )


def changes(told: ChangesPage) -> Changes:
    return Changes(
        citizens=tuple(citizen(one) for one in told.citizens),
        papers=tuple(held_paper(paper) for paper in told.papers),
        cursor=told.cursor,
        more=told.more,
        as_of=told.as_of,
        steps=tuple(map(province_step, told.steps)),
        online=tuple(map(online_dossier, told.online)),
        names=_names(told.citizens),
        people_gone=tuple(map(PersonalNumber, told.people_gone)),
        papers_gone=tuple(told.papers_gone),
    )


_ACTS = {act.value: act for act in Act} | {"returned": Act.NOTED}  # a result is handed out at a counter, and told there
_MONEY = frozenset({Act.FEE_TAKEN, Act.FEE_CONFIRMED, Act.FEE_WAIVED})


def province_step(told: ProvinceStepMessage) -> ProvinceStep:
    """What the counter does not know, and money, is noted with its name."""
    act = _ACTS.get(told.act, Act.NOTED)
    if act in _MONEY or (act is Act.RESULT_ARRIVED and told.result is None):
        act = Act.NOTED
    named = act is Act.NOTED and told.act != Act.NOTED.value
    result = told.result
    return ProvinceStep(
        id=told.id,
        dossier_id=told.dossier_id,
        act=act,
        at=told.at,
        who=told.who,
        unit=told.unit,
        reason=f"{told.act}: {told.reason}".rstrip(": ") if named else told.reason,
        papers=tuple(told.papers),
        due=told.due_at if act is not Act.NOTED else None,
        result=Result(result.kind, result.number, result.issued_on, result.issuer)
        if result is not None and act is Act.RESULT_ARRIVED
        else None,
        files=tuple(map(_file, told.files)),
    )


def online_dossier(told: OnlineDossierMessage) -> OnlineDossier:
    """Raises ValueError for what is no code."""
    return OnlineDossier(
        id=told.id,
        code=DossierCode(told.code),
        procedure_code=told.procedure_code,
        applicant=citizen(told.applicant),
        submitted_at=told.submitted_at,
        answer_by=told.answer_by,
        delivery=Delivery(told.delivery),
        files=tuple(map(_file, told.files)),
        open=told.open,
    )


def _file(told: ProvinceFileMessage) -> ProvinceFile:
    return ProvinceFile(told.sha256, told.size, told.media_type, told.component)


def _names(people: Sequence[PersonMessage]) -> dict[PersonalNumber, RecordName]:
    return {
        PersonalNumber(one.personal_number): RecordName(one.ref, one.version)
        for one in people
        if one.ref is not None and one.version is not None
    }


def slice_changes(told: SliceReply) -> Changes:
    citizens, papers = tuple(map(citizen, told.citizens)), tuple(map(held_paper, told.papers))
    return Changes(citizens, papers, told.cursor, False, told.as_of, names=_names(told.citizens))


def sums(told: SumsReply) -> Sums:
    return Sums(told.cursor, _slices(told.citizens), _slices(told.papers))


def _slices(told: Sequence[SliceMessage]) -> dict[int, SliceSum]:
    return {one.slice: SliceSum(one.count, one.sum) for one in told if one.count}


def theirs(told: RecordMessage) -> Theirs:
    return Theirs(told.version, told.fields.model_dump())


_ROLES = {role.value: role for role in Role}


def accounts(told: AccountsReply) -> GivenAccounts:
    if len({one.id for one in told.accounts}) < len(told.accounts):
        raise ValueError("one account twice")
    return GivenAccounts(told.version, tuple(map(_credentials, told.accounts)))


def _credentials(told: AccountMessage) -> Credentials:
    """A role that this version does not know gives no right."""
    roles = frozenset(_ROLES[role] for role in told.roles if role in _ROLES)
    return Credentials(Account(told.id, told.user_name, told.name, roles, told.active), told.verifier)


def number_block(told: BlockMessage) -> NumberBlock:
    return NumberBlock(
        id=told.id,
        unit=told.unit,
        counter=told.counter,
        day=told.day,
        first=told.first,
        last=told.last,
        next=told.first,
        digits=told.digits,
    )


def province_receipt(told: ReceiptMessage) -> ProvinceReceipt:
    if told.dossier_code is not None and DossierCode(told.dossier_code).provisional:
        raise ValueError("a provisional code is the counter's to give")
    return ProvinceReceipt(
        key=told.key,
        payload_sha256=told.payload_sha256,
        files=tuple(told.files),
        received_at=told.received_at,
        dossier_code=told.dossier_code,
    )
