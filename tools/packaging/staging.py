"""One step for both packers: a folder with the interpreter, the locked libraries, the program and what it reads.

    runtime/    CPython: Debian's own packages, or python.org's embeddable one for Windows; libraries; Tesseract's data
    app/        our modules and resources: what an update usually replaces

Both run where they lie, whatever the folder's name. Downloads are kept in build/cache.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from counter_app.updates.manifest import NAME as MANIFEST
from counter_app.updates.manifest import manifest_of

from .choice import closure, read_as_source, ships
from .holes import closed
from .interpreters import CACHE, HOUSE, PYTHON, System, interpreter
from .licences import notice
from .lock import shipped
from .running import CannotBuild, copy, files, run, tool
from .stand_ins import STOOD_IN_FOR, TRIMMED, stand_in, trim_icu

_LANGUAGES = ("vie", "eng")
_GPL = Path("/usr/share/common-licenses/GPL-3")
SOURCE_DATE = 1_764_000_000
"""SOURCE_DATE_EPOCH where none is given: packages made of one tree have the same bytes whenever they are made."""


@dataclass(frozen=True, slots=True)
class Staged:
    """A complete program in `folder`."""

    folder: Path
    system: System
    version: str

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def project() -> dict[str, object]:
    found: dict[str, object] = tomllib.loads((HOUSE / "pyproject.toml").read_text("utf-8"))["project"]
    return found


def source_date() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH", SOURCE_DATE))


def stage(system: System, into: Path, embeddable: Path | None = None) -> Staged:
    """Makes `into` anew. `embeddable`: a newer official zip for Windows than the package registry has.

    Raises CannotBuild.
    """
    if f"{sys.version_info.major}.{sys.version_info.minor}" != PYTHON:
        raise CannotBuild(f"the installers are built with Python {PYTHON}: PYTHON=python{PYTHON} make setup")
    shutil.rmtree(into, ignore_errors=True)
    CACHE.mkdir(parents=True, exist_ok=True)
    interpreter(system, into, embeddable)
    _libraries(system, into)
    _program(into)
    _language_data(into / "runtime/tessdata")
    beside = [("Python", into / system.licence), ("The GNU General Public License, which the Lesser one names", _GPL)]
    (into / "app/NOTICE.txt").write_text(notice(into / system.libraries, HOUSE / "NOTICE", beside), "utf-8")
    _compile(system, into)
    _slim(system, into)
    if system is System.WINDOWS:
        _windows_runtime(into)
    _dress(into)
    version = str(project()["version"])
    list_files(into, version)
    return Staged(into, system, version)


def list_files(staged: Path, version: str) -> None:
    """What the program consists of, as updates read it: the first one fetches only what differs from the package."""
    listed = staged / MANIFEST
    listed.unlink(missing_ok=True)
    listed.write_bytes(manifest_of(staged, version).as_json())
    _dressed(listed)


# --- libraries, program, data ---------------------------------------------------------------------------------


def _libraries(system: System, into: Path) -> None:
    raw = CACHE / f"libraries-{system}"
    lock = shipped((HOUSE / "requirements.lock").read_text("utf-8"), _wanted(system))
    models = (HOUSE / "requirements-models.lock").read_text("utf-8")
    mark, key = CACHE / f"libraries-{system}.made-of", sha256((lock + models + PYTHON + system).encode()).hexdigest()
    if not mark.exists() or mark.read_text() != key:
        shutil.rmtree(raw, ignore_errors=True)
        _install(system, raw, lock, built="python-sane")
        _install(system, raw, models, built="")
        mark.write_text(key)
    names = [name for name in (path.relative_to(raw).as_posix() for path in files(raw)) if ships(name)]
    stay = closure(names, lambda name: () if STOOD_IN_FOR.match(name) else _needed(raw / name))
    copy(stay, raw, into / system.libraries, lambda _: True)
    if system is System.LINUX:
        _stand_ins(raw, stay, into / system.libraries)


def _stand_ins(raw: Path, stay: frozenset[str], libraries: Path) -> None:
    for name in sorted(stay):
        if STOOD_IN_FOR.match(name):
            own = Path(name).name
            users = [raw / one for one in stay if re.search(r"\.so(\.|$)", one) and own in set(_needed(raw / one))]
            stand_in(raw / name, users, libraries / name)
        elif TRIMMED.match(name):
            trim_icu(raw / name, libraries / name)


def _wanted(system: System) -> list[str]:
    from packaging.requirements import Requirement

    here = {"sys_platform": "linux" if system is System.LINUX else "win32"}
    lines = project()["dependencies"]
    assert isinstance(lines, list)  # noqa: S101 - as pyproject's schema has it
    return [line for line in lines if (mark := Requirement(line).marker) is None or mark.evaluate(here)]


def _install(system: System, target: Path, lock: str, built: str) -> None:
    """By hash, and wheels only; `built`: what exists as source only, and for Linux only."""
    target.mkdir(parents=True, exist_ok=True)
    blocks = lock.split("\n")
    mine: list[str] = []
    others: list[str] = []
    into = others
    for line in blocks:
        if line[:1].isalpha():
            into = mine if built and line.startswith(f"{built}==") else others
        into.append(line)
    listed = CACHE / "wheels.lock"
    listed.write_text("\n".join(others), "utf-8")
    command: list[str | Path] = [
        tool("uv"),
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--require-hashes",
        "--only-binary",
        ":all:",
    ]
    command += ["--target", target, "--python-platform", system.wheels, "--python-version", PYTHON]
    run([*command, "--link-mode", "copy", "--cache-dir", CACHE / "uv", "-r", listed])
    if mine and system is System.LINUX:
        listed.write_text("\n".join(mine), "utf-8")
        wheels = CACHE / "built"
        shutil.rmtree(wheels, ignore_errors=True)
        pip: list[str | Path] = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--require-hashes"]
        run([*pip, "-r", listed, "-w", wheels])
        for wheel in wheels.glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(target)


def _program(into: Path) -> None:
    """The wheel: what it leaves out (the sandbox, whatever is not ours) does not ship either."""
    made = CACHE / "wheel"
    shutil.rmtree(made, ignore_errors=True)
    run(
        [tool("hatchling"), "build", "-t", "wheel", "-d", made],
        cwd=HOUSE,
        env={"SOURCE_DATE_EPOCH": str(source_date())},
    )
    with zipfile.ZipFile(next(made.glob("*.whl"))) as archive:
        archive.extractall(into / "app")


def _language_data(into: Path) -> None:
    into.mkdir(parents=True)
    for language in _LANGUAGES:
        found = sorted(Path("/usr/share/tesseract-ocr").glob(f"*/tessdata/{language}.traineddata"))
        if not found:
            raise CannotBuild(f"{language}.traineddata is missing: make setup")
        shutil.copy(found[-1], into)


# --- the last touch -------------------------------------------------------------------------------------------


def _compile(system: System, into: Path) -> None:
    """The folder is read-only for the clerk, so Python could not keep what it compiles: it ships compiled. By hash and
    unchecked, because times would make two builds differ. Of the libraries only the compiled form ships (32 MB); a
    module's source put beside it is taken first, so each stays replaceable."""
    for folder in (into / "app", into / "runtime"):
        beside = [] if folder.name == "app" else ["-b"]
        options = ["-q", "-q", "-j", "1", "--invalidation-mode", "unchecked-hash", *beside, "-s", str(into), "-p", "/"]
        run([sys.executable, "-m", "compileall", *options, folder], env={"PYTHONHASHSEED": "0"}, check=False)
    for compiled in (into / "runtime").rglob("*.pyc"):
        if not read_as_source(compiled.relative_to(into).as_posix()):
            compiled.with_suffix(".py").unlink(missing_ok=True)


