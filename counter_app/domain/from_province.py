"""What the province tells of single dossiers: steps that were made there, and dossiers that citizens sent online."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from .citizen import Citizen
from .codes import DossierCode
from .dossier import Delivery
from .life import Act, Result
from .text import name_key


@dataclass(frozen=True, slots=True)
class ProvinceFile:
    """`sha256` of its bytes, by which it is fetched; `component` that it is of."""

    sha256: str
    size: int
    media_type: str
    component: str


@dataclass(frozen=True, slots=True)
class ProvinceStep:
    """A step that was made at the province, or at the unit that decides. `who` as its own words say."""

    id: UUID
    dossier_id: UUID
    act: Act
    at: datetime
    who: str
    unit: str
    reason: str = ""
    papers: tuple[str, ...] = ()
    due: datetime | None = None
    result: Result | None = None
    files: tuple[ProvinceFile, ...] = ()

    def __repr__(self) -> str:
        return f"ProvinceStep({self.act.value})"


@dataclass(frozen=True, slots=True)
class OnlineDossier:
    """A dossier that a citizen sent by the portal. `submitted_at`: the last time, where a supplement was asked for;
    `answer_by`: what the province promised, None where the law's hours count; `open` False: taken back, or answered
    elsewhere."""

    id: UUID
    code: DossierCode
    procedure_code: str
    applicant: Citizen
    submitted_at: datetime
    answer_by: datetime | None = None
    delivery: Delivery = Delivery.HERE
    files: tuple[ProvinceFile, ...] = ()
    open: bool = True

    def __repr__(self) -> str:
        return "OnlineDossier()"


@dataclass(frozen=True, slots=True)
class AskedOnline:
    """What was sent online and waits for its citizen: more was asked for here at `at`, `reason` in the clerk's words,
    `papers` by their codes; `procedure_name` empty: the catalogue does not know it."""

    told: OnlineDossier
    at: datetime
    reason: str
    papers: tuple[str, ...]
    procedure_name: str = ""

    @property
    def sought(self) -> str:
        """What it is found by, without marks."""
        who = self.told.applicant
        return name_key(" ".join((who.full_name, who.personal_number.value, who.phone, self.told.code.text)))

    def __repr__(self) -> str:
        return "AskedOnline()"
