"""Readers of dates, months and times of day.

Why: a date that can be read in two ways must be refused with both, never guessed.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, time

from pydantic_core import PydanticCustomError

from pipeline.parsers.typed import refuse, spaced
from pipeline.spelling import nearest
from pipeline.values import MONTHS, write_date

FIRST_YEAR, LAST_YEAR = 1900, 2100

_MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_LOOSE_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_SHORT = re.compile(r"(\d{1,2}[-/. ](?:\d{1,2}|[A-Za-z]{3,9})[-/. ])['’]?(\d{2})", re.ASCII)
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_MONTH_IN_WORDS = re.compile(r"([A-Za-z]+) (\d{4})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})", re.ASCII)
CENTURIES = ("20", "19")


def parse_date(value: object) -> date:
    """Read ``2026-02-18`` or ``18 Februari 2026``.

    Raises:
        PydanticCustomError: SKM011 with both readings of an ambiguous date, SKM038 with all of
            one whose year has two digits, SKM012 for a day that the calendar lacks, SKM027 for a
            year out of reach, SKM013 with the right spelling of a clear one, SKM010 otherwise.
    """
    text = spaced(value)
    if match := _ISO.fullmatch(text):
        return _day(text, *(int(part) for part in match.groups()))
    if match := _WORDS.fullmatch(text):
        day, name, year = match.groups()
        month = _month_number(name)
        if month:
            return _day(text, int(year), month, int(day))
    raise _unclear_date(text)


def _day(text: str, year: int, month: int, day: int) -> date:
    if FIRST_YEAR <= year <= LAST_YEAR:
        with suppress(ValueError):  # the calendar lacks that day
            return date(year, month, day)
    raise _no_day(text, year)


def _no_day(text: str, year: int) -> PydanticCustomError:
    if FIRST_YEAR <= year <= LAST_YEAR:
        return refuse("SKM012", value=text)
    return refuse("SKM027", value=text, low=FIRST_YEAR, high=LAST_YEAR)


def _month_number(name: str) -> int:
    return _MONTH_NUMBERS.get(name.lower(), 0)


def _readings(text: str) -> list[date]:
    """All days that an unclear spelling can mean, day-month-year first."""
    if match := _LOOSE_ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        triples = [(year, month, day)]
    elif match := _NUMBERS.fullmatch(text):
        first, second, year = (int(part) for part in match.groups())
        triples = [(year, second, first), (year, first, second)]
    elif match := _WORDS.fullmatch(text):
        name = nearest(match[2], MONTHS) or next(
            (month for month in MONTHS if month.lower().startswith(match[2].lower())),
            "",
        )
        triples = [(int(match[3]), _month_number(name), int(match[1]))] if name else []
    elif match := _SHORT.fullmatch(text):
        return [day for century in CENTURIES for day in _readings(f"{match[1]}{century}{match[2]}")]
    else:
        triples = []
    days: dict[date, None] = {}
    for year, month, day in triples:
        try:
            days[_day(text, year, month, day)] = None
        except PydanticCustomError:
            continue  # not a day of the calendar, hence not a reading
    return list(days)


def _unclear_date(text: str) -> PydanticCustomError:
    readings = [write_date(day) for day in _readings(text)]
    if readings and _SHORT.fullmatch(text):
        return refuse("SKM038", value=text, readings=", ".join(readings))
    if len(readings) > 1:
        return refuse("SKM011", value=text, first=readings[0], second=readings[1])
    if readings:
        return refuse("SKM013", value=text, suggestion=readings[0])
    if match := _LOOSE_ISO.fullmatch(text) or _NUMBERS.fullmatch(text):
        return _no_day(text, int(max(match.groups(), key=len)))
    return refuse("SKM010", value=text)


def parse_month(value: object) -> date:
    """Read a month, ``2026-04`` or ``April 2026``, as its first day."""
    text = spaced(value)
    if match := _ISO_MONTH.fullmatch(text):
        return _day(text, int(match[1]), int(match[2]), 1)
    if (match := _MONTH_IN_WORDS.fullmatch(text)) and _month_number(match[1]):
        return _day(text, int(match[2]), _month_number(match[1]), 1)
    raise refuse("SKM026", value=text)


def parse_time(value: object) -> time:
    """Read a time of day to the minute: ``08:00``, ``08.00``, ``8.00``."""
    text = spaced(value)
    match = _CLOCK.fullmatch(text)
    if match and int(match[1]) < 24 and int(match[2]) < 60:
        return time(int(match[1]), int(match[2]))
    raise refuse("SKM014", value=text)
