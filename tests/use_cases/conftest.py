"""One counter for each test; one sandbox for all of them, its switches off again after each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.known_pages import known_pages
from tests.services.sandbox import Sandbox, free_port
from tests.use_cases.reception import Reception

if TYPE_CHECKING:
    from local_db.store import SqlStore


@pytest.fixture(scope="module", autouse=True)
def pages_are_known() -> Iterator[None]:
    with known_pages():
        yield


@pytest.fixture(scope="session")
def shared_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    running = Sandbox(tmp_path_factory.mktemp("province") / "province.sqlite", free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def province(shared_sandbox: Sandbox) -> Iterator[Sandbox]:
    """Answering, all switches off."""
    yield shared_sandbox
    shared_sandbox.faults()


@pytest.fixture
def counter_at(store: SqlStore, tmp_path: Path) -> Iterator[Callable[..., Reception]]:
    """Opens a counter whose line leads to a given address, furnished as asked."""
    opened: list[Reception] = []

    def open_it(url: str, **furniture: Any) -> Reception:
        opened.append(Reception(store, tmp_path, url, **furniture))
        return opened[-1]

    yield open_it
    for each in opened:
        each.close()


@pytest.fixture
def reception(counter_at: Callable[..., Reception]) -> Reception:
    """A counter whose province never answers: nobody listens there."""
    return counter_at(f"http://127.0.0.1:{free_port()}")


@pytest.fixture
def online(counter_at: Callable[..., Reception], province: Sandbox) -> Reception:
    return counter_at(province.url)
