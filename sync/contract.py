"""The counter contract: every message that a counter and the province exchange, strict and bounded, for both sides.

    POST  /token                          log in
    POST  /look-ups                       one person, one purpose (the number is in the body, never in an address)
    POST  /leases                         numbers for days ahead
    PUT   /dossiers/{id}                  the metadata, under Idempotency-Key; body: `canonical` JSON
    PUT   /dossiers/{id}/steps/{key}      what happened to it afterwards, under the same key
    PUT   /dossiers/{id}/particulars, /people/{ref}     who it is about, corrected: under If-Match, too
    GET   /dossiers/{id}/receipt, /dossiers/{id}/steps/{key}/receipt, /corrections/{key}/receipt   what is held
    GET   /blobs/{sha256}                 a file that the province has: a result, a paper that was sent online
    HEAD, PATCH  /blobs/{sha256}          a file, resumable by offset (tus 1.0.0; the address is known beforehand)
    GET   /changes?cursor=                what changed of the own commune's citizens and held papers, steps made there,
                                          online dossiers, in pages
    GET   /changes/sums, /changes/slices/{number}       count and sum of each slice of them; one slice, whole
    GET   /catalogue, /accounts           with ETag = version

A refusal is `Refusal` with status 4xx. Moments are ISO 8601 with an offset; dates ISO; text is UTF-8 in NFC.
"""

# Long because: the contract is one page, for both sides.

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

from counter_app.domain.citizen import PartialDate
from counter_app.domain.people import is_verifier
from counter_app.domain.slices import SLICES
from counter_app.domain.text import normal

TUS_VERSION = "1.0.0"
TUS_MEDIA_TYPE = "application/offset+octet-stream"
JSON_MEDIA_TYPE = "application/json"
UNKNOWN_DOSSIER = "unknown-dossier"  # nothing is held under this key
UNKNOWN_CURSOR = "unknown-cursor"  # too old, or of another province: begin anew
STALE_LEASE = "stale-lease"  # another copy of the store has leased since
MAX_FILE = 200 * 1024 * 1024  # bytes
MAX_FETCHED = 32 * 1024 * 1024  # bytes of a file that a counter fetches
MAX_DOSSIER = 1024 * 1024  # bytes of metadata


def canonical(payload: Mapping[str, Any]) -> bytes:
    """The bytes of a payload as they go over the wire and as they are hashed: one text for one content.

    Raises ValueError for what is no JSON (NaN, a lone surrogate).
    """
    return json.dumps(
        payload, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"), check_circular=True
    ).encode("utf-8")


def sha256(data: bytes) -> str:
    """Lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def digest(name: str) -> str:
    """Repr-Digest (RFC 9530) by which the province vouches for a whole file, from its SHA-256 in hexadecimal."""
    return f"sha-256=:{b64encode(bytes.fromhex(name)).decode('ascii')}:"


# --- words that recur ----------------------------------------------------------------------------------


def _partial_date(text: str) -> str:
    PartialDate.from_iso(text)
    return text


Moment = Annotated[
    AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2100, 1, 1, tzinfo=UTC))
]  # bounded: the ends of the calendar overflow in another zone
Code = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[\x21-\x7e]+$")]
Text = Annotated[str, StringConstraints(max_length=1000), AfterValidator(normal)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(normal)]
TwelveDigits = Annotated[str, StringConstraints(pattern=r"^[0-9]{12}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[\x21-\x7e]+$")]
PartialIsoDate = Annotated[str, StringConstraints(max_length=10), AfterValidator(_partial_date)]
Legal = Literal["signed-original", "agency-copy", "unsigned-image", "database-record"]
Count = Annotated[int, Field(ge=0, le=10_000_000_000)]


class Message(BaseModel):
    """Strict: "3" is no number. What the other side adds later is passed over, never guessed at."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore", allow_inf_nan=False, hide_input_in_errors=True)


class Refusal(Message):
    """Any 4xx. `code` is for the program; `message` for the log of the other side, without personal data."""

    code: Code
    message: Text = ""


# --- log-in --------------------------------------------------------------------------------------------


class TokenRequest(Message):
    client_id: Code
    client_secret: Annotated[str, StringConstraints(min_length=1, max_length=4096)] = Field(repr=False)
    unit: Code
    counter: Code


