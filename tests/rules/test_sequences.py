"""Handovers, months, meetings and assessments in their order."""

from __future__ import annotations

import pytest

from pipeline.case.model import KINDS
from pipeline.rules.sequences import RULES
from tests.rules.examples import ask, broken, by_code, part, related

BEFORE, DAY, AFTER = "2026-03-09", "2026-03-10", "2026-03-11"
SENTENCED = ("pidana_kerja_sosial", "pelayanan_masyarakat")
WORK = (*SENTENCED, "diversi")
# Code, kinds, the key that is told, the key that should come first.
TABLE = [
    ("KS534", ("diversi",), "diversi.musyawarah.0.tanggal", "permintaan.tanggal"),
    ("KS535", KINDS, "asesmen.risiko.tanggal", "penugasan.tanggal"),
    ("KS536", KINDS, "pengakhiran.tanggal", "bimbingan.0.tanggal"),
    ("KS538", SENTENCED, "penempatan.0.mulai", "eksekusi.tanggal"),
    ("KS541", ("diversi",), "diversi.penetapan.tanggal", "diversi.musyawarah.0.tanggal"),
    ("KS542", KINDS, "rekomendasi.tanggal_laporan", "asesmen.risiko.tanggal"),
]


@pytest.mark.parametrize(("code", "kinds", "later", "earlier"), TABLE)
def test_order(code: str, kinds: tuple[str, ...], later: str, earlier: str) -> None:
    """One day too early is told with both days and both places; the same day and later are not."""
    rule = by_code(code)
    (found,) = ask(rule, part({earlier: DAY, later: BEFORE}))
    assert (found.path, found.severity) == (later.replace(".0", "[0]"), "warning")
    assert found.params == {"date": "9 Maret 2026", "other": "10 Maret 2026"}
    assert [place.path for place in found.related] == [earlier.replace(".0", "[0]")]
    assert rule.kinds == kinds
    for day in (DAY, AFTER):
        assert broken(rule, part({earlier: DAY, later: day})) == []
    assert broken(rule, part({later: DAY})) == broken(rule, part({earlier: DAY})) == []


def test_kinds() -> None:
    """The other rules judge every kind of case, or those with work."""
    kinds = {rule.code: rule.kinds for rule in RULES}
    assert kinds["KS530"] == kinds["KS531"] == kinds["KS532"] == WORK
    assert kinds["KS533"] == kinds["KS537"] == kinds["KS540"] == KINDS


@pytest.mark.parametrize(
    ("day", "told"), [("2026-03-31", True), ("2026-04-01", False), ("2026-05-04", False)]
)
def test_a_report_is_not_older_than_its_month(day: str, told: bool) -> None:
    """From the first day of the month on a report is in order."""
    text = part({"perkembangan.0.bulan": "2026-04", "perkembangan.0.tanggal_laporan": day})
    found = [("perkembangan[0].tanggal_laporan", ["perkembangan[0].bulan"])] if told else []
    assert related(by_code("KS530"), text) == found


def test_a_month_is_reported_once() -> None:
    """Each repetition is told and speaks of the first; rows without a month are passed over."""
    rule = by_code("KS531")
    text = "perkembangan: [{bulan: 2026-04}, {isi: a}, {isi: b}, {bulan: 2026-05}, {bulan: 2026-04}"
    (found,) = ask(rule, f"{text}, {{bulan: 2026-04}}]")
    assert (found.path, found.params) == ("perkembangan[4].bulan", {"month": "April 2026"})
    assert [place.path for place in found.related] == ["perkembangan[0].bulan"]
    assert [place.path for place in found.others] == ["perkembangan[5].bulan"]


def months(*named: str) -> str:
    """A list of months that are reported."""
    return "perkembangan: [" + ", ".join(f"{{bulan: {month}}}" for month in named) + "]\n"


