"""A version on trial: who keeps it, what is gone back to, what comes again, and what is tidied away."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from counter_app import bootstrap, fleet_report
from counter_app.config import UpdateSettings
from counter_app.domain.errors import (
    BadCatalogue,
    BadSettings,
    DiskFull,
    MigrationRefused,
    NewerStore,
    StoreDamaged,
    UpdateFailedCheck,
    UpdateNotOurs,
    UpdateUnreachable,
)
from counter_app.places import PROGRAM_FOLDER
from counter_app.shell import verbs
from counter_app.shell.grammar import arguments_of
from counter_app.update_commands import window_is_open, window_was_refused
from counter_app.updates import laying, trial
from counter_app.updates.installed import FAILED, OF_AGE
from counter_app.updates.manifest import NAME, hash_of, manifest_of
from counter_app.updates.sources import Stick
from tests.updates.pc import PC
from tests.updates.publishing import installation, program
from tests.updates.test_update import offered
from ui.messages import sentence


@pytest.fixture
def umask_077() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


def test_every_clerk_may_enter_what_an_administrator_with_a_strict_umask_laid(pc: PC, umask_077: None) -> None:
    pc.publish("1.1.0", changed=6)
    assert pc.update() == "1.1.0"
    laid = pc.installed.folder("1.1.0")
    shut = [
        path
        for path in (laid, *laid.rglob("*"))
        if not path.stat().st_mode & stat.S_IROTH or (path.is_dir() and not path.stat().st_mode & stat.S_IXOTH)
    ]
    # What was linked has the mode that the package gave it, which this test's strict umask did as well.
    assert [path for path in shut if path.is_dir() or path.stat().st_nlink == 1] == []
    assert stat.S_IMODE(laid.stat().st_mode) == 0o755


# --- who keeps it -----------------------------------------------------------------------------------------------


def test_a_version_that_a_clerks_window_proved_is_kept_by_the_next_run_with_rights(pc: PC) -> None:
    pc.publish("1.1.0")
    pc.update()
    assert pc.update() is None
    assert pc.installed.fallback == "1.0.0", "nobody has seen its window yet"
    pc.clerk_writes("proved", "1.0.0")
    pc.update()
    assert pc.installed.fallback == "1.0.0", "that was the one before"
    pc.clerk_writes("proved", "1.1.0")
    assert pc.update() is None
    assert pc.installed.fallback is None


def test_a_version_that_has_been_in_use_for_long_is_kept(pc: PC) -> None:
    pc.publish("1.1.0")
    pc.update()
    current = pc.installed.folder("1.1.0").parents[1] / "current"
    long_ago = current.stat().st_mtime - OF_AGE - 60
    os.utime(current, (long_ago, long_ago))
    pc.update()
    assert pc.installed.fallback is None


def test_a_pipe_in_a_clerks_folder_keeps_nobody(pc: PC) -> None:
    pc.publish("1.1.0")
    pc.update()
    (pc.clerk / "quay-mot-cua").mkdir(parents=True, exist_ok=True)
    os.mkfifo(pc.clerk / "quay-mot-cua/proved")
    assert pc.update() is None
    assert pc.installed.fallback == "1.0.0"


def test_after_two_updates_on_trial_the_one_that_has_opened_is_gone_back_to(pc: PC) -> None:
    for version in ("1.1.0", "1.2.0"):
        pc.publish(version)
        assert pc.update() == version
    assert (pc.installed.current, pc.installed.fallback) == ("1.2.0", "1.0.0")
    assert pc.installed.go_back() == "1.0.0"


def test_a_version_that_an_open_window_runs_from_is_neither_renamed_nor_removed(pc: PC) -> None:
    """Weeks open, two updates later: what it has not read yet it reads from its own folder."""
    python = pc.installed.folder("1.0.0") / "runtime/bin/python3.11"
    python.unlink()
    shutil.copy("/bin/sleep", python)
    for version in ("1.1.0", "1.2.0"):
        program(pc.installed.folder(version), version)
    with subprocess.Popen([python, "600"]) as window:
        try:
            pc.installed.switch("1.1.0")
            pc.installed.switch("1.2.0")
            pc.installed.keep()
            assert pc.versions() == {"1.0.0", "1.1.0", "1.2.0"}
            assert python.exists()
        finally:
            window.kill()
    pc.installed.keep()
    assert pc.versions() == {"1.1.0", "1.2.0"}, "nobody has it open any more"


def test_the_report_calls_a_packages_version_on_trial_until_some_clerk_has_seen_its_window(
    pc: PC, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a clerk may not write only IT's `update` takes away; where packages alone are used, nobody runs that."""
    monkeypatch.setattr(fleet_report, "checks", lambda _: ())  # of this PC's devices and keys: said elsewhere
    program(pc.installed.folder("1.1.0"), "1.1.0")
    pc.installed.switch("1.1.0")  # as a package leaves it
    assert fleet_report.report(None, str)["program"]["on_trial"]
    pc.clerk_writes("proved", "1.1.0")
    assert not fleet_report.report(None, str)["program"]["on_trial"]
    assert pc.installed.fallback == "1.0.0", "a report changes nothing"
    (pc.clerk / "quay-mot-cua/proved").unlink()
    current = pc.installed.folder("1.1.0").parents[1] / "current"
    long_ago = current.stat().st_mtime - OF_AGE - 60
    os.utime(current, (long_ago, long_ago))
    assert not fleet_report.report(None, str)["program"]["on_trial"]


