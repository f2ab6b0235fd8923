"""How far a stack has been laid, noted with each of its pages: whoever goes on after a killed program lays the next one
where it would have lain. Pure, but for the noting."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from ..domain.filing import Leaf
from ..domain.page_code import CodeKind, PageCode
from ..ports import PageSpool

KIND = "stack"


@dataclass
class StackSoFar:
    """`waiting`: the components that waited for paper when it began; `parted`: separators had been used before;
    `laid`: each page with where it was laid; `twins`: how often the same picture came; `taken`: names in the spool."""

    id: str
    waiting: tuple[str, ...]
    parted: bool
    leaves: list[Leaf] = field(default_factory=list)
    laid: list[tuple[str, str | None]] = field(default_factory=list)
    twins: Counter[str] = field(default_factory=Counter)
    taken: set[str] = field(default_factory=set)
    in_turn: bool = True  # since it was begun or read

    def nth(self, jpeg: bytes) -> int:
        """How many pages of the stack before this one are the very same picture."""
        picture = sha256(jpeg).hexdigest()
        self.twins[picture] += 1
        return self.twins[picture] - 1

    def take(self, came_as: str) -> None:
        """All that this one showed lies on the draft."""
        self.in_turn = self.in_turn and all(before < came_as for before in self.taken)
        self.taken.add(came_as)

    def note(self, spool: PageSpool, draft_id: UUID) -> None:
        """Of a stack that lies in no spool nothing is noted."""
        if self.id:
            spool.note(draft_id, KIND, json.dumps(self._as_json()).encode())

    def _as_json(self) -> dict[str, object]:
        leaves = [
            {"codes": [(code.kind, code.text) for code in leaf.codes], "beside": leaf.beside, "blank": leaf.blank}
            for leaf in self.leaves
        ]
        return {
            "id": self.id,
            "waiting": self.waiting,
            "parted": self.parted,
            "leaves": leaves,
            "laid": self.laid,
            "twins": self.twins,
            "taken": sorted(self.taken),
        }


def noted(spool: PageSpool, draft_id: UUID, stack_id: str) -> StackSoFar | None:
    """None: nothing is known of that stack."""
    note = spool.noted(draft_id, KIND)
    try:
        known = json.loads(note)
        if known["id"] != stack_id:
            return None
        return StackSoFar(
            stack_id,
            tuple(known["waiting"]),
            bool(known["parted"]),
            [_leaf(leaf) for leaf in known["leaves"]],
            [(name, component) for name, component in known["laid"]],
            Counter(known["twins"]),
            set(known["taken"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _leaf(known: dict[str, Any]) -> Leaf:
    codes = tuple(PageCode(CodeKind(kind), text) for kind, text in known["codes"])
    return Leaf(codes, bool(known["beside"]), bool(known["blank"]))
