"""Papers that came too late: the last day in time and the day after it."""

from __future__ import annotations

import pytest

from pipeline.rules.deadlines import RULES
from tests.rules.examples import ask, broken, by_code, part, related

SENTENCED = ("pidana_kerja_sosial", "pelayanan_masyarakat")
WORK = (*SENTENCED, "diversi")
# Code, limit of the office, start, its day, key that is told, last day in time, the day after.
TABLE = [
    ("KS601", "", "permintaan.diterima", "2026-02-04", "pengantar.tanggal", "11", "12"),
    ("KS601", "litmas_dewasa: 3 hari", "permintaan.diterima", "2026-02-04",
     "pengantar.tanggal", "7", "8"),
    ("KS602", "", "permintaan.diterima", "2026-02-04", "pengantar.tanggal", "7", "8"),
    ("KS602", "litmas_anak: 5 hari", "permintaan.diterima", "2026-02-04",
     "pengantar.tanggal", "9", "10"),
    ("KS603", "", "penugasan.tanggal", "2026-02-04", "pengantar.tanggal", "11", "12"),
    ("KS603", "litmas_dewasa: 2 minggu", "penugasan.tanggal", "2026-02-04",
     "pengantar.tanggal", "18", "19"),
    ("KS604", "penempatan: 5 hari", "eksekusi.tanggal", "2026-02-04",
     "penempatan.0.tanggal_surat", "9", "10"),
    ("KS605", "laporan_perkembangan: 10 hari", "perkembangan.0.bulan", "2026-01",
     "perkembangan.0.tanggal_laporan", "10", "11"),
    ("KS607", "laporan_selesai: 7 hari", "penyelesaian.tanggal", "2026-02-04",
     "penyelesaian.tanggal_laporan", "11", "12"),
]  # fmt: skip
each = pytest.mark.parametrize("row", TABLE, ids=[f"{row[0]} {row[1]}" for row in TABLE])


def shown(dotted: str) -> str:
    """A dotted key as problems show it."""
    return dotted.replace(".0", "[0]")


@each
def test_the_last_day_is_in_time(
    row: tuple[str, ...],
) -> None:
    """The last day is in time; a day later is one day late, with the last day as suggestion."""
    code, limit, start, begun, told, last, late = row
    rule, office = by_code(code), f"batas: {{{limit}}}" if limit else ""
    in_time = part({start: begun, told: f"2026-02-{last:0>2}"})
    assert broken(rule, in_time, office) == []
    (found,) = ask(rule, part({start: begun, told: f"2026-02-{late:0>2}"}), office)
    assert (found.path, found.severity) == (shown(told), "warning")
    assert [place.path for place in found.related] == [shown(start)]
    assert found.params["days"] == "1"
    assert found.params["date"] == f"{late} Februari 2026"
    assert found.params["suggestion"] == f"{last} Februari 2026"
    start_day = "31 Januari 2026" if code == "KS605" else "4 Februari 2026"
    assert found.params["start"] == start_day
    default = "3 hari" if code == "KS602" else "7 hari"
    assert found.params["limit"] == (limit.split(": ")[1] if limit else default)


@each
def test_without_one_of_the_days_nothing_is_late(
    row: tuple[str, ...],
) -> None:
    """A missing day cannot be judged."""
    code, limit, start, begun, told, *_ = row
    office = f"batas: {{{limit}}}" if limit else ""
    for key, day in ((start, begun), (told, "2030-01-01")):
        assert broken(by_code(code), part({key: day}), office) == []


@pytest.mark.parametrize("code", ["KS604", "KS605", "KS606", "KS607"])
def test_limits_of_the_office_are_its_own(code: str) -> None:
    """Where the office sets no limit, or another one, nothing is late."""
    rule = by_code(code)
    assert broken(rule, rule.failing, "") == []
    assert broken(rule, rule.failing, "batas: {litmas_dewasa: 1 hari}") == []
    assert len(broken(rule, rule.failing)) == 1


def test_an_office_with_other_limits_keeps_the_default() -> None:
    """A limit that is not set is the one of the circular, also where others are set."""
    text = part({"permintaan.diterima": "2026-02-04", "pengantar.tanggal": "2026-02-12"})
    assert len(broken(by_code("KS601"), text, "batas: {litmas_anak: 30 hari}")) == 1
    assert broken(by_code("KS601"), text, "batas: {litmas_dewasa: 30 hari}") == []


def test_several_days_late() -> None:
    """Days are counted from the last one in time."""
    text = part({"permintaan.diterima": "2026-02-04", "pengantar.tanggal": "2026-03-01"})
    (found,) = ask(by_code("KS601"), text)
    assert found.params["days"] == "18"


def test_kinds() -> None:
    """Adults, children and reintegrasi have clocks of their own."""
    kinds = {rule.code: rule.kinds for rule in RULES}
    assert kinds["KS601"] == ("pidana_kerja_sosial",)
    assert kinds["KS602"] == ("pelayanan_masyarakat", "diversi")
    assert kinds["KS603"] == ("reintegrasi",)
    assert kinds["KS608"] == WORK
    assert all(kinds[code] == WORK for code in ("KS604", "KS605", "KS606", "KS607", "KS609"))


