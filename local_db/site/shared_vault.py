"""The vault as the desk of a hall sees it: what is not here comes from the colleague's counter that has it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from counter_app.domain.errors import PageElsewhere, SiteFault, VaultFileDamaged
from counter_app.ports import Vault

_PATIENCE = 5.0  # seconds that nobody asks again for: a server that is away costs each question as long


class SharedVault:
    """Fulfils `ports.Vault`. `fetch` gives a file of the hall, and keeps it in `own`."""

    def __init__(self, own: Vault, fetch: Callable[[str], bytes]) -> None:
        self._own, self._fetch = own, fetch
        self._away: tuple[SiteFault, float] | None = None

    def put(self, data: bytes) -> str:
        return self._own.put(data)

    def has(self, name: str) -> bool:
        """In this PC's own."""
        return self._own.has(name)

    def get(self, name: str) -> bytes:
        """Raises VaultFileDamaged, PageElsewhere, SiteFault. One of its own that is damaged may have a copy in the
        hall."""
        if not self._own.has(name):
            return self._from_the_hall(name)
        try:
            return self._own.get(name)
        except VaultFileDamaged as damaged:
            try:
                return self._from_the_hall(name)
            except (PageElsewhere, SiteFault):
                raise damaged from None

    def _from_the_hall(self, name: str) -> bytes:
        if self._away is not None and monotonic() < self._away[1]:
            raise self._away[0]
        try:
            data = self._fetch(name)
        except SiteFault as error:
            self._away = error, monotonic() + _PATIENCE
            raise
        self._away = None
        return data