class Token(Message):
    access_token: Annotated[str, StringConstraints(min_length=1, max_length=8192, pattern=r"^[\x21-\x7e]+$")] = Field(
        repr=False
    )
    token_type: Literal["bearer"]
    expires_in: Annotated[int, Field(ge=1, le=31_536_000)]


class EnrolRequest(Message):
    """POST /enrolments, without a log-in: a one-time code that the province gave out makes this PC a counter's. The
    same counter asking again with the same code gets the same answer, so that a reply lost on the way costs no code;
    another counter gets 409 `code-used`, an unknown code 404 `code-unknown`."""

    code: Code = Field(repr=False)
    unit: Code
    counter: Code


class Enrolment(Message):
    client_secret: Annotated[str, StringConstraints(min_length=1, max_length=384)] = Field(repr=False)


# --- people and their papers ---------------------------------------------------------------------------


class CitizenMessage(Message):
    personal_number: TwelveDigits = Field(repr=False)
    full_name: Name = Field(repr=False)
    birth_date: PartialIsoDate | None = Field(default=None, repr=False)
    sex: Literal["Nam", "Nữ"] | None = None
    address: Text = Field(default="", repr=False)
    old_number: Annotated[str, StringConstraints(max_length=20)] | None = Field(default=None, repr=False)
    phone: Annotated[str, StringConstraints(max_length=30)] = Field(default="", repr=False)


class PersonMessage(CitizenMessage):
    """The province's record of a person. `ref`: an opaque name for addresses, `version` its entity tag; both null where
    it cannot be corrected from a counter."""

    ref: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[A-Za-z0-9._~-]+$")] | None = None
    version: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[\x21\x23-\x7e]+$")] | None = (
        None
    )


class HeldPaperMessage(Message):
    id: Code
    owner: TwelveDigits = Field(repr=False)
    kind: Code
    title: Name
    source: Code
    legal_state: Legal
    as_of: Moment
    issued_on: date | None = None
    expires_on: date | None = None
    number: Text = Field(default="", repr=False)
    issuer: Text = ""
    summary: Text = Field(default="", repr=False)


class LookUpRequest(Message):
    person: TwelveDigits = Field(repr=False)
    purpose: Name
    procedure: Code
    kinds: Annotated[list[Code], Field(max_length=200)]


class SourceMessage(Message):
    """`as_of` null: this source did not answer."""

    source: Code
    as_of: Moment | None


class LookUpReply(Message):
    citizen: PersonMessage | None
    papers: Annotated[list[HeldPaperMessage], Field(max_length=500)]
    sources: Annotated[list[SourceMessage], Field(max_length=50)]


class ProvinceFileMessage(Message):
    sha256: Sha256
    size: Annotated[int, Field(ge=1, le=MAX_FETCHED)]
    media_type: Code
    component: Code


class ProvinceResultMessage(Message):
    kind: Code
    number: Text = Field(default="", repr=False)
    issued_on: date | None = None
    issuer: Text = ""


class ProvinceStepMessage(Message):
    """What happened to a dossier elsewhere: `act` as in StepMessage, or `noted` for a progress that moves nothing; one
    that the counter does not know counts as noted. Repeating it changes nothing: `id` is the step's."""

    id: UUID
    dossier_id: UUID
    act: Code
    at: Moment
    who: Name
    unit: Text = ""
    reason: Text = ""
    papers: Annotated[list[Code], Field(max_length=200)] = []
    due_at: Moment | None = None
    result: ProvinceResultMessage | None = None
    files: Annotated[list[ProvinceFileMessage], Field(max_length=20)] = []


class OnlineDossierMessage(Message):
    """A dossier that a citizen sent by the portal, under the province's `code`; sent again with a later `submitted_at`
    where a supplement came. `open` false: taken back, or answered elsewhere. The counter answers by PUT /dossiers/{id}
    (received; channel online) or by a step with act `refused` or `supplement-asked`. `answer_by` null: the law's hours
    count."""

    id: UUID
    code: Code
    procedure_code: Code
    applicant: CitizenMessage
    submitted_at: Moment
    answer_by: Moment | None = None
    delivery: Literal["here", "post"] = "here"
    files: Annotated[list[ProvinceFileMessage], Field(max_length=200)] = []
    open: bool = True


