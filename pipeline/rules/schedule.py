"""The weekly schedule of a placement, which our own office sets (KUHP art. 85(5))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pipeline import figures
from pipeline.case import Case
from pipeline.case.service import Placement
from pipeline.figures import SIX_MONTHS, Stay, later
from pipeline.office import Office
from pipeline.rules.ledger import LONGEST_DAY, ledger, write_hours
from pipeline.rules.rule import CHILDREN, KUHP, PKS, WORK, Finding, Rule
from pipeline.rules.weekly import Line, is_whole, week
from pipeline.values import DAYS, Hours, write_date
from pipeline.yaml_text import Path_


def _too_long(case: Case, limit: int, most: int | None = None) -> Iterator[Finding]:
    """Days whose shifts are longer than a limit, told at the shift with which they are."""
    for _, days in week(case):
        for day, lines in days.items():
            total = sum(line.worked for line in lines)
            if total <= limit or (most is not None and total > most):
                continue
            left = limit
            for line in lines:
                if line.worked > left:
                    break
                left -= line.worked
            params = {
                "day": day.capitalize(),
                "total": write_hours(total),
                "most": write_hours(limit),
                "suggestion": _until(line, left),
            }
            others = tuple((*other.path, "selesai") for other in lines if other is not line)
            yield Finding((*line.path, "selesai"), params, related=others)


def _until(line: Line, left: int) -> str:
    """When a shift may end for so many minutes of work; empty where none are left."""
    shift = line.shift
    pause = shift.istirahat.minutes if shift.istirahat else 0
    end = shift.mulai.hour * 60 + shift.mulai.minute + pause + left
    return f"selesai: {end // 60:02}.{end % 60:02}" if left else ""


def day_over_eight_hours(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(5): no more than 8 hours a day."""
    if not figures.for_a_fine(case):
        yield from _too_long(case, LONGEST_DAY)


def day_over_judgment(case: Case, _office: Office) -> Iterator[Finding]:
    """The judgment's hours a day bind our schedule; over 8 the statute speaks instead."""
    most = case.putusan.jam_per_hari if case.putusan else None
    if most is not None:
        statute = None if figures.for_a_fine(case) else LONGEST_DAY
        for found in _too_long(case, most.minutes, statute):
            related = (("putusan", "jam_per_hari"), *found.related)
            yield Finding(found.path, found.params, related=related)


def day_over_a_childs(case: Case, office: Office) -> Iterator[Finding]:
    """How long a child may work a day is the office's own limit; no statute that was read says."""
    most = office.batas.jam_per_hari_anak if office.batas else None
    if most is not None:
        yield from _too_long(case, most.minutes)


def overlapping(case: Case, _office: Office) -> Iterator[Finding]:
    """Nobody is at two works at once, and no hour counts twice."""
    for _, days in week(case):
        for day, lines in days.items():
            longest = lines[0]
            for line in lines[1:]:
                if line.shift.mulai < longest.shift.selesai:
                    related = ((*longest.path, "mulai"),)
                    yield Finding((*line.path, "mulai"), {"day": day.capitalize()}, related=related)
                if line.shift.selesai > longest.shift.selesai:
                    longest = line


def more_days_a_week(case: Case, _office: Office) -> Iterator[Finding]:
    """The judgment's days a week bind our schedule."""
    most = case.putusan.hari_per_minggu if case.putusan else None
    if most is None:
        return
    for _, days in week(case):
        if len(days) > most:
            line = list(days.values())[most][0]
            params = {"days": len(days), "most": most}
            related = (("putusan", "hari_per_minggu"),)
            yield Finding((*line.path, "hari"), params, related=related)


def too_few_hours(case: Case, _office: Office) -> Iterator[Finding]:
    """What is left must fit into what is left of the time, by the schedule as it stands."""
    left = figures.due(case) if case.penempatan else None
    if left is None or case.penyelesaian or case.pengakhiran:
        return
    rows = ledger(case)
    left -= figures.total(Hours(entry.counted) for entry in rows.own)
    done = rows.rows[-1].day if rows.rows else date.min
    stays = figures.stays(case)
    if not rows.sure or len(stays) < len(case.penempatan) or left <= Hours(0):
        return
    possible = 0
    for stay in stays:
        minutes = _possible(case.penempatan[stay.number], stay, done)
        if minutes is None:
            return
        possible += minutes
    last = stays[-1]
    a_week = figures.weekly(case.penempatan[last.number])
    if possible < left.minutes and last.last:
        params = {
            "possible": write_hours(possible),
            "left": write_hours(left.minutes),
            "end": write_date(last.last),
            "weeks": figures.weeks_needed(left, a_week),
        }
        yield Finding(("penempatan", last.number, "jadwal"), params, related=(_due_path(case),))


def _possible(placement: Placement, stay: Stay, done: date) -> int | None:
    """Minutes of work after a day by a placement's schedule; None where it cannot be said."""
    if not placement.jadwal or not all(map(is_whole, placement.jadwal)) or stay.last is None:
        return None
    first = max(stay.first, done + timedelta(days=1))
    return sum(
        shift.worked.minutes * _how_often(DAYS.index(shift.hari), first, stay.last)
        for shift in placement.jadwal
    )


