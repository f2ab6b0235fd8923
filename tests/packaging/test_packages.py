"""The two packages from a tiny program: the same bytes twice, what is found in them, what removal does."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.updates.installed import Installed
from counter_app.updates.offer import look
from counter_app.updates.sources import Stick
from tests.packaging.computer import MOMENT, run_script
from tests.updates.publishing import SYSTEM, Published, program
from tools.packaging import deb, windows_pack
from tools.packaging.licences import notice
from tools.packaging.running import CannotBuild
from tools.packaging.staging import list_files


@pytest.fixture
def staged(tmp_path: Path) -> Path:
    folder = tmp_path / "staged"
    for name in ("app/counter_app/__init__.py", "runtime/bin/python3.11", "app/NOTICE.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def listed(package: Path) -> dict[str, str]:
    """Name to `mode owner`, as dpkg itself reads the package."""
    told = subprocess.run(["dpkg-deb", "-c", package], capture_output=True, text=True, check=True).stdout
    lines = [line.split(maxsplit=5) for line in told.splitlines()]
    return {line[5].removeprefix("./"): f"{line[0]} {line[1]}" for line in lines}


def test_a_debian_package_of_one_tree_has_the_same_bytes_whenever_it_is_made(staged: Path, tmp_path: Path) -> None:
    one = deb.pack(staged, "1.2.3", tmp_path / "one", MOMENT)
    for path in staged.rglob("*"):
        path.touch()
    other = deb.pack(staged, "1.2.3", tmp_path / "other", MOMENT)
    assert one.read_bytes() == other.read_bytes()
    (staged / "app/NOTICE.txt").write_text("another")
    assert deb.pack(staged, "1.2.3", tmp_path / "third", MOMENT).read_bytes() != one.read_bytes()


def test_dpkg_finds_the_program_the_desktop_entry_and_the_rules_for_scanners(staged: Path, tmp_path: Path) -> None:
    package = deb.pack(staged, "1.2.3", tmp_path, MOMENT)
    files = listed(package)
    assert files["opt/quay-mot-cua/package/1.2.3/runtime/bin/python3.11"] == "-rwxr-xr-x root/root"
    assert files["opt/quay-mot-cua/package/1.2.3/app/NOTICE.txt"] == "-rw-r--r-- root/root"
    assert "usr/bin/counter-app -> /opt/quay-mot-cua/counter-app" in files
    assert "usr/share/applications/quay-mot-cua.desktop" in files
    assert "usr/lib/udev/rules.d/70-quay-mot-cua.rules" in files
    told = subprocess.run(["dpkg-deb", "-f", package], capture_output=True, text=True, check=True).stdout
    assert "Version: 1.2.3\n" in told
    assert {"libsane1", "libxcb-cursor0", "libegl1"} <= {
        one.strip() for one in told.split("Depends: ")[1].split("\n")[0].split(",")
    }


def test_the_first_update_after_a_package_fetches_only_what_differs(tmp_path: Path) -> None:
    staged = program(tmp_path / "staged", "1.0.0")
    list_files(staged, "1.0.0")
    subprocess.run(["dpkg-deb", "-x", deb.pack(staged, "1.0.0", tmp_path, MOMENT), tmp_path / "pc"], check=True)
    root = tmp_path / "pc" / deb.ROOT
    run_script("postinst", root, "1.0.0", "configure")
    publisher, installed = Published(tmp_path / "publisher"), Installed(root)
    publisher.add("1.1.0")
    stick = Stick(publisher.served)
    offered = look(stick, publisher.root, tmp_path / "kept", SYSTEM)
    assert offered is not None
    module = next(file for file in offered.files if file.name == "app/module5.py")
    assert installed.lay(offered, stick) < module.size + 1_000, "one module and the interpreter's few lines"


def test_removal_names_the_program_and_never_the_data() -> None:
    for script in ("postinst", "postrm"):
        text = (Path(deb.__file__).parent / "debian" / script).read_text("utf-8")
        commands = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
        assert not [line for line in commands if ".local" in line or "/home" in line or "/etc/xdg" in line]


def test_the_seat_is_given_card_readers_and_not_every_serial_device() -> None:
    rules = (Path(deb.__file__).parent / "debian/scanners.rules").read_text("utf-8")
    (serial,) = [line for line in rules.splitlines() if line.startswith('SUBSYSTEM=="tty"')]
    assert "ID_USB_DRIVER" in serial
    assert not {"option", "qcserial", "sierra"} & set(serial.replace('"', "|").split("|"))


def test_the_launcher_starts_the_version_that_is_current_and_the_one_before_where_that_cannot_start(
    tmp_path: Path,
) -> None:
    root = tmp_path / "root"
    root.mkdir()
    shutil.copy(Path(deb.__file__).parent / "debian/counter-app", root)
    for version, does in (("1.0", 'echo "1.0 after $COUNTER_APP_FAILED: $*"'), ("2.0", "kill -SEGV $$")):
        python = root / f"versions/{version}/runtime/bin/python3.11"
        python.parent.mkdir(parents=True)
        python.write_text(f"#!/bin/sh\n{does}\n")
        python.chmod(0o755)

    def started() -> subprocess.CompletedProcess[str]:
        return subprocess.run(["sh", root / "counter-app", "key", "a b"], capture_output=True, text=True, check=False)

    (root / "current").write_text("1.0\n")
    assert started().stdout == "1.0 after : -P -m counter_app key a b\n"
    (root / "current").write_text("2.0\n")
    assert started().returncode != 0
    (root / "fallback").write_text("1.0\n")
    back = started()
    assert (back.returncode, back.stdout) == (0, "1.0 after 2.0: -P -m counter_app key a b\n")


@pytest.fixture
def on_trial(tmp_path: Path) -> Callable[..., str]:
    """What the launcher starts where 2.0 is on trial and does this."""
    root, home = tmp_path / "root", tmp_path / "home"

    def started(does: str, *arguments: str) -> str:
        shutil.rmtree(root, ignore_errors=True)
        for version, script in (("1.0", 'echo "1.0 after $COUNTER_APP_FAILED"'), ("2.0", does)):
            python = root / f"versions/{version}/runtime/bin/python3.11"
            python.parent.mkdir(parents=True)
            python.write_text(f"#!/bin/sh\n{script}\n")
            python.chmod(0o755)
        shutil.copy(Path(deb.__file__).parent / "debian/counter-app", root)
        (root / "current").write_text("2.0\n")
        (root / "fallback").write_text("1.0\n")
        command = ["sh", str(root / "counter-app"), *arguments]
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "ROOT": str(root)}
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment).stdout

    return started


MARK = 'mkdir -p "$HOME/.local/share/quay-mot-cua"; echo 2.0 >"$HOME/.local/share/quay-mot-cua/proved"'


def test_a_version_on_trial_that_ends_before_its_window_is_open_gives_way(on_trial: Callable[..., str]) -> None:
    assert on_trial("exit 1") == "1.0 after 2.0\n"
    assert on_trial("exit 1", "update", "--back") == "", "a command's answer is no fault of the version"
    assert on_trial("exit 0") == ""
    assert on_trial("exit 143") == "", "somebody ended it"
    assert on_trial('rm "$ROOT/fallback"; exit 1') == "", "its window was open"


def test_one_that_this_person_may_not_keep_is_known_to_have_opened_its_window(on_trial: Callable[..., str]) -> None:
    assert on_trial(f"{MARK}; exit 1") == ""
    assert on_trial("echo $COUNTER_APP_ROOT; kill -SEGV $$").endswith("root\n"), "nor is it on trial the next time"


def test_the_windows_installer_compiles_twice_to_the_same_bytes(staged: Path, tmp_path: Path) -> None:
    windows_pack.icon(tmp_path / "quay-mot-cua.ico")
    words = {
        "VERSION": "1.2.3",
        "NUMBERS": windows_pack.numbers("1.2.3", "."),
        "STAGE": str(staged),
        "BUILD": str(tmp_path),
        "PACKING": "zlib",
        "INSTALLED_KB": "1",
    }
    for launcher in ("QuayMotCua.exe", "counter-app.exe"):
        (tmp_path / launcher).write_bytes(b"MZ")
    for name in ("one.exe", "other.exe"):
        windows_pack.nsis({**words, "OUT": str(tmp_path / name)})
    assert (tmp_path / "one.exe").read_bytes() == (tmp_path / "other.exe").read_bytes()
    with pytest.raises(CannotBuild, match="nowhere"):
        windows_pack.nsis({**words, "BUILD": "nowhere", "OUT": str(tmp_path / "third.exe")})


def test_the_windows_installer_and_its_uninstaller_are_signed_and_a_changed_one_is_found(
    staged: Path, tmp_path: Path
) -> None:
    windows_pack.icon(tmp_path / "quay-mot-cua.ico")
    for launcher in ("QuayMotCua.exe", "counter-app.exe"):
        (tmp_path / launcher).write_bytes(b"MZ")
    installer, key, certificate = (tmp_path / name for name in ("made.exe", "unit.key", "unit.crt"))
    subject = ["-subj", "/CN=Don vi thu nghiem", "-addext", "extendedKeyUsage=codeSigning", "-days", "2"]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*made, *subject], check=True, capture_output=True)
    kept, signer = tmp_path / "uninstall.exe", tmp_path / "keeps.sh"
    signer.write_text(f'#!/bin/sh -e\n{windows_pack.signer(tmp_path, (certificate, key))} "$1"\ncp "$1" {kept}\n')
    signer.chmod(0o755)
    told = {"VERSION": "1.2.3", "NUMBERS": "1.2.3.0", "STAGE": str(staged), "BUILD": str(tmp_path)}
    windows_pack.nsis({**told, "PACKING": "zlib", "INSTALLED_KB": "1", "OUT": str(installer), "SIGNER": str(signer)})
    windows_pack.sign(installer, (certificate, key))

    def verified(program: Path = installer) -> int:
        command = ["osslsigncode", "verify", "-CAfile", str(certificate), "-in", str(program)]
        return subprocess.run(command, check=False, capture_output=True).returncode

    assert (verified(), verified(kept)) == (0, 0)
    changed = bytearray(installer.read_bytes())
    changed[len(changed) // 2] ^= 1
    installer.write_bytes(changed)
    assert verified() != 0
    with pytest.raises(CannotBuild):
        windows_pack.sign(installer, (certificate, tmp_path / "nowhere.key"))
    assert installer.read_bytes() == changed


def test_windows_is_told_a_version_of_four_numbers() -> None:
    assert windows_pack.numbers("1.2.3", ".") == "1.2.3.0"
    assert windows_pack.numbers("2.0.0rc1", ",") == "2,0,0,1"


def test_the_notice_names_each_library_its_licence_and_a_shared_text_once(tmp_path: Path) -> None:
    ours = tmp_path / "NOTICE"
    ours.write_text("Quầy Một Cửa")
    for name, licence in (
        ("one", "License-Expression: MIT"),
        ("two", "Classifier: License :: OSI Approved :: BSD License"),
    ):
        info = tmp_path / f"{name}-1.0.dist-info"
        (info / "licenses").mkdir(parents=True)
        (info / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n{licence}\n\nBody")
        (info / "licenses/LICENSE").write_text("Permission is hereby granted")
    told = notice(tmp_path, ours)
    assert "one 1.0\nLicence: MIT" in told
    assert "two 1.0\nLicence: BSD License" in told
    assert told.count("Permission is hereby granted") == 1
    assert "as of one 1.0" in told


def test_a_library_inside_another_is_named_with_its_text_and_an_unknown_one_ends_the_build(tmp_path: Path) -> None:
    ours = tmp_path / "NOTICE"
    ours.write_text("Quầy Một Cửa")
    inside = tmp_path / "tesserocr.libs"
    inside.mkdir()
    (inside / "libleptonica-bc35498f.so.6.0.0").touch()
    told = notice(tmp_path, ours)
    assert "tesserocr.libs/libleptonica-bc35498f.so.6.0.0\n    Leptonica: BSD-2-Clause" in told
    assert "Copyright (C) 2001 Leptonica" in told
    (inside / "libghostscript-1.so").touch()
    with pytest.raises(CannotBuild, match="libghostscript-1"):
        notice(tmp_path, ours)
    (inside / "libghostscript-1.so").unlink()
    (inside / "iconv-c2d7.dll").touch()
    with pytest.raises(CannotBuild, match=r"LGPL-2\.1.* is not in the notice"):
        notice(tmp_path, ours)
