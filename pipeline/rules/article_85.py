"""The limits of KUHP art. 85, and how what a case says is held to them.

Why: proposal and judgment, threat and charge, prison and window are measured by the same figures,
and the rules of three modules measure them.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from pipeline.case import Case
from pipeline.case.assessment import Proposal
from pipeline.case.judgment import Judgment
from pipeline.case.offence import Offence
from pipeline.errors import Severity
from pipeline.rules.rule import Finding, of_court
from pipeline.values import Hours, Period
from pipeline.yaml_text import Path_

# A finding of `perkara` or `kelayakan` is judged at the judgment, where there is one.
ACTS = ("putusan.tanggal", "rekomendasi.tanggal_laporan")
JUDGED = ("putusan.tanggal",)

CATEGORY_II = 10_000_000  # KUHP art. 79(1)
LEAST, MOST, A_DAY = Hours(8 * 60), Hours(240 * 60), Hours(8 * 60)
# The most days that so many months in a row can have, none to six.
LONGEST = (0, 31, 62, 92, 123, 153, 184)

USULAN: Path_ = ("rekomendasi", "usulan")
Threatened = tuple[Path_, Period | str]


def under_85(judgment: Judgment) -> bool:
    """Whether a judgment is one under art. 85, as it is where it names no basis."""
    return judgment.dasar == "pasal_85" or "dasar" not in judgment.model_fields_set


def write_hours(hours: Hours) -> str:
    """``9 jam``, ``7,5 jam``, ``8 jam 20 menit``."""
    text = str(hours)
    return text if text.endswith("menit") else f"{text} jam"


def write_money(amount: int) -> str:
    """``Rp10.000.000``."""
    return f"Rp{amount:,}".replace(",", ".")


def beyond_six_months(period: Period) -> tuple[Severity, str] | None:
    """Whether a period is over six months for certain, or only where a month is 30 days.

    Returns:
        The weight and the limit that is passed; None where it is kept.
    """
    left = 6 - period.years * 12 - period.months
    days = period.weeks * 7 + period.days
    if left < 0 or days > LONGEST[left]:
        return "error", "6 bulan"
    return ("warning", "180 hari") if days > left * 30 else None


def five_years(threat: Period | str) -> bool:
    """Whether a threat is five years or more; a month of a threat is 30 days."""
    return in_days(threat) >= 5 * 12 * 30


def in_days(threat: Period | str) -> float:
    """A threat in days of which a month has 30; endless where it is for life."""
    if isinstance(threat, str):
        return inf
    return (threat.years * 12 + threat.months) * 30 + threat.weeks * 7 + threat.days


def charged(offence: Offence) -> list[Threatened]:
    """Threats of the charges that count: those proven, else those that are not refuted."""
    charges = list(enumerate(offence.dakwaan))
    proven = [charge for charge in charges if charge[1].terbukti is True]
    return [
        (("perkara", "dakwaan", number, "ancaman", "penjara"), charge.ancaman.penjara)
        for number, charge in proven or charges
        if charge.terbukti is not False and charge.ancaman and charge.ancaman.penjara
    ]


def terms(
    case: Case, *, only_85: bool = False
) -> Iterator[tuple[Path_, Proposal | Judgment, Severity]]:
    """What our office proposes and what the court ordered, each with the weight of its faults."""
    if case.rekomendasi and case.rekomendasi.usulan:
        yield USULAN, case.rekomendasi.usulan, "error"
    if case.putusan and (not only_85 or under_85(case.putusan)):
        yield ("putusan",), case.putusan, of_court(case)


def fine_over_category_ii(case: Case) -> Iterator[Finding]:
    """The fine of the judgment, where it is over category II."""
    penalty = case.putusan.pidana_semula if case.putusan else None
    if penalty and penalty.denda and penalty.denda > CATEGORY_II:
        params = {"value": write_money(penalty.denda), "most": write_money(CATEGORY_II)}
        yield Finding(("putusan", "pidana_semula", "denda"), params, of_court(case))
