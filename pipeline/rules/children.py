"""Rules on children: age, the penalty of community service, diversion (UU 11/2012, SPPA)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pipeline.case import Case
from pipeline.figures import later
from pipeline.office import Office
from pipeline.rules.ages import Ages, ages
from pipeline.rules.article_85 import USULAN, write_hours
from pipeline.rules.rule import CHILDREN, PKS, SPPA, WORK, Finding, Rule, of_court, value_at
from pipeline.values import Hours, Period, write_date

ADULT = 18  # SPPA art. 1 no. 3
CHILD = 12  # the same
PUNISHABLE = 14  # SPPA art. 69(2)
LEAST, MOST = Hours(7 * 60), Hours(120 * 60)  # SPPA art. 76(3)
TWO_YEARS = Period(years=2)  # PP 58/2022 art. 4 and 8
COMMUNITY_SERVICE = ("pelayanan_masyarakat",)
OFFENCE = ("perkara.tanggal.dari",)
HAPPENED = ("perkara", "tanggal")


def _at(found: Ages) -> Finding:
    """A finding on an age that is certain."""
    params = {"age": found.written, "date": write_date(found.first)}
    return Finding(HAPPENED, params, related=(found.born,))


def child_as_adult(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 1 no. 3: who was not yet 18 at the offence gets no adult's penalty.

    That age is taken at the offence was not read, here and in the three rules below; what our
    office must not get wrong is an error all the same.
    """
    found = ages(case)
    if found and found.most_later < ADULT:
        yield _at(found)


