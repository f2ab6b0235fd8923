"""Where a file lies: the disk or share that holds it. Found without a call into a share, for one that is gone hangs."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path, PureWindowsPath

_MOUNTS = Path("/proc/self/mountinfo")
_OF_NETWORK = re.compile(r"nfs|cifs|smb|9p|afs|ncpfs|ceph|glusterfs|autofs|fuse\.")
_OWN_FOLDERS = ("fuse.gvfsd-fuse",)  # shares of several hosts below one mount, each a folder
_MOST_LINKS = 40


def place_of(path: Path, mounts: Path = _MOUNTS) -> str:
    """The host of `\\\\host\\share`, or the drive; elsewhere the mount. Links on this PC's own disks are followed."""
    if sys.platform == "win32":
        return windows_place(PureWindowsPath(path))
    mounted = _mounted(mounts)
    here = Path(os.path.normpath(Path.cwd() / path))
    for _ in range(_MOST_LINKS):
        place, link = _follow(here, mounted)
        if link is None:
            return place
        here = link
    return "/"


def windows_place(path: PureWindowsPath) -> str:
    return path.drive.strip("\\").partition("\\")[0].lower()


def _follow(path: Path, mounted: dict[str, str]) -> tuple[str, Path | None]:
    """Its mount; and where a link on the way leads, if one stands before any share."""
    place = "/"
    for at in (*reversed(path.parents), path):
        kind = mounted.get(str(at))
        if kind is not None:
            place = str(at)
        if kind is not None and _OF_NETWORK.match(kind):
            below = path.relative_to(at).parts
            return (str(at / below[0]) if below and kind in _OWN_FOLDERS else place), None
        try:
            target = at.readlink()
        except OSError:  # no link, or nothing there
            continue
        return place, Path(os.path.normpath(at.parent / target / path.relative_to(at)))
    return place, None


def _mounted(mounts: Path) -> dict[str, str]:
    """Kind of file system by mount point; empty where the system does not say (proc(5), mountinfo)."""
    try:
        lines = mounts.read_text(errors="surrogateescape").splitlines()
    except OSError:
        return {}
    found = {}
    for line in lines:
        about, _, source = line.partition(" - ")
        point, kind = about.split(" ")[4], source.split(" ")[0]
        found[re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), point)] = kind
    return found
