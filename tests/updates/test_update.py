"""A new version comes by line or stick, costs what changed, is tried before the switch, and can be gone back from."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from counter_app.config import UpdateSettings
from counter_app.domain.errors import UpdateFailedCheck, UpdateRefused, UpdateUnderWay, UpdateUnreachable
from counter_app.update_commands import update, window_is_open
from counter_app.updates.installed import ROOT, Installed
from counter_app.updates.manifest import File, Manifest, manifest_of, newer, read_manifest
from counter_app.updates.offer import look
from counter_app.updates.sources import Line, Source, Stick
from local_db.lock import StoreLock
from tests.updates.pc import runs_as
from tests.updates.publishing import SYSTEM, Published, installation, web_server
from tools.packaging import deb

LAUNCHER = Path(deb.__file__).parent / "debian/counter-app"


@pytest.fixture
def published(tmp_path: Path) -> Published:
    made = Published(tmp_path / "publisher")
    made.add("1.0.0")
    made.add("1.1.0")
    return made


def offered(published: Published, source: Source, kept: Path) -> Manifest:
    found = look(source, published.root, kept, SYSTEM)
    assert found is not None
    return found


def started(root: Path) -> str:
    """What the launcher starts."""
    return subprocess.run(["sh", LAUNCHER.name], cwd=root, capture_output=True, text=True, check=False).stdout.strip()


def whole(installed: Installed, version: str) -> bool:
    told = installed.manifest(version)
    return told is not None and told.files == manifest_of(installed.folder(version), version).files


def test_a_stick_brings_a_new_version_which_is_tried_switched_to_and_kept(published: Published, tmp_path: Path) -> None:
    root = tmp_path / "program"
    installed = installation(root)
    shutil.copy(LAUNCHER, root)
    stick = Stick(published.served)
    wanted = offered(published, stick, tmp_path / "kept")
    assert newer(wanted.version, installed.current)
    installed.lay(wanted, stick)
    assert started(root) == "1.0.0"
    installed.try_out("1.1.0")
    installed.switch("1.1.0")
    assert (started(root), installed.fallback) == ("1.1.0", "1.0.0")
    installed.keep()
    assert (started(root), installed.fallback) == ("1.1.0", None)
    assert whole(installed, "1.1.0")
    assert whole(installed, "1.0.0")


def test_one_changed_module_costs_that_module(published: Published, tmp_path: Path) -> None:
    installed = installation(tmp_path / "program")
    with web_server(published.served) as (address, sent):
        line = Line(address, rate=1e9)
        fetched = installed.lay(offered(published, line, tmp_path / "kept"), line)
    changed = 9_000 + 200  # a module of noise, and the stand-in for the interpreter, which names its version
    assert fetched < changed + 2_000
    assert sum(sent) < changed + 12_000  # with the signed metadata and the manifest


def test_a_line_that_cuts_a_third_of_all_answers_brings_it_all_and_sends_little_twice(tmp_path: Path) -> None:
    published = Published(tmp_path / "publisher")
    published.add("2.0.0", changed=6)
    shutil.rmtree(tmp_path / "nothing-alike", ignore_errors=True)
    installed = installation(tmp_path / "program")
    pauses: list[float] = []
    with web_server(published.served, cut=0.3) as (address, sent):
        line = Line(address, rate=1e6, pause=pauses.append)
        wanted = offered(published, line, tmp_path / "kept")
        before = sum(sent)
        fetched = installed.lay(wanted, line)
    assert whole(installed, "2.0.0")
    assert sum(sent) - before <= fetched * 1.05


def test_the_rate_limit_spreads_an_update_over_time(published: Published, tmp_path: Path) -> None:
    pauses: list[float] = []
    installed = installation(tmp_path / "program")
    with web_server(published.served) as (address, _):
        line = Line(address, rate=1_000, pause=pauses.append)
        fetched = installed.lay(offered(published, line, tmp_path / "kept"), line)
    assert sum(pauses) == pytest.approx(fetched / 1_000, rel=0.02)


def test_what_came_before_the_program_was_closed_is_not_fetched_again(published: Published, tmp_path: Path) -> None:
    published.add("1.2.0", changed=6)
    installed = installation(tmp_path / "program")
    with web_server(published.served) as (address, sent):
        wanted = offered(published, Line(address, rate=1e9), tmp_path / "kept")
        looked = sum(sent)

        def closing() -> bool:
            return sum(sent) - looked > 3 * 9_000

        with pytest.raises(UpdateUnreachable) as stopped:
            installed.lay(wanted, Line(address, rate=1e9, stopped=closing, pause=lambda _: None))
        assert stopped.value.facts["why"] == "stopped"
        assert not installed.has("1.2.0")
        before = sum(sent)
        installed.lay(wanted, Line(address, rate=1e9))
        assert sum(sent) - before < 6 * 9_200 - 2 * 9_000
    assert whole(installed, "1.2.0")


def test_a_version_that_fails_its_own_check_is_taken_away_and_nothing_is_switched(tmp_path: Path) -> None:
    published = Published(tmp_path / "publisher")
    published.add("1.1.0", code=1)
    installed = installation(tmp_path / "program")
    stick = Stick(published.served)
    installed.lay(offered(published, stick, tmp_path / "kept"), stick)
    with pytest.raises(UpdateFailedCheck):
        installed.try_out("1.1.0")
    assert installed.current == "1.0.0"
    assert not installed.has("1.1.0")


def test_a_version_that_cannot_start_gives_way_to_the_one_before(published: Published, tmp_path: Path) -> None:
    root = tmp_path / "program"
    installed = installation(root)
    shutil.copy(LAUNCHER, root)
    stick = Stick(published.served)
    installed.lay(offered(published, stick, tmp_path / "kept"), stick)
    installed.switch("1.1.0")
    (installed.folder("1.1.0") / "runtime/bin/python3.11").unlink()  # a virus scanner, a bad block
    assert started(root) == "1.0.0"
    assert installed.go_back() == "1.0.0"
    assert (installed.current, installed.fallback) == ("1.0.0", None)


# --- by itself and by hand ----------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's folder, as the launcher names it."""
    installation(tmp_path / "program")
    monkeypatch.setenv(ROOT, str(tmp_path / "program"))
    return tmp_path / "program"


