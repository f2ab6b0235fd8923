"""Logging in without a line; wrong words slow down and never shut out; the screen locks and opens again."""

from __future__ import annotations

import pytest

from counter_app.domain.errors import (
    AccountsKnown,
    AccountWithdrawn,
    BadFirstPerson,
    BadPin,
    NoAccounts,
    NotLoggedIn,
    PassWordNeeded,
    TooManyTries,
    WrongPin,
    WrongWord,
)
from counter_app.domain.people import FOR_AN_ACCOUNT, FOR_THE_PC, is_pin, is_verifier
from counter_app.pass_words import Argon2PassWords
from counter_app.use_cases.first_person import LetInFirst
from counter_app.use_cases.log_in import NOBODY, LogIn, Waits
from counter_app.use_cases.session import SHELL, Session
from tests.staff import WORD, employ, staff, withdraw
from tests.use_cases.reception import COUNTER, Reception


@pytest.fixture
def door(reception: Reception) -> Reception:
    """A counter that has its accounts, with nobody at it."""
    employ(reception.store)
    reception.session.close()
    return reception


def wrong(door: Reception, times: int, user_name: str = "nguyet") -> None:
    """So many wrong words, each as soon as it is looked at."""
    for _ in range(times):
        door.ticking.seconds += FOR_AN_ACCOUNT.most
        with pytest.raises(WrongWord):
            door.desk.log_in(user_name, "not it")


def said(door: Reception) -> list[tuple[str, str]]:
    return [(line.who, line.what) for line in reversed(door.audit())]


def test_the_first_log_in_needs_no_line(door: Reception) -> None:
    assert door.desk.log_in.door().anyone
    assert door.desk.log_in(" Nguyet ", WORD).name == "Trần Thị Minh Nguyệt"
    assert door.session.who == "cb-nguyet"
    assert door.desk.log_in.door().last == staff()["nguyet"].account
    assert said(door) == [("cb-nguyet", "logged-in")]


def test_an_accent_typed_on_another_keyboard_is_the_same(door: Reception) -> None:
    words = Argon2PassWords()
    verifier = words.verifier("mật khẩu")
    assert words.fits(verifier, "mật khẩu")
    assert not words.fits(verifier, "mat khau")
    assert not words.fits("$argon2id$v=19$m=4194304,t=3,p=4$iMXMsao/ogzf5g3SIdSnmA$ANQnNo/I7XUq5sZQY6q812", "x")
    assert not words.fits(None, "x")


@pytest.mark.parametrize(
    "cost", ["m=4194304,t=1,p=1", "m=65536,t=99,p=1", "m=8,t=1,p=1", "m=65536,t=3,p=0", "m=-1,t=1,p=1"]
)
def test_a_verifier_that_a_counter_cannot_pay_for_is_none(cost: str) -> None:
    assert is_verifier("$argon2id$v=19$m=65536,t=3,p=4$iMXMsao/ogzf5g3SIdSnmA$ANQnNo/I7XUq5sZQY6q812")
    assert not is_verifier(f"$argon2id$v=19${cost}$iMXMsao/ogzf5g3SIdSnmA$ANQnNo/I7XUq5sZQY6q812")


def test_a_wrong_word_is_refused_like_a_wrong_name_and_neither_is_kept(door: Reception) -> None:
    for name in ("nguyet", "mat-khau-go-nham"):
        with pytest.raises(WrongWord):
            door.desk.log_in(name, "not it")
    assert said(door) == [("cb-nguyet", "log-in-failed"), (NOBODY, "log-in-failed")]
    assert "mat-khau" not in str(door.audit())


def test_wrong_words_slow_down_and_a_right_one_ends_it(door: Reception) -> None:
    wrong(door, 4)
    with pytest.raises(TooManyTries) as refused:
        door.desk.log_in("nguyet", WORD)
    assert refused.value.facts == {"seconds": "4"}
    assert door.desk.log_in("sen", WORD), "a colleague need not wait"
    door.session.close()
    door.ticking.seconds += 4
    assert door.desk.log_in("nguyet", WORD)
    wrong(door, 1)
    assert door.desk.log_in("nguyet", WORD), "counted from the beginning again"


def test_nobody_waits_longer_than_five_minutes_and_no_counter_longer_than_one(door: Reception) -> None:
    with door.store.write() as work:
        for subject in ("pc", "account cb-nguyet"):
            work.people.set_failures(subject, 40)
    wrong(door, 1)
    with pytest.raises(TooManyTries) as refused:
        door.desk.log_in("nguyet", WORD)
    assert refused.value.facts == {"seconds": "300"}
    with pytest.raises(TooManyTries) as refused:
        door.desk.log_in("sen", WORD)
    assert refused.value.facts == {"seconds": "60"}
    assert [FOR_THE_PC.after(n) for n in (9, 10, 11, 1000)] == [0, 2, 4, 60]


def test_neither_a_restart_nor_the_date_shortens_the_wait(door: Reception) -> None:
    wrong(door, 6)
    door.clock.forward(days=3000)
    restarted = LogIn(
        door.store, door.clock, COUNTER, Session(), Argon2PassWords(), Waits(lambda: door.ticking.seconds)
    )
    with pytest.raises(TooManyTries) as refused:
        restarted("nguyet", WORD)
    assert refused.value.facts == {"seconds": "16"}


