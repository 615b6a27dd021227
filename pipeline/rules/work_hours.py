"""Hours that count: of a day, in all, and as they are written (KUHP art. 85)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import figures
from pipeline.case import Case
from pipeline.office import Office
from pipeline.rules.ledger import (
    LONGEST_DAY,
    Entry,
    beyond,
    counted,
    cut,
    day_cap,
    days_once,
    dihitung,
    is_unread,
    ledger,
    too_long,
    weight,
    write_hours,
)
from pipeline.rules.rule import CHILDREN, KUHP, PKS, WORK, Finding, Rule
from pipeline.values import Hours, write_date
from pipeline.yaml_text import Path_


def day_over_eight_hours(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(5): no more than 8 hours count of one day, of all sessions and sites."""
    if not figures.for_a_fine(case):
        for entry, left, entries in too_long(case, LONGEST_DAY, day_cap(case)):
            yield _of_a_day(entry, left, entries)


def _of_a_day(entry: Entry, left: int, entries: list[Entry]) -> Finding:
    """More counts of a day than may; what the day's other rows leave is the way out."""
    params = {
        "day": write_date(entry.day),
        "total": write_hours(counted(entries)),
        "suggestion": dihitung(left),
    }
    others = tuple(other.count_path for other in entries if other is not entry)
    return Finding(entry.count_path, params, related=others)


def day_over_judgment(case: Case, _office: Office) -> Iterator[Finding]:
    """The judgment's hours a day bind us (KUHP art. 85(6)); over 8 the statute speaks instead."""
    most = case.putusan.jam_per_hari if case.putusan else None
    if most is None:
        return
    for entry, left, entries in too_long(case, most.minutes):
        if counted(entries) <= LONGEST_DAY or figures.for_a_fine(case):
            found = _of_a_day(entry, left, entries)
            params = {**found.params, "most": write_hours(most.minutes)}
            yield Finding(found.path, params, related=(("putusan", "jam_per_hari"), *found.related))


