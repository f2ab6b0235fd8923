"""What schemathesis is told of the contract beside docs/openapi.yaml: how a piece of a file is sent."""

from __future__ import annotations

from typing import Any

import schemathesis


@schemathesis.serializer("application/offset+octet-stream")
def piece(context: Any, value: Any) -> bytes:
    """As the bytes it is."""
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
