"""A PC with dpkg, on which packages of a tiny program are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from counter_app.updates.installed import Installed
from tools.packaging import deb

MOMENT = 1_764_000_000


def run_script(name: str, root: Path, version: str, *arguments: str, home: Path | None = None) -> None:
    """A maintainer script on a root of its own, as dpkg would run it for this version; the interpreter is this one.
    `home`: the one clerk's."""
    tools = root.parent / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "dpkg-query").write_text(f"#!/bin/sh\nprintf {version}\n")
    (tools / "dpkg-query").chmod(0o755)
    text = (Path(deb.__file__).parent / "debian" / name).read_text("utf-8")
    script = tools / name
    script.write_text(text.replace("root=/opt/quay-mot-cua", f"root={root}").replace(_INTERPRETER, sys.executable))
    path = f"{tools}:{os.environ['PATH']}"
    subprocess.run(["sh", str(script), *arguments], check=True, env={"PATH": path, "HOME": str(home or tools)})


_INTERPRETER = '"$root/versions/$version/runtime/bin/python3.11"'
OPEN = """#!/bin/sh
version={version}
[ "$COUNTER_APP_OPEN" ] || {{ echo {version}; exit 0; }}
look='while [ ! -e "$3" ]; do [ -e "$1" ] && echo reads || echo GONE; echo; sleep 0.01; done'
exec "$(dirname "$0")/reads" -c "$look" \
    - "$(dirname "$0")/../../app/late.py" - "$COUNTER_APP_OPEN"
"""
"""Stands for the program: it tells its version, or is open, and reads a module of its own again and again."""


class Computer:
    """A PC whose dpkg is real, in a root of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.root = folder, folder / "pc"
        self.program = self.root / deb.ROOT
        (self.root / "var/lib/dpkg/info").mkdir(parents=True)
        (self.root / "var/lib/dpkg/status").touch()
        (self.root / "var/lib/dpkg/updates").mkdir()

    def package(self, version: str) -> Path:
        staged = self.folder / f"staged-{version}"
        for name in ("app/late.py", *(f"app/module{number}.py" for number in range(40))):
            (staged / name).parent.mkdir(parents=True, exist_ok=True)
            (staged / name).write_text(version)
        python = staged / "runtime/bin/python3.11"
        python.parent.mkdir(parents=True, exist_ok=True)
        python.write_text(OPEN.format(version=version))
        shutil.copy("/bin/sh", python.with_name("reads"))
        return deb.pack(staged, version, self.folder, MOMENT, 0)

    def unpack(self, package: Path) -> None:
        options = [
            "--force-not-root",
            "--force-depends",
            "--force-unsafe-io",
            "--no-triggers",
            "--force-script-chrootless",
        ]
        subprocess.run(
            ["dpkg", f"--root={self.root}", f"--log={self.folder}/log", *options, "--unpack", package],
            check=True,
            capture_output=True,
        )

    def configure(self, version: str) -> None:
        """dpkg's own call of the script would change the root, where no shell is."""
        run_script("postinst", self.program, version, "configure", home=self.folder)

    def install(self, version: str) -> None:
        self.unpack(self.package(version))
        self.configure(version)

    def seen(self, version: str) -> None:
        """A clerk has had its window open."""
        mark = self.folder / ".local/share/quay-mot-cua/proved"
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(f"{version}\n")

    @property
    def ways(self) -> tuple[str, str | None]:
        """What is started, and what is gone back to."""
        installed = Installed(self.program)
        return installed.current, installed.fallback

    def starts(self, opened: Path | None = None) -> subprocess.Popen[str]:
        environment = {**os.environ, "COUNTER_APP_OPEN": str(opened or ""), "HOME": str(self.folder)}
        return subprocess.Popen(
            ["sh", self.program / "counter-app"], env=environment, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def told(self) -> str:
        return self.starts().communicate()[0].strip()
