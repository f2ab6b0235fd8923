"""The courier's file: what a counter and its province give each other on a stick. Part of the contract, for both sides.

A zip archive (stored, not packed) of three members, so that whoever implements the contract needs no code of ours:

    about.json   whose it is and what it answers; readable by anybody, without a word about a citizen
    sealed.age   the content, a tar archive encrypted to the other side (age 1, X25519: age-encryption.org/v1)
    signature    base64 of an Ed25519 signature (RFC 8032) over `signed_words`

The signature is over the encrypted bytes: a file that was cut or changed is found before anything is decrypted. The
content begins with the same about.json, so that nobody can put his name to what somebody else has sealed.

    out (counter → province)   about.json, asks.json, then for each event NNNNNN.json (`EventHead`) and NNNNNN.body (the
                               bytes that the line would send), then files/SHA256
    back (province → counter)  about.json, answers.json (`Answers`), news.json (`News`)
"""

# Long because: one format, its writing and its reading side by side.

from __future__ import annotations

import errno
import hashlib
import io
import json
import struct
import tarfile
import zipfile
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Final, Literal, cast
from uuid import UUID

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import Field, StringConstraints

from .contract import AccountsReply, ChangesPage, Code, Cursor, Message, Moment, ReceiptMessage, RecordMessage, Sha256

FORMAT: Final = "quay-mot-cua/courier"
VERSION = 1
SUFFIX = ".qmc"
_ABOUT, _SEALED, _SIGNATURE = "about.json", "sealed.age", "signature"
_LONGEST_ABOUT = 16 * 1024  # bytes
_STEP = 1024 * 1024
_BLOCK = 512  # of tar
_STRANGE = (zipfile.BadZipFile, EOFError, KeyError, OverflowError, RuntimeError, TypeError, ValueError, struct.error)

PublicKey = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{43}=$")]
Recipient = Annotated[str, StringConstraints(pattern=r"^age1[02-9ac-hj-np-z]{58}$")]
Entry = tuple[str, int, Callable[[], Iterable[bytes]]]  # a member's name, its bytes' count, and the bytes when needed


class About(Message):
    """`sender`: the key that signed. `reply_to`: whom the answer is to be encrypted to; null in an answer. `trip` names
    the journey: an answer bears that of the file it answers."""

    what: Literal["quay-mot-cua/courier"]
    version: Annotated[int, Field(ge=1)]
    kind: Literal["out", "back"]
    unit: Code
    counter: Code
    trip: UUID
    made_at: Moment
    sender: PublicKey
    reply_to: Recipient | None


class Asks(Message):
    """How far the counter knows the province's news; null: not at all."""

    cursor: Cursor | None
    catalogue: str | None
    accounts: str | None


class EventHead(Message):
    """`key` is the idempotency key under which the line would send the body."""

    key: UUID
    dossier_id: UUID
    kind: Code


class RefusedEvent(Message):
    key: UUID
    code: Code


class DifferingEvent(Message):
    """A correction that was not taken: what is held in the place of what it was made from."""

    key: UUID
    held: RecordMessage


class Answers(Message):
    receipts: Annotated[list[ReceiptMessage], Field(max_length=100_000)]
    refusals: Annotated[list[RefusedEvent], Field(max_length=100_000)]
    differing: Annotated[list[DifferingEvent], Field(max_length=100_000)] = Field(default_factory=list)


class News(Message):
    """What is newer than `since`, the asks that the counter came with. The last of `pages` has `more` false; null and
    an empty list: nothing newer. `anew`: the province does not know the counter's cursor any more: the pages begin at
    the beginning, and what went meanwhile has no tombstone in them."""

    since: Asks
    pages: Annotated[list[ChangesPage], Field(max_length=10_000)]
    anew: bool = False
    catalogue: dict[str, Any] | None
    accounts: AccountsReply | None


class NotAParcel(Exception):
    """`why`: unreadable, truncated, changed, newer, not-for-us (another key opens it)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def event_names(number: int) -> tuple[str, str]:
    return f"{number:06}.json", f"{number:06}.body"


def file_name(name: Sha256) -> str:
    return f"files/{name}"


def held(name: str, data: bytes) -> Entry:
    """An entry whose bytes are at hand."""
    return name, len(data), lambda: (data,)


def public_text(key: Ed25519PublicKey) -> str:
    return b64encode(key.public_bytes_raw()).decode("ascii")


def signed_words(about: bytes, sealed_sha256: str) -> bytes:
    """What the signature is over: format, hash of about.json, hash of sealed.age."""
    return f"{FORMAT} {VERSION}\n{hashlib.sha256(about).hexdigest()}\n{sealed_sha256}\n".encode()


# --- writing -------------------------------------------------------------------------------------------


def write_parcel(file: BinaryIO, about: About, entries: Iterable[Entry], recipient: str, key: Ed25519PrivateKey) -> str:
    """Writes into `file`, piece by piece: nothing is ever whole in memory or in clear on a disk. Returns the SHA-256 of
    what is sealed. Whatever reading an entry or writing the file raises passes through."""
    told = about.model_dump_json().encode()
    clear = _TarStream(chain((held(_ABOUT, told),), entries))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(_ABOUT, told)
        with archive.open(_SEALED, "w", force_zip64=True) as member:
            sealed = _Hashed(cast(BinaryIO, member))
            try:
                pyrage.encrypt_io(clear, sealed, [pyrage.x25519.Recipient.from_str(recipient)])
            except pyrage.EncryptError:
                raise clear.fault or sealed.fault or OSError("not encrypted") from None
        signature = key.sign(signed_words(told, sealed.digest.hexdigest()))
        archive.writestr(_SIGNATURE, b64encode(signature))
    return sealed.digest.hexdigest()


class _TarStream(io.RawIOBase):
    """A tar archive to be read once, made while it is read. `fault`: what broke it off."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._pieces = _tar_pieces(entries)
        self._left = memoryview(b"")
        self.fault: Exception | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            while not self._left:
                self._left = memoryview(next(self._pieces))
        except StopIteration:
            return 0
        except Exception as error:
            self.fault = error
            raise
        count = min(len(buffer), len(self._left))
        buffer[:count] = self._left[:count]
        self._left = self._left[count:]
        return count


