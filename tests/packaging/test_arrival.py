"""What a Windows installer asks of the new version before it is switched to: whole, on the disk, and well."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app import arrival
from counter_app.arrival import BROKEN, FAILED, WHOLE, arrived
from counter_app.updates.installed import Installed
from tests.updates.publishing import program
from tools.packaging import windows_pack
from tools.packaging.judged import judged
from tools.packaging.staging import list_files


@pytest.fixture
def version(tmp_path: Path) -> Path:
    folder = program(tmp_path / "1.1.0", "1.1.0")
    list_files(folder, "1.1.0")
    return folder


def test_a_version_whose_files_are_all_there_is_whole(version: Path) -> None:
    assert arrived(version, checked=False) == WHOLE


@pytest.mark.parametrize("left", [b"", bytes(9_000), None], ids=["nothing of it", "zeros", "not there"])
def test_what_a_power_cut_leaves_is_never_switched_to(version: Path, left: bytes | None) -> None:
    module = version / "app/module3.py"
    module.unlink()
    if left is not None:
        module.write_bytes(left)
    assert arrived(version, checked=False) == BROKEN


def test_the_interpreter_that_looks_runs_from_the_version_and_finds_itself_whole(tmp_path: Path) -> None:
    folder = tmp_path / "1.1.0"
    python = folder / "runtime/bin/python3.11"
    python.parent.mkdir(parents=True)
    shutil.copy(Path(sys.executable).resolve(), python)
    (folder / "app").mkdir()
    (folder / "app/module.py").write_text("")
    list_files(folder, "1.1.0")
    command = [str(python), "-P", "-m", "counter_app.arrival", str(folder), "--files-only"]
    base = Path(sys.base_prefix)
    environment = {
        "PYTHONHOME": str(base),
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "LD_LIBRARY_PATH": str(base / "lib"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    assert subprocess.run(command, check=False, env=environment).returncode == WHOLE


def test_what_looks_loads_no_library_of_the_new_version_which_windows_would_not_let_it_flush() -> None:
    """Seen under Wine: a library that runs cannot be opened for writing, and a whole version was called broken."""
    asked = (
        "import importlib.machinery as m, sys, counter_app.arrival; "
        "print([n for n, o in sys.modules.items() if 'site-packages' in (getattr(o, '__file__', None) or '') "
        "and o.__file__.endswith(tuple(m.EXTENSION_SUFFIXES))])"
    )
    told = subprocess.run([sys.executable, "-P", "-c", asked], check=True, capture_output=True, text=True).stdout
    assert told == "[]\n"


def test_nor_one_without_its_list(version: Path) -> None:
    (version / "manifest.json").write_bytes(bytes(700))
    assert arrived(version, checked=False) == BROKEN
    (version / "manifest.json").unlink()
    assert arrived(version, checked=False) == BROKEN


@pytest.mark.parametrize(("code", "verdict"), [(0, WHOLE), (1, FAILED)])
def test_the_new_program_checks_itself(version: Path, monkeypatch: pytest.MonkeyPatch, code: int, verdict: int) -> None:
    monkeypatch.setattr(arrival, "_CHECK", ("-c", f"raise SystemExit({code})"))
    assert arrived(version) == verdict


def test_the_first_version_and_the_next_are_switched_to_and_a_locked_disk_leaves_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = tmp_path / "program/versions"
    installed = Installed(tmp_path / "program")
    for version, back in (("1.0.0", None), ("1.1.0", "1.0.0"), ("1.2.0", "1.0.0")):
        program(versions / version, version)
        assert arrival.main([str(versions / version), "--switch"]) == WHOLE
        assert (installed.current, installed.fallback) == (version, back)
    program(versions / "1.3.0", "1.3.0")

    def locked(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("counter_app.updates.installed.write", locked)
    assert arrival.main([str(versions / "1.3.0"), "--switch"]) != WHOLE
    assert installed.current == "1.2.0"


def test_for_all_users_setup_goes_nowhere_that_a_clerk_could_replace_the_program() -> None:
    """Seen under Wine by tools/windows_check.sh; here, that it is asked before anything is written."""
    script = (Path(windows_pack.__file__).parent / "windows/installer.nsi").read_text("utf-8")
    section = script[script.index("\nSection\n") :]
    assert section.index("Call IsGuarded") < section.index("SetErrorLevel 6") < section.index("CreateDirectory")
    assert script.index("KeepsToProgramFiles") < script.index("MUI_PAGE_DIRECTORY")


def test_the_installer_asks_it_before_it_switches_and_removes_no_version_that_runs() -> None:
    script = (Path(windows_pack.__file__).parent / "windows/installer.nsi").read_text("utf-8")
    order = (
        "LockFile(p r9, i 0, i 0, i 1, i 0)",
        r'SetOutPath "$INSTDIR\versions\${VERSION}.new"',
        "File /r",
        "IfErrors cannot",
        "FlushFileBuffers(p r7)",
        r'arrival "$INSTDIR\versions\${VERSION}.new"$4',
        r'Rename "$INSTDIR\versions\${VERSION}.new" "$INSTDIR\versions\${VERSION}"',
        "--switch",
    )
    steps = [script.index(step) for step in order]
    assert steps == sorted(steps)
    assert "--all-users" in script
    cannot = script[script.index("  cannot:") : script.index("  whole:")]
    assert r'RMDir /r "$INSTDIR\versions\${VERSION}.new"' in cannot
    assert r'SetOutPath "$INSTDIR\versions\${VERSION}"' not in script, "half a version is never taken for a whole one"
    others = script[script.index("Reads fallback") : script.index("CreateShortCut")]
    assert '$6 != ".new"' in others, "an update goes on with it"
    assert "SetErrorLevel 5" in cannot
    assert "/REBOOTOK" not in script
    assert not re.search(r'^  Delete "\$INSTDIR\\fallback"', script.split("Section Uninstall")[0], re.MULTILINE)


def part(name: str, outcome: str) -> dict[str, str]:
    return {"name": name, "outcome": outcome, "words": ""}


def test_a_bad_part_ends_the_check_under_wine_unless_it_is_named_and_so_does_a_program_that_says_nothing() -> None:
    told = json.dumps([part("qt", "good"), part("hall", "bad"), part("printers", "skipped")])
    assert not judged(told, [])[1]
    assert judged(told, ["hall"])[1]
    assert not judged(told, ["hall", "qt"])[1], "what is carried by now is no longer excused"
    assert not judged("", [])[1]
    assert not judged("[]", [])[1]
