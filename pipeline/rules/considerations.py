"""The seven considerations of KUHP art. 85(2), and the consent among them.

Why: a proposal that leaves out one of the seven gives the court nothing to weigh, and a consent
dated on the wrong side of the judgment or the report is worth nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from pipeline.case import Case
from pipeline.case.assessment import Consent
from pipeline.case.identity import Client
from pipeline.case.model import Stage
from pipeline.case.offence import Offence
from pipeline.errors import Severity
from pipeline.office import Office
from pipeline.rules.article_85 import ACTS
from pipeline.rules.chronology import judged_before_offence
from pipeline.rules.rule import KUHP, PKS, Examine, Finding, Rule
from pipeline.values import write_date
from pipeline.yaml_text import Path_

CONSENT: Path_ = ("kelayakan", "persetujuan")
CONSENTED: Path_ = (*CONSENT, "tanggal")
# Days of worship by what stands in `klien.agama`; other faiths have none in the week's order.
WORSHIP = {"islam": "jumat", "kristen": "minggu", "katolik": "minggu", "protestan": "minggu"}


def lacks(key: str, case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(2): a proposal weighs each of the seven; ``key`` is one of them."""
    severity = _demanded(case)
    if severity and getattr(case.kelayakan, key, None) is None:
        yield Finding(("kelayakan", key), {}, severity)


def _demanded(case: Case) -> Severity | None:
    """How a consideration that is missing weighs; None where none is demanded."""
    proposed = case.rekomendasi is not None and case.rekomendasi.usulan is not None
    if not proposed or not case.demands(Stage.litmas):
        return None
    return "error" if case.passed(Stage.litmas) else "warning"


