"""Rules on diversion: who may be diverted, what an agreement needs (UU 11/2012, SPPA)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipeline.case import Case
from pipeline.case.offence import LIFE
from pipeline.figures import total
from pipeline.office import Office
from pipeline.rules.rule import CHILDREN, SPPA, Finding, Rule, value_at
from pipeline.values import Hours, Period
from pipeline.yaml_text import Path_

LEAST, MOST = Hours(7 * 60), Hours(120 * 60)  # as SPPA art. 76(3) has it for the penalty
MONTHS = 7 * 12  # SPPA art. 7(2)a
DIVERSI = ("diversi",)
OUTCOME = ("diversi", "hasil")
TERMS = ("diversi", "kesepakatan")


def threat(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 7(2)a: a threat of less than seven years, in one of the charges at least."""
    charges = value_at(case, "perkara.dakwaan") or ()
    paths: list[Path_] = [("perkara", "dakwaan", number) for number in range(len(charges))]
    sections = zip([("perkara",), *paths], [case.perkara, *charges], strict=True)
    penalties = [(path, section.ancaman) for path, section in sections if section]
    known = [(path, penalty.penjara) for path, penalty in penalties if penalty and penalty.penjara]
    if known and all(_seven_years(prison) for _, prison in known):
        path, prison = known[0]
        yield Finding((*path, "ancaman", "penjara"), {"value": prison})


def _seven_years(prison: Any) -> bool:
    """Whether a threatened term reaches seven years."""
    if isinstance(prison, Period):
        return prison.years * 12 + prison.months >= MONTHS
    return bool(prison == LIFE)


def repeated(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 7(2)b: not where the offence repeats another."""
    if value_at(case, "perkara.pengulangan") is True:
        yield Finding(("perkara", "pengulangan"))


def willingness(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 9(2): an agreement needs the child and, where there is one, the victim."""
    if case.diversi is None or case.diversi.hasil != "berhasil":
        return
    said = case.diversi.kesediaan
    harmed = bool(value_at(case, "perkara.korban"))
    for who in ("anak", "korban") if harmed else ("anak",):
        if said is None or getattr(said, who) is None:
            yield Finding(("diversi", "kesediaan", who), {"who": who}, related=(OUTCOME,))


def nothing_agreed(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 12: a diversion that succeeded has an agreement."""
    diverted = case.diversi
    if diverted and diverted.hasil == "berhasil" and not diverted.kesepakatan:
        yield Finding(TERMS, related=(OUTCOME,))


def failed_but_agreed(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 13: what failed has no agreement."""
    diverted = case.diversi
    if diverted and diverted.hasil == "gagal" and diverted.kesepakatan:
        yield Finding(OUTCOME, related=(TERMS,))


def order(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 12: a court's order confirms the agreement before it is carried out."""
    diverted = case.diversi
    if diverted is None or not diverted.kesepakatan or diverted.penetapan is not None:
        return
    begun = "penempatan" if case.penempatan else "penyelesaian" if case.penyelesaian else None
    if begun:
        yield Finding(("diversi", "penetapan"), related=((begun,),))


def deliberation(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 8: diversion is done by deliberation."""
    if case.diversi and case.diversi.hasil is not None and not case.diversi.musyawarah:
        yield Finding(("diversi", "musyawarah"), related=(OUTCOME,))


def agreed_hours(case: Case, office: Office) -> Iterator[Finding]:
    """Hours agreed upon, in all as few or as many as the penalty allows."""
    points = enumerate(case.diversi.kesepakatan if case.diversi else ())
    work = [(number, point.jam) for number, point in points if point.jam is not None]
    hours = total(length for _, length in work)
    if work and not LEAST <= hours <= MOST:
        first, *others = ((*TERMS, number, "jam") for number, _ in work)
        yield Finding(first, {"value": hours}, related=tuple(others))


def agreed_without_end(case: Case, office: Office) -> Iterator[Finding]:
    """An agreement on hours says within what time they are worked."""
    for number, point in enumerate(case.diversi.kesepakatan if case.diversi else ()):
        if point.jam is not None and point.jangka_waktu is None:
            yield Finding((*TERMS, number, "jangka_waktu"), {"hours": point.jam})


_SUCCESS = (
    "diversi: {hasil: berhasil, kesediaan: {anak: Bersedia}, kesepakatan: [{isi: Ganti rugi}]}"
)
_AGREED = "penyelesaian: {tanggal: 2026-06-01}\ndiversi:\n  kesepakatan: [{isi: Meminta maaf}]"
_MEETING = "\n  musyawarah: [{tanggal: 2026-05-20}]"

RULES = (
    Rule(
        "KS709",
        threat,
        "warning",
        kinds=DIVERSI,
        ground="unverified",
        acts=("diversi.musyawarah.tanggal",),
        since=SPPA,
        failing="perkara: {ancaman: {penjara: 7 tahun}}",
        passing="perkara: {ancaman: {penjara: 6 tahun 11 bulan}}",
    ),
    Rule(
        "KS710",
        repeated,
        "warning",
        kinds=DIVERSI,
        ground="unverified",
        acts=("diversi.musyawarah.tanggal",),
        since=SPPA,
        failing="perkara: {pengulangan: ya}",
        passing="perkara: {pengulangan: tidak}",
    ),
    Rule(
        "KS711",
        willingness,
        "warning",
        kinds=CHILDREN,
        ground="unverified",
        acts=("diversi.musyawarah.tanggal",),
        since=SPPA,
        failing="diversi: {hasil: berhasil}",
        passing=_SUCCESS,
    ),
    Rule(
        "KS712",
        nothing_agreed,
        "warning",
        kinds=CHILDREN,
        ground="unverified",
        acts=("diversi.musyawarah.tanggal",),
        since=SPPA,
        failing="diversi: {hasil: berhasil}",
        passing=_SUCCESS,
    ),
    Rule(
        "KS713",
        failed_but_agreed,
        "warning",
        kinds=CHILDREN,
        ground="unverified",
        acts=("diversi.musyawarah.tanggal",),
        since=SPPA,
        failing="diversi: {hasil: gagal, kesepakatan: [{isi: Ganti rugi}]}",
        passing="diversi: {hasil: gagal}",
    ),
    Rule(
        "KS714",
        order,
        "warning",
        kinds=CHILDREN,
        ground="unverified",
        acts=("penempatan.mulai", "penyelesaian.tanggal"),
        since=SPPA,
        failing=_AGREED,
        passing=_AGREED + "\n  penetapan: {nomor: 3/Pen.Div/2026/PN Pdp}",
    ),
    Rule(
        "KS715",
        deliberation,
        "warning",
        kinds=CHILDREN,
        ground="unverified",
        acts=("diversi.penetapan.tanggal",),
        since=SPPA,
        failing="diversi:\n  hasil: gagal",
        passing="diversi:\n  hasil: gagal" + _MEETING,
    ),
    Rule(
        "KS718",
        agreed_hours,
        "warning",
        kinds=CHILDREN,
        ground="practice",
        failing="diversi: {kesepakatan: [{isi: Kerja bakti, jam: 130}]}",
        passing="diversi: {kesepakatan: [{isi: Kerja bakti, jam: 120}]}",
    ),
    Rule(
        "KS719",
        agreed_without_end,
        "warning",
        kinds=CHILDREN,
        ground="practice",
        failing="diversi: {kesepakatan: [{isi: Kerja bakti, jam: 20}]}",
        passing="diversi: {kesepakatan: [{isi: Kerja bakti, jam: 20, jangka_waktu: 2 bulan}]}",
    ),
)
