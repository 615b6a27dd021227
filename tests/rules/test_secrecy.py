"""Rules on secrecy: names in numbers, in file names, and in what a site reads."""

from __future__ import annotations

import pytest

from tests.rules.examples import ask, broken, by_code

CHILDREN = ("pelayanan_masyarakat", "diversi")
ADULTS = ("pidana_kerja_sosial", "reintegrasi")


@pytest.mark.parametrize(
    ("nomor", "nama", "told"),
    [
        ("KS-2026-0100", "Wagiman Prasetya", False),
        ("KS-2026-Wagiman", "Wagiman Prasetya", True),
        ("KS-2026-PRASETYA", "Wagiman Prasetya", True),
        ("KS-wagimanprasetya-1", "Wagiman Prasetya", True),
        ("KS-2026-adi", "Adi Purna", False),
        ("KS-2026-Purn", "Adi Purn", True),
        ("KS-2026-haji", "Haji Adi bin Umar alias Umi", False),
        ("KS-alias-1", "Adi alias Umi", False),
        ("KS-s.pust.1", "Adi, S.Pust.", False),
        ("KS-mbahde", "Adi alias “Mbahde”", True),
        ("KS-2026-0100", "", False),
    ],
)
@pytest.mark.parametrize("kind", [*ADULTS, *CHILDREN])
def test_name_in_number(kind: str, nomor: str, nama: str, *, told: bool) -> None:
    """No word of four letters of the client's name is in the number, child or adult."""
    text = f"jenis: {kind}\nnomor: {nomor}\nklien: {{agama: Islam, nama: '{nama}'}}"
    text = text.replace("nama: ''", "nama: ")
    assert broken(by_code("KS913"), text) == [("nomor", "error")] * told
    for problem in ask(by_code("KS913"), text):
        assert [place.path for place in problem.related] == ["klien.nama"]


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ("putusan.pdf", False),
        ("putusan-wagiman.pdf", True),
        ("Visum Arum.pdf", True),
        ("a.pdf", False),
    ],
)
def test_name_of_exhibit(file: str, *, told: bool) -> None:
    """Neither client nor victim is in a file name."""
    rule = by_code("KS914")
    people = "klien: {nama: Wagiman}\nperkara: {korban: [{hubungan: teman}, {nama: Arum Sari}]}\n"
    text = f"lampiran: [{{berkas: surat.pdf}}, {{berkas: {file}}}]"
    assert broken(rule, people + text) == [("lampiran[1].berkas", "warning")] * told
    assert broken(rule, text) == []
    assert broken(rule, people + "lampiran: [{judul: Wagiman}]") == []


KEYS = [
    ("penempatan", "pekerjaan"),
    ("penempatan", "alat_pelindung"),
    ("kehadiran", "kegiatan"),
    ("kehadiran", "perilaku"),
    ("kehadiran", "catatan"),
    ("kehadiran", "alasan"),
]
PEOPLE = "klien: {nama: Wagiman Prasetya}\nperkara: {korban: {nama: Arum Prasetya}}\n"


@pytest.mark.parametrize(("section", "key"), KEYS)
@pytest.mark.parametrize(
    ("said", "adult", "child"),
    [
        ("Menyapu halaman", False, False),
        ("Membantu Arum", True, True),
        ("MEMBANTU ARUM", True, True),
        ("Wagiman menyapu", False, True),
        ("Menyapu bersama Prasetya", False, True),  # an adult's own name may stand there
        ("Arumi menyapu", False, False),
        ("arum jeram", False, False),
        ("NIK 3398021706980004", True, True),
        ("Nomor 33980217069800041", False, False),
        ("Nomor 339802170698000", False, False),
    ],
)
def test_told_to_a_site(section: str, key: str, said: str, *, adult: bool, child: bool) -> None:
    """The victim is told to no site, the child neither; whole words count."""
    day = "tanggal: 2026-05-04, " if section == "kehadiran" else ""
    rows = f"{section}: [{{{day}{key}: Menyapu}}, {{{day}{key}: {said}}}]"
    for kinds, told in ((("pidana_kerja_sosial", "reintegrasi"), adult), (CHILDREN, child)):
        for kind in kinds:
            text = f"jenis: {kind}\n{PEOPLE}{rows}"
            assert broken(by_code("KS915"), text) == [(f"{section}[1].{key}", "warning")] * told


def test_what_a_site_reads_without_people() -> None:
    """A number of sixteen digits is told though nobody's name is known."""
    rows = "kehadiran: [{tanggal: 2026-05-04, kegiatan: Arum 3398021706980004}]"
    assert broken(by_code("KS915"), rows) == [("kehadiran[0].kegiatan", "warning")]
    assert broken(by_code("KS915"), PEOPLE) == []
    assert broken(by_code("KS915"), "penempatan: {pekerjaan: '3398021706980004'}") == [
        ("penempatan.pekerjaan", "warning")
    ]


@pytest.mark.parametrize(
    ("exhibit", "word"),
    [
        ("berkas: a.pdf, judul: Laporan Litmas, pembaca: [lokasi]", "litmas"),
        ("berkas: salinan-PUTUSAN.pdf, pembaca: [kejaksaan, lokasi]", "putusan"),
        ("berkas: a.pdf, judul: Surat dakwaan, pembaca: lokasi", "dakwaan"),
        ("berkas: a.pdf, judul: Keterangan korban, pembaca: lokasi", "korban"),
        ("judul: Hasil asesmen, pembaca: lokasi", "asesmen"),
        ("berkas: a.pdf, judul: Hasil asesmen, pembaca: [kejaksaan]", None),
        ("berkas: putusan.pdf", None),
        ("berkas: jadwal.pdf, pembaca: lokasi", None),
    ],
)
def test_exhibit_for_a_site(exhibit: str, word: str | None) -> None:
    """A site is given nothing that speaks of the offence or the report."""
    problems = ask(by_code("KS916"), f"lampiran: [{{berkas: b.pdf}}, {{{exhibit}}}]")
    assert [(problem.path, problem.params) for problem in problems] == (
        [("lampiran[1].pembaca", {"word": word})] if word else []
    )


@pytest.mark.parametrize(
    ("victim", "told"),
    [("Wagiman Prasetya", True), ("WAGIMAN  prasetya", True), ("Wagiman", False), ("", False)],
)
def test_victim_is_client(victim: str, *, told: bool) -> None:
    """Client and victim are two people."""
    rule = by_code("KS918")
    harmed = f"perkara: {{korban: [{{umur: 9}}, {{umur: 8, nama: '{victim}'}}]}}"
    harmed = harmed.replace(", nama: ''", "")
    text = f"klien: {{nama: Wagiman Prasetya}}\n{harmed}"
    assert broken(rule, text) == [("perkara.korban[1].nama", "warning")] * told
    for problem in ask(rule, text):
        assert [place.path for place in problem.related] == ["klien.nama"]
    assert broken(rule, harmed) == []
