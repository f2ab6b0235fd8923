"""The province's way to a store's keys: a request from this PC, opened at the province, and an answer for it alone.

The slot's master is sealed to the province's public key. The request carries it and a public key made for this one
request; the province opens it and seals the master to that key. So an answer opens nothing anywhere else, and nothing
a second time: its private key lies in this user's key ring and is overwritten once used.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from counter_app.domain.errors import BadProvinceAnswer, KeyMissing, WrongKey
from counter_app.ports import KeyChain

from .handed_out import hand_out
from .key_slots import SlotKind, Slots, info_of, new_private_key, open_sealed, open_with_master, public_of, seal_to
from .keys import KeyHistory
from .unlocking import Way

_LONGEST = 64 * 1024  # bytes
_STRICT = ConfigDict(extra="forbid", strict=True)
_Hex16 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
_Base64 = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{4,400}={0,2}$")]


@checked(frozen=True, config=_STRICT)
class Request:
    """No secret in it that only the province's key does not lock."""

    store: _Hex16
    sealed: _Base64
    reply_to: _Base64
    what: Literal["quay-mot-cua: key request"] = "quay-mot-cua: key request"
    version: Literal[1] = 1


@checked(frozen=True, config=_STRICT)
class Answer:
    store: _Hex16
    sealed: _Base64
    what: Literal["quay-mot-cua: key answer"] = "quay-mot-cua: key answer"
    version: Literal[1] = 1


@dataclass(frozen=True)
class Pair:
    """The province's key pair as text: the public half for the settings, the private one for its own safe."""

    public: str
    private: str


_Message = TypeVar("_Message", Request, Answer)


def new_pair() -> Pair:
    private = new_private_key()
    return Pair(_text(public_of(private)), _text(private))


def write_request(slots: Slots, key_chain: KeyChain, path: Path) -> None:
    """A new request; an answer to an earlier one is of no use any more. Raises KeyMissing where there is no slot of the
    province, NoKeyring, DiskFull, NotWritable."""
    slot = slots.of(SlotKind.PROVINCE)
    if slot is None:
        raise KeyMissing("no slot of the province")
    private = new_private_key()
    key_chain.set(_entry(slots.store), private)
    _write(path, Request(slots.store, slot.sealed, _text(public_of(private))))


def write_answer(request: Path, private: str, path: Path) -> None:
    """At the province: opens a request and answers it. Raises BadProvinceAnswer, WrongKey, DiskFull, NotWritable."""
    asked = _read(request, Request)
    try:
        key = base64.b64decode(private, validate=True)
        X25519PrivateKey.from_private_bytes(key)
    except ValueError:
        raise WrongKey("no private key") from None
    master = open_sealed(base64.b64decode(asked.sealed), key, info_of(asked.store, SlotKind.PROVINCE))
    try:
        sealed = seal_to(base64.b64decode(asked.reply_to), master, _info(asked.store))
    except ValueError:
        raise BadProvinceAnswer from None
    _write(path, Answer(asked.store, _text(sealed)))


def by_answer(path: Path, key_chain: KeyChain) -> Way:
    """Raises BadProvinceAnswer for anything but the answer to this PC's last request, NoKeyring."""
    answer = _read(path, Answer)

    def open_it(slots: Slots) -> KeyHistory:
        private = key_chain.get(_entry(slots.store))
        if private is None or answer.store != slots.store:
            raise BadProvinceAnswer
        try:
            return open_with_master(slots, open_sealed(base64.b64decode(answer.sealed), private, _info(slots.store)))
        except WrongKey as error:
            raise BadProvinceAnswer from error

    return open_it


def use_up(slots: Slots, key_chain: KeyChain) -> None:
    """The last request's key is overwritten: its answer opens nothing again. Raises NoKeyring."""
    key_chain.set(_entry(slots.store), new_private_key())


def _entry(store: str) -> str:
    return f"request-{store}"


def _info(store: str) -> bytes:
    return f"quay-mot-cua: the province's answer\0{store}".encode()


def _write(path: Path, message: Request | Answer) -> None:
    data = TypeAdapter(type(message)).dump_python(message, mode="json")
    hand_out(path, (json.dumps(data, indent=1) + "\n").encode())


def _read(path: Path, kind: type[_Message]) -> _Message:
    try:
        with path.open("rb") as file:
            return TypeAdapter(kind).validate_json(file.read(_LONGEST))
    except (OSError, ValidationError):
        raise BadProvinceAnswer(file=path.name) from None


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
