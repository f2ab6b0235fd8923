"""The contract's own suite runs over each database that a province may keep: SQLite in a file, and PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.services.sandbox import Sandbox, free_port, over_postgres

_CONTRACT = {"test_synchroniser", "test_openapi", "test_code_by_code", "test_forwarding", "test_accounts"}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "sandbox" in metafunc.fixturenames and metafunc.module.__name__.rpartition(".")[2] in _CONTRACT:
        metafunc.parametrize("sandbox", ["sqlite", "postgresql"], indirect=True)


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
