"""The VietQR text, field by field, and its CRC against the sample of the NAPAS specification."""

from __future__ import annotations

from binascii import crc_hqx
from uuid import UUID

import pytest

from counter_app.domain.viet_qr import BankAccount, reference_of, viet_qr

ACCOUNT = BankAccount("970403", "0011012345678", "Trung tâm Phục vụ hành chính công phường Sóc Trăng")
NAPAS = (  # NAPAS, VietQR format for IBFT 1.0, dynamic code to an account
    "00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA53037045406180000"
    "5802VN62340107NPS68690819thanh toan don hang63042E2E"
)


def fields(text: str) -> dict[str, str]:
    found = {}
    while text:
        tag, length = text[:2], int(text[2:4])
        found[tag], text = text[4 : 4 + length], text[4 + length :]
    return found


def test_the_specifications_sample_has_our_crc_and_our_account_field() -> None:
    assert f"{crc_hqx(NAPAS[:-4].encode(), 0xFFFF):04X}" == NAPAS[-4:]
    ours, theirs = fields(viet_qr(ACCOUNT, 180_000, "QMC1")), fields(NAPAS)
    same = ("00", "01", "38", "53", "54", "58")
    assert {tag: ours[tag] for tag in same} == {tag: theirs[tag] for tag in same}
    assert fields(ours["62"]) == {"08": "QMC1"}
    assert ours["59"] == "TRUNG TAM PHUC VU HANH CH"


def test_each_text_carries_the_crc_of_all_before_it() -> None:
    text = viet_qr(ACCOUNT, 8_000, reference_of(UUID(int=0xABCDEF << 100)))
    assert text.isascii()
    assert text[-8:-4] == "6304"
    assert int(text[-4:], 16) == crc_hqx(text[:-4].encode(), 0xFFFF)


@pytest.mark.parametrize(("amount", "reference"), [(0, "QMC1"), (-5, "QMC1"), (8_000, "bổ sung"), (8_000, "Q" * 26)])
def test_what_no_bank_can_carry_is_no_transfer(amount: int, reference: str) -> None:
    with pytest.raises(ValueError, match="no transfer"):
        viet_qr(ACCOUNT, amount, reference)


@pytest.mark.parametrize(
    ("bank", "number", "owner"),
    [("97040", "123", "A"), ("970403", "", "A"), ("970403", "12 3", "A"), ("970403", "1", " ")],
)
def test_an_account_is_a_bank_a_number_and_an_owner(bank: str, number: str, owner: str) -> None:
    with pytest.raises(ValueError, match="no bank account"):
        BankAccount(bank, number, owner)


def test_a_reference_is_known_before_the_dossier_has_a_code_and_names_one() -> None:
    references = {reference_of(UUID(int=n << 90)) for n in range(1, 200)}
    assert len(references) == 199
    assert all(len(one) <= 25 and one.isalnum() for one in references)
