"""Sends files to npm's @tus/server, an independent peer, which is killed at random: every file must arrive whole.

    python -m tests.torture.tus FILES [--seed N]

Needs node 20 and npm; the first run installs the packages of tests/torture/tus_peer by its lock.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import threading
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from counter_app.domain.errors import CounterError
from sync.contract import sha256
from sync.gateway import CounterGateway
from tests.services.sandbox import free_port
from tests.sync.counter import gateway_to

_PEER = Path(__file__).parent / "tus_peer"
_IN_VAIN = 40  # lives of the peer, one after the other, in which a file gains no byte
_LONGEST = 900.0  # seconds without one: then it is the machine that stands


class Peer:
    """Killed and started again while `killing`."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.port, self.kills = folder, free_port(), 0
        self._lot = Random(seed)
        self._ended = threading.Event()
        self._process = self._start()
        self._killer = threading.Thread(target=self._kill_now_and_then, daemon=True)
        self._killer.start()

    def _start(self) -> subprocess.Popen[bytes]:
        command = ["node", str(_PEER / "server.mjs"), str(self.port), str(self.folder)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdout is not None
        assert process.stdout.readline() == b"listening\n", "the peer does not start: are its packages installed?"
        return process

    def _kill_now_and_then(self) -> None:
        while not self._ended.wait(self._lot.uniform(0.02, 0.4)):
            self._process.kill()
            self._process.wait()
            self.kills += 1
            self._process = self._start()

    def end(self) -> None:
        self._ended.set()
        self._killer.join()
        self._process.kill()
        self._process.wait()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("files", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if not (_PEER / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=_PEER, check=True)
    lot, tries = Random(asked.seed), 0
    with TemporaryDirectory() as folder:
        peer = Peer(Path(folder), asked.seed)
        gateway = gateway_to(f"http://127.0.0.1:{peer.port}", timeout=5.0)
        try:
            for at in range(asked.files):
                data = lot.randbytes(lot.randrange(1, 30_000_000))
                tries += _send(gateway, peer, data)
                if sha256((peer.folder / sha256(data)).read_bytes()) != sha256(data):
                    raise SystemExit("a file was called delivered and is not")
                (peer.folder / sha256(data)).unlink()
                sys.stderr.write(f"\rtus: {at + 1} files, {peer.kills} deaths, {tries} tries")
        finally:
            gateway.close()
            peer.end()
        sys.stdout.write(f"tus: {asked.files} files whole at @tus/server, killed {peer.kills} times, {tries} tries\n")


def _send(gateway: CounterGateway, peer: Peer, data: bytes) -> int:
    """How many tries it took. A peer that is starting takes nothing, however often it is asked: what counts is in how
    many of its lives nothing more of the file arrived."""
    furthest, since, latest, last, tried = -1, peer.kills, time.monotonic() + _LONGEST, "", 0
    while peer.kills - since <= _IN_VAIN and time.monotonic() < latest:
        tried += 1
        try:
            gateway.at_once()
            gateway.put_file(sha256(data), data)
        except CounterError as error:
            last = f"{error.code} {error.detail} {error.facts}"
        else:
            return tried
        held = (peer.folder / sha256(data)).stat().st_size if (peer.folder / sha256(data)).exists() else 0
        if held > furthest:
            furthest, since, latest = held, peer.kills, time.monotonic() + _LONGEST
        time.sleep(0.05)
    lives = peer.kills - since
    raise SystemExit(f"of {len(data)} bytes {furthest} arrived, and no more in {lives} lives of the peer: {last}")


if __name__ == "__main__":
    main()
