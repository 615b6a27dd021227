"""Days and hours at which a client should not, or need not, work: worship, school, holidays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import time

from pipeline import figures
from pipeline.case import Case
from pipeline.case.service import Attendance
from pipeline.office import Office
from pipeline.rules.ledger import ledger
from pipeline.rules.rule import CHILDREN, KUHP, PKS, WORK, Finding, Rule, value_at
from pipeline.rules.school_hours import school_hours
from pipeline.rules.weekly import Line, week
from pipeline.values import DAYS, write_date
from pipeline.yaml_text import Path_


def on_day_of_worship(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(2)f: the court considers religion, and so must our schedule."""
    holy = case.kelayakan.hari_ibadah if case.kelayakan else ()
    if not holy:
        return
    for number, placement in enumerate(case.penempatan):
        for place, shift in enumerate(placement.jadwal):
            if shift.hari and shift.hari in holy:
                path = ("penempatan", number, "jadwal", place, "hari")
                related = (("kelayakan", "hari_ibadah"),)
                yield Finding(path, {"day": shift.hari.capitalize()}, related=related)


def in_school_hours(case: Case, _office: Office) -> Iterator[Finding]:
    """A child's work must not cost it school: by the schedule, else by what was worked."""
    text = value_at(case, "klien.jam_sekolah")
    school = school_hours(text) if text else None
    if not school:
        return
    related = (("klien", "jam_sekolah"),)
    planned = False
    for _, days in week(case):
        for day, lines in days.items():
            for line in lines:
                if _meets(school.get(day, []), line.shift.mulai, line.shift.selesai):
                    planned = True
                    yield Finding(
                        (*line.path, "mulai"), {"when": day.capitalize()}, related=related
                    )
    for entry in () if planned else ledger(case).work:
        start, end = entry.row.mulai, entry.row.selesai
        spans = school.get(DAYS[entry.day.weekday()], [])
        if start and end and _meets(spans, start, end):
            yield Finding(entry.path("mulai"), {"when": write_date(entry.day)}, related=related)


def _meets(spans: list[tuple[time, time]], start: time, end: time) -> bool:
    return any(start < until and since < end for since, until in spans)


def school_hours_unclear(case: Case, _office: Office) -> Iterator[Finding]:
    """What is not understood is not held to, and the officer should know."""
    text = value_at(case, "klien.jam_sekolah")
    if text and school_hours(text) is None and any(p.jadwal for p in case.penempatan):
        yield Finding(("klien", "jam_sekolah"), {"value": text})


def on_holiday(case: Case, office: Office) -> Iterator[Finding]:
    """The office's holidays; work on one of them may be a wrong date."""
    free = set(office.hari_libur)
    if free:
        for entry in ledger(case).work:
            if entry.day in free:
                yield Finding(entry.path("tanggal"), {"day": write_date(entry.day)})


def off_schedule(case: Case, _office: Office) -> Iterator[Finding]:
    """Work on a day, or wholly at hours, that the placement of that day does not have."""
    if not case.kehadiran or figures.first_day(case) is None:
        return
    stays = figures.stays(case)
    weeks = dict(week(case))
    for entry in ledger(case).own:
        number = next((s.number for s in reversed(stays) if s.first <= entry.day), None)
        if number is None or not (days := weeks.get(number)):
            continue
        if sum(map(len, days.values())) < len(case.penempatan[number].jadwal):
            continue  # a shift was not read
        day = DAYS[entry.day.weekday()]
        if key := _off(entry.row, days.get(day, [])):
            related: tuple[Path_, ...] = (("penempatan", number, "jadwal"),)
            params = {"day": day.capitalize(), "date": write_date(entry.day)}
            yield Finding(entry.path(key), params, related=related)


def _off(row: Attendance, lines: Sequence[Line]) -> str | None:
    """The key by which a row is off the shifts of its day; None where it meets one of them."""
    if not lines:
        return "tanggal"
    start, end = row.mulai, row.selesai
    if start is None or end is None or start >= end:
        return None
    shifts = [(line.shift.mulai, line.shift.selesai) for line in lines]
    return None if _meets(shifts, start, end) else "mulai"


_MONDAY = "penempatan:\n  mulai: 2026-04-06\n  jadwal: [{hari: senin, mulai: %s, selesai: 16.00}]\n"
_PUPIL = 'klien: {jam_sekolah: "Senin-Jumat, 07.00-13.30"}\n'
DAY = ("kehadiran.tanggal",)
START = ("penempatan.mulai",)
RULES: tuple[Rule, ...] = (
    Rule(
        "KS307",
        on_day_of_worship,
        "warning",
        kinds=PKS,
        acts=START,
        since=KUHP,
        failing="kelayakan: {hari_ibadah: [senin]}\n" + _MONDAY % "13.00",
        passing="kelayakan: {hari_ibadah: [jumat]}\n" + _MONDAY % "13.00",
    ),
    Rule(
        "KS308",
        in_school_hours,
        "warning",
        kinds=CHILDREN,
        acts=(*START, *DAY),
        ground="practice",
        failing=_PUPIL + _MONDAY % "13.00",
        passing=_PUPIL + _MONDAY % "13.30",
    ),
    Rule(
        "KS309",
        school_hours_unclear,
        "warning",
        kinds=CHILDREN,
        acts=START,
        ground="practice",
        failing="klien: {jam_sekolah: pagi}\n" + _MONDAY % "13.00",
        passing=_PUPIL + _MONDAY % "13.30",
    ),
    Rule(
        "KS310",
        on_holiday,
        "warning",
        kinds=WORK,
        acts=DAY,
        ground="practice",
        office="hari_libur: [2026-05-01]",
        failing="kehadiran: [{tanggal: 2026-05-01, mulai: 08.00, selesai: 10.00}]",
        passing="kehadiran: [{tanggal: 2026-05-02, mulai: 08.00, selesai: 10.00}]",
    ),
    Rule(
        "KS311",
        off_schedule,
        "warning",
        kinds=WORK,
        acts=DAY,
        ground="practice",
        failing=_MONDAY % "13.00"
        + "kehadiran: [{tanggal: 2026-04-07, mulai: 13.00, selesai: 16.00}]",
        passing=_MONDAY % "13.00"
        + "kehadiran: [{tanggal: 2026-04-06, mulai: 13.00, selesai: 16.00}]",
    ),
)
