"""What the program counts: hours, days, ages.

Why: a sum that an officer adds up by hand is a sum that can be wrong before a judge; templates
and rules read the same figures.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipeline.case import Case
from pipeline.case.service import Attendance, Placement
from pipeline.values import Hours


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


def remaining(case: Case) -> Hours | None:
    """Hours of the judgment not yet served; never below nought; None without a judgment's hours."""
    if case.putusan is None or case.putusan.jam is None:
        return None
    return max(case.putusan.jam - served(case), Hours(0))


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


def age(born: date, on: date) -> int:
    """Completed years of life on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def age_at_offence(case: Case) -> int | None:
    """Age on the day of the offence (its first day); None where a date is not known."""
    born = case.klien.tanggal_lahir
    happened = case.perkara.tanggal
    return age(born, happened.dari) if born and happened else None
