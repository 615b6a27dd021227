"""The assessment of risk and needs: in its order, and whole.

Why: a category without a score or an assessor cannot be defended before a judge, and an assessment
before the consent should not have been made.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.case import Case
from pipeline.office import Office
from pipeline.rules.rule import Finding, Rule
from pipeline.values import write_date


def assessed_before_consent(case: Case, office: Office) -> Iterator[Finding]:
    """Kepdirjen PAS-31.OT.02.02/2021, not verified: informed consent first."""
    if case.asesmen is None or case.asesmen.persetujuan is None:
        return
    given = case.asesmen.persetujuan
    for name in ("risiko", "kriminogenik"):
        part = getattr(case.asesmen, name)
        day: date | None = part.tanggal if part else None
        if day and day < given:
            params = {"value": write_date(day), "consented": write_date(given)}
            path = ("asesmen", name, "tanggal")
            yield Finding(path, params, None, (("asesmen", "persetujuan"),))


def half_a_risk(case: Case, office: Office) -> Iterator[Finding]:
    """Our proposal: a risk has its category, and a category its score and its assessor."""
    risk = case.asesmen.risiko if case.asesmen else None
    if risk is None or not risk.model_fields_set:
        return
    keys = ("kategori",) if risk.kategori is None else ("skor", "asesor")
    for key in keys:
        if getattr(risk, key) is None:
            yield Finding(("asesmen", "risiko", key), {"key": key})


def no_needs(case: Case, office: Office) -> Iterator[Finding]:
    """Our proposal: needs were assessed, or it is said why not."""
    needs = case.asesmen.kriminogenik if case.asesmen else None
    said = {"skor", "kebutuhan", "alasan_tidak_dilakukan"}
    if needs and needs.model_fields_set and said.isdisjoint(needs.model_fields_set):
        yield Finding(("asesmen", "kriminogenik"))


RULES = (
    Rule(
        "KS115",
        assessed_before_consent,
        "warning",
        ground="unverified",
        failing="""\
asesmen:
  persetujuan: 5 Februari 2026
  risiko: {tanggal: 4 Februari 2026}
""",
        passing="""\
asesmen:
  persetujuan: 5 Februari 2026
  risiko: {tanggal: 5 Februari 2026}
""",
    ),
    Rule(
        "KS116",
        half_a_risk,
        "warning",
        ground="practice",
        failing="asesmen: {risiko: {asesor: Sri Rahayuningtyas, kategori: rendah}}",
        passing="asesmen: {risiko: {asesor: Sri Rahayuningtyas, skor: 7, kategori: rendah}}",
    ),
    Rule(
        "KS117",
        no_needs,
        "warning",
        ground="practice",
        failing="asesmen: {kriminogenik: {tanggal: 5 Februari 2026}}",
        passing="""\
asesmen:
  kriminogenik: {tanggal: 5 Februari 2026, alasan_tidak_dilakukan: Risiko rendah}
""",
    ),
)
