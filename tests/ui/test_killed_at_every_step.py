"""kill -9 at every step of one dossier: each start is in the step in which the one before it was killed."""

from __future__ import annotations

import json
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.conftest import Counter, knows_sa_rinh
from tests.ui.killed_clerk import AFTER, ASIDE, ITS_END, RECEPTION

_ROOT = Path(__file__).parents[2]


Killed = Callable[[tuple[str, ...]], dict[str, dict[str, Any]]]


@pytest.fixture
def killed(open_counter: Callable[..., Counter], new_store: tuple[Path, dict[str, bytes]], tmp_path: Path) -> Killed:
    """By the step that is done next: what the start before it found."""
    knows_sa_rinh(open_counter())
    open_counter.close()  # type: ignore[attr-defined]  # the store is one program's
    (tmp_path / "keys.json").write_text(json.dumps({k: b64encode(v).decode() for k, v in new_store[1].items()}))

    def walk(steps: tuple[str, ...]) -> dict[str, dict[str, Any]]:
        command = [sys.executable, "-m", "tests.ui.killed_clerk", str(tmp_path), ",".join(steps)]
        told = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, check=True)
        found = {line["before"]: line for line in map(json.loads, told.stdout.splitlines())}
        assert tuple(found) == steps
        return found

    return walk


def test_each_start_is_in_the_step_in_which_the_one_before_it_was_killed(killed: Killed) -> None:
    found = killed(RECEPTION)
    identified = found["owner"]
    assert (identified["person"], identified["f12"]) == ("Thạch Thị Sa Rinh", "CÒN THIẾU thủ tục")
    named = found["papers"]["owner"]
    assert named is not None, "whose it is, half typed"
    assert (named["kind"], named["number"]) == ("organisation", "0301")
    scanned = found["why"]
    assert scanned["owner"] is None, "Esc left it"
    assert scanned["pages"] > 0
    assert scanned["f12"] == "TIẾP NHẬN"
    assert found["refusal"]["why"] == "cu-tru", "the reasons stand open for the paper that they were asked of"
    assert found[""]["why"] is None, "Esc left them"
    assert found[""]["aside"] == {"reason": "Chua den", "guidance": ""}


def test_so_it_is_until_the_dossier_is_accepted(killed: Killed) -> None:
    found = killed(ITS_END)
    assert found["another"]["pages"] > 0
    assert found["corners"]["aside"] == {"authority": "my xuyen"}
    assert found["corners"]["corners"] is None
    dragged = found["money"]["corners"]
    assert dragged is not None, "the picture with the corner where the mouse held it"
    x, y = map(float, dragged["corners"].split()[0].split(","))
    assert x > 0.005 < y
    assert found["money"]["aside"] is None
    paid = found["accept"]
    assert (paid["aside"], paid["payment"], paid["delivery"]) == (None, "cash", "post")
    assert paid["corners"] is None, "Esc left it"
    after = found[""]
    assert after["accepted"] == 1
    assert after["pages"] == 0, "what is accepted is no draft any more"


def test_so_it_is_after_acceptance_and_with_what_waits_for_the_province(killed: Killed) -> None:
    found = killed(AFTER)
    assert found["correction"]["story"] == {"new_day": "1/2", "reason": ""}
    assert found["fetched"]["story"]["full_name"] == "Thach"
    assert found["by_hand"]["story"] is None, "Esc left it"
    assert all(found["by_hand"]["result"]), "whose result it is, and who came for it"
    assert found[""]["by_hand"] == "Da nhap"


def test_so_it_is_with_what_came_online_and_with_a_word_to_the_next_counter(killed: Killed) -> None:
    found = killed(ASIDE)
    asked = found["refuse_online"]
    assert (asked["aside"], asked["ticked"]) == ({"reason": "Chua ky"}, 1), "what is asked for of an online dossier"
    assert found["sent_on"]["aside"] == {"reason": "Khong thuoc", "guidance": ""}
    assert found[""]["note"] == "Trich luc"
