"""Rules on the programmes of a reintegrasi, and on the detention that its dates rest on."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.case import Case
from pipeline.case.offence import PrisonTerm
from pipeline.office import Office
from pipeline.rules.rule import PRISON, Finding, Rule, value_at
from pipeline.rules.terms import imposed, sorted_stretches
from pipeline.values import write_date
from pipeline.yaml_text import Path_, dotted

NINE_MONTHS = 9 * 30  # days of a part of the term, months of thirty days
EIGHTEEN_MONTHS = 18 * 30
# The date on which a programme may begin.
EARLIEST = {
    "pembebasan_bersyarat": "dua_pertiga",
    "cuti_bersyarat": "dua_pertiga",
    "cuti_menjelang_bebas": "dua_pertiga",
    "asimilasi": "setengah",
}
TERM = ("masa_pidana",)


def nine_months(case: Case, office: Office) -> Iterator[Finding]:
    """Permenkumham 3/2018 jo. 7/2022 art. 82: two thirds of the term are nine months at least."""
    if case.program not in ("pembebasan_bersyarat", "cuti_menjelang_bebas"):
        return
    length = imposed(case.masa_pidana) if case.masa_pidana else None
    if length is not None and length.thirty * Fraction(2, 3) < NINE_MONTHS:
        yield _of_programme(case)


def eighteen_months(case: Case, office: Office) -> Iterator[Finding]:
    """Permenkumham 3/2018: conditional leave is for terms of a year and six months at most."""
    if case.program != "cuti_bersyarat":
        return
    length = imposed(case.masa_pidana) if case.masa_pidana else None
    if length is not None and length.thirty > EIGHTEEN_MONTHS:
        yield _of_programme(case)


def _of_programme(case: Case) -> Finding:
    """The programme does not fit the length of the term."""
    length = value_at(case, "masa_pidana.pidana")
    params = {"program": str(case.program).replace("_", " "), "pidana": length}
    return Finding(("program",), params, related=((*TERM, "pidana"),))


def after_expiry(case: Case, office: Office) -> Iterator[Finding]:
    """Who has served a term needs no programme any more.

    A term that ends before the detention is told for itself.
    """
    prison = case.masa_pidana
    end = prison.ekspirasi if prison else None
    if prison is None or end is None or (prison.ditahan and end < prison.ditahan):
        return
    acts: tuple[Path_, ...] = (("rekomendasi", "tanggal_laporan"), ("pengantar", "tanggal"))
    for path in acts:
        day = value_at(case, dotted(path))
        if day is not None and day > end:
            params = {"value": write_date(day), "end": write_date(end)}
            yield Finding(path, params, related=((*TERM, "ekspirasi"),))


def stretches(case: Case, office: Office) -> Iterator[Finding]:
    """A stretch of detention ends after it begins, and before the next one begins."""
    if case.masa_pidana is None:
        return
    indices = _indices(case.masa_pidana)
    in_order = sorted_stretches(case.masa_pidana)
    for custody in in_order:
        if custody.sampai is not None and custody.sampai < custody.dari:
            of = (*TERM, "tahanan", indices[id(custody)])
            params = {"value": write_date(custody.sampai), "other": write_date(custody.dari)}
            yield Finding((*of, "sampai"), params, related=((*of, "dari"),))
    for before, after in pairwise(in_order):
        if before.sampai is not None and before.dari <= before.sampai > after.dari:
            path = (*TERM, "tahanan", indices[id(after)], "dari")
            other = (*TERM, "tahanan", indices[id(before)], "sampai")
            params = {"value": write_date(after.dari), "other": write_date(before.sampai)}
            yield Finding(path, params, related=(other,))


def _indices(prison: PrisonTerm) -> dict[int, int]:
    """Where each stretch stands in the file."""
    return {id(custody): number for number, custody in enumerate(prison.tahanan)}


def first_detention(case: Case, office: Office) -> Iterator[Finding]:
    """The first stretch of detention begins on the day of the first detention."""
    prison = case.masa_pidana
    if prison is None or prison.ditahan is None:
        return
    held = [c for c in sorted_stretches(prison) if c.jenis != "tidak_ditahan"]
    if held and held[0].dari != prison.ditahan:
        params = {"value": write_date(prison.ditahan), "first": write_date(held[0].dari)}
        other = (*TERM, "tahanan", _indices(prison)[id(held[0])], "dari")
        yield Finding((*TERM, "ditahan"), params, related=(other,))


def date_of_programme(case: Case, office: Office) -> Iterator[Finding]:
    """A programme is judged by the date on which it may begin, so the file needs that date."""
    key = EARLIEST.get(case.program or "")
    if key and case.masa_pidana is not None and getattr(case.masa_pidana, key) is None:
        params = {"program": str(case.program).replace("_", " "), "key": key}
        yield Finding((*TERM, key), params, related=(("program",),))


_CUSTODY = "masa_pidana: {ditahan: 2026-01-10, tahanan: ["
_LEAVE = "jenis: reintegrasi\nprogram: cuti_bersyarat\nmasa_pidana: "
_PAROLE = "jenis: reintegrasi\nprogram: pembebasan_bersyarat\nmasa_pidana: "

RULES = (
    Rule(
        "KS810",
        nine_months,
        "warning",
        kinds=PRISON,
        acts=("rekomendasi.tanggal_laporan",),
        ground="unverified",
        failing=_PAROLE + "{pidana: 13 bulan}",
        passing=_PAROLE + "{pidana: 14 bulan}",
    ),
    Rule(
        "KS811",
        eighteen_months,
        "warning",
        kinds=PRISON,
        acts=("rekomendasi.tanggal_laporan",),
        ground="unverified",
        failing=_LEAVE + "{pidana: 1 tahun 7 bulan}",
        passing=_LEAVE + "{pidana: 1 tahun 6 bulan}",
    ),
    Rule(
        "KS812",
        after_expiry,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing="masa_pidana: {ekspirasi: 2026-06-10}\npengantar: {tanggal: 2026-06-11}",
        passing="masa_pidana: {ekspirasi: 2026-06-10}\npengantar: {tanggal: 2026-06-10}",
    ),
    Rule(
        "KS813",
        stretches,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing=_CUSTODY + "{dari: 2026-01-10, sampai: 2026-01-09}]}",
        passing=_CUSTODY + "{dari: 2026-01-10, sampai: 2026-01-29}]}",
    ),
    Rule(
        "KS814",
        first_detention,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing=_CUSTODY + "{dari: 2026-01-12}]}",
        passing=_CUSTODY + "{dari: 2026-01-10}]}",
    ),
    Rule(
        "KS815",
        date_of_programme,
        "warning",
        kinds=PRISON,
        ground="unverified",
        failing=_LEAVE + "{pidana: 1 tahun}",
        passing=_LEAVE + "{pidana: 1 tahun, dua_pertiga: 2026-09-10}",
    ),
)
