"""The vault: document files, each encrypted, named by the SHA-256 of its plain bytes, durable when `put` returns.

A file: magic `QMCV`, version (1 byte), nonce (12 bytes), then AES-256-GCM's ciphertext and tag. The name and the
header are authenticated with it, so that a file swapped for another is noticed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from counter_app.domain.errors import VaultFileDamaged
from counter_app.ports import VaultFile

from .durable import flush_folder, is_left_behind, make_folder, write_durably
from .faults import disk_fault

KEY_BYTES = 32
MISSING = "missing"  # the detail of a VaultFileDamaged: there is none of that name
_HEADER = b"QMCV\x01"
_NONCE_BYTES = 12
_NAME = re.compile(r"[0-9a-f]{64}")


class FileVault:
    """Fulfils `ports.Vault` in a folder of its own. `retired` keys open files, and lock none."""

    def __init__(self, folder: Path, key: bytes, retired: Sequence[bytes] = ()) -> None:
        if not all(len(each) == KEY_BYTES for each in (key, *retired)):
            raise ValueError("the vault's key has 32 bytes")
        self._folder = folder
        self._cipher = AESGCM(key)
        self._retired = tuple(AESGCM(each) for each in retired)
        self._changing = Lock()
        self._put_here: set[str] = set()

    def put(self, data: bytes) -> str:
        """A file that stands there damaged is written anew. Raises DiskFull, StoreDamaged."""
        name = hashlib.sha256(data).hexdigest()
        with self._changing:  # before it is looked for: from here on it is not removed
            self._put_here.add(name)
        try:
            if self.is_whole(name):
                flush_folder(self._path(name).parent)  # the flush after its renaming may have failed, or never come
            else:
                self._write(name, data)
        except OSError as error:
            raise disk_fault(error) from error
        return name

    def reseal(self, name: str) -> bool:
        """Locks a file with the current key where it is under a retired one; says whether it was. One that is damaged
        stays as it is. Raises DiskFull, NotWritable, StoreDamaged."""
        try:
            stored = self._stored(name)
            if self._under_current(name, stored):
                return False
            data = self._opened(name, stored)
        except VaultFileDamaged:
            return False
        try:
            with self._changing:
                if not self.has(name):  # removed meanwhile: what a purge took must not come back
                    return False
                self._write(name, data)
        except OSError as error:
            raise disk_fault(error) from error
        return True

    def get(self, name: str) -> bytes:
        return self._opened(name, self._stored(name))

    def names(self) -> Iterator[str]:
        """The names of all files, whole or not, a folder at a time. Raises OSError."""
        if not self._folder.is_dir():
            return
        for first in sorted(path for path in self._folder.iterdir() if path.is_dir()):
            for second in sorted(path for path in first.iterdir() if path.is_dir()):
                with os.scandir(second) as found:
                    names = sorted(entry.name for entry in found)
                yield from (name for name in names if _NAME.fullmatch(name))

    def sweep(self) -> int:
        """See `ports.VaultStock.sweep`."""
        swept = 0
        try:
            for each in self._folder.glob("??/??/*.part"):
                if is_left_behind(each.name):
                    each.unlink(missing_ok=True)
                    swept += 1
        except OSError as error:
            raise disk_fault(error) from error
        return swept

    def files(self) -> Iterator[VaultFile]:
        """See `ports.Vault.files`. Raises DiskFull, NotWritable, StoreDamaged."""
        try:
            for name in self.names():
                with suppress(FileNotFoundError):  # gone meanwhile
                    found = self._path(name).stat()
                    yield VaultFile(name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))
        except OSError as error:
            raise disk_fault(error) from error

    def remove(self, name: str) -> bool:
        """See `ports.Vault.remove`."""
        path = self._path(name)
        with self._changing:
            if name in self._put_here:
                return False
            try:
                path.unlink(missing_ok=True)
                if path.parent.is_dir():
                    flush_folder(path.parent)
            except OSError as error:
                raise disk_fault(error) from error
        return True

    def bytes_to_take(self, other: FileVault) -> int:
        """What the other's files that are not here, or are cut, would need; nothing on one disk, where they are shared.

        Raises OSError.
        """
        here = next(path for path in (self._folder, *self._folder.parents) if path.exists())
        if not other._folder.is_dir() or here.stat().st_dev == other._folder.stat().st_dev:
            return 0
        sizes = ((self.size(name), other.size(name)) for name in other.names())
        return sum(max(0, needed) for there, needed in sizes if there != needed)

    def take_from(self, other: FileVault, name: str) -> None:
        """Takes over a file of another vault, checked before and after.

        On one disk both share the file's bytes where the key is the same, for it is never changed in place: a backup
        beside the store costs no room. One under another key is locked anew. Raises VaultFileDamaged
        (nothing is taken), OSError.
        """
        sealed = other._stored(name)
        data = other._opened(name, sealed)
        if not self._under_current(name, sealed):
            self._write(name, data)
            return
        path = self._path(name)
        make_folder(path.parent)
        try:
            os.link(other._path(name), path)
            flush_folder(path.parent)
        except OSError:  # another disk, a file system without links, or a damaged file that stands there
            write_durably(path, sealed)
        if not self.is_whole(name):
            path.unlink(missing_ok=True)  # or it would be taken for done
            raise OSError(errno.EIO, "the file reads back otherwise")

    def beside(self, name: str) -> Path:
        """Where something else may lie that is locked with this vault's key."""
        return self._folder.with_name(name)

    def sealed(self, label: str, data: bytes) -> bytes:
        """Locked, and bound to the label."""
        nonce = os.urandom(_NONCE_BYTES)
        return _HEADER + nonce + self._cipher.encrypt(nonce, data, _HEADER + label.encode())

    def unsealed(self, label: str, stored: bytes) -> bytes:
        """Raises VaultFileDamaged."""
        header, nonce, sealed = stored[:5], stored[5 : 5 + _NONCE_BYTES], stored[5 + _NONCE_BYTES :]
        if header != _HEADER:
            raise VaultFileDamaged("no header of ours", file=label[:12])
        return self._decrypted(label, nonce, sealed)

    def size(self, name: str) -> int:
        """Bytes on the disk; -1: not there."""
        try:
            return self._path(name).stat().st_size
        except OSError:
            return -1

    def _stored(self, name: str) -> bytes:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError as error:
            raise VaultFileDamaged(MISSING, file=name[:12]) from error
        except OSError as error:
            raise VaultFileDamaged("unreadable", file=name[:12]) from error

    def _opened(self, name: str, stored: bytes) -> bytes:
        data = self.unsealed(name, stored)
        if hashlib.sha256(data).hexdigest() != name:
            raise VaultFileDamaged("another file", file=name[:12])
        return data

    def _decrypted(self, name: str, nonce: bytes, sealed: bytes) -> bytes:
        for cipher in (self._cipher, *self._retired):
            with suppress(InvalidTag, ValueError):
                return cipher.decrypt(nonce, sealed, _HEADER + name.encode())
        raise VaultFileDamaged("not what was stored", file=name[:12])

    def _under_current(self, name: str, stored: bytes) -> bool:
        nonce, sealed = stored[5 : 5 + _NONCE_BYTES], stored[5 + _NONCE_BYTES :]
        try:
            self._cipher.decrypt(nonce, sealed, _HEADER + name.encode())
        except (InvalidTag, ValueError):
            return False
        return True

    def _write(self, name: str, data: bytes) -> None:
        path = self._path(name)
        make_folder(path.parent)
        write_durably(path, self.sealed(name, data))

    def has(self, name: str) -> bool:
        return self._path(name).is_file()

    def is_whole(self, name: str) -> bool:
        """Whether it is there, and read through is what was stored."""
        try:
            self.get(name)
        except VaultFileDamaged:
            return False
        return True

    def _path(self, name: str) -> Path:
        """Two levels of folders, 256 each. Raises VaultFileDamaged for what is no name."""
        if not _NAME.fullmatch(name):
            raise VaultFileDamaged("not a name of the vault")
        return self._folder / name[:2] / name[2:4] / name
