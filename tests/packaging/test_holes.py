"""Libraries ship without the empty megabytes between their segments, and answer as before."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.packaging.holes import closed

COUNTER = "static int called = 40; static const int step = 2; int next(void) { return called += step; }"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """With each segment at its own 2 MB of the file."""
    made = tmp_path / "libcounter.so"
    apart = ["-Wl,-z,max-page-size=0x200000", "-Wl,-z,common-page-size=0x200000", "-Wl,-z,separate-code"]
    subprocess.run(
        ["gcc", "-shared", "-fPIC", *apart, "-xc", "-", "-o", made], input=COUNTER.encode(), cwd=tmp_path, check=True
    )
    return made


def _answer(library: Path) -> int:
    code = f"import ctypes; raise SystemExit(ctypes.CDLL({str(library)!r}).next())"
    return subprocess.run(["python3", "-c", code], check=False).returncode


def test_a_library_loses_its_empty_megabytes_and_answers_as_before(library: Path) -> None:
    before = library.read_bytes()
    assert (len(before) > 2_000_000, _answer(library)) == (True, 42)
    library.write_bytes(closed(before))
    assert library.stat().st_size < 60_000
    assert _answer(library) == 42
    told = subprocess.run(["readelf", "-aW", library], capture_output=True, text=True, check=True)
    assert not told.stderr, "every table is where the header says"


def test_a_library_without_gaps_and_what_is_no_library_stay_as_they_are(library: Path) -> None:
    shrunk = closed(library.read_bytes())
    assert closed(shrunk) == shrunk
    for other in (b"", b"\x7fELF\x01\x01 of 32 bits", b"#!/bin/sh\n" + bytes(9_000_000)):
        assert closed(other) == other
