"""Two copies of one store on PCs that look the same: the province notices, and reception goes on at both."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from counter_app.domain.deadline import VIETNAM
from counter_app.domain.errors import NumbersElsewhere
from local_db.open_store import LOCK, open_store
from tests.services.sandbox import Sandbox
from tests.services.store import PocketKeyChain

from .counter import RealCounter, at_the_line

PC = {"system": ["5f0c"]}


@pytest.fixture
def twins(tmp_path: Path, sandbox: Sandbox) -> Iterator[tuple[RealCounter, RealCounter]]:
    """A counter that has leased, and its copy, which the PC cannot tell from it."""
    keys, folders = PocketKeyChain(), (tmp_path / "first", tmp_path / "copy")
    first = open_store(folders[0], keys, machine=lambda: PC)
    at_the_line(first, sandbox).sync()
    first.close()
    shutil.copytree(folders[0], folders[1], ignore=shutil.ignore_patterns(LOCK))
    stores = [open_store(folder, keys, machine=lambda: PC) for folder in folders]
    yield at_the_line(stores[0], sandbox), at_the_line(stores[1], sandbox)
    for store in stores:
        store.close()


def today(counter: RealCounter) -> date:
    return counter.store.clock.now().astimezone(VIETNAM).date()


def use_up(counter: RealCounter) -> None:
    for _ in range(30):
        counter.accept()


def test_the_province_refuses_the_one_that_comes_later_which_goes_on_with_provisional_codes(
    twins: tuple[RealCounter, RealCounter], sandbox: Sandbox
) -> None:
    first, copy = twins
    for _ in range(3):  # two leases: after one, the copy would pass for the first, whose reply was lost
        use_up(first)
        assert first.sync().problem is None
    with copy.store.read() as work:
        before = work.numbers.left("H13.507", "Q01", today(copy))
    assert before
    for _ in range(25):  # until it needs numbers itself; these double those of the first: nobody can know yet
        with copy.store.write() as work:
            work.numbers.take_code("H13.507", "Q01", today(copy))
    assert copy.sync().problem == NumbersElsewhere.code
    assert copy.store.copied
    assert copy.accept().code.text.startswith("TAM.Q01.")
    outcome = copy.sync()
    assert (outcome.problem, outcome.online, outcome.sent) == (NumbersElsewhere.code, True, 1)
    assert outcome.next_wait <= 60
    assert not first.store.copied
    use_up(first)
    assert first.sync().problem is None
    copy.store.moved()  # somebody says that the first is out of service: now it is the one that is refused
    assert copy.sync().problem is None
    assert not copy.accept().code.provisional
    use_up(first)
    assert first.sync().problem == NumbersElsewhere.code
    codes = [held.code for held in sandbox.holdings().dossiers]
    assert len(codes) == len(set(codes))
