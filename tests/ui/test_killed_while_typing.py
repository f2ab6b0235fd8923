"""kill -9 while a step after acceptance is being typed: the next start is in that step, with what was typed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.domain.life import Result
from tests.ui.conftest import Counter, knows_sa_rinh
from tests.ui.test_before_reception_window import at_the_papers
from tests.ui.test_following_window import Key

_ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("step", ["ask", "authority", "copies"])
def test_the_step_is_reopened_with_what_was_typed(
    open_counter: Callable[..., Counter], new_store: tuple[Path, dict[str, bytes]], tmp_path: Path, step: str
) -> None:
    counter = knows_sa_rinh(open_counter())
    if step != "copies":
        at_the_papers(counter)
        counter.press(Key.Key_Return, Key.Key_F5, Key.Key_F12)
        closing = counter.opened.presenter.reception.closing
        counter.until(lambda: closing.accepted is not None)
        assert closing.accepted is not None
        if step == "authority":
            counter.application.desk.take_result(closing.accepted.id, Result("KQ.1", why_no_file="bản giấy"))
    (tmp_path / "keys.json").write_text(json.dumps({k: b64encode(v).decode() for k, v in new_store[1].items()}))
    open_counter.close()  # type: ignore[attr-defined]  # the store is one program's
    command = [sys.executable, "-m", "tests.ui.killed_typist", str(tmp_path), step]
    clerk = subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True)
    assert clerk.stdout is not None
    assert clerk.stdout.readline().startswith("typed")
    os.kill(clerk.pid, signal.SIGKILL)
    clerk.wait()
    clerk.stdout.close()
    counter = open_counter()
    presenter = counter.opened.presenter
    if step == "ask":
        form = presenter.dossiers.story.screen
        counter.until(lambda: form.asking and form.form.values["reason"] == "Bang so 7")
        assert len(form.form.ticked) == 1
    elif step == "authority":
        counter.until(lambda: presenter.results.screen.authority.text() == "Bang so 7")
        assert presenter.results.view.result
    else:
        counter.until(lambda: presenter.reception.screen.copying.rows[0].title.text() == "Bang so 7")
        assert presenter.reception.screen.copying.isVisible()
