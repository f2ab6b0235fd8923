"""The Windows installer, made on Debian: NSIS packs the staged program behind two small launchers with an icon."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .interpreters import HOUSE
from .running import CannotBuild
from .staging import Staged, source_date

_HERE = Path(__file__).parent / "windows"
_ICON = Path(__file__).parent / "debian/quay-mot-cua.svg"
_COMPILER = "x86_64-w64-mingw32-gcc"

LAUNCHERS = ("QuayMotCua.exe", "counter-app.exe")
Signing = tuple[Path, Path]
"""Certificate and key (PEM) of the unit's own."""


def pack(staged: Staged, to: Path, quick: bool = False, signed: Signing | None = None) -> Path:
    """Writes `to`/QuayMotCua-VERSION-setup.exe; `signed`: it, the launchers and the uninstaller. Raises CannotBuild."""
    build = HOUSE / "build/windows"
    build.mkdir(parents=True, exist_ok=True)
    to.mkdir(parents=True, exist_ok=True)
    icon(build / "quay-mot-cua.ico")
    launchers(build, staged.version)
    words = {}
    if signed is not None:
        for name in LAUNCHERS:
            sign(build / name, signed)
        words["SIGNER"] = str(signer(build, signed))
    made = to / f"QuayMotCua-{staged.version}-setup.exe"
    nsis(
        {
            **words,
            "VERSION": staged.version,
            "NUMBERS": numbers(staged.version, "."),
            "STAGE": str(staged.folder),
            "BUILD": str(build),
            "OUT": str(made),
            "PACKING": "zlib" if quick else "/SOLID lzma",
            "INSTALLED_KB": str(staged.size // 1024),
        }
    )
    if signed is not None:
        sign(made, signed)
    return made


def nsis(words: Mapping[str, str]) -> None:
    """Compiles the script. Raises CannotBuild with what makensis says."""
    defined = [f"-D{name}={value}" for name, value in words.items()]
    _run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *defined, str(_HERE / "installer.nsi")])


def launchers(build: Path, version: str) -> None:
    resources = build / "launcher.res"
    about = [f'-DTEXT_VERSION=\\"{version}\\"', f"-DNUMBERS={numbers(version, ',')}"]
    _run(["x86_64-w64-mingw32-windres", f"-I{build}", *about, str(_HERE / "launcher.rc"), "-O", "coff", str(resources)])
    for name, kind in zip(LAUNCHERS, (["-mwindows"], ["-DCONSOLE", "-mconsole"]), strict=True):
        unicode = [] if "-DCONSOLE" in kind else ["-municode"]
        options = ["-O2", "-s", "-static", "-Wall", "-Wl,--no-insert-timestamp", *kind, *unicode]
        _run([_COMPILER, *options, str(_HERE / "launcher.c"), str(resources), "-o", str(build / name)])


def numbers(version: str, between: str) -> str:
    """Four numbers, as Windows wants a version."""
    found = [*re.findall(r"\d+", version), "0", "0", "0"][:4]
    return between.join(found)


def icon(to: Path) -> None:
    """The program's drawing in the sizes that Windows shows."""
    from PIL import Image
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(256, 256, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(_ICON)).render(painter)
    painter.end()
    drawn = to.with_suffix(".png")
    image.save(str(drawn))
    sizes = [(size, size) for size in (16, 24, 32, 48, 64, 128, 256)]
    Image.open(drawn).save(to, format="ICO", sizes=sizes)


def sign(program: Path, signed: Signing) -> None:
    """Authenticode, in place. Raises CannotBuild; the program is then as it was."""
    beside = program.with_suffix(".signed")
    _run([*_signing(signed), "-in", str(program), "-out", str(beside)])
    beside.replace(program)


def _signing(signed: Signing) -> list[str]:
    certificate, key = signed
    return ["osslsigncode", "sign", "-certs", str(certificate), "-key", str(key), "-h", "sha256", "-n", "Quay Mot Cua"]


def signer(build: Path, signed: Signing) -> Path:
    """A command for NSIS, which makes the uninstaller and lets it be signed before it is packed."""
    command = build / "sign.sh"
    command.write_text(f'#!/bin/sh -e\n{shlex.join(_signing(signed))} -in "$1" -out "$1.signed"\nmv "$1.signed" "$1"\n')
    command.chmod(0o755)
    return command


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - our own tools, no shell
            command,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(source_date())},
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        raise CannotBuild(f"{command[0]} is missing: tools/setup.sh installers") from None
    if done.returncode:
        raise CannotBuild(f"{command[0]} failed:\n{(done.stdout + done.stderr)[-3000:]}")