def brought(published: Published, tmp_path: Path, **how: Any) -> str | None:
    trusted = tmp_path / "root.json"
    trusted.write_bytes(published.root)
    return update(UpdateSettings(root=trusted), tmp_path / "data", published.served, **how)


def test_a_version_that_was_gone_back_from_comes_again_only_by_hand(
    published: Published, tmp_path: Path, root: Path
) -> None:
    installed = Installed(root)
    assert brought(published, tmp_path) == "1.1.0"
    assert installed.go_back() == "1.0.0"
    assert brought(published, tmp_path) is None
    assert installed.current == "1.0.0"
    assert brought(published, tmp_path, again=True) == "1.1.0"
    assert (installed.current, installed.refused) == ("1.1.0", None)


def test_a_version_that_fails_its_check_is_not_laid_again_at_each_look(tmp_path: Path, root: Path) -> None:
    """Over a bad line each try costs the line; IT may ask for it, and a newer one comes by itself."""
    published, installed = Published(tmp_path / "publisher"), Installed(root)
    published.add("1.1.0", code=1)
    with pytest.raises(UpdateFailedCheck):
        brought(published, tmp_path)
    refused = installed.refused
    assert refused == "1.1.0"
    assert brought(published, tmp_path) is None
    with pytest.raises(UpdateFailedCheck):
        brought(published, tmp_path, again=True)
    published.add("1.2.0")
    assert brought(published, tmp_path) == "1.2.0"
    assert Installed(root).current == "1.2.0"
    assert Installed(root).refused is None


