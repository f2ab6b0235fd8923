"""A network camera on loopback: MJPEG over HTTP, as told, and unplugged when told."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress


class NetworkCamera:
    """Serves `pictures` over and over to whoever connects, in the manner of one vendor."""

    def __init__(
        self,
        pictures: Sequence[bytes],
        head: bytes = b"HTTP/1.1 200 OK\r\n",
        lengths: bool = True,
        after: int = 0,
        pause: float = 0.0,
    ) -> None:
        self._pictures, self._head, self._lengths, self._after = pictures, head, lengths, after
        self._pause = pause
        self._pulled = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/video?size=full"
        self.asked: list[bytes] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def pull_out(self) -> None:
        self._pulled.set()

    def close(self) -> None:
        self.pull_out()
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                line, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(line,), daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        with suppress(OSError), line:
            self.asked.append(line.recv(4096).split(b"\r\n")[0])
            line.sendall(self._head + b"Content-Type: multipart/x-mixed-replace; boundary=--cut\r\n\r\n")
            sent = 0
            while not self._pulled.wait(self._pause) and not (self._after and sent >= self._after):
                picture = self._pictures[sent % len(self._pictures)]
                length = b"Content-Length: %d\r\n" % len(picture) if self._lengths else b""
                line.sendall(b"----cut\r\nContent-Type: image/jpeg\r\n" + length + b"\r\n" + picture + b"\r\n")
                sent += 1
            if self._after:
                line.sendall(b"----cut\r\nContent-Type: image/jpeg\r\n\r\n" + self._pictures[0][:400])


@contextmanager
def network_camera(pictures: Sequence[bytes], **manner: object) -> Iterator[NetworkCamera]:
    camera = NetworkCamera(pictures, **manner)  # type: ignore[arg-type]
    try:
        yield camera
    finally:
        camera.close()
