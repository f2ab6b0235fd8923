"""A screen reader's eyes: walks the accessible tree by raw D-Bus (AT-SPI 2) and writes it as JSON to the file that is
named. Run by itself, in the session of the program that is looked at."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

_ROOT = "/org/a11y/atspi/accessible/root"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_FOCUSED = 1 << 12  # ATSPI_STATE_FOCUSED
_WINDOWS = 2  # levels: the program, its windows
_SHOWING = 1 << 25  # ATSPI_STATE_SHOWING


def main() -> None:
    session = open_dbus_connection("SESSION")
    bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    (address,) = session.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=30).body
    connection = open_dbus_connection(address)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        tree = [_look(connection, *child) for child in _children(connection, "org.a11y.atspi.Registry", _ROOT)]
        if any(found["children"] for found in tree):
            Path(sys.argv[1]).write_text(json.dumps(tree, ensure_ascii=False), "utf-8")
            return
        time.sleep(0.2)
    sys.exit("no program is seen")


def _look(connection: DBusConnection, name: str, path: str, deep: int = 0) -> dict[str, Any]:
    """Into what is shown, as a reader goes; a program and its windows are looked into in any case."""
    low, _ = _call(connection, name, path, "GetState")
    inside = _children(connection, name, path) if low & _SHOWING or deep < _WINDOWS else []
    return {
        "name": _property(connection, name, path, "Name"),
        "role": _call(connection, name, path, "GetRoleName"),
        "focused": bool(low & _FOCUSED),
        "showing": bool(low & _SHOWING),
        "children": [_look(connection, *child, deep + 1) for child in inside],
    }


def _children(connection: DBusConnection, name: str, path: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = _call(connection, name, path, "GetChildren")
    return [child for child in found if child[1] != "/org/a11y/atspi/null"]


def _call(connection: DBusConnection, name: str, path: str, method: str) -> Any:
    asked = new_method_call(DBusAddress(path, name, _ACCESSIBLE), method)
    reply = connection.send_and_get_reply(asked, timeout=30)
    return reply.body[0]


def _property(connection: DBusConnection, name: str, path: str, which: str) -> str:
    address = DBusAddress(path, name, "org.freedesktop.DBus.Properties")
    reply = connection.send_and_get_reply(new_method_call(address, "Get", "ss", (_ACCESSIBLE, which)), timeout=30)
    return str(reply.body[0][1])


if __name__ == "__main__":
    main()
