"""The runner: many cases, each on its own."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from pipeline import runner, soffice
from pipeline.checking import check_case
from pipeline.errors import ConversionError, ExitCode, OfficeError, Problem
from pipeline.results import CaseResult
from pipeline.runner import Means, run_cases
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace


class NoOffice:
    """A converter that makes nothing; the cases of these tests stop before or at it."""

    def convert(self, documents: Sequence[bytes]) -> list[bytes | ConversionError]:
        """Fail over each document, as a LibreOffice that is broken would."""
        return [ConversionError.of("KNV005") for _ in documents]


def test_a_bug_over_one_case_costs_no_other(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unexpected error becomes that case's result, without its text, and the next case runs."""
    files = workplace.workspace.find_cases(["KS-2026-0002", "KS-2026-0001"])

    def failing(file: Path, place: Workplace) -> object:
        if file.stem == "KS-2026-0002":
            raise ZeroDivisionError("Gilang")
        return check_case(file, place)

    monkeypatch.setattr(runner, "check_case", failing)
    told: list[CaseResult] = []
    results = run_cases(files, Means(workplace, NoOffice()), told.append)
    assert told == results
    assert [result.exit_code for result in results] == [ExitCode.BUG, ExitCode.CONVERSION]
    problem = results[0].problems[0]
    assert (problem.code, problem.params["kind"]) == ("BUG001", "ZeroDivisionError")
    assert "Gilang" not in str(problem.params)


class DyingOffice(NoOffice):
    """A converter that cannot be used from its second call on, and counts its calls."""

    calls = 0

    def convert(self, documents: Sequence[bytes]) -> list[bytes | ConversionError]:
        """Fail over each document, then altogether."""
        self.calls += 1
        if self.calls > 1:
            raise OfficeError.of("KNV007", program="soffice")
        return super().convert(documents)


def test_an_office_that_cannot_be_used_ends_the_run(workplace: Workplace) -> None:
    """The cases behind fail with the same problem, which names none of them, and are not tried."""
    names = ["KS-2026-0001", "KS-2026-0002", "KS-2026-0005", "KS-2026-0007"]
    files = workplace.workspace.find_cases(names)
    told: list[CaseResult] = []
    office = DyingOffice()
    results = run_cases(files, Means(workplace, office), told.append)
    assert office.calls == 2
    assert [result.file for result in results] == files
    assert told == results[:2]
    assert {result.exit_code for result in results} == {ExitCode.CONVERSION}
    assert {problem.code for problem in results[0].problems} == {"KNV005"}
    same = (Problem("KNV007", {"program": "soffice"}),)
    assert [result.problems for result in results[1:]] == [same] * 3


@pytest.fixture
def own(repository: Path, tmp_path: Path) -> Workplace:
    """A copy of the samples that a test may change."""
    for name in ("office.yaml", "kop.png"):
        shutil.copy(repository / name, tmp_path)
    for name in ("cases", "templates"):
        shutil.copytree(repository / name, tmp_path / name)
    return open_workplace(Workspace(tmp_path))


def test_a_bad_exhibit_costs_no_conversion(own: Workplace) -> None:
    """An exhibit that cannot be used is told before LibreOffice is asked for anything."""
    (own.workspace.cases / "KS-2026-0001" / "putusan.pdf").write_bytes(b"%PDF-1.7 terpotong")
    files = own.workspace.find_cases(["KS-2026-0001"])
    (result,) = run_cases(files, Means(own, NoOffice()), lambda _: None)
    assert (result.exit_code, result.problems[0].code) == (ExitCode.BUNDLE, "LMP005")


def test_a_failed_case_leaves_earlier_output(own: Workplace) -> None:
    """What an earlier build made stays byte for byte where the next one fails."""
    folder = own.workspace.drafts("KS-2026-0005")
    folder.mkdir(parents=True)
    earlier = folder / "surat_penempatan.pdf"
    earlier.write_bytes(b"%PDF-1.7 dari kemarin")
    files = own.workspace.find_cases(["KS-2026-0005"])
    results = run_cases(files, Means(own, NoOffice()), lambda _: None)
    assert results[0].exit_code is ExitCode.CONVERSION
    assert [file.name for file in folder.iterdir()] == ["surat_penempatan.pdf"]
    assert earlier.read_bytes() == b"%PDF-1.7 dari kemarin"


