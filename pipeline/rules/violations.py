"""What was done about violations, step by step, and whether the end of the case agrees.

Why: a second warning letter without a first one is the first question of whoever must decide what
follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.case import Case
from pipeline.case.service import Violation
from pipeline.office import Office
from pipeline.rules.order import early, first, in_each, not_before
from pipeline.rules.rule import PKS, WORK, Finding, Rule
from pipeline.values import write_date

LETTERS = ("sp1", "sp2", "sp3")
BEFORE = {"sp2": "sp1", "sp3": "sp2"}
SENTENCED = ("pidana_kerja_sosial", "pelayanan_masyarakat")
# To whom a violation is reported in each kind of case.
SUPERVISOR = {"pidana_kerja_sosial": "lapor_jaksa", "pelayanan_masyarakat": "lapor_hakim_pengawas"}
MANY = 3


def letters_step_by_step(case: Case, office: Office) -> Iterator[Finding]:
    """Warning letters rise step by step: first, second, third."""
    sent: set[str | None] = set()
    for number, row in _in_time(case):
        needed = BEFORE.get(row.tindakan or "")
        if needed and needed not in sent:
            params = {"value": row.tindakan, "needed": needed}
            yield Finding(("pelanggaran", number, "tindakan"), params)
        sent.add(row.tindakan)


def report_after_warning(case: Case, office: Office) -> Iterator[Finding]:
    """A report to the prosecutor follows a warning that was not heeded."""
    for number, row in _in_time(case):
        if row.tindakan in LETTERS:
            return
        if row.tindakan == "lapor_jaksa":
            yield Finding(("pelanggaran", number, "tindakan"))


def right_supervisor(case: Case, office: Office) -> Iterator[Finding]:
    """An adult's violation is reported to the prosecutor, a child's to the supervising judge."""
    right = SUPERVISOR[case.jenis]
    for number, row in enumerate(case.pelanggaran):
        if row.tindakan in SUPERVISOR.values() and row.tindakan != right:
            params = {"value": row.tindakan, "suggestion": right}
            yield Finding(("pelanggaran", number, "tindakan"), params)


def none_after_the_end(case: Case, office: Office) -> Iterator[Finding]:
    """Nothing is violated once the work, or the guidance, has ended."""
    ended = case.penyelesaian is not None and case.penyelesaian.tanggal is not None
    section = "penyelesaian" if ended else "pengakhiran"
    return early(case, f"{section}.tanggal", "pelanggaran.tanggal")


def absences_are_answered(case: Case, office: Office) -> Iterator[Finding]:
    """Three absences without a word, and nothing was done about any of them."""
    if case.pelanggaran:
        return
    rows = [
        (row.tanggal, number)
        for number, row in enumerate(case.kehadiran)
        if row.status == "alpa" and row.tanggal is not None
    ]
    if len(rows) >= MANY:
        number = sorted(rows)[MANY - 1][1]
        yield Finding(("kehadiran", number, "status"), {"count": len(rows)})


def letter_has_its_day(case: Case, office: Office) -> Iterator[Finding]:
    """What was done is a letter, and a letter has a date."""
    for number, row in enumerate(case.pelanggaran):
        if row.tindakan and "tanggal_surat" not in row.model_fields_set:
            path = ("pelanggaran", number)
            params = {"value": row.tindakan}
            yield Finding((*path, "tanggal_surat"), params, related=((*path, "tindakan"),))


def failure_has_a_reason(case: Case, office: Office) -> Iterator[Finding]:
    """Work that was not finished has a violation, or an end that explains it."""
    if case.penyelesaian is None or case.penyelesaian.hasil != "tidak_selesai" or case.pelanggaran:
        return
    closure = case.pengakhiran
    said = closure.model_fields_set if closure else frozenset()
    if "uraian" not in said and not (
        "sebab" in said and closure and closure.sebab not in ("selesai", "tidak_selesai")
    ):
        yield Finding(("penyelesaian", "hasil"))


def ends_agree(case: Case, office: Office) -> Iterator[Finding]:
    """What the completion says and why the guidance ended are one story."""
    if case.penyelesaian is None or case.pengakhiran is None:
        return
    result, reason = case.penyelesaian.hasil, case.pengakhiran.sebab
    if {result, reason} == {"selesai", "tidak_selesai"}:
        params = {"value": reason, "other": result}
        yield Finding(("pengakhiran", "sebab"), params, related=(("penyelesaian", "hasil"),))


def letter_once(case: Case, office: Office) -> Iterator[Finding]:
    """A warning letter of one step is sent once."""
    sent: dict[str | None, int] = {}
    for number, row in _in_time(case):
        if row.tindakan not in LETTERS:
            continue
        earlier = sent.setdefault(row.tindakan, number)
        if earlier != number:
            yield Finding(
                ("pelanggaran", number, "tindakan"),
                {"value": row.tindakan},
                related=(("pelanggaran", earlier, "tindakan"),),
            )


def attendance_agrees(case: Case, office: Office) -> Iterator[Finding]:
    """On the day of a violation the attendance does not say only that all was well."""
    for number, violation in enumerate(case.pelanggaran):
        day = violation.tanggal
        if day is None:
            continue
        rows = [(line, row.patuh) for line, row in enumerate(case.kehadiran) if row.tanggal == day]
        if rows and all(obeyed for _, obeyed in rows):
            yield Finding(
                ("pelanggaran", number, "tanggal"),
                {"date": write_date(day)},
                related=(("kehadiran", rows[0][0], "patuh"),),
            )


def _in_time(case: Case) -> list[tuple[int, Violation]]:
    """Violations in the order of time; none where a day, or what was done, was not read."""
    rows = case.pelanggaran
    if any(row.tanggal is None for row in rows):
        return []
    if any(row.tindakan is None and "tindakan" in row.model_fields_set for row in rows):
        return []
    return sorted(enumerate(rows), key=lambda pair: pair[1].tanggal)


RULES = (
    Rule(
        "KS651",
        letters_step_by_step,
        "warning",
        kinds=WORK,
        ground="practice",
        failing="pelanggaran: [{tanggal: 2026-06-15, tindakan: sp2}]",
        passing="pelanggaran: [{tanggal: 2026-06-15, tindakan: sp1}]",
    ),
    Rule(
        "KS652",
        report_after_warning,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="pelanggaran: [{tanggal: 2026-06-22, tindakan: lapor_jaksa}]",
        passing="pelanggaran:\n"
        "- {tanggal: 2026-06-15, tindakan: sp1}\n"
        "- {tanggal: 2026-06-22, tindakan: lapor_jaksa}",
    ),
    Rule(
        "KS653",
        right_supervisor,
        "warning",
        kinds=SENTENCED,
        ground="unverified",
        failing="pelanggaran: [{tanggal: 2026-06-22, tindakan: lapor_hakim_pengawas}]",
        passing="pelanggaran: [{tanggal: 2026-06-22, tindakan: lapor_jaksa}]",
    ),
    Rule(
        "KS654",
        not_before("pelanggaran.tanggal", "penempatan.mulai", choose=first),
        "warning",
        kinds=WORK,
        ground="practice",
        failing="penempatan: {mulai: 2026-04-01}\npelanggaran: [{tanggal: 2026-03-31}]",
        passing="penempatan: {mulai: 2026-04-01}\npelanggaran: [{tanggal: 2026-04-06}]",
    ),
    Rule(
        "KS655",
        none_after_the_end,
        "warning",
        kinds=WORK,
        ground="practice",
        failing="pelanggaran: [{tanggal: 2026-09-03}]\npenyelesaian: {tanggal: 2026-09-02}",
        passing="pelanggaran: [{tanggal: 2026-08-31}]\npenyelesaian: {tanggal: 2026-09-02}",
    ),
    Rule(
        "KS656",
        absences_are_answered,
        "warning",
        kinds=WORK,
        ground="practice",
        failing="kehadiran:\n"
        "- {tanggal: 2026-06-15, status: alpa}\n"
        "- {tanggal: 2026-06-17, status: alpa}\n"
        "- {tanggal: 2026-06-20, status: alpa}",
        passing="kehadiran:\n"
        "- {tanggal: 2026-06-15, status: alpa}\n"
        "- {tanggal: 2026-06-17, status: alpa}",
    ),
    Rule(
        "KS657",
        letter_has_its_day,
        "warning",
        kinds=WORK,
        ground="practice",
        failing="pelanggaran: [{tindakan: sp1}]",
        passing="pelanggaran: [{tindakan: sp1, tanggal_surat: 2026-06-17}]",
    ),
    Rule(
        "KS658",
        in_each("pelanggaran", "tanggal_surat", "tanggal"),
        "warning",
        kinds=WORK,
        ground="practice",
        failing="pelanggaran: [{tanggal: 2026-06-17, tanggal_surat: 2026-06-15}]",
        passing="pelanggaran: [{tanggal: 2026-06-15, tanggal_surat: 2026-06-17}]",
    ),
    Rule(
        "KS659",
        failure_has_a_reason,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="penyelesaian: {hasil: tidak_selesai}",
        passing="penyelesaian: {hasil: tidak_selesai}\npengakhiran: {sebab: meninggal}",
    ),
    Rule(
        "KS660",
        ends_agree,
        "warning",
        ground="practice",
        failing="penyelesaian: {hasil: selesai}\npengakhiran: {sebab: tidak_selesai}",
        passing="penyelesaian: {hasil: selesai}\npengakhiran: {sebab: selesai}",
    ),
    Rule(
        "KS661",
        letter_once,
        "warning",
        kinds=WORK,
        ground="practice",
        failing="pelanggaran:\n"
        "- {tanggal: 2026-06-15, tindakan: sp1}\n"
        "- {tanggal: 2026-06-22, tindakan: sp1}",
        passing="pelanggaran:\n"
        "- {tanggal: 2026-06-15, tindakan: sp1}\n"
        "- {tanggal: 2026-06-22, tindakan: sp2}",
    ),
    Rule(
        "KS662",
        attendance_agrees,
        "warning",
        kinds=WORK,
        ground="practice",
        failing="kehadiran: [{tanggal: 2026-06-15, patuh: ya}]\n"
        "pelanggaran: [{tanggal: 2026-06-15}]",
        passing="kehadiran: [{tanggal: 2026-06-15, patuh: tidak}]\n"
        "pelanggaran: [{tanggal: 2026-06-15}]",
    ),
)