def lacks_consent(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(2)c: the consent, and the day on which it was given."""
    if severity := _demanded(case):
        consent = _consent(case)
        if consent is None:
            yield Finding(CONSENT, {}, severity)
        elif consent.tanggal is None:
            yield Finding(CONSENTED, {}, severity)


def _consent(case: Case) -> Consent | None:
    consent = case.kelayakan.persetujuan if case.kelayakan else None
    return consent if consent and consent.model_fields_set else None


def _consented(case: Case) -> date | None:
    consent = _consent(case)
    return consent.tanggal if consent else None


def consent_after_judgment(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(2)c: the court weighs a consent that it has; the order of days is ours.

    A judgment dated before the offence is told for itself.
    """
    given = _consented(case)
    judged = case.putusan.tanggal if case.putusan else None
    if not given or not judged or given <= judged:
        return
    if not any(True for _ in judged_before_offence(case, office)):
        params = {"value": write_date(judged), "consented": write_date(given)}
        yield Finding(("putusan", "tanggal"), params, None, (CONSENTED,))


def consent_after_report(case: Case, office: Office) -> Iterator[Finding]:
    """Our proposal: the report speaks of a consent that was given."""
    given = _consented(case)
    reported = case.rekomendasi.tanggal_laporan if case.rekomendasi else None
    if not given or not reported or given <= reported:
        return
    if not any(True for _ in consent_after_judgment(case, office)):
        params = {"value": write_date(reported), "consented": write_date(given)}
        yield Finding(("rekomendasi", "tanggal_laporan"), params, None, (CONSENTED,))


def consent_before_offence(case: Case, office: Office) -> Iterator[Finding]:
    """Nobody consents to the penalty of an offence that has not happened: a slip in a date."""
    given, happened = _consented(case), _happened(case)
    if given and happened and given < happened:
        params = {"value": write_date(given), "happened": write_date(happened)}
        yield Finding(CONSENTED, params, None, (("perkara", "tanggal", "dari"),))


def _happened(case: Case) -> date | None:
    offence: Offence | None = case.perkara  # what was salvaged may have none
    return offence.tanggal.dari if offence and offence.tanggal else None


def unexplained(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(2)c: a consent counts once everything was explained; by whom, is ours."""
    consent = _consent(case)
    if consent and consent.dijelaskan_oleh is None:
        yield Finding((*CONSENT, "dijelaskan_oleh"))


def consent_before_request(case: Case, office: Office) -> Iterator[Finding]:
    """Our proposal: the consent is taken in our inquiry, which the request opens."""
    given = _consented(case)
    asked = case.permintaan.tanggal if case.permintaan else None
    if not given or not asked or given >= asked:
        return
    if not any(True for _ in consent_before_offence(case, office)):
        params = {"value": write_date(given), "asked": write_date(asked)}
        yield Finding(CONSENTED, params, None, (("permintaan", "tanggal"),))


def no_day_of_worship(case: Case, office: Office) -> Iterator[Finding]:
    """Our proposal: the schedule can only keep a day free that the file knows."""
    client: Client | None = case.klien
    proposed = case.rekomendasi is not None and case.rekomendasi.usulan is not None
    if not proposed or not case.kelayakan or not case.kelayakan.agama_kepercayaan:
        return
    if case.kelayakan.hari_ibadah or client is None or not client.agama:
        return
    faith = client.agama.lower()
    for name, day in WORSHIP.items():
        if name in faith:
            yield Finding(("kelayakan", "hari_ibadah"), {"suggestion": day})
            return


PROPOSED = "rekomendasi: {usulan: {jam: 40}}\n"
# Of each of the seven: what finds it missing, and how it is given.
SEVEN: dict[str, tuple[Examine, str]] = {
    "KS101": (partial(lacks, "pengakuan"), "pengakuan: Klien mengakui perbuatannya."),
    "KS102": (partial(lacks, "kemampuan_kerja"), "kemampuan_kerja: Klien sehat."),
    "KS103": (lacks_consent, "persetujuan: {tanggal: 5 Februari 2026}"),
    "KS104": (partial(lacks, "riwayat_sosial"), "riwayat_sosial: Klien aktif di kampungnya."),
    "KS105": (partial(lacks, "keselamatan_kerja"), "keselamatan_kerja: Tersedia sarung tangan."),
    "KS106": (partial(lacks, "agama_kepercayaan"), "agama_kepercayaan: Jumat siang bebas."),
    "KS107": (partial(lacks, "kemampuan_denda"), "kemampuan_denda: Klien tidak mampu."),
}

RULES = (
    *(
        Rule(
            code,
            examine,
            "warning",
            kinds=PKS,
            acts=ACTS,
            since=KUHP,
            failing=PROPOSED,
            passing=f"{PROPOSED}kelayakan:\n  {given}\n",
        )
        for code, (examine, given) in SEVEN.items()
    ),
    Rule(
        "KS110",
        consent_after_judgment,
        "error",
        kinds=PKS,
        ground="practice",
        failing="""\
kelayakan: {persetujuan: {tanggal: 5 Maret 2026}}
putusan: {tanggal: 3 Maret 2026}
""",
        passing="""\
kelayakan: {persetujuan: {tanggal: 5 Februari 2026}}
putusan: {tanggal: 3 Maret 2026}
""",
    ),
    Rule(
        "KS111",
        consent_after_report,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="""\
kelayakan: {persetujuan: {tanggal: 12 Februari 2026}}
rekomendasi: {tanggal_laporan: 10 Februari 2026}
""",
        passing="""\
kelayakan: {persetujuan: {tanggal: 5 Februari 2026}}
rekomendasi: {tanggal_laporan: 10 Februari 2026}
""",
    ),
    Rule(
        "KS112",
        consent_before_offence,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="""\
perkara: {tanggal: 12 Januari 2026}
kelayakan: {persetujuan: {tanggal: 5 Januari 2026}}
""",
        passing="""\
perkara: {tanggal: 12 Januari 2026}
kelayakan: {persetujuan: {tanggal: 5 Februari 2026}}
""",
    ),
    Rule(
        "KS113",
        unexplained,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="kelayakan: {persetujuan: {tanggal: 5 Februari 2026}}",
        passing="""\
kelayakan:
  persetujuan: {tanggal: 5 Februari 2026, dijelaskan_oleh: Pembimbing Kemasyarakatan}
""",
    ),
    Rule(
        "KS114",
        consent_before_request,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="""\
permintaan: {tanggal: 28 Januari 2026}
kelayakan: {persetujuan: {tanggal: 25 Januari 2026}}
""",
        passing="""\
permintaan: {tanggal: 28 Januari 2026}
kelayakan: {persetujuan: {tanggal: 5 Februari 2026}}
""",
    ),
    Rule(
        "KS118",
        no_day_of_worship,
        "warning",
        kinds=PKS,
        ground="practice",
        failing=f"""\
klien: {{agama: Islam}}
{PROPOSED}kelayakan: {{agama_kepercayaan: Salat Jumat tidak terganggu.}}
""",
        passing=f"""\
klien: {{agama: Islam}}
{PROPOSED}kelayakan: {{agama_kepercayaan: Salat Jumat tidak terganggu., hari_ibadah: jumat}}
""",
    ),
)
