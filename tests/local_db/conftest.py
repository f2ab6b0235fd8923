"""Whatever is said of a store holds on both: every test of this folder that takes `store` runs on SQLCipher and on a
real PostgreSQL server, but for what is listed here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from local_db.store import SqlStore
from tests.services.store_kinds import BOTH, store_of_a_kind

# What cannot be said of a server, and why. Tests that open a folder again or look into its files (encryption at rest,
# key slots, new keys, backups, rescue of a damaged file, replayed power losses, copies of a store, releases) make
# their stores themselves and take no `store`: they are about that folder.
ONLY_ENCRYPTED = {
    "test_schema.py": "SQLite's pragmas; test_on_a_server holds the model to the server's schema",
    "test_health.py": "the disk under the file, and its weekly check: the server has its own",
    "test_clock.py": "the PC's clock; the server has its own",
    "test_a_purge_reaches_the_backups_once_it_was_surely_meant": "backups are copies of the file",
    "test_lines_cut_off_and_written_anew_are_told_apart_from_a_changed_one": "tampers with SQLite's own sequence",
    "test_a_changed_line_shows": "writes text that is no moment, which a server refuses; others follow the chain",
    "test_an_error_never_quotes_the_person": "a server's own words quote the key; `site_faults` keeps its code alone",
    "test_the_mark_is_flushed_while_the_rest_is_written_and_the_commit_waits_for_it": "listens at SQLite's engine",
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "store" in metafunc.fixturenames:
        only = {metafunc.definition.path.name, metafunc.definition.originalname} & ONLY_ENCRYPTED.keys()
        metafunc.parametrize("store", BOTH[:1] if only else BOTH, indirect=True)


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty store of this test's own, of either kind."""
    with store_of_a_kind(request, tmp_path) as opened:
        yield opened