def test_what_a_newer_offer_overtook_half_laid_is_taken_away(pc: PC) -> None:
    pc.publish("1.1.0", changed=6)
    looks = iter([False] * 4)
    with pytest.raises(UpdateUnreachable):
        pc.update(stopped=lambda: next(looks, True))
    assert "1.1.0.new" in pc.versions()
    pc.publish("1.2.0")
    assert pc.update() == "1.2.0"
    assert pc.versions() == {"1.0.0", "1.2.0"}


# --- going back -------------------------------------------------------------------------------------------------


def typed(*words: str) -> int:
    arguments = arguments_of(["update", *words])
    return int(arguments.run(arguments))


def test_back_past_a_migration_is_refused_with_what_restore_does_until_it_is_agreed_to(
    pc: PC, capsys: pytest.CaptureFixture[str]
) -> None:
    pc.publish("1.1.0", schema="0025")
    pc.update()
    listed = pc.installed.manifest("1.1.0")
    assert listed is not None
    assert listed.schema == "0025"
    assert typed("--back") == 1
    told = capsys.readouterr().err
    assert "counter-app restore" in told
    assert "--back --yes" in told
    assert pc.installed.current == "1.1.0"
    assert typed("--back", "--yes") == 0
    assert "counter-app restore" in capsys.readouterr().out
    assert pc.installed.current == "1.0.0"


def test_back_where_no_store_changes_asks_nothing(pc: PC, capsys: pytest.CaptureFixture[str]) -> None:
    pc.publish("1.1.0")
    pc.update()
    assert typed("--back") == 0
    assert "restore" not in capsys.readouterr().out
    assert pc.installed.current == "1.0.0"


