"""Libraries that another one links and the program never calls: small stand-ins of the same name ship in their place.

OpenCV's wheel links a whole FFmpeg for video files, Qt's camera plugin a QML engine to film windows:
50 MB that nothing here runs, and decoders that would have to be kept patched. A stand-in has just the symbols that the
others load: a function ends the program (as does a library that is not there), an object is all zero. Qt asks
QQuickWindow's description only for "is it one?", and finds that nothing is.

JBIG's coder is under the GPL, and Tesseract's wheel links it for TIFF files that no scanner has made for decades. Its
stand-in ends nothing: every function answers with the error "not implemented", and such a file is refused as damaged.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .running import run

STOOD_IN_FOR = re.compile(
    r"^opencv_python_headless\.libs/lib(avcodec|avformat|avutil|swscale)-"
    r"|^PySide6/Qt/lib/libQt6(Quick|Qml)\.so\.6$"
    r"|^tesserocr\.libs/libjbig-"
)
_REFUSES = re.compile(r"^libjbig-")
_ERROR = 0x60  # JBG_EIMPL, which a caller reads as any other error
_LINKED = ("-shared", "-nostdlib", "-Wl,--build-id=none", "-Wl,-s")
TRIMMED = re.compile(r"^PySide6/Qt/lib/libicudata\.so\.(\d+)$")
_ICU_KEPT = re.compile(
    r"""^icudt\d+l/(
      ([a-z]+/)?(root|vi|en|en_US|res_index|pool|supplementalData|tzdbNames)\.res
    | coll/ucadata\.icu | [\w-]+\.(nrm|icu|spp)
    | (zoneinfo64|timezoneTypes|metaZones|windowsZones|keyTypeData|likelySubtags|numberingSystems|plurals|pluralRanges
      |dayPeriods|genderList|currencyNumericCodes|metadata|icustd|icuver|langInfo|grammaticalFeatures|units)\.res
    | brkitr/(char|word|line|sent|title)\w*\.brk
    | (windows-125[28]|ibm-5348|ibm-5346|ibm-1258)[\w.-]*\.cnv
    )$""",
    re.VERBOSE,
)
"""Of ICU's data: what is common to all languages, and Vietnamese and English. Where a language is asked for that is not
there ICU takes the root's."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One line of a library's dynamic table. `version` is empty where it has none."""

    name: str
    version: str
    kind: str
    size: int
    defined: bool


def symbols(library: Path) -> Iterator[Symbol]:
    for line in run(["readelf", "-W", "--dyn-syms", library]).stdout.splitlines():
        parts = line.split()
        if len(parts) >= 8 and parts[0].rstrip(":").isdigit():
            name, _, version = parts[7].replace("@@", "@").partition("@")
            yield Symbol(name, version, parts[3], int(parts[2], 0), parts[6] != "UND")


def stand_in(library: Path, users: Iterable[Path], to: Path) -> None:
    """Writes `to`: what `users` (binaries that load `library`) find of it. Raises CannotBuild."""
    offered = {one.name: one for one in symbols(library) if one.defined}
    asked = {one.name for user in users for one in symbols(user) if not one.defined}
    written = sorted((offered[name] for name in asked & set(offered)), key=lambda one: one.name)
    versions = sorted({one.version for one in offered.values() if one.version and one.kind != "NOTYPE"})
    source = to.with_name(f"{to.name}.s")
    script = to.with_name(f"{to.name}.map")
    body = _refusing if _REFUSES.match(library.name) else _ending
    source.write_text(
        "".join(_assembler(one, body(one)) for one in written) + '.section .note.GNU-stack,"",@progbits\n'
    )
    script.write_text("".join(_version(version, written) for version in versions))
    versioned = [f"-Wl,--version-script={script}"] if versions else []
    run(["gcc", *_LINKED, f"-Wl,-soname,{library.name}", *versioned, source, "-o", to])
    source.unlink()
    script.unlink()


def _ending(function: Symbol) -> str:
    return "ud2"


def _refusing(function: Symbol) -> str:
    """The number of an error, or its words; `char *` and `int` come back in the same place."""
    if not function.name.endswith("_strerror"):
        return f"movl ${_ERROR}, %eax\nret"
    return 'leaq 1f(%rip), %rax\nret\n1: .asciz "JBIG is not read here"'


def _assembler(symbol: Symbol, does: str) -> str:
    if symbol.kind == "OBJECT":
        body = f".bss\n.balign 32\n{symbol.name}: .zero {symbol.size}\n.size {symbol.name}, {symbol.size}\n"
    else:
        body = f".text\n{symbol.name}:\n{does}\n.size {symbol.name}, . - {symbol.name}\n"
    kind = "object" if symbol.kind == "OBJECT" else "function"
    return f".globl {symbol.name}\n.type {symbol.name}, @{kind}\n{body}"


def _version(version: str, written: Iterable[Symbol]) -> str:
    names = "".join(f" {one.name};" for one in written if one.version == version)
    return f"{version} {{ global:{names} }};\n" if names else f"{version} {{ }};\n"


def trim_icu(library: Path, to: Path) -> None:
    """Writes `to`: ICU's data library with what `_ICU_KEPT` names. Raises CannotBuild."""
    entry = next(one for one in symbols(library) if one.defined and one.kind == "OBJECT")
    table = run(["readelf", "-W", "--dyn-syms", library]).stdout
    address = int(next(line.split()[1] for line in table.splitlines() if entry.name in line), 16)
    whole = library.read_bytes()
    data = to.with_name(f"{to.name}.dat")
    data.write_bytes(package(whole[_offset(library, address) :], _ICU_KEPT))
    source = to.with_name(f"{to.name}.s")
    source.write_text(
        f".section .rodata\n.balign 16\n.globl {entry.name}\n.type {entry.name}, @object\n"
        f'{entry.name}: .incbin "{data.name}"\n.size {entry.name}, . - {entry.name}\n'
        '.section .note.GNU-stack,"",@progbits\n'
    )
    run(["gcc", *_LINKED, f"-Wl,-soname,{library.name}", source.name, "-o", to.name], cwd=to.parent)
    source.unlink()
    data.unlink()


