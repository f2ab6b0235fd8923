"""A PDF that goes out as it is made: of three hundred pages, one is in memory.

pikepdf makes the objects and numbers them, but writes a document only once it holds all of it. Here what a stream holds
goes out as soon as it is whole, and is let go of; dictionaries, a few hundred bytes a page, follow at the end.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import Any, BinaryIO

from pikepdf import Dictionary, Name, Object, Pdf, Stream

_BINARY = b"%\xbf\xf7\xa2\xfe\n"  # says that this is no text, as PDF/A wants it


class PouredPdf:
    """One document into one file, which is only ever appended to. `pdf` is where its objects are made, but for streams,
    which `stream` alone makes."""

    def __init__(self, out: BinaryIO, version: str) -> None:
        self.pdf = Pdf.new()
        self._out, self._at = out, 0
        self._sum = hashlib.md5(usedforsecurity=False)
        self._places: dict[int, int] = {}
        self._write(b"%%PDF-%s\n" % version.encode("ascii") + _BINARY)

    def stream(self, data: bytes, **said: Any) -> Object:
        """A stream object, written at once. One that names no filter is packed, but for metadata, which must not be."""
        if "Filter" not in said and said.get("Type") != Name.Metadata:
            data, said["Filter"] = zlib.compress(data, 9), Name.FlateDecode
        about = Dictionary(Length=len(data), **said)
        made: Object = Stream(self.pdf, b"")
        self._object(made, about.unparse() + b"\nstream\n" + data + b"\nendstream")
        return made

    def finish(self) -> None:
        """All other objects, and where each lies. The same objects give the same bytes: the file's identifier is a
        sum over it."""
        for made in self.pdf.objects:
            if made.objgen[0] not in self._places:
                self._object(made, made.unparse(resolved=True))
        start, count = self._at, max(self._places) + 1
        table = b"".join(
            b"%010d 00000 n \n" % self._places[number] if number in self._places else b"0000000000 00001 f \n"
            for number in range(1, count)
        )
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % count + table)
        name = self._sum.hexdigest().encode()
        self.pdf.trailer.Size = count
        said = self.pdf.trailer.unparse().removesuffix(b">>") + b"/ID [ <%s> <%s> ] >>" % (name, name)
        self._write(b"trailer %s\nstartxref\n%d\n%%%%EOF\n" % (said, start))

    def _object(self, made: Object, content: bytes) -> None:
        number, _ = made.objgen
        self._places[number] = self._at
        self._write(b"%d 0 obj\n" % number + content + b"\nendobj\n")

    def _write(self, data: bytes) -> None:
        self._out.write(data)
        self._sum.update(data)
        self._at += len(data)
