"""Rules on diversion: who may be diverted, and what an agreement needs."""

from __future__ import annotations

import pytest

from tests.rules.examples import ask, broken, by_code


@pytest.mark.parametrize(
    ("perkara", "path"),
    [
        ("ancaman: {penjara: 6 tahun 11 bulan}", None),
        ("ancaman: {penjara: 7 tahun}", "perkara.ancaman.penjara"),
        ("ancaman: {penjara: 84 bulan}", "perkara.ancaman.penjara"),
        ("ancaman: {penjara: 83 bulan}", None),
        ("ancaman: {penjara: 6 tahun 12 bulan}", "perkara.ancaman.penjara"),
        ("ancaman: {penjara: seumur hidup}", "perkara.ancaman.penjara"),
        ("ancaman: {denda: kategori II}", None),
        ("ancaman: {penjara: 9 tahun}, dakwaan: [{pasal: A, ancaman: {penjara: 5 tahun}}]", None),
        (
            "ancaman: {penjara: 9 tahun}, dakwaan: [{pasal: A, ancaman: {penjara: 7 tahun}}]",
            "perkara.ancaman.penjara",
        ),
        ("ancaman: {penjara: 9 tahun}, dakwaan: [{pasal: A}]", "perkara.ancaman.penjara"),
        (
            "dakwaan: [{pasal: A}, {pasal: B, ancaman: {penjara: 7 tahun}}]",
            "perkara.dakwaan[1].ancaman.penjara",
        ),
        ("tempat: Pasar", None),
    ],
)
def test_threat(perkara: str, path: str | None) -> None:
    """Seven years are too many, unless one of the charges carries less."""
    rule, text = by_code("KS709"), f"perkara: {{{perkara}}}"
    assert broken(rule, text) == ([(path, "warning")] if path else [])


def test_threat_is_named() -> None:
    """The threat that was found is told."""
    (problem,) = ask(by_code("KS709"), "perkara: {ancaman: {penjara: 7 tahun 6 bulan}}")
    assert problem.params == {"value": "7 tahun 6 bulan"}


@pytest.mark.parametrize(("said", "told"), [("ya", True), ("tidak", False), ("", False)])
def test_repeated(said: str, *, told: bool) -> None:
    """A repetition is told only where the file says that it is one."""
    text = f"perkara: {{tempat: Pasar, pengulangan: {said}}}"
    assert broken(by_code("KS710"), text) == [("perkara.pengulangan", "warning")] * told


@pytest.mark.parametrize(
    ("willing", "victim", "lacking"),
    [
        ("", True, ["anak", "korban"]),
        ("", False, ["anak"]),
        ("kesediaan: {anak: Ya}", True, ["korban"]),
        ("kesediaan: {korban: Ya}", True, ["anak"]),
        ("kesediaan: {korban: Ya}", False, ["anak"]),
        ("kesediaan: {anak: Ya, korban: Ya}", True, []),
        ("kesediaan: {anak: Ya}", False, []),
    ],
)
def test_willingness(willing: str, victim: bool, lacking: list[str]) -> None:
    """A success needs the child to be willing and, where there is a victim, the victim."""
    rule = by_code("KS711")
    more = "perkara: {korban: {nama: Arum}}\n" if victim else ""
    problems = ask(rule, more + f"diversi: {{hasil: berhasil, {willing}}}")
    assert [problem.path for problem in problems] == [f"diversi.kesediaan.{who}" for who in lacking]
    assert [problem.params for problem in problems] == [{"who": who} for who in lacking]
    for problem in problems:
        assert [place.path for place in problem.related] == ["diversi.hasil"]
    assert ask(rule, more + f"diversi: {{hasil: gagal, {willing}}}") == []
    assert ask(rule, more + f"diversi: {{tingkat: penyidikan, {willing}}}") == []


