"""What a reply means: the contract's message, or one of the typed errors. Never a better word than the truth."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from counter_app.domain.errors import LoginRefused, NotTheProvince, ProvinceBusy, ProvinceRefused

from .contract import JSON_MEDIA_TYPE, Refusal, Token
from .wire import Reply, retry_after

_BUSY = frozenset({408, 423, 425, 429})
_M = TypeVar("_M", bound=BaseModel)


def must_be(reply: Reply, *wanted: int) -> Reply:
    """The reply when its status is `wanted`; else raises what it means.

    5xx and 429 are believed from anyone: a failing proxy in front of the province answers so. A refusal is
    believed only in the contract's own words: a captive portal says 403 too. A 403 comes after a log-in that held:
    `facts["withheld"]` of its LoginRefused has the province's reason for withholding this one request.
    """
    status = reply.status
    if status in wanted:
        return reply
    if status >= 500 or status in _BUSY:
        raise ProvinceBusy(f"status {status}", retry_after=retry_after(reply))
    refusal = read_refusal(reply)
    if refusal is None:
        raise NotTheProvince(f"status {status}")
    if status == 401:
        raise LoginRefused(refusal.code)
    if status == 403:
        raise LoginRefused(refusal.code, withheld=refusal.code)
    raise ProvinceRefused(f"status {status}", reason=refusal.code)


def read(reply: Reply, shape: type[_M]) -> _M:
    """The message in a reply's body. Raises NotTheProvince."""
    if not _is_json(reply):
        raise NotTheProvince("not JSON")
    try:
        return shape.model_validate_json(reply.body)
    except ValidationError as error:  # the messages hide their input: no personal data in what is kept here
        raise NotTheProvince(f"not a {shape.__name__}") from error


def read_log_in(reply: Reply) -> Token:
    """The answer to a log-in: here a 403 withholds everything, not one request."""
    try:
        return read(must_be(reply, 200), Token)
    except LoginRefused as error:
        raise LoginRefused(error.detail) from error


def read_refusal(reply: Reply) -> Refusal | None:
    """The refusal in a 4xx, when it speaks the contract."""
    if not 400 <= reply.status < 500 or not _is_json(reply):
        return None
    try:
        return Refusal.model_validate_json(reply.body)
    except ValidationError:
        return None


def _is_json(reply: Reply) -> bool:
    return reply.header("content-type").partition(";")[0].strip().lower() == JSON_MEDIA_TYPE
