"""The rows of ``kehadiran`` as the rules read them: in the order of time, counted in minutes.

Why: two dozen rules ask for the same sums of the same rows; they are added up once a case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from pipeline import figures
from pipeline.case import Case
from pipeline.case.section import Section
from pipeline.case.service import Attendance
from pipeline.errors import Severity
from pipeline.values import Hours
from pipeline.yaml_text import Path_

LONGEST_DAY = 8 * 60  # minutes; KUHP art. 85(5)
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
        meeting: pairs of rows of which the second overlaps or repeats the first.
        twice: numbers of those second rows; what they count is in doubt until one is mended.
        sure: whether everything that bears on a sum was read; if not, a sum may be too small.
    """

    rows: tuple[Entry, ...]
    sure: bool
    work: tuple[Entry, ...] = ()
    own: tuple[Entry, ...] = ()
    again: tuple[Entry, ...] = ()
    days: dict[date, list[Entry]] = field(default_factory=dict)
    meeting: tuple[tuple[Entry, Entry], ...] = ()
    twice: frozenset[int] = frozenset()


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
    absent = (entry for entry in rows if entry.row.status != "hadir")
    meeting = (*_overlapping(days.values()), *_repeated(absent))
    twice = frozenset(second.number for _, second in meeting)
    return Ledger(tuple(rows), sure, work, own, again, days, meeting, twice)


def _overlapping(days: Iterable[Sequence[Entry]]) -> Iterator[tuple[Entry, Entry]]:
    """Sessions of a day of which the second begins before the first ends."""
    for entries in days:
        reaching: tuple[Entry, time] | None = None
        for entry in entries:
            start, end = entry.row.mulai, entry.row.selesai
            if start is None or end is None or start >= end:
                continue
            if reaching and start < reaching[1]:
                yield reaching[0], entry
            if reaching is None or end > reaching[1]:
                reaching = entry, end


def _repeated(absences: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Absences that stand twice."""
    seen: dict[tuple[object, ...], Entry] = {}
    for entry in absences:
        mark = (entry.day, entry.row.status, entry.row.mulai, entry.row.selesai)
        if mark in seen:
            yield seen[mark], entry
        seen.setdefault(mark, entry)


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


def days_once(case: Case) -> Iterator[list[Entry]]:
    """The work of each day, without rows that overlap or repeat another one."""
    book = ledger(case)
    for entries in book.days.values():
        yield [entry for entry in entries if entry.number not in book.twice]


def too_long(
    case: Case, limit: int, cap: int | None = None
) -> Iterator[tuple[Entry, int, list[Entry]]]:
    """Days of which more counts than a limit.

    Args:
        case: the case.
        limit: minutes that may count of a day.
        cap: minutes to which the day is to be cut; those of the limit where nothing less is.

    Yields:
        The row to be cut, what of it may count beside the day's other rows, and the day.
    """
    for entries in days_once(case):
        if counted(entries) > limit:
            yield (*_to_cut(entries, limit if cap is None else cap), entries)


def _to_cut(entries: list[Entry], cap: int) -> tuple[Entry, int]:
    """The row that crosses; the longest one, where cutting that row would not be enough."""
    spare = cap - counted(entries)
    so_far = 0
    for entry in entries:
        so_far += entry.counted
        if so_far > cap:
            break
    if spare + entry.counted < 0:
        entry = max(entries, key=lambda one: one.counted)
    return entry, max(spare + entry.counted, 0)


def day_cap(case: Case) -> int | None:
    """Minutes that may count of a day by statute and judgment; None where neither says it."""
    if case.jenis != "pidana_kerja_sosial":
        return None
    ordered = case.putusan.jam_per_hari if case.putusan else None
    limits = [] if figures.for_a_fine(case) else [LONGEST_DAY]
    return min([*limits, *([ordered.minutes] if ordered else [])], default=None)


def cut(case: Case) -> Mapping[int, int]:
    """What is left of each row once its day is cut to what may count, and nothing counts twice."""
    cap = day_cap(case)
    kept: dict[int, int] = {}
    for entries in days_once(case):
        left = cap
        for entry in entries:
            kept[entry.number] = entry.counted if left is None else min(entry.counted, left)
            left = None if left is None else left - kept[entry.number]
    return kept


def beyond(
    case: Case, entries: Iterable[Entry], limit: Callable[[date], Hours | None]
) -> Iterator[tuple[Entry, int, Hours]]:
    """Rows past a limit of the sum, what of each may count, and the limit on its day.

    Why: what a day has too much is told of the day, and must not be told of the sum again.
    """
    kept = cut(case)
    so_far = 0
    for entry in entries:
        most = limit(entry.day)
        if most is None:
            return
        minutes, left = kept.get(entry.number, 0), max(most.minutes - so_far, 0)
        if minutes > left:
            yield entry, left, most
        so_far += min(minutes, left)


def first_path(case: Case, first: date) -> Path_:
    """Where the first day of all placements is written."""
    number = next(n for n, placement in enumerate(case.penempatan) if placement.mulai == first)
    return ("penempatan", number, "mulai")


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
