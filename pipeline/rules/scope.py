"""How far KUHP art. 85 and 82 reach: an unclear threat, the law in time, a fine and its payments.

Why: most of this is no fault by itself, but a report or a placement rests on it, and somebody
should have looked at it twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pipeline.case import Case
from pipeline.case.offence import Offence, Penalty
from pipeline.office import Office
from pipeline.rules.article_85 import (
    ACTS,
    JUDGED,
    USULAN,
    fine_over_category_ii,
    under_85,
    write_money,
)
from pipeline.rules.chronology import judged_before_offence
from pipeline.rules.rule import KUHP, PKS, Finding, Rule, of_court
from pipeline.values import write_date
from pipeline.yaml_text import Path_

PAYMENTS: Path_ = ("putusan", "pembayaran_denda")


def _standing(case: Case) -> tuple[Path_, ...]:
    """Where community service is proposed or was ordered."""
    found: list[Path_] = []
    if case.rekomendasi and case.rekomendasi.usulan:
        found.append(USULAN)
    if case.putusan and case.putusan.nomor:
        found.append(("putusan", "nomor"))
    return tuple(found)


def _threats(case: Case) -> list[tuple[Path_, Penalty]]:
    """The threats of the case and of its charges."""
    offence: Offence | None = case.perkara  # what was salvaged may have none
    if offence is None:
        return []
    found: list[tuple[Path_, Penalty]] = []
    if offence.ancaman:
        found.append((("perkara", "ancaman"), offence.ancaman))
    for number, charge in enumerate(offence.dakwaan):
        if charge.ancaman:
            found.append((("perkara", "dakwaan", number, "ancaman"), charge.ancaman))
    return found


def fine_only(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(1) speaks of offences threatened with prison; our proposal: a warning."""
    standing = _standing(case)
    if not standing or (case.putusan and not under_85(case.putusan)):
        return
    threats = _threats(case)
    fines = [(*path, "denda") for path, threat in threats if "denda" in threat.model_fields_set]
    if fines and not any("penjara" in threat.model_fields_set for _, threat in threats):
        yield Finding(fines[0], related=standing)