ROW = "kehadiran: [{tanggal: 2026-04-30}, {tanggal: 2026-06-01, status: sakit}]\n"
START = "penempatan: [{mulai: 2026-05-20}, {mulai: 2026-04-15}]\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (ROW + months("2026-04", "2026-06"), []),
        (ROW + months("2026-04", "2026-05"), [1]),
        (ROW + months("2025-04", "2027-06"), [0, 1]),
        (ROW + "perkembangan: [{isi: a}, {bulan: 2026-07}]\n", [1]),
        (ROW + START + months("2026-05"), [0]),
        (START + months("2026-04", "2026-05", "2027-01"), []),
        (START + months("2026-03"), [0]),
        (START, []),
        (ROW, []),
        (months("2026-03"), []),
        ("kehadiran: [{tanggal: 2026-04-30}, {kegiatan: a}]\n" + months("2026-05"), []),
        ("kehadiran: [{kegiatan: a}]\n" + months("2026-05"), []),
    ],
)
def test_a_month_that_is_reported_has_attendance(text: str, told: list[int]) -> None:
    """A month without a row, or before the first placement, is told; unread days tell nothing."""
    found = ask(by_code("KS532"), text)
    paths = [
        place for problem in found for place in (problem.path, *(o.path for o in problem.others))
    ]
    assert paths == [f"perkembangan[{number}].bulan" for number in told]
    assert all(problem.severity == "warning" for problem in found)


def test_the_month_is_named() -> None:
    """The message names the month that is meant."""
    (found,) = ask(by_code("KS532"), ROW + months("2026-05"))
    assert found.params == {"month": "Mei 2026"}


HANDED = """pergantian_pk:
- {tanggal: 2026-06-01, dari: dw, ke: am}
- {tanggal: 2026-05-04, dari: sr, ke: dw}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"pk: am\n{HANDED}", []),
        (f"pk: dw\n{HANDED}", [("pergantian_pk[0].ke", ["pk"])]),
        (HANDED, []),
        ("pk: dw\npergantian_pk: [{tanggal: 2026-05-04, dari: sr}]", []),
        ("pk: dw\npergantian_pk: [{ke: am}]", []),
        ("pk: dw\npergantian_pk: [{ke: am}, {tanggal: 2026-05-04, ke: sr}]", []),
        ("pk: dw", []),
    ],
)
def test_the_last_officer_has_the_case(
    text: str, told: list[tuple[str | None, list[str | None]]]
) -> None:
    """The change that is latest by date counts; one without a date makes the latest unknown."""
    assert related(by_code("KS533"), text) == told


def test_the_officers_are_named() -> None:
    """The message names who took the case over and who has it."""
    (found,) = ask(by_code("KS533"), f"pk: sr\n{HANDED}")
    assert found.params == {"value": "am", "pk": "sr"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ("{tanggal: 2026-05-04, ke: dw}, {tanggal: 2026-06-01, dari: am}", True),
        ("{tanggal: 2026-05-04, ke: dw}, {tanggal: 2026-06-01, dari: dw}", False),
        ("{tanggal: 2026-05-04, dari: dw}, {tanggal: 2026-06-01, dari: am}", False),
        ("{tanggal: 2026-05-04, ke: dw}, {tanggal: 2026-06-01, ke: am}", False),
        ("{tanggal: 2026-05-04, ke: dw}, {dari: am}", False),
    ],
)
def test_who_hands_on_had_it_before(changes: str, told: bool) -> None:
    """Only where both officers are known can the chain be broken."""
    found = [("pergantian_pk[1].dari", ["pergantian_pk[0].ke"])] if told else []
    assert related(by_code("KS537"), f"pergantian_pk: [{changes}]") == found


def test_the_chain_is_read_by_date() -> None:
    """Rows in another order make the same chain; the place is that of the file."""
    rule = by_code("KS537")
    assert broken(rule, HANDED) == []
    text = HANDED.replace("dari: dw", "dari: xx")
    assert related(rule, text) == [("pergantian_pk[0].dari", ["pergantian_pk[1].ke"])]
    (found,) = ask(rule, text)
    assert found.params == {"value": "xx", "holder": "dw"}


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (["2026-05-04", "2026-05-04"], []),
        (["2026-05-04", "2026-06-01"], []),
        (["2026-06-01", "2026-07-01", "2026-05-04"], [2]),
        (["2026-06-01", "", "2026-05-04"], []),
        (["", "2026-07-01", "2026-05-04"], [2]),
    ],
)
def test_changes_stand_in_order(days: list[str], told: list[int]) -> None:
    """A change that is older than the one written before it is told."""
    rule = by_code("KS540")
    text = "pergantian_pk:\n" + "".join(f"- {{tanggal: {day}, alasan: a}}\n" for day in days)
    assert related(rule, text) == [
        (f"pergantian_pk[{n}].tanggal", [f"pergantian_pk[{n - 1}].tanggal"]) for n in told
    ]
    for found in ask(rule, text):
        assert found.params == {"date": "4 Mei 2026", "other": "1 Juli 2026"}
