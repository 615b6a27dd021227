"""Orders of the file that need more than two days: handovers, months, meetings, assessments.

Why: a month reported twice, or an officer to whom nobody handed the case, is read over by whoever
wrote it, and asked about by whoever inspects it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from pipeline.case import Case
from pipeline.case.model import Handoff
from pipeline.figures import first_day
from pipeline.office import Office
from pipeline.rules.order import in_each, not_before
from pipeline.rules.rule import WORK, Finding, Rule
from pipeline.values import write_date, write_month


def month_once(case: Case, office: Office) -> Iterator[Finding]:
    """Each month has one report of progress; a second one is a slip in `bulan`."""
    seen: dict[date, int] = {}
    for number, row in enumerate(case.perkembangan):
        if row.bulan is None:
            continue
        earlier = seen.setdefault(row.bulan, number)
        if earlier != number:
            yield Finding(
                ("perkembangan", number, "bulan"),
                {"month": write_month(row.bulan)},
                related=(("perkembangan", earlier, "bulan"),),
            )


def month_of_work(case: Case, office: Office) -> Iterator[Finding]:
    """A month that is reported lies within the placement and has rows of attendance."""
    days = [row.tanggal for row in case.kehadiran] if case.perkembangan else []
    if None in days:
        return
    worked = {day.replace(day=1) for day in days}
    start = first_day(case)
    for number, row in enumerate(case.perkembangan):
        month = row.bulan
        if month in (None, *worked):
            continue
        if worked or (start and month < start.replace(day=1)):
            yield Finding(("perkembangan", number, "bulan"), {"month": write_month(month)})


def handed_to_the_officer(case: Case, office: Office) -> Iterator[Finding]:
    """Who took the case over last is the officer of the case."""
    handoffs = _in_time(case)
    if not handoffs or case.pk is None:
        return
    number, latest = handoffs[-1]
    if latest.ke and latest.ke != case.pk:
        codes = {"value": latest.ke, "pk": case.pk}
        yield Finding(("pergantian_pk", number, "ke"), codes, related=(("pk",),))


def handed_on_by_its_holder(case: Case, office: Office) -> Iterator[Finding]:
    """Who hands the case over is who had taken it over before."""
    for (before, giver), (number, taker) in pairwise(_in_time(case)):
        if giver.ke and taker.dari and giver.ke != taker.dari:
            yield Finding(
                ("pergantian_pk", number, "dari"),
                {"value": taker.dari, "holder": giver.ke},
                related=(("pergantian_pk", before, "ke"),),
            )


def handoffs_in_order(case: Case, office: Office) -> Iterator[Finding]:
    """Changes of the officer stand in the order of time."""
    for number, (earlier, later) in enumerate(pairwise(case.pergantian_pk)):
        if None in (earlier.tanggal, later.tanggal):
            continue
        if later.tanggal < earlier.tanggal:
            yield Finding(
                ("pergantian_pk", number + 1, "tanggal"),
                {"date": write_date(later.tanggal), "other": write_date(earlier.tanggal)},
                related=(("pergantian_pk", number, "tanggal"),),
            )


def _in_time(case: Case) -> list[tuple[int, Handoff]]:
    """Changes of the officer in the order of time; none where one has no day."""
    dated = [(entry.tanggal, number) for number, entry in enumerate(case.pergantian_pk)]
    if any(day is None for day, _ in dated):
        return []
    return [(number, case.pergantian_pk[number]) for _, number in sorted(dated)]


RULES = (
    Rule(
        "KS530",
        in_each("perkembangan", "tanggal_laporan", "bulan"),
        "warning",
        kinds=WORK,
        ground="practice",
        failing="perkembangan: [{bulan: 2026-04, tanggal_laporan: 2026-03-31}]",
        passing="perkembangan: [{bulan: 2026-04, tanggal_laporan: 2026-05-04}]",
    ),
    Rule(
        "KS531",
        month_once,
        "warning",
        kinds=WORK,
        ground="practice",
        failing="perkembangan: [{bulan: 2026-04}, {bulan: 2026-04}]",
        passing="perkembangan: [{bulan: 2026-04}, {bulan: 2026-05}]",
    ),
    Rule(
        "KS532",
        month_of_work,
        "warning",
        kinds=WORK,
        ground="practice",
        failing="kehadiran: [{tanggal: 2026-04-07}]\nperkembangan: [{bulan: 2026-06}]",
        passing="kehadiran: [{tanggal: 2026-04-07}]\nperkembangan: [{bulan: 2026-04}]",
    ),
    Rule(
        "KS533",
        handed_to_the_officer,
        "warning",
        ground="practice",
        failing="pk: sr\npergantian_pk: {tanggal: 2026-05-04, dari: sr, ke: dw}",
        passing="pk: dw\npergantian_pk: {tanggal: 2026-05-04, dari: sr, ke: dw}",
    ),
    Rule(
        "KS534",
        not_before("diversi.musyawarah.tanggal", "permintaan.tanggal"),
        "warning",
        kinds=("diversi",),
        ground="practice",
        failing="permintaan: {tanggal: 2026-02-10}\ndiversi: {musyawarah: {tanggal: 2026-02-09}}",
        passing="permintaan: {tanggal: 2026-02-10}\ndiversi: {musyawarah: {tanggal: 2026-02-17}}",
    ),
    Rule(
        "KS535",
        not_before("asesmen.risiko.tanggal", "penugasan.tanggal"),
        "warning",
        ground="practice",
        failing="penugasan: {tanggal: 2026-02-10}\nasesmen: {risiko: {tanggal: 2026-02-09}}",
        passing="penugasan: {tanggal: 2026-02-10}\nasesmen: {risiko: {tanggal: 2026-02-11}}",
    ),
    Rule(
        "KS536",
        not_before("pengakhiran.tanggal", "bimbingan.tanggal"),
        "warning",
        ground="practice",
        failing="bimbingan: [{tanggal: 2026-09-05}]\npengakhiran: {tanggal: 2026-09-04}",
        passing="bimbingan: [{tanggal: 2026-08-28}]\npengakhiran: {tanggal: 2026-09-04}",
    ),
    Rule(
        "KS537",
        handed_on_by_its_holder,
        "warning",
        ground="practice",
        failing="pergantian_pk: [{tanggal: 2026-05-04, ke: dw}, {tanggal: 2026-06-01, dari: am}]",
        passing="pergantian_pk: [{tanggal: 2026-05-04, ke: dw}, {tanggal: 2026-06-01, dari: dw}]",
    ),
    Rule(
        "KS538",
        not_before("penempatan.mulai", "eksekusi.tanggal"),
        "warning",
        kinds=("pidana_kerja_sosial", "pelayanan_masyarakat"),
        ground="practice",
        failing="eksekusi: {tanggal: 2026-03-24}\npenempatan: {mulai: 2026-03-23}",
        passing="eksekusi: {tanggal: 2026-03-20}\npenempatan: {mulai: 2026-03-28}",
    ),
    Rule(
        "KS540",
        handoffs_in_order,
        "warning",
        ground="practice",
        failing="pergantian_pk: [{tanggal: 2026-06-01}, {tanggal: 2026-05-04}]",
        passing="pergantian_pk: [{tanggal: 2026-05-04}, {tanggal: 2026-06-01}]",
    ),
    Rule(
        "KS541",
        not_before("diversi.penetapan.tanggal", "diversi.musyawarah.tanggal"),
        "warning",
        kinds=("diversi",),
        ground="practice",
        failing="diversi: {musyawarah: {tanggal: 2026-02-17}, penetapan: {tanggal: 2026-02-16}}",
        passing="diversi: {musyawarah: {tanggal: 2026-02-17}, penetapan: {tanggal: 2026-02-20}}",
    ),
    Rule(
        "KS542",
        not_before("rekomendasi.tanggal_laporan", "asesmen.risiko.tanggal"),
        "warning",
        ground="practice",
        failing="asesmen: {risiko: {tanggal: 2026-02-14}}\n"
        "rekomendasi: {tanggal_laporan: 2026-02-13}",
        passing="asesmen: {risiko: {tanggal: 2026-02-11}}\n"
        "rekomendasi: {tanggal_laporan: 2026-02-13}",
    ),
)
