"""What KUHP art. 85 allows: the threat, the penalty that is replaced, hours, window, orders.

Why: what our own office proposes must be lawful, and what a court decided outside the statute
must be seen before it is carried out; the officer then confirms that the copy says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.case import Case
from pipeline.case.model import Stage
from pipeline.case.offence import Offence
from pipeline.errors import Severity
from pipeline.office import Office
from pipeline.rules.article_85 import (
    A_DAY,
    ACTS,
    JUDGED,
    LEAST,
    MOST,
    USULAN,
    Threatened,
    beyond_six_months,
    charged,
    fine_over_category_ii,
    five_years,
    in_days,
    terms,
    under_85,
    write_hours,
)
from pipeline.rules.rule import KUHP, PKS, Finding, Rule, of_court
from pipeline.yaml_text import Path_, dotted


def heavy_threat(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(1): only offences threatened with less than five years."""
    offence: Offence | None = case.perkara  # what was salvaged may have none
    if offence is None or (case.putusan and not under_85(case.putusan)):
        return
    if (worst := _worst(offence)) is None:
        return
    path, threat = worst
    params: dict[str, object] = {"value": threat}
    related: list[Path_] = []
    severity: Severity = "warning"
    if case.putusan:
        related.append(("putusan",))
        severity = of_court(case)
    if case.rekomendasi and case.rekomendasi.usulan:
        related.insert(0, USULAN)
        severity = "error"
        params["suggestion"] = dotted(USULAN)
    yield Finding(path, params, severity, tuple(related))


def _worst(offence: Offence) -> Threatened | None:
    """The threat that rules out community service; None where none does."""
    charges = charged(offence)
    own = offence.ancaman.penjara if offence.ancaman else None
    if any(not five_years(threat) for _, threat in charges):
        return None
    if own is not None and five_years(own):
        return ("perkara", "ancaman", "penjara"), own
    proven = any(charge.terbukti is True for charge in offence.dakwaan)
    if charges and (own is None or proven):
        return max(charges, key=lambda charge: in_days(charge[1]))
    return None


