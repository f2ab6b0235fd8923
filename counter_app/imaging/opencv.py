"""The one door to OpenCV: imported when first needed (0.2 s), quietly, and with its Qt 5 kept to itself."""

from __future__ import annotations

import os
from typing import Any

import cv2 as _cv2

# The wheel for Linux brings a Qt 5 and exports where its plugins lie: ours is Qt 6, and child processes inherit it.
for _name in ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR"):
    os.environ.pop(_name, None)

# Any: OpenCV's stubs refuse what its functions take (a list as a size, None as an output).
cv2: Any = _cv2

# One core stays free for the desk. Broken files are reported by typed errors, not on stderr.
cv2.setNumThreads(max(1, (os.cpu_count() or 2) - 1))
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
