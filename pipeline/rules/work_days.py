"""Days of work: once each, after the placement, as often a week as ordered (KUHP art. 85)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline import figures
from pipeline.case import Case
from pipeline.office import Office
from pipeline.rules.ledger import Entry, first_path, is_unread, ledger, weight
from pipeline.rules.rule import WORK, Finding, Rule
from pipeline.values import write_date
from pipeline.yaml_text import Path_


def overlapping(case: Case, _office: Office) -> Iterator[Finding]:
    """An hour counts once: rows of one day do not overlap, and no row stands twice."""
    severity = weight(case)
    for first, second in ledger(case).meeting:
        related = (_time_path(first),)
        params = {"day": write_date(second.day)}
        yield Finding(_time_path(second), params, severity, related)


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
            yield Finding(entry.path("tanggal"), params, related=(first_path(case, first),))


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
    reversed_ = any(p.mulai and p.selesai and p.selesai < p.mulai for p in case.penempatan)
    if last is None or None in ends or reversed_:
        return
    completed = case.penyelesaian.tanggal if case.penyelesaian else None
    related: tuple[Path_, ...] = (("penempatan", ends.index(last), "selesai"),)
    for entry in ledger(case).rows:
        late = entry.day > last and not (completed and entry.day > completed)
        if late and not entry.row.ulangan:
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
        ground="practice",
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
        ground="practice",
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
