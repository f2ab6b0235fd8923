"""The clerk's screens in English: nothing escapes translation, nothing is left unfinished, and places stay filled."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.config import demo_settings
from resources import catalogue_bundle, demo_people, english_words, khmer_for_citizens, recovery_words
from tools import words
from ui.citizen.view_model import _VIETNAMESE

_ROOT = Path(__file__).parents[2]
_LETTERS = re.compile(r"[À-ỹĂăĐđƠơƯư]")
_NAMES = (  # of the unit, the settings and the made-up people: they stand as they are, as the catalogue's do
    *("Trung tâm Phục vụ hành chính công phường Sóc Trăng", "Ủy ban nhân dân phường Sóc Trăng", "Sóc Trăng"),
    *("Trung tâm Phục vụ hành chính công xã …", "Ủy ban nhân dân xã …", "Thạch Thị Sa Rinh", "Ấp Chợ, xã Tài Văn"),
    *("Máy quét mô phỏng", "Khay giấy mô phỏng", "đồng", "nam, nữ", "Hoa Kỳ"),  # the last two: what may be typed
)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def names() -> list[str]:
    """The longest first."""
    people = (person["name"] for person in demo_people())
    profiles = (profile.name for profile in demo_settings(Path("/nowhere"), "http://127.0.0.1:9").scanner.profiles)
    law = filter(_LETTERS.search, _strings(catalogue_bundle()))
    return sorted({*_NAMES, *people, *profiles, *law}, key=len, reverse=True)


def test_no_vietnamese_word_on_a_screen_escapes_translation() -> None:
    loose = [f"{path.relative_to(_ROOT)}:{node.lineno}" for path in words.sources() for node in words.escaped(path)]
    assert loose == [], "python -m tools.words wrap"


def test_every_message_is_finished_in_english() -> None:
    done = english_words()
    assert [one for one in words.messages() if one not in done] == [], "python -m tools.words missing"


def test_no_translation_is_left_of_a_message_that_has_gone() -> None:
    assert sorted(set(english_words()) - set(words.messages())) == [], "python -m tools.words collect"


def test_english_fills_the_same_places_as_vietnamese() -> None:
    def places(text: str) -> list[str]:
        return sorted(re.findall(r"\{(\w*)[^}]*\}|(%s)", text))

    assert [one for one, other in english_words().items() if places(one) != places(other)] == []


@pytest.mark.parametrize(
    ("line", "escapes"),
    [
        ('x = "Đã lưu"', 1),
        ('x = tr("Đã lưu")', 0),
        ('x = self.tr("Đã lưu")', 0),
        ('x = f"{n} trang"', 1),
        ('x = "Ctrl+P in"', 1),
        ('x = f"{at:%H:%M ngày %d/%m}"', 1),
        ('x = f"{n} hồ sơ"', 1),
        ('KeyHint("F5", "in")', 1),
        ('"""Đã lưu"""', 0),
        ('match x:\n    case "Đã lưu":\n        pass', 0),
    ],
)
def test_what_escapes_is_seen(line: str, escapes: int) -> None:
    assert len(words._Escaped(ast.parse(line)).found) == escapes


def test_a_sentence_with_places_becomes_one_message() -> None:
    sentence = ast.parse('f"{view.waiting} hồ sơ từ {day:%d/%m}"').body[0]
    assert isinstance(sentence, ast.Expr)
    assert isinstance(sentence.value, ast.JoinedStr)
    assert words.template(sentence.value) == (
        "{waiting} hồ sơ từ {day:%d/%m}",
        {"waiting": "view.waiting", "day": "day"},
    )


def test_every_screen_speaks_english(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.english_walk", str(tmp_path)],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, str] = json.loads(done.stdout)
    assert "Reception Alt+1" in seen
    assert len(seen) > 1000
    known, code = re.compile("|".join(map(re.escape, names()))), set(recovery_words())  # a recovery code's are drawn
    said = {text: at for text, at in seen.items() if text not in code}
    assert {text: at for text, at in said.items() if words._VIETNAMESE.search(known.sub("", text))} == {}


def test_the_citizens_screen_is_complete_in_khmer() -> None:
    khmer = khmer_for_citizens()
    assert set(khmer) == set(_VIETNAMESE)
    for key, text in khmer.items():
        assert re.search(r"[\u1780-\u17ff]", text), key
        assert set(re.findall(r"\{(\w+)\}", text)) <= set(re.findall(r"\{(\w+)\}", _VIETNAMESE[key])), key


def test_each_khmer_string_stands_in_the_table_for_a_native_speaker() -> None:
    table = (_ROOT / "docs/khmer.md").read_text("utf-8")
    assert [text for text in khmer_for_citizens().values() if text not in table] == []


def test_neither_is_one_forgotten_that_stands_in_the_code_or_on_a_ticket() -> None:
    table = (_ROOT / "docs/khmer.md").read_text("utf-8")
    files = [*(_ROOT / "ui").rglob("*.py"), *(_ROOT / "resources").rglob("*.toml")]
    said = [
        text for file in files for text in re.findall(r'"([^"\n]*[\u1780-\u17ff][^"\n]*)"', file.read_text("utf-8"))
    ]
    assert len(said) > 40
    assert [text for text in said if text not in table] == []