class ChangesPage(Message):
    """`cursor` opaque, to be given back; `more`: another page follows. A row comes whole, again when it changed;
    what the commune no longer has is named in `people_gone` and, by id, in `papers_gone` (kept for at least a year: a
    cursor from before is refused, 400 `unknown-cursor`). `steps` and `online`: of this unit's dossiers, since the
    cursor that was given."""

    citizens: Annotated[list[PersonMessage], Field(max_length=2000)]
    papers: Annotated[list[HeldPaperMessage], Field(max_length=10_000)]
    people_gone: Annotated[list[TwelveDigits], Field(max_length=10_000)] = Field(default=[], repr=False)
    papers_gone: Annotated[list[Code], Field(max_length=10_000)] = []
    cursor: Cursor
    more: bool
    as_of: Moment
    steps: Annotated[list[ProvinceStepMessage], Field(max_length=2000)] = []
    online: Annotated[list[OnlineDossierMessage], Field(max_length=500)] = []


SliceNumber = Annotated[int, Field(ge=0, lt=SLICES)]


class SliceMessage(Message):
    slice: SliceNumber
    count: Count
    sum: Annotated[int, Field(ge=0, lt=2**63)]


class SumsReply(Message):
    """Of each slice that has anything, as it stands at `cursor`."""

    cursor: Cursor
    citizens: Annotated[list[SliceMessage], Field(max_length=SLICES)]
    papers: Annotated[list[SliceMessage], Field(max_length=SLICES)]


class SliceReply(Message):
    """One slice, whole, as it stands at `cursor`."""

    citizens: Annotated[list[PersonMessage], Field(max_length=20_000)]
    papers: Annotated[list[HeldPaperMessage], Field(max_length=100_000)]
    cursor: Cursor
    as_of: Moment


# --- accounts ------------------------------------------------------------------------------------------


def _verifier(text: str) -> str:
    if not is_verifier(text):
        raise ValueError("no argon2id verifier that a counter can pay for")
    return text


class AccountMessage(Message):
    """A person of the unit. `verifier`: argon2id of the pass word (NFC, UTF-8), encoded; m=65536,t=3,p=4 recommended.
    Withdrawn: `active` false, sent for at least ten years; an account that is left out stays as it was."""

    id: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")]
    user_name: Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(normal)]
    name: Name
    roles: Annotated[list[Code], Field(max_length=20)]
    unit: Code
    active: bool
    verifier: Annotated[str, StringConstraints(max_length=256), AfterValidator(_verifier)] = Field(repr=False)


class AccountsReply(Message):
    version: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[\x21\x23-\x7e]+$")]
    accounts: Annotated[list[AccountMessage], Field(max_length=2000)]


# --- numbers -------------------------------------------------------------------------------------------


class LeaseRequest(Message):
    """The same `request_id` leases the same blocks, however often it is asked.

    `token`: the one that came with the last lease of this counter, which proves that no other copy of its store has
    leased since; null takes the counter over (a new store, a restored one, or one moved by a hand). A token that is
    neither the last nor the one before it, whose reply may have been lost, is refused: 409 `stale-lease`.
    """

    request_id: UUID
    token: Code | None = None
    counter: Code
    days: Annotated[list[date], Field(min_length=1, max_length=60)]


class BlockMessage(Message):
    """Serials `first`..`last` of `unit` and `day`, for this counter alone."""

    id: Code
    unit: Code
    counter: Code
    day: date
    first: Annotated[int, Field(ge=1)]
    last: Annotated[int, Field(ge=1, le=999_999)]
    digits: Annotated[int, Field(ge=4, le=6)] = 4


class LeaseReply(Message):
    """Empty: this province gives codes one by one; a provisional code is linked by the dossier's receipt."""

    blocks: Annotated[list[BlockMessage], Field(max_length=200)]
    token: Code


# --- dossiers ------------------------------------------------------------------------------------------


class Additive(Message):
    """What a later version of a counter adds is kept: the province stores the bytes as they came."""

    model_config = ConfigDict(strict=True, frozen=True, extra="allow", allow_inf_nan=False, hide_input_in_errors=True)


class RegisterLine(Additive):
    """`counter` as the book's store writes it: where a store was copied, each copy keeps a book of its own."""

    counter: Code
    year: Annotated[int, Field(ge=2000, le=9999)]
    book: Annotated[int, Field(ge=1)]
    line: Annotated[int, Field(ge=1)]


