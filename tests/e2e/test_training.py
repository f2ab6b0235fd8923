"""Training: a whole day at a made-up counter, in the program as installed, that sends nothing and can send nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.domain.errors import NothingIsSent
from sync.silent import SilentGateway
from tests.paperwork.reading import text_of

_ROOT = Path(__file__).parents[2]

# A day of training in a program of its own: no sandbox can be imported, and a socket to anywhere ends it.
_DAY = """
import importlib.abc, sys, threading

class NoSandbox(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.startswith("sync.sandbox") or name == "uvicorn":
            raise ImportError(name)

sys.meta_path.insert(0, NoSandbox())
import urllib3  # at its import it looks whether this PC has IPv6, by a socket to itself
opened = []

def watch(event, args):
    if event == "socket.__new__" and int(args[1]) in (2, 10):  # AF_INET, AF_INET6
        opened.append(event)
    if event in ("socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.bind"):
        if event == "socket.getaddrinfo" or isinstance(args[1], tuple):
            opened.append(event)

sys.addaudithook(watch)

from pathlib import Path
from uuid import uuid4
from counter_app.training import build_training
from tests.services.store import PocketKeyChain
from tests.staff import NGUYET
from counter_app.domain.errors import NothingIsSent

place = Path(sys.argv[1])
app = build_training(place, PocketKeyChain())
desk = app.desk
app.start()
desk.session.open(NGUYET)
draft = desk.call_next()
this = draft.dossier.id
desk.welcome.by_number(this, "094190004321")
desk.choose_procedure(this, "1.004873")
late = threading.Event()
desk.look_up(this, lambda _: late.set())
desk.settle.take(this)
for _ in desk.capture.scan(this):  # the simulated feeder, in its own process
    pass
assert not desk.resume.of(this).dossier.missing
accepted = desk.accept(this, uuid4())
printed = desk.print_receipt(accepted.id)
app.exchange()
outcome = app.exchange()
assert outcome.sent == outcome.confirmed == 0, outcome
assert outcome.waiting >= 1, outcome
assert app.line.problem == NothingIsSent.code, app.line
app.close()
print("sockets", len(opened), opened[:3])
"""


def test_a_whole_day_of_training_opens_no_socket_and_leaves_every_dossier_at_the_counter(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _DAY, str(tmp_path)],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "sockets 0 []"
    receipts = list((tmp_path / "printed").glob("*.pdf"))
    assert receipts
    for paper in receipts:
        assert "TẬP HUẤN · KHÔNG CÓ GIÁ TRỊ" in text_of(paper.read_bytes(), tmp_path)


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("put_dossier", (None,)),
        ("put_file", ("", b"")),
        ("confirm", (None,)),
        ("changes", (None,)),
        ("catalogue", (None,)),
        ("accounts", (None,)),
        ("lease_numbers", ("", (), None, None)),
        ("look_up", (None, "", "", (), 1.0)),
    ],
)
def test_every_way_to_the_province_is_closed(verb: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(NothingIsSent):
        getattr(SilentGateway(), verb)(*arguments)


def test_no_way_was_forgotten() -> None:
    from counter_app.ports import Province

    wanted = {name for name in vars(Province) if not name.startswith("_")}
    assert wanted <= set(vars(SilentGateway))
