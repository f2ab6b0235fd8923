"""Whose dossier it is, and who hands it in: organisations, children without a number, foreigners, whoever is
authorised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.citizen import Citizen, PartialDate, PersonalNumber, Sex
from counter_app.domain.dossier import Captured, Dossier, LookUpState, Row, Taken
from counter_app.domain.errors import (
    BadEnterpriseCode,
    BadPassportNumber,
    NotAPassport,
    OwnerIsApplicant,
    PapersMissing,
)
from counter_app.domain.party import (
    Behalf,
    Child,
    EnterpriseCode,
    Foreigner,
    OnBehalf,
    Organisation,
    PassportNumber,
    Relation,
    at_home,
    relations_on,
    written_name,
)
from counter_app.domain.passport import begins_a_passport, is_passport, parse_passport, passport_lines
from counter_app.domain.units import Commune
from resources import relations
from tests.domain import dossiers

TODAY = date(2026, 11, 23)
SPECIMEN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<", "L898902C36UTO7408122F1204159ZE184226B<<<<<10"  # ICAO 9303
OWNER = Citizen(PersonalNumber("094085001234"), "Lâm Văn Tân", address="Khóm 5")
VIETTEL, VINAMILK = "0100109106", "0300588569"


def relation(code: str, kind: Behalf = Behalf.PERSON) -> Relation:
    return next(one for one in relations_on(relations(), kind, TODAY) if one.code == code)


AUTHORISED = OnBehalf(OWNER, relation("uy-quyen"))


# --- numbers -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", [VIETTEL, VINAMILK, "0100109106-001", "0100109106001", " 0100 109 106 "])
def test_an_enterprise_code_is_read_as_people_write_it(typed: str) -> None:
    code = EnterpriseCode.of(typed).value
    assert code.replace("-", "") == "".join(typed.split()).replace("-", "")
    assert len(code) == 10 or code[10] == "-"


@given(at=st.integers(0, 9), by=st.integers(1, 9))
def test_one_wrong_digit_of_an_enterprise_code_is_told(at: int, by: int) -> None:
    wrong = f"{VIETTEL[:at]}{(int(VIETTEL[at]) + by) % 10}{VIETTEL[at + 1 :]}"
    with pytest.raises(BadEnterpriseCode) as told:
        EnterpriseCode.of(wrong)
    assert told.value.facts["why"] == "check"


@pytest.mark.parametrize(("typed", "why"), [("010010910", "digits"), ("abc", "digits"), ("094190004321", "personal")])
def test_what_is_no_enterprise_code_says_why(typed: str, why: str) -> None:
    with pytest.raises(BadEnterpriseCode) as told:
        EnterpriseCode.of(typed)
    assert told.value.facts["why"] == why


def test_a_passport_s_number_is_kept_in_capitals_and_never_shown_whole_by_accident() -> None:
    number = PassportNumber.of("l898 902c3")
    assert number.value == "L898902C3"
    assert "898902" not in repr(number)
    for wrong in ("", "ABCDEF", "12", "A" * 13 + "1", "Hộ1chiếu"):
        with pytest.raises(BadPassportNumber):
            PassportNumber.of(wrong)


def test_the_passport_of_the_standard_is_read() -> None:
    text = "\r\n".join(SPECIMEN)
    assert is_passport(text)
    assert begins_a_passport(SPECIMEN[0])
    read = parse_passport(text, TODAY)
    assert read.expired
    assert read.holder == Foreigner(
        PassportNumber("L898902C3"),
        "ERIKSSON ANNA MARIA",
        "UTO",
        PartialDate(1974, 8, 12),
        Sex.FEMALE,
        date(2012, 4, 15),
    )


@given(at=st.sampled_from([*range(10), *range(13, 20), *range(21, 28), 43]), by=st.integers(1, 9))
def test_one_wrong_character_of_a_passport_s_second_line_is_refused(at: int, by: int) -> None:
    char = SPECIMEN[1][at]
    if not char.isdigit():
        return
    second = f"{SPECIMEN[1][:at]}{(int(char) + by) % 10}{SPECIMEN[1][at + 1 :]}"
    with pytest.raises(NotAPassport):
        parse_passport(SPECIMEN[0] + second, TODAY)


def test_what_is_printed_is_read_back_and_one_of_our_own_is_sent_to_the_card() -> None:
    holder = Foreigner(
        PassportNumber("X1234567"), "MEAS SOPHEA", "KHM", PartialDate(1999, 1, 31), Sex.MALE, date(2031, 5, 6)
    )
    assert parse_passport("".join(passport_lines(holder)), TODAY).holder == holder
    with pytest.raises(NotAPassport) as told:
        parse_passport("".join(passport_lines(replace(holder, nationality="VNM"))), TODAY)
    assert told.value.facts["why"] == "own"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("thạch thị sa rinh", "Thạch Thị Sa Rinh"),
        ("LÂM VĂN ĐỨC", "Lâm Văn Đức"),
        ("nguyễn  thị ánh", "Nguyễn Thị Ánh"),
        ("h'hen niê", "H'Hen Niê"),
        ("y-bhăm êban", "Y-Bhăm Êban"),
        ("McDonald anna", "McDonald Anna"),
    ],
)
def test_a_child_s_name_is_written_by_custom(typed: str, written: str) -> None:
    assert written_name(typed) == written
    assert written_name(written) == written


def test_an_address_of_before_names_its_commune_of_today_once() -> None:
    today = Commune("31507", "Phường Sóc Trăng")
    old = replace(OWNER, address="Khóm 5, Phường 5, TP. Sóc Trăng, Sóc Trăng", commune=today)
    assert at_home(old).endswith("(nay thuộc Phường Sóc Trăng)")
    assert at_home(replace(old, address="Khóm 5, phường Sóc Trăng, Cần Thơ")) == "Khóm 5, phường Sóc Trăng, Cần Thơ"


# --- the dossier ---------------------------------------------------------------------------------------


def begun() -> Dossier:
    """Papers of the applicant are held, and one is taken."""
    asked = dossiers.procedure(dossiers.component("ket-hon"), dossiers.component("to-khai"))
    here = dossiers.dossier(dossiers.paper("ket-hon"), of=asked)
    assert here.offered
    return here.take_all()


def test_handing_in_for_another_asks_for_what_proves_it_and_drops_what_was_taken_of_oneself() -> None:
    mine = begun()
    theirs = mine.for_owner(AUTHORISED)
    assert theirs.holder == OWNER.personal_number
    assert not theirs.held
    assert not any(isinstance(one, Taken) for one in theirs.settlements)
    assert theirs.look_up is LookUpState.NOT_ASKED
    assert "uy-quyen" in [one.code for one in theirs.missing]
    with pytest.raises(PapersMissing):
        theirs.capture(mine.required[0].code, ("a" * 64,)).must_be_acceptable()


def test_the_authorisation_is_a_component_like_any_other() -> None:
    theirs = begun().for_owner(AUTHORISED)
    for component in theirs.missing:
        theirs = theirs.capture(component.code, ("a" * 64,))
    theirs.must_be_acceptable()
    assert isinstance(theirs.settlement("uy-quyen"), Captured)
    assert theirs.procedure is not None
    assert theirs.row(theirs.procedure.component("uy-quyen")) is Row.CAPTURED


def test_it_is_asked_for_whatever_comes_first_and_whatever_is_ticked_out() -> None:
    other = dossiers.procedure(dossiers.component("ly-hon"))
    theirs = begun().for_owner(AUTHORISED).choose(other)
    assert "uy-quyen" in [one.code for one in theirs.missing]
    assert "uy-quyen" in [one.code for one in theirs.need("uy-quyen", False).missing]
    own = theirs.for_owner(None)
    assert "uy-quyen" not in [one.code for one in own.missing]


def test_a_representative_and_a_parent_need_no_paper_for_it() -> None:
    company = Organisation(EnterpriseCode(VIETTEL), "Công ty")
    child = Child("Thạch Thị Sa Mol", PartialDate(2026, 11, 20))
    for behalf in (
        OnBehalf(company, relation("dai-dien", Behalf.ORGANISATION)),
        OnBehalf(child, relation("cha-me", Behalf.CHILD)),
    ):
        assert [one.code for one in begun().for_owner(behalf).required] == [one.code for one in begun().required]


def test_whose_papers_are_looked_up() -> None:
    """The owner's; a newborn's are the parent's who brings it; an organisation, a foreigner has none by a number."""
    mine = begun()
    assert mine.applicant is not None
    parent = mine.holder
    assert parent is not None
    child = mine.for_owner(OnBehalf(Child("An", PartialDate(2026)), relation("cha-me", Behalf.CHILD)))
    assert child.holder == parent
    assert child.settlements == mine.settlements
    company = Organisation(EnterpriseCode(VIETTEL), "Công ty")
    assert mine.for_owner(OnBehalf(company, relation("dai-dien", Behalf.ORGANISATION))).holder is None
    foreigner = replace(mine, applicant=Foreigner(PassportNumber("X1234567"), "MEAS SOPHEA"))
    assert foreigner.holder is None


def test_nobody_hands_in_for_oneself() -> None:
    mine = begun()
    assert isinstance(mine.applicant, Citizen)
    with pytest.raises(OwnerIsApplicant):
        mine.for_owner(OnBehalf(replace(mine.applicant, full_name="Khác"), relation("uy-quyen")))


@given(here=dossiers.dossiers())
def test_for_another_and_back_leaves_nothing_of_anybody_else_s(here: Dossier) -> None:
    back = here.for_owner(AUTHORISED).for_owner(None)
    assert back.holder == here.holder
    assert not back.held
    assert {one.component for one in back.settlements} <= {one.component for one in here.settlements}
    assert not any(isinstance(one, Taken) for one in back.settlements)


@pytest.mark.parametrize("kind", list(Behalf))
def test_every_kind_of_owner_has_relations_with_their_law(kind: Behalf) -> None:
    known = relations_on(relations(), kind, TODAY)
    assert known
    assert all(one.words and one.basis for one in known)
    assert len({one.code for one in known}) == len(known)
    assert not relations_on(relations(), kind, date(2000, 1, 1))