def _offset(library: Path, address: int) -> int:
    """Where in the file an address of the loaded library lies."""
    for line in run(["readelf", "-W", "-l", library]).stdout.splitlines():
        parts = line.split()
        if parts[:1] == ["LOAD"]:
            offset, start, size = int(parts[1], 16), int(parts[2], 16), int(parts[4], 16)
            if start <= address < start + size:
                return offset + address - start
    raise ValueError(f"{library.name}: no segment holds {address:x}")


def package(data: bytes, kept: re.Pattern[str]) -> bytes:
    """An ICU package ("CmnD": a header, a table of names and places, then the items) with the `kept` items alone.

    The last item's length is not told: it is cut at the end of `data`, and never kept by mistake for its rest.
    """
    head = struct.unpack_from("<H", data)[0]
    count = struct.unpack_from("<I", data, head)[0]
    table = [struct.unpack_from("<II", data, head + 4 + 8 * number) for number in range(count)]
    items: list[tuple[bytes, bytes]] = []
    for number, (name_at, data_at) in enumerate(table):
        name = data[head + name_at : data.index(b"\0", head + name_at)]
        ends = table[number + 1][1] if number + 1 < count else data_at
        if kept.match(name.decode()):
            items.append((name, data[head + data_at : head + ends]))
    names_at = 4 + 8 * len(items)
    starts = (names_at + sum(len(name) + 1 for name, _ in items) + 15) // 16 * 16
    lines, names, bodies = b"", b"", b""
    for name, body in items:
        lines += struct.pack("<II", names_at + len(names), starts + len(bodies))
        names += name + b"\0"
        bodies += body + bytes(-len(body) % 16)
    top = struct.pack("<I", len(items)) + lines + names
    return data[:head] + top + bytes(starts - len(top)) + bodies
