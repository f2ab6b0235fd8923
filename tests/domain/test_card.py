"""The citizen card's text: what reception reads from each variant in use, and what it says about odd ones."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.card import CardReading, CardWarning, parse_card
from counter_app.domain.citizen import PartialDate, PersonalNumber, Sex
from counter_app.domain.errors import BadPersonalNumber, NotACitizenCard

W = CardWarning
NAME, HOME = "Thạch Thị Sa Rinh", "Ấp 1, Tài Văn, Trần Đề, Sóc Trăng"
PLAIN = f"094190004321|365123456|{NAME}|02091990|Nữ|{HOME}|10052021"

# text, old number, birth, issue date, extras, warnings; all else is as in PLAIN
VARIANTS = {
    "2021 card, seven fields": (PLAIN, "365123456", "1990-09-02", "2021-05-10", (), ()),
    "old number empty": (PLAIN.replace("365123456", ""), None, "1990-09-02", "2021-05-10", (), ()),
    "six fields, no old number": (PLAIN.replace("365123456|", ""), None, "1990-09-02", "2021-05-10", (), ()),
    "issue date empty": (PLAIN.replace("10052021", ""), "365123456", "1990-09-02", None, (), ()),
    "issue date's field missing": (PLAIN.removesuffix("|10052021"), "365123456", "1990-09-02", None, (), ()),
    "five fields": (f"094190004321|{NAME}|02091990|Nữ|{HOME}", None, "1990-09-02", None, (), ()),
    "2024 card with parents": (
        PLAIN + "|Thạch Sóc|Lâm Thị Thu||365999888",
        "365123456",
        "1990-09-02",
        "2021-05-10",
        ("Thạch Sóc", "Lâm Thị Thu", "365999888"),
        (),
    ),
    "day unknown": (PLAIN.replace("02091990", "00091990"), "365123456", "1990-09", "2021-05-10", (), ()),
    "only the year known": (PLAIN.replace("02091990", "00001990"), "365123456", "1990", "2021-05-10", (), ()),
    "day without a month": (PLAIN.replace("02091990", "02001990"), "365123456", "1990", "2021-05-10", (), ()),
    "issue date with 00": (PLAIN.replace("10052021", "00002021"), "365123456", "1990-09-02", "2021", (), ()),
    "no such day": (
        PLAIN.replace("02091990", "31021990"),
        "365123456",
        None,
        "2021-05-10",
        (),
        (W.BIRTH_DATE_UNREADABLE,),
    ),
    "no birth date": (PLAIN.replace("02091990", ""), "365123456", None, "2021-05-10", (), (W.BIRTH_DATE_UNREADABLE,)),
    "no such issue day": (
        PLAIN.replace("10052021", "99992021"),
        "365123456",
        "1990-09-02",
        None,
        (),
        (W.ISSUE_DATE_UNREADABLE,),
    ),
    "old number damaged": (
        PLAIN.replace("365123456", "36512O456"),
        None,
        "1990-09-02",
        "2021-05-10",
        (),
        (W.OLD_NUMBER_UNREADABLE,),
    ),
    "twelve digits as old number": (
        PLAIN.replace("365123456", "094190000001"),
        "094190000001",
        "1990-09-02",
        "2021-05-10",
        (),
        (),
    ),
    "wedge: Enter behind, mark in front": (
        "\ufeff" + PLAIN + "\r\n",
        "365123456",
        "1990-09-02",
        "2021-05-10",
        (),
        (),
    ),
    "marks written apart (NFD)": (
        unicodedata.normalize("NFD", PLAIN),
        "365123456",
        "1990-09-02",
        "2021-05-10",
        (),
        (),
    ),
    "capital letters for the sex": (
        PLAIN.replace("|Nữ|", "|NỮ|"),
        "365123456",
        "1990-09-02",
        "2021-05-10",
        (),
        (),
    ),
    "a bar in the address": (
        PLAIN.replace("Ấp 1, Tài Văn", "Ấp 1|Tài Văn"),
        "365123456",
        "1990-09-02",
        "2021-05-10",
        (),
        (),
    ),
    "birth year against the number": (
        PLAIN.replace("02091990", "02091991"),
        "365123456",
        "1991-09-02",
        "2021-05-10",
        (),
        (W.YEAR_DISAGREES,),
    ),
    "province unknown": (
        "999" + PLAIN[3:],
        "365123456",
        "1990-09-02",
        "2021-05-10",
        (),
        (W.PROVINCE_UNKNOWN,),
    ),
    "damaged woman": (
        PLAIN.replace("|Nữ|", "|N\ufffd|"),
        "365123456",
        "1990-09-02",
        "2021-05-10",
        (),
        (W.SEX_UNREADABLE, W.TEXT_DAMAGED),
    ),
}


@pytest.mark.parametrize(("text", "old", "born", "issued", "extra", "warnings"), VARIANTS.values(), ids=VARIANTS.keys())
def test_each_variant_of_the_card_is_read(
    text: str, old: str | None, born: str | None, issued: str | None, extra: tuple[str, ...], warnings: tuple[W, ...]
) -> None:
    card = parse_card(text)
    assert card.full_name == NAME
    assert card.address == HOME
    assert card.sex is Sex.FEMALE
    assert card.personal_number.value[3:] == "190004321"
    assert card.old_number == old
    assert (card.birth_date and card.birth_date.iso()) == born
    assert (card.issue_date and card.issue_date.iso()) == issued
    assert card.extra == extra
    assert set(card.warnings) == set(warnings)


def test_a_man_on_a_woman_number_is_a_warning() -> None:
    assert parse_card(PLAIN.replace("Nữ", "Nam")).warnings == (W.SEX_DISAGREES,)


def test_a_sex_that_nobody_can_read_stays_unknown() -> None:
    card = parse_card(PLAIN.replace("|Nữ|", "|?|"))
    assert card.sex is None
    assert card.warnings == (W.SEX_UNREADABLE,)


def test_a_missing_name_is_a_warning() -> None:
    card = parse_card(PLAIN.replace(NAME, ""))
    assert card.full_name == ""
    assert card.warnings == (W.NAME_MISSING,)


def test_damage_in_the_name_is_kept_for_the_clerk_to_mend() -> None:
    card = parse_card(PLAIN.replace("Thạch", "Th\ufffdch"))
    assert card.full_name == "Th\ufffdch Thị Sa Rinh"
    assert card.warnings == (W.TEXT_DAMAGED,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "094190004321",
        "H13.507-261123-0042",
        "DN4949420000123|4e677579e1bb856e|01/01/1990|1|4e67|94-001",  # the health insurance card
        "094190004321|4e677579e1bb856e|01/01/1990|1|4e67|94-001",  # one whose number is the personal number
        PLAIN[1:],
        "０９４１９０００４３２１" + PLAIN[12:],  # digits, but not ASCII ones
        "https://example.vn/?q=094190004321|a|b",
    ],
)
def test_what_is_no_card_is_refused_without_quoting_it(text: str) -> None:
    with pytest.raises(NotACitizenCard) as refused:
        parse_card(text)
    assert "4321" not in str(refused.value)
    assert refused.value.facts.keys() <= {"why"}
    assert refused.value.facts.get("why", "") in ("", "vneid", "insurance", "link")


numbers = st.from_regex(r"[0-9]{12}", fullmatch=True)
dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(numbers, st.sampled_from(["", "365123456"]), dates, st.sampled_from(["Nam", "Nữ"]), dates)
def test_a_plain_card_is_read_back_whatever_it_says(number: str, old: str, born: date, sex: str, issued: date) -> None:
    card = parse_card(f"{number}|{old}|{NAME}|{born:%d%m}{born.year:04d}|{sex}|{HOME}|{issued:%d%m}{issued.year:04d}")
    assert card.personal_number == PersonalNumber(number)
    assert card.old_number == (old or None)
    assert card.birth_date == PartialDate.from_date(born)
    assert card.sex == sex
    assert card.issue_date == PartialDate.from_date(issued)
    assert card.citizen().address == HOME


@given(numbers, st.lists(st.text(max_size=20), max_size=12))
def test_any_text_is_read_or_refused_and_nothing_else(number: str, fields: list[str]) -> None:
    try:
        card = parse_card("|".join([number, *fields]))
    except NotACitizenCard:
        return
    assert isinstance(card, CardReading)
    assert card.full_name == unicodedata.normalize("NFC", card.full_name)
    assert number not in repr(card)


@given(st.text())
def test_only_a_text_with_a_number_in_front_is_a_card(text: str) -> None:
    try:
        card = parse_card(text)
    except NotACitizenCard:
        return
    assert card.personal_number.value in text


@given(numbers)
def test_a_personal_number_masks_itself_wherever_it_is_shown_by_accident(value: str) -> None:
    number = PersonalNumber(value)
    card = parse_card(value + PLAIN[12:])
    shown = [repr(number), str(number), f"{number}", f"{number!r}", repr([number]), repr(card), repr(card.citizen())]
    assert not any(value in text or value[3:10] in text for text in shown)
    assert NAME not in repr(card) + repr(card.citizen())
    assert number.masked[:3] == value[:3]
    assert number.masked[-2:] == value[-2:]


@pytest.mark.parametrize(
    "typed", ["", "09419000432", "0941900043210", "09419000432x", "094190004321\n", "０９４１９０００４３２１"]
)
def test_a_number_that_is_not_twelve_digits_is_refused(typed: str) -> None:
    with pytest.raises(BadPersonalNumber) as refused:
        PersonalNumber(typed)
    assert not typed or typed not in str(refused.value)


@pytest.mark.parametrize(
    ("number", "sex", "year"),
    [
        ("094090123456", Sex.MALE, 1990),
        ("001193000001", Sex.FEMALE, 1993),
        ("092205000001", Sex.MALE, 2005),
        ("093312000001", Sex.FEMALE, 2012),
        ("096401000001", Sex.MALE, 2101),
    ],
)
def test_the_number_tells_sex_and_birth_year(number: str, sex: Sex, year: int) -> None:
    assert (PersonalNumber(number).sex, PersonalNumber(number).birth_year) == (sex, year)


@pytest.mark.parametrize(
    ("text", "address", "issued", "extra", "warning"),
    [
        ("094090123456||N V A|01011990|Nam|Ấp 1||Cha|Me|366123456|01011960", "Ấp 1", None, 4, None),
        ("094190123456||N T B||N\ufffd|Ấp 1|10052021", "Ấp 1", "2021-05-10", 0, CardWarning.BIRTH_DATE_UNREADABLE),
        ("094090123456||N V A|01011990|Ấp 1|10052021", "Ấp 1", "2021-05-10", 0, CardWarning.SEX_UNREADABLE),
        ("094090123456||N V A|01011990|Nam|Ấp 1|1005202", "Ấp 1", None, 0, CardWarning.ISSUE_DATE_UNREADABLE),
    ],
    ids=["an empty issue date ends the address", "a damaged sex", "no field for the sex", "a digit lost"],
)
def test_a_card_with_a_field_lost_or_damaged_keeps_the_others_in_their_places(
    text: str, address: str, issued: str | None, extra: int, warning: CardWarning | None
) -> None:
    card = parse_card(text)
    assert card.address == address
    assert (card.issue_date.iso() if card.issue_date else None) == issued
    assert len(card.extra) == extra
    assert warning is None or warning in card.warnings


OTHER_CODES = [
    ("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzaWQiOiJhOWYxIn0.c2lnbmF0dXJl", "vneid"),
    ("https://vneid.gov.vn/share/9f2c", "vneid"),
    ("QmFzZTY0IG9mIGEgdG9rZW4gdGhhdCBub2JvZHkgaGVyZSBjYW4gcmVhZA==", "vneid"),
    ("DN4790000012345|4cc3a2m|01/01/1990", ""),
    ("DN4790000012345|4cc3a26d|01/01/1990|1", "insurance"),
    ("https://dichvucong.gov.vn/p/home", "link"),
    ("H13.507-261123-0042", ""),
]


@pytest.mark.parametrize(("text", "why"), OTHER_CODES)
def test_what_is_no_card_is_told_apart_without_a_word_of_it(text: str, why: str) -> None:
    with pytest.raises(NotACitizenCard) as refused:
        parse_card(text)
    assert refused.value.facts.get("why", "") == why
    assert text[:12] not in str(refused.value)
