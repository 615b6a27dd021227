"""The arithmetic of a prison term: what is left of it after remissions, and a part of that.

Why: an officer who counts by the calendar and one who takes every month for thirty days come to
different days, and both are right; only who is far from either has made a slip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from pipeline.case.offence import Custody, PrisonTerm
from pipeline.figures import later
from pipeline.values import Period

LONGEST = 1200  # months; beyond a hundred years no date is counted
SHARE = {"rumah": Fraction(1, 3), "kota": Fraction(1, 5), "tidak_ditahan": Fraction(0)}
WHOLE = Fraction(1)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Term:
    """A length in months and days; remissions may make the days negative."""

    months: int
    days: int

    @property
    def thirty(self) -> int:
        """Days of it where every month has thirty, and a year twelve of them."""
        return self.months * 30 + self.days

    @property
    def yearly(self) -> int:
        """Days of it where a whole year has 365, and a month beyond whole years thirty."""
        years, months = divmod(self.months, 12)
        return years * 365 + months * 30 + self.days

    def less(self, other: Term) -> Term:
        """What is left when another is taken away."""
        return Term(self.months - other.months, self.days - other.days)


def term(periods: Iterable[Period]) -> Term:
    """The sum of periods."""
    months = days = 0
    for period in periods:
        months += period.years * 12 + period.months
        days += period.weeks * 7 + period.days
    return Term(months, days)


def imposed(prison: PrisonTerm) -> Term | None:
    """The term that was imposed; None where it is not known."""
    return None if prison.pidana is None else term([prison.pidana])


def remitted(prison: PrisonTerm) -> Term | None:
    """All remissions together; None where one of them was not read."""
    known = [remission.lama for remission in prison.remisi]
    return None if None in known else term(known)


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The day on which a part of a term is served, by each way of counting.

    Attributes:
        calendar: by calendar months; a fraction of a month is one of thirty days.
        by_days: by the calendar as well, the days up to the end divided.
        thirty: by months of thirty days.
        yearly: by years of 365 days and months of thirty.
    """

    calendar: date
    by_days: date
    thirty: date
    yearly: date

    def distance(self, day: date) -> int:
        """How many days a day is from the nearest of them."""
        ways = (self.calendar, self.by_days, self.thirty, self.yearly)
        return min(abs((day - way).days) for way in ways)


def reckon(start: date, length: Term, part: Fraction = WHOLE) -> Reckoning | None:
    """Count on what day a part of a term is served.

    Args:
        start: the first day of it.
        length: the term.
        part: which part of it.

    Returns:
        None where the term is no term: nothing is left of it, or it exceeds a hundred years.
    """
    if length.thirty <= 0 or length.months < 0 or length.thirty > LONGEST * 30:
        return None
    share = length.months * part
    whole = int(share)
    days = round((share - whole) * 30 + length.days * part)
    end = later(start, Period(months=length.months, days=length.days))
    return Reckoning(
        calendar=later(start, Period(months=whole, days=days)),
        by_days=start + timedelta(days=round((end - start).days * part)),
        thirty=start + timedelta(days=round(length.thirty * part)),
        yearly=start + timedelta(days=round(length.yearly * part)),
    )


def starts(prison: PrisonTerm) -> list[date]:
    """The days from which a term can be counted.

    The first is the day of the first detention. Where the detention is listed, the other is the
    day at which its last stretch would have begun, had all before been served at once: house
    arrest counts a third, arrest within a city a fifth, and what lies between does not count.

    Returns:
        None at all where a day of the list was not read, or none of the detention is known.
    """
    stretches = sorted_stretches(prison)
    if prison.ditahan is None or len(stretches) < len(prison.tahanan):
        return []
    credited = _credited(stretches)
    return [prison.ditahan] if credited is None else [prison.ditahan, credited]


def sorted_stretches(prison: PrisonTerm) -> list[Custody]:
    """The stretches of detention whose first day was read, in the order of time."""
    listed: list[Any] = list(prison.tahanan)  # of a salvaged one, any attribute may be None
    return sorted((c for c in listed if c.dari is not None), key=lambda c: c.dari)


def _credited(stretches: list[Custody]) -> date | None:
    """The day from which the term would run without a break; None where none can be told."""
    if not stretches:
        return None
    *earlier, last = stretches
    closed = earlier if last.sampai is None else stretches
    if last.sampai is None and SHARE.get(last.jenis or "", WHOLE) != WHOLE:
        return None  # nobody knows how long it has lasted
    served = Fraction(0)
    for stretch in closed:
        if stretch.sampai is None:
            return None
        length = max((stretch.sampai - stretch.dari).days + 1, 0)
        served += length * SHARE.get(stretch.jenis or "", WHOLE)
    runs_from = last.dari if last.sampai is None else last.sampai + ONE_DAY
    return runs_from - timedelta(days=int(served))


def reckonings(prison: PrisonTerm, part: Fraction, *, less: bool) -> Iterator[Reckoning]:
    """Count a part of a term from each day from which it can be counted.

    Args:
        prison: the term, its remissions and detention.
        part: which part of it.
        less: whether remissions are taken off before.
    """
    length = imposed(prison)
    off = remitted(prison) if less else Term(0, 0)
    if length is None or off is None:
        return
    for start in starts(prison):
        counted = reckon(start, length.less(off), part)
        if counted is not None:
            yield counted
