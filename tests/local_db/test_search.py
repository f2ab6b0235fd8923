"""Whoever stands at the counter is found by the few letters or digits that a clerk types, and nobody else first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, text, update

import local_db
from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber
from counter_app.domain.codes import DossierCode, dossier_code
from counter_app.domain.dossier import Honest
from counter_app.domain.errors import BrokenPromise
from counter_app.domain.query import read_query
from counter_app.domain.text import name_key
from counter_app.ports import AcceptedDossier
from local_db import tables
from local_db.engine import make_engines
from local_db.search import SqlSearch
from local_db.store import SqlStore
from tests.local_db.samples import CLERK, DAY, NOW, UNIT, draft, receipt
from tests.local_db.site_store import open_on_a_server
from tests.services.postgres import PostgresServer
from tests.services.store import make_store
from tests.services.store_kinds import BOTH

SA_RINH = Citizen(PersonalNumber("094190004321"), "Thạch Thị Sa Rinh", PartialDate(1990, 9, 2), phone="0912 345 678")
HOA = Citizen(PersonalNumber("094185000017"), "Đặng Thị Kim Hoà", PartialDate(1985), old_number="361234567")
DAO = Citizen(PersonalNumber("094201000033"), "Sơn Thị Đạo", PartialDate(2001, 5))
TEO = Citizen(PersonalNumber("094088000051"), "Nguyễn Văn Tèo", PartialDate(1988, 1, 1), phone="+84 987 654 321")
STRANGER = Citizen(PersonalNumber("092088003456"), "Thạch Sa Rương", PartialDate(1988), address="Thốt Nốt")


@pytest.fixture(scope="module", params=BOTH)
def commune(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlStore]:
    """A store of either kind that knows four citizens, for whoever only reads."""
    folder = tmp_path_factory.mktemp("commune") / "store"
    if request.param == BOTH[0]:
        store = make_store(folder)
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        store = open_on_a_server(server.engine(server.new_database()), folder)
    knows(store)
    yield store
    store.close()


def knows(store: SqlStore, *citizens: Citizen) -> None:
    with store.write() as work:
        work.register.put_citizens(citizens or (SA_RINH, HOA, DAO, TEO), NOW)


def accepts(store: SqlStore, applicant: Citizen, code: DossierCode) -> AcceptedDossier:
    opened = draft()
    dossier = replace(opened.dossier, id=uuid4(), applicant=applicant)
    accepted = AcceptedDossier(
        dossier.id, uuid4(), code, replace(receipt(code, None), applicant=applicant), NOW, Honest.SAVED
    )
    with store.write() as work:
        work.drafts.save(replace(opened, dossier=dossier))
        work.dossiers.add(dossier, accepted)
    return accepted


def people(store: SqlStore, typed: str, limit: int = 20) -> list[str]:
    query = read_query(typed)
    assert query is not None
    return [found.citizen.full_name for found in store.search.people(query, limit).items]


def codes(store: SqlStore, typed: str, clerk: str | None = None) -> list[str]:
    query = read_query(typed)
    assert query is not None
    return [found.dossier.code.text for found in store.search.dossiers(query, 20, clerk).items]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("thach", SA_RINH),
        ("THẠCH THỊ", SA_RINH),
        ("sa rinh", SA_RINH),
        ("rinh tha", SA_RINH),
        ("dang thi", HOA),
        ("kim hòa", HOA),
        ("kim hoà", HOA),
        ("Đa\u0323o", DAO),
        ("đao", DAO),
        ("son dao 2001", DAO),
        ("dao 05/2001", DAO),
        ("thach 2/9/1990", SA_RINH),
        ("0941900", SA_RINH),
        ("094 190 004 321", SA_RINH),
        ("361234567", HOA),
        ("3612", HOA),
        ("0912345678", SA_RINH),
        ("0912.345", SA_RINH),
        ("+84912345678", SA_RINH),
        ("0987654", TEO),
        ("1990", SA_RINH),
    ],
)
def test_a_citizen_is_found_by(commune: SqlStore, typed: str, who: Citizen) -> None:
    assert people(commune, typed) == [who.full_name]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("thcah sa rinh", SA_RINH),
        ("thach sa rin5h", SA_RINH),
        ("tach thi sa rinh", SA_RINH),
        ("thachh thi", SA_RINH),
        ("thachthi sa", SA_RINH),
        ("tha ch thi sa", SA_RINH),
        ("thachbthi sa", SA_RINH),
        ("thacht hi sa", SA_RINH),
        ("thac hthi sa", SA_RINH),
        ("thach thi da rinh", SA_RINH),
        ("nguyem van", TEO),
        ("094190004312", SA_RINH),
        ("09419004321", SA_RINH),
        ("0941900043211", SA_RINH),
        ("361234576", HOA),
        ("0912345687", SA_RINH),
    ],
)
def test_one_slip_of_the_finger_is_forgiven(commune: SqlStore, typed: str, who: Citizen) -> None:
    query = read_query(typed)
    assert query is not None
    found = commune.search.people(query, 20).items
    assert who in [each.citizen for each in found]
    assert all(each.slip for each in found if each.citizen == who)


@pytest.mark.parametrize(
    "typed", ["thcha sa rihn", "zzzz", "099999999999", "1890", "thach 1991", '"* OR', "a' OR 1=1 --"]
)
def test_nobody_is_found_for_two_slips_or_what_is_no_name(commune: SqlStore, typed: str) -> None:
    assert people(commune, typed) == []


def test_an_identity_number_typed_to_its_end_names_its_bearer_alone(store: SqlStore) -> None:
    """Of the two cards: a shorter number still fits all that begin so."""
    begins_so = Citizen(PersonalNumber("361234567999"), "Lê Văn Khác")
    knows(store, HOA, begins_so)
    accepts(store, replace(STRANGER, old_number="361234567"), dossier_code(UNIT, DAY, 1))
    assert people(store, "36123456") == ["Lê Văn Khác", "Đặng Thị Kim Hoà", "Thạch Sa Rương"]
    assert people(store, "361234567") == ["Đặng Thị Kim Hoà", "Thạch Sa Rương"]
    assert people(store, "3612345679") == ["Lê Văn Khác"]
    assert people(store, STRANGER.personal_number.value) == ["Thạch Sa Rương"]


def test_a_search_after_the_store_was_closed_is_refused(tmp_path: Path) -> None:
    store = make_store(tmp_path / "store")
    knows(store)
    assert people(store, "094190004321") == ["Thạch Thị Sa Rinh"]
    store.close()
    with pytest.raises(BrokenPromise):
        people(store, "094190004321")


def test_what_begins_as_typed_stands_before_the_same_words_in_another_order(store: SqlStore) -> None:
    names = ("Lê Văn An", "Trần An Lê", "Lê An", "Lê Ánh")
    knows(store, *(Citizen(PersonalNumber(f"0940900000{at:02d}"), name) for at, name in enumerate(names)))
    assert people(store, "le an") == ["Lê An", "Lê Ánh", "Lê Văn An", "Trần An Lê"]


def test_citizens_of_the_commune_stand_before_applicants_from_elsewhere_even_for_a_nearer_match(
    store: SqlStore,
) -> None:
    knows(store)
    accepts(store, STRANGER, dossier_code(UNIT, DAY, 1))
    accepts(store, SA_RINH, dossier_code(UNIT, DAY, 2))
    query = read_query("sa r")
    assert query is not None
    assert [(each.citizen.full_name, each.own) for each in store.search.people(query, 20).items] == [
        ("Thạch Thị Sa Rinh", True),
        ("Thạch Sa Rương", False),
    ]
    assert [each.citizen for each in store.search.people(query, 20, applicants=False).items] == [SA_RINH]


def test_an_applicant_is_a_citizen_once_the_province_says_so_and_a_stranger_again_when_it_no_longer_does(
    store: SqlStore,
) -> None:
    accepts(store, SA_RINH, dossier_code(UNIT, DAY, 1))
    for here, own in ((True, True), (False, False)):
        if here:
            knows(store, SA_RINH)
        else:
            with store._engines.writer.begin() as connection:
                connection.execute(delete(tables.citizens))
        for typed in ("sa rinh", "rinh thach", "0941900", "0912345678", "sa rimh"):
            query = read_query(typed)
            assert query is not None
            assert [(found.citizen, found.own) for found in store.search.people(query, 20).items] == [(SA_RINH, own)]


def test_a_list_that_is_cut_says_that_there_are_more(store: SqlStore) -> None:
    knows(store, *(Citizen(PersonalNumber(f"0940900000{at:02d}"), "Nguyễn Văn Hai") for at in range(30)))
    query = read_query("nguyen van")
    assert query is not None
    cut, whole = store.search.people(query, 20), store.search.people(query, 30)
    assert (len(cut.items), cut.more) == (20, True)
    assert (len(whole.items), whole.more) == (30, False)


@pytest.mark.parametrize(
    "typed",
    [
        "0042",
        "42",
        "261123-0042",
        "H13.552-261123-0042",
        "h13.552-2611",
        "tam.q1-261123",
        "0007",
        "sa rinh",
        "094190004321",
    ],
)
def test_a_dossier_is_found_by_its_code_its_tail_the_one_before_it_was_linked_or_its_applicant(
    store: SqlStore, typed: str
) -> None:
    knows(store)
    accepted = accepts(store, SA_RINH, DossierCode("TAM.Q1-261123-0007"))
    accepts(store, HOA, dossier_code("H13.777", date(2026, 11, 20), 18))
    with store.write() as work:
        work.dossiers.link_code(accepted.id, dossier_code(UNIT, DAY, 42))
    assert codes(store, typed) == ["TAM.Q1-261123-0007"]


def test_of_two_dossiers_with_one_tail_the_later_stands_first(store: SqlStore) -> None:
    for day in (19, 20, 18):
        accepts(store, SA_RINH, dossier_code(UNIT, date(2026, 11, day), 42))
    assert codes(store, "0042") == [f"{UNIT}-2611{day}-0042" for day in (18, 20, 19)]


def test_who_may_not_read_the_register_finds_only_dossiers_received_personally(store: SqlStore) -> None:
    accepts(store, SA_RINH, dossier_code(UNIT, DAY, 42))
    assert codes(store, "0042", CLERK) == codes(store, "0042") != []
    assert codes(store, "0042", "clerk-2") == []


def test_a_citizen_who_was_renamed_is_found_by_the_new_name_only(store: SqlStore) -> None:
    knows(store, SA_RINH)
    knows(store, replace(SA_RINH, full_name="Thạch Thị Sa Mol", phone=""))
    assert people(store, "sa mol") == ["Thạch Thị Sa Mol"]
    assert people(store, "sa rinh") == people(store, "0912345678") == []


def test_a_store_of_an_earlier_release_is_found_in_once_it_was_brought_up_to_date(tmp_path: Path) -> None:
    engines = make_engines(tmp_path / "counter.db", bytes(32))
    config = Config()
    config.set_main_option("script_location", str(Path(local_db.__file__).parent / "migrations"))
    row = {"full_name": "Đặng Thị Hoà", "address": "", "phone": "+84 912 345 678", "as_of": "2026-11-23 02:00:00"}
    with engines.writer.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        for person in range(5001):  # more than one batch
            values = {**row, "person": f"094{person:09d}"}
            columns = ", ".join(values), ", ".join(f":{name}" for name in values)
            connection.execute(text(f"INSERT INTO citizens ({columns[0]}) VALUES ({columns[1]})"), values)
        command.upgrade(config, "head")
    search = SqlSearch(engines.reader, tmp_path)
    for typed in ("dang thi hoa", "hoa dang", "0912345678", "094000005000", "dang htí"):
        query = read_query(typed)
        assert query is not None
        assert search.people(query, 20).items[0].citizen.full_name == "Đặng Thị Hoà"
    engines.dispose()


# --- the index is what the tables say, whatever happened ------------------------------------------------

_names = st.sampled_from(["Lê Hoà", "Lê Hòa", "Đỗ Thị Be", "  ", "Sơn Sà Rây", "Ñí 3", "ស្រី", "O'Brien", "a\x00b"])
_numbers = st.sampled_from([f"09409000000{at}" for at in range(4)])
_steps = st.lists(
    st.tuples(
        st.sampled_from(["put", "accept", "drop citizen", "drop dossier", "rename"]), _numbers, _names, st.booleans()
    ),
    max_size=14,
)


def index_is_true(store: SqlStore) -> None:
    with store._engines.reader.begin() as connection:
        names = set(connection.scalars(text("SELECT name_key FROM citizens UNION SELECT name_key FROM dossiers"))) - {
            ""
        }
        assert set(connection.scalars(text("SELECT name_key FROM search_names"))) == names
        terms = set(connection.scalars(text("SELECT term FROM search_terms")))
        assert terms == {word for name in names for word in name.split()}
        full = set(connection.scalars(text("SELECT full_name FROM citizens UNION SELECT full_name FROM dossiers")))
        assert names == {name_key(name) for name in full} - {""}
        columns = "entry, person, name_key, old_number, phone_digits, birth_date"
        strangers = text(f"SELECT {columns} FROM dossiers WHERE person NOT IN (SELECT person FROM citizens)")
        assert set(connection.execute(text(f"SELECT {columns} FROM search_strangers"))) == set(
            connection.execute(strangers)
        )
    with store._engines.writer.begin() as connection:
        connection.execute(text("INSERT INTO search_words (search_words, rank) VALUES ('integrity-check', 1)"))


@settings(max_examples=15, deadline=None)
@given(_steps)
def test_the_index_equals_the_tables_after_any_sequence_of_writes_and_roll_backs(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, str, bool]]
) -> None:
    store = make_store(tmp_path_factory.mktemp("any") / "store")
    try:
        for serial, (what, number, name, fails) in enumerate(steps, start=1):
            with suppress(ZeroDivisionError):
                _step(store, what, Citizen(PersonalNumber(number), name), serial, fails)
        index_is_true(store)
    finally:
        store.close()


def _step(store: SqlStore, what: str, citizen: Citizen, serial: int, fails: bool) -> None:
    person = citizen.personal_number.value
    if what == "put":
        with store.write() as work:
            work.register.put_citizens([citizen], NOW)
            if fails:
                raise ZeroDivisionError
    elif what == "accept":
        accepts(store, citizen, dossier_code(UNIT, DAY, serial))
    else:
        with store._engines.writer.begin() as connection:
            c, d = tables.citizens.c, tables.dossiers.c
            if what == "drop citizen":
                connection.execute(delete(tables.citizens).where(c.person == person))
            elif what == "rename":
                new = {"full_name": citizen.full_name, "name_key": name_key(citizen.full_name)}
                connection.execute(update(tables.citizens).where(c.person == person).values(**new))
            else:
                gone = tables.dossiers.select().with_only_columns(d.id).where(d.person == person)
                papers = tables.dossier_papers
                connection.execute(delete(papers).where(papers.c.dossier_id.in_(gone)))
                connection.execute(delete(tables.dossiers).where(d.person == person))
            if fails:
                raise ZeroDivisionError
