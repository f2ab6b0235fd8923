"""The attacks of The Update Framework's specification: each is refused with its cause, and the program stays."""

from __future__ import annotations

import json
import lzma
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from counter_app.domain.errors import UpdateRefused, UpdateUnreachable
from counter_app.updates.installed import Installed
from counter_app.updates.laying import BLOBS
from counter_app.updates.manifest import NAME
from counter_app.updates.offer import look, target_of
from counter_app.updates.sources import Line, Source, Stick
from tests.updates.publishing import SYSTEM, Published, installation, program, web_server
from tools.packaging.publish import Publisher, new_keys
from ui.messages import sentence


class Hall:
    """One PC, which has seen version 1.1.0, and its publisher."""

    def __init__(self, folder: Path) -> None:
        self.published = Published(folder / "publisher")
        self.published.add("1.0.0")
        self.old = folder / "old"
        shutil.copytree(self.published.served, self.old)
        self.published.add("1.1.0")
        self.trusted = self.published.root
        self.kept = folder / "kept"
        self.installed: Installed = installation(folder / "program")
        self.elsewhere = folder / "elsewhere"
        assert look(Stick(self.published.served), self.trusted, self.kept, SYSTEM) is not None

    def refused(self, source: Source) -> str:
        """Why; looked at and, where the signatures hold, laid."""
        with pytest.raises(UpdateRefused) as error:
            self._take(source)
        assert self.installed.current == "1.0.0"
        assert [path.name for path in (self.installed.folder("1.0.0").parent).iterdir() if path.suffix != ".new"] == [
            "1.0.0"
        ]
        why = error.value.facts["why"]
        assert sentence(error.value) != sentence(UpdateRefused())  # this cause has words of its own
        return why

    def _take(self, source: Source) -> None:
        offered = look(source, self.trusted, self.kept, SYSTEM)
        assert offered is not None
        self.installed.lay(offered, source)


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(tmp_path)


def rewritten(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    raw = json.loads(path.read_text())
    change(raw["signed"])
    path.write_text(json.dumps(raw))


def newest(served: Path, role: str) -> Path:
    return max((served / "metadata").glob(f"*.{role}.json"), key=lambda path: int(path.name.split(".")[0]))


def test_rollback_to_all_of_an_older_release(hall: Hall) -> None:
    assert hall.refused(Stick(hall.old)) == "older"


def test_rollback_of_the_snapshot_behind_a_newer_timestamp(hall: Hall) -> None:
    old = json.loads((hall.old / "metadata/timestamp.json").read_text())
    (hall.published.served / "metadata/timestamp.json").write_text(json.dumps(old))
    assert hall.refused(Stick(hall.published.served)) == "older"


def test_freeze_by_metadata_that_has_expired(hall: Hall, tmp_path: Path) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=400)
    frozen = Publisher(hall.published.keys, hall.published.served, long_ago)
    frozen.sign(SYSTEM, b'{"version": "1.2.0"}')
    assert hall.refused(Stick(hall.published.served)) == "expired"


def test_mix_and_match_of_two_releases(hall: Hall) -> None:
    first = hall.old / "metadata/1.targets.json"
    shutil.copy(first, newest(hall.published.served, "targets"))
    (hall.kept / "targets.json").unlink()  # a PC that had none yet
    assert hall.refused(Stick(hall.published.served)) in {"older", "mixed"}


def test_arbitrary_software_signed_by_somebody_else(hall: Hall, tmp_path: Path) -> None:
    new_keys(hall.elsewhere)
    mallory = Publisher(hall.elsewhere, tmp_path / "mallory")
    for _ in range(3):
        mallory.sign(SYSTEM, b'{"version": "9.9.9", "files": []}')
    assert hall.refused(Stick(tmp_path / "mallory")) == "signature"


def test_a_role_signed_with_a_key_of_another_role(hall: Hall, tmp_path: Path) -> None:
    keys = tmp_path / "swapped"
    shutil.copytree(hall.published.keys, keys)
    shutil.copy(keys / "timestamp.pem", keys / "targets.pem")
    Publisher(keys, hall.published.served).sign(SYSTEM, b'{"version": "1.2.0", "files": []}')
    assert hall.refused(Stick(hall.published.served)) == "signature"


