"""No act is written into the audit that could not be read there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.act_words import ACTS, act_words, fact_words

ROOT = Path(__file__).parents[2]
ROOMS = ("counter_app", "local_db", "sync", "ui")
WHAT = 3  # its place among AuditLine's fields


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if (called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")) == name:
                yield node


def _said(tree: ast.Module, value: ast.expr) -> Iterator[str]:
    """The codes that an expression can be: written there, one of two, or handed to the function around it."""
    match value:
        case ast.Constant(value=str(code)):
            yield code
        case ast.IfExp(body=one, orelse=other):
            yield from _said(tree, one)
            yield from _said(tree, other)
        case ast.Name(id=name):
            yield from _handed(tree, name)
        case _:
            pytest.fail(f"say the act plainly: {ast.unparse(value)}")


def _handed(tree: ast.Module, name: str) -> Iterator[str]:
    found = False
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        names = [argument.arg for argument in function.args.args if argument.arg not in ("self", "cls")]
        if name in names and any(True for _ in _calls(function, "AuditLine")):
            for call in _calls(tree, function.name):
                found = True
                handed = {k.arg: k.value for k in call.keywords}
                yield from _said(tree, handed[name] if name in handed else call.args[names.index(name)])
    assert found, f"nobody hands over {name}"


def _written() -> set[str]:
    codes: set[str] = set()
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for call in _calls(tree, "AuditLine"):
            if any(isinstance(argument, ast.Starred) or "row." in ast.unparse(argument) for argument in call.args):
                continue  # read back from the store
            named = {k.arg: k.value for k in call.keywords}
            codes |= set(_said(tree, named["what"] if "what" in named else call.args[WHAT]))
    return codes


def test_every_act_that_is_written_has_words() -> None:
    written = _written()
    assert {"dossier-accepted", "receipt-reprinted", "draft-taken-back"} <= written
    assert written - set(ACTS) == set()


def test_words_without_an_act_are_gone() -> None:
    assert set(ACTS) - _written() == {"looked-up"}


def test_what_a_later_version_wrote_is_shown_as_it_is() -> None:
    assert act_words("of-a-later-version") == "of-a-later-version"
    assert fact_words("later", "so") == ("later", "so")
    assert fact_words("outcome", "answered") == ("kết quả", "tỉnh đã trả lời")
