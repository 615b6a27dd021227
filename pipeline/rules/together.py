"""What cases of one check have to do with each other: a full site, the same client twice.

Why: each case may be right by itself and all of them wrong together. Only a footprint of each is
kept, so that a thousand cases take no more memory than a handful.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pipeline import figures
from pipeline.case import Case
from pipeline.errors import Place, Problem
from pipeline.office import Office
from pipeline.values import write_date
from pipeline.yaml_text import Path_, Source, dotted


@dataclass(frozen=True, slots=True)
class Visit:
    """A placement: the site's code, its days, and where the file names the site."""

    site: str
    first: date
    last: date
    place: Place


@dataclass(frozen=True, slots=True)
class Footprint:
    """What other cases must know of a case.

    Attributes:
        nomor: its number.
        file: its file.
        nik: the client's NIK; empty where the file has none.
        client: what tells the client from others, by NIK, else by name and birth.
        request: agency and number of the request, and where the number stands.
        visits: its placements.
        days: days of work, each with its first row; kept only where there is a NIK.
        reasons: why it sets warnings aside, by their codes.
    """

    nomor: str
    file: Path
    nik: str
    client: tuple[str, str]
    request: tuple[str, str, Place] | None = None
    visits: tuple[Visit, ...] = ()
    days: Mapping[date, Place] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)


def footprint(case: Case, source: Source) -> Footprint:
    """Take of a case that has its shape what the others must know."""
    client, request = case.klien, case.permintaan
    nik = client.nik or ""
    asked = None
    if request and request.nomor:
        place = _place(source, ("permintaan", "nomor"))
        asked = (_folded(request.instansi or ""), _folded(request.nomor), place)
    return Footprint(
        case.nomor,
        source.file,
        nik,
        (nik, "") if nik else (_folded(client.nama), str(client.tanggal_lahir or "")),
        asked,
        tuple(_visits(case, source)) if case.has_work else (),
        dict(_days(case, source)) if nik and case.has_work else {},
        {waiver.kode.upper(): waiver.alasan for waiver in case.abaikan},
    )


def _visits(case: Case, source: Source) -> Iterator[Visit]:
    for stay in figures.stays(case):
        site = case.penempatan[stay.number].lokasi
        if site and stay.last and stay.first <= stay.last:
            place = _place(source, ("penempatan", stay.number, "lokasi"))
            yield Visit(site, stay.first, stay.last, place)


def _days(case: Case, source: Source) -> Iterator[tuple[date, Place]]:
    told: set[date] = set()
    for number, row in enumerate(case.kehadiran):
        if row.status == "hadir" and row.tanggal not in told:
            told.add(row.tanggal)
            yield row.tanggal, _place(source, ("kehadiran", number, "tanggal"))


def _place(source: Source, path: Path_) -> Place:
    return replace(source.place(path), path=dotted(source.written(path)))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def crowd(footprints: Sequence[Footprint], office: Office) -> Iterator[tuple[Problem, str]]:
    """Judge the cases of one check together.

    Yields:
        Each warning with the reason for which its case sets it aside; without one an empty text.
    """
    reasons = {mark.file: mark.reasons for mark in footprints}
    for problem in (*_full(footprints, office), *_twice(footprints), *_same_day(footprints)):
        aside = reasons[problem.file] if problem.file else {}
        yield problem, aside.get(problem.code, "")


def _full(footprints: Iterable[Footprint], office: Office) -> Iterator[Problem]:
    """Sites at which more clients are placed on a day than they take, at the latest comers."""
    at: dict[str, list[tuple[Visit, Footprint]]] = {}
    for mark in footprints:
        for visit in mark.visits:
            at.setdefault(visit.site, []).append((visit, mark))
    for code, visits in at.items():
        site = office.lokasi.get(code)
        if site is None or not site.kapasitas:
            continue  # a site that takes nobody is told case by case
        visits.sort(key=lambda pair: (pair[0].first, pair[1].nomor))
        here: list[tuple[Visit, Footprint]] = []
        for visit, mark in visits:
            here = [pair for pair in here if pair[0].last >= visit.first]
            others = {other.client: before.place for before, other in here}
            others.pop(mark.client, None)
            here.append((visit, mark))
            if len(others) >= site.kapasitas:
                params = {
                    "site": site.nama,
                    "code": code,
                    "day": write_date(visit.first),
                    "clients": str(len(others) + 1),
                    "capacity": str(site.kapasitas),
                }
                yield _warning("KS420", params, visit.place, tuple(others.values()))


def _twice(footprints: Iterable[Footprint]) -> Iterator[Problem]:
    """Requests that stand in two cases of the same client."""
    seen: dict[tuple[object, ...], tuple[str, Place]] = {}
    for mark in footprints:
        if mark.request is None or not all((mark.client[0], mark.client[1] or mark.nik)):
            continue
        agency, number, place = mark.request
        key = (mark.client, agency, number)
        if key in seen:
            other, elsewhere = seen[key]
            yield _warning("KS421", {"other": other}, place, (elsewhere,))
        seen.setdefault(key, (mark.nomor, place))


def _same_day(footprints: Iterable[Footprint]) -> Iterator[Problem]:
    """Days on which a client works in two cases; once for each two cases."""
    seen: dict[str, list[Footprint]] = {}
    for mark in footprints:
        if not mark.days:
            continue
        for other in seen.setdefault(mark.nik, []):
            days = sorted(mark.days.keys() & other.days.keys())
            if days:
                params = {"day": write_date(days[0]), "other": other.nomor}
                places = [mark.days[day] for day in days]
                found = _warning("KS422", params, places[0], (other.days[days[0]],))
                yield replace(found, others=tuple(places[1:]))
        seen[mark.nik].append(mark)


def _warning(
    code: str, params: Mapping[str, str], place: Place, related: tuple[Place, ...]
) -> Problem:
    return Problem(code, params, place.file, place, place.path, "warning", related)
