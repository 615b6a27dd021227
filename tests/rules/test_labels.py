"""Names of papers below `surat`: of a paper that the case has, can still get, or never gets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.case import Case
from pipeline.errors import Problem
from pipeline.rules import labels as module
from pipeline.rules.labels import labels
from pipeline.salvage import salvage
from pipeline.workplace import Workplace
from tests.case_files import case_of, is_told, least, read
from tests.catalogs import LETTER, catalog_of

Judge = Callable[..., list[Problem]]
WARNED = "pelanggaran: [{tanggal: 2026-03-02, tindakan: sp1}, {tanggal: 2026-03-09}]\n"
PLACED = "penempatan: [{mulai: 2026-02-03, pekerjaan: x}, {mulai: 2026-05-02, pekerjaan: x}]\n"
WORKED = "kehadiran: [{tanggal: 2026-02-03}, {tanggal: 2026-04-07}]\n"
REPORTED = "perkembangan: [{bulan: 2026-02}]\n"


@pytest.fixture
def judge(workplace: Workplace) -> Judge:
    """Judge a case with these numbers by the shipped catalog."""

    def run(more: str, *names: str) -> list[Problem]:
        rows = "".join(f"  {name}: {{nomor: '1'}}\n" for name in names)
        text = f"{least()}{more}surat:\n{rows}"
        return list(labels(case_of(text), read(text), workplace.catalog))

    return run


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("", "surat_tugas"),
        ("", "surat_peringatan"),
        (PLACED + WARNED, "surat_peringatan/sp1"),
        (WARNED, "surat_peringatan/sp1"),
        (PLACED, "surat_penempatan"),
        (PLACED, "surat_penempatan/2026-05-02"),
        (PLACED + WORKED + REPORTED, "laporan_perkembangan/2026-02"),
        (PLACED + WORKED + REPORTED, "laporan_perkembangan/2026-04"),
        ("kesediaan: {lokasi: taman-01}\n", "permintaan_kesediaan/taman-01"),
        ("izin_luar_kota: {dari: 2026-03-02}\n", "izin_luar_kota/2026-03-02"),
    ],
)
def test_papers_that_there_are(judge: Judge, more: str, name: str) -> None:
    """What the case has, what a later stage brings, and a report that is not begun, have names."""
    assert judge(more, name) == []


@pytest.mark.parametrize(
    ("name", "code", "suggestion"),
    [
        ("surat_tempat", "RUJ004", "surat_penempatan"),
        ("surat_tempat/2026-05-02", "RUJ004", "surat_penempatan"),
        ("surat_tugas/x", "RUJ012", None),
        ("tata_tertib/1", "RUJ012", None),
        ("surat_peringatan/sp9", "RUJ013", "surat_peringatan/sp3"),
        ("surat_peringatan/SP2", "RUJ013", "surat_peringatan/sp2"),
        ("surat_peringatan/lapor_jaksa", "RUJ013", ""),
        ("surat_peringatan/sp1-1", "RUJ013", "surat_peringatan/sp1"),
        ("surat_peringatan/2", "RUJ013", ""),
        ("surat_peringatan/", "RUJ013", ""),
        ("laporan_perkembangan/2026-13", "RUJ013", ""),
        ("laporan_perkembangan/2026-4", "RUJ013", ""),
        ("laporan_perkembangan/2026-04-07", "RUJ013", ""),
        ("laporan_perkembangan/1", "RUJ013", ""),
        ("laporan_pelanggaran/2026-02-30", "RUJ013", ""),
        ("surat_panggilan/20260302", "RUJ013", ""),
        ("surat_panggilan/2 Maret 2026", "RUJ013", "surat_panggilan/2026-03-02"),
        ("permintaan_kesediaan/taman 01", "RUJ013", ""),
    ],
)
def test_papers_that_there_can_never_be(
    judge: Judge, name: str, code: str, suggestion: str | None
) -> None:
    """An unknown word, no month, a document that is not repeated: an error, with the way out."""
    (problem,) = judge(WARNED, name)
    assert (problem.code, problem.path, problem.severity) == (code, f"surat.{name}", "error")
    assert problem.params.get("suggestion") == suggestion
    assert is_told(problem)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("surat_peringatan/sp2", "surat_peringatan/sp1"),
        ("surat_peringatan/sp1-2", "surat_peringatan/sp1"),
        (
            "laporan_perkembangan/2026-05",
            "laporan_perkembangan/2026-02, laporan_perkembangan/2026-04",
        ),
        ("surat_penempatan/2026-02-03", "surat_penempatan, surat_penempatan/2026-05-02"),
        ("surat_penempatan/1", "surat_penempatan, surat_penempatan/2026-05-02"),
        ("surat_penempatan/3", "surat_penempatan, surat_penempatan/2026-05-02"),
        ("permintaan_kesediaan/taman-02", "-"),
        ("izin_luar_kota/2026-03-02", "-"),
    ],
)
def test_papers_that_may_still_come(judge: Judge, name: str, known: str) -> None:
    """An entry that is not written yet may bring the paper: a warning, with those there are.

    None of them is proposed: a number must not go to the report of another month.
    """
    (problem,) = judge(PLACED + WORKED + REPORTED + WARNED, name)
    assert (problem.code, problem.path, problem.severity) == ("RUJ014", f"surat.{name}", "warning")
    assert problem.params["known"] == known
    assert is_told(problem)


def test_names_that_can_be(judge: Judge) -> None:
    """The way out names the papers of that document, then what else could name one, each once."""
    (problem,) = judge(WARNED, "surat_peringatan/sp9")
    expected = "surat_peringatan/sp1, surat_peringatan/sp2, surat_peringatan/sp3"
    assert problem.params["known"] == expected


def test_a_word_that_is_not_chosen_among(tmp_path: Path) -> None:
    """Where the catalog chooses no entries, each word of the key can name a paper."""
    catalog = catalog_of(tmp_path, f"a: {LETTER}, for_each: pelanggaran, item: tindakan}}\n")
    for name, code in (("sp2", "RUJ014"), ("lapor_jaksa", "RUJ014"), ("sp9", "RUJ013")):
        text = f"{least()}surat: {{a/{name}: {{nomor: '1'}}}}\n"
        assert [p.code for p in labels(case_of(text), read(text), catalog)] == [code]


def test_a_case_with_faults(workplace: Workplace) -> None:
    """What is left of a faulty file is judged without a bug."""
    text = f"{least()}{PLACED}{WORKED}perkembangan: [{{bulan: 2026-13}}]\npenyelesaian: x\n"
    source = read(f"{text}surat: {{laporan_perkembangan/2026-13: {{nomor: '1'}}}}\n")
    found = labels(salvage(Case, source.data), source, workplace.catalog)
    assert [problem.code for problem in found] == ["RUJ013"]


def test_nothing_is_counted_out_without_need(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case whose numbers are of documents made once costs nothing."""
    for name in ("papers", "coming", "unwritten"):
        monkeypatch.setattr(module, name, None)
    assert judge(WARNED, "surat_tugas") == []
