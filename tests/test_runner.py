"""The runner: many cases, each on its own."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline import runner
from pipeline.checking import check_case
from pipeline.errors import ConversionError, ExitCode, OfficeError, Problem
from pipeline.runner import CaseResult, run_cases
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
    results = run_cases(files, workplace, NoOffice(), told.append)
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
    results = run_cases(files, workplace, office, told.append)
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
    (result,) = run_cases(files, own, NoOffice(), lambda _: None)
    assert (result.exit_code, result.problems[0].code) == (ExitCode.BUNDLE, "LMP005")


def test_a_failed_case_leaves_earlier_output(own: Workplace) -> None:
    """What an earlier build made stays byte for byte where the next one fails."""
    folder = own.workspace.drafts("KS-2026-0005")
    folder.mkdir(parents=True)
    earlier = folder / "surat_penempatan.pdf"
    earlier.write_bytes(b"%PDF-1.7 dari kemarin")
    files = own.workspace.find_cases(["KS-2026-0005"])
    results = run_cases(files, own, NoOffice(), lambda _: None)
    assert results[0].exit_code is ExitCode.CONVERSION
    assert [file.name for file in folder.iterdir()] == ["surat_penempatan.pdf"]
    assert earlier.read_bytes() == b"%PDF-1.7 dari kemarin"