def test_a_try_that_was_cut_off_counts(door: Reception) -> None:
    class Unplugged(Argon2PassWords):
        def fits(self, verifier: str | None, word: str) -> bool:
            raise KeyboardInterrupt

    log_in = LogIn(door.store, door.clock, COUNTER, door.session, Unplugged(), door.waits)
    with pytest.raises(KeyboardInterrupt):
        log_in("nguyet", "a guess")
    with door.store.read() as work:
        assert work.people.failures("account cb-nguyet") == 1


def test_a_withdrawn_person_is_told_so_and_only_after_the_right_word(door: Reception) -> None:
    withdraw(door.store, "nguyet")
    with pytest.raises(WrongWord):
        door.desk.log_in("nguyet", "not it")
    with pytest.raises(AccountWithdrawn):
        door.desk.log_in("nguyet", WORD)
    with pytest.raises(NotLoggedIn):
        _ = door.session.who


def test_a_pin_opens_the_locked_screen_for_the_same_person_only(door: Reception) -> None:
    log_in = door.desk.log_in
    log_in("nguyet", WORD)
    assert not log_in.has_pin()
    log_in.set_pin("2580")
    log_in.lock()
    at_the_door = log_in.door()
    assert at_the_door.pin
    assert at_the_door.locked is not None
    assert at_the_door.locked.user_name == "nguyet"
    assert log_in.unlock("2580").id == door.session.who == "cb-nguyet"
    log_in.lock()
    assert log_in("sen", WORD).id == door.session.who == "cb-sen"
    log_in.lock()
    with pytest.raises(PassWordNeeded):
        log_in.unlock("2580")
    assert [what for _, what in said(door)] == [
        "logged-in",
        "pin-set",
        "locked",
        "unlocked",
        "locked",
        "logged-in",
        "locked",
    ]


def test_after_five_wrong_pins_only_the_pass_word_opens(door: Reception) -> None:
    log_in = door.desk.log_in
    log_in("nguyet", WORD)
    log_in.set_pin("2580")
    log_in.lock()
    for left in "4321":
        with pytest.raises(WrongPin) as refused:
            log_in.unlock("0852")
        assert refused.value.facts == {"left": left}
    with pytest.raises(PassWordNeeded):
        log_in.unlock("0852")
    with pytest.raises(PassWordNeeded):
        log_in.unlock("2580")
    assert not log_in.door().pin
    log_in("nguyet", WORD)
    log_in.lock()
    assert log_in.unlock("2580")


def test_a_person_withdrawn_while_the_screen_was_locked_stays_out(door: Reception) -> None:
    door.desk.log_in("nguyet", WORD)
    door.desk.log_in.set_pin("2580")
    door.desk.log_in.lock()
    withdraw(door.store, "nguyet")
    with pytest.raises(AccountWithdrawn):
        door.desk.log_in.unlock("2580")
    assert door.session.account is None


def test_what_everybody_guesses_first_is_no_pin(door: Reception) -> None:
    assert not any(map(is_pin, ("1234", "87654321", "0000", "123", "123456789", "12a4", "١٢٣٩", "")))
    assert all(map(is_pin, ("2580", "1357", "19901990")))
    door.desk.log_in("nguyet", WORD)
    with pytest.raises(BadPin):
        door.desk.log_in.set_pin("1234")


# --- before the province's accounts have come -----------------------------------------------------------


def let_in(reception: Reception, user_name: str = "hoa", name: str = "Lý Thị Hoa", word: str = "mot hai ba") -> None:
    LetInFirst(reception.store, reception.clock, COUNTER, Session(SHELL), Argon2PassWords())(user_name, name, word)


def test_a_new_counter_without_a_line_opens_for_whom_it_lets_in_until_the_accounts_come(reception: Reception) -> None:
    reception.session.close()
    assert not reception.desk.log_in.door().anyone
    with pytest.raises(NoAccounts):
        reception.desk.log_in("hoa", "mot hai ba")
    let_in(reception)
    let_in(reception, word="bon nam sau")
    with pytest.raises(WrongWord):
        reception.desk.log_in("hoa", "mot hai ba")
    assert reception.desk.log_in("hoa", "bon nam sau").name == "Lý Thị Hoa"
    employ(reception.store)
    with pytest.raises(AccountWithdrawn) as refused:
        reception.desk.log_in("hoa", "bon nam sau")
    assert refused.value.facts["why"] == "first"
    with pytest.raises(AccountsKnown):
        let_in(reception)


@pytest.mark.parametrize(("given", "why"), [
    ({"user_name": ""}, "user-name"), ({"user_name": "hai tu"}, "user-name"), ({"name": " "}, "name"),
    ({"word": "ngan"}, "short"),
])  # fmt: skip
def test_a_first_person_needs_a_name_and_a_word_worth_it(reception: Reception, given: dict[str, str], why: str) -> None:
    with pytest.raises(BadFirstPerson) as refused:
        let_in(reception, **given)
    assert refused.value.facts == {"why": why}