def test_the_first_letter_of_placement_counts() -> None:
    """A later letter, for another site, is not held to the limit; the first may stand anywhere."""
    rule = by_code("KS604")
    letters = {
        "penempatan.0.tanggal_surat": "2026-05-01",
        "penempatan.1.tanggal_surat": "2026-03-26",
    }
    assert broken(rule, part({"eksekusi.tanggal": "2026-03-19", **letters})) == []
    assert related(rule, part({"eksekusi.tanggal": "2026-03-18", **letters})) == [
        ("penempatan[1].tanggal_surat", ["eksekusi.tanggal"])
    ]


def test_each_progress_report_is_judged() -> None:
    """Late ones are told once, with the others' places; the month's own length counts."""
    rows = "{bulan: 2026-02, tanggal_laporan: 2026-03-10}, {isi: a}"
    late = "{bulan: 2026-02, tanggal_laporan: 2026-03-11}"
    later = "{bulan: 2026-12, tanggal_laporan: 2027-01-11}"
    (found,) = ask(by_code("KS605"), f"perkembangan: [{rows}, {late}, {later}]")
    assert found.path == "perkembangan[2].tanggal_laporan"
    assert [place.path for place in found.related] == ["perkembangan[2].bulan"]
    assert [place.path for place in found.others] == ["perkembangan[3].tanggal_laporan"]
    assert found.params["start"] == "28 Februari 2026"


@pytest.mark.parametrize(
    ("measure", "letter", "told"),
    [
        ("lapor_jaksa", "2026-06-18", False),
        ("lapor_jaksa", "2026-06-19", True),
        ("lapor_hakim_pengawas", "2026-06-19", True),
        ("sp1", "2026-06-30", False),
        ("", "2026-06-30", False),
        ("lapor_jaksa", "", False),
    ],
)
def test_only_reports_of_violations_have_a_limit(measure: str, letter: str, told: bool) -> None:
    """Reports are held to the limit from the day of the violation, warning letters are not."""
    row = f"{{tanggal: 2026-06-15, tindakan: {measure}, tanggal_surat: {letter}}}"
    text = f"pelanggaran: [{{tanggal: 2026-01-01, uraian: a}}, {row}]"
    found = [("pelanggaran[1].tanggal_surat", ["pelanggaran[1].tanggal"])] if told else []
    assert related(by_code("KS606"), text) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("permintaan: {tanggal: 2026-02-03}\npengantar: {tanggal: 2026-02-10}", True),
        ("permintaan: {diterima: 2026-02-03}\npengantar: {tanggal: 2026-02-10}", False),
        ("permintaan: {tanggal: 2026-02-03}\npengantar: {perihal: a}", False),
        ("permintaan: {tanggal: 2026-02-03}", False),
        ("pengantar: {tanggal: 2026-02-10}", False),
    ],
)
def test_the_arrival_of_the_request(text: str, told: bool) -> None:
    """Once the litmas was sent, the request's arrival must be known."""
    found = [("permintaan.diterima", ["pengantar.tanggal"])] if told else []
    assert related(by_code("KS608"), text) == found


APRIL, MAY, JUNE = (
    "{tanggal: 2026-04-30}",
    "{tanggal: 2026-05-05, status: izin}",
    "{tanggal: 2026-06-02}",
)
DONE = "penyelesaian: {tanggal: 2026-06-30}\n"


@pytest.mark.parametrize(
    ("rows", "rest", "missing"),
    [
        ([JUNE, MAY, APRIL], "", "April 2026, Mei 2026"),
        ([APRIL, MAY, JUNE], "perkembangan: [{bulan: 2026-04}]\n", "Mei 2026"),
        ([APRIL, MAY], "perkembangan: [{bulan: 2026-04}]\n", ""),
        ([APRIL, MAY], "perkembangan: [{bulan: 2026-04}]\n" + DONE, "Mei 2026"),
        ([APRIL, MAY, JUNE], "perkembangan: [{bulan: 2026-04}, {bulan: 2026-05}]\n" + DONE, ""),
        ([APRIL], "", ""),
        ([APRIL, APRIL], "", ""),
        ([APRIL], "penyelesaian: {tanggal: 2026-05-30}\n", ""),
        ([APRIL], "penyelesaian: {tanggal: 2026-05-31}\n", "April 2026"),
        ([APRIL], "penyelesaian: {tanggal: 2026-04-30}\n", ""),
        ([APRIL, "{kegiatan: a}", JUNE], "", ""),
        ([APRIL, JUNE], "perkembangan: [{isi: a}]\n", ""),
        ([], DONE, ""),
    ],
)
def test_each_month_is_reported(rows: list[str], rest: str, missing: str) -> None:
    """Months before the current one are told together, unless all was done within a month."""
    found = ask(by_code("KS609"), f"kehadiran: [{', '.join(rows)}]\n{rest}")
    assert [problem.params["months"] for problem in found] == ([missing] if missing else [])
    for problem in found:
        assert problem.path == "perkembangan"
        first = {"A": "2026-04", "M": "2026-05"}[missing[0]]
        assert problem.params["suggestion"] == first
