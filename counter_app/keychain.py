"""Secrets in the operating system's key ring, and nowhere else; the only module that knows `keyring`.

The backend is pinned: the Secret Service on Linux, the credential vault on Windows. `keyring` left to choose
takes a plain-text file where no service answers, and an environment variable can talk it into one; here neither
happens, because its choice is never asked for. Secrets are written one to a service name: the Windows vault
renames an entry when a second user name joins it.
"""

from __future__ import annotations

import base64
import binascii
import sys
from typing import TYPE_CHECKING

from .domain.errors import NoKeyring

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

PROGRAM = "quay-mot-cua"
_LONGEST = 512  # bytes; the Windows vault takes 2,560 bytes of UTF-16, and base64 grows by a third


class SystemKeyChain:
    """Fulfils `ports.KeyChain`. `program` keeps demonstration and training apart from the real thing."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program
        self._backend: KeyringBackend | None = None

    def get(self, name: str) -> bytes | None:
        """The secret of this name, None where there is none.

        Raises NoKeyring: no service answers, it is locked and stays so, or what it gave is not ours.
        """
        try:
            text = self._ring().get_password(self._service(name), self._program)
        except NoKeyring:
            raise
        except Exception as error:  # every backend has a tree of its own: D-Bus, pywin32, keyring
            raise _refused(error) from error
        if text is None:
            return None
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            raise NoKeyring("the entry was not written by this program", name=name) from None

    def set(self, name: str, secret: bytes) -> None:
        """Keeps `secret` (at most 512 bytes) and reads it back. Raises NoKeyring."""
        if not 0 < len(secret) <= _LONGEST:
            raise ValueError("a secret has 1 to 512 bytes")
        text = base64.b64encode(secret).decode("ascii")
        try:
            self._ring().set_password(self._service(name), self._program, text)
        except NoKeyring:
            raise
        except Exception as error:
            raise _refused(error) from error
        if self.get(name) != secret:  # a store locked with a key that was not kept would be lost
            raise NoKeyring("the key ring did not keep the entry", name=name)

    def _service(self, name: str) -> str:
        return f"{self._program}/{name}"

    def _ring(self) -> KeyringBackend:
        if self._backend is None:
            self._backend = _pinned()
        return self._backend


def pinned_backend() -> str:
    """The name of the one backend of this system, whether or not its service answers here. Raises NoKeyring."""
    backend = _backend()
    if sys.platform == "win32":
        _ = backend.priority  # loads what speaks to the vault, which is always there
    return backend.__name__


def _backend() -> type[KeyringBackend]:
    """Imported late, because it costs a tenth of a second at the start."""
    if sys.platform == "win32":
        from keyring.backends.Windows import WinVaultKeyring

        return WinVaultKeyring
    if sys.platform.startswith("linux"):
        from keyring.backends.SecretService import Keyring

        return Keyring
    raise NoKeyring("no key ring of this system is accepted", system=sys.platform)


def _pinned() -> KeyringBackend:
    backend = _backend()
    try:
        _ = backend.priority  # raises where the service does not answer
        return backend()
    except Exception as error:
        raise _refused(error) from error


def _refused(error: Exception) -> NoKeyring:
    """Only the kind of the error: a backend's own words may quote what was to be kept."""
    return NoKeyring(type(error).__name__)
