"""The words of the clerk's screens, for translators.

    python -m tools.words wrap      puts `tr(...)` around every Vietnamese literal of ui/ that has none (after a merge)
    python -m tools.words collect   brings resources/i18n/en.ts up to the code: new ones unfinished, gone ones go
    python -m tools.words missing   lists what is unfinished in English, as JSON
    python -m tools.words fill FILE takes translations from a JSON object {Vietnamese: English} into en.ts
    python -m tools.words check     fails where a literal escapes `tr`, or a message is unfinished

Qt's lupdate sees `self.tr` alone, and neither tables made at import nor sentences with places to fill; this collects
all, into lupdate's own format, so that Qt Linguist opens the file.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

ROOT = Path(__file__).resolve().parents[1]
TS = ROOT / "resources" / "i18n" / "en.ts"
# What the citizen reads, and the words of Qt's own dialogs, are not the clerk's language.
OTHERS = (
    "ui/citizen/view_model.py",
    "ui/kiosk/",
    "ui/hall/",
    "ui/standard_words.py",
    "ui/language.py",
    "ui/installed.py",
)
_BARE = "xoay|trang|xem|xong|khi|trong|theo|thay|nhau"  # words without a mark that English has not
_VIETNAMESE = re.compile(rf"[À-ỹĂăĐđƠơƯư]|(?<![\w-])({_BARE})(?![\w-])|(?<=\+[A-Z] )in\b")
_TR = frozenset({"tr", "translate", "both"})


def sources() -> Iterator[Path]:
    for path in sorted((ROOT / "ui").rglob("*.py")):
        if not str(path.relative_to(ROOT)).startswith(OTHERS):
            yield path


def _is_tr(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    return getattr(called, "attr", getattr(called, "id", "")) in _TR


def _docstrings(tree: ast.AST) -> set[int]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
    return found


class _Escaped(ast.NodeVisitor):
    """Literals and f-strings with Vietnamese words that no `tr` holds."""

    def __init__(self, tree: ast.AST) -> None:
        self.found: list[ast.Constant | ast.JoinedStr] = []
        self._skipped = _docstrings(tree)
        self.visit(tree)

    def visit_Call(self, node: ast.Call) -> None:
        if _is_tr(node):
            return
        if getattr(node.func, "id", "") == "KeyHint" and len(node.args) > 1:
            words = node.args[1]
            if isinstance(words, ast.Constant) and isinstance(words.value, str) and not _VIETNAMESE.search(words.value):
                self.found.append(words)
        self.generic_visit(node)

    def visit_match_case(self, node: ast.match_case) -> None:
        for part in node.body:
            self.visit(part)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and id(node) not in self._skipped and _VIETNAMESE.search(node.value):
            self.found.append(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        formats = [part.format_spec for part in node.values if isinstance(part, ast.FormattedValue)]
        said = [*node.values, *(one for how in formats if isinstance(how, ast.JoinedStr) for one in how.values)]
        texts = [part.value for part in said if isinstance(part, ast.Constant)]
        if any(_VIETNAMESE.search(str(text)) for text in texts):
            self.found.append(node)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)


def escaped(path: Path) -> list[ast.Constant | ast.JoinedStr]:
    return _Escaped(ast.parse(path.read_text("utf-8"))).found


def template(node: ast.JoinedStr) -> tuple[str, dict[str, str]] | None:
    """The sentence with named places, and what goes into them; None where a place has a computed format."""
    words = ""
    given: dict[str, str] = {}
    for part in node.values:
        if isinstance(part, ast.Constant):
            words += str(part.value).replace("{", "{{").replace("}", "}}")
            continue
        if not isinstance(part, ast.FormattedValue):
            return None
        spec = part.format_spec
        if isinstance(spec, ast.JoinedStr) and not all(isinstance(one, ast.Constant) for one in spec.values):
            return None
        how = "".join(str(one.value) for one in spec.values) if isinstance(spec, ast.JoinedStr) else ""  # type: ignore[attr-defined]
        turned = f"!{chr(part.conversion)}" if part.conversion > 0 else ""
        name = _name(part.value)
        source, base, count = ast.unparse(part.value), name, 2
        while given.get(name, source) != source:
            name, count = f"{base}{count}", count + 1
        given[name] = source
        words += "{" + name + turned + (f":{how}" if how else "") + "}"
    return words, given


def _name(value: ast.expr) -> str:
    match value:
        case ast.Name(id=name):
            return name.strip("_")
        case ast.Attribute(attr=name):
            return name.strip("_")
        case ast.Call(func=function):
            return _name(function)
        case ast.Subscript(value=held):
            return _name(held)
    return "what"


def wrap() -> int:
    left = 0
    for path in sources():
        text = path.read_text("utf-8")
        again = True
        changed = False
        while again:  # from the last to the first; what stands inside another is done in the next round
            again = False
            raw = text.encode()
            starts = [0]
            for line in raw.splitlines(keepends=True):
                starts.append(starts[-1] + len(line))
            done_from = len(raw) + 1
            for node in sorted(_Escaped(ast.parse(text)).found, key=lambda n: (-n.lineno, -n.col_offset)):
                begin = starts[node.lineno - 1] + node.col_offset
                end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
                if end > done_from:
                    continue
                new = _wrapped(node, raw[begin:end].decode())
                if new is None:
                    left += 1
                    continue
                raw = raw[:begin] + new.encode() + raw[end:]
                done_from, changed = begin, True
            if changed and raw.decode() != text:
                text, again = raw.decode(), True
        if changed:
            path.write_text(_with_import(path, text), "utf-8")
    return left


def _wrapped(node: ast.Constant | ast.JoinedStr, source: str) -> str | None:
    if isinstance(node, ast.Constant):
        return f"tr({source})"
    made = template(node)
    if made is None:
        return None
    words, given = made
    filled = ", ".join(f"{name}={value}" for name, value in given.items())
    return f"tr({json.dumps(words, ensure_ascii=False)}).format({filled})" if given else f"tr({json.dumps(words)})"


def _with_import(path: Path, text: str) -> str:
    if re.search(r"^from \.+language import", text, re.MULTILINE):
        return text
    dots = "." * (len(path.relative_to(ROOT / "ui").parts))
    tree = ast.parse(text)
    last = next(n for n in tree.body if isinstance(n, ast.ImportFrom) and n.module == "__future__")
    lines = text.splitlines(keepends=True)
    lines.insert(last.end_lineno or 0, f"\nfrom {dots}language import tr\n")
    return "".join(lines)


# --- messages -----------------------------------------------------------------------------------------------


def messages() -> list[str]:
    found: dict[str, None] = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if _is_tr(node) and isinstance(node, ast.Call):
                for given in node.args[-1:]:
                    if isinstance(given, ast.Constant) and isinstance(given.value, str):
                        found[given.value] = None
    return list(found)


def known() -> dict[str, str]:
    """Finished translations."""
    if not TS.exists():
        return {}
    found = {}
    for one in Xml.parse(TS).iter("message"):  # noqa: S314 - our own file
        words = one.find("translation")
        if words is not None and words.get("type") is None and words.text:
            found[one.findtext("source") or ""] = words.text
    return found


def write(translations: dict[str, str]) -> None:
    top = Xml.Element("TS", version="2.1", sourcelanguage="vi", language="en")
    context = Xml.SubElement(top, "context")
    Xml.SubElement(context, "name").text = "counter"
    for words in sorted(messages()):
        one = Xml.SubElement(context, "message")
        Xml.SubElement(one, "source").text = words
        told = Xml.SubElement(one, "translation")
        if words in translations:
            told.text = translations[words]
        else:
            told.set("type", "unfinished")
    Xml.indent(top, " ")
    body = Xml.tostring(top, encoding="unicode")
    TS.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', "utf-8")


def main(argv: list[str]) -> int:
    match argv:
        case ["wrap"]:
            left = wrap()
            sys.stdout.write(f"{left} f-strings with computed formats are left to a hand\n")
        case ["collect"]:
            write(known())
        case ["missing"]:
            done = known()
            json.dump([words for words in messages() if words not in done], sys.stdout, ensure_ascii=False, indent=0)
        case ["fill", file]:
            write({**known(), **json.loads(Path(file).read_text("utf-8"))})
        case ["check"]:
            loose = [f"{path.relative_to(ROOT)}:{node.lineno}" for path in sources() for node in escaped(path)]
            done = known()
            unfinished = [words for words in messages() if words not in done]
            sys.stdout.write("".join(f"{one}\n" for one in (*loose, *unfinished)))
            return 1 if loose or unfinished else 0
        case _:
            sys.stdout.write(__doc__ or "")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