def states(result: CaseResult) -> dict[str, str]:
    """What became of each document, by its label."""
    return {f"{d.name}/{d.item}" if d.item else d.name: d.state for d in result.documents}


def test_a_violation_can_be_reported_in_spite_of_wrong_hours(own: Workplace) -> None:
    """Eleven hours of a day stop all papers but those that report it; and they make no bundle.

    Then an edited one of them is kept and told, and given up on demand.
    """
    file = own.workspace.case_file("KS-2026-0008")
    text = file.read_text(encoding="utf-8")
    row = "{tanggal: 2026-05-13, mulai: 08.00, selesai: 12.00"
    assert row in text
    file.write_text(text.replace(row, row.replace("12.00", "19.00")), encoding="utf-8")
    folder = own.workspace.drafts("KS-2026-0008")
    with soffice.start(soffice.find(None), limit=60) as converter:

        def build(*, discard_edits: bool = False) -> CaseResult:
            means = Means(own, converter, discard_edits=discard_edits)
            (result,) = run_cases([file], means, lambda _: None)
            return result

        first = build()
        letter = folder / "laporan_pelanggaran-2026-06-22.docx"
        edited = Document(str(letter))
        edited.add_paragraph("Kalimat tambahan dari petugas.")
        edited.save(str(letter))
        content = letter.read_bytes()
        second = build()
        kept = letter.read_bytes(), letter.with_suffix(".pdf").read_bytes()
        third = build(discard_edits=True)
    found = states(first)
    assert (first.exit_code, first.bundle) == (ExitCode.CASE, None)
    assert {name.split("/")[0] for name, state in found.items() if state == "made"} == {
        "berita_acara_pelanggaran",
        "laporan_pelanggaran",
        "laporan_perkembangan",
    }
    assert {found[name] for name in ("surat_penempatan", "rekap_kehadiran")} == {"refused"}
    assert not (folder / "surat_penempatan.docx").exists()
    assert not own.workspace.bundle("KS-2026-0008").exists()
    assert states(second)["laporan_pelanggaran/2026-06-22"] == "kept"
    assert "SUN001" in {problem.code for problem in second.problems}
    assert kept[0] == content
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(kept[1])).pages)
    assert "Kalimat tambahan dari petugas" in said
    assert states(third)["laporan_pelanggaran/2026-06-22"] == "made"
    assert letter.read_bytes() != content


def test_papers_that_lapse_go_and_edited_ones_stay(own: Workplace) -> None:
    """What is taken out of the case file takes its paper along; what a hand has touched stays."""
    file = own.workspace.case_file("KS-2026-0009")
    folder = own.workspace.drafts("KS-2026-0009")
    permit, letter = folder / "izin_luar_kota-2026-06-19.docx", folder / "serah_terima.docx"
    with soffice.start(soffice.find(None), limit=60) as converter:
        run_cases([file], Means(own, converter), lambda _: None)
        assert permit.exists()
        text = file.read_text(encoding="utf-8")
        start, end = text.index("\nizin_luar_kota:"), text.index("\npelimpahan:")
        file.write_text(text[:start] + text[end:], encoding="utf-8")
        foreign = folder / "surat_lain.docx"
        foreign.write_bytes(b"bukan milik kami")
        edited = Document(str(letter))
        edited.add_paragraph("Tambahan.")
        edited.save(str(letter))
        (result,) = run_cases([file], Means(own, converter), lambda _: None)
    assert result.exit_code == ExitCode.DONE
    assert not permit.exists()
    assert not permit.with_suffix(".pdf").exists()
    assert foreign.exists()
    assert states(result)["serah_terima"] == "kept"


def test_what_a_reader_must_not_see_is_not_built(own: Workplace) -> None:
    """A letter to a site that shows the client's NIK stops the case; nothing of it is written."""
    file = own.workspace.templates / "surat_penempatan.docx"
    letter = Document(str(file))
    letter.add_paragraph('NIK {{ klien.nik or "-" }}')
    letter.save(str(file))
    files = own.workspace.find_cases(["KS-2026-0005"])
    (result,) = run_cases(files, Means(own, NoOffice()), lambda _: None)
    assert result.exit_code == ExitCode.TEMPLATE
    assert [(p.code, p.params["path"]) for p in result.problems] == [("TPL050", "klien.nik")]
    assert not own.workspace.drafts("KS-2026-0005").exists()