def day_worked_too_long(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(5): nobody should work more than 8 hours a day, though no more are counted."""
    for entries in () if figures.for_a_fine(case) else days_once(case):
        total = sum(entry.worked for entry in entries)
        if total > LONGEST_DAY >= counted(entries):
            last = entries[-1]
            others = tuple(other.path("selesai") for other in entries[:-1])
            params = {"day": write_date(last.day), "total": write_hours(total)}
            yield Finding(last.path("selesai"), params, related=others)


def more_than_due(case: Case, _office: Office) -> Iterator[Finding]:
    """No more hours count than are due, less what of a fine was paid by then."""
    if figures.due(case) is None:
        return
    own = ledger(case).own
    kept = cut(case)
    key = None
    diversion = case.jenis == "diversi"
    related: Path_ = ("diversi", "kesepakatan") if diversion else ("putusan", "jam")
    for entry, left, owed in beyond(case, own, lambda day: figures.due(case, until=day)):
        key = key or entry.count_path[-1]  # one key, so that all rows are told together
        params = {
            "day": write_date(entry.day),
            "total": write_hours(sum(kept.get(one.number, 0) for one in own)),
            "due": write_hours(owed.minutes),
        }
        if case.jenis == "pidana_kerja_sosial":  # a child's hours are not cut
            params["suggestion"] = dihitung(left)
        yield Finding(entry.path(str(key)), params, related=(related,))


def short_of_due(case: Case, _office: Office) -> Iterator[Finding]:
    """Work is complete when all hours are served, or those that were ordered again."""
    found = _lacking(case, "selesai")
    if found is None:
        return
    owed, lacking = found
    rows = ledger(case)
    if any(map(_has_wrong_times, rows.work)) or (rows.again and case.pengulangan is None):
        return  # told already, and the sum may be too small for it
    again = case.pengulangan.jam if case.pengulangan else None
    if lacking <= 0 or (again and counted(rows.again) >= again.minutes):
        return
    params = {"due": write_hours(owed.minutes), "lacking": write_hours(lacking)}
    severity = weight(case)
    yield Finding(("penyelesaian", "hasil"), params, severity)


def _has_wrong_times(entry: Entry) -> bool:
    """Whether the times of a row leave no work, though it should count."""
    row = entry.row
    timed = row.mulai is not None and row.selesai is not None
    return timed and row.dihitung is not False and not entry.worked and not entry.counted


def _lacking(case: Case, result: str) -> tuple[Hours, int] | None:
    """With this result: the hours due and the minutes that lack; None where sums are unsure."""
    if case.penyelesaian is None or case.penyelesaian.hasil != result:
        return None
    owed = figures.due(case)
    rows = ledger(case)
    if owed is None or not rows.sure:
        return None
    return owed, owed.minutes - counted(rows.own)


def counted_over_worked(case: Case, _office: Office) -> Iterator[Finding]:
    """What was not worked cannot count."""
    for entry in ledger(case).work:
        if entry.counted > entry.worked > 0:
            params = {
                "counted": write_hours(entry.counted),
                "worked": write_hours(entry.worked),
                "suggestion": dihitung(entry.worked),
            }
            yield Finding(entry.path("dihitung"), params, related=(entry.path("selesai"),))


def counted_less_without_reason(case: Case, _office: Office) -> Iterator[Finding]:
    """Who counts less than was worked takes hours from the client, and says why."""
    for entry in ledger(case).work:
        row = entry.row
        if entry.counted < entry.worked and row.alasan is None and not is_unread(row, "alasan"):
            params = {
                "day": write_date(entry.day),
                "counted": write_hours(entry.counted),
                "worked": write_hours(entry.worked),
            }
            yield Finding(entry.path("alasan"), params, related=(entry.path("dihitung"),))


def day_over_a_childs(case: Case, office: Office) -> Iterator[Finding]:
    """How long a child may work a day is the office's own limit; no statute that was read says."""
    most = office.batas.jam_per_hari_anak if office.batas else None
    if most is None:
        return
    for entry, left, entries in too_long(case, most.minutes):
        found = _of_a_day(entry, left, entries)
        params = {name: text for name, text in found.params.items() if name != "suggestion"}
        params["most"] = write_hours(most.minutes)
        yield Finding(found.path, params, related=found.related)


def unfinished_though_served(case: Case, _office: Office) -> Iterator[Finding]:
    """Who has served all hours has finished, unless hours that were ordered again are open."""
    found = _lacking(case, "tidak_selesai")
    if found is None:
        return
    owed, lacking = found
    again = case.pengulangan.jam if case.pengulangan else None
    if not owed or lacking > 0 or (again and counted(ledger(case).again) < again.minutes):
        return
    yield Finding(("penyelesaian", "hasil"), {"due": write_hours(owed.minutes)})


DAYS = ("kehadiran.tanggal",)
END = ("penyelesaian.tanggal",)
RULES: tuple[Rule, ...] = (
    Rule(
        "KS201",
        day_over_eight_hours,
        "error",
        kinds=PKS,
        acts=DAYS,
        since=KUHP,
        failing="kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 17.00}]",
        passing="kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 17.00, istirahat: 1}]",
    ),
    Rule(
        "KS202",
        day_over_judgment,
        "error",
        kinds=PKS,
        acts=DAYS,
        since=KUHP,
        failing="putusan: {jam_per_hari: 4}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 13.00}]",
        passing="putusan: {jam_per_hari: 4}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 12.00}]",
    ),
    Rule(
        "KS203",
        day_worked_too_long,
        "warning",
        kinds=PKS,
        acts=DAYS,
        since=KUHP,
        failing="kehadiran:\n- {tanggal: 2026-04-01, mulai: 08.00, selesai: 17.00, dihitung: 8, "
        "alasan: batas sehari}",
        passing="kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 16.00}]",
    ),
    Rule(
        "KS204",
        more_than_due,
        "error",
        kinds=PKS,
        acts=DAYS,
        since=KUHP,
        failing="putusan: {jam: 8}\nkehadiran:\n"
        "- {tanggal: 2026-04-01, mulai: 08.00, selesai: 13.00}\n"
        "- {tanggal: 2026-04-02, mulai: 08.00, selesai: 13.00}",
        passing="putusan: {jam: 8}\nkehadiran:\n"
        "- {tanggal: 2026-04-01, mulai: 08.00, selesai: 13.00}\n"
        "- {tanggal: 2026-04-02, mulai: 08.00, selesai: 11.00}",
    ),
    Rule(
        "KS208",
        short_of_due,
        "error",
        kinds=WORK,
        acts=END,
        failing="putusan: {jam: 8}\npenyelesaian: {tanggal: 2026-04-30, hasil: selesai}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 15.00}]",
        passing="putusan: {jam: 8}\npenyelesaian: {tanggal: 2026-04-30, hasil: selesai}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 16.00}]",
    ),
    Rule(
        "KS211",
        counted_over_worked,
        "error",
        kinds=WORK,
        acts=DAYS,
        failing="kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 11.00, dihitung: 4}]",
        passing="kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 11.00, dihitung: 3}]",
    ),
    Rule(
        "KS212",
        counted_less_without_reason,
        "error",
        kinds=WORK,
        acts=DAYS,
        failing="kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 11.00, dihitung: 2}]",
        passing="kehadiran:\n- {tanggal: 2026-04-01, mulai: 08.00, selesai: 11.00, dihitung: 2, "
        "alasan: datang terlambat}",
    ),
    Rule(
        "KS219",
        day_over_a_childs,
        "warning",
        kinds=CHILDREN,
        acts=DAYS,
        ground="practice",
        office="batas: {jam_per_hari_anak: 4}",
        failing="kehadiran: [{tanggal: 2026-04-01, mulai: 13.00, selesai: 17.30}]",
        passing="kehadiran: [{tanggal: 2026-04-01, mulai: 13.00, selesai: 17.00}]",
    ),
    Rule(
        "KS224",
        unfinished_though_served,
        "warning",
        kinds=WORK,
        acts=END,
        failing="putusan: {jam: 8}\npenyelesaian: {tanggal: 2026-04-30, hasil: tidak_selesai}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 16.00}]",
        passing="putusan: {jam: 8}\npenyelesaian: {tanggal: 2026-04-30, hasil: selesai}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 16.00}]",
    ),
    Rule(
        "KS226",
        more_than_due,
        "warning",
        kinds=CHILDREN,
        acts=DAYS,
        ground="practice",
        failing="putusan: {jam: 4}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 13.00, selesai: 17.30}]",
        passing="putusan: {jam: 4}\n"
        "kehadiran: [{tanggal: 2026-04-01, mulai: 13.00, selesai: 17.00}]",
    ),
)
