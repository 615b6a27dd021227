"""Cases of one check: a site takes so many, a request stands once, a day is worked once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.case import Case
from pipeline.errors import Problem
from pipeline.office import Office
from pipeline.rules.together import Footprint, crowd, footprint
from pipeline.salvage import salvage
from pipeline.shape import shape
from tests.case_files import read

NIK = "3398041408910003"
OTHER = "3398041408910004"
APRIL = "mulai: 2026-04-01, selesai: 2026-04-30"


def mark(number: int, text: str, client: str = "nama: Wagiman", kind: str = "") -> Footprint:
    """The footprint of a case with this number."""
    nomor = f"KS-2026-{number:04}"
    head = f"nomor: {nomor}\njenis: {kind or 'pidana_kerja_sosial'}\npk: sr\n"
    head += f"klien: {{{client}}}\nperkara: {{tindak_pidana: Penipuan}}\n"
    source = read(f"{head}{text}\n", Path(f"{nomor}.yaml"))
    case, problems = shape(source, Case)
    assert case is not None, problems
    return footprint(case, source)


def office(capacity: str = "1") -> Office:
    """An office with one site."""
    site = {"nama": "Panti Jompo", "kapasitas": capacity}
    return salvage(Office, {"lokasi": {"panti": site, "taman": {"nama": "Taman Kota"}}})


def found(*marks: Footprint, capacity: str = "1") -> list[Problem]:
    """What cases are together."""
    return [problem for problem, _ in crowd(marks, office(capacity))]


def placed(number: int, days: str, site: str = "panti", client: str = "") -> Footprint:
    """A case with one placement; its client is told by its number."""
    text = f"penempatan: {{lokasi: {site}, {days}}}"
    return mark(number, text, client or f"nama: Klien {number}")


@pytest.mark.parametrize(
    ("first", "second", "full"),
    [
        (APRIL, APRIL, True),
        (APRIL, "mulai: 2026-04-30, selesai: 2026-05-31", True),
        (APRIL, "mulai: 2026-05-01, selesai: 2026-05-31", False),
        (APRIL, "mulai: 2026-03-01, selesai: 2026-03-31", False),
        ("mulai: 2026-04-01", "mulai: 2026-09-30", True),
        ("mulai: 2026-04-01", "mulai: 2026-10-01", False),
        (APRIL, "selesai: 2026-05-31", False),
        (APRIL, "mulai: 2026-04-05, selesai: 2026-04-05", True),
        (APRIL, "mulai: 2026-04-02, selesai: 2026-04-01", False),
    ],
)
def test_capacity_of_a_site(first: str, second: str, full: bool) -> None:
    """On the last day a place is taken, on the next it is free."""
    assert [p.code for p in found(placed(1, first), placed(2, second))] == ["KS420"] * full


def test_the_latest_comer_is_told_of() -> None:
    """However the files are ordered, the placement that begins last carries it, with the others."""
    marks = [placed(n, f"mulai: 2026-04-{day}, selesai: 2026-04-30") for n, day in
             ((1, "10"), (2, "12"), (3, "11"))]  # fmt: skip
    (problem,) = found(*marks, capacity="2")
    assert problem.file == Path("KS-2026-0002.yaml")
    assert (problem.severity, problem.path) == ("warning", "penempatan.lokasi")
    assert problem.place is not None
    assert problem.place.line == 6
    assert problem.params == {
        "site": "Panti Jompo",
        "code": "panti",
        "day": "12 April 2026",
        "clients": "3",
        "capacity": "2",
    }
    assert [place.file.stem for place in problem.related] == ["KS-2026-0001", "KS-2026-0003"]
    assert found(*marks, capacity="3") == []


def test_of_one_day_the_higher_number_came_last() -> None:
    """Where two begin on one day, the number decides, not the order of the files."""
    (problem,) = found(placed(2, APRIL), placed(1, APRIL))
    assert problem.file == Path("KS-2026-0002.yaml")


def test_each_that_is_too_many_is_told() -> None:
    """Two that are too many are two warnings."""
    assert len(found(*(placed(n, APRIL) for n in (1, 2, 3)))) == 2


@pytest.mark.parametrize(
    ("site", "capacity"), [("taman", "1"), ("entah", "1"), ("panti", "0"), ("panti", "2")]
)
def test_a_site_without_a_capacity(site: str, capacity: str) -> None:
    """Where the office does not say how many, or says none, or enough, nothing is full."""
    marks = [placed(1, APRIL, site), placed(2, APRIL, site)]
    assert found(*marks, capacity=capacity) == []


def test_each_site_is_looked_at() -> None:
    """A site without a capacity does not hide one that is full."""
    marks = [placed(1, APRIL, "taman"), placed(2, APRIL), placed(3, APRIL)]
    assert [p.params["code"] for p in found(*marks)] == ["panti"]


def test_one_client_takes_one_place() -> None:
    """A client with two cases takes one place, and so does one who changes the supervisor."""
    client = f'nama: Wagiman, nik: "{NIK}"'
    assert found(placed(1, APRIL, client=client), placed(2, APRIL, client=client)) == []
    twice = "penempatan:\n- {lokasi: panti, mulai: 2026-04-01, selesai: 2026-04-30}\n"
    twice += "- {lokasi: panti, mulai: 2026-04-15, selesai: 2026-05-15}"
    assert found(mark(1, twice)) == []


def test_prison_cases_take_no_place() -> None:
    """In a reintegrasi nobody is placed."""
    text = f"program: asimilasi\npenempatan: {{lokasi: panti, {APRIL}}}"
    assert mark(1, text, kind="reintegrasi").visits == ()


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (f'nama: A, nik: "{NIK}"', f'nama: B, nik: "{NIK}"', True),
        (f'nama: A, nik: "{NIK}"', f'nama: A, nik: "{OTHER}"', False),
        ("nama: Wagiman, tanggal_lahir: 1991-08-14", "nama: WAGIMAN, tanggal_lahir: 1991-08-14", 1),
        ("nama: Wagiman, tanggal_lahir: 1991-08-14", "nama: Wagiman, tanggal_lahir: 1991-08-15", 0),
        ("nama: Wagiman", "nama: Wagiman", False),
    ],
)
def test_one_request_of_one_client(first: str, second: str, same: bool) -> None:
    """The same client is known by NIK, else by name and birth together."""
    text = "permintaan: {instansi: polres, nomor: B/1/2026}"
    problems = found(mark(1, text, first), mark(2, text, second))
    assert [p.code for p in problems] == ["KS421"] * bool(same)
    for problem in problems:
        assert (problem.path, problem.params) == ("permintaan.nomor", {"other": "KS-2026-0001"})
        assert problem.file == Path("KS-2026-0002.yaml")
        assert [place.file.stem for place in problem.related] == ["KS-2026-0001"]


@pytest.mark.parametrize(
    ("second", "same"),
    [
        ("{instansi: polres, nomor: b/1/2026}", True),
        ("{instansi: polres, nomor: B/2/2026}", False),
        ("{instansi: kejari, nomor: B/1/2026}", False),
        ("{nomor: B/1/2026}", False),
        ("{instansi: polres}", False),
    ],
)
def test_agency_and_number_make_the_request(second: str, same: bool) -> None:
    """Two agencies may use one number; a request without a number is none."""
    client = f'nama: A, nik: "{NIK}"'
    one = mark(1, "permintaan: {instansi: polres, nomor: B/1/2026}", client)
    two = mark(2, f"permintaan: {second}", client)
    assert [p.code for p in found(one, two)] == ["KS421"] * same


def test_three_of_one_request() -> None:
    """The second and the third name the first."""
    client = f'nama: A, nik: "{NIK}"'
    marks = [mark(n, "permintaan: {nomor: B/1/2026}", client) for n in (1, 2, 3)]
    assert [p.params["other"] for p in found(*marks)] == ["KS-2026-0001", "KS-2026-0001"]


def working(number: int, *days: str, nik: str = NIK) -> Footprint:
    """A case with work on these days of April."""
    rows = (f"- {{tanggal: 2026-04-{d}, mulai: 08.00, selesai: 09.00}}\n" for d in days)
    client = f'nama: A, nik: "{nik}"' if nik else "nama: A"
    return mark(number, "kehadiran:\n" + "".join(rows), client)


def test_one_day_in_two_cases() -> None:
    """Once for each two cases: at the first such day, the further ones behind it."""
    (problem,) = found(working(1, "03", "01", "02"), working(2, "02", "01", "04"))
    assert (problem.code, problem.severity) == ("KS422", "warning")
    assert problem.params == {"day": "1 April 2026", "other": "KS-2026-0001"}
    assert problem.path == "kehadiran[1].tanggal"
    assert [place.path for place in problem.others] == ["kehadiran[0].tanggal"]
    assert [(p.file.stem, p.path) for p in problem.related] == [
        ("KS-2026-0001", "kehadiran[1].tanggal")
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (working(1, "01"), working(2, "02")),
        (working(1, "01"), working(2, "01", nik=OTHER)),
        (working(1, "01", nik=""), working(2, "01", nik="")),
        (
            working(1, "01"),
            mark(2, "kehadiran: [{tanggal: 2026-04-01, status: izin}]", f'nama: A, nik: "{NIK}"'),
        ),
    ],
)
def test_days_that_are_worked_once(one: Footprint, two: Footprint) -> None:
    """Other days, other clients, clients nobody can tell apart, and absences are no double work."""
    assert found(one, two) == []


def test_three_cases_of_one_client() -> None:
    """Each two of them are told."""
    problems = found(*(working(n, "01") for n in (1, 2, 3)))
    assert [p.params["other"] for p in problems] == ["KS-2026-0001", "KS-2026-0001", "KS-2026-0002"]


def test_days_are_kept_once_and_only_where_needed() -> None:
    """Two sessions of a day are one day, and without a NIK nobody asks for days."""
    days = working(1, "01", "01").days
    assert [(day, place.path) for day, place in days.items()] == [
        (date(2026, 4, 1), "kehadiran[0].tanggal")
    ]
    assert working(1, "01", nik="").days == {}


def test_a_warning_that_is_set_aside() -> None:
    """The reason that the case gives comes with its warning."""
    text = "abaikan: [{kode: ks422, alasan: dua putusan}]\n"
    text += "kehadiran: [{tanggal: 2026-04-01, mulai: 08.00, selesai: 09.00}]"
    two = mark(2, text, f'nama: A, nik: "{NIK}"')
    pairs = list(crowd([working(1, "01"), two], office()))
    assert [(problem.code, reason) for problem, reason in pairs] == [("KS422", "dua putusan")]
    assert [reason for _, reason in crowd([two, working(3, "01")], office())] == [""]


def test_a_case_without_request_or_work_hides_none() -> None:
    """What one case lacks says nothing about the others."""
    client = f'nama: A, nik: "{NIK}"'
    text = "permintaan: {nomor: B/1/2026}"
    asked = [mark(n, text, client) for n in (2, 3)]
    assert [p.code for p in found(mark(1, "versi: 1", client), *asked)] == ["KS421"]
    worked = [working(n, "01") for n in (2, 3)]
    assert [p.code for p in found(mark(1, "versi: 1", client), *worked)] == ["KS422"]
