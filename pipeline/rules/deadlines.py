"""Papers that came too late, by the calendar.

Why: the days of a litmas are counted by those who wait for it; an office that is told how many
there were, and which was the last, can answer. Limits of the office's own are its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pipeline.case import Case
from pipeline.figures import later, months_to_report
from pipeline.office import Office
from pipeline.rules.order import Moment, first, moments, pairs
from pipeline.rules.rule import CHILDREN, PKS, PRISON, WORK, Finding, Rule
from pipeline.values import Period, write_date, write_month

# Where the office sets no limit: SE PAS6.PK.01.05.02-572/2014 (adults), PP 65/2015 (children).
ADULTS = Period(days=7)
MINORS = Period(days=3)
A_MONTH, A_DAY = Period(months=1), timedelta(days=1)
REPORTS = ("lapor_jaksa", "lapor_hakim_pengawas")


def litmas_of_adult(case: Case, office: Office) -> Iterator[Finding]:
    """SE PAS6.PK.01.05.02-572/2014: seven days from the request's arrival."""
    return _litmas(case, "permintaan.diterima", _limit(office, "litmas_dewasa") or ADULTS)


def litmas_of_child(case: Case, office: Office) -> Iterator[Finding]:
    """PP 65/2015: three days from the request's arrival."""
    return _litmas(case, "permintaan.diterima", _limit(office, "litmas_anak") or MINORS)


def litmas_in_prison(case: Case, office: Office) -> Iterator[Finding]:
    """Standard of service: seven days from the officer's appointment."""
    return _litmas(case, "penugasan.tanggal", _limit(office, "litmas_dewasa") or ADULTS)


def _litmas(case: Case, start: str, limit: Period) -> Iterator[Finding]:
    for sent in moments(case, "pengantar.tanggal"):
        for begun in moments(case, start):
            yield from _late(sent, begun, limit)


def placement(case: Case, office: Office) -> Iterator[Finding]:
    """The office's own limit from the prosecutor's letter to the first letter of placement."""
    letters = moments(case, "penempatan.tanggal_surat")
    limit = _limit(office, "penempatan")
    if letters and limit:
        for begun in moments(case, "eksekusi.tanggal"):
            yield from _late(first(letters), begun, limit)


def progress(case: Case, office: Office) -> Iterator[Finding]:
    """The office's own limit from the end of a month to its report."""
    if limit := _limit(office, "laporan_perkembangan"):
        for _, sent, month in pairs(case, "perkembangan", "tanggal_laporan", "bulan"):
            last_day = later(month.day, A_MONTH) - A_DAY
            yield from _late(sent, Moment(last_day, month.path), limit)


def violation(case: Case, office: Office) -> Iterator[Finding]:
    """The office's own limit from a violation to its report to prosecutor or judge."""
    if limit := _limit(office, "laporan_pelanggaran"):
        for number, sent, happened in pairs(case, "pelanggaran", "tanggal_surat", "tanggal"):
            if case.pelanggaran[number].tindakan in REPORTS:
                yield from _late(sent, happened, limit)


def completion(case: Case, office: Office) -> Iterator[Finding]:
    """The office's own limit from completion to its report."""
    if limit := _limit(office, "laporan_selesai"):
        for sent in moments(case, "penyelesaian.tanggal_laporan"):
            for ended in moments(case, "penyelesaian.tanggal"):
                yield from _late(sent, ended, limit)


def arrival_is_known(case: Case, office: Office) -> Iterator[Finding]:
    """A litmas was sent, and nothing says when the request had come."""
    if case.permintaan is None or not moments(case, "pengantar.tanggal"):
        return
    if "diterima" not in case.permintaan.model_fields_set:
        yield Finding(("permintaan", "diterima"), related=(("pengantar", "tanggal"),))


def each_month_reported(case: Case, office: Office) -> Iterator[Finding]:
    """A month of work that is over has its report; the final report covers the last one.

    Work that was completed within a month has no other report than the final one.
    """
    days = [row.tanggal for row in case.kehadiran]
    reported = [row.bulan for row in case.perkembangan]
    if not days or None in days or None in reported:
        return
    ends = [moment.day for moment in moments(case, "penyelesaian.tanggal")]
    current = max([*days, *ends]).replace(day=1)
    months = months_to_report(days, min(ends, default=None))
    missing = [month for month in months if month not in (*reported, current)]
    if missing:
        names = ", ".join(write_month(month) for month in missing)
        yield Finding(("perkembangan",), {"months": names, "suggestion": f"{missing[0]:%Y-%m}"})


