"""The publisher's keys change: each PC follows from root to root, by line and by stick."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Snapshot, Timestamp

from counter_app.domain.errors import UpdateRefused
from counter_app.updates.manifest import Manifest
from counter_app.updates.offer import look
from counter_app.updates.sources import Line, Source, Stick
from tools.packaging.publish import Publisher, new_keys

from .publishing import SYSTEM, Published, program, web_server


@pytest.fixture
def published(tmp_path: Path) -> Published:
    """Two of three root keys must sign."""
    made = Published(tmp_path / "publisher")
    shutil.rmtree(made.keys)
    new_keys(made.keys, threshold=2, roots=3)
    made.publisher = Publisher(made.keys, made.served)
    made.add("1.1.0")
    return made


def seen(published: Published, source: Source, kept: Path) -> Manifest | None:
    return look(source, published.root, kept, SYSTEM)


def with_new_keys(published: Published, tmp_path: Path, old: Path) -> Publisher:
    new_keys(tmp_path / "new-keys", threshold=2, roots=3)
    publisher = Publisher(tmp_path / "new-keys", published.served)
    publisher.succeed(old)
    return publisher


def test_a_pc_follows_to_the_new_keys_by_stick_and_by_line(published: Published, tmp_path: Path) -> None:
    assert seen(published, Stick(published.served), tmp_path / "kept") is not None
    lost = tmp_path / "two-of-three"
    shutil.copytree(published.keys, lost)
    (lost / "root1.pem").unlink()  # one was lost: the other two are enough
    publisher = with_new_keys(published, tmp_path, lost)
    publisher.add(SYSTEM, program(tmp_path / "staged", "1.2.0"), "1.2.0")
    with web_server(published.served) as (address, _):
        for source, kept in ((Stick(published.served), "kept"), (Line(address, rate=1e9), "a-new-pc")):
            found = seen(published, source, tmp_path / kept)
            assert found is not None
            assert found.version == "1.2.0"


def test_what_was_offered_is_still_offered_after_the_change(published: Published, tmp_path: Path) -> None:
    with_new_keys(published, tmp_path, published.keys)
    found = seen(published, Stick(published.served), tmp_path / "kept")
    assert found is not None
    assert found.version == "1.1.0"


def test_one_stolen_root_key_of_three_makes_no_new_root(published: Published, tmp_path: Path) -> None:
    stolen = tmp_path / "stolen"
    stolen.mkdir()
    shutil.copy(published.keys / "root2.pem", stolen)
    with_new_keys(published, tmp_path, stolen)
    with pytest.raises(UpdateRefused) as refused:
        seen(published, Stick(published.served), tmp_path / "kept")
    assert refused.value.facts["why"] == "signature"


def test_the_old_keys_sign_nothing_any_more(published: Published, tmp_path: Path) -> None:
    with_new_keys(published, tmp_path, published.keys)
    assert seen(published, Stick(published.served), tmp_path / "kept") is not None
    Publisher(published.keys, published.served).add(SYSTEM, program(tmp_path / "theirs", "9.9.9"), "9.9.9")
    with pytest.raises(UpdateRefused) as refused:
        seen(published, Stick(published.served), tmp_path / "kept")
    assert refused.value.facts["why"] == "signature"


def test_the_root_keys_need_not_be_there_to_publish_a_version(published: Published, tmp_path: Path) -> None:
    for pem in published.keys.glob("root*.pem"):
        pem.unlink()
    Publisher(published.keys, published.served).add(SYSTEM, program(tmp_path / "staged", "1.2.0"), "1.2.0")
    found = seen(published, Stick(published.served), tmp_path / "kept")
    assert found is not None
    assert found.version == "1.2.0"


def test_numbers_that_a_thief_of_the_daily_keys_has_run_ahead_are_forgotten_with_those_keys(
    published: Published, tmp_path: Path
) -> None:
    """Fast-forward: after a number that nobody reaches, every true update would look older for ever."""
    thief = tmp_path / "thief"
    shutil.copytree(published.served, thief)
    metadata = thief / "metadata"
    snapshot = Metadata[Snapshot].from_file(str(metadata / "1.snapshot.json"))
    timestamp = Metadata[Timestamp].from_file(str(metadata / "timestamp.json"))
    snapshot.signed.version = timestamp.signed.version = timestamp.signed.snapshot_meta.version = 1_000_000
    for role, signed in (("snapshot", snapshot), ("timestamp", timestamp)):
        signed.sign(CryptoSigner(load_pem_private_key((published.keys / f"{role}.pem").read_bytes(), None)))
    snapshot.to_file(str(metadata / "1000000.snapshot.json"))
    timestamp.to_file(str(metadata / "timestamp.json"))
    assert seen(published, Stick(thief), tmp_path / "kept") is not None, "the PC has seen the thief's numbers"
    with pytest.raises(UpdateRefused) as refused:
        seen(published, Stick(published.served), tmp_path / "kept")
    assert refused.value.facts["why"] == "older"
    publisher = with_new_keys(published, tmp_path, published.keys)
    publisher.add(SYSTEM, program(tmp_path / "staged", "1.2.0"), "1.2.0")
    found = seen(published, Stick(published.served), tmp_path / "kept")
    assert found is not None
    assert found.version == "1.2.0"
