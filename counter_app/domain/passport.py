"""The machine-readable lines of a passport (ICAO 9303 part 4, TD3), read strictly: every check digit fits.

P<USASMITH<<JOHN<PAUL<<<<<<<<<<<<<<<<<<<<<<<     who issued it, the name
L898902C3 6 USA 740812 2 F 120415 9 <<<<<<<<<<<<<< 0 8     number, nationality, birth date, sex, expiry, own number
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .citizen import PartialDate, Sex
from .errors import BadPassportNumber, NotAPassport
from .mrz import check_digit
from .party import Foreigner, PassportNumber

WIDTH = 44
_FIRST = re.compile(r"P[A-Z<][A-Z]{1,3}<{0,2}[A-Z<]+")
_LETTERS = re.compile(r"[A-Z0-9<]{44}")
# Who issued it, the family's name, what it is followed by; fillers end it.
_NAMED = re.compile(r"P[A-Z<][A-Z<]{3}[A-Z]+(?:<[A-Z]+)*(?:<<[A-Z]+(?:<[A-Z]+)*)?(?=<<|<?$)")
_DIGITS = frozenset((9, *range(13, 20), *range(21, 28), 42, 43))  # places of the second line; 42 may be a filler
_AS_DIGIT = str.maketrans("OQDUILZSGBT", "00001125687")
_AS_LETTER = str.maketrans("01258", "OIZSB")
_SEXES = {"M": Sex.MALE, "F": Sex.FEMALE}


@dataclass(frozen=True, slots=True)
class PassportReading:
    """`expired`: on the day that it was read."""

    holder: Foreigner
    expired: bool

    def __repr__(self) -> str:
        return f"PassportReading({self.holder!r})"


def begins_a_passport(text: str) -> bool:
    """Whether it is the first of the two lines: readers send each with an Enter behind it."""
    line = "".join(text.split()).upper()
    return len(line) == WIDTH and _FIRST.fullmatch(line) is not None


def is_passport(text: str) -> bool:
    """Whether it looks like both lines in one; whether they are whole, reading them says."""
    line = "".join(text.split()).upper()
    return len(line) == 2 * WIDTH and begins_a_passport(line[:WIDTH])


def parse_passport(text: str, today: date) -> PassportReading:
    """Both lines, with or without a break between them. Raises NotAPassport unless each check digit fits, and for a
    passport of this country: its holder has a personal number, by which he is received."""
    lines = "".join(text.split()).upper()
    first, second = lines[:WIDTH], lines[WIDTH:]
    if not begins_a_passport(first) or not _LETTERS.fullmatch(second):
        raise NotAPassport("not two lines of forty-four")
    _must_fit(second)
    nationality = second[10:13].rstrip("<")
    if nationality == "VNM":
        raise NotAPassport("of this country", why="own")
    born, expires = _birth(second[13:19], today), _expiry(second[21:27], today)
    try:
        number = PassportNumber(second[:9].rstrip("<"))
    except BadPassportNumber as error:
        raise NotAPassport("no number") from error
    holder = Foreigner(number, _name(first[5:]), nationality, born, _SEXES.get(second[20]), expires)
    return PassportReading(holder, expires < today)


def as_printed(line: str, second: bool = False) -> str:
    """A line as a reader of letters gave it, laid over the form: where only a digit may stand an O is a zero, where
    only a letter a zero is an O, and what stands behind the name is filler. Empty for what is no such line."""
    bare = "".join(line.upper().split())
    if not second:
        found = _NAMED.match(bare.translate(_AS_LETTER))
        return found[0][:WIDTH].ljust(WIDTH, "<") if found else ""
    if len(bare) < WIDTH:
        return ""
    bare = bare[:WIDTH].replace("?", "<")
    told = [letter.translate(_AS_DIGIT) if at in _DIGITS else letter for at, letter in enumerate(bare)]
    told[10:13] = [letter.translate(_AS_LETTER) for letter in bare[10:13]]
    if _digit_of("".join(told[:9])) != told[9]:  # in a number either may stand: its digit tells which
        told[1:9] = ["0" if letter == "O" else letter for letter in told[1:9]]
    return "".join(told)


def _digit_of(text: str) -> str | None:
    try:
        return check_digit(text)
    except ValueError:
        return None


def passport_lines(holder: Foreigner) -> tuple[str, str]:
    """As a passport prints them: for specimens and tests. The name's first word is the family's."""
    family, *given = holder.full_name.upper().split()
    first = f"P<{holder.nationality:<<3}{family}<<{'<'.join(given)}"[:WIDTH].ljust(WIDTH, "<")
    number = holder.passport.value.ljust(9, "<")[:9]
    born = holder.birth_date or PartialDate(2000)
    birth = f"{born.year % 100:02d}{born.month or 0:02d}{born.day or 0:02d}"
    expiry = f"{holder.expires_on:%y%m%d}" if holder.expires_on else "301231"
    sex = {Sex.MALE: "M", Sex.FEMALE: "F", None: "<"}[holder.sex]
    second = f"{number}{check_digit(number)}{holder.nationality:<<3}{birth}{check_digit(birth)}{sex}"
    second += f"{expiry}{check_digit(expiry)}{'<' * 14}0"
    return first, second + check_digit(_guarded(second))


def _guarded(second: str) -> str:
    return second[:10] + second[13:20] + second[21:43]


def _must_fit(second: str) -> None:
    parts = [(second[:9], second[9]), (second[13:19], second[19]), (second[21:27], second[27])]
    own = second[28:42]
    fits = all(check_digit(text) == digit for text, digit in parts)
    fits = fits and (check_digit(own) == second[42] or (not own.strip("<") and second[42] == "<"))
    if not fits or check_digit(_guarded(second)) != second[43]:
        raise NotAPassport("a check digit does not fit")


def _name(field: str) -> str:
    """The family's name first, as the Vietnamese say it too."""
    return " ".join(field.replace("<", " ").split())


def _birth(digits: str, today: date) -> PartialDate | None:
    """The last century in which that day has been; unknown days and months are `<<`."""
    year, month, day = digits[:2], digits[2:4], digits[4:]
    if not year.isdigit():
        return None
    born = today.year - today.year % 100 + int(year)
    born -= 100 * (born > today.year)
    try:
        known = int(month) if month.isdigit() else 0
        return PartialDate(born, known or None, (int(day) or None) if known and day.isdigit() else None)
    except ValueError:
        raise NotAPassport("no birth date") from None


def _expiry(digits: str, today: date) -> date:
    """The year nearest to today."""
    try:
        year = today.year - today.year % 100 + int(digits[:2])
        year += 100 * ((year < today.year - 50) - (year > today.year + 50))
        return date(year, int(digits[2:4]), int(digits[4:]))
    except ValueError:
        raise NotAPassport("no expiry date") from None
