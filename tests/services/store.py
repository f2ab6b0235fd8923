"""Real encrypted stores for tests, their keys in a key chain of this process instead of the system's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.services._migrated import Repeated
from tests.services.pocket import PocketKeyChain as PocketKeyChain

if TYPE_CHECKING:
    from local_db.store import SqlStore


@pytest.fixture(scope="session", autouse=True)
def migrations_repeated() -> Iterator[Repeated]:
    """The first store of the run is migrated, and each other is made by the same statements."""
    from local_db import schema

    with pytest.MonkeyPatch.context() as patch:
        repeated = Repeated(schema.build)
        patch.setattr(schema, "build", repeated)
        yield repeated


@pytest.fixture
def migrated_in_earnest(migrations_repeated: Repeated, monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test of the migrations: its stores run them."""
    from local_db import schema

    monkeypatch.setattr(schema, "build", migrations_repeated.build)


def make_store(folder: Path, key_chain: PocketKeyChain | None = None) -> SqlStore:
    """An open store in `folder`, new or there already; close it, or use the fixture `store`."""
    from local_db.open_store import open_store

    return open_store(folder, key_chain or PocketKeyChain())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """An empty store of this test's own; `store.vault` and `store.clock` belong to it."""
    opened = make_store(tmp_path / "store")
    yield opened
    opened.close()


@pytest.fixture
def open_a_store(tmp_path: Path) -> Iterator[Callable[..., SqlStore]]:
    """Opens `open_a_store("name")` below this test's folder, again and again with the same keys; closes them all."""
    opened: list[SqlStore] = []
    key_chain = PocketKeyChain()

    def open_it(name: str = "store") -> SqlStore:
        opened.append(make_store(tmp_path / name, key_chain))
        return opened[-1]

    yield open_it
    for each in opened:
        each.close()
