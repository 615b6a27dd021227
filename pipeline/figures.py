"""What the program counts: hours, days, ages.

Why: a sum that an officer adds up by hand is a sum that can be wrong before a judge; templates
and rules read the same figures.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

from pipeline.case import Case
from pipeline.case.judgment import Judgment
from pipeline.case.service import Attendance, Placement
from pipeline.values import Hours, Period

SIX_MONTHS = Period(months=6)  # KUHP art. 85(5)


@dataclass(frozen=True, slots=True)
class MonthLedger:
    """One month of attendance.

    Attributes:
        bulan: the first day of the month.
        hari_hadir: days of work.
        hari_absen: days of absence.
        jam: hours counted in this month.
        jam_kumulatif: hours counted from the first day to the end of this month.
    """

    bulan: date
    hari_hadir: int
    hari_absen: int
    jam: Hours
    jam_kumulatif: Hours


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a placement holds.

    Attributes:
        number: which entry of ``penempatan`` it is, as they stand in the file.
        first: the first day.
        last: the last day; None where nothing says it.
    """

    number: int
    first: date
    last: date | None


def total(hours: Iterable[Hours]) -> Hours:
    """Sum of lengths of work."""
    return Hours(sum(length.minutes for length in hours))


def attendance(case: Case) -> list[Attendance]:
    """The rows of kehadiran in the order of time, however they were typed."""
    return sorted(case.kehadiran, key=lambda row: (row.tanggal, str(row.mulai or "")))


def placements(case: Case) -> tuple[Placement, ...]:
    """The placements in the order of time, however they were typed; one without a start is last."""
    return tuple(sorted(case.penempatan, key=lambda placement: placement.mulai or date.max))


def served(case: Case) -> Hours:
    """Hours counted towards the judgment; hours ordered again have a ledger of their own."""
    return total(row.counted for row in case.kehadiran if not row.ulangan)


def for_a_fine(case: Case) -> bool:
    """Whether the work stands for an unpaid fine: KUHP art. 82 has limits of hours alone."""
    return case.putusan is not None and case.putusan.dasar == "pasal_82"


def due(case: Case, until: date | None = None) -> Hours | None:
    """Hours that must be served; None where nothing says how many.

    Those of the judgment; where they stand for an unpaid fine, the part that is still unpaid
    (KUHP art. 82), rounded down to the minute. In a diversi, the sum of what was agreed.

    Args:
        case: the case.
        until: the last day of which a payment is taken off; without one all are.
    """
    if case.jenis == "diversi":
        agreed = [point.jam for point in case.diversi.kesepakatan] if case.diversi else []
        known = [hours for hours in agreed if hours is not None]
        return total(known) if known else None
    if case.putusan is None or case.putusan.jam is None:
        return None
    if for_a_fine(case) and case.putusan.pembayaran_denda:
        return _unpaid(case.putusan, case.putusan.jam, until)
    return case.putusan.jam


