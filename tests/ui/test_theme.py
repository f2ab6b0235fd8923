"""Contrast and type: what is read all day is readable."""

from __future__ import annotations

from dataclasses import fields

import pytest

from ui import theme
from ui.page import Tone


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("c", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_all_words_stand_out_at_4_5_to_1(c: theme.Colours) -> None:
    pairs = [(ink, ground) for ink in (c.text, c.quiet, c.accent) for ground in (c.window, c.panel, c.chosen)]
    pairs += [(c.of(tone), ground) for tone in Tone for ground in (c.panel, c.tint(tone), c.chosen)]
    pairs.append((c.on_accent, c.accent))
    assert [(ink, ground) for ink, ground in pairs if contrast(ink, ground) < 4.5] == []


def test_both_palettes_name_every_colour() -> None:
    for palette in (theme.LIGHT, theme.DARK):
        assert all(getattr(palette, field.name).startswith("#") for field in fields(palette))


def test_text_is_never_smaller_than_the_specification() -> None:
    assert theme.TEXT >= 11.25
    assert theme.QUIET >= 9.75
    assert theme.LARGE >= 22
