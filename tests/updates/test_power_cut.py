"""The plug is pulled at every step of an update: the launcher always starts a whole version, old or new."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter_app.updates import durable, laying
from counter_app.updates import installed as folders
from counter_app.updates.installed import Installed
from counter_app.updates.manifest import Manifest, manifest_of
from counter_app.updates.offer import look
from counter_app.updates.sources import Stick
from tests.updates.publishing import SYSTEM, Published, installation
from tests.updates.test_update import LAUNCHER, started

STEPS = ("rename", "replace", "unlink", "link", "fsync", "mkdir", "chmod", "open")


def update(installed: Installed, wanted: Manifest, source: Stick) -> None:
    installed.lay(wanted, source)
    installed.switch(wanted.version)
    installed.keep()


def killed_at(step: int, work: Callable[[], None]) -> bool:
    """Runs `work` in a process that dies by kill -9 at its `step`th touch of the disk. False: it came through."""
    child = os.fork()
    if child == 0:
        left = [step]

        def touching(real: Callable[..., Any]) -> Callable[..., Any]:
            def touch(*arguments: Any, **options: Any) -> Any:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*arguments, **options)

            return touch

        for name in STEPS:
            setattr(os, name, touching(getattr(os, name)))
        try:
            work()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the steps are the same everywhere; this counts them by fork")
def test_whatever_step_the_power_goes_at_a_whole_version_starts_and_the_next_try_ends_it(tmp_path: Path) -> None:
    published = Published(tmp_path / "publisher")
    published.add("1.0.0")
    published.add("1.1.0", changed=6)
    stick = Stick(published.served)
    wanted = look(stick, published.root, tmp_path / "kept", SYSTEM)
    assert wanted is not None
    fresh = tmp_path / "fresh"
    installation(fresh)
    shutil.copy(LAUNCHER, fresh)
    before = manifest_of(fresh / "versions/1.0.0", "1.0.0").files
    seen, step = set[str](), 0
    while True:
        step += 1
        root = tmp_path / "program"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(fresh, root)
        installed = Installed(root)
        cut = killed_at(step, lambda installed=installed: update(installed, wanted, stick))  # type: ignore[misc]
        now = installed.current
        files = manifest_of(installed.folder(now), now).files
        assert files == (before if now == "1.0.0" else wanted.files), step
        seen.add(now)
        if step % 10 == 0 or not cut:
            assert started(root) == now
        if not cut:
            break
        update(installed, wanted, stick)
        assert (installed.current, installed.fallback) == ("1.1.0", None), step
    assert seen == {"1.0.0", "1.1.0"}
    assert step > 100


def test_the_steps_that_are_counted_are_those_that_the_update_takes() -> None:
    """Should the module write by another way, the test above would not see it."""
    text = "".join(Path(str(module.__file__)).read_text("utf-8") for module in (folders, laying, durable))
    assert not [word for word in ("os.write", "sendfile", "copytree", "move(") if word in text]
    assert subprocess.run(["sh", "-n", LAUNCHER], check=False).returncode == 0
