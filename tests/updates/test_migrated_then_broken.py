"""The new version has changed the store, and then dies: there is a way back, and it ends."""

from __future__ import annotations

from pathlib import Path

from tests.torture.updates import migrated_then_broken


def test_the_launcher_leads_back_to_the_store_as_it_was_before_the_migration(tmp_path: Path) -> None:
    migrated_then_broken(tmp_path)
