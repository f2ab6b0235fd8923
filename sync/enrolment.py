"""Binds this PC to the province: a one-time code becomes the secret by which the counter logs in from then on."""

from __future__ import annotations

from pathlib import Path

from counter_app.domain.errors import CodeRefused, ProvinceRefused

from .answers import must_be, read
from .contract import JSON_MEDIA_TYPE, Enrolment, EnrolRequest
from .own_certificate import OwnCertificate
from .wire import Wire

_SMALL = 16_384  # bytes of reply
_TIMEOUT = 30.0


def enrol(
    base_url: str,
    code: str,
    unit: str,
    counter: str,
    ca_file: Path | None = None,
    proxy: str | None = None,
    certificate: OwnCertificate | None = None,
) -> str:
    """The counter's secret, over the same way as everything after it. Safe to repeat with the same code.

    Raises CodeRefused (why: unknown, used), LineDown, NotTheProvince, ProvinceBusy, ProvinceRefused, BadSettings.
    """
    wire = Wire(base_url, ca_file, _TIMEOUT, proxy=proxy, certificate=certificate)
    try:
        asked = EnrolRequest(code=code, unit=unit, counter=counter)
        headers = {"Content-Type": JSON_MEDIA_TYPE}
        reply = wire.send("POST", "/enrolments", headers, asked.model_dump_json().encode(), limit=_SMALL)
        return read(must_be(reply, 200), Enrolment).client_secret
    except ProvinceRefused as error:
        why = {"code-unknown": "unknown", "code-used": "used"}.get(error.facts.get("reason", ""))
        if why is None:
            raise
        raise CodeRefused(why=why) from error
    finally:
        wire.close()
