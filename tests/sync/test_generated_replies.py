"""Hundreds of generated lies, of every kind; `make torture` tells ten thousand (tests/torture/lies.py)."""

from __future__ import annotations

from local_db.store import SqlStore
from tests.services.sandbox import Sandbox

from .believing import meets_lies
from .counter import at_the_line


def test_no_lie_is_believed_and_none_breaks_the_counter(store: SqlStore, sandbox: Sandbox) -> None:
    counter = at_the_line(store, sandbox)
    counter.sync()
    told = meets_lies(counter, [counter.accept(300), counter.accept(200, 100)], seed=2611, replies=600)
    assert len(told) == 18, "some kind of lie was never told"
    counter.gateway.close()
