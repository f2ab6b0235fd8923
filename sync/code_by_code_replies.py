"""The replies of a system that gives codes one by one: {code, message, data}, and what they mean as typed sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from counter_app.domain.errors import LoginRefused, NotTheProvince, ProvinceBusy, ProvinceRefused

from .wire import Reply, retry_after


class Told(BaseModel):
    """Not strict: these systems write numbers as text and text as numbers."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True, coerce_numbers_to_str=True)


class Envelope(Told):
    code: int
    message: str | None = ""
    data: Any = None


class Token(Told):
    access_token: Annotated[str, StringConstraints(min_length=1, max_length=8192, pattern=r"^[\x21-\x7e]+$")] = Field(
        repr=False
    )
    expires_in: Annotated[int, Field(ge=1, le=31_536_000)]


class NextCode(Told):
    code: Annotated[str, Field(alias="MaHoSo", min_length=1, max_length=120)]


class Uploaded(Told):
    id: Annotated[str, Field(alias="IdTepTin", min_length=1, max_length=200)]
    hash: Annotated[str, Field(alias="HashTepTin", min_length=1, max_length=200)]


class Status(Told):
    code: Annotated[str, Field(alias="MaHoSo")]
    id: Annotated[str, Field(alias="IdHoSo", min_length=1, max_length=200)]
    received_at: Annotated[datetime, Field(alias="NgayTiepNhan")]
    form: Annotated[str, Field(alias="EformThongTinChiTiet", max_length=100_000)] = ""


def envelope(reply: Reply) -> Envelope:
    """Raises what its `code` means, in the same typed sentences as the counter contract: a refusal is believed only in
    the envelope's own words."""
    if reply.status >= 500 or reply.status in (408, 425, 429):
        raise ProvinceBusy(f"status {reply.status}", retry_after=retry_after(reply))
    try:
        told = Envelope.model_validate_json(reply.body)
    except ValidationError as error:
        raise NotTheProvince(f"status {reply.status}") from error
    if told.code in (0, 200, 201) and reply.status in (200, 201):
        return told
    if told.code >= 500:
        raise ProvinceBusy(f"code {told.code}", retry_after=retry_after(reply))
    if told.code == 401:
        raise LoginRefused("401")
    if told.code == 403:
        raise LoginRefused("403", withheld="403")
    raise ProvinceRefused(f"code {told.code}", reason=str(told.code))


def good(reply: Reply) -> Reply:
    if reply.status >= 500 or reply.status in (408, 425, 429):
        raise ProvinceBusy(f"status {reply.status}", retry_after=retry_after(reply))
    if reply.status != 200:
        raise NotTheProvince(f"status {reply.status}")
    return reply
