"""`python -m sync.sandbox --port N --database FILE --seed 1`: serves the counter contract on this machine only."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import threading
from functools import partial
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from resources import catalogue_bundle

from .app import Sandbox, create_app
from .faults import TRANSPORT
from .people import people
from .storage import Storage


class TearableProtocol(H11Protocol):
    """Hands the connection to the application, so that a fault can tear it down without a reply."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as its parent does
        super().connection_made(transport)
        self.app = partial(_with_transport, self.app, transport)


async def _with_transport(
    app: ASGIApp, transport: asyncio.Transport, scope: Scope, receive: Receive, send: Send
) -> None:
    scope[TRANSPORT] = transport
    await app(scope, receive, send)


def main() -> None:
    arguments = _parser().parse_args()
    if arguments.with_parent:
        threading.Thread(target=_end_with_parent, daemon=True).start()
    storage = Storage(arguments.database)
    sandbox = Sandbox(storage, people(arguments.seed, arguments.people), catalogue_bundle(), arguments.seed)
    config = uvicorn.Config(
        create_app(sandbox),
        host="127.0.0.1",
        port=arguments.port,
        http=TearableProtocol,
        ws="none",
        lifespan="off",
        log_level=arguments.log_level,
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    try:
        uvicorn.Server(config).run()
    finally:
        storage.close()


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("sync.sandbox", description="A provincial system to run against")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--database", type=Path, required=True, metavar="FILE")
    parser.add_argument("--seed", type=int, default=1, help="of the people and of the faults")
    parser.add_argument("--people", type=int, default=320, metavar="COUNT")
    parser.add_argument("--log-level", default="warning")
    parser.add_argument("--with-parent", action="store_true", help="end when standard input ends: with its parent")
    return parser


if __name__ == "__main__":
    main()
