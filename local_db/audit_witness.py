"""What vouches for the audit from outside the database: how far each chain went when it was last seen whole.

A chain shows that a line was changed, and not that its last lines are gone. So the place of each chain's last line and
its hash stand in a small file beside the mark, sealed with an HMAC by the store's key. A check walks on from there and
not from the first line. A restore writes the file anew: going back is meant then, and the audit says so in a line.

The database notes the same places (`facts`): a file that is missing is missed.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from sqlalchemy import Connection

from counter_app.domain.errors import AuditBroken

from .audit_chain import CHAINS, START, Place, follow, hash_at, head_of
from .durable import write_durably
from .facts import read_fact, write_fact

Heads = Mapping[str, Place]  # by the chain's table
_NOTED = "audit.heads"


class AuditWitness:
    """`retired`: keys of the store before the present one; what they sealed is sealed anew with the next writing."""

    def __init__(self, path: Path, key: bytes, retired: Sequence[bytes] = ()) -> None:
        self._path = path
        self._key = key
        self._retired = tuple(retired)

    def follow(self, connection: Connection, full: bool, told: Callable[[int], None]) -> tuple[int, Heads]:
        """The number of lines followed, and the places of the last ones. Raises AuditBroken."""
        known = self._read()
        if known is not None:
            _must_go_as_far(connection, known)
        heads, lines = {}, 0
        for table in CHAINS:
            after = START if full or known is None else known.get(table.name, START)
            walk = follow(connection, table, after, lambda more, before=lines: told(before + more))  # type: ignore[misc]
            if walk.broken is not None:
                raise AuditBroken(why="changed", table=table.name, line=str(walk.broken))
            heads[table.name] = walk.sure
            lines += walk.lines
        if known is None and noted_heads(connection):
            raise AuditBroken(why="no-witness", table=CHAINS[0].name, line=str(heads[CHAINS[0].name].line))
        return lines, heads

    def write(self, heads: Heads) -> None:
        """Durable. Raises OSError."""
        said = _said(heads)
        write_durably(self._path, json.dumps({"version": 1, "heads": said, "seal": _seal(self._key, said)}).encode())

    def _read(self) -> Heads | None:
        """None where it is missing, unreadable, or sealed with another key."""
        try:
            kept = json.loads(self._path.read_bytes())
            said, seal = kept["heads"], kept["seal"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if not (isinstance(said, str) and isinstance(seal, str) and self._is_ours(said, seal)):
            return None
        return _heads(said)

    def _is_ours(self, said: str, seal: str) -> bool:
        return any(hmac.compare_digest(seal, _seal(key, said)) for key in (self._key, *self._retired))


def heads_of(connection: Connection) -> Heads:
    """Where the chains end now."""
    return {table.name: head_of(connection, table) for table in CHAINS}


def noted_heads(connection: Connection) -> Heads:
    """What the database itself says of the last check; empty before the first."""
    noted = read_fact(connection, _NOTED)
    return {} if noted is None else _heads(noted)


def note_heads(connection: Connection, heads: Heads) -> None:
    write_fact(connection, _NOTED, _said(heads))


def is_whole_since(connection: Connection, heads: Heads) -> bool:
    """Whether each chain still has the place that it was seen whole to, and goes on from there unbroken."""
    return all(
        hash_at(connection, table, after.line) == after.hash and follow(connection, table, after).broken is None
        for table in CHAINS
        for after in (heads.get(table.name, START),)
    )


def _must_go_as_far(connection: Connection, known: Heads) -> None:
    for table in CHAINS:
        place = known.get(table.name, START)
        found = hash_at(connection, table, place.line)
        if found is None:
            last = head_of(connection, table).line
            raise AuditBroken(why="cut-off", table=table.name, line=str(last))
        if found != place.hash:
            raise AuditBroken(why="rewritten", table=table.name, line=str(place.line))


def _seal(key: bytes, said: str) -> str:
    return hmac.new(key, b"quay-mot-cua: audit\0" + said.encode(), "sha256").hexdigest()


def _said(heads: Heads) -> str:
    return json.dumps({table: astuple(place) for table, place in heads.items()}, sort_keys=True)


def _heads(said: str) -> Heads:
    return {table: Place(*place) for table, place in json.loads(said).items()}
