"""A dossier that was refused before anything was received: what the register of refusals keeps of it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from .notices import Matter
from .text import name_key


@dataclass(frozen=True, slots=True)
class Refused:
    """`draft_id`: of what had been begun; of what was sent online a name of its own, and its matter has the province's
    code. `number` in the counter's book of refusals of the year; `who` refused it, `who_name` as the paper names them;
    `prints`: how often its paper was printed."""

    draft_id: UUID
    number: int
    counter: str
    at: datetime
    who: str
    who_name: str
    matter: Matter
    reason: str = field(repr=False)
    guidance: str = field(default="", repr=False)
    prints: int = 0

    @property
    def slip(self) -> str:
        """As its paper has it: `03-Q2`."""
        return f"{self.number:02d}-{self.counter}"

    @property
    def sought(self) -> str:
        """What it is found by: who it was refused to and whose it was to be, numbers, the slip; without marks."""
        who, code = self.matter.applicant, self.matter.code.text if self.matter.code is not None else ""
        return name_key(" ".join((who.name, who.number, who.phone, self.matter.owner, self.slip, code)))
