"""A handshake of its own, to hear what a broken exchange did not let one hear.

In TLS 1.3 a server judges our certificate after the client's part of the handshake is over: by then a request is under
way, and a server that closes meanwhile takes its own word of why back. So nothing is sent here, and only listened.
"""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from counter_app.domain.errors import CounterError

from .own_certificate import OwnCertificate, alert_about_ours

SECONDS = 5.0


def connected(base_url: str, proxy: str | None) -> socket.socket:
    """A connection to the province's host, through the office's proxy where there is one. Raises OSError,
    HTTPException."""
    there = urlsplit(base_url)
    host, port = there.hostname or "", there.port or 443
    if proxy is None:
        return socket.create_connection((host, port), SECONDS)
    parts = urlsplit(proxy)
    way = HTTPConnection(parts.hostname or "", parts.port or 80, timeout=SECONDS)
    way.set_tunnel(host, port)
    way.connect()
    tunnel: socket.socket = way.sock
    return tunnel


def word_about_ours(
    base_url: str, ca_file: Path | None, proxy: str | None, showing: OwnCertificate | None
) -> str | None:
    """The server's alert about the certificate that it was shown or not shown; None: it says nothing of the kind."""
    parts = urlsplit(base_url)
    if parts.scheme != "https":
        return None
    context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    try:
        if showing is not None:
            showing.show_in(context)
        with (
            connected(base_url, proxy) as bare,
            context.wrap_socket(bare, server_hostname=parts.hostname) as safe,
            suppress(TimeoutError),
        ):
            safe.recv(1)
    except (OSError, HTTPException) as error:
        return alert_about_ours(error)
    except CounterError:
        return None
    return None
