"""The archive form of an accepted paper: made behind reception, beside the pages and the PDF that were accepted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

MOST_TRIES = 3  # then a paper is set aside, and the others go on


_MARK = "@"


def brought_with(component: str, step: UUID) -> str:
    """How a paper that came with a step after acceptance is told from the one of the same component before."""
    return f"{component}{_MARK}{step.hex[:12]}"


def component_and_step(paper: str) -> tuple[str, str]:
    """The component, and how the step's id begins in hexadecimal; empty: it came with the acceptance."""
    component, _, step = paper.partition(_MARK)
    return component, step


@dataclass(frozen=True, slots=True)
class Unarchived:
    """A paper that has no archive form yet. `source`: SHA-256 of its PDF as it was accepted; `component`
    as `brought_with` names it where it came later; `problem`: why the last
    of `attempts` came to nothing, a `why` of ArchiveFormNotMade."""

    dossier_id: UUID
    component: str
    source: str
    attempts: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ArchiveForm:
    """`sha256` of its plain bytes (its vault name), `size` of them."""

    dossier_id: UUID
    component: str
    source: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Tail:
    """What is left of the slow tail: papers that `waiting` have no archive form yet, and those set aside. `stuck`: why
    none can be made at present, a `why` of ArchiveFormNotMade; empty: nothing is in the way."""

    waiting: int
    set_aside: tuple[Unarchived, ...]
    stuck: str = ""

    @property
    def reasons(self) -> dict[str, int]:
        """How many papers were set aside for what, the most frequent first."""
        return dict(Counter(paper.problem or "" for paper in self.set_aside).most_common())
