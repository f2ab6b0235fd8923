"""One counter for each test; one sandbox for all of them, its switches off again after each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.known_pages import known_pages
from tests.services.sandbox import Sandbox, free_port
from tests.services.store_kinds import BOTH, store_of_a_kind
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


# Retention, lives, drafts, the queue, what was sent online, what is typed: their rules are statements of the store,
# which holds on both kinds. The other modules are about devices, pages, the line and rights, and save through the same
# repositories (tests/local_db).
ON_BOTH = {
    *("test_purge.py", "test_following.py", "test_files_of_steps.py", "test_due_and_fee.py", "test_hand_over.py"),
    *("test_tickets.py", "test_queue_ways.py", "test_kiosk_card.py", "test_receive_online.py", "test_typed.py"),
}
ONLY_ENCRYPTED = {
    "test_on_a_full_disk_a_purge_has_the_room_that_was_kept_back": "the disk under the file; a server has its own",
    "test_each_step_is_a_message_of_the_contract_and_reaches_the_province_in_order": "one province, the same codes",
    "test_files_that_are_missing_or_damaged_come_back_from_a_backup": "backups are copies of the file",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "store" in metafunc.fixturenames and metafunc.definition.path.name in ON_BOTH:
        only = metafunc.definition.originalname in ONLY_ENCRYPTED
        metafunc.parametrize("store", BOTH[:1] if only else BOTH, indirect=True)


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty store of this test's own."""
    with store_of_a_kind(request, tmp_path) as opened:
        yield opened


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