def adult_as_child(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 1 no. 3: who was 18 is no child."""
    found = ages(case)
    if found and found.least >= ADULT:
        yield _at(found)


def too_young(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 21: who was not yet 12 is not brought before a court."""
    found = ages(case)
    if found and found.most_later < CHILD:
        yield _at(found)


def age_left_open(case: Case, office: Office) -> Iterator[Finding]:
    """The same where the offence crosses a birthday, or only the year of birth is known."""
    found = ages(case)
    if found is None:
        return
    limits = (ADULT,) if case.jenis in PKS else (CHILD, ADULT)
    for limit in limits:
        if found.least < limit <= found.most_later:
            other = found.born if found.open_at[0] == "perkara" else HAPPENED
            yield Finding(found.open_at, {"limit": limit}, related=(other,))
            return


def under_fourteen(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 69(2): under 14 there are measures only, no penalty."""
    found = ages(case)
    if found is None or not CHILD <= found.most_later < PUNISHABLE:
        return
    params = {"age": found.written}
    if case.putusan is not None:
        yield Finding(("putusan",), params, related=(HAPPENED,))
    elif case.rekomendasi is not None and case.rekomendasi.usulan is not None:
        yield Finding(("rekomendasi", "usulan"), params, related=(HAPPENED,))


def hours_of_child(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 76(3): 7 to 120 hours."""
    proposal = case.rekomendasi.usulan if case.rekomendasi else None
    if proposal and proposal.jam is not None and not LEAST <= proposal.jam <= MOST:
        nearest = write_hours(max(LEAST, min(proposal.jam, MOST)))
        params = {"value": proposal.jam, "suggestion": nearest}
        yield Finding((*USULAN, "jam"), params, "error")
    judged = case.putusan.jam if case.putusan else None
    if judged is not None and not LEAST <= judged <= MOST:
        yield Finding(("putusan", "jam"), {"value": judged}, of_court(case))


def prison_replaced(case: Case, office: Office) -> Iterator[Finding]:
    """PP 58/2022 art. 4 and 8: in place of at most two years' imprisonment."""
    penalty = case.putusan.pidana_semula if case.putusan else None
    prison = penalty.penjara if penalty else None
    if prison is not None and _longer(prison, TWO_YEARS):
        path = ("putusan", "pidana_semula", "penjara")
        yield Finding(path, {"value": prison}, of_court(case))


def _longer(period: Period, than: Period) -> bool:
    """Whether a period is longer, from a day on after which no leap day comes soon."""
    day = date(2001, 1, 1)
    return later(day, period) > later(day, than)


def hours_a_day_of_child(case: Case, office: Office) -> Iterator[Finding]:
    """The office's own cap on a child's day; the law names none."""
    most = office.batas.jam_per_hari_anak if office.batas else None
    if most is None:
        return
    proposal = case.rekomendasi.usulan if case.rekomendasi else None
    for path, section in ((USULAN, proposal), (("putusan",), case.putusan)):
        hours = section.jam_per_hari if section else None
        if hours is not None and hours > most:
            # A judgment is not corrected, so only our own proposal gets a better value.
            better = write_hours(most) if path == USULAN else ""
            params = {"value": hours, "most": most, "suggestion": better}
            yield Finding((*path, "jam_per_hari"), params)


def standing(case: Case, office: Office) -> Iterator[Finding]:
    """A child's file calls the child ``anak``, and an adult's never does."""
    status = value_at(case, "perkara.status")
    if status is not None and (status == "anak") != (case.jenis in CHILDREN):
        yield Finding(("perkara", "status"), {"value": status}, related=(("jenis",),))


def companion(case: Case, office: Office) -> Iterator[Finding]:
    """SPPA art. 23 and 55: parents, guardian or a companion stand by a child."""
    if case.penugasan is None or case.pendamping_anak is not None:
        return
    family = case.keluarga
    if family is None or not (family.ayah or family.ibu or family.wali):
        yield Finding(("keluarga",), related=(("penugasan",),))


def adult_sections(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85 and 82 are for adults: neither considerations nor ground fit a child."""
    if case.kelayakan is not None:
        yield Finding(("kelayakan",), {"key": "kelayakan"})
    if case.putusan is not None and case.putusan.dasar is not None:
        yield Finding(("putusan", "dasar"), {"key": "putusan.dasar"})


RULES = (
    Rule(
        "KS701",
        child_as_adult,
        "error",
        kinds=PKS,
        acts=OFFENCE,
        since=SPPA,
        ground="unverified",
        failing="klien: {tanggal_lahir: 2008-05-02}\nperkara: {tanggal: 2026-05-01}",
        passing="klien: {tanggal_lahir: 2008-05-01}\nperkara: {tanggal: 2026-05-01}",
    ),
    Rule(
        "KS702",
        adult_as_child,
        "error",
        kinds=CHILDREN,
        acts=OFFENCE,
        since=SPPA,
        ground="unverified",
        failing="klien: {tanggal_lahir: 2008-05-01}\nperkara: {tanggal: 2026-05-01}",
        passing="klien: {tanggal_lahir: 2008-05-02}\nperkara: {tanggal: 2026-05-01}",
    ),
    Rule(
        "KS703",
        too_young,
        "error",
        kinds=CHILDREN,
        acts=OFFENCE,
        since=SPPA,
        ground="unverified",
        failing="klien: {tanggal_lahir: 2014-05-02}\nperkara: {tanggal: 2026-05-01}",
        passing="klien: {tanggal_lahir: 2014-05-01}\nperkara: {tanggal: 2026-05-01}",
    ),
    Rule(
        "KS704",
        age_left_open,
        "warning",
        kinds=WORK,
        acts=OFFENCE,
        since=SPPA,
        ground="unverified",
        failing="klien: {tahun_lahir: 2008}\nperkara: {tanggal: 2026-05-01}",
        passing="klien: {tahun_lahir: 2007}\nperkara: {tanggal: 2026-05-01}",
    ),
    Rule(
        "KS705",
        under_fourteen,
        "warning",
        kinds=COMMUNITY_SERVICE,
        acts=OFFENCE,
        since=SPPA,
        ground="unverified",
        failing="klien: {tanggal_lahir: 2012-05-02}\nperkara: {tanggal: 2026-05-01}\n"
        "rekomendasi: {usulan: {jam: 20}}",
        passing="klien: {tanggal_lahir: 2012-05-01}\nperkara: {tanggal: 2026-05-01}\n"
        "rekomendasi: {usulan: {jam: 20}}",
    ),
    Rule(
        "KS706",
        hours_of_child,
        "error",
        kinds=COMMUNITY_SERVICE,
        since=SPPA,
        acts=("rekomendasi.tanggal_laporan", "putusan.tanggal"),
        failing="rekomendasi: {usulan: {jam: 130}}",
        passing="rekomendasi: {usulan: {jam: 120}}",
    ),
    Rule(
        "KS707",
        prison_replaced,
        "error",
        kinds=COMMUNITY_SERVICE,
        acts=("putusan.tanggal",),
        failing="putusan: {pidana_semula: {penjara: 2 tahun 1 bulan}}",
        passing="putusan: {pidana_semula: {penjara: 2 tahun}}",
    ),
    Rule(
        "KS708",
        hours_a_day_of_child,
        "warning",
        kinds=CHILDREN,
        ground="practice",
        acts=("rekomendasi.tanggal_laporan", "putusan.tanggal"),
        failing="rekomendasi: {usulan: {jam_per_hari: 5}}",
        passing="rekomendasi: {usulan: {jam_per_hari: 4}}",
        office="batas: {jam_per_hari_anak: 4}",
    ),
    Rule(
        "KS716",
        standing,
        "warning",
        kinds=WORK,
        ground="practice",
        failing="perkara: {status: anak}",
        passing="perkara: {status: terdakwa}",
    ),
    Rule(
        "KS717",
        companion,
        "warning",
        kinds=CHILDREN,
        ground="unverified",
        acts=("penugasan.tanggal",),
        since=SPPA,
        failing="penugasan: {tanggal: 2026-05-04}",
        passing="penugasan: {tanggal: 2026-05-04}\npendamping_anak: {nama: Suparti}",
    ),
    Rule(
        "KS721",
        adult_sections,
        "warning",
        kinds=CHILDREN,
        failing="putusan: {dasar: pasal_85}",
        passing="putusan: {jam: 40}",
    ),
)
