"""Real keys on a real (virtual) X display, by its test extension: for windows of programs in processes of their own."""

from __future__ import annotations

import ctypes
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

_PACE = 0.06  # seconds between two letters
_NAMES = {"-": "minus", ".": "period", " ": "space"}


class Hands:
    def __init__(self, display: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.argtypes = (ctypes.c_void_p, ctypes.c_ulong)
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        self._x.XDefaultRootWindow.argtypes = (ctypes.c_void_p,)
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XQueryPointer.argtypes = (ctypes.c_void_p, ctypes.c_ulong, *[ctypes.c_void_p] * 7)
        self._x.XSetInputFocus.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_ulong)
        self._x.XGetInputFocus.argtypes = (ctypes.c_void_p,) * 3
        self._x.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
        self._x.XInternAtom.restype = ctypes.c_ulong
        longs, places = (ctypes.c_ulong, ctypes.c_long, ctypes.c_long), (ctypes.c_void_p,) * 5
        window = (ctypes.c_void_p, ctypes.c_ulong)
        self._x.XGetWindowProperty.argtypes = (*window, *longs, ctypes.c_int, ctypes.c_ulong, *places)
        self._x.XSync.argtypes = (ctypes.c_void_p, ctypes.c_int)
        self._test.XTestFakeKeyEvent.argtypes = (ctypes.c_void_p, ctypes.c_uint, ctypes.c_int, ctypes.c_ulong)
        self._display = self._x.XOpenDisplay(display.encode())
        assert self._display, "no such display"

    def take_hold(self) -> None:
        """No window manager gives a window the keyboard here: the one in the middle of the screen takes it."""
        root, child, numbers = ctypes.c_ulong(), ctypes.c_ulong(), [ctypes.c_int() for _ in range(5)]
        found = (ctypes.byref(one) for one in (root, child, *numbers))
        self._x.XQueryPointer(self._display, self._x.XDefaultRootWindow(self._display), *found)
        if child.value:
            self._x.XSetInputFocus(self._display, child.value, 1, 0)
            self._x.XSync(self._display, 0)

    def holds(self, title: str) -> bool:
        """Whether the window that has the keyboard has this in its title."""
        window, back = ctypes.c_ulong(), ctypes.c_int()
        self._x.XGetInputFocus(self._display, ctypes.byref(window), ctypes.byref(back))
        if window.value <= 1:  # nobody, or whatever the pointer is over
            return False
        kind, form, count, after = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_ulong(), ctypes.c_ulong()
        words = ctypes.c_char_p()
        asked = (self._x.XInternAtom(self._display, b"_NET_WM_NAME", 0), 0, 256, 0, 0)
        found = (ctypes.byref(one) for one in (kind, form, count, after, words))
        self._x.XGetWindowProperty(self._display, window.value, *asked, *found)
        return title in (words.value or b"").decode()

    def press(self, name: str) -> None:
        """A key by X's name of it (Return, F3, Escape); a capital letter with Shift."""
        codes = [self._code(name)]
        if len(name) == 1 and name.isupper():
            codes.insert(0, self._code("Shift_L"))
        for code in codes:
            self._test.XTestFakeKeyEvent(self._display, code, 1, 0)
        for code in reversed(codes):
            self._test.XTestFakeKeyEvent(self._display, code, 0, 0)
        self._x.XSync(self._display, 0)

    def write(self, text: str) -> None:
        """Letters without marks and digits, at a typist's pace: a burst would be a scanner's."""
        for letter in text:
            self.press(_NAMES.get(letter, letter))
            time.sleep(_PACE)

    def _code(self, name: str) -> int:
        code: int = self._x.XKeysymToKeycode(self._display, self._x.XStringToKeysym(name.encode()))
        assert code, name
        return code


@contextmanager
def x_display() -> Iterator[dict[str, str]]:
    """The environment of a program that shows its window there."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert server.stdout is not None
    yield {"DISPLAY": f":{server.stdout.readline().decode().strip()}", "QT_QPA_PLATFORM": "xcb", "XAUTHORITY": ""}
    server.terminate()
    server.communicate()
