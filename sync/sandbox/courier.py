"""The province's side of the courier: takes in what a counter sent on a stick, and answers with receipts and news.

    GET  /sandbox/courier/keys                     what IT writes into site.toml
    PUT  /sandbox/courier/counters/{unit}/{code}   the key by which a counter's files are known from now on
    POST /sandbox/courier                          a counter's file; the reply is the file to carry back
    GET  /sandbox/courier/catalogue                the catalogue as a signed file

`python -m sync.sandbox.carry` asks these for a person with a stick in the hand.
"""

from __future__ import annotations

import json
import os
import tarfile
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count, takewhile
from pathlib import Path
from typing import Any
from uuid import UUID

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, ValidationError

from counter_app.domain.deadline import VIETNAM

from ..contract import UNKNOWN_CURSOR, AccountsReply, ChangesPage, ReceiptMessage
from ..parcel import (
    FORMAT,
    VERSION,
    About,
    Answers,
    Asks,
    DifferingEvent,
    EventHead,
    News,
    NotAParcel,
    Parcel,
    PublicKey,
    RefusedEvent,
    event_names,
    held,
    public_text,
    read_member,
    write_parcel,
)
from .refusal import Differs, Refused
from .storage import Conflict, Storage

_MOST_PAGES = 5000


class CounterKey(BaseModel):
    model_config = ConfigDict(extra="forbid")

    key: PublicKey


@dataclass(frozen=True)
class CourierKeys:
    """Made when first needed, and kept with everything else."""

    storage: Storage

    @property
    def identity(self) -> str:
        return self._kept("identity", lambda: str(pyrage.x25519.Identity.generate()))

    @property
    def signing(self) -> Ed25519PrivateKey:
        made = self._kept("signing", lambda: b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode())
        return Ed25519PrivateKey.from_private_bytes(b64decode(made))

    @property
    def recipient(self) -> str:
        return str(pyrage.x25519.Identity.from_str(self.identity).to_public())

    def _kept(self, name: str, make: Callable[[], str]) -> str:
        return self.storage.shared.courier_key(name) or self.storage.shared.first_courier_key(name, make())


