"""No act is written into the audit that could not be read there."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.act_words import ACTS, act_words, fact_words
from ui.messages import problem_words

ROOT = Path(__file__).parents[2]
ROOMS = ("counter_app", "local_db", "sync", "ui")
WHAT = 3  # its place among AuditLine's fields


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if (called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")) == name:
                yield node


class Module:
    """Follows an expression inside a module to the codes that it can be."""

    def __init__(self, tree: ast.Module) -> None:
        self.functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
        self.asked: set[tuple[str, str]] = set()

    def written(self) -> Iterator[str]:
        for function in self.functions:
            for call in _calls(function, "AuditLine"):
                if "row." not in ast.unparse(call):  # read back from the store
                    named = {k.arg: k.value for k in call.keywords}
                    yield from self._codes(function, named["what"] if "what" in named else call.args[WHAT])

    def _codes(self, function: ast.FunctionDef, value: ast.expr) -> Iterator[str]:
        match value:
            case ast.Constant(value=str(code)):
                yield code
            case ast.IfExp(body=one, orelse=other):
                yield from self._codes(function, one)
                yield from self._codes(function, other)
            case ast.Name(id=name):
                yield from self._named(function, name)
            case _:
                pytest.fail(f"say the act plainly: {ast.unparse(value)}")

    def _named(self, function: ast.FunctionDef, name: str) -> Iterator[str]:
        """Assigned in the function, or handed to it by a caller in the same module."""
        if (function.name, name) in self.asked:
            return
        self.asked.add((function.name, name))
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
                yield from self._codes(function, node.value)
        taken = [argument.arg for argument in function.args.args if argument.arg not in ("self", "cls")]
        if name not in taken:
            return
        for caller in self.functions:
            for call in _calls(caller, function.name):
                handed = {k.arg: k.value for k in call.keywords}
                yield from self._codes(caller, handed[name] if name in handed else call.args[taken.index(name)])


def _written() -> set[str]:
    sources = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return {code for path in sources for code in Module(ast.parse(path.read_text("utf-8"))).written()}


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


def test_a_look_up_that_failed_says_how_in_the_words_of_its_error() -> None:
    for code in ("environment.line-down", "environment.secret-missing", "environment.login-refused"):
        assert fact_words("outcome", code)[1] == problem_words(code).rstrip(".")
