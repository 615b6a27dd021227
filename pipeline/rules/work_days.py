"""Days of work: within their window, once each, as often a week as ordered (KUHP art. 85)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta

from pipeline import figures
from pipeline.case import Case
from pipeline.figures import SIX_MONTHS, later, later_by_days
from pipeline.office import Office
from pipeline.rules.ledger import Entry, is_unread, ledger, weight
from pipeline.rules.rule import KUHP, PKS, WORK, Finding, Rule
from pipeline.values import write_date
from pipeline.yaml_text import Path_


def after_six_months(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(5): the work is done within six months of its first day."""
    for first, entry in _since_the_first_day(case):
        if entry.day > (limit := later(first, SIX_MONTHS)):
            yield _late(case, entry, first, limit)


def after_180_days(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(5), where a month is 30 days, as the KUHP is believed to define it."""
    for first, entry in _since_the_first_day(case):
        limit = later_by_days(first, SIX_MONTHS)
        if limit < entry.day <= later(first, SIX_MONTHS):
            yield _late(case, entry, first, limit)


def after_ordered_period(case: Case, _office: Office) -> Iterator[Finding]:
    """The judgment's period binds us; by months of 30 days alone a day beyond it is a warning."""
    period = case.putusan.jangka_waktu if case.putusan else None
    if period is None:
        return
    for first, entry in _since_the_first_day(case):
        strict, usual = later_by_days(first, period), later(first, period)
        if entry.day <= min(strict, usual) or entry.day > later(first, SIX_MONTHS):
            continue  # within; or the statute's own limit says it
        related = (_first_path(case, first), ("putusan", "jangka_waktu"))
        params = {"day": write_date(entry.day), "first": write_date(first), "period": str(period)}
        if entry.day > usual:
            params["limit"] = write_date(usual)
            yield Finding(entry.path("tanggal"), params, related=related)
        elif strict < entry.day <= later_by_days(first, SIX_MONTHS):
            params["limit"] = write_date(strict)
            yield Finding(entry.path("tanggal"), params, "warning", related)


def _since_the_first_day(case: Case) -> Iterator[tuple[date, Entry]]:
    """Rows that count, each with the first day of all placements."""
    first = figures.first_day(case) if case.kehadiran else None
    if first is not None:
        for entry in ledger(case).own:
            if entry.counted:
                yield first, entry


def _late(case: Case, entry: Entry, first: date, limit: date) -> Finding:
    params = {
        "day": write_date(entry.day),
        "first": write_date(first),
        "limit": write_date(limit),
    }
    return Finding(entry.path("tanggal"), params, related=(_first_path(case, first),))


def _first_path(case: Case, first: date) -> Path_:
    number = next(n for n, placement in enumerate(case.penempatan) if placement.mulai == first)
    return ("penempatan", number, "mulai")


def overlapping(case: Case, _office: Office) -> Iterator[Finding]:
    """An hour counts once: rows of one day do not overlap, and no row stands twice."""
    severity = weight(case)
    for first, second in _meeting(case):
        related = (_time_path(first),)
        params = {"day": write_date(second.day)}
        yield Finding(_time_path(second), params, severity, related)


def _meeting(case: Case) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of rows of which the second begins before the first ends, or repeats it."""
    for entries in ledger(case).days.values():
        timed = [(e, e.row.mulai, e.row.selesai) for e in entries]
        reaching: tuple[Entry, time] | None = None
        for entry, start, end in timed:
            if start is None or end is None or start >= end:
                continue
            if reaching and start < reaching[1]:
                yield reaching[0], entry
            if reaching is None or end > reaching[1]:
                reaching = entry, end
    absences: dict[tuple[object, ...], Entry] = {}
    for entry in _absences(case):
        mark = (entry.day, entry.row.status, entry.row.mulai, entry.row.selesai)
        if mark in absences:
            yield absences[mark], entry
        absences.setdefault(mark, entry)


def _time_path(entry: Entry) -> Path_:
    return entry.path("mulai" if entry.row.mulai else "tanggal")


def _absences(case: Case) -> Iterator[Entry]:
    return (entry for entry in ledger(case).rows if entry.row.status != "hadir")


def absent_and_at_work(case: Case, _office: Office) -> Iterator[Finding]:
    """Who was absent did not work on that day; one of the rows may bear a wrong date."""
    for entry in _absences(case):
        if work := ledger(case).days.get(entry.day):
            related = tuple(other.path("tanggal") for other in work)
            params = {"day": write_date(entry.day), "status": entry.row.status}
            yield Finding(entry.path("status"), params, related=related)


def before_the_first_day(case: Case, _office: Office) -> Iterator[Finding]:
    """Nobody has worked before the day on which the placement began."""
    first = figures.first_day(case) if case.kehadiran else None
    if first is None:
        return
    for entry in ledger(case).rows:
        if entry.day < first:
            params = {"day": write_date(entry.day), "first": write_date(first)}
            yield Finding(entry.path("tanggal"), params, related=(_first_path(case, first),))


def after_completion(case: Case, _office: Office) -> Iterator[Finding]:
    """Once the work is reported complete, nothing is added to it."""
    end = case.penyelesaian.tanggal if case.penyelesaian else None
    if end is None:
        return
    for entry in ledger(case).rows:
        if entry.day > end:
            params = {"day": write_date(entry.day), "end": write_date(end)}
            yield Finding(entry.path("tanggal"), params, related=(("penyelesaian", "tanggal"),))


def after_placement(case: Case, _office: Office) -> Iterator[Finding]:
    """Work after the last day of all placements lacks a letter; life went on, so it is recorded."""
    ends = [placement.selesai for placement in case.penempatan]
    last = max((end for end in ends if end), default=None)
    if last is None or None in ends:
        return
    completed = case.penyelesaian.tanggal if case.penyelesaian else None
    related: tuple[Path_, ...] = (("penempatan", ends.index(last), "selesai"),)
    for entry in ledger(case).rows:
        if entry.day > last and not (completed and entry.day > completed):
            params = {"day": write_date(entry.day), "end": write_date(last)}
            yield Finding(entry.path("tanggal"), params, related=related)


def more_days_a_week(case: Case, _office: Office) -> Iterator[Finding]:
    """The judgment's days a week, from Monday to Sunday."""
    most = case.putusan.hari_per_minggu if case.putusan else None
    if most is None:
        return
    weeks: dict[date, list[Entry]] = {}
    for day, entries in ledger(case).days.items():
        weeks.setdefault(day - timedelta(days=day.weekday()), []).append(entries[0])
    for monday, days in weeks.items():
        if len(days) > most:
            params = {"week": write_date(monday), "days": len(days), "most": most}
            related = (("putusan", "hari_per_minggu"),)
            yield Finding(days[most].path("tanggal"), params, related=related)


def absent_without_reason(case: Case, _office: Office) -> Iterator[Finding]:
    """Whether an absence is a violation depends on its reason, so it is written down."""
    for entry in _absences(case):
        row = entry.row
        if row.status != "alpa" and row.alasan is None and not is_unread(row, "alasan"):
            params = {"day": write_date(entry.day), "status": row.status}
            yield Finding(entry.path("alasan"), params, related=(entry.path("status"),))


DAYS = ("kehadiran.tanggal",)
RULES: tuple[Rule, ...] = (
    Rule(
        "KS205",
        after_six_months,
        "error",
        kinds=PKS,
        acts=DAYS,
        since=KUHP,
        failing="penempatan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-10-02, mulai: 08.00, selesai: 10.00}]",
        passing="penempatan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-09-30, mulai: 08.00, selesai: 10.00}]",
    ),
    Rule(
        "KS206",
        after_180_days,
        "warning",
        kinds=PKS,
        acts=DAYS,
        since=KUHP,
        ground="unverified",
        failing="penempatan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-09-29, mulai: 08.00, selesai: 10.00}]",
        passing="penempatan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-09-28, mulai: 08.00, selesai: 10.00}]",
    ),
    Rule(
        "KS207",
        after_ordered_period,
        "error",
        kinds=PKS,
        acts=DAYS,
        since=KUHP,
        failing="putusan: {jangka_waktu: 2 bulan}\npenempatan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-06-02, mulai: 08.00, selesai: 10.00}]",
        passing="putusan: {jangka_waktu: 2 bulan}\npenempatan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-05-30, mulai: 08.00, selesai: 10.00}]",
    ),
    Rule(
        "KS209",
        overlapping,
        "error",
        kinds=WORK,
        acts=DAYS,
        failing="kehadiran:\n- {tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00}\n"
        "- {tanggal: 2026-04-01, mulai: 09.30, selesai: 11.00}",
        passing="kehadiran:\n- {tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00}\n"
        "- {tanggal: 2026-04-01, mulai: 10.00, selesai: 11.00}",
    ),
    Rule(
        "KS210",
        absent_and_at_work,
        "warning",
        kinds=WORK,
        acts=DAYS,
        failing="kehadiran:\n- {tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00}\n"
        "- {tanggal: 2026-04-01, status: sakit, alasan: demam}",
        passing="kehadiran:\n- {tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00}\n"
        "- {tanggal: 2026-04-02, status: sakit, alasan: demam}",
    ),
    Rule(
        "KS216",
        before_the_first_day,
        "error",
        kinds=WORK,
        acts=DAYS,
        failing="penempatan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-03-31, mulai: 08.00, selesai: 10.00}]",
        passing="penempatan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 10.00}]",
    ),
    Rule(
        "KS217",
        after_completion,
        "error",
        kinds=WORK,
        acts=DAYS,
        failing="penyelesaian: {tanggal: 2026-04-30}\n"
        "kehadiran: [{tanggal: 2026-05-01, mulai: 08.00, selesai: 10.00}]",
        passing="penyelesaian: {tanggal: 2026-04-30}\n"
        "kehadiran: [{tanggal: 2026-04-30, mulai: 08.00, selesai: 10.00}]",
    ),
    Rule(
        "KS218",
        after_placement,
        "warning",
        kinds=WORK,
        acts=DAYS,
        failing="penempatan: {mulai: 2026-04-01, selesai: 2026-05-31}\n"
        "kehadiran: [{tanggal: 2026-06-01, mulai: 08.00, selesai: 10.00}]",
        passing="penempatan: {mulai: 2026-04-01, selesai: 2026-05-31}\n"
        "kehadiran: [{tanggal: 2026-05-31, mulai: 08.00, selesai: 10.00}]",
    ),
    Rule(
        "KS220",
        more_days_a_week,
        "warning",
        kinds=WORK,
        acts=DAYS,
        failing="putusan: {hari_per_minggu: 1}\nkehadiran:\n"
        "- {tanggal: 2026-04-06, mulai: 08.00, selesai: 10.00}\n"
        "- {tanggal: 2026-04-12, mulai: 08.00, selesai: 10.00}",
        passing="putusan: {hari_per_minggu: 1}\nkehadiran:\n"
        "- {tanggal: 2026-04-06, mulai: 08.00, selesai: 10.00}\n"
        "- {tanggal: 2026-04-13, mulai: 08.00, selesai: 10.00}",
    ),
    Rule(
        "KS221",
        absent_without_reason,
        "warning",
        kinds=WORK,
        acts=DAYS,
        ground="practice",
        failing="kehadiran: [{tanggal: 2026-04-01, status: izin}]",
        passing="kehadiran: [{tanggal: 2026-04-01, status: izin, alasan: hajatan keluarga}]",
    ),
)