def test_a_version_that_a_full_disk_or_the_store_kept_from_opening_comes_again(
    pc: PC, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc.publish("1.1.0")
    for error, refused in (
        (MigrationRefused(), None),
        (StoreDamaged(), None),
        (NewerStore(), None),
        (BadCatalogue(), "1.1.0"),
    ):
        assert pc.update() == "1.1.0"
        window_was_refused(error)  # the new version, on trial
        monkeypatch.setenv(FAILED, "1.1.0")
        window_is_open()  # the launcher has started the one before
        assert (pc.installed.current, pc.installed.refused) == ("1.0.0", refused)
    assert pc.update() is None, "its own fault: it does not come again by itself"
    assert pc.update(again=True) == "1.1.0"


def test_a_window_that_this_pc_kept_from_opening_is_no_fault_of_the_version(
    pc: PC, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> int:
        raise DiskFull

    pc.publish("1.1.0")
    pc.update()
    monkeypatch.setattr(verbs, "_open_window", refuse)
    assert verbs.window(arguments_of([])) == 1
    monkeypatch.setenv(FAILED, "1.1.0")
    window_is_open()
    assert (pc.installed.current, pc.installed.refused) == ("1.0.0", None)


def test_its_nightly_command_leaves_a_refused_version_and_says_how_to_have_it(
    pc: PC, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pc.publish("1.1.0")
    settings = SimpleNamespace(
        updates=UpdateSettings(root=pc.trusted), data_folder=pc.clerk, province=SimpleNamespace(proxy="")
    )
    monkeypatch.setattr(bootstrap, "settings", lambda _: settings)
    assert typed("--from", str(pc.published.served)) == 0
    assert typed("--back") == 0
    capsys.readouterr()
    assert typed("--from", str(pc.published.served)) == 0
    assert "counter-app update --again" in capsys.readouterr().out
    assert pc.installed.current == "1.0.0"
    assert typed("--from", str(pc.published.served), "--again") == 0
    assert pc.installed.current == "1.1.0"


def test_an_administrator_installs_nothing_that_settings_of_a_clerks_making_name(
    pc: PC, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pc.publish("1.1.0")
    settings = tmp_path / "etc" / PROGRAM_FOLDER
    settings.mkdir(parents=True)
    settings.chmod(0o777)
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "etc"))
    monkeypatch.setattr("counter_app.guarded.elevated", lambda: True)
    with pytest.raises(BadSettings) as refused:
        typed("--from", str(pc.published.served))
    assert refused.value.facts["why"] == "unguarded"
    assert pc.installed.current == "1.0.0"


@pytest.mark.parametrize("command", [(), ("--back",)])
def test_an_administrator_runs_no_program_that_a_clerk_could_have_replaced(
    pc: PC, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    pc.publish("1.1.0")
    pc.update()
    monkeypatch.setattr("counter_app.guarded.elevated", lambda: True)
    (pc.installed.folder("1.0.0") / "runtime/bin/python3.11").chmod(0o777)
    with pytest.raises(UpdateNotOurs) as refused:
        typed(*command)
    assert (refused.value.facts["why"], refused.value.facts["file"]) == ("open", "python3.11")
    assert sentence(refused.value) != sentence(UpdateNotOurs())
    assert pc.installed.current == "1.1.0"


def test_a_check_that_only_lacked_room_says_nothing_of_the_version(pc: PC) -> None:
    pc.publish("1.1.0")
    bad = '[{"outcome": "good", "code": null}, {"outcome": "bad", "code": "%s"}]'
    for code, wrong in (("environment.disk-full", DiskFull), ("environment.no-fonts", UpdateFailedCheck)):
        stick = Stick(pc.published.served)
        pc.installed.lay(offered(pc.published, stick, pc.clerk / "kept"), stick)
        python = pc.installed.folder("1.1.0") / "runtime/bin/python3.11"
        python.write_text(f"#!/bin/sh\necho '{bad % code}'\nexit 1\n")
        with pytest.raises(wrong):
            pc.installed.try_out("1.1.0")
        assert (pc.installed.refused, pc.installed.has("1.1.0")) == ((None, True), ("1.1.0", False))[
            wrong is UpdateFailedCheck
        ]


def test_the_check_has_only_what_nobody_else_wants_of_the_processor(pc: PC, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "_CHECK_SECONDS", 20)
    pc.publish("1.1.0")
    stick = Stick(pc.published.served)
    pc.installed.lay(offered(pc.published, stick, pc.clerk / "kept"), stick)
    python = pc.installed.folder("1.1.0") / "runtime/bin/python3.11"
    python.write_text('#!/bin/sh\nuntil [ "$(nice)" = 19 ]; do :; done\n')
    pc.installed.try_out("1.1.0")


# --- what is laid -----------------------------------------------------------------------------------------------


def test_a_package_without_a_list_of_its_files_costs_the_first_update_what_changed_and_no_more(
    pc: PC, tmp_path: Path
) -> None:
    fetched = []
    for listed in (True, False):
        bare = installation(tmp_path / f"bare-{listed}", listed=listed)
        assert (bare.folder("1.0.0") / NAME).exists() == listed
        pc.publish("1.1.0")
        stick = Stick(pc.published.served)
        fetched.append(bare.lay(offered(pc.published, stick, tmp_path / "kept"), stick))
    assert 0 < fetched[0] == fetched[1] < 12_000


def test_what_was_verified_before_a_pause_is_not_hashed_again(pc: PC, monkeypatch: pytest.MonkeyPatch) -> None:
    pc.publish("1.1.0")
    hashed, real = list[Path](), hash_of

    def counted(path: Path) -> str:
        hashed.append(path)
        return real(path)

    monkeypatch.setattr(laying, "hash_of", counted)
    looks = iter([False] * 10)
    with pytest.raises(UpdateUnreachable):
        pc.update(stopped=lambda: next(looks, True))
    before = len(hashed)
    assert before > 5
    assert pc.update() == "1.1.0"
    assert len(hashed) < 13, "each once: there are 13 files, of which 2 are fetched"
    part = pc.installed.folder("1.1.0")
    assert not list(part.rglob("*~"))
    shutil.rmtree(part)


def test_a_file_that_was_changed_after_it_was_verified_is_laid_anew(pc: PC) -> None:
    pc.publish("1.1.0", changed=6)
    done = list[int]()
    stick = Stick(pc.published.served)
    wanted = offered(pc.published, stick, pc.clerk / "kept")
    with pytest.raises(UpdateUnreachable):
        pc.installed.lay(wanted, stick, lambda number, _: done.append(number), lambda: len(done) > 2)
    laid = pc.installed.folder("1.1.0.new") / wanted.files[0].name
    laid.write_bytes(b"x" * laid.stat().st_size)
    assert pc.update() == "1.1.0"
    assert manifest_of(pc.installed.folder("1.1.0"), "1.1.0").files == wanted.files
