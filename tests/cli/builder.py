"""A stand-in for all that makes cases, for tests of what the command line makes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import ExitCode, Problem
from pipeline.nursery import Recipe
from pipeline.results import CaseResult, DocumentResult
from pipeline.runner import Means
from pipeline.soffice import Installation
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace

Report = Callable[[CaseResult], None]


class Builder:
    """Stands in for the runner and for LibreOffice, and remembers how it was called."""

    def __init__(self) -> None:
        """Fail no case, and leave none as it was."""
        self.left: set[str] = set()
        self.jobs: list[int] = []
        self.failures: dict[str, Problem] = {}
        self.codes: dict[str, ExitCode] = {}
        self.files: list[Path] = []
        self.starts: list[float] = []
        self.discards: list[bool] = []
        self.interrupted = ""
        self.ways: list[str] = []

    def find(self, program: str | None, way: str = "auto") -> Installation:
        """Find a LibreOffice."""
        self.ways.append(way)
        return Installation(Path(program or "soffice"), "7.4.7.2", Path(), kit=False)

    @contextmanager
    def start(self, _: Installation, *, limit: float) -> Iterator[object]:
        """Start it."""
        self.starts.append(limit)
        yield self

    def run_cases(self, files: Iterable[Path], means: Means, report: Report) -> list[CaseResult]:
        """Make a letter for each case, and have one wait, unless the case is to fail."""
        converter: object = means.converter
        assert converter is self
        self.jobs.append(1)
        self.discards.append(means.discard_edits)
        return [self._make(file, means.workplace, report) for file in files]

    def run_pooled(
        self, files: Iterable[Path], recipe: Recipe, jobs: int, report: Report
    ) -> list[CaseResult]:
        """Make them as if several did, so that the last is done first."""
        self.jobs.append(jobs)
        self.starts.append(recipe.limit)
        self.discards.append(recipe.discard_edits)
        workplace = open_workplace(Workspace(recipe.root))
        return [self._make(file, workplace, report) for file in reversed(list(files))][::-1]

    def _make(self, file: Path, workplace: Workplace, report: Report) -> CaseResult:
        self.files.append(file)
        if file.stem == self.interrupted:
            raise KeyboardInterrupt
        result = self._result(file, workplace)
        report(result)
        return result

    def _result(self, file: Path, workplace: Workplace) -> CaseResult:
        nomor, output = file.stem, workplace.workspace.output
        if problem := self.failures.get(nomor):
            code = self.codes.get(nomor, ExitCode.CASE)
            return CaseResult(nomor, file, code, (problem, problem))
        letter = output / "drafts" / nomor / "surat_penempatan"
        documents = (
            DocumentResult(
                "surat_penempatan",
                None,
                "made",
                letter.with_suffix(".docx"),
                letter.with_suffix(".pdf"),
                "same" if nomor in self.left else "new",
            ),
            DocumentResult("laporan_selesai", None, "incomplete"),
        )
        warning = Problem(
            "KEL001", {"key": "x", "documents": "laporan_selesai"}, severity="warning"
        )
        bundle = output / "bundles" / f"{nomor}.pdf"
        why = () if nomor in self.left else ("first",)
        return CaseResult(nomor, file, ExitCode.DONE, (warning,), documents, bundle, reasons=why)
