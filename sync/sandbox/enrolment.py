"""One-time codes by which a PC becomes a counter's: given out by the control address, used once."""

from __future__ import annotations

from fastapi import APIRouter

from ..contract import Enrolment, EnrolRequest
from .refusal import Refused


def enrolment_routes(codes: dict[str, tuple[str, str] | None], secret: str) -> APIRouter:
    """`codes`: those given out, and the unit and counter that used each."""
    routes = APIRouter()

    @routes.post("/enrolments")
    async def enrolments(asked: EnrolRequest) -> Enrolment:
        if asked.code not in codes:
            raise Refused(404, "code-unknown")
        who = (asked.unit, asked.counter)
        if (codes[asked.code] or who) != who:
            raise Refused(409, "code-used")
        codes[asked.code] = who
        return Enrolment(client_secret=secret)

    return routes