def unknown_threat(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(1) cannot be held against a threat that nobody wrote down."""
    standing = _standing(case)
    if not standing or (case.putusan and not under_85(case.putusan)):
        return
    if not any(threat.model_fields_set for _, threat in _threats(case)):
        yield Finding(("perkara", "ancaman"), related=standing)


def older_offence(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 3 as amended by UU 1/2026: of two laws the one that favours the accused."""
    offence: Offence | None = case.perkara
    day: date | None = offence.tanggal.dari if offence and offence.tanggal else None
    standing = _standing(case)
    if standing and day is not None and day < KUHP:
        path = ("perkara", "tanggal", "dari")
        yield Finding(path, {"value": write_date(day)}, None, standing)


def judged_too_early(case: Case, office: Office) -> Iterator[Finding]:
    """UU 1/2023: the penalty exists since 2 January 2026.

    A judgment dated before the offence is told for itself.
    """
    day = case.putusan.tanggal if case.putusan else None
    if (
        day is not None
        and day < KUHP
        and not any(True for _ in judged_before_offence(case, office))
    ):
        params = {"value": write_date(day), "since": write_date(KUHP)}
        yield Finding(("putusan", "tanggal"), params, of_court(case))


def unpaid_fine(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 82, its limit not verified: in place of a fine of category II at most."""
    if case.putusan and case.putusan.dasar == "pasal_82":
        yield from (replace(found, severity=None) for found in fine_over_category_ii(case))


def payments_elsewhere(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 82: only there do payments shorten the work."""
    if case.putusan and case.putusan.pembayaran_denda and under_85(case.putusan):
        related: tuple[Path_, ...] = (("putusan", "dasar"),) if case.putusan.dasar else ()
        yield Finding(PAYMENTS, related=related)


def overpaid(case: Case, office: Office) -> Iterator[Finding]:
    """Payments add up to the fine at most; told at the payment that crosses it."""
    fine = case.putusan.pidana_semula.denda if case.putusan and case.putusan.pidana_semula else None
    if not case.putusan or fine is None:
        return
    paid = 0
    for number, payment in enumerate(case.putusan.pembayaran_denda):
        paid += payment.jumlah or 0
        if paid > fine:
            params = {"paid": write_money(paid), "fine": write_money(fine)}
            path = (*PAYMENTS, number, "jumlah")
            yield Finding(path, params, None, (("putusan", "pidana_semula", "denda"),))
            return


def paid_before_judgment(case: Case, office: Office) -> Iterator[Finding]:
    """A fine that is not imposed yet cannot be paid."""
    if not case.putusan or case.putusan.tanggal is None:
        return
    judged = case.putusan.tanggal
    for number, payment in enumerate(case.putusan.pembayaran_denda):
        day: date | None = payment.tanggal
        if day is not None and day < judged:
            params = {"value": write_date(day), "judged": write_date(judged)}
            path = (*PAYMENTS, number, "tanggal")
            yield Finding(path, params, None, (("putusan", "tanggal"),))


RULES = (
    Rule(
        "KS010",
        fine_only,
        "warning",
        kinds=PKS,
        acts=ACTS,
        since=KUHP,
        ground="practice",
        failing="perkara: {ancaman: {denda: kategori II}}\nrekomendasi: {usulan: {jam: 40}}",
        passing="""\
perkara: {ancaman: {penjara: 6 bulan, denda: kategori II}}
rekomendasi: {usulan: {jam: 40}}
""",
    ),
    Rule(
        "KS011",
        unknown_threat,
        "warning",
        kinds=PKS,
        acts=ACTS,
        since=KUHP,
        failing="rekomendasi: {usulan: {jam: 40}}",
        passing="perkara: {ancaman: {penjara: 6 bulan}}\nrekomendasi: {usulan: {jam: 40}}",
    ),
    Rule(
        "KS012",
        older_offence,
        "warning",
        kinds=PKS,
        acts=ACTS,
        since=KUHP,
        failing="""\
perkara: {tanggal: 20 Desember 2025}
rekomendasi: {tanggal_laporan: 10 Februari 2026, usulan: {jam: 40}}
""",
        passing="""\
perkara: {tanggal: 2 Januari 2026}
rekomendasi: {tanggal_laporan: 10 Februari 2026, usulan: {jam: 40}}
""",
    ),
    Rule(
        "KS013",
        judged_too_early,
        "error",
        kinds=PKS,
        acts=JUDGED,
        failing="putusan: {tanggal: 30 Desember 2025}",
        passing="putusan: {tanggal: 2 Januari 2026}",
    ),
    Rule(
        "KS014",
        unpaid_fine,
        "warning",
        kinds=PKS,
        acts=JUDGED,
        since=KUHP,
        ground="unverified",
        failing="putusan: {dasar: pasal_82, pidana_semula: {denda: Rp15.000.000}}",
        passing="putusan: {dasar: pasal_82, pidana_semula: {denda: Rp10.000.000}}",
    ),
    Rule(
        "KS015",
        payments_elsewhere,
        "warning",
        kinds=PKS,
        acts=JUDGED,
        since=KUHP,
        failing="""\
putusan:
  dasar: pasal_85
  pembayaran_denda: [{tanggal: 4 Mei 2026, jumlah: Rp500.000}]
""",
        passing="""\
putusan:
  dasar: pasal_82
  pembayaran_denda: [{tanggal: 4 Mei 2026, jumlah: Rp500.000}]
""",
    ),
    Rule(
        "KS016",
        overpaid,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="""\
putusan:
  dasar: pasal_82
  pidana_semula: {denda: Rp1.000.000}
  pembayaran_denda: [{tanggal: 4 Mei 2026, jumlah: Rp1.500.000}]
""",
        passing="""\
putusan:
  dasar: pasal_82
  pidana_semula: {denda: Rp1.000.000}
  pembayaran_denda: [{tanggal: 4 Mei 2026, jumlah: Rp400.000}]
""",
    ),
    Rule(
        "KS017",
        paid_before_judgment,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="""\
putusan:
  tanggal: 5 Mei 2026
  pembayaran_denda: [{tanggal: 4 Mei 2026, jumlah: Rp500.000}]
""",
        passing="""\
putusan:
  tanggal: 5 Mei 2026
  pembayaran_denda: [{tanggal: 5 Mei 2026, jumlah: Rp500.000}]
""",
    ),
)
