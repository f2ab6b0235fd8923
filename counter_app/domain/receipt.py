"""What the legal papers say, as values; `paperwork` draws them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .certified_copy import CertifiedCopy
from .codes import DossierCode, RegisterEntry
from .deadline import Appointment
from .party import OnBehalf, Party, Person
from .procedure import DeadlineRule
from .waiting import ExpectedWait


@dataclass(frozen=True, slots=True)
class Unit:
    """A receiving unit as it signs its papers.

    `parent` the agency above it (upper line of the heading), `place` for the date line, `code` its agency code.
    """

    code: str
    name: str
    parent: str
    place: str
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One line of "Thành phần hồ sơ": what was received, how, how many.

    `how` in words: nộp, xuất trình, dùng lại (with source and legal basis in `note`), tra cứu sau.
    """

    name: str
    how: str
    originals: int
    copies: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Form 01 (giấy tiếp nhận hồ sơ và hẹn trả kết quả) with all it says. `form` is the form's version key.
    `applicant` hands in; `behalf`: whose dossier it is, where not his own.

    `register` None: nothing was entered in the book. `reprint`: 0 for the first print, then the reprint's number.
    `linked_code`: what the province gave meanwhile for a provisional `code`, which stays valid; a reprint alone has
    it. `copies`: what was certified, with its lines in that book.
    """

    form: str
    unit: Unit
    counter: str
    code: DossierCode
    queue_label: str | None
    applicant: Person
    procedure_code: str
    procedure_name: str
    competent_authority: str
    lines: tuple[ReceiptLine, ...]
    sets: int
    deadline: DeadlineRule
    received_at: datetime
    appointment: Appointment
    delivery_words: str
    fee: int
    fee_words: str
    register: RegisterEntry | None
    clerk_name: str
    reprint: int = 0
    linked_code: DossierCode | None = None
    copies: tuple[CertifiedCopy, ...] = ()
    behalf: OnBehalf | None = None

    @property
    def owner(self) -> Party:
        """Whose dossier it is."""
        return self.behalf.owner if self.behalf else self.applicant

    @property
    def named(self) -> str:
        """As lists name it: the owner, and who handed it in for him."""
        return f"{self.owner.full_name} ({self.applicant.full_name} nộp)" if self.behalf else self.applicant.full_name


@dataclass(frozen=True, slots=True)
class TicketSlip:
    """What the queue ticket prints: a number and times, never a name or a procedure.

    `group` the group's code, by which its name is found in the other `languages` (`km`). `reprint`: a ticket with this
    number was sent to a printer before. `people_ahead` None: on a reprint nobody counts them.
    """

    unit_name: str
    label: str
    group_name: str
    people_ahead: int | None
    issued_at: datetime
    day: date
    group: str = ""
    languages: tuple[str, ...] = ()
    reprint: bool = False
    wait: ExpectedWait | None = None
    unheard: bool = False  # nobody calls it before a counter was told
