"""How the sandbox says no: a status 4xx with the contract's code."""

from __future__ import annotations

from fastapi.responses import JSONResponse

from ..contract import RecordMessage, Refusal


class Refused(Exception):
    def __init__(self, status: int, code: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.headers = headers


class Differs(Exception):
    """A record is in another state than a carried correction was made from."""

    def __init__(self, held: RecordMessage) -> None:
        super().__init__(held.version)
        self.held = held


def refusal(error: Exception) -> JSONResponse:
    if not isinstance(error, Refused):
        raise error
    return JSONResponse(Refusal(code=error.code).model_dump(), status_code=error.status, headers=error.headers)
