"""What this PC was last used with: a small JSON file of device ids beside the store. Nothing of a person is in it."""

from __future__ import annotations

import json
import logging
import threading
from pathlib import Path

_LOG = logging.getLogger(__name__)
_LARGEST = 64 * 1024


class RememberedFile:
    """Fulfils `ports.Remembered`. Thread-safe. A file that is damaged or cannot be written costs a choice, no work."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def get(self, name: str) -> str:
        """Empty where nothing is remembered."""
        with self._lock:
            return self._read().get(name, "")

    def put(self, name: str, value: str) -> None:
        with self._lock:
            known = self._read()
            if known.get(name) == value:
                return
            try:
                beside = self._path.with_suffix(".new")
                beside.write_text(json.dumps({**known, name: value}), "utf-8")
                beside.replace(self._path)
            except (OSError, UnicodeEncodeError) as error:
                _LOG.warning("device not remembered: %s", type(error).__name__)

    def _read(self) -> dict[str, str]:
        try:
            with self._path.open("rb") as file:
                found = json.loads(file.read(_LARGEST))
        except (OSError, ValueError):
            return {}
        if not isinstance(found, dict):
            return {}
        return {name: value for name, value in found.items() if isinstance(value, str)}
