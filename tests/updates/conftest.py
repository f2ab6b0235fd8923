"""What the tests of updates share: one PC with the program installed."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.updates.installed import ROOT
from tests.updates.pc import PC


@pytest.fixture
def pc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PC:
    made = PC(tmp_path)
    monkeypatch.setenv(ROOT, str(tmp_path / "program"))
    monkeypatch.setenv("XDG_DATA_HOME", str(made.clerk))
    return made
