"""The counter's other books as papers: certified copies, refusals before reception. As `notices`, each by its form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from .notices import Notice


@dataclass(frozen=True, slots=True)
class CopyBookLine:
    """One original of which copies were certified, however many: `number` stands on each of them. Đồng."""

    number: int
    at: datetime
    requester: str = field(repr=False)
    requester_number: str = field(repr=False)
    title: str = field(repr=False)
    pages: int
    copies: int
    fee: int
    book: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyBookPaper(Notice):
    """Sổ chứng thực bản sao từ bản chính. Who certified signs here in ink. `closed`: the year is over."""

    counter: str
    year: int
    book: str
    lines: tuple[CopyBookLine, ...]
    closed: bool = False


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """A refusal as its line has it; `slip` as its paper has its number."""

    number: int
    slip: str
    at: datetime
    applicant: str = field(repr=False)
    applicant_number: str = field(repr=False)
    procedure_name: str
    reason: str = field(repr=False)
    guidance: str = field(default="", repr=False)
    clerk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalBook(Notice):
    """Sổ từ chối tiếp nhận: what was refused before reception; the unit's own, no form of the law."""

    counter: str
    year: int
    lines: tuple[RefusalLine, ...]
    closed: bool = False
