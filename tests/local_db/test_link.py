"""The wire that a standing server is cut off by: a second hold on a socket, also where a socket is no file."""

from __future__ import annotations

import errno
import os
import socket
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from local_db.hall.link import _cut, _wire

if TYPE_CHECKING:
    from sqlalchemy import Connection


def test_the_wire_is_held_as_a_socket_and_cut_without_closing_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_file(_: int) -> int:
        raise OSError(errno.EBADF, "a socket of Windows is no file")

    ours, theirs = socket.socketpair()
    with ours, theirs:
        driver = SimpleNamespace(fileno=ours.fileno)
        connection = cast("Connection", SimpleNamespace(connection=SimpleNamespace(driver_connection=driver)))
        with monkeypatch.context() as windows:
            windows.setattr(os, "dup", no_file)
            wire = _wire(connection)
        with wire:
            _cut(wire)
        assert theirs.recv(1) == b""
        assert ours.fileno() >= 0
