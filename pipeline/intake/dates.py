"""Read a date from a register's cell: in more spellings than a case file takes, never by a guess.

Why: a register was filled in over years by many hands; what can mean one day only is read, and
what can mean two is told with both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from pipeline.parsers.dates import FIRST_YEAR, LAST_YEAR
from pipeline.values import DAYS, MONTHS

_SHORT = {
    "agt": 8, "agu": 8, "ags": 8, "agust": 8, "sept": 9, "nop": 11, "nopember": 11, "pebruari": 2,
    "peb": 2, "may": 5, "aug": 8, "oct": 10, "dec": 12, "january": 1, "february": 2, "march": 3,
    "june": 6, "july": 7, "august": 8, "october": 10, "december": 12,
}  # fmt: skip
MONTH_NUMBERS = {
    **{name.lower(): number for number, name in enumerate(MONTHS, 1)},
    **{name[:3].lower(): number for number, name in enumerate(MONTHS, 1)},
    **_SHORT,
}
_DAY_NAME = re.compile(rf"(?:{'|'.join((*DAYS, 'jum.at'))})\s*[,/]?\s*", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[ T]00[:.]00(?:[:.]00)?(?:\.0+)?")
_SIGN = r"\s*[-/.\s]\s*"
_YEAR_FIRST = re.compile(rf"(\d{{4}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{1,2}})", re.ASCII)
_NUMBERS = re.compile(rf"(\d{{1,2}}){_SIGN}(\d{{1,2}}){_SIGN}(\d{{4}}|'?\d{{2}})", re.ASCII)
_WORDS = re.compile(
    rf"(\d{{1,2}})(?:{_SIGN})?([A-Za-z]+)\.?(?:{_SIGN})?(\d{{4}}|'?\d{{2}})", re.ASCII
)


def readings(text: str) -> list[date]:
    """All days that a text can mean: one for a clear date, none for what is no date.

    A year of two digits has two readings, one in each century.
    """
    text = _DAY_NAME.sub("", _MIDNIGHT.sub("", text.strip()), count=1).strip().rstrip(".")
    days = dict.fromkeys(_days(_triples(text)))
    return list(days)


def _triples(text: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day in each order that the spelling allows; day before month first."""
    if match := _YEAR_FIRST.fullmatch(text):
        yield int(match[1]), int(match[2]), int(match[3])
    elif match := _WORDS.fullmatch(text):
        month = MONTH_NUMBERS.get(match[2].lower(), 0)
        yield from ((year, month, int(match[1])) for year in _years(match[3]))
    elif match := _NUMBERS.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        for year in _years(match[3]):
            yield year, second, first
            yield year, first, second


def _years(text: str) -> tuple[int, ...]:
    digits = text.lstrip("'")
    return (int(digits),) if len(digits) == 4 else (1900 + int(digits), 2000 + int(digits))


def _days(triples: Iterable[tuple[int, int, int]]) -> Iterator[date]:
    for year, month, day in triples:
        if FIRST_YEAR <= year <= LAST_YEAR:
            try:
                yield date(year, month, day)
            except ValueError:
                continue  # not a day of the calendar, hence not a reading
