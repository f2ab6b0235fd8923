"""Whose hands settings are in: on Windows by the owner and the access list, as Windows writes them."""

from __future__ import annotations

import pytest

from counter_app.guarded import list_leaves_open, windows_commands

CLERK = "S-1-5-21-3623811015-3361044348-30300820-1013"
OURS = "O:BAD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICI;0x1200a9;;;BU)"
OF_PROGRAM_DATA = f"{OURS}(A;OICIIO;GA;;;CO)(A;CI;DCLCRPCR;;;BU)"


def test_a_folder_as_the_installer_makes_it_is_administrators_alone() -> None:
    assert not list_leaves_open(OURS, own="")
    assert not list_leaves_open(OURS.replace("O:BA", "O:BAG:SY"), own="")
    assert not list_leaves_open("O:SYD:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FR;;;WD)", own="")


@pytest.mark.parametrize(
    "told",
    [
        OF_PROGRAM_DATA,
        OURS.replace("O:BA", f"O:{CLERK}"),
        f"{OURS}(A;;FW;;;{CLERK})",
        f"{OURS}(A;;0x10000;;;BU)",
        f"{OURS}(A;;WD;;;AU)",
        f"{OURS}(A;;QQ;;;BU)",
        f'{OURS}(XA;;FX;;;BU;(@User.Title=="(any)"))',
        "O:BAD:NO_ACCESS_CONTROL",
        "O:BA",
        "",
    ],
)
def test_one_that_a_clerk_may_change_is_open(told: str) -> None:
    assert list_leaves_open(told, own="")


def test_what_may_only_be_refused_or_is_for_what_lies_below_opens_nothing() -> None:
    assert not list_leaves_open(f"{OURS}(D;;FA;;;BU)(A;OICIIO;GA;;;CO)(A;OICIIO;FW;;;BU)", own="")


def test_the_administrator_who_asks_is_one() -> None:
    assert not list_leaves_open(f"O:{CLERK}D:(A;;FA;;;{CLERK})(A;;FR;;;WD)", own=CLERK)


def test_groups_are_named_by_number_for_they_have_other_names_in_other_languages() -> None:
    (take, reset, grant) = windows_commands(r"C:\ProgramData\quay-mot-cua", r"C:\Windows\System32")
    assert take == [r"C:\Windows\System32\takeown.exe", "/F", r"C:\ProgramData\quay-mot-cua", "/A"]
    assert "/reset" in reset
    assert {"*S-1-5-32-544:(OI)(CI)F", "*S-1-5-18:(OI)(CI)F", "*S-1-5-32-545:(OI)(CI)RX"} < set(grant)
    assert "/inheritance:r" in grant
