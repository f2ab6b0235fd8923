"""Serves the sandbox from one process or several: one listening socket, one storage behind all of them."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
import threading
from dataclasses import dataclass
from functools import partial
from multiprocessing import parent_process
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.supervisors import Multiprocess

from resources import catalogue_bundle

from .app import Sandbox, create_app
from .faults import TRANSPORT
from .people import people
from .storage import Storage


@dataclass(frozen=True)
class Tls:
    """PEM files. `clients`: the authority of counters that come with a certificate instead of a log-in; None: nobody
    is asked for one."""

    certificate: Path
    key: Path
    clients: Path | None


@dataclass(frozen=True)
class Served:
    """What is served, as a process is told of it. `files` None: beside the database, which is a file then."""

    database: str
    files: Path | None
    seed: int
    people: int
    rows: int  # a page of changes
    tls: Tls | None = None

    def storage(self) -> Storage:
        return Storage(self.database, self.files)


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


def application(served: Served) -> FastAPI:
    """In the process that serves it."""
    if (parent := parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    sandbox = Sandbox(
        served.storage(), people(served.seed, served.people), catalogue_bundle(), served.seed, served.rows
    )
    return create_app(sandbox)


def serve(served: Served, port: int, processes: int, log_level: str) -> None:
    """Until a signal ends it. A process that dies is replaced."""
    storage = served.storage()
    storage.shared.begin()
    storage.close()
    config = uvicorn.Config(
        partial(application, served),
        factory=True,
        host="127.0.0.1",
        port=port,
        workers=processes,
        http=TearableProtocol,
        ws="none",
        lifespan="off",
        log_level=log_level,
        access_log=False,
        timeout_graceful_shutdown=1,
        **_secured(served.tls),
    )
    if processes == 1:
        uvicorn.Server(config).run()
        return
    with socket.create_server(("127.0.0.1", port), backlog=config.backlog) as listening:
        Multiprocess(config, [listening]).run()


def _secured(tls: Tls | None) -> dict[str, Any]:
    if tls is None:
        return {}
    own = {"ssl_certfile": str(tls.certificate), "ssl_keyfile": str(tls.key)}
    if tls.clients is None:
        return own
    return {**own, "ssl_ca_certs": str(tls.clients), "ssl_cert_reqs": ssl.CERT_OPTIONAL}


def _end_with(parent: int) -> None:
    """Whoever was started for a server does not outlive it, however that ended."""
    wait([parent])
    os._exit(1)
