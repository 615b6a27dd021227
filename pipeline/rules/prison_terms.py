"""Rules on prison terms of a reintegrasi: their dates and remissions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from pipeline.case import Case
from pipeline.case.offence import PrisonTerm
from pipeline.office import Office
from pipeline.rules.rule import PRISON, Finding, Rule, value_at
from pipeline.rules.terms import WHOLE, imposed, reckonings, remitted
from pipeline.values import write_date
from pipeline.yaml_text import Path_, dotted

TOLERANCE = 3  # days; enough for whether the first day counts and how a fraction is rounded
PARTS = {
    "sepertiga": (Fraction(1, 3), True),
    "setengah": (Fraction(1, 2), True),
    "dua_pertiga": (Fraction(2, 3), True),
    "ekspirasi_awal": (WHOLE, False),
    "ekspirasi": (WHOLE, True),
}
ORDER = ("ditahan", "sepertiga", "setengah", "dua_pertiga", "ekspirasi")
TERM = ("masa_pidana",)


def _off(prison: PrisonTerm | None, key: str) -> Iterator[Finding]:
    """A date that is far from what it comes to by any way of counting."""
    day = getattr(prison, key) if prison else None
    if prison is None or day is None:
        return
    if key == "ekspirasi" and prison.ditahan and day < prison.ditahan:
        return  # an end before the beginning is told for itself
    part, less = PARTS[key]
    counted = list(reckonings(prison, part, less=less))
    if counted and all(way.distance(day) > TOLERANCE for way in counted):
        params = {
            "value": write_date(day),
            "thirty": write_date(counted[0].thirty),
            "suggestion": write_date(counted[0].calendar),
        }
        yield Finding((*TERM, key), params, related=((*TERM, "ditahan"), (*TERM, "pidana")))


def one_third(case: Case, office: Office) -> Iterator[Finding]:
    """A third of the term less remissions, counted from the first detention."""
    return _off(case.masa_pidana, "sepertiga")


def one_half(case: Case, office: Office) -> Iterator[Finding]:
    """Half of the term less remissions, counted from the first detention."""
    return _off(case.masa_pidana, "setengah")


def two_thirds(case: Case, office: Office) -> Iterator[Finding]:
    """Two thirds of the term less remissions, counted from the first detention."""
    return _off(case.masa_pidana, "dua_pertiga")


def first_expiry(case: Case, office: Office) -> Iterator[Finding]:
    """The whole term, counted from the first detention."""
    return _off(case.masa_pidana, "ekspirasi_awal")


def expiry(case: Case, office: Office) -> Iterator[Finding]:
    """The term less remissions, counted from the first detention."""
    return _off(case.masa_pidana, "ekspirasi")


def _is_off(prison: PrisonTerm, key: str) -> bool:
    return key in PARTS and any(_off(prison, key))


def order_of_dates(case: Case, office: Office) -> Iterator[Finding]:
    """Detention, a third, half, two thirds and the end come one after the other."""
    prison = case.masa_pidana
    if prison is None:
        return
    stand = [(key, day) for key in ORDER if (day := getattr(prison, key)) is not None]
    if prison.ekspirasi and prison.ditahan and prison.ekspirasi < prison.ditahan:
        stand.pop()  # an end before the beginning is told for itself
    for (before, day), (after, later) in pairwise(stand):
        if later > day or _is_off(prison, before) or _is_off(prison, after):
            continue
        params = {"value": write_date(later), "other": write_date(day), "key": before}
        yield Finding((*TERM, after), params, related=((*TERM, before),))


def expiry_put_off(case: Case, office: Office) -> Iterator[Finding]:
    """Remissions bring the end nearer and never put it off."""
    prison = case.masa_pidana
    if prison is None or prison.ekspirasi is None or prison.ekspirasi_awal is None:
        return
    if prison.ekspirasi <= prison.ekspirasi_awal:
        return
    if not _is_off(prison, "ekspirasi") and not _is_off(prison, "ekspirasi_awal"):
        params = {
            "value": write_date(prison.ekspirasi),
            "first": write_date(prison.ekspirasi_awal),
        }
        yield Finding((*TERM, "ekspirasi"), params, related=((*TERM, "ekspirasi_awal"),))


def too_much_remitted(case: Case, office: Office) -> Iterator[Finding]:
    """Remissions take away a part of a term and never all of it."""
    prison = case.masa_pidana
    if prison is None or not prison.remisi:
        return
    length, off = imposed(prison), remitted(prison)
    if length is not None and off is not None and off.thirty >= length.thirty:
        yield Finding((*TERM, "remisi"), {"pidana": prison.pidana}, related=((*TERM, "pidana"),))


def early_remission(case: Case, office: Office) -> Iterator[Finding]:
    """A remission is given to who serves a sentence: not before the judgment or the detention."""
    prison = case.masa_pidana
    if prison is None or not prison.remisi:
        return
    acts: tuple[Path_, ...] = (("putusan", "tanggal"), (*TERM, "ditahan"))
    bounds = [(path, value_at(case, dotted(path))) for path in acts]
    for number, remission in enumerate(prison.remisi):
        day = remission.tanggal
        before = [(path, act) for path, act in bounds if act and day and day < act]
        if before and day:
            path, act = before[0]
            params = {"value": write_date(day), "other": write_date(act)}
            yield Finding((*TERM, "remisi", number, "tanggal"), params, related=(path,))


_TERM = "masa_pidana: {ditahan: 2026-01-10, pidana: 1 tahun 6 bulan, "
_REMISSION = "masa_pidana: {ditahan: 2026-01-10, remisi: ["

RULES = (
    Rule(
        "KS801",
        one_third,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing=_TERM + "sepertiga: 2026-08-10}",
        passing=_TERM + "sepertiga: 2026-07-10}",
    ),
    Rule(
        "KS802",
        one_half,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing=_TERM + "setengah: 2026-11-10}",
        passing=_TERM + "setengah: 2026-10-10}",
    ),
    Rule(
        "KS803",
        two_thirds,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing=_TERM + "remisi: 3 bulan, dua_pertiga: 2027-01-10}",
        passing=_TERM + "remisi: 3 bulan, dua_pertiga: 2026-11-10}",
    ),
    Rule(
        "KS804",
        first_expiry,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing=_TERM + "ekspirasi_awal: 2027-08-10}",
        passing=_TERM + "ekspirasi_awal: 2027-07-10}",
    ),
    Rule(
        "KS805",
        expiry,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing=_TERM + "remisi: 1 bulan, ekspirasi: 2027-07-10}",
        passing=_TERM + "remisi: 1 bulan, ekspirasi: 2027-06-10}",
    ),
    Rule(
        "KS806",
        order_of_dates,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing="masa_pidana: {sepertiga: 2026-11-10, setengah: 2026-10-10}",
        passing="masa_pidana: {sepertiga: 2026-07-10, setengah: 2026-10-10}",
    ),
    Rule(
        "KS807",
        expiry_put_off,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing="masa_pidana: {ekspirasi_awal: 2027-06-10, ekspirasi: 2027-07-10}",
        passing="masa_pidana: {ekspirasi_awal: 2027-07-10, ekspirasi: 2027-06-10}",
    ),
    Rule(
        "KS808",
        too_much_remitted,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing="masa_pidana: {pidana: 6 bulan, remisi: 6 bulan}",
        passing="masa_pidana: {pidana: 6 bulan, remisi: 15 hari}",
    ),
    Rule(
        "KS809",
        early_remission,
        "warning",
        kinds=PRISON,
        ground="practice",
        failing=_REMISSION + "{tanggal: 2025-12-25, lama: 1 bulan}]}",
        passing=_REMISSION + "{tanggal: 2026-12-25, lama: 1 bulan}]}",
    ),
)
