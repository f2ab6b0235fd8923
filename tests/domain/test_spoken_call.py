"""A number is called digit by digit, by the Vietnamese name of its letter."""

from __future__ import annotations

import pytest

from counter_app.domain.spoken_call import counter_name, spoken_call


@pytest.mark.parametrize(
    ("label", "counter", "said"),
    [
        ("A042", "Q01", "Mời số a, không, bốn, hai. Đến quầy số một."),
        ("B105", "Q12", "Mời số bê, một, không, năm. Đến quầy số một, hai."),
        ("Đ003", "tiep-dan", "Mời số Đ, không, không, ba. Đến quầy số tê, i, e, pê, -, đê, a, en nờ."),
    ],
)
def test_a_call_in_words(label: str, counter: str, said: str) -> None:
    assert spoken_call(label, counter) == said


def test_the_board_knows_a_counter_by_its_number() -> None:
    assert [counter_name(code) for code in ("Q01", "quay 7", "VIP")] == ["1", "7", "VIP"]