@dataclass(frozen=True)
class CourierDesk:
    """`take` raises Refused and Conflict for a dossier that cannot be; the others are what the line would answer."""

    storage: Storage
    keys: CourierKeys
    take: Mapping[str, Callable[[str, UUID, UUID, bytes], ReceiptMessage]]  # by the event's kind
    page: Callable[[str, str | None], ChangesPage]
    catalogue: Callable[[], dict[str, Any]]
    accounts: Callable[[str], AccountsReply]

    def answer(self, path: Path, into: Path) -> About:
        """Takes in the file at `path`, the answer goes to `into`. Repeated, it answers the same and stores nothing
        twice. Raises Refused."""
        try:
            parcel = Parcel(path, self._must_be_from_a_counter)
            about = parcel.about
            with tempfile.TemporaryFile() as room, parcel.open(self.keys.identity, room) as content:
                answers, news = self._take_in(about, content)
        except NotAParcel as error:
            raise Refused(422, error.why) from error
        except (ValidationError, KeyError) as error:
            raise Refused(422, "unreadable") from error
        back = About(
            what=FORMAT,
            version=VERSION,
            kind="back",
            unit=about.unit,
            counter=about.counter,
            trip=about.trip,
            made_at=datetime.now(VIETNAM),
            sender=public_text(self.keys.signing.public_key()),
            reply_to=None,
        )
        reply_to = str(about.reply_to)
        entries = (
            held("answers.json", answers.model_dump_json().encode()),
            held("news.json", news.model_dump_json().encode()),
        )
        with into.open("wb") as file:
            write_parcel(file, back, entries, reply_to, self.keys.signing)
            file.flush()
            os.fsync(file.fileno())
        return back

    def _must_be_from_a_counter(self, about: About) -> None:
        if about.kind != "out" or about.reply_to is None:
            raise Refused(422, "not-for-the-province")
        if self.storage.shared.courier_key(_counter(about.unit, about.counter)) != about.sender:
            raise Refused(403, "unknown-counter")

    def _take_in(self, about: About, content: tarfile.TarFile) -> tuple[Answers, News]:
        asks = Asks.model_validate_json(read_member(content, "asks.json"))
        for member in content.getmembers():
            if member.name.startswith("files/"):
                self._take_file(member.name.removeprefix("files/"), read_member(content, member.name))
        receipts: list[ReceiptMessage] = []
        refusals: list[RefusedEvent] = []
        differing: list[DifferingEvent] = []
        there = set(content.getnames())
        for names in takewhile(lambda names: names[0] in there, map(event_names, count(1))):
            head = EventHead.model_validate_json(read_member(content, names[0]))
            take = self.take.get(head.kind)
            if take is None:
                refusals.append(RefusedEvent(key=head.key, code="unknown-kind"))
                continue
            try:
                receipts.append(take(about.unit, head.dossier_id, head.key, read_member(content, names[1])))
            except Differs as error:
                differing.append(DifferingEvent(key=head.key, held=error.held))
            except (Refused, Conflict) as error:
                refusals.append(RefusedEvent(key=head.key, code=error.code))
        answers = Answers(receipts=receipts, refusals=refusals, differing=differing)
        return answers, self._news(about.unit, asks)

    def _take_file(self, name: str, data: bytes) -> None:
        """A part that came over the line is gone on with. Raises KeyError for a name or a length that cannot be."""
        if len(name) != 64 or not set(name) <= set("0123456789abcdef"):
            raise KeyError(name)
        self.storage.begin_blob(name, len(data))
        blob = self.storage.blob(name)
        if blob is None or blob.length != len(data):
            raise KeyError(name)
        if not blob.whole:
            self.storage.append(name, blob.offset, data[blob.offset :])
            self.storage.finish_blob(name)

    def _news(self, unit: str, asks: Asks) -> News:
        anew, pages = False, list[ChangesPage]()
        try:
            pages.append(self.page(unit, asks.cursor))
        except Refused as error:
            if asks.cursor is None or error.code != UNKNOWN_CURSOR:
                raise
            anew = True
            pages.append(self.page(unit, None))
        while len(pages) < _MOST_PAGES and pages[-1].more:
            pages.append(self.page(unit, pages[-1].cursor))
        catalogue, accounts = self.catalogue(), self.accounts(unit)
        return News(
            since=asks,
            pages=pages,
            anew=anew,
            catalogue=catalogue if catalogue["version"] != asks.catalogue else None,
            accounts=accounts if accounts.version != asks.accounts else None,
        )


def courier_routes(desk: CourierDesk) -> APIRouter:
    routes = APIRouter(prefix="/sandbox/courier")

    @routes.get("/keys")
    async def keys() -> dict[str, str]:
        return {"recipient": desk.keys.recipient, "signer": public_text(desk.keys.signing.public_key())}

    @routes.put("/counters/{unit}/{counter}")
    async def trust(unit: str, counter: str, given: CounterKey) -> dict[str, str]:
        desk.storage.shared.keep_courier_key(_counter(unit, counter), given.key)
        return {"unit": unit, "counter": counter}

    @routes.post("")
    async def take(request: Request) -> Response:
        with tempfile.TemporaryDirectory() as folder:
            came, back = Path(folder, "came"), Path(folder, "back")
            with came.open("wb") as file:
                async for piece in request.stream():
                    file.write(piece)
            about = desk.answer(came, back)
            name = f"tinh-tra_{about.unit}_{about.counter}_{about.made_at:%Y%m%d-%H%M%S}_{about.trip.hex[:8]}.qmc"
            headers = {"Content-Disposition": f'attachment; filename="{name}"'}
            return Response(back.read_bytes(), media_type="application/octet-stream", headers=headers)

    @routes.get("/catalogue")
    async def catalogue() -> dict[str, str]:
        """The catalogue as a file, and its signature to lie beside: sync/catalogue_file.py."""
        text = json.dumps(desk.catalogue(), ensure_ascii=False, indent=1)
        return {"json": text, "sig": b64encode(desk.keys.signing.sign(text.encode())).decode()}

    return routes


def _counter(unit: str, counter: str) -> str:
    return f"counter {unit} {counter}"
