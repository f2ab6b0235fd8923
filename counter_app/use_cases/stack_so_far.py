"""How far a stack has been laid, noted with each of its pages: whoever goes on after a killed program lays the next one
where it would have lain. Pure, but for the noting."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from ..domain.filing import Leaf
from ..domain.page_code import CodeKind, PageCode
from ..ports import PageSpool

KIND = "stack"
UNREAD = "unread:"


@dataclass
class StackSoFar:
    """`waiting`: the components that waited for paper when it began; `parted`: separators had been used before;
    `laid`: each page with where it was laid, one that could not be read as `unread:` and its name in the spool;
    `twins`: how often the same picture came; `taken`: names in the spool."""

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

    def keep_turn(self, came_as: str) -> None:
        """The sheet cannot be read, and is one all the same: those behind it are of the papers that they were of."""
        if self.turn_of(came_as) is None:
            self.leaves.append(Leaf())
            self.laid.append((UNREAD + came_as, None))

    def lay(self, name: str, leaf: Leaf, came_as: str) -> int:
        """A page of the sheet `came_as`: at the end, or in the turn that was kept for it. Which turn it is."""
        at = self.turn_of(came_as)
        if at is None:
            self.leaves.append(leaf)
            self.laid.append((name, None))
            return len(self.laid) - 1
        self.leaves[at], self.laid[at] = leaf, (name, None)
        return at

    def relaid(self, now: Sequence[str | None], but: int) -> list[tuple[str, str | None, str | None]]:
        """Each turn is laid there now: what was laid elsewhere, from where and where to, `but` for one turn."""
        was, self.laid = self.laid, [(name, to) for (name, _), to in zip(self.laid, now, strict=True)]
        return [
            (name, before, to)
            for at, ((name, before), to) in enumerate(zip(was, now, strict=True))
            if before != to and at != but and not name.startswith(UNREAD)
        ]

    def turn_of(self, came_as: str) -> int | None:
        """The turn that was kept for a sheet which could not be read. None: there is none."""
        called = [name for name, _ in self.laid]
        return called.index(UNREAD + came_as) if came_as and UNREAD + came_as in called else None

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
