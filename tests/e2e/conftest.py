"""The furnished hall as a fixture, and time for who opens it fifty times."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.hall import Hall, furnish
from tests.services.cups import CupsSite
from tests.services.keyring import KeyringDaemon
from tests.services.logging_as_before import logging_as_before
from tests.services.sandbox import Sandbox
from tests.services.sane import SaneSite


@pytest.fixture(autouse=True)
def no_journal_is_left_open() -> Iterator[None]:
    with logging_as_before():
        yield


@pytest.fixture
def hall(
    tmp_path: Path, sandbox: Sandbox, sane_site: SaneSite, cups_site: CupsSite, system_keyring: KeyringDaemon
) -> Hall:
    return furnish(tmp_path, sandbox, sane_site, cups_site, system_keyring)


@pytest.fixture
def limit_anew(request: pytest.FixtureRequest, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], None]]:
    """Begins the suite's limit anew, for a test of many lives: each has it to itself, on a busy machine too; one that
    hangs is still ended with every thread's place."""
    limit = float(str(request.config.getini("faulthandler_timeout")))
    with capfd.disabled():
        errors = os.dup(2)  # beside what the test says, which goes with the process
    yield lambda: faulthandler.dump_traceback_later(limit, exit=True, file=errors)
    faulthandler.cancel_dump_traceback_later()
    os.close(errors)
