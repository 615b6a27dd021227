"""What identity numbers say of themselves: NIK of a resident, NIP of a civil servant.

Why: a digit that was mistyped or taken from another person shows in a number that carries a birth
date; this is plain arithmetic on text, used on case files and on office.yaml.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from dataclasses import dataclass
from datetime import date

PROVINCES = frozenset(
    str(code)
    for codes in (
        range(11, 20),
        (21,),
        range(31, 37),
        range(51, 54),
        range(61, 66),
        range(71, 77),
        (81, 82),
        range(91, 98),
    )
    for code in codes
)
WOMAN = 40  # added to the day of birth
LEAP, COMMON = 2000, 2001  # years in which a date of an unknown century is tried
CONTRACT = 21  # stands for the month of appointment of a government employee by contract
YOUNGEST = 15  # years; nobody was appointed earlier


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK of sixteen digits, taken apart.

    Attributes:
        region: province, district and subdistrict, two digits each.
        day: day of birth, of a woman too.
        month: month of birth.
        year: the last two digits of the year of birth.
        is_woman: whether the day says that it is a woman's.
        serial: the last four digits.
    """

    region: str
    day: int
    month: int
    year: int
    is_woman: bool
    serial: str

    @classmethod
    def of(cls, digits: str) -> Nik:
        """Take sixteen digits apart."""
        day = int(digits[6:8])
        is_woman = day > WOMAN
        return cls(
            region=digits[:6],
            day=day - WOMAN if is_woman else day,
            month=int(digits[8:10]),
            year=int(digits[10:12]),
            is_woman=is_woman,
            serial=digits[12:],
        )

    @property
    def is_of_a_region(self) -> bool:
        """Whether there is such a province, and its districts are numbered from 1."""
        district, subdistrict = self.region[2:4], self.region[4:]
        return self.region[:2] in PROVINCES and "00" not in (district, subdistrict)

    @property
    def has_a_date(self) -> bool:
        """Whether there can be such a day; a leap day only in years that may have one."""
        year = LEAP if isleap(LEAP + self.year) else COMMON
        return 1 <= self.month <= 12 and 1 <= self.day <= monthrange(year, self.month)[1]

    def fits(self, born: date) -> bool:
        """Whether someone born on this day can have this number."""
        return (self.day, self.month, self.year) == (born.day, born.month, born.year % 100)

    @property
    def written_date(self) -> str:
        """The birth date as the number has it: ``17-06-98``."""
        return f"{self.day:02d}-{self.month:02d}-{self.year:02d}"


def nip_digits(nip: str) -> str:
    """A NIP without the blanks and dots with which it may be printed."""
    return nip.replace(" ", "").replace(".", "")


def is_whole_nip(digits: str) -> bool:
    """Whether this has the eighteen digits of a NIP."""
    return len(digits) == 18 and digits.isascii() and digits.isdecimal()


def nip_fault(digits: str) -> tuple[str, str] | None:
    """Find the part of a NIP of eighteen digits that cannot be.

    Returns:
        Which digits they are (``9–14``, counted from 1) and what stands there; None where the
        number fits itself.
    """
    born = _day(digits[:8])
    if born is None:
        return "1–8", digits[:8]
    year, month = int(digits[8:12]), int(digits[12:14])
    of_age = (born.year + YOUNGEST, born.month)
    if month == CONTRACT:
        possible = year >= of_age[0]
    else:
        possible = 1 <= month <= 12 and (year, month) >= of_age
    if not possible:
        return "9–14", digits[8:14]
    if digits[14] not in "12":
        return "15", digits[14]
    return None


def _day(digits: str) -> date | None:
    """The day that yyyymmdd names; None where there is none."""
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if year < 1900 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)
