"""The Debian package: the staged program under /opt, what the desktop needs to find it, and a removal that leaves data.

Written by our own hand into the three members that a .deb is, so that one tree gives the same bytes each time.
"""

from __future__ import annotations

import io
import lzma
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import md5
from pathlib import Path

PACKAGE = "quay-mot-cua"
ROOT = f"opt/{PACKAGE}"
_HERE = Path(__file__).parent / "debian"

DEPENDS = (
    "libc6 (>= 2.35), libssl3t64 | libssl3, libffi8, libexpat1, zlib1g, liblzma5, libbz2-1.0, libuuid1, "
    "ca-certificates, dbus, libdbus-1-3, libegl1, libfontconfig1, libfreetype6, libgl1, "
    "libglib2.0-0t64 | libglib2.0-0, libsane1, libx11-xcb1, libxcb-cursor0, libxcb-icccm4, libxcb-image0, "
    "libxcb-keysyms1, libxcb-randr0, libxcb-render-util0, libxcb-shape0, libxcb-util1, libxcb-xkb1, libxkbcommon0, "
    "libxkbcommon-x11-0, libxrandr2, libwayland-client0, libwayland-cursor0, libwayland-egl1, "
    "libpulse0, tzdata, cups-client"
)
RECOMMENDS = "gnome-keyring | kwalletmanager | keepassxc, sane-utils, cups"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the archive: a file's bytes, or a symbolic link's `target`."""

    name: str
    data: bytes = b""
    mode: int = 0o644
    target: str = ""


def pack(staged: Path, version: str, to: Path, moment: int, preset: int = 6) -> Path:
    """Writes `to`/PACKAGE_VERSION_amd64.deb. `moment`: the time that all files carry; `preset`: of xz."""
    entries = sorted([*_program(staged, version), *_desktop(version)], key=lambda entry: entry.name)
    installed = sum(len(entry.data) for entry in entries) // 1024 + len(entries)
    sums = "".join(f"{md5(e.data, usedforsecurity=False).hexdigest()}  {e.name}\n" for e in entries if not e.target)
    control = [
        Entry("control", _control(version, installed).encode()),
        Entry("md5sums", sums.encode()),
        *(Entry(name, (_HERE / name).read_bytes(), 0o755) for name in ("postinst", "postrm")),
    ]
    to.mkdir(parents=True, exist_ok=True)
    made = to / f"{PACKAGE}_{version}_amd64.deb"
    members = (
        ("debian-binary", b"2.0\n"),
        ("control.tar.xz", _tar(control, moment, 6)),
        ("data.tar.xz", _tar(entries, moment, preset)),
    )
    made.write_bytes(b"!<arch>\n" + b"".join(_member(name, data, moment) for name, data in members))
    return made


def _program(staged: Path, version: str) -> Iterator[Entry]:
    """Not where it runs: dpkg takes the old version's files away while it may be open. postinst links it there."""
    for path in sorted(staged.rglob("*")):
        if path.is_file():
            name = path.relative_to(staged).as_posix()
            mode = 0o755 if "/bin/" in name else 0o644
            yield Entry(f"{ROOT}/package/{version}/{name}", path.read_bytes(), mode)
    yield Entry(f"{ROOT}/counter-app", (_HERE / "counter-app").read_bytes(), 0o755)
    yield Entry("usr/bin/counter-app", target=f"/{ROOT}/counter-app")


def _desktop(version: str) -> Iterator[Entry]:
    share = f"usr/share/{{}}/{PACKAGE}"
    yield Entry(f"usr/share/applications/{PACKAGE}.desktop", (_HERE / f"{PACKAGE}.desktop").read_bytes())
    yield Entry(f"usr/share/icons/hicolor/scalable/apps/{PACKAGE}.svg", (_HERE / f"{PACKAGE}.svg").read_bytes())
    yield Entry(f"usr/share/mime/packages/{PACKAGE}.xml", (_HERE / f"{PACKAGE}.xml").read_bytes())
    yield Entry(f"usr/lib/udev/rules.d/70-{PACKAGE}.rules", (_HERE / "scanners.rules").read_bytes())
    yield Entry(f"usr/share/lintian/overrides/{PACKAGE}", (_HERE / "lintian-overrides").read_bytes())
    yield Entry(f"{share.format('doc')}/copyright", (_HERE / "copyright").read_bytes())
    changes = f"{PACKAGE} ({version}) stable; urgency=medium\n\n  * See CHANGELOG.md of the program.\n\n"
    changes += " -- Quay Mot Cua <quay-mot-cua@localhost>  Mon, 23 Nov 2026 08:00:00 +0700\n"
    yield Entry(f"{share.format('doc')}/changelog.gz", _gzip(changes.encode()))
    yield Entry("usr/share/man/man1/counter-app.1.gz", _gzip((_HERE / "counter-app.1").read_bytes()))


def _control(version: str, installed: int) -> str:
    return f"""Package: {PACKAGE}
Version: {version}
Architecture: amd64
Maintainer: Quay Mot Cua <quay-mot-cua@localhost>
Installed-Size: {installed}
Depends: {DEPENDS}
Recommends: {RECOMMENDS}
Section: misc
Priority: optional
Description: reception desk of a Vietnamese commune's one-stop counter
 Receives dossiers: reads the citizen's card, shows which papers are already
 held, scans what is missing, gives a code, prints the receipt, and sends all
 of it to the province's system, with or without a line.
 .
 Data lies in each clerk's own folder and stays when the package is removed.
"""


def _gzip(data: bytes) -> bytes:
    import gzip

    return gzip.compress(data, 9, mtime=0)


def _tar(entries: Iterable[Entry], moment: int, preset: int) -> bytes:
    """Folders before what lies in them, everything root's, one time."""
    made = io.BytesIO()
    folders: set[str] = set()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(_about(tarfile.TarInfo("./"), moment, 0o755, tarfile.DIRTYPE))
        for entry in entries:
            for folder in reversed(Path(entry.name).parents):
                if str(folder) not in {".", *folders}:
                    folders.add(str(folder))
                    archive.addfile(_about(tarfile.TarInfo(f"./{folder}"), moment, 0o755, tarfile.DIRTYPE))
            about = tarfile.TarInfo(f"./{entry.name}")
            if entry.target:
                about.linkname = entry.target
                archive.addfile(_about(about, moment, 0o777, tarfile.SYMTYPE))
            else:
                about.size = len(entry.data)
                archive.addfile(_about(about, moment, entry.mode, tarfile.REGTYPE), io.BytesIO(entry.data))
    return lzma.compress(made.getvalue(), preset=preset)


def _about(about: tarfile.TarInfo, moment: int, mode: int, kind: bytes) -> tarfile.TarInfo:
    about.mtime, about.mode, about.type = moment, mode, kind
    about.uname = about.gname = "root"
    return about


def _member(name: str, data: bytes, moment: int) -> bytes:
    """Of an `ar` archive."""
    head = f"{name:<16}{moment:<12}{0:<6}{0:<6}{100644:<8}{len(data):<10}`\n".encode()
    return head + data + (b"\n" if len(data) % 2 else b"")
