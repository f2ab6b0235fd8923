"""A key chain of this process instead of the system's."""

from __future__ import annotations


class PocketKeyChain:
    """Fulfils `ports.KeyChain` with a dictionary."""

    def __init__(self) -> None:
        self.secrets: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        return self.secrets.get(name)

    def set(self, name: str, secret: bytes) -> None:
        self.secrets[name] = secret
