"""What is found however it is written: phones, dossier codes with a slip, and the d of other alphabets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

import local_db
from counter_app.domain.citizen import PersonalNumber
from counter_app.domain.codes import DossierCode, dossier_code
from local_db.engine import make_engines
from local_db.store import SqlStore
from tests.local_db.samples import DAY, UNIT
from tests.local_db.test_search import HOA, SA_RINH, STRANGER, accepts, codes, knows, people


@pytest.mark.parametrize("linked", [False, True])
def test_one_slip_in_a_whole_dossier_code_is_forgiven(store: SqlStore, linked: bool) -> None:
    code = dossier_code(UNIT, DAY, 42)
    own = DossierCode("TAM.Q1-261123-0007") if linked else code
    accepted = accepts(store, STRANGER, own)
    if linked:
        with store.write() as work:
            work.dossiers.link_code(accepted.id, code)
    whole = code.text
    assert whole == "H13.552-261123-0042"
    for typed in ("H13.552-261123-0O42", "H13.552-261132-0042", "h13.552-26112-0042", "H13.552-261123-O042"):
        assert codes(store, typed) == [own.text], typed
    assert codes(store, "H13.552-261123-4200") == [], "two slips"
    assert codes(store, "H13.55-2") == [], "not typed to its end"


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("024 3826 1234", ("02438261234", "024 3826 1234", "+842438261234", "842438261234", "+84 24 3826 1234")),
        ("(0299) 3 821 555", ("02993821555", "(0299) 3821555", "0299382155")),
        ("84987654321", ("0987654321", "+84987654321", "84987654321", "0084987654321", "(+84) 987 654 321")),
        ("0084 24 3826 1234", ("02438261234",)),
        ("0912 345 678 / 0987 111 222", ("0912345678", "+84912345678")),
        ("024 3826 1234", ("02438261243", "0243826123", "024382612345")),  # one slip in a landline's number
        ("0912 345 678", ("0912345687", "091234567", "09123456788")),  # and in a mobile's
    ],
)
def test_a_phone_is_found_however_it_was_written_or_is_typed(
    store: SqlStore, kept: str, typed: tuple[str, ...]
) -> None:
    knows(store, replace(SA_RINH, phone=kept))
    for number in typed:
        assert people(store, number) == [SA_RINH.full_name], number


def test_a_personal_number_of_the_province_008_is_no_phone_abroad(store: SqlStore) -> None:
    knows(store, replace(SA_RINH, personal_number=PersonalNumber("008485001234"), phone=""))
    assert people(store, "008485001234") == [SA_RINH.full_name]


def test_a_name_with_the_d_of_another_alphabet_is_found_as_it_is_spoken(store: SqlStore) -> None:
    knows(store, replace(HOA, full_name="\u00d0ặng Thị \u0110ạo"))
    for typed in ("dang thi dao", "Đặng Thị Đạo", "\u00d0ặng"):
        assert len(people(store, typed)) == 1


def test_what_an_earlier_release_found_people_by_is_written_anew(tmp_path: Path) -> None:
    engines = make_engines(tmp_path / "counter.db", bytes(32))
    config = Config()
    config.set_main_option("script_location", str(Path(local_db.__file__).parent / "migrations"))
    row = {"full_name": "\u00d0ặng Hoà", "address": "", "phone": "84987654321", "as_of": "2026-11-23 02:00:00"}
    row |= {"name_key": "\u00f0ang hoa", "phone_digits": "84987654321"}
    with engines.writer.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0024")
        for person in range(2001):  # more than two batches
            values = {**row, "person": f"094{person:09d}"}
            columns = ", ".join(values), ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO citizens ({columns[0]}) VALUES ({columns[1]})"), values)
        command.upgrade(config, "head")
        kept = connection.execute(text("SELECT DISTINCT name_key, phone_digits FROM citizens")).all()
        assert [tuple(row) for row in kept] == [("dang hoa", "0987654321")]
        assert connection.scalars(text("SELECT name_key FROM search_names")).all() == ["dang hoa"]
    engines.dispose()
