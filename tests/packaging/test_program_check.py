"""`counter-app self-check --program`: what a build and an update must pass before anybody meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app import program_checks
from counter_app.domain.errors import BrokenPromise
from tools.packaging.interpreters import HOUSE


def checked(tmp_path: Path, **environment: str) -> dict[str, dict[str, str]]:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "counter_app", "self-check", "--program", "--json"],
        env={**os.environ, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", **environment},
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    results = {one["name"]: one for one in json.loads(done.stdout)}
    assert done.returncode == int(any(one["outcome"] == "bad" for one in results.values()))
    return results


def test_the_program_passes_without_a_unit_a_key_ring_or_a_device(tmp_path: Path) -> None:
    results = checked(tmp_path, DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
    assert {one["outcome"] for one in results.values()} == {"good"}
    assert {
        "qt",
        "store",
        "hall",
        "fonts",
        "translations",
        "pages",
        "archive form",
        "text",
        "drivers",
        "keyring",
        "tls",
    } <= results.keys()


def test_a_packed_program_whose_notice_leaves_a_library_or_a_text_out_does_not_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = "one two GNU LESSER GENERAL PUBLIC LICENSE, GNU GENERAL PUBLIC LICENSE, PYTHON SOFTWARE FOUNDATION LICENSE"
    monkeypatch.setattr(program_checks, "distributions", lambda: [_Library("one"), _Library("two")])
    (notice,) = (one.try_it for one in program_checks.program_checks() if one.name == "notice")
    monkeypatch.setattr(program_checks, "packed_notice", lambda: whole)
    assert "2 libraries" in notice()
    for missing in ("two", "GNU GENERAL"):
        monkeypatch.setattr(program_checks, "packed_notice", lambda missing=missing: whole.replace(missing, ""))
        with pytest.raises(BrokenPromise, match=missing):
            notice()


class _Library:
    def __init__(self, name: str) -> None:
        self.metadata = {"Name": name}
