"""The rows of ``kehadiran`` as the rules read them: in the order of time, counted in minutes.

Why: two dozen rules ask for the same sums of the same rows; they are added up once a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time

from pipeline.case import Case
from pipeline.case.section import Section
from pipeline.case.service import Attendance
from pipeline.errors import Severity
from pipeline.values import Hours
from pipeline.yaml_text import Path_

_TIMES = {"mulai", "selesai", "istirahat", "dihitung"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row with a day.

    Attributes:
        number: which row of ``kehadiran`` it is, as they stand in the file.
        row: the row.
        day: its day.
        worked: minutes from start to end less the break; none where that is not known.
        counted: minutes that count.
    """

    number: int
    row: Attendance
    day: date
    worked: int
    counted: int

    def path(self, key: str) -> Path_:
        """The path of one of the row's keys."""
        return ("kehadiran", self.number, key)

    @property
    def count_path(self) -> Path_:
        """The key that says how much of the row counts."""
        return self.path("dihitung" if self.row.dihitung is not None else "selesai")


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of a case.

    Attributes:
        rows: every row with a day, in the order of time.
        work: those that are work.
        own: work that counts towards what is due.
        again: work that was ordered again.
        days: work by its days, both ledgers together: a day has eight hours once.
        sure: whether everything that bears on a sum was read; if not, a sum may be too small.
    """

    rows: tuple[Entry, ...]
    sure: bool
    work: tuple[Entry, ...] = ()
    own: tuple[Entry, ...] = ()
    again: tuple[Entry, ...] = ()
    days: dict[date, list[Entry]] = field(default_factory=dict)


def ledger(case: Case) -> Ledger:
    """The rows of a case; remembered for the case that was asked for last."""
    kept = _remembered.get("last")
    if kept is None or kept[0] is not case:
        kept = _remembered["last"] = (case, _made(case))
    return kept[1]


_remembered: dict[str, tuple[Case, Ledger]] = {}


def _made(case: Case) -> Ledger:
    unclear = [_is_unclear(row) for row in case.kehadiran]
    rows = [
        _entry(number, row, unclear[number])
        for number, row in enumerate(case.kehadiran)
        if None not in (row.tanggal, row.status)
    ]
    sure = len(rows) == len(unclear) and not any(unclear)
    rows.sort(key=lambda entry: (entry.day, entry.row.mulai or time.min, entry.number))
    work = tuple(entry for entry in rows if entry.row.status == "hadir")
    days: dict[date, list[Entry]] = {}
    for entry in work:
        days.setdefault(entry.day, []).append(entry)
    own = tuple(entry for entry in work if not entry.row.ulangan)
    again = tuple(entry for entry in work if entry.row.ulangan)
    return Ledger(tuple(rows), sure, work, own, again, days)


def _entry(number: int, row: Attendance, unclear: bool) -> Entry:
    if unclear:
        return Entry(number, row, row.tanggal, 0, 0)
    worked = max(row.worked.minutes, 0)
    counts = worked if row.dihitung is None else max(row.counted.minutes, 0)
    return Entry(number, row, row.tanggal, worked, counts)


def _is_unclear(row: Attendance) -> bool:
    return any(getattr(row, name) is None for name in _TIMES & row.model_fields_set)


def is_unread(section: Section, *names: str) -> bool:
    """Whether one of these keys is written and could not be read."""
    given = section.model_fields_set
    return any(name in given and getattr(section, name) is None for name in names)


def crossing(entries: Iterable[Entry], limit: int) -> tuple[Entry, int] | None:
    """The row with which what counts goes over a limit, and what was left of it before that row."""
    left = limit
    for entry in entries:
        if entry.counted > left:
            return entry, left
        left -= entry.counted
    return None


def too_long(case: Case, limit: int) -> Iterator[tuple[Entry, int, list[Entry]]]:
    """Days of which more counts than a limit: the row that crosses it, what was left, the day."""
    for entries in ledger(case).days.values():
        if found := crossing(entries, limit):
            yield (*found, entries)


def weight(case: Case) -> Severity:
    """How our own count weighs: an error, in a child's case a warning."""
    return "error" if case.jenis == "pidana_kerja_sosial" else "warning"


def counted(entries: Iterable[Entry]) -> int:
    """Sum of the minutes that count."""
    return sum(entry.counted for entry in entries)


def write_hours(minutes: int) -> str:
    """Minutes as a sentence says them: ``7,5 jam``, ``7 jam 20 menit``."""
    text = str(Hours(minutes))
    return text if text.endswith("menit") else f"{text} jam"


def dihitung(minutes: int) -> str:
    """The key as it is written to count so much; a comma would end a value between braces."""
    if minutes <= 0:
        return "dihitung: tidak"
    return f"dihitung: {str(Hours(minutes)).replace(',', '.')}"
