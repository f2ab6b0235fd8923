"""A counter at its line. What a province vows runs over each database that it may keep: SQLite, and PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from local_db.store import SqlStore
from tests.services.sandbox import Sandbox, free_port, over_postgres
from tests.sync.counter import RealCounter, at_the_line

# The same key, files, receipts, numbers, what changed, corrections: each once; the rest is the counter's own side.
_OVER_BOTH = {
    "test_a_dossier_arrives_byte_for_byte_and_is_confirmed",
    "test_replies_lost_after_the_commit_double_nothing",
    "test_a_province_killed_in_the_middle_of_a_file_keeps_what_it_had",
    "test_the_same_lease_is_given_again_when_its_reply_was_lost",
    "test_what_the_counter_says_and_hears_is_as_it_is_written",
    "test_a_dossier_goes_through_and_its_provisional_code_is_linked",
    "test_each_dossier_goes_once_with_its_progress_and_its_files_can_be_fetched",
    "test_after_the_first_fill_both_sides_count_and_sum_the_same",
    "test_a_later_pull_costs_what_changed_tombstones_too",
    "test_a_correction_arrives_and_the_dossier_is_confirmed_again",
    "test_where_the_province_was_changed_nothing_is_overwritten_and_a_person_chooses",
    "test_a_lost_reply_costs_a_question_and_no_conflict",
}
_GENERATED = "test_schemathesis_finds_no_server_error_and_no_breach"  # long: over one; `make torture` over the other


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    name = metafunc.function.__name__
    if name in _OVER_BOTH:
        metafunc.parametrize("sandbox", ["sqlite", "postgresql"], indirect=True)
    elif name == _GENERATED:
        metafunc.parametrize("sandbox", [os.environ.get("COUNTER_SCHEMATHESIS_DATABASE", "sqlite")], indirect=True)


@pytest.fixture
def sandbox(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """As in tests/services/sandbox.py, over the database that is asked for."""
    folder = tmp_path_factory.mktemp("sandbox")
    if getattr(request, "param", "sqlite") == "postgresql":
        with over_postgres(request.getfixturevalue("postgres"), folder) as running:
            yield running
        return
    running = Sandbox(folder / "province.sqlite", free_port())
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def counter(store: SqlStore, sandbox: Sandbox) -> Iterator[RealCounter]:
    """After its first pass: catalogue, people and numbers are there."""
    made = at_the_line(store, sandbox)
    made.sync()
    yield made
    made.gateway.close()
