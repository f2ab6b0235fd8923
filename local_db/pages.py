"""The pages of a database file and its log, each opened and judged on its own. Only ever reads.

SQLCipher 4's file format (zetetic.net/sqlcipher/design), for a file that SQLCipher itself gives up at the first damaged
page: a page is its ciphertext (AES-256-CBC), its IV (16 bytes) and an HMAC-SHA512 over both and the page's number
(64 bytes); the file begins with the 16 bytes of salt that the HMAC's key is made with. The log is SQLite's WAL
(sqlite.org/fileformat.html, section 4), whose frames hold pages locked in the same way.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from counter_app.domain.errors import CounterError, WrongKey

from .engine import PAGE_BYTES
from .faults import disk_fault

USABLE = PAGE_BYTES - 80  # what IV and HMAC leave
_SALT, _IV, _MAC = 16, 16, 64
_LOG_HEADER, _FRAME_HEADER = struct.Struct(">8I"), struct.Struct(">6I")
_FRAME = _FRAME_HEADER.size + PAGE_BYTES
_MAGIC = frozenset({0x377F0682, 0x377F0683})


class Pages:
    """`sealed` False: the salt is lost, so that pages are opened without their HMACs; `key_fits`: known from elsewhere.

    `damaged`: numbers of the pages that are not what was written, or were cut off.
    """

    def __init__(self, database: Path, key: bytes, key_fits: bool = False) -> None:
        """Raises WrongKey when no page opens and nothing says that the key is right; StoreDamaged, NotWritable."""
        try:
            self._file = database.open("rb")
            log = database.with_name(f"{database.name}-wal")
            self._log = log.open("rb") if log.exists() else None
            self.size = database.stat().st_size
        except OSError as error:
            raise disk_fault(error) from error
        self._key = key
        self.damaged: set[int] = set()
        self._salts = self._candidates()
        self._frames: dict[int, int] = {}
        self._mac_key = self._fitting()
        if not self.sealed and not key_fits:
            self.close()
            raise WrongKey("no page opens with this key")
        self._frames, self.count = self._committed()

    @property
    def sealed(self) -> bool:
        return self._mac_key is not None

    def close(self) -> None:
        self._file.close()
        if self._log is not None:
            self._log.close()

    def page(self, number: int) -> bytes | None:
        """Its plain bytes without IV and HMAC, page 1 with SQLite's header in front; None: damaged or not there."""
        if not 1 <= number <= self.count:
            return None
        stored = self._stored(number)
        plain = self._opened(stored, number)
        if plain is None:
            self.damaged.add(number)
        return plain

    def _stored(self, number: int) -> bytes:
        if number in self._frames and self._log is not None:
            return _read(self._log, self._frames[number] + _FRAME_HEADER.size)
        return _read(self._file, (number - 1) * PAGE_BYTES)

    def _opened(self, stored: bytes, number: int) -> bytes | None:
        if len(stored) < PAGE_BYTES or (self._mac_key is not None and not _is_whole(stored, number, self._mac_key)):
            return None
        begin = _SALT if number == 1 else 0
        cipher = Cipher(algorithms.AES(self._key), modes.CBC(stored[USABLE : USABLE + _IV])).decryptor()
        plain = cipher.update(stored[begin:USABLE]) + cipher.finalize()
        return b"SQLite format 3\0" + plain if number == 1 else plain

    def _candidates(self) -> list[bytes]:
        """The file's salt, and those in the copies of page 1 that the log has."""
        in_log = [
            self._log_page(at)[:_SALT]
            for at, number, _, _ in self._log_frames()
            if number == 1 and self._log is not None
        ]
        return list(dict.fromkeys([_read(self._file, 0)[:_SALT], *in_log]))

    def _fitting(self) -> bytes | None:
        """The HMAC's key by which any page at all is whole."""
        for salt in (salt for salt in self._salts if len(salt) == _SALT):
            mixed = bytes(byte ^ 0x3A for byte in salt)
            mac_key = hashlib.pbkdf2_hmac("sha512", self._key, mixed, 2, 32)
            if any(_is_whole(stored, number, mac_key) for number, stored in self._everything()):
                return mac_key
        return None

    def _everything(self) -> Iterator[tuple[int, bytes]]:
        for number in range(1, self.size // PAGE_BYTES + 1):
            yield number, _read(self._file, (number - 1) * PAGE_BYTES)
        for at, number, _, _ in self._log_frames():
            yield number, self._log_page(at)

    def _committed(self) -> tuple[dict[int, int], int]:
        """Where in the log each page's latest committed copy is, and how many pages the database has.

        A frame counts by its HMAC: one that is damaged hides no later one, as it would from SQLite.
        """
        in_file = -(-self.size // PAGE_BYTES)
        frames, pending, count = dict[int, int](), dict[int, int](), in_file
        current = self._salt_of_log()
        for at, number, size_after, salt in self._log_frames():
            if salt != current:
                break  # left from before the log was last begun anew
            if self._opened(self._log_page(at), number) is not None:
                pending[number] = at
            if size_after:
                frames |= pending
                pending, count = {}, size_after
        head = self._opened(_read(self._file, 0), 1)
        if not frames and head is not None and self.sealed:
            count = max(count, struct.unpack_from(">I", head, 28)[0])
        return frames, max(count, in_file)

    def _salt_of_log(self) -> tuple[int, int] | None:
        if self._log is None:
            return None
        self._log.seek(0)
        head = self._log.read(_LOG_HEADER.size)
        if len(head) == _LOG_HEADER.size and (fields := _LOG_HEADER.unpack(head))[0] in _MAGIC:
            return fields[4], fields[5]
        return next((salt for _, _, _, salt in self._log_frames()), None)

    def _log_frames(self) -> Iterator[tuple[int, int, int, tuple[int, int]]]:
        """Offset, page, the database's size after a commit (else 0) and the log's salt."""
        if self._log is None:
            return
        at = _LOG_HEADER.size
        while True:
            self._log.seek(at)
            head = self._log.read(_FRAME_HEADER.size)
            if len(head) < _FRAME_HEADER.size:
                return
            number, size_after, *rest = _FRAME_HEADER.unpack(head)
            yield at, number, size_after, (rest[0], rest[1])
            at += _FRAME

    def _log_page(self, at: int) -> bytes:
        return b"" if self._log is None else _read(self._log, at + _FRAME_HEADER.size)


def is_cut(database: Path, key: bytes) -> bool:
    """Whether the file ends before the last page that it speaks of."""
    try:
        pages = Pages(database, key)
    except CounterError:
        return False
    pages.close()
    return pages.count * PAGE_BYTES > pages.size


def _is_whole(stored: bytes, number: int, mac_key: bytes) -> bool:
    if len(stored) < PAGE_BYTES:
        return False
    begin = _SALT if number == 1 else 0
    said = stored[begin : USABLE + _IV] + struct.pack("<I", number)
    return hmac.compare_digest(hmac.digest(mac_key, said, "sha512"), stored[USABLE + _IV : USABLE + _IV + _MAC])


def _read(file: BinaryIO, at: int) -> bytes:
    """A page, or as much of one as there is; a place that the disk cannot read is a damaged page like any other."""
    try:
        file.seek(at)
        return file.read(PAGE_BYTES)
    except OSError:
        return b""
