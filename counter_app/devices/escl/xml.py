"""What a scanner says in XML, read as hostile: bounded in size, depth and count, no document type, so no entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

# The parser that the standard library's others stand on; here with every door shut that hostile XML comes in by.
from xml.parsers import expat

LARGEST = 256 * 1024  # bytes; real capabilities are 5 to 30 kB
_DEEPEST = 32
_MOST = 10_000  # elements


class NotXml(Exception):
    """Not well-formed, beyond the bounds, or with a document type."""


@dataclass(slots=True)
class Element:
    """`tag` without its namespace: vendors disagree about prefixes and even about which namespace a tag is in."""

    tag: str
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def all(self, *path: str) -> Iterator[Element]:
        """Every element at the end of the path, from here."""
        if not path:
            yield self
            return
        for child in self.children:
            if child.tag == path[0]:
                yield from child.all(*path[1:])

    def first(self, *path: str) -> Element | None:
        return next(self.all(*path), None)

    def words(self, *path: str) -> str:
        """The text at the end of the path; empty where there is none."""
        found = self.first(*path)
        return found.text.strip() if found is not None else ""

    def number(self, *path: str, default: int = 0) -> int:
        """The number at the end of the path, where it is one and a sane one."""
        words = self.words(*path)
        return int(words) if words.isascii() and words.isdigit() and len(words) < 9 else default

    def anywhere(self, tag: str) -> Iterator[Element]:
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.anywhere(tag)


def parse(data: bytes) -> Element:
    """The root element. Raises NotXml."""
    if len(data) > LARGEST:
        raise NotXml("too large")
    top = Element("")
    open_: list[Element] = [top]
    count = 0

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > _MOST or len(open_) > _DEEPEST:
            raise NotXml("too many elements, or too deep")
        element = Element(name.rpartition(" ")[2])
        open_[-1].children.append(element)
        open_.append(element)

    def end(_: str) -> None:
        open_.pop()

    def characters(text: str) -> None:
        open_[-1].text += text

    def refuse(*_: object) -> None:
        raise NotXml("a document type")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = refuse  # without one, nothing can be declared that would grow
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotXml(type(error).__name__) from error
    return top.children[0]
