"""Where the work is done: not for profit, by an agreement, as ordered (KUHP art. 85)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from pipeline import figures
from pipeline.case import Case
from pipeline.office import Office, Site
from pipeline.rules.rule import KUHP, WORK, Finding, Rule, of_court
from pipeline.values import write_date
from pipeline.yaml_text import Path_


def _placed(case: Case, office: Office) -> Iterator[tuple[int, Path_, str, Site]]:
    """Each placement at a site that the office knows, with the site's code."""
    for number, placement in enumerate(case.penempatan):
        if placement.lokasi and (site := office.lokasi.get(placement.lokasi)):
            yield number, ("penempatan", number, "lokasi"), placement.lokasi, site


def _named(case: Case, office: Office) -> Iterator[tuple[Path_, str, Site]]:
    """Each site that the case names and the office knows, the latest stage first."""
    for _, path, code, site in _placed(case, office):
        yield path, code, site
    proposal = case.rekomendasi.usulan if case.rekomendasi else None
    for section, codes in (
        (("putusan",), case.putusan.lokasi if case.putusan else ()),
        (("rekomendasi", "usulan"), proposal.lokasi if proposal else ()),
    ):
        for place, code in enumerate(codes):
            if code in office.lokasi:
                yield (*section, "lokasi", place), code, office.lokasi[code]


