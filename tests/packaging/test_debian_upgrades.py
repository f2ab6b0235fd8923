"""One Debian package after another on one PC: what runs, what stays to go back to, what goes."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.packaging.computer import Computer


def reads(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip() or program.stdout.readline().strip()


def test_an_open_program_keeps_its_folder_while_dpkg_puts_newer_ones_in_its_place(tmp_path: Path) -> None:
    pc, closed = Computer(tmp_path), tmp_path / "closed"
    versions = pc.program / "versions"
    pc.unpack(pc.package("1.0.0"))
    pc.configure("1.0.0")
    assert pc.told() == "1.0.0"
    before = pc.starts(closed)
    assert reads(before) == "reads"
    pc.unpack(pc.package("1.1.0"))
    assert pc.told() == "1.0.0", "whoever opens it before the new one is configured"
    between = pc.starts(closed)
    assert reads(between) == "reads"
    assert not (pc.program / "package/1.0.0").exists(), "dpkg has taken the old one away"
    pc.configure("1.1.0")
    assert (pc.told(), pc.ways) == ("1.1.0", ("1.1.0", "1.0.0"))
    for version in ("1.2.0", "1.3.0"):
        pc.seen(pc.told())
        pc.install(version)
    assert sorted(one.name for one in versions.iterdir() if one.is_dir()) == ["1.0.0", "1.2.0", "1.3.0"]
    pc.configure("1.3.0")  # again: dpkg-reconfigure
    assert pc.ways == ("1.3.0", "1.2.0")
    closed.touch()
    said = before.communicate()[0] + between.communicate()[0]
    assert "reads" in said
    assert "GONE" not in said
    pc.configure("1.3.0")
    assert sorted(one.name for one in versions.iterdir() if one.is_dir()) == ["1.2.0", "1.3.0"]


def test_after_a_package_and_its_hot_fix_that_both_fail_the_version_that_works_is_still_there(tmp_path: Path) -> None:
    pc = Computer(tmp_path)
    pc.install("1.0.0")
    pc.seen("1.0.0")
    pc.install("1.1.0")
    pc.install("1.2.0")
    assert pc.ways == ("1.2.0", "1.0.0")
    assert (pc.program / "versions/1.0.0/app/late.py").exists()
    pc.seen("1.2.0")
    pc.install("1.3.0")
    assert pc.ways == ("1.3.0", "1.2.0")
    assert not (pc.program / "versions/1.0.0").exists()


def test_an_older_package_over_a_newer_one_never_leads_on_to_the_newer_which_has_changed_the_store(
    tmp_path: Path,
) -> None:
    pc = Computer(tmp_path)
    for version in ("1.0.0", "1.1.0"):
        pc.install(version)
    pc.install("1.0.0")
    assert pc.ways == ("1.0.0", None)
    assert pc.told() == "1.0.0"


def test_a_package_that_is_installed_again_mends_what_was_damaged(tmp_path: Path) -> None:
    pc = Computer(tmp_path)
    package = pc.package("1.0.0")
    pc.unpack(package)
    pc.configure("1.0.0")
    (pc.program / "versions/1.0.0/app/late.py").unlink()
    (pc.program / "versions/1.0.0/app/module1.py").write_text("damaged")
    pc.unpack(package)
    pc.configure("1.0.0")
    folder = pc.program / "versions/1.0.0/app"
    assert [(folder / name).read_text() for name in ("late.py", "module1.py")] == ["1.0.0", "1.0.0"]
