"""Servers of a few lines: each connection is answered by a function, one after the other, until the block ends."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress


@contextmanager
def answering(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """The port. A line that breaks under `answer` is the test's to see at its own end."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                answer(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield int(listening.getsockname()[1])
    finally:
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(10)


@contextmanager
def saying(context: ssl.SSLContext, reply: bytes) -> Iterator[str]:
    """The address of a TLS server that says this to whatever it is asked."""

    def answer(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as safe:
            safe.recv(65536)
            safe.sendall(reply)

    with answering(answer) as port:
        yield f"https://127.0.0.1:{port}"


def certified(certificate: object) -> ssl.SSLContext:
    """A server's, of a file that holds key and certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(str(certificate))
    return context
