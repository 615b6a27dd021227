"""Keys of the case file that an entry of the catalog speaks of: there, and fit for their role."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import papers
from pipeline.case.service import ENDINGS, MEASURES
from pipeline.errors import Problem
from tests.case_files import case_of, is_told, least, shown
from tests.catalogs import LETTER, catalog_of, faults_of

Told = tuple[str, str, str, str | None]
MONTHLY = "for_each: perkembangan, months_of"
OF_VIOLATIONS = "for_each: pelanggaran, item: tanggal"


def told(folder: Path, keys: str) -> list[Told]:
    """What is wrong with an entry that says this too: code, path, underlined, what is proposed."""
    text = f"a: {LETTER}, {keys}}}\n"
    return [_seen(text, problem) for problem in faults_of(folder, text)]


def _seen(text: str, problem: Problem) -> Told:
    assert is_told(problem)
    path = problem.path or ""
    return problem.code, path, shown(text, problem), problem.params.get("suggestion")


@pytest.mark.parametrize(
    ("keys", "path", "underlined", "suggestion"),
    [
        ("needs: [klien.agama, klien.agma]", "needs[1]", "klien.agma", "klien.agama"),
        ("needs: klien.agama.x", "needs", "klien.agama.x", "klien.agama"),
        ("needs_of: {diversi: xyz}", "needs_of.diversi", "xyz", ""),
        ("needs_with: {klien: xyz}", "needs_with.klien", "xyz", ""),
        ("needs_with: {xyz: klien}", "needs_with.xyz", "xyz", ""),
        ("tolerates: kehadirn", "tolerates", "kehadirn", "kehadiran"),
        ("date: putusan.tgl", "date", "putusan.tgl", "putusan.tanggal"),
        ("number: putusan.nomer", "number", "putusan.nomer", "putusan.nomor"),
        ("number: surat.nomor", "number", "surat.nomor", "sidang_tpp.nomor"),
        (
            "when: {penyelesaian.hasl: any}",
            "when.penyelesaian.hasl",
            "penyelesaian.hasl",
            "penyelesaian.hasil",
        ),
        ("for_each: pelangaran, item: tanggal", "for_each", "pelangaran", "pelanggaran"),
        ("for_each: pelanggaran, item: tangal", "item", "tangal", "tanggal"),
        (f"{OF_VIOLATIONS}, where: {{tindakn: any}}", "where.tindakn", "tindakn", "tindakan"),
        (
            "due: {after: putusan.tangal, within: 1 hari}",
            "due.after",
            "putusan.tangal",
            "putusan.tanggal",
        ),
    ],
)
def test_keys_that_there_are_not(
    tmp_path: Path, keys: str, path: str, underlined: str, suggestion: str
) -> None:
    """A slip is told once, where it stands, with what is to be written there instead."""
    assert told(tmp_path, keys) == [("RNG008", f"a.{path}", underlined, suggestion)]


@pytest.mark.parametrize(
    ("keys", "code", "path", "underlined"),
    [
        ("date: putusan.nomor", "RNG027", "date", "putusan.nomor"),
        ("date: perkara.tanggal", "RNG027", "date", "perkara.tanggal"),
        ("date: putusan", "RNG027", "date", "putusan"),
        ("number: putusan.tanggal", "RNG028", "number", "putusan.tanggal"),
        ("number: pelimpahan.instansi", "RNG028", "number", "pelimpahan.instansi"),
        ("number: register", "RNG028", "number", "register"),
        ("due: {after: putusan.jam, within: 1 hari}", "RNG027", "due.after", "putusan.jam"),
        (
            "due: {diversi: {after: diversi.hasil, within: 1 hari}}",
            "RNG027",
            "due.diversi.after",
            "diversi.hasil",
        ),
        (f"{MONTHLY}: kehadiran, item: bulan", "RNG022", "months_of", "kehadiran"),
        (f"{MONTHLY}: pengantar.tanggal, item: bulan", "RNG022", "months_of", "pengantar.tanggal"),
        (f"{MONTHLY}: kehadiran.status, item: bulan", "RNG027", "months_of", "kehadiran.status"),
        (
            f"{MONTHLY}: kehadiran.tanggal, item: tanggal_laporan",
            "RNG026",
            "item",
            "tanggal_laporan",
        ),
        ("for_each: klien, item: nama", "RNG023", "for_each", "klien"),
        ("for_each: kesimpulan", "RNG023", "for_each", "kesimpulan"),
        ("for_each: sidang_tpp.anggota", "RNG023", "for_each", "sidang_tpp.anggota"),
        ("for_each: kehadiran, item: pengawas", "RNG024", "item", "pengawas"),
        ("for_each: penempatan, item: jadwal", "RNG024", "item", "jadwal"),
        ("for_each: penempatan, item: jadwal.hari", "RNG035", "item", "jadwal.hari"),
        (
            "for_each: penempatan, item: mulai, where: {pengawas.nama: any}",
            "RNG035",
            "where.pengawas.nama",
            "pengawas.nama",
        ),
    ],
)
def test_keys_that_cannot_do_what_is_asked(
    tmp_path: Path, keys: str, code: str, path: str, underlined: str
) -> None:
    """A key of another type is told where it stands, and nothing else beside it."""
    assert told(tmp_path, keys) == [(code, f"a.{path}", underlined, None)]


@pytest.mark.parametrize(
    ("keys", "path", "word", "suggestion"),
    [
        ("when: {penyelesaian.hasil: seleai}", "when.penyelesaian.hasil", "seleai", "selesai"),
        ("when: {penyelesaian.hasil: Selesai}", "when.penyelesaian.hasil", "Selesai", "selesai"),
        ("when: {perkara.pengulangan: yes}", "when.perkara.pengulangan", "yes", ""),
        ("when: {penyelesaian.hasil: Any}", "when.penyelesaian.hasil", "Any", "any"),
        ("when: {penempatan: ada}", "when.penempatan", "ada", ""),
        ("when: {asal_litmas: kami}", "when.asal_litmas", "kami", ""),
        ("when: {putusan.jam: 120 jam}", "when.putusan.jam", "120 jam", "120"),
        ("when: {perkembangan.bulan: 2026-04}", "when.perkembangan.bulan", "2026-04", ""),
        ("when: {putusan.tanggal: 3 Mei 2026}", "when.putusan.tanggal", "3 Mei 2026", "2026-05-03"),
        (f"{OF_VIOLATIONS}, where: {{tindakan: sp9}}", "where.tindakan", "sp9", "sp3"),
        (f"{OF_VIOLATIONS}, where: {{tindakan: [sp1, sp22]}}", "where.tindakan[1]", "sp22", "sp2"),
    ],
)
def test_words_that_a_key_never_says(
    tmp_path: Path, keys: str, path: str, word: str, suggestion: str
) -> None:
    """A condition that nothing can meet is told with its word, and with the one that was meant."""
    assert told(tmp_path, keys) == [("RNG025", f"a.{path}", word, suggestion)]


def test_words_that_can_be_written_are_named(tmp_path: Path) -> None:
    """The way out names every word of the key, and the one that asks for no certain one."""
    text = f"a: {LETTER}, when: {{penyelesaian.hasil: x, penempatan: x}}}}\n"
    known = [problem.params["known"] for problem in faults_of(tmp_path, text)]
    assert known == ["selesai, tidak_selesai, any", "any"]


@pytest.mark.parametrize("word", [*MEASURES, "any"])
def test_words_that_a_key_can_say_are_met(tmp_path: Path, word: str) -> None:
    """What the catalog lets through finds an entry that says it."""
    where = f"{OF_VIOLATIONS}, where: {{tindakan: {word}}}"
    catalog = catalog_of(tmp_path, f"a: {LETTER}, {where}}}\n")
    said = word if word != "any" else "sp1"
    row = f"pelanggaran: [{{tanggal: 2026-03-02, tindakan: {said}}}]\n"
    assert [p.label for p in papers.papers(case_of(least() + row), catalog)] == ["a/2026-03-02"]


@pytest.mark.parametrize(
    ("condition", "more"),
    [
        *((f"pengakhiran.sebab: {word}", f"pengakhiran: {{sebab: {word}}}\n") for word in ENDINGS),
        ("putusan.jam: '120'", "putusan: {jam: 120 jam}\n"),
        ("putusan.tanggal: 2026-05-03", "putusan: {tanggal: 3 Mei 2026}\n"),
        ("putusan.nomor: any", "putusan: {nomor: '1'}\n"),
        ("asal_litmas.dari: kami", "asal_litmas: kami\n"),
    ],
)
def test_conditions_on_the_case_are_met(tmp_path: Path, condition: str, more: str) -> None:
    """What the catalog lets through finds a case that says it."""
    catalog = catalog_of(tmp_path, f"a: {LETTER}, when: {{{condition}}}}}\n")
    assert [p.label for p in papers.papers(case_of(least() + more), catalog)] == ["a"]


@pytest.mark.parametrize("due", ["{0}", "{{diversi: {0}}}", "{{all: {0}}}"])
def test_limits_that_the_office_has_not(tmp_path: Path, due: str) -> None:
    """An unknown limit is told as one, with those of office.yaml that there are."""
    written = due.format("{after: putusan.tanggal, within: batas.penempatn}")
    text = f"a: {LETTER}, due: {written}}}\n"
    (problem,) = faults_of(tmp_path, text)
    assert (problem.code, shown(text, problem)) == ("RNG029", "batas.penempatn")
    assert problem.params["suggestion"] == "batas.penempatan"
    assert "batas.laporan_selesai" in problem.params["known"].split(", ")
    assert is_told(problem)
