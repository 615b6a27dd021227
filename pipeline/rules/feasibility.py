"""Whether what is proposed and ordered can be carried out, and is known well enough for it.

Why: hours that do not fit into their weeks, a report without a site, a judgment that nobody
compared with its copy are noticed when the work should begin.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.case import Case
from pipeline.case.assessment import Proposal
from pipeline.case.judgment import Judgment
from pipeline.case.offence import Offence
from pipeline.figures import weeks_needed
from pipeline.office import Office
from pipeline.rules.article_85 import LONGEST, USULAN, beyond_six_months, write_hours
from pipeline.rules.eligibility import (
    hours_a_day,
    hours_in_all,
    no_order,
    replaced_fine,
    replaced_prison,
    window,
)
from pipeline.rules.rule import PKS, Finding, Rule
from pipeline.rules.scope import judged_too_early
from pipeline.values import Hours
from pipeline.yaml_text import Path_

MOST_SITES = 3
# Whose errors on a judgment end with its comparison with the copy.
OF_COURT = (
    replaced_prison,
    replaced_fine,
    hours_in_all,
    hours_a_day,
    window,
    no_order,
    judged_too_early,
)


def proposal_too_short(case: Case, office: Office) -> Iterator[Finding]:
    """Our proposal: hours a day, days a week and weeks must make up the hours in all."""
    if case.rekomendasi and case.rekomendasi.usulan:
        yield from _too_short(USULAN, case.rekomendasi.usulan)


def judgment_too_short(case: Case, office: Office) -> Iterator[Finding]:
    """The same for what the court ordered; prosecutor and court can still be asked."""
    if case.putusan:
        yield from _too_short(("putusan",), case.putusan)


def _too_short(path: Path_, said: Proposal | Judgment) -> Iterator[Finding]:
    hours, a_day, days = said.jam, said.jam_per_hari, said.hari_per_minggu
    period = said.jangka_waktu
    if hours is None or a_day is None or days is None or period is None:
        return
    if beyond_six_months(period):
        return  # told already, and what is lawful cannot be counted from it
    a_week = Hours(a_day.minutes * days)
    weeks = (LONGEST[period.years * 12 + period.months] + period.weeks * 7 + period.days) // 7
    reached = Hours(a_week.minutes * max(weeks, 1))
    needed = weeks_needed(hours, a_week)
    if needed is None or reached >= hours:
        return
    params = {
        "value": write_hours(hours),
        "a_day": write_hours(a_day),
        "days": days,
        "weeks": max(weeks, 1),
        "reached": write_hours(reached),
        "needed": needed,
        "suggestion": _period(needed) if path == USULAN else "",
    }
    yield Finding((*path, "jangka_waktu"), params, None, ((*path, "jam"),))


def _period(weeks: int) -> str:
    """A lawful period of at least so many weeks; 26 of them are doubtful, but fit in six months."""
    if weeks > LONGEST[6] // 7:
        return ""
    return f"{weeks} minggu" if weeks * 7 <= 180 else "6 bulan"


def sites(case: Case, office: Office) -> Iterator[Finding]:
    """Our proposal: the report names one to three sites."""
    proposal = case.rekomendasi.usulan if case.rekomendasi else None
    if proposal and not 1 <= len(proposal.lokasi) <= MOST_SITES:
        yield Finding((*USULAN, "lokasi"), {"count": len(proposal.lokasi)})


def no_hours(case: Case, office: Office) -> Iterator[Finding]:
    """Our proposal: who proposes the penalty says how many hours of it."""
    if case.rekomendasi and case.rekomendasi.usulan and case.rekomendasi.usulan.jam is None:
        yield Finding((*USULAN, "jam"))


def unconfirmed_copy(case: Case, office: Office) -> Iterator[Finding]:
    """Our proposal: somebody compares what was typed with the copy before the work begins.

    An error of the judgment says the same already.
    """
    if not case.putusan or not case.eksekusi or case.putusan.sesuai_salinan is True:
        return
    found = (finding for examine in OF_COURT for finding in examine(case, office))
    if not any(one.path[0] == "putusan" and one.severity == "error" for one in found):
        yield Finding(("putusan", "sesuai_salinan"))


def nothing_proven(case: Case, office: Office) -> Iterator[Finding]:
    """Our proposal: of several charges it is noted which one the court held proven."""
    offence: Offence | None = case.perkara
    judged = case.putusan is not None and bool(case.putusan.nomor)
    charges = offence.dakwaan if offence and judged else ()
    if len(charges) > 1 and not any(charge.terbukti is True for charge in charges):
        related: tuple[Path_, ...] = (("putusan", "nomor"),)
        yield Finding(("perkara", "dakwaan"), {"count": len(charges)}, None, related)


RULES = (
    Rule(
        "KS018",
        proposal_too_short,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="""\
rekomendasi:
  usulan: {jam: 200, jam_per_hari: 4, hari_per_minggu: 2, jangka_waktu: 3 bulan}
""",
        passing="""\
rekomendasi:
  usulan: {jam: 200, jam_per_hari: 4, hari_per_minggu: 2, jangka_waktu: 6 bulan}
""",
    ),
    Rule(
        "KS019",
        judgment_too_short,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="putusan: {jam: 80, jam_per_hari: 4, hari_per_minggu: 1, jangka_waktu: 3 bulan}",
        passing="putusan: {jam: 80, jam_per_hari: 4, hari_per_minggu: 2, jangka_waktu: 3 bulan}",
    ),
    Rule(
        "KS021",
        sites,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="rekomendasi: {usulan: {jam: 80}}",
        passing="rekomendasi: {usulan: {jam: 80, lokasi: panti-wreda-01}}",
    ),
    Rule(
        "KS022",
        no_hours,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="rekomendasi: {usulan: {jam_per_hari: 4}}",
        passing="rekomendasi: {usulan: {jam: 80, jam_per_hari: 4}}",
    ),
    Rule(
        "KS023",
        unconfirmed_copy,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="putusan: {jam: 80}\neksekusi: {tanggal: 11 Mei 2026}",
        passing="putusan: {jam: 80, sesuai_salinan: ya}\neksekusi: {tanggal: 11 Mei 2026}",
    ),
    Rule(
        "KS024",
        nothing_proven,
        "warning",
        kinds=PKS,
        ground="practice",
        failing="""\
perkara: {dakwaan: [{pasal: Pasal 492 KUHP}, {pasal: Pasal 486 KUHP}]}
putusan: {nomor: 17/Pid.B/2026/PN Pdp}
""",
        passing="""\
perkara: {dakwaan: [{pasal: Pasal 492 KUHP, terbukti: ya}, {pasal: Pasal 486 KUHP}]}
putusan: {nomor: 17/Pid.B/2026/PN Pdp}
""",
    ),
)