def replaced_prison(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(1): in place of at most six months in prison."""
    if case.putusan is None or not under_85(case.putusan) or not case.putusan.pidana_semula:
        return
    term = case.putusan.pidana_semula.penjara
    if term and (beyond := beyond_six_months(term)):
        severity = of_court(case) if beyond[0] == "error" else "warning"
        path = ("putusan", "pidana_semula", "penjara")
        yield Finding(path, {"value": term, "most": beyond[1]}, severity)


def replaced_fine(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(1), 79(1): in place of a fine of category II at most."""
    if case.putusan and under_85(case.putusan):
        yield from fine_over_category_ii(case)


def hours_in_all(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(4), 82: 8 to 240 hours."""
    for path, said, severity in terms(case):
        if said.jam is not None and not LEAST <= said.jam <= MOST:
            params = {
                "value": write_hours(said.jam),
                "suggestion": _instead(path, write_hours(max(LEAST, min(said.jam, MOST)))),
            }
            yield Finding((*path, "jam"), params, severity)


def hours_a_day(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(5): at most eight hours a day."""
    for path, said, severity in terms(case, only_85=True):
        if said.jam_per_hari is not None and said.jam_per_hari > A_DAY:
            params = {
                "value": write_hours(said.jam_per_hari),
                "suggestion": _instead(path, write_hours(A_DAY)),
            }
            yield Finding((*path, "jam_per_hari"), params, severity)


def window(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(5): in at most six months."""
    for path, said, severity in terms(case, only_85=True):
        period = said.jangka_waktu
        if period is not None and (beyond := beyond_six_months(period)):
            params = {
                "value": str(period),
                "most": beyond[1],
                "suggestion": _instead(path, "6 bulan"),
            }
            weight: Severity = severity if beyond[0] == "error" else "warning"
            yield Finding((*path, "jangka_waktu"), params, weight)


def _instead(path: Path_, value: str) -> str:
    """What to write instead; of our own proposal only, for a judgment is not mended."""
    return value if path == USULAN else ""


def no_order(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(7): the judgment says what follows where the work is not done."""
    judgment = case.putusan
    if judgment and judgment.nomor and under_85(judgment) and not judgment.jika_tidak_dilaksanakan:
        yield Finding(("putusan", "jika_tidak_dilaksanakan"), {}, of_court(case))


def order_without_penalty(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(7)b, c: what is served or paid instead is the penalty that was replaced."""
    penalty = case.putusan.pidana_semula if case.putusan else None
    if not case.putusan or not penalty or not penalty.model_fields_set:
        return
    for number, order in enumerate(case.putusan.jika_tidak_dilaksanakan):
        if order in ("penjara", "denda") and order not in penalty.model_fields_set:
            path = ("putusan", "jika_tidak_dilaksanakan", number)
            yield Finding(path, {"value": order}, None, (("putusan", "pidana_semula"),))


def incomplete_judgment(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(9), not verified: original penalty, hours a day and period are stated."""
    judgment = case.putusan
    if not judgment or not judgment.nomor or not under_85(judgment):
        return
    penalty = judgment.pidana_semula
    if penalty is None or not penalty.model_fields_set:
        yield Finding(("putusan", "pidana_semula"), {"key": "pidana_semula"})
    if judgment.jam_per_hari is None:
        yield Finding(("putusan", "jam_per_hari"), {"key": "jam_per_hari"})
    # From the placement on its letter demands the period.
    if judgment.jangka_waktu is None and case.stage < Stage.penempatan:
        yield Finding(("putusan", "jangka_waktu"), {"key": "jangka_waktu"})


RULES = (
    Rule(
        "KS001",
        heavy_threat,
        "error",
        kinds=PKS,
        acts=ACTS,
        since=KUHP,
        failing="perkara: {ancaman: {penjara: 5 tahun}}\nrekomendasi: {usulan: {jam: 120}}",
        passing="perkara: {ancaman: {penjara: 4 tahun}}\nrekomendasi: {usulan: {jam: 120}}",
    ),
    Rule(
        "KS002",
        replaced_prison,
        "error",
        kinds=PKS,
        acts=JUDGED,
        since=KUHP,
        failing="putusan: {pidana_semula: {penjara: 7 bulan}}",
        passing="putusan: {pidana_semula: {penjara: 6 bulan}}",
    ),
    Rule(
        "KS003",
        replaced_fine,
        "error",
        kinds=PKS,
        acts=JUDGED,
        since=KUHP,
        failing="putusan: {pidana_semula: {denda: Rp15.000.000}}",
        passing="putusan: {pidana_semula: {denda: Rp10.000.000}}",
    ),
    Rule(
        "KS004",
        hours_in_all,
        "error",
        kinds=PKS,
        acts=ACTS,
        since=KUHP,
        failing="rekomendasi: {usulan: {jam: 248}}",
        passing="rekomendasi: {usulan: {jam: 240}}",
    ),
    Rule(
        "KS005",
        hours_a_day,
        "error",
        kinds=PKS,
        acts=ACTS,
        since=KUHP,
        failing="rekomendasi: {usulan: {jam_per_hari: 9}}",
        passing="rekomendasi: {usulan: {jam_per_hari: 8}}",
    ),
    Rule(
        "KS006",
        window,
        "error",
        kinds=PKS,
        acts=ACTS,
        since=KUHP,
        failing="rekomendasi: {usulan: {jangka_waktu: 7 bulan}}",
        passing="rekomendasi: {usulan: {jangka_waktu: 6 bulan}}",
    ),
    Rule(
        "KS007",
        no_order,
        "error",
        kinds=PKS,
        acts=JUDGED,
        since=KUHP,
        failing="putusan: {nomor: 17/Pid.B/2026/PN Pdp}",
        passing="putusan: {nomor: 17/Pid.B/2026/PN Pdp, jika_tidak_dilaksanakan: mengulang}",
    ),
    Rule(
        "KS008",
        order_without_penalty,
        "warning",
        kinds=PKS,
        acts=JUDGED,
        since=KUHP,
        failing="putusan: {pidana_semula: {penjara: 4 bulan}, jika_tidak_dilaksanakan: denda}",
        passing="putusan: {pidana_semula: {penjara: 4 bulan}, jika_tidak_dilaksanakan: penjara}",
    ),
    Rule(
        "KS009",
        incomplete_judgment,
        "warning",
        kinds=PKS,
        acts=JUDGED,
        since=KUHP,
        ground="unverified",
        failing="""\
putusan:
  nomor: 17/Pid.B/2026/PN Pdp
  pidana_semula: {penjara: 4 bulan}
  jam_per_hari: 4
""",
        passing="""\
putusan:
  nomor: 17/Pid.B/2026/PN Pdp
  pidana_semula: {penjara: 4 bulan}
  jam_per_hari: 4
  jangka_waktu: 3 bulan
""",
    ),
)