class SettledComponent(Additive):
    """How a component was settled. Taken: from which held paper, source and legal basis. Captured: the paper's own
    `number`, day and issuer, where the clerk confirmed them. `asked_again`: why a paper was asked for although it is
    held (NĐ 309/2026, Art. 4(2a))."""

    component: Code
    how: Literal["captured", "taken", "shown", "look-up-later"]
    asked_again: Literal["incident", "wrong-data", "offline"] | None = None
    paper: Code | None = None
    kind: Code | None = None
    source: Code | None = None
    legal_state: Legal | None = None
    as_of: Moment | None = None
    legal_basis: Text | None = None
    shown_at: Moment | None = None
    number: Text | None = Field(default=None, repr=False)
    issued_on: date | None = None
    issuer: Text | None = None


class FileMessage(Additive):
    """A file that follows under /blobs; `component` is the one it was captured for."""

    sha256: Sha256
    size: Annotated[int, Field(ge=1, le=MAX_FILE)]
    media_type: Annotated[str, StringConstraints(min_length=3, max_length=100)]
    component: Code


class CertifiedCopyMessage(Additive):
    """A line in the counter's book of certified copies. Fee in đồng."""

    number: Annotated[int, Field(ge=1)]
    book: Text
    title: Text = Field(repr=False)
    pages: Count
    copies: Count
    fee: Count


class CommuneMessage(Additive):
    """Where an address lies since July 2025: GSO code of five digits. Of a commune that was split the clerk chose."""

    code: Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]
    name: Name


class PassportMessage(Additive):
    """`nationality` as the passport has it (USA), or in words."""

    number: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{5,12}$")] = Field(repr=False)
    nationality: Text
    expires_on: date | None


class ApplicantMessage(Additive):
    """Who stood at the counter and handed in: with a personal number, or with a passport. `commune` null: the table of
    units does not know, or a commune was split and nobody chose."""

    personal_number: TwelveDigits | None = Field(repr=False)
    full_name: Name = Field(repr=False)
    birth_date: PartialIsoDate | None = Field(default=None, repr=False)
    sex: Literal["Nam", "Nữ"] | None = None
    address: Text = Field(default="", repr=False)
    old_number: Annotated[str, StringConstraints(max_length=20)] | None = Field(default=None, repr=False)
    phone: Annotated[str, StringConstraints(max_length=30)] = Field(default="", repr=False)
    commune: CommuneMessage | None = None
    passport: PassportMessage | None = None


class OwnerMessage(Additive):
    """Whose dossier it is, where another handed it in; `relation`: what that one is to him, a code and in words. A
    `child` is born and has no number yet: its name, and the birth date."""

    kind: Literal["citizen", "foreigner", "child", "organisation"]
    relation: Code
    relation_words: Text
    full_name: Name = Field(repr=False)
    address: Text = Field(default="", repr=False)
    phone: Annotated[str, StringConstraints(max_length=30)] = Field(default="", repr=False)
    commune: CommuneMessage | None = None
    birth_date: PartialIsoDate | None = Field(default=None, repr=False)
    sex: Literal["Nam", "Nữ"] | None = None
    personal_number: TwelveDigits | None = Field(default=None, repr=False)
    old_number: Annotated[str, StringConstraints(max_length=20)] | None = Field(default=None, repr=False)
    enterprise_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{10}(-[0-9]{3})?$")] | None = None
    passport: PassportMessage | None = None


class DossierMessage(Additive):
    """An accepted dossier. `owner` null: the applicant's own. `due_at` null: the clock starts only at the competent
    authority. Fee in đồng."""

    id: UUID
    operation_id: UUID
    code: Code
    provisional: bool
    unit: Code
    counter: Code
    clerk: Annotated[str, StringConstraints(max_length=200)]
    channel: Literal["counter", "online", "post"]
    procedure_code: Code
    procedure_version: date | None
    competent_authority: Text | None
    applicant: ApplicantMessage
    owner: OwnerMessage | None = None
    received_at: Moment
    due_at: Moment | None
    starts_elsewhere: bool
    forward_by: Moment
    delivery: Literal["here", "post"]
    collect_at: Text = ""  # the other desk at which the result is collected, in words
    fee: Count
    register_line: RegisterLine | None = Field(alias="register")
    queue_ticket: Annotated[str, StringConstraints(max_length=20)] | None
    components: Annotated[list[SettledComponent], Field(max_length=200)]
    files: Annotated[list[FileMessage], Field(max_length=500)]
    certified_copies: Annotated[list[CertifiedCopyMessage], Field(max_length=100)] = []