def _limit(office: Office, name: str) -> Period | None:
    found: Period | None = getattr(office.batas, name) if office.batas else None
    return found


def _late(sent: Moment, begun: Moment, limit: Period) -> Iterator[Finding]:
    right = later(begun.day, limit)
    if sent.day > right:
        params = {
            "date": write_date(sent.day),
            "start": write_date(begun.day),
            "limit": str(limit),
            "days": (sent.day - right).days,
            "suggestion": write_date(right),
        }
        yield Finding(sent.path, params, related=(begun.path,))


RULES = (
    Rule(
        "KS601",
        litmas_of_adult,
        "warning",
        kinds=PKS,
        failing="permintaan: {diterima: 2026-02-04}\npengantar: {tanggal: 2026-02-12}",
        passing="permintaan: {diterima: 2026-02-04}\npengantar: {tanggal: 2026-02-11}",
    ),
    Rule(
        "KS602",
        litmas_of_child,
        "warning",
        kinds=CHILDREN,
        failing="permintaan: {diterima: 2026-02-04}\npengantar: {tanggal: 2026-02-08}",
        passing="permintaan: {diterima: 2026-02-04}\npengantar: {tanggal: 2026-02-07}",
    ),
    Rule(
        "KS603",
        litmas_in_prison,
        "warning",
        kinds=PRISON,
        failing="penugasan: {tanggal: 2026-02-04}\npengantar: {tanggal: 2026-02-12}",
        passing="penugasan: {tanggal: 2026-02-04}\npengantar: {tanggal: 2026-02-11}",
    ),
    Rule(
        "KS604",
        placement,
        "warning",
        kinds=WORK,
        ground="practice",
        office="batas: {penempatan: 7 hari}",
        failing="eksekusi: {tanggal: 2026-03-19}\npenempatan: {tanggal_surat: 2026-03-27}",
        passing="eksekusi: {tanggal: 2026-03-19}\npenempatan: {tanggal_surat: 2026-03-26}",
    ),
    Rule(
        "KS605",
        progress,
        "warning",
        kinds=WORK,
        ground="practice",
        office="batas: {laporan_perkembangan: 10 hari}",
        failing="perkembangan: [{bulan: 2026-04, tanggal_laporan: 2026-05-11}]",
        passing="perkembangan: [{bulan: 2026-04, tanggal_laporan: 2026-05-10}]",
    ),
    Rule(
        "KS606",
        violation,
        "warning",
        kinds=WORK,
        ground="practice",
        office="batas: {laporan_pelanggaran: 3 hari}",
        failing="pelanggaran:\n"
        "- {tanggal: 2026-06-15, tindakan: lapor_jaksa, tanggal_surat: 2026-06-19}",
        passing="pelanggaran:\n"
        "- {tanggal: 2026-06-15, tindakan: lapor_jaksa, tanggal_surat: 2026-06-18}",
    ),
    Rule(
        "KS607",
        completion,
        "warning",
        kinds=WORK,
        ground="practice",
        office="batas: {laporan_selesai: 7 hari}",
        failing="penyelesaian: {tanggal: 2026-09-02, tanggal_laporan: 2026-09-10}",
        passing="penyelesaian: {tanggal: 2026-09-02, tanggal_laporan: 2026-09-09}",
    ),
    Rule(
        "KS608",
        arrival_is_known,
        "warning",
        kinds=(*PKS, *CHILDREN),
        ground="practice",
        failing="permintaan: {tanggal: 2026-02-03}\npengantar: {tanggal: 2026-02-10}",
        passing="permintaan: {diterima: 2026-02-04}\npengantar: {tanggal: 2026-02-10}",
    ),
    Rule(
        "KS609",
        each_month_reported,
        "warning",
        kinds=WORK,
        ground="practice",
        failing="perkembangan: []\nkehadiran: [{tanggal: 2026-04-07}, {tanggal: 2026-05-05}]",
        passing="perkembangan: [{bulan: 2026-04}]\n"
        "kehadiran: [{tanggal: 2026-04-07}, {tanggal: 2026-05-05}]",
    ),
)