def test_a_newer_one_than_was_gone_back_from_comes_by_itself(published: Published, tmp_path: Path, root: Path) -> None:
    brought(published, tmp_path)
    Installed(root).go_back()
    published.add("1.2.0")
    assert brought(published, tmp_path) == "1.2.0"


def test_an_open_window_is_written_down_where_the_clerk_may_not_write_to_the_program(
    published: Published, tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brought(published, tmp_path)

    def keep(_: Installed) -> None:
        raise PermissionError

    monkeypatch.setattr(Installed, "keep", keep)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "clerk"))
    runs_as(Installed(root), "1.1.0", monkeypatch)
    window_is_open()
    assert (tmp_path / "clerk/quay-mot-cua/proved").read_text() == "1.1.0\n"


def test_two_programs_do_not_install_at_once(published: Published, tmp_path: Path, root: Path) -> None:
    lock = StoreLock(Installed(root).lock)
    with pytest.raises(UpdateUnderWay):
        brought(published, tmp_path)
    lock.free()
    assert brought(published, tmp_path) == "1.1.0"


def test_a_touch_ends_the_check_and_the_next_quiet_hour_checks_again(
    published: Published, tmp_path: Path, root: Path
) -> None:
    installed = Installed(root)
    begun, quiet = tmp_path / "begun", tmp_path / "quiet"
    published.add("1.2.0", check=f"[ -e {quiet} ] || {{ echo $$ >{begun}; exec sleep 600; }}")
    with pytest.raises(UpdateUnreachable) as touched:
        brought(published, tmp_path, stopped=lambda: begun.exists() and begun.read_text() != "")
    assert touched.value.facts["why"] == "stopped"
    assert not Path(f"/proc/{begun.read_text().strip()}").exists()
    assert (installed.current, installed.has("1.2.0")) == ("1.0.0", True)
    quiet.touch()
    assert brought(published, tmp_path) == "1.2.0"


def test_a_touch_ends_the_laying_as_well_from_a_stick(published: Published, tmp_path: Path, root: Path) -> None:
    with pytest.raises(UpdateUnreachable) as touched:
        brought(published, tmp_path, stopped=lambda: True)
    assert touched.value.facts["why"] == "stopped"


def test_two_versions_are_kept_and_no_more(published: Published, tmp_path: Path) -> None:
    installed = installation(tmp_path / "program")
    stick = Stick(published.served)
    for version in ("1.1.0", "1.2.0", "1.3.0"):
        published.add(version)
        installed.lay(offered(published, stick, tmp_path / "kept"), stick)
        installed.switch(version)
        installed.keep()
    assert sorted(path.name for path in (tmp_path / "program/versions").iterdir()) == ["1.2.0", "1.3.0"]


def test_a_folder_that_only_it_may_write_is_known_as_such(tmp_path: Path) -> None:
    installed = installation(tmp_path / "program")
    assert installed.changeable
    if os.geteuid() != 0:  # root may write everywhere
        (tmp_path / "program/versions").chmod(0o555)
        assert not installed.changeable


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "a/../../b", "a//b", "C:evil", "app/x.", "a\\b", "manifest.json", "x\0y", ""]
)
def test_a_manifest_never_writes_outside_its_folder(name: str) -> None:
    listed = Manifest("1.0.0", (File(name, "a" * 64, 1),))
    with pytest.raises(UpdateRefused) as refused:
        read_manifest(listed.as_json())
    assert refused.value.facts["why"] == "contents"


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"version": "../x", "files": [["a", "' + b"a" * 64 + b'", 1, 0]]}']
)
def test_what_is_no_manifest_is_refused(data: bytes) -> None:
    with pytest.raises(UpdateRefused):
        read_manifest(data)


def test_versions_are_ordered_by_their_numbers() -> None:
    assert newer("1.10.0", "1.9.3")
    assert not newer("1.9.3", "1.10.0")
    assert not newer("1.0.0", "1.0.0")
