"""One-time codes by which a PC becomes a counter's: given out by the control address, used once."""

from __future__ import annotations

from ..contract import Enrolment, EnrolRequest
from .refusal import Refused
from .shared import Shared


def enrolled(shared: Shared, asked: EnrolRequest, secret: str) -> Enrolment:
    """Repeated by the same counter it answers the same. Raises Refused."""
    who = f"{asked.unit} {asked.counter}"
    used_by = shared.use(asked.code, who)
    if used_by is None:
        raise Refused(404, "code-unknown")
    if used_by != who:
        raise Refused(409, "code-used")
    return Enrolment(client_secret=secret)