class ResultMessage(Additive):
    """`kind` of the paper (KQ.G15.000031); `why_no_file`: it came on paper alone and was not scanned."""

    kind: Code
    number: Text = Field(repr=False)
    issued_on: date | None
    issuer: Text
    why_no_file: Text


class CollectorMessage(Additive):
    full_name: Name = Field(repr=False)
    personal_number: TwelveDigits | None = Field(repr=False)  # null: a foreigner, by `passport`
    passport: Annotated[str, StringConstraints(max_length=12)] | None = Field(default=None, repr=False)
    other: Text  # what authorises somebody else than the applicant or the owner


class PaymentMessage(Additive):
    """In đồng. `settled` false: a transfer that the account has not shown. Series, number: of the electronic
    receipt."""

    how: Literal["cash", "transfer", "waived"]
    amount: Count
    reason: Text
    series: Text
    number: Text
    reference: Text
    settled: bool


class StepMessage(Additive):
    """What happened to a dossier after its acceptance. `stage`: TrangThaiHoSo that it is in by now; `due_at` the
    promise that holds; `number` of the slip, 0: none."""

    id: UUID
    dossier_id: UUID
    code: Code
    unit: Code
    counter: Code
    clerk: Annotated[str, StringConstraints(max_length=200)]
    act: Code
    stage: Annotated[int, Field(ge=1, le=10)]
    at: Moment
    due_at: Moment | None
    number: Count
    reason: Text
    papers: Annotated[list[Code], Field(max_length=200)]
    to: Text
    components: Annotated[list[SettledComponent], Field(max_length=200)]
    result: ResultMessage | None
    collector: CollectorMessage | None
    payment: PaymentMessage | None
    files: Annotated[list[FileMessage], Field(max_length=500)]


class ReceiptMessage(Message):
    """The province's word: the key and the SHA-256 of the bytes it was sent under, and the files that it holds
    whole and verified. `dossier_code`: given where the counter's was provisional; null until there is one.

    `signature`: base64 of an Ed25519 signature over `receipt_words`, null where the province signs none. A counter
    whose settings ask for it (`province.signed_receipts`) believes no receipt without one, and nobody one that does
    not fit the key it knows."""

    key: UUID
    dossier_id: UUID
    payload_sha256: Sha256
    files: Annotated[list[Sha256], Field(max_length=500)]
    received_at: Moment
    dossier_code: Code | None = None
    signature: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{86}==$")] | None = None


def receipt_words(told: ReceiptMessage) -> bytes:
    """What a receipt's signature is over, a line each (LF between, none at the end): the word `receipt`, key, dossier,
    hash of the payload, the hashes of the files with commas between, the moment in UTC to the second
    (`2026-11-27T01:02:03Z`), the dossier's code or nothing."""
    at = told.received_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    about = ("receipt", str(told.key), str(told.dossier_id), told.payload_sha256)
    return "\n".join((*about, ",".join(told.files), at, told.dossier_code or "")).encode()


# --- corrections ---------------------------------------------------------------------------------------

Version = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[\x21\x23-\x7e]+$")]


class Particulars(Message):
    """What may be corrected; empty: not known. All of it goes, also what stays."""

    full_name: Name = Field(repr=False)
    birth_date: Annotated[str, StringConstraints(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$")] = Field(repr=False)
    sex: Literal["Nam", "Nữ", ""]
    address: Text = Field(repr=False)
    phone: Annotated[str, StringConstraints(max_length=30)] = Field(repr=False)


class CorrectionMessage(Additive):
    """Taken only while the record is in the state that it was made from: `base_version`, which If-Match says again. It
    is a version that the province told, or the idempotency key of an event of ours, which names the state that this
    event made (so that a counter may go on without a line). Else 412 with a `RecordMessage`."""

    id: UUID
    dossier_id: UUID
    about: Literal["dossier", "person"]
    ref: Code
    base_version: Version
    unit: Code
    counter: Code
    clerk: Annotated[str, StringConstraints(max_length=200)]
    at: Moment
    fields: Particulars
    files: Annotated[list[FileMessage], Field(max_length=0)]


class RecordMessage(Message):
    """With a 412: what is held by now. `version` is its entity tag, too."""

    version: Version
    fields: Particulars


# --- catalogue -----------------------------------------------------------------------------------------


class CatalogueMessage(Additive):
    """The bundle (resources/catalogue/README.md); the store checks the rest of its shape as a whole."""

    version: Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[\x21\x23-\x7e]+$")]