@pytest.mark.parametrize("outcome", ["berhasil", "gagal", ""])
@pytest.mark.parametrize("agreed", [True, False])
def test_outcome_and_agreement(outcome: str, *, agreed: bool) -> None:
    """A success has an agreement, a failure none."""
    terms = "kesepakatan: [{isi: Minta maaf}]" if agreed else ""
    text = f"diversi: {{tingkat: penyidikan, hasil: {outcome}, {terms}}}"
    lacking, too_much = outcome == "berhasil" and not agreed, outcome == "gagal" and agreed
    assert broken(by_code("KS712"), text) == [("diversi.kesepakatan", "warning")] * lacking
    assert broken(by_code("KS713"), text) == [("diversi.hasil", "warning")] * too_much
    for problem in ask(by_code("KS712"), text):
        assert [place.path for place in problem.related] == ["diversi.hasil"]
    for problem in ask(by_code("KS713"), text):
        assert [place.path for place in problem.related] == ["diversi.kesepakatan"]


@pytest.mark.parametrize(
    ("more", "related"),
    [
        ("", None),
        ("penempatan: {lokasi: taman-01}", "penempatan"),
        ("penyelesaian: {hasil: selesai}", "penyelesaian"),
        ("penempatan: {lokasi: taman-01}\npenyelesaian: {hasil: selesai}", "penempatan"),
    ],
)
def test_order(more: str, related: str | None) -> None:
    """What was agreed is carried out after the court's order."""
    rule, terms = by_code("KS714"), "kesepakatan: [{isi: Minta maaf}]"
    problems = ask(rule, f"diversi: {{{terms}}}\n{more}")
    assert [problem.path for problem in problems] == ["diversi.penetapan"] * bool(related)
    for problem in problems:
        assert [place.path for place in problem.related] == [related]
    assert ask(rule, f"diversi: {{{terms}, penetapan: {{nomor: 3/Pen}}}}\n{more}") == []
    assert ask(rule, f"diversi: {{hasil: gagal}}\n{more}") == []


@pytest.mark.parametrize("outcome", ["berhasil", "gagal", ""])
def test_deliberation(outcome: str) -> None:
    """Whatever comes of it comes of a deliberation."""
    rule = by_code("KS715")
    text = f"diversi: {{tingkat: penyidikan, hasil: {outcome}"
    assert broken(rule, text + "}") == [("diversi.musyawarah", "warning")] * bool(outcome)
    for problem in ask(rule, text + "}"):
        assert [place.path for place in problem.related] == ["diversi.hasil"]
    assert broken(rule, text + ", musyawarah: {tanggal: 2026-05-20}}") == []


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (["6.5"], "6,5"),
        (["7"], None),
        (["120"], None),
        (["120.5"], "120,5"),
        (["60", "60.5"], "120,5"),
        (["3", "4"], None),
        ([], None),
    ],
)
def test_agreed_hours(hours: list[str], told: str | None) -> None:
    """The hours of all points are added up."""
    points = ["{isi: Minta maaf}", *(f"{{isi: Kerja bakti, jam: {length}}}" for length in hours)]
    problems = ask(by_code("KS718"), f"diversi: {{kesepakatan: [{', '.join(points)}]}}")
    assert [problem.params for problem in problems] == ([{"value": told}] if told else [])
    for problem in problems:
        assert problem.path == "diversi.kesepakatan[1].jam"
        assert [place.path for place in problem.related] == [
            f"diversi.kesepakatan[{number}].jam" for number in range(2, len(hours) + 1)
        ]


def test_agreed_without_end() -> None:
    """Each point with hours has its period."""
    points = "[{isi: A}, {isi: B, jam: 20}, {isi: C, jam: 8, jangka_waktu: 1 bulan}]"
    (problem,) = ask(by_code("KS719"), f"diversi: {{kesepakatan: {points}}}")
    assert problem.path == "diversi.kesepakatan[1].jangka_waktu"
    assert problem.params == {"hours": "20"}


@pytest.mark.parametrize("number", range(709, 720))
def test_a_child_s_case_without_diversion(number: int) -> None:
    """Nothing is told of a section that is not there."""
    if number not in (716, 717):
        assert broken(by_code(f"KS{number}"), "pk: sr") == []