def _how_often(weekday: int, first: date, last: date) -> int:
    """How often a day of the week comes from one day to another, both included."""
    wait = (weekday - first.weekday()) % 7
    return max(((last - first).days - wait) // 7 + 1, 0)


def _due_path(case: Case) -> Path_:
    return ("diversi", "kesepakatan") if case.jenis == "diversi" else ("putusan", "jam")


def longer_than_window(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(5): a placement is not planned beyond six months, nor the judgment's period."""
    first = figures.first_day(case)
    if first is None:
        return
    ordered = case.putusan.jangka_waktu if case.putusan else None
    statute = None if figures.for_a_fine(case) else SIX_MONTHS
    ends = [later(first, period) for period in (ordered, statute) if period]
    limit = min(ends, default=date.max)
    related: tuple[Path_, ...] = (("putusan", "jangka_waktu"),) if ordered else ()
    for number, placement in enumerate(case.penempatan):
        if placement.selesai and placement.selesai > limit:
            days = {"first": first, "end": placement.selesai, "limit": limit}
            params = {name: write_date(day) for name, day in days.items()}
            yield Finding(("penempatan", number, "selesai"), params, related=related)


def first_day_not_scheduled(case: Case, _office: Office) -> Iterator[Finding]:
    """The client comes on a day on which nobody waits; one of the two is a slip."""
    for number, days in week(case):
        start = case.penempatan[number].mulai
        if start is None or DAYS[start.weekday()] in days:
            continue
        if len(days) < len({shift.hari for shift in case.penempatan[number].jadwal}):
            continue  # a day of the schedule was not read
        wait = min((DAYS.index(day) - start.weekday()) % 7 for day in days)
        params = {
            "day": DAYS[start.weekday()].capitalize(),
            "date": write_date(start),
            "suggestion": f"mulai: {write_date(start + timedelta(days=wait))}",
        }
        related = (("penempatan", number, "jadwal"),)
        yield Finding(("penempatan", number, "mulai"), params, related=related)


def no_day_of_rest(case: Case, _office: Office) -> Iterator[Finding]:
    """Seven days a week leave no day for rest or worship."""
    proposal = case.rekomendasi.usulan if case.rekomendasi else None
    if proposal and proposal.hari_per_minggu == 7:
        yield Finding(("rekomendasi", "usulan", "hari_per_minggu"))


START = ("penempatan.mulai",)
_SHIFT = "penempatan: {jadwal: [{hari: senin, mulai: 08.00, selesai: %s}]}"
_TWO = (
    "penempatan:\n  jadwal:\n  - {hari: senin, mulai: 08.00, selesai: 10.00}\n"
    "  - {hari: %s, mulai: %s, selesai: 12.00}"
)
_PLAN = (
    "putusan: {jam: %s}\npenempatan:\n  mulai: 2026-04-06\n  selesai: 2026-04-19\n"
    "  jadwal: [{hari: senin, mulai: 08.00, selesai: 12.00}]"
)
RULES: tuple[Rule, ...] = (
    Rule(
        "KS301",
        day_over_eight_hours,
        "error",
        kinds=PKS,
        acts=START,
        since=KUHP,
        failing=_SHIFT % "16.30",
        passing=_SHIFT % "16.00",
    ),
    Rule(
        "KS302",
        day_over_judgment,
        "error",
        kinds=PKS,
        acts=START,
        since=KUHP,
        failing="putusan: {jam_per_hari: 4}\n" + _SHIFT % "12.30",
        passing="putusan: {jam_per_hari: 4}\n" + _SHIFT % "12.00",
    ),
    Rule(
        "KS303",
        day_over_a_childs,
        "warning",
        kinds=CHILDREN,
        acts=START,
        ground="practice",
        office="batas: {jam_per_hari_anak: 4}",
        failing=_SHIFT % "12.30",
        passing=_SHIFT % "12.00",
    ),
    Rule(
        "KS304",
        overlapping,
        "error",
        kinds=WORK,
        acts=START,
        failing=_TWO % ("senin", "09.00"),
        passing=_TWO % ("senin", "10.00"),
    ),
    Rule(
        "KS305",
        more_days_a_week,
        "warning",
        kinds=WORK,
        acts=START,
        failing="putusan: {hari_per_minggu: 1}\n" + _TWO % ("rabu", "10.00"),
        passing="putusan: {hari_per_minggu: 2}\n" + _TWO % ("rabu", "10.00"),
    ),
    Rule(
        "KS306",
        too_few_hours,
        "warning",
        kinds=WORK,
        acts=START,
        ground="practice",
        failing=_PLAN % 12,
        passing=_PLAN % 8,
    ),
    Rule(
        "KS312",
        longer_than_window,
        "warning",
        kinds=PKS,
        acts=START,
        since=KUHP,
        failing="penempatan: {mulai: 2026-04-01, selesai: 2026-10-02}",
        passing="penempatan: {mulai: 2026-04-01, selesai: 2026-09-30}",
    ),
    Rule(
        "KS313",
        first_day_not_scheduled,
        "warning",
        kinds=WORK,
        acts=START,
        ground="practice",
        failing="penempatan:\n  mulai: 2026-04-07\n"
        "  jadwal: [{hari: senin, mulai: 08.00, selesai: 12.00}]",
        passing="penempatan:\n  mulai: 2026-04-06\n"
        "  jadwal: [{hari: senin, mulai: 08.00, selesai: 12.00}]",
    ),
    Rule(
        "KS314",
        no_day_of_rest,
        "warning",
        kinds=PKS,
        acts=("rekomendasi.tanggal_laporan",),
        ground="practice",
        failing="rekomendasi: {usulan: {hari_per_minggu: 7}}",
        passing="rekomendasi: {usulan: {hari_per_minggu: 6}}",
    ),
)
