"""`python -m sync.sandbox.carry`: the courier at the province, with a stick in the hand, before a sandbox that runs.

carry --url URL keys                        the lines for site.toml
carry --url URL trust UNIT COUNTER KEY      KEY: what `counter-app courier key` says
carry --url URL import FOLDER               takes in each counter's file there, and puts its answer beside it
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

import requests

_PATIENCE = 600  # seconds


def main() -> int:
    """The exit code: 1 when something was refused."""
    given = _parser().parse_args()
    courier = f"{given.url.rstrip('/')}/sandbox/courier"
    if given.do == "keys":
        keys = requests.get(f"{courier}/keys", timeout=_PATIENCE).json()
        _say(f'[province]\ncourier_recipient = "{keys["recipient"]}"\ncourier_signer = "{keys["signer"]}"')
        return 0
    if given.do == "catalogue":
        told = requests.get(f"{courier}/catalogue", timeout=_PATIENCE).json()
        digest = hashlib.sha256(told["json"].encode()).hexdigest()
        path = given.folder / f"danh-muc_{digest}.json"
        path.write_text(told["json"], "utf-8", newline="")
        path.with_name(f"{path.name}.sig").write_text(told["sig"], "ascii")
        _say(path.name)
        return 0
    if given.do == "trust":
        reply = requests.put(
            f"{courier}/counters/{given.unit}/{given.counter}", json={"key": given.key}, timeout=_PATIENCE
        )
        return _told(f"{given.unit} {given.counter}", reply)
    return max([_import(courier, path) for path in sorted(given.folder.glob("gui-tinh_*.qmc"))], default=1)


def _import(courier: str, path: Path) -> int:
    with path.open("rb") as file:
        reply = requests.post(courier, data=file, timeout=_PATIENCE)
    if reply.status_code == 200:
        name = reply.headers["Content-Disposition"].partition('filename="')[2].rstrip('"')
        answer = path.with_name(name)
        part = answer.with_name(f"{name}.part")
        part.write_bytes(reply.content)
        part.replace(answer)
    return _told(path.name, reply)


def _told(what: str, reply: requests.Response) -> int:
    good = reply.status_code == 200
    _say(f"{what}: {'done' if good else reply.json().get('code', reply.status_code)}")
    return 0 if good else 1


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sync.sandbox.carry", description="The courier at the province")
    parser.add_argument("--url", default="http://127.0.0.1:8080")
    verbs = parser.add_subparsers(dest="do", required=True)
    verbs.add_parser("keys")
    trust = verbs.add_parser("trust")
    for name in ("unit", "counter", "key"):
        trust.add_argument(name)
    for name in ("import", "catalogue"):
        verbs.add_parser(name).add_argument("folder", type=Path)
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
