"""How long the work may last: by statute, judgment and agreement (KUHP art. 85)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline import figures
from pipeline.case import Case
from pipeline.figures import SIX_MONTHS, later, later_by_days
from pipeline.office import Office
from pipeline.rules.ledger import Entry, first_path, ledger
from pipeline.rules.rule import CHILDREN, KUHP, PKS, Finding, Rule
from pipeline.values import Period, write_date


def after_six_months(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(5): the work is done within six months of its first day."""
    for first, entry in _by_statute(case):
        if entry.day > (limit := later(first, SIX_MONTHS)):
            yield _late(case, entry, first, limit)


def after_180_days(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(5), where a month is 30 days, as the KUHP is believed to define it."""
    for first, entry in _by_statute(case):
        limit = later_by_days(first, SIX_MONTHS)
        if limit < entry.day <= later(first, SIX_MONTHS):
            yield _late(case, entry, first, limit)


def after_ordered_period(case: Case, _office: Office) -> Iterator[Finding]:
    """The judgment's period binds us; by months of 30 days alone a day beyond it is a warning."""
    period = case.putusan.jangka_waktu if case.putusan else None
    if period is None:
        return
    fine = figures.for_a_fine(case)
    for first, entry in _since_the_first_day(case):
        strict, usual = later_by_days(first, period), later(first, period)
        end, end_by_days = later(first, SIX_MONTHS), later_by_days(first, SIX_MONTHS)
        if entry.day <= min(strict, usual) or (entry.day > end and not fine):
            continue  # within; or the statute's own limit says it
        if entry.day > usual:
            yield _after_period(case, entry, first, period, usual)
        elif entry.day > strict and (fine or entry.day <= end_by_days):
            yield replace(_after_period(case, entry, first, period, strict), severity="warning")


def after_a_childs_period(case: Case, _office: Office) -> Iterator[Finding]:
    """No statute that was read says how long a child's work lasts; judgment or agreement does."""
    period = figures.window(case)
    if period is None:
        return
    for first, entry in _since_the_first_day(case):
        if entry.day > (limit := later(first, period)):
            yield _after_period(case, entry, first, period, limit)


def _after_period(case: Case, entry: Entry, first: date, period: Period, limit: date) -> Finding:
    found = _late(case, entry, first, limit)
    agreed = ("diversi", "kesepakatan") if case.jenis == "diversi" else ("putusan", "jangka_waktu")
    params = {**found.params, "period": str(period)}
    return replace(found, params=params, related=(*found.related, agreed))


def _by_statute(case: Case) -> Iterator[tuple[date, Entry]]:
    """Those that the six months bind; work in place of a fine has limits of hours alone."""
    return iter(()) if figures.for_a_fine(case) else _since_the_first_day(case)


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
    return Finding(entry.path("tanggal"), params, related=(first_path(case, first),))


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
        "KS227",
        after_a_childs_period,
        "warning",
        kinds=CHILDREN,
        acts=DAYS,
        ground="practice",
        failing="putusan: {jangka_waktu: 2 bulan}\npenempatan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-06-02, mulai: 14.00, selesai: 16.00}]",
        passing="putusan: {jangka_waktu: 2 bulan}\npenempatan: {mulai: 2026-04-01}\n"
        "kehadiran: [{tanggal: 2026-06-01, mulai: 14.00, selesai: 16.00}]",
    ),
)
