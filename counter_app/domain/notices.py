"""What the papers beside the receipt say, as values made from facts; `paperwork` draws them, each by the form in force
on the day that it is dated."""

# Long because: every paper of the counter as a value, on one page.

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .codes import DossierCode, RegisterEntry
from .party import Child, Identity, OnBehalf, Organisation, Party, at_home, identity
from .receipt import Unit

PERSONAL_NUMBER = "Số định danh cá nhân"
_KINDS = {
    Identity.PERSONAL_NUMBER: PERSONAL_NUMBER,
    Identity.PASSPORT: "Số hộ chiếu",
    Identity.ENTERPRISE_CODE: "Mã số doanh nghiệp",
    Identity.NONE: "Ngày sinh",
}


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who a paper is made out to, as it names him. `number_kind` in words (Số định danh cá nhân, Hộ chiếu, Mã số doanh
    nghiệp); empty texts are not known."""

    name: str
    number: str = ""
    number_kind: str = PERSONAL_NUMBER
    address: str = ""
    phone: str = ""
    email: str = ""

    @classmethod
    def of(cls, party: Party) -> Applicant:
        """Whoever it is; of a child without a number the birth date stands in its place."""
        kind, number = identity(party)
        if isinstance(party, Child):
            number = party.birth_date.printed()
        return cls(party.full_name, number, _KINDS[kind], at_home(party), party.phone)

    def __repr__(self) -> str:
        return "Applicant()"


@dataclass(frozen=True, slots=True)
class Matter:
    """What a paper is about: who asks for what. `code` None: nothing was received, so there is no code (refusal,
    supplement before reception). `owner`: whose dossier it is, where another hands it in."""

    applicant: Applicant
    procedure_name: str
    procedure_code: str = ""
    code: DossierCode | None = None
    owner: str = field(default="", repr=False)


def owner_words(behalf: OnBehalf | None) -> str:
    """Whose dossier it is, on one line: name, number, and what who hands it in is to him; empty: the applicant's."""
    if behalf is None:
        return ""
    owner = Applicant.of(behalf.owner)
    kind = "MSDN" if isinstance(behalf.owner, Organisation) else owner.number_kind.lower()
    return f"{owner.name}, {kind} {owner.number} (người nộp là {behalf.relation.words})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What every paper has. `unit` heads it and signs it; `at`, aware, dates it and chooses the form's version.

    `reprint`: 0 for the first print, then the reprint's number, which stands on the paper.
    """

    unit: Unit
    at: datetime
    clerk_name: str = ""
    reprint: int = 0


# --- the forms of the law ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that is wanting. `what` in words: what is wrong with the one handed in, or what it must have."""

    name: str
    originals: int = 1
    copies: int = 0
    what: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplement(Notice):
    """Form 02, phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: all that is wanting, told once (NĐ 61/2018 Art. 17.1).

    `number` of "Số …/HDHS", empty: left to be written in. `reason` in words, with the lawful one where a database did
    not answer (NĐ 309/2026 Art. 17(2)(a)). `contact_*`: whom the citizen asks; empty: the unit's own.
    """

    number: str = ""
    matter: Matter
    wanted: tuple[Wanted, ...]
    reason: str
    contact_name: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Notice):
    """Form 03, phiếu từ chối tiếp nhận, giải quyết hồ sơ: one sentence a reason. `guidance`: where to go instead."""

    number: str = ""
    matter: Matter
    reasons: tuple[str, ...]
    guidance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Apology(Notice):
    """Form 04: xin lỗi và hẹn lại ngày trả kết quả (2018), xin lỗi và đề nghị gia hạn (2025). Once for a dossier, at
    least a day before `promised` (NĐ 61/2018 Art. 19.9).

    `unit` is the resolving authority; its head signs: `signer_title` (CHỦ TỊCH), `signer_name`. `delivered_by`: the
    counter that hands it over. `recipients` of "Nơi nhận", after the applicant.
    """

    number: str = ""
    matter: Matter
    received_at: datetime
    promised: datetime
    new_date: datetime
    reason: str
    signer_title: str = ""
    signer_name: str = ""
    delivered_by: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(Notice):
    """Form 05 (2025 only), thông báo dừng giải quyết hồ sơ. Signed and delivered as form 04.

    `legal_basis`: by what law it stops; `promised` None: no day had been named.
    """

    number: str = ""
    matter: Matter
    received_at: datetime
    promised: datetime | None = None
    reason: str
    legal_basis: str = ""
    signer_title: str = ""
    signer_name: str = ""
    delivered_by: str = ""
    recipients: tuple[str, ...] = ()