def _tar_pieces(entries: Iterable[Entry]) -> Iterator[bytes]:
    for name, size, data in entries:
        info = tarfile.TarInfo(name)
        info.size = size
        yield info.tobuf(tarfile.USTAR_FORMAT)
        came = 0
        for piece in data():
            came += len(piece)
            yield piece
        if came != size:
            raise ValueError("an entry of another size than was said")
        yield bytes(-size % _BLOCK)
    yield bytes(2 * _BLOCK)


class _Hashed:
    """Writes through, and hashes. `fault`: what writing raised."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()
        self.fault: Exception | None = None

    def write(self, data: bytes) -> int:
        try:
            self._file.write(data)
        except Exception as error:
            self.fault = error
            raise
        self.digest.update(data)
        return len(data)

    def flush(self) -> None:
        """The archive's own file is flushed once, at its end."""


# --- reading -------------------------------------------------------------------------------------------


class Parcel:
    """One that was opened and whose signature fits the key that it names. Whether it is one for the reader and that key
    the right one, `expected` says, before anything large is read: what it raises passes through. Raises NotAParcel.
    What the disk raises passes through."""

    def __init__(self, path: Path, expected: Callable[[About], None]) -> None:
        self._path = path
        with _opened(path) as archive:
            told = _small(archive, _ABOUT)
            self.about = _about(told)
            expected(self.about)
            with _strange_bytes("changed"):
                signature = b64decode(_small(archive, _SIGNATURE), validate=True)
                with archive.open(_SEALED) as member:
                    digest = hashlib.file_digest(cast(Any, member), "sha256").hexdigest()
                public = Ed25519PublicKey.from_public_bytes(b64decode(self.about.sender))
                public.verify(signature, signed_words(told, digest))

    def open(self, identity: str, into: BinaryIO, limit: int | None = None) -> tarfile.TarFile:
        """The content, decrypted into `into` (at most `limit` bytes). Raises NotAParcel."""
        room = _Bounded(into, limit)
        with _opened(self._path) as archive, _strange_bytes("changed"), archive.open(_SEALED) as member:
            try:
                pyrage.decrypt_io(member, room, [pyrage.x25519.Identity.from_str(identity)])
            except pyrage.DecryptError as error:
                raise NotAParcel("not-for-us") from error
            except OSError as error:
                raise room.fault or NotAParcel("changed") from error
        into.seek(0)
        with _strange_bytes("unreadable"):
            content = tarfile.open(fileobj=into, mode="r:")  # noqa: SIM115 - the caller reads on
            same = _about(read_member(content, _ABOUT)) == self.about
        if not same:
            raise NotAParcel("changed")
        return content


def read_member(content: tarfile.TarFile, name: str) -> bytes:
    """Raises KeyError."""
    member = content.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member.read()


def _opened(path: Path) -> zipfile.ZipFile:
    """Every member stored as it is, and none longer than the file: nothing unpacks into more than came on the stick."""
    archive = _listed(path)
    longest = path.stat().st_size
    for member in archive.infolist():
        if member.compress_type != zipfile.ZIP_STORED or not member.compress_size == member.file_size <= longest:
            archive.close()
            raise NotAParcel("unreadable")
    return archive


@contextmanager
def _strange_bytes(why: str) -> Iterator[None]:
    """Whatever the readers of zip, tar, JSON and signatures raise for bytes that nobody wrote is one fault of the
    file; what the disk raises passes through, but for a place in a file that cannot be."""
    try:
        yield
    except (InvalidSignature, tarfile.TarError, *_STRANGE) as error:
        raise NotAParcel(why) from error
    except OSError as error:
        if error.errno != errno.EINVAL:
            raise
        raise NotAParcel(why) from error


def _listed(path: Path) -> zipfile.ZipFile:
    try:
        with _strange_bytes("unreadable"):
            return zipfile.ZipFile(path)
    except NotAParcel as error:
        if not isinstance(error.__cause__, zipfile.BadZipFile):
            raise
        # The list of members stands at the end: a file that begins as one of ours and has none was cut.
        with path.open("rb") as file:
            raise NotAParcel("truncated" if file.read(4) == b"PK\x03\x04" else "unreadable") from error


def _small(archive: zipfile.ZipFile, name: str) -> bytes:
    if name not in archive.namelist() or archive.getinfo(name).file_size > _LONGEST_ABOUT:
        raise NotAParcel("unreadable")
    with _strange_bytes("changed"):
        return archive.read(name)


def _about(told: bytes) -> About:
    with _strange_bytes("unreadable"):
        raw = json.loads(told)
        if isinstance(raw, dict) and raw.get("what") == FORMAT and raw.get("version", 0) != VERSION:
            raise NotAParcel("newer")
        return About.model_validate_json(told)


class _Bounded:
    def __init__(self, file: BinaryIO, limit: int | None) -> None:
        self._file, self._left = file, limit
        self.fault: Exception | None = None

    def write(self, data: bytes) -> int:
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                self.fault = NotAParcel("too-large")
                raise OSError("too large")
        try:
            return self._file.write(data)
        except OSError as error:
            self.fault = error
            raise

    def flush(self) -> None:
        self._file.flush()
