"""What this PC knows of its devices: one small JSON file beside the store. Nothing of a person is in it."""

from __future__ import annotations

import json
import logging
import threading
from pathlib import Path

_LOG = logging.getLogger(__name__)
_LARGEST = 256 * 1024  # bytes
DEVICES = "devices.json"  # in the data folder


class RememberedFile:
    """Fulfils `ports.Remembered`. Thread-safe, also beside others of the same program on the same file. A file that is
    damaged or cannot be written costs a choice, no work."""

    _one_at_a_time = threading.Lock()

    def __init__(self, path: Path) -> None:
        self.path = path

    def get(self, name: str) -> str:
        """Empty where nothing is remembered."""
        value = self.section(name)
        return value if isinstance(value, str) else ""

    def put(self, name: str, value: str) -> None:
        self.keep(name, value)

    def section(self, name: str) -> object:
        """A whole part of the file, as JSON gives it; None where there is none."""
        with self._one_at_a_time:
            return _read(self.path).get(name)

    def keep(self, name: str, value: object) -> bool:
        """Lays a whole part down; False where the file cannot be written."""
        with self._one_at_a_time:
            known = _read(self.path)
            if known.get(name) == value:
                return True
            try:
                beside = self.path.with_suffix(".new")
                beside.write_text(json.dumps({**known, name: value}, ensure_ascii=False), "utf-8")
                beside.replace(self.path)
            except (OSError, UnicodeEncodeError) as error:
                _LOG.warning("devices not remembered: %s", type(error).__name__)
                return False
            return True


def _read(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            found = json.loads(file.read(_LARGEST))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        _LOG.warning("devices forgotten: %s", type(error).__name__)
        return {}
    return found if isinstance(found, dict) else {}
