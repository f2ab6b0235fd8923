"""A library that is linked and never called is stood in for by a small one; ICU's data keeps what is spoken here."""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path

import pytest

from tools.packaging.stand_ins import STOOD_IN_FOR, package, stand_in, symbols

FILMS = """
struct Kind { const void *base; int size; };
struct Kind Window = {&Window, 8};
int film(void) { return 1; }
int cut(void) { return 2; }
int unused_by_the_program(void) { return 3; }
"""
PROGRAM = """
struct Kind { const void *base; int size; };
extern struct Kind Window;
int film(void), cut(void);
int asked(int what) { return what == 0 ? Window.base == 0 : what == 1 ? film() : cut(); }
"""
VERSIONED = "FILMS_1 { global: film; cut; Window; }; FILMS_2 { global: unused_by_the_program; };"


@pytest.fixture(params=[VERSIONED, ""], ids=["versions of symbols", "none"])
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A library that was linked with `libfilms.so`, which lies beside it."""
    (tmp_path / "films.c").write_text(FILMS)
    (tmp_path / "films.map").write_text(request.param)
    (tmp_path / "program.c").write_text(PROGRAM)
    script = ["-Wl,--version-script=films.map"] if request.param else []
    _gcc(tmp_path, *script, "-Wl,-soname,libfilms.so", "films.c", "-o", "libfilms.so")
    _gcc(tmp_path, "-Wl,-rpath,$ORIGIN", "program.c", "-L.", "-lfilms", "-o", "libprogram.so")
    return tmp_path / "libprogram.so"


def _gcc(folder: Path, *options: str) -> None:
    subprocess.run(["gcc", "-shared", "-fPIC", *options], cwd=folder, check=True)


def _asked(program: Path, what: int) -> int:
    code = f"import ctypes; raise SystemExit(ctypes.CDLL({str(program)!r}).asked({what}))"
    return subprocess.run(["python3", "-c", code], check=False).returncode


def test_the_program_loads_with_a_stand_in_and_finds_nothing_in_it(program: Path, tmp_path: Path) -> None:
    library = program.with_name("libfilms.so")
    assert (_asked(program, 0), _asked(program, 1)) == (0, 1)
    stand_in(library, [program], tmp_path / "made.so")
    (tmp_path / "made.so").replace(library)
    assert _asked(program, 0) == 1, "an object is all zero"
    assert _asked(program, 1) < 0, "a function ends the program and never answers for the real one"
    offered = {one.name for one in symbols(library) if one.defined}
    assert {"film", "cut", "Window"} <= offered
    assert "unused_by_the_program" not in offered


def test_a_stand_in_has_the_same_bytes_each_time(program: Path, tmp_path: Path) -> None:
    library = program.with_name("libfilms.so")
    made = []
    for folder in (tmp_path / "one", tmp_path / "other"):
        folder.mkdir()
        stand_in(library, [program], folder / "made.so")
        assert [path.name for path in folder.iterdir()] == ["made.so"]
        made.append((folder / "made.so").read_bytes())
    assert made[0] == made[1]


CODER = """
int jbg_dec_in(void *how, char *data, long length, long *used) { return 0; }
const char *jbg_strerror(int error) { return "of the coder"; }
"""
READER = """
int jbg_dec_in(void *, char *, long, long *);
const char *jbg_strerror(int);
int asked(int what) { int error = jbg_dec_in(0, 0, 0, 0); return what == 0 ? error : jbg_strerror(error)[what - 1]; }
"""


def test_where_the_coder_may_not_ship_each_of_its_functions_answers_with_an_error(tmp_path: Path) -> None:
    (tmp_path / "coder.c").write_text(CODER)
    (tmp_path / "reader.c").write_text(READER)
    _gcc(tmp_path, "-Wl,-soname,libjbig-2504.so.2.1", "coder.c", "-o", "libjbig-2504.so.2.1")
    _gcc(tmp_path, "-Wl,-rpath,$ORIGIN", "reader.c", "-L.", "-l:libjbig-2504.so.2.1", "-o", "libreader.so")
    assert STOOD_IN_FOR.match("tesserocr.libs/libjbig-2504.so.2.1")
    stand_in(tmp_path / "libjbig-2504.so.2.1", [tmp_path / "libreader.so"], tmp_path / "made.so")
    (tmp_path / "made.so").replace(tmp_path / "libjbig-2504.so.2.1")
    assert _asked(tmp_path / "libreader.so", 0) == 0x60
    assert chr(_asked(tmp_path / "libreader.so", 1)) == "J", "its words are there, too"


def test_the_codec_of_pictures_that_a_citizen_may_bring_is_the_real_one() -> None:
    """OpenCV's decoder of pictures tries each format on every file: a stand-in there would end the program."""
    assert STOOD_IN_FOR.match("opencv_python_headless.libs/libavcodec-c4204469.so.62.28.101")
    for real in ("libaom-a0d22147.so.3.14.1", "libavif-43e630fc.so.16.4.2", "libpng16-529cb57a.so.16.58.0"):
        assert not STOOD_IN_FOR.match(f"opencv_python_headless.libs/{real}")


def _icu(items: dict[str, bytes]) -> bytes:
    head, names_at = 32, 4 + 8 * len(items)
    names = b"".join(name.encode() + b"\0" for name in items)
    lines, bodies, at = b"", b"", names_at
    start = (names_at + len(names) + 15) // 16 * 16
    for name, body in items.items():
        lines += struct.pack("<II", at, start + len(bodies))
        at += len(name) + 1
        bodies += body + bytes(-len(body) % 16)
    table = struct.pack("<I", len(items)) + lines + names
    return struct.pack("<H", head) + bytes(head - 2) + table + bytes(start - len(table)) + bodies


def test_icus_data_keeps_the_languages_that_are_spoken_here() -> None:
    all_of_it = {"icu/coll/vi.res": b"order" * 9, "icu/root.res": b"root", "icu/zu.res": b"z" * 99, "icu/zz.res": b"."}
    wanted = {name: body for name, body in all_of_it.items() if name[4:] in {"coll/vi.res", "root.res"}}
    assert package(_icu(all_of_it), re.compile("icu/(coll/vi|root).res")) == _icu(wanted)
