"""What tests of archival PDFs share: what they say of themselves, a render by another hand, an independent judge."""

from __future__ import annotations

import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pypdfium2

from counter_app.imaging.decode import Pixels
from counter_app.ports import PdfAbout

HANOI = timezone(timedelta(hours=7))
ABOUT = PdfAbout(
    "Giấy khai sinh & <bản sao>",
    "1.004873",
    datetime(2026, 11, 23, 8, 30, tzinfo=HANOI),
    kind="KQ.G15.000031",
    dossier="000.00.25.H49-261123-0001",
    owner_reference="49-2026-000117",
)
_JARS = (
    "pdfbox2",
    "pdfbox2-tools",
    "preflight",
    "fontbox2",
    "xmpbox",
    "commons-logging",
    "javax.activation",
    "jaxb-api",
)


def rendered(pdf: bytes, dpi: int, page: int = 0) -> Pixels:
    """A page as PDFium shows it, BGR."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return np.ascontiguousarray(document[page].render(scale=dpi / 72).to_numpy()[..., :3])
    finally:
        document.close()


def preflight(file: Path) -> str:
    """What Debian's PDFBox says of a PDF/A-1b; empty: valid."""
    jars = [str(jar) for name in _JARS for jar in [Path("/usr/share/java") / f"{name}.jar"] if jar.exists()]
    done = subprocess.run(
        ["java", "-Xmx300m", "-cp", ":".join(jars), "org.apache.pdfbox.preflight.Validator_A1b", file],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    said = done.stdout + done.stderr
    return "" if "is a valid PDF/A-1b file" in said else said or "nothing said"
