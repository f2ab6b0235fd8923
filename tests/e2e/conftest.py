"""The furnished hall as a fixture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.hall import Hall, furnish
from tests.services.cups import CupsSite
from tests.services.keyring import KeyringDaemon
from tests.services.sandbox import Sandbox
from tests.services.sane import SaneSite


@pytest.fixture
def hall(
    tmp_path: Path, sandbox: Sandbox, sane_site: SaneSite, cups_site: CupsSite, system_keyring: KeyringDaemon
) -> Hall:
    return furnish(tmp_path, sandbox, sane_site, cups_site, system_keyring)