class Timing(StrEnum):
    """How a step ended against its time, as form 06 asks (kết quả giải quyết)."""

    EARLY = "early"
    ON_TIME = "on-time"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Step:
    """The dossier passes from `giver` to `taker` (units); the people are named where known. `timing` None: open."""

    giver: str
    taker: str
    at: datetime | None = None
    giver_name: str = ""
    taker_name: str = ""
    timing: Timing | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlip(Notice):
    """Form 06 (05 in 2018), phiếu kiểm soát quá trình giải quyết hồ sơ: goes with the dossier; empty rows follow the
    steps, to be filled in by hand. `promised` None: the clock starts at the competent authority."""

    matter: Matter
    received_at: datetime
    promised: datetime | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the register book. Moments that have not come are None; who signed stands in ink alone."""

    entry: RegisterEntry
    code: DossierCode
    procedure_name: str
    sets: int
    applicant: Applicant
    authority: str
    received_at: datetime
    due: datetime | None = None
    forwarded_at: datetime | None = None
    result_at: datetime | None = None
    returned_at: datetime | None = None
    delivery: str = ""  # phương thức nhận kết quả, in words
    note: str = field(default="", repr=False)  # who handed in for another stands here


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBook(Notice):
    """Form 07 (06 in 2018), sổ theo dõi hồ sơ: lines of one counter's book of one year, in order, without a gap.

    `counter` as the lines' entries have it (`Q2`, or `Q2.X7K4` where several stores grew out of one). `closed`: the
    year is over; the closing line is printed (TT 01/2018 Art. 10.2).
    """

    counter: str
    year: int
    book: int
    lines: tuple[RegisterLine, ...]
    closed: bool = False


# --- papers of the counter -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HandedDossier:
    """A dossier in a hand-over list: `papers` how many papers lie in it."""

    code: DossierCode
    procedure_name: str
    applicant_name: str = field(repr=False)
    papers: int
    due: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Notice):
    """Bảng bàn giao hồ sơ: what goes from the counter to the competent unit, signed by both."""

    number: str = ""
    to_unit: str
    dossiers: tuple[HandedDossier, ...]
    taker_name: str = ""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """`amount` in đồng; `basis`: the decision that sets it, or why it is waived."""

    name: str
    amount: int
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeSlip(Notice):
    """Phiếu ghi nhận đã thu phí, lệ phí: replaces no receipt of the treasury, and says so.

    `paid_how` in words (tiền mặt, chuyển khoản); `receipt_series`, `receipt_number` of the electronic receipt, where it
    is issued already. `payer` empty: the applicant.
    """

    number: str = ""
    matter: Matter
    lines: tuple[FeeLine, ...]
    paid_how: str
    payer: str = field(default="", repr=False)
    receipt_series: str = ""
    receipt_number: str = ""

    @property
    def total(self) -> int:
        """Đồng."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class CashLine:
    """A fee of the day. `how` in words; `receipt` series and number of the electronic receipt. Đồng."""

    code: DossierCode
    procedure_name: str
    how: str
    amount: int
    receipt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CashClosing(Notice):
    """Bảng chốt thu trong ngày: what one counter took, for whoever counts the cash. Sums in đồng; `waiting`: transfers
    that the account has not shown."""

    counter: str
    day: datetime
    lines: tuple[CashLine, ...]
    cash: int
    transfers: int
    waiting: int
    waived: int


@dataclass(frozen=True, slots=True)
class HeldLine:
    """A paper that need not be handed in: what stands for it (`held`), where (`source`), by what law."""

    name: str
    held: str
    source: str
    legal_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotNeeded(Notice):
    """Phiếu thông báo giấy tờ không phải nộp (NĐ 309/2026 Art. 4(2a))."""

    matter: Matter
    lines: tuple[HeldLine, ...]


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A paper asked for although held, or though it could be looked up: why, by what law, and in whose words."""

    name: str
    reason: str
    legal_basis: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StillAsked(Notice):
    """Phiếu giải thích vì sao vẫn yêu cầu nộp giấy tờ (NĐ 309/2026 Art. 4(2a), 17(2)(a))."""

    matter: Matter
    lines: tuple[AskedLine, ...]
