"""What the counter knows of citizens, units and the papers they have handed in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from ..domain.citizen import Citizen, PersonalNumber
from ..domain.paper import HeldPaper
from ..domain.slices import RecordName, Sums
from .province import Changes


class Register(Protocol):
    """Theirs: citizens and held papers of the own commune, and what look-ups brought."""

    def citizen(self, person: PersonalNumber) -> Citizen | None: ...

    def held_papers(self, person: PersonalNumber, kinds: Iterable[str]) -> tuple[HeldPaper, ...]:
        """Only of these kinds: as little of a person as the task needs."""
        ...

    def name_of(self, person: PersonalNumber) -> RecordName | None:
        """How the province calls its record of this person; None: it never told."""
        ...

    def put_citizens(
        self, citizens: Sequence[Citizen], as_of: datetime, names: Mapping[PersonalNumber, RecordName] | None = None
    ) -> None: ...

    def put_held_papers(self, papers: Sequence[HeldPaper]) -> None: ...

    def take_out(self, people: Sequence[PersonalNumber], papers: Sequence[str]) -> None:
        """The province no longer has these for this commune. A person's papers do not go by themselves."""
        ...

    def sums(self) -> Sums:
        """Counted from the rows, and summed from the digests that stand beside them."""
        ...

    def changed_within(self, slices: Iterable[int]) -> tuple[int, ...]:
        """Those of these slices in which a row is no longer what the digest beside it says."""
        ...

    def what_differs(self, number: int, changes: Changes) -> Changes:
        """Of a slice as the province has it what stands otherwise here, and what stands here alone as gone. Raises
        NotTheProvince for what is not of the slice."""
        ...

    def keep_cursor(self, cursor: str | None) -> None:
        """So far everything has come, though not yet all; None: begin anew."""
        ...

    def summed(self) -> datetime | None:
        """When the province's sums were last found to be ours."""
        ...

    def keep_summed(self, at: datetime) -> None: ...

    def forget_summed(self) -> None: ...

    def as_of(self) -> datetime | None:
        """When the province's data for the own commune was last complete; None: never."""
        ...

    def begun(self) -> bool:
        """Whether anybody is in it at all, complete or not."""
        ...

    def set_as_of(self, moment: datetime, cursor: str) -> None: ...

    def cursor(self) -> str | None: ...
