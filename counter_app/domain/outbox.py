"""What waits for the province: ordered events, each with the key under which it is repeated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class EventKind(StrEnum):
    DOSSIER_ACCEPTED = "dossier-accepted"
    DOSSIER_STEP = "dossier-step"  # what happened to it afterwards


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A document file of a dossier: `sha256` of its plain bytes (its vault name), `size` of them."""

    sha256: str
    size: int
    media_type: str
    component: str


@dataclass(frozen=True, slots=True)
class OutboxEvent:
    """`id` is the idempotency key; `order` counts up through all events; `payload` is JSON, what is sent as it is.

    `attempts` so far, `next_try` not before; `problem` the code of the last error, kept for the clerk.
    """

    id: UUID
    order: int
    dossier_id: UUID
    kind: EventKind
    payload: dict[str, Any]
    files: tuple[DocumentFile, ...]
    created_at: datetime
    attempts: int = 0
    next_try: datetime | None = None
    problem: str | None = None
    sent_at: datetime | None = None  # the province answered for the metadata
    confirmed_at: datetime | None = None  # its receipt names key and hash, and each file's


@dataclass(frozen=True, slots=True)
class ProvinceReceipt:
    """The province's word for one event: our key, the SHA-256 of the payload bytes, and the files it has."""

    key: UUID
    payload_sha256: str
    files: tuple[str, ...]
    received_at: datetime
    dossier_code: str | None = None  # given by the province where ours was provisional
