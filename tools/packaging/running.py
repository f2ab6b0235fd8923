"""The hands of the packers: running tools, copying files, and the one error that ends a build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path


class CannotBuild(Exception):
    """What is missing here, in a sentence for whoever builds."""


def tool(name: str) -> str:
    beside = Path(sys.executable).with_name(name)
    if beside.exists():
        return str(beside)
    raise CannotBuild(f"{name} is missing: tools/setup.sh installers")


def run(
    command: list[str | Path], cwd: Path | None = None, env: dict[str, str] | None = None, check: bool = True
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(  # noqa: S603 - our own tools, no shell
        list(map(str, command)), cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False
    )
    if check and done.returncode:
        raise CannotBuild(f"{Path(command[0]).name} failed:\n{(done.stderr or done.stdout)[-2000:]}")
    return done


def files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def copy(names: Iterable[str], source: Path, to: Path, ships: Callable[[str], bool]) -> None:
    for name in sorted(names):
        if ships(name):
            (to / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / name, to / name)
