"""What `build_installer.py` does when it is typed."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from time import monotonic

from . import deb, windows_pack
from .interpreters import HOUSE, System
from .running import CannotBuild
from .staging import Staged, source_date, stage

DIST = HOUSE / "dist"
PACKAGE_MOST, DISK_MOST = 160_000_000, 450_000_000  # bytes


def main() -> int:
    parser = argparse.ArgumentParser(description="Makes the installers for Debian/Ubuntu and Windows.")
    parser.add_argument("systems", nargs="*", type=System, help="linux, windows; none: both", metavar="SYSTEM")
    parser.add_argument("--once", action="store_true", help="do not build it a second time to compare the bytes")
    parser.add_argument("--embeddable", type=Path, help="a newer official embeddable Python for Windows (zip)")
    parser.add_argument("--sign", nargs=2, type=Path, metavar=("CERTIFICATE", "KEY"), help="Authenticode for Windows")
    parser.add_argument("--quick", action="store_true", help="weak compression: larger, in a fraction of the time")
    arguments = parser.parse_args()
    try:
        for system in arguments.systems or list(System):
            made = _build(system, arguments, DIST)
            if arguments.sign:
                _say(f"{made.name}: built once; a signature names the moment that it was made")
            elif not arguments.once:
                with tempfile.TemporaryDirectory() as other:
                    _compare(made, _build(system, arguments, Path(other)))
    except CannotBuild as error:
        _say(f"build_installer: {error}")
        return 1
    return 0


def _build(system: System, arguments: argparse.Namespace, to: Path) -> Path:
    began = monotonic()
    staged = stage(system, HOUSE / "build/stage" / system, arguments.embeddable)
    _say(f"{system}: staged, {staged.size / 1e6:.0f} MB in {monotonic() - began:.0f} s")
    if system is System.LINUX:
        check(staged)
        made = deb.pack(staged.folder, staged.version, to, source_date(), 0 if arguments.quick else 6)
    else:
        made = windows_pack.pack(
            staged, to, quick=arguments.quick, signed=tuple(arguments.sign) if arguments.sign else None
        )
    told = f"{made.stat().st_size / 1e6:.0f} MB, installed {staged.size / 1e6:.0f} MB"
    _say(f"{made.name}: {told}, sha256 {sha256(made.read_bytes()).hexdigest()}, {monotonic() - began:.0f} s")
    within(0 if arguments.quick else made.stat().st_size, staged.size)
    return made


def within(package: int, installed: int) -> None:
    """Raises CannotBuild: larger, in bytes, than a bad line and a small disk bear."""
    for what, size, most in (("the package", package, PACKAGE_MOST), ("the installed program", installed, DISK_MOST)):
        if size > most:
            raise CannotBuild(f"{what} has {size / 1e6:.1f} MB; at most {most / 1e6:.0f}")


def check(staged: Staged) -> None:
    """The staged program checks itself, in an environment that knows nothing of this machine's libraries. Raises
    CannotBuild: a build that cannot pass is no build."""
    with tempfile.TemporaryDirectory() as home:
        done = _by_the_staged(staged, home, "-m", "counter_app", "self-check", "--program", "--json")
        pages = _by_the_staged(staged, home, str(HOUSE / "tools/packaging/reads_pages.py"))
    try:
        results = json.loads(done.stdout)
    except ValueError:
        raise CannotBuild(f"the staged program does not start:\n{done.stderr[-2000:]}") from None
    for result in results:
        _say(f"  {result['outcome']:<7} {result['name']:<13} {result['words']}")
    if done.returncode:
        raise CannotBuild("the staged program does not pass its own check")
    if pages.returncode:
        raise CannotBuild(f"the staged program does not read a page: code {pages.returncode}\n{pages.stderr[-2000:]}")
    _say(f"  good    pages of      {pages.stdout.strip()}")


def _by_the_staged(staged: Staged, home: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": home, "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8"}
    return subprocess.run(  # noqa: S603 - what was just staged
        [staged.folder / "runtime/bin/python3.11", "-P", *arguments],
        env={**environment, "PYTHONNOUSERSITE": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )


def _compare(one: Path, other: Path) -> None:
    if one.read_bytes() != other.read_bytes():
        kept = one.with_suffix(f".other{one.suffix}")
        kept.write_bytes(other.read_bytes())
        raise CannotBuild(f"two builds differ: {one.name}, {kept.name}")
    _say(f"{one.name}: built twice, the same bytes")


def _say(text: str) -> None:
    sys.stdout.write(text + os.linesep)
    sys.stdout.flush()
