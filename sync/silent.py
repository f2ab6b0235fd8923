"""A province that is nowhere: fulfils the `Province` port for training, holds no address and opens no socket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.errors import NothingIsSent
from counter_app.domain.outbox import OutboxEvent, ProvinceReceipt
from counter_app.domain.slices import Sums
from counter_app.ports import Changes, GivenAccounts, Lease, LeaseClaim, LookUpAnswer

from .pace import Pace


class SilentGateway:
    """Whatever is asked or sent raises NothingIsSent; dossiers stay saved at the counter, and say so."""

    def __init__(self) -> None:
        self.pace = Pace()

    def close(self) -> None:
        """Nothing is open."""

    def at_once(self) -> None:
        """Nothing waits for a line."""

    def look_up(
        self, person: PersonalNumber, purpose: str, procedure: str, kinds: Sequence[str], timeout: float
    ) -> LookUpAnswer:
        raise NothingIsSent

    def lease_numbers(self, counter: str, days: Sequence[date], request_id: UUID, claim: LeaseClaim) -> Lease:
        raise NothingIsSent

    def catalogue(self, known_version: str | None) -> Mapping[str, Any] | None:
        raise NothingIsSent

    def changes(self, cursor: str | None) -> Changes:
        raise NothingIsSent

    def sums(self) -> Sums | None:
        raise NothingIsSent

    def slice(self, number: int) -> Changes:
        raise NothingIsSent

    def get_file(self, name: str) -> bytes:
        raise NothingIsSent

    def put_correction(self, event: OutboxEvent) -> ProvinceReceipt:
        raise NothingIsSent

    def accounts(self, known_version: str | None) -> GivenAccounts | None:
        raise NothingIsSent

    def put_dossier(self, event: OutboxEvent) -> ProvinceReceipt:
        raise NothingIsSent

    def put_file(self, sha256: str, data: bytes, fresh: bool = False) -> None:
        raise NothingIsSent

    def confirm(self, event: OutboxEvent) -> ProvinceReceipt:
        raise NothingIsSent