def commercial(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(3): the work is not made a business of."""
    for path, _, site in _named(case, office):
        if site.komersial is True:
            if path[0] == "putusan":  # recorded as it is; another site is not ours to choose
                yield Finding(path, {"site": site.nama}, of_court(case))
            else:
                key = ".".join(step for step in path if isinstance(step, str))
                yield Finding(path, {"site": site.nama, "suggestion": key})


def paid(case: Case, _office: Office) -> Iterator[Finding]:
    """KUHP art. 85(3): a penalty that is paid for is work for hire; of children we propose it."""
    for number, placement in enumerate(case.penempatan):
        if placement.upah:
            params = {"suggestion": "upah: 0"}
            yield Finding(("penempatan", number, "upah"), params)


def agreement_over(case: Case, office: Office) -> Iterator[Finding]:
    """Nobody is placed at a site with which there is no agreement any more."""
    for number, path, _, site in _placed(case, office):
        end, start = _end(site), case.penempatan[number].mulai
        if end and start and end < start:
            params = {"site": site.nama, "end": write_date(end), "start": write_date(start)}
            yield Finding(path, params, related=(("penempatan", number, "mulai"),))


def agreement_ends(case: Case, office: Office) -> Iterator[Finding]:
    """An agreement that ends during the work has to be renewed in time."""
    stays = {stay.number: stay for stay in figures.stays(case)}
    for number, path, _, site in _placed(case, office):
        end, stay = _end(site), stays.get(number)
        if end and stay and stay.last and stay.first <= end < stay.last:
            params = {"site": site.nama, "end": write_date(end), "last": write_date(stay.last)}
            planned = case.penempatan[number].selesai
            key = "selesai" if planned else "mulai"
            yield Finding(path, params, related=(("penempatan", number, key),))


def _end(site: Site) -> date | None:
    return site.perjanjian.berakhir if site.perjanjian else None


def no_agreement(case: Case, office: Office) -> Iterator[Finding]:
    """Without an agreement, or its end, nobody can say whether the site may take clients."""
    for _, path, code, site in _placed(case, office):
        if _end(site) is None:
            yield Finding(path, {"site": site.nama, "code": code})


def other_than_ordered(case: Case, office: Office) -> Iterator[Finding]:
    """Where the court names the place, another one needs a reason."""
    ordered = case.putusan.lokasi if case.putusan else ()
    if not ordered or any(code not in office.lokasi for code in ordered):
        return
    names = ", ".join(office.lokasi[code].nama for code in ordered)
    for _, path, code, site in _placed(case, office):
        if code not in ordered:
            params = {"site": site.nama, "ordered": names}
            yield Finding(path, params, related=(("putusan", "lokasi"),))


def not_said_whether_commercial(case: Case, office: Office) -> Iterator[Finding]:
    """KUHP art. 85(3) can be held to only where the office has said what a site is."""
    told: set[str] = set()
    for path, code, site in _named(case, office):
        if site.komersial is None and code not in told:
            told.add(code)
            yield Finding(path, {"site": site.nama, "code": code})


def two_at_once(case: Case, _office: Office) -> Iterator[Finding]:
    """One placement ends before the next begins; else two letters hold on one day."""
    known = [(p.mulai, number) for number, p in enumerate(case.penempatan) if p.mulai]
    known.sort()
    for (_, earlier), (start, later) in pairwise(known):
        end = case.penempatan[earlier].selesai
        if end and start <= end:
            days = {"start": start, "end": end, "before": start - timedelta(days=1)}
            params = {name: write_date(day) for name, day in days.items()}
            related = (("penempatan", earlier, "selesai"),)
            yield Finding(("penempatan", later, "mulai"), params, related=related)


def takes_nobody(case: Case, office: Office) -> Iterator[Finding]:
    """A site whose capacity the office has set to nought takes no client."""
    for _, path, code, site in _placed(case, office):
        if site.kapasitas == 0:
            yield Finding(path, {"site": site.nama, "code": code})


START = ("penempatan.mulai",)
_AGREED = "lokasi: {panti: {nama: Panti Jompo, perjanjian: {berakhir: 2026-05-31}}}"
RULES: tuple[Rule, ...] = (
    Rule(
        "KS401",
        commercial,
        "error",
        kinds=WORK,
        acts=("rekomendasi.tanggal_laporan", "putusan.tanggal", "penempatan.mulai"),
        since=KUHP,
        office="lokasi: {pabrik: {nama: Pabrik Tahu, komersial: ya}, panti: {nama: Panti Jompo}}",
        failing="penempatan: {lokasi: pabrik}",
        passing="penempatan: {lokasi: panti}",
    ),
    Rule(
        "KS402",
        paid,
        "error",
        kinds=WORK,
        acts=START,
        since=KUHP,
        failing="penempatan: {upah: Rp50.000}",
        passing="penempatan: {upah: 0}",
    ),
    Rule(
        "KS403",
        agreement_over,
        "error",
        kinds=WORK,
        acts=START,
        ground="practice",
        office=_AGREED,
        failing="penempatan: {lokasi: panti, mulai: 2026-06-01}",
        passing="penempatan: {lokasi: panti, mulai: 2026-05-31}",
    ),
    Rule(
        "KS404",
        agreement_ends,
        "warning",
        kinds=WORK,
        acts=START,
        ground="practice",
        office=_AGREED,
        failing="penempatan: {lokasi: panti, mulai: 2026-04-01, selesai: 2026-06-01}",
        passing="penempatan: {lokasi: panti, mulai: 2026-04-01, selesai: 2026-05-31}",
    ),
    Rule(
        "KS405",
        no_agreement,
        "warning",
        kinds=WORK,
        acts=START,
        ground="practice",
        office="lokasi: {panti: {nama: Panti Jompo}, "
        "masjid: {nama: Masjid Agung, perjanjian: {berakhir: 2027-11-30}}}",
        failing="penempatan: {lokasi: panti}",
        passing="penempatan: {lokasi: masjid}",
    ),
    Rule(
        "KS406",
        other_than_ordered,
        "warning",
        kinds=WORK,
        acts=START,
        ground="practice",
        office="lokasi: {panti: {nama: Panti Jompo}, masjid: {nama: Masjid Agung}}",
        failing="putusan: {lokasi: panti}\npenempatan: {lokasi: masjid}",
        passing="putusan: {lokasi: [panti, masjid]}\npenempatan: {lokasi: masjid}",
    ),
    Rule(
        "KS408",
        not_said_whether_commercial,
        "warning",
        kinds=WORK,
        acts=START,
        ground="practice",
        office="lokasi: {panti: {nama: Panti Jompo}, "
        "masjid: {nama: Masjid Agung, komersial: tidak}}",
        failing="penempatan: {lokasi: panti}",
        passing="penempatan: {lokasi: masjid}",
    ),
    Rule(
        "KS410",
        two_at_once,
        "warning",
        kinds=WORK,
        acts=START,
        ground="practice",
        failing="penempatan:\n- {mulai: 2026-04-01, selesai: 2026-05-31}\n"
        "- {mulai: 2026-05-31, selesai: 2026-06-30}",
        passing="penempatan:\n- {mulai: 2026-04-01, selesai: 2026-05-31}\n"
        "- {mulai: 2026-06-01, selesai: 2026-06-30}",
    ),
    Rule(
        "KS411",
        takes_nobody,
        "warning",
        kinds=WORK,
        acts=START,
        ground="practice",
        office="lokasi: {panti: {nama: Panti Jompo, kapasitas: 0}, "
        "masjid: {nama: Masjid Agung, kapasitas: 1}}",
        failing="penempatan: {lokasi: panti}",
        passing="penempatan: {lokasi: masjid}",
    ),
)
