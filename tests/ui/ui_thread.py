"""Sees to it that the UI thread never scans, unpacks, reads a file, prints or opens the store: any of these that `ui`
calls on the main thread fails the test, also where somebody catches what is raised.

The tests themselves stand on the main thread and may: what counts is whether a module of `ui` is among the callers.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest

from counter_app.devices import (
    camera_pictures,
    cameras,
    chosen_files,
    cups_printers,
    known_scanners,
    paper_tray,
    patient_files,
    scanning,
    serial_reader,
    thermal_printers,
    watched_folder,
)
from counter_app.imaging.page_studio import PageStudio
from local_db.store import SqlStore
from local_db.vault import FileVault
from tests.services import camera

_SLOW: tuple[tuple[type, tuple[str, ...]], ...] = (
    (scanning.ScannerWorkers, ("list", "capabilities", "_take")),  # whatever is scanned takes a worker first
    (known_scanners.KnownScanners, ("list", "capabilities", "scan")),
    (serial_reader.SerialCardReader, ("__init__", "read")),
    (cameras.Cameras, ("prepare",)),
    (camera.Arm, ("prepare",)),
    (camera_pictures.JpegPicture, ("small", "whole")),
    (camera_pictures.ImagePicture, ("small", "whole")),
    (camera.Encoded, ("small", "whole")),
    (PageStudio, tuple(name for name in vars(PageStudio) if not name.startswith("_"))),
    (chosen_files.ChosenFiles, ("read",)),
    (patient_files.PatientFiles, ("read",)),
    (patient_files.PatientFolder, ("new_files", "done_with", "set_aside")),
    (watched_folder.WatchedFolder, ("new_files", "done_with", "set_aside")),
    (paper_tray.PaperTray, ("list", "print", "state")),
    (cups_printers.CupsPrinters, ("list", "print", "state", "cancel")),
    (thermal_printers.ThermalPrinters, ("print", "state", "cancel")),
    (FileVault, ("get", "put")),
    (SqlStore, ("read", "write")),
)


class OnTheUiThread(AssertionError):
    """The window stood still for something slow."""


@contextmanager
def watched() -> Iterator[list[str]]:
    """What was called on the UI thread that should not have been; asserted empty at the end."""
    found: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for kind, names in _SLOW:
            for name in names:
                patch.setattr(kind, name, _guarded(getattr(kind, name), f"{kind.__name__}.{name}", found))
        yield found
    assert found == []


def _guarded(call: Callable[..., Any], what: str, found: list[str]) -> Callable[..., Any]:
    @wraps(call)
    def guarded(*args: Any, **more: Any) -> Any:
        if threading.current_thread() is threading.main_thread() and (caller := _caller_in_ui()):
            found.append(f"{what}, by {caller}")
            raise OnTheUiThread(found[-1])
        return call(*args, **more)

    return guarded


def _caller_in_ui() -> str:
    frame = sys._getframe(2)
    while frame.f_back is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == "ui":
            return f"{module}.{frame.f_code.co_name}"
        frame = frame.f_back
    return ""