def _unpaid(judgment: Judgment, hours: Hours, until: date | None) -> Hours | None:
    """Of these hours, the share of the fine that is not paid; None where a part is lacking."""
    fine = judgment.pidana_semula.denda if judgment.pidana_semula else None
    payments = judgment.pembayaran_denda
    if not fine or any(None in (payment.jumlah, payment.tanggal) for payment in payments):
        return None
    paid = sum(p.jumlah for p in payments if until is None or p.tanggal <= until)
    return Hours(hours.minutes * max(fine - paid, 0) // fine)


def remaining(case: Case) -> Hours | None:
    """Hours that are due and not yet served; never below nought; None where none are known."""
    owed = due(case)
    return None if owed is None else max(owed - served(case), Hours(0))


def by_month(case: Case) -> list[MonthLedger]:
    """The ledger of hours month by month, months without a row left out."""
    ledger: list[MonthLedger] = []
    so_far = Hours(0)
    rows = [row for row in attendance(case) if not row.ulangan]
    for month, group in groupby(rows, key=lambda row: row.tanggal.replace(day=1)):
        of_month = list(group)
        hours = total(row.counted for row in of_month)
        so_far += hours
        ledger.append(
            MonthLedger(month, days_present(of_month), days_absent(of_month), hours, so_far)
        )
    return ledger


def months_to_report(days: Iterable[date], ended: date | None) -> list[date]:
    """The first day of each month that wants a report of its own, of these days of work.

    Args:
        days: days of work, however they stand.
        ended: when the work ended, where it did: the final report covers that month, and all of
            work that ended within a month.
    """
    known = set(days)
    if not known or (ended and ended <= later(min(known), Period(months=1))):
        return []
    months = sorted({day.replace(day=1) for day in known})
    return [month for month in months if ended is None or month != ended.replace(day=1)]


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def days_present(rows: Iterable[Attendance]) -> int:
    """Days with work; two sessions of one day are one day."""
    return len({row.tanggal for row in rows if row.status == "hadir"})


def days_absent(rows: Iterable[Attendance]) -> int:
    """Days with an absence."""
    return len({row.tanggal for row in rows if row.status != "hadir"})


def weekly(placement: Placement) -> Hours:
    """Hours a week by the schedule of a placement."""
    return total(shift.worked for shift in placement.jadwal)


def weeks_needed(hours: Hours, a_week: Hours) -> int | None:
    """Weeks that these hours take, rounded up; None without a schedule."""
    return -(-hours.minutes // a_week.minutes) if a_week else None


def weeks_planned(case: Case) -> int | None:
    """Weeks that all hours take by the schedule that the work began with; None where one lacks.

    Why: papers that name it are dated at the start. What a later placement changes, or a payment
    takes off, must not alter them when they are built again.
    """
    placed = placements(case)
    hours = case.putusan.jam if case.putusan else due(case)
    return weeks_needed(hours, weekly(placed[0])) if hours and placed else None


@lru_cache(maxsize=64)  # asked for each row of a case
def later(day: date, period: Period) -> date:
    """The day after a period by the calendar: a month has its days, and ends with its last one."""
    months = day.month - 1 + period.months
    year, month = day.year + period.years + months // 12, months % 12 + 1
    if year > date.max.year:
        return date.max
    moved = date(year, month, min(day.day, monthrange(year, month)[1]))
    return _after(moved, period.weeks * 7 + period.days)


@lru_cache(maxsize=64)
def later_by_days(day: date, period: Period) -> date:
    """The same where a month is 30 days and a year 365, as the KUHP is said to define them."""
    days = period.years * 365 + period.months * 30 + period.weeks * 7 + period.days
    return _after(day, days)


def _after(day: date, days: int) -> date:
    """So many days later, at most the last day that there is."""
    return day + timedelta(days=min(days, (date.max - day).days))


def first_day(case: Case) -> date | None:
    """The first day of the first placement; None where one of them was not read."""
    days = [placement.mulai for placement in case.penempatan]
    unread = any(p.mulai is None and "mulai" in p.model_fields_set for p in case.penempatan)
    return None if unread else min((day for day in days if day is not None), default=None)


def window(case: Case) -> Period | None:
    """How long the work may take, from its first day; None where nobody has said it.

    By statute and judgment; in a diversi the longest of what was agreed of work.
    """
    if case.jenis == "diversi":
        return _agreed(case)
    ordered = case.putusan.jangka_waktu if case.putusan else None
    if case.jenis != "pidana_kerja_sosial" or for_a_fine(case):
        return ordered
    return min(ordered or SIX_MONTHS, SIX_MONTHS, key=_length)


def _agreed(case: Case) -> Period | None:
    """The longest period of those that were agreed for work; None where one of them has none."""
    points = case.diversi.kesepakatan if case.diversi else ()
    periods = [point.jangka_waktu for point in points if point.jam is not None]
    known = [period for period in periods if period is not None]
    return max(known, key=_length) if known and len(known) == len(periods) else None


def _length(period: Period) -> date:
    return later_by_days(date.min, period)


def stays(case: Case) -> list[Stay]:
    """When each placement holds, in the order of time; those without a first day are left out.

    To its own last day, else to the end of the window; not beyond the start of the next one,
    nor the day on which the work or the guidance ended.
    """
    known = [(day, number) for number, p in enumerate(case.penempatan) if (day := p.mulai)]
    known.sort()
    limit = window(case)
    end = later(known[0][0], limit) - timedelta(days=1) if known and limit else None
    ends = [part.tanggal for part in (case.penyelesaian, case.pengakhiran) if part]
    found = []
    for place, (first, number) in enumerate(known):
        last = case.penempatan[number].selesai or end
        following = [day - timedelta(days=1) for day, _ in known[place + 1 : place + 2]]
        days = [day for day in (last, *ends, *following) if day]
        found.append(Stay(number, first, min(days, default=None)))
    return found


def age(born: date, on: date) -> int:
    """Completed years of life on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_at_offence(case: Case) -> int | None:
    """Age on the day of the offence (its first day); None where a date is not known."""
    born = case.klien.tanggal_lahir
    happened = case.perkara.tanggal
    return age(born, happened.dari) if born and happened else None
