"""The receipt is printed after the commit, and a second paper always says that it is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.domain.codes import DossierCode
from counter_app.domain.errors import NoPrinter
from tests.paperwork.reading import text_of
from tests.use_cases.reception import Reception

REPRINT = "BẢN IN LẠI"


def test_the_first_print_is_unmarked_and_every_further_one_bears_its_number(
    reception: Reception, tmp_path: Path
) -> None:
    accepted = reception.accept()
    for _ in range(3):
        reception.desk.print_receipt(accepted.id)
    first, second, third = (text_of(paper, tmp_path).upper() for paper in reception.printed())
    assert accepted.code.text in first
    assert REPRINT not in first
    assert f"{REPRINT} (LẦN 1)" in second
    assert f"{REPRINT} (LẦN 2)" in third
    assert reception.desk.overview.dossiers()[0].prints == 3


def test_a_reprint_bears_the_code_that_the_province_gave_meanwhile(reception: Reception, tmp_path: Path) -> None:
    accepted = reception.accept()
    reception.desk.print_receipt(accepted.id)
    given = DossierCode("H13.507-261123-0042")
    with reception.store.write() as work:
        work.dossiers.link_code(accepted.id, given)
    reception.desk.print_receipt(accepted.id)
    first, second = (text_of(paper, tmp_path) for paper in reception.printed())
    assert accepted.code.provisional
    assert given.text not in first
    assert accepted.code.text in second
    assert given.text in second


def test_each_print_is_logged_by_code_and_copy(reception: Reception) -> None:
    accepted = reception.accept()
    for _ in range(2):
        reception.desk.print_receipt(accepted.id)
    again, once = reception.audit()[:2]
    assert [once.what, again.what] == ["receipt-printed", "receipt-reprinted"]
    assert [line.about["copy"] for line in (once, again)] == ["1", "2"]
    assert again.about["code"] == accepted.code.text


def test_without_a_printer_the_dossier_stays_accepted_and_the_next_paper_is_marked(
    reception: Reception, tmp_path: Path
) -> None:
    accepted = reception.accept()
    with pytest.raises(NoPrinter):
        reception.at(receipt_printer="nowhere").print_receipt(accepted.id)
    assert reception.desk.overview.dossiers()[0].code == accepted.code
    assert len(reception.outbox()) == 1
    # Whether a paper came out can never be known for sure: the mark is on the safe side.
    reception.desk.print_receipt(accepted.id)
    (paper,) = reception.printed()
    assert REPRINT in text_of(paper, tmp_path).upper()


def test_the_print_job_is_called_by_the_code_and_never_by_a_name(reception: Reception) -> None:
    accepted = reception.accept()
    reception.desk.print_receipt(accepted.id)
    assert [paper.name for paper in reception.tray.iterdir()] == [f"0001-{accepted.code.text}.pdf"]


def test_the_paper_says_how_each_component_was_settled(reception: Reception, tmp_path: Path) -> None:
    accepted = reception.accept()
    reception.desk.print_receipt(accepted.id)
    text = text_of(reception.printed()[0], tmp_path)
    assert "Nơi cư trú Dùng lại" in text
    assert "CSDL quốc gia về dân cư" in text
    assert "NĐ 309/2026" in text