def _slim(system: System, into: Path) -> None:
    """Symbols for a debugger (30 MB), but not of binaries that were patched after linking: strip breaks those, and
    what they have in excess is empty."""
    if system is not System.LINUX:
        return
    for binary in sorted((into / system.libraries).rglob("*.so*")):
        if not re.search(r"^(PySide6|shiboken6)$|\.libs$", binary.relative_to(into / system.libraries).parts[0]):
            run(["strip", "--strip-unneeded", binary])
        else:
            binary.write_bytes(closed(binary.read_bytes()))


def _windows_runtime(into: Path) -> None:
    """Microsoft's runtime beside the interpreter: more libraries than Qt's need it."""
    for name in ("msvcp140.dll", "msvcp140_1.dll", "msvcp140_2.dll", "msvcp140_codecvt_ids.dll", "concrt140.dll"):
        found = into / System.WINDOWS.libraries / "PySide6" / name
        if found.exists():
            shutil.copy(found, into / "runtime" / name)


def _dress(into: Path) -> None:
    for path in sorted(into.rglob("*"), reverse=True):
        _dressed(path)


def _dressed(path: Path) -> None:
    """A time and a mode that do not tell when and where it was built."""
    path.chmod(0o755 if path.is_dir() or path.parent.name == "bin" else 0o644)
    os.utime(path, (source_date(), source_date()))


def _needed(binary: Path) -> Iterator[str]:
    """File names that a binary loads, as its own table says."""
    if binary.name.lower().endswith((".dll", ".pyd")):
        told = run(["objdump", "-p", binary]).stdout
        yield from (line.split(":", 1)[1].strip() for line in told.splitlines() if "DLL Name:" in line)
    else:
        told = run(["readelf", "-d", binary]).stdout
        yield from (line[line.index("[") + 1 : line.index("]")] for line in told.splitlines() if "(NEEDED)" in line)
