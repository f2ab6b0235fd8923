"""A courier's stick between a real counter and the sandbox, and a province that lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from sync.contract import ReceiptMessage
from sync.courier import ProvinceKeys, StickCourier
from sync.parcel import Answers, Asks, News, Parcel, held, public_text, write_parcel
from tests.services.sandbox import Sandbox
from tests.services.store import PocketKeyChain
from tests.sync.counter import CLERK, DESK, UNIT, RealCounter


class Stick:
    """A folder, and the courier's way between a counter and the sandbox over its real door."""

    def __init__(self, folder: Path, counter: RealCounter, sandbox: Sandbox, keys: PocketKeyChain) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.counter, self.sandbox, self.keys = folder, counter, sandbox, keys
        told = requests.get(f"{sandbox.url}/sandbox/courier/keys", timeout=30).json()
        self.courier = self.of(ProvinceKeys(told["recipient"], told["signer"]))
        self.trust()

    def of(self, province: ProvinceKeys, code: str = DESK.code) -> StickCourier:
        store = self.counter.store
        return StickCourier(store, store.vault, store.clock, self.keys, province, UNIT.code, code)

    def trust(self, code: str = DESK.code) -> None:
        url = f"{self.sandbox.url}/sandbox/courier/counters/{UNIT.code}/{code}"
        requests.put(url, json={"key": self.courier.public_key()}, timeout=30).raise_for_status()

    def export(self) -> Path:
        return self.folder / self.courier.export(self.folder, CLERK.id).trip.name

    def carry(self, out: Path) -> Path:
        """To the province and back: the answer lies beside."""
        reply = requests.post(f"{self.sandbox.url}/sandbox/courier", data=out.read_bytes(), timeout=60)
        assert reply.status_code == 200, reply.text
        back = out.with_name(reply.headers["Content-Disposition"].partition('filename="')[2].rstrip('"'))
        back.write_bytes(reply.content)
        return back

    def refused(self, sent: bytes) -> str:
        reply = requests.post(f"{self.sandbox.url}/sandbox/courier", data=sent, timeout=60)
        assert reply.status_code in (403, 422)
        return str(reply.json()["code"])


@dataclass(frozen=True)
class LyingProvince:
    """Says what it likes, with a key of its own; `claims`: whose it says that it is."""

    claims: str = ""
    signing: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)

    def answer(self, out: Path, *receipts: ReceiptMessage) -> Path:
        asked = Parcel(out, lambda _: None).about
        about = asked.model_copy(update={"kind": "back", "reply_to": None, "sender": self.public})
        since = Asks(cursor=None, catalogue=None, accounts=None)
        answers = Answers(receipts=list(receipts), refusals=[])
        news = News(since=since, pages=[], catalogue=None, accounts=None)
        path = out.with_name("answer.qmc")
        entries = [("answers.json", answers), ("news.json", news)]
        with path.open("wb") as file:
            told = [held(name, message.model_dump_json().encode()) for name, message in entries]
            write_parcel(file, about, told, str(asked.reply_to), self.signing)
        return path

    @property
    def public(self) -> str:
        return self.claims or public_text(self.signing.public_key())