def test_a_changed_word_in_signed_metadata(hall: Hall) -> None:
    rewritten(hall.published.served / "metadata/timestamp.json", lambda signed: signed.update(version=99))
    assert hall.refused(Stick(hall.published.served)) == "signature"


def test_a_manifest_that_is_not_the_signed_one(hall: Hall) -> None:
    hall.published.add("1.2.0")
    for file in (hall.published.served / "targets").glob(f"*.{target_of(SYSTEM)}"):
        file.write_bytes(file.read_bytes().replace(b"1.2.0", b"6.6.6"))
    assert hall.refused(Stick(hall.published.served)) == "mixed"


def test_wrong_software_another_systems_program_in_place_of_this_ones(hall: Hall, tmp_path: Path) -> None:
    hall.published.publisher.add("windows", program(tmp_path / "windows", "1.3.0"), "1.3.0")
    targets = hall.published.served / "targets"
    (other,) = targets.glob(f"*.{target_of('windows')}")
    for file in targets.glob(f"*.{target_of(SYSTEM)}"):
        shutil.copy(other, file)
    assert hall.refused(Stick(hall.published.served)) == "mixed"


def test_extraneous_files_beside_what_was_signed_are_not_taken(hall: Hall) -> None:
    more = lzma.compress(b"one more library")
    (hall.published.served / BLOBS / f"{sha256(b'one more library').hexdigest()}.xz").write_bytes(more)
    stick = Stick(hall.published.served)
    offered = look(stick, hall.trusted, hall.kept, SYSTEM)
    assert offered is not None
    hall.installed.lay(offered, stick)
    laid = hall.installed.folder("1.1.0")
    found = {path.relative_to(laid).as_posix() for path in laid.rglob("*") if path.is_file()}
    assert found == {file.name for file in offered.files} | {NAME}


@pytest.mark.parametrize("damage", ["another", "garbage", "bomb", "cut"])
def test_a_file_with_the_wrong_hash(hall: Hall, damage: str) -> None:
    hall.published.add("1.2.0", changed=6)
    content: Callable[[bytes], bytes] = {
        "another": lambda _: lzma.compress(b"x" * 9_000),
        "garbage": lambda _: b"no xz at all",
        "bomb": lambda _: lzma.compress(b"\0" * 5_000_000, preset=0),
        "cut": lambda whole: whole[: len(whole) // 2],
    }[damage]
    for blob in (hall.published.served / BLOBS).glob("*.xz"):
        blob.write_bytes(content(blob.read_bytes()))
    assert hall.refused(Stick(hall.published.served)) == "wrong-hash"


def test_endless_data_in_place_of_metadata(hall: Hall) -> None:
    with web_server(hall.published.served, endless="timestamp.json") as (address, sent):
        assert hall.refused(Line(address, rate=1e9)) == "too-large"
    assert sum(sent) < 20_000_000


def test_endless_data_in_place_of_a_file(hall: Hall) -> None:
    hall.published.add("1.2.0", changed=6)
    with web_server(hall.published.served, endless="targets/files") as (address, sent):
        assert hall.refused(Line(address, rate=1e9)) == "wrong-hash"
    assert sum(sent) < 20_000_000


def test_a_slow_or_silent_server_keeps_nobody(hall: Hall) -> None:
    with web_server(hall.elsewhere) as (address, _), pytest.raises(UpdateUnreachable):
        look(Line(address, rate=1e9, pause=lambda _: None), hall.trusted, hall.kept, SYSTEM)
    assert hall.installed.current == "1.0.0"


def test_after_every_refusal_the_true_update_is_still_taken(hall: Hall) -> None:
    assert hall.refused(Stick(hall.old)) == "older"
    offered = look(Stick(hall.published.served), hall.trusted, hall.kept, SYSTEM)
    assert offered is not None
    hall.installed.lay(offered, Stick(hall.published.served))
    assert hall.installed.has("1.1.0")
