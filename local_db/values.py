"""Domain values as JSON documents and back, strictly: what does not fit its type is damage, not a guess.

A document names its version, so that a later program reads what an earlier one wrote. Moments keep their offset,
unknown fields are refused.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError, StoreDamaged
from counter_app.domain.from_province import OnlineDossier
from counter_app.domain.life import Step
from counter_app.domain.receipt import Receipt
from counter_app.domain.refused import Refused
from counter_app.ports import Draft

# Forbidding unknown fields also tells the four kinds of settlement apart; the nested values inherit it.
_Document = TypeVar("_Document")
_AT_HAND = 4  # drafts
_STRICT = ConfigDict(extra="forbid", strict=True)


@checked(frozen=True, config=_STRICT)
class _DossierDocument:
    value: Dossier
    version: Literal[1] = 1


@checked(frozen=True, config=_STRICT)
class _DraftDocument:
    value: Draft
    version: Literal[1] = 1


@checked(frozen=True, config=_STRICT)
class _ReceiptDocument:
    value: Receipt
    version: Literal[1] = 1


@checked(frozen=True, config=_STRICT)
class _StepDocument:
    value: Step
    version: Literal[1] = 1


@checked(frozen=True, config=_STRICT)
class _RefusedDocument:
    value: Refused
    version: Literal[1] = 1


@checked(frozen=True, config=_STRICT)
class _OnlineDocument:
    value: OnlineDossier
    version: Literal[1] = 1


_ONLINE = TypeAdapter(_OnlineDocument)
_REFUSED = TypeAdapter(_RefusedDocument)
_DOSSIER = TypeAdapter(_DossierDocument)
_DRAFT = TypeAdapter(_DraftDocument)
_RECEIPT = TypeAdapter(_ReceiptDocument)
_STEP = TypeAdapter(_StepDocument)


_drafted: tuple[tuple[Dossier, str], ...] = ()  # the last ones read, with their documents


def dossier_to_json(value: Dossier) -> str:
    for dossier, document in _drafted:
        if dossier is value:
            return document
    return _DOSSIER.dump_json(_DossierDocument(value)).decode()


def dossier_from_json(text: str) -> Dossier:
    """Raises StoreDamaged."""
    return _read(_DOSSIER, text).value


def draft_to_json(value: Draft) -> str:
    return _DRAFT.dump_json(_DraftDocument(value)).decode()


@lru_cache(maxsize=_AT_HAND)  # one draft is read again at each step; what was read is immutable
def draft_from_json(text: str) -> Draft:
    """Raises StoreDamaged.

    Its dossier's document is written at once, and not under the writer's lock when it is accepted as it was read.
    """
    global _drafted
    draft = _read(_DRAFT, text).value
    _drafted = ((draft.dossier, dossier_to_json(draft.dossier)), *_drafted[: _AT_HAND - 1])
    return draft


def receipt_to_json(value: Receipt) -> str:
    return _RECEIPT.dump_json(_ReceiptDocument(value)).decode()


def receipt_from_json(text: str) -> Receipt:
    """Raises StoreDamaged."""
    return _read(_RECEIPT, text).value


def step_to_json(value: Step) -> str:
    return _STEP.dump_json(_StepDocument(value)).decode()


def step_from_json(text: str) -> Step:
    """Raises StoreDamaged."""
    return _read(_STEP, text).value


def refused_to_json(value: Refused) -> str:
    return _REFUSED.dump_json(_RefusedDocument(value)).decode()


def refused_from_json(text: str) -> Refused:
    """Raises StoreDamaged."""
    return _read(_REFUSED, text).value


def online_to_json(value: OnlineDossier) -> str:
    return _ONLINE.dump_json(_OnlineDocument(value)).decode()


def online_from_json(text: str) -> OnlineDossier:
    """Raises StoreDamaged."""
    return _read(_ONLINE, text).value


def _read(adapter: TypeAdapter[_Document], text: str) -> _Document:
    try:
        return adapter.validate_json(text)
    except ValidationError as error:  # its words would quote the person's data
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        raise StoreDamaged(f"document: {'.'.join(map(str, first['loc']))}: {first['type']}") from None
    except CounterError as error:
        raise StoreDamaged(f"document: {error.code}") from None
