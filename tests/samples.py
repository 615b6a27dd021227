"""One build of all sample cases with the real LibreOffice, for all tests that look at pages.

Why: it takes a minute, so the tests of what arrives on paper and the golden pages share it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline import runner, sandbox, soffice
from pipeline.case import Case
from pipeline.checking import check_cases
from pipeline.context import context
from pipeline.documents import Part
from pipeline.papers import Paper
from pipeline.results import CaseResult
from pipeline.runner import Means, run_cases
from pipeline.stages import render as stage
from pipeline.values import Hours, Period
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace

REPOSITORY = Path(__file__).parents[1]
SAMPLES = sorted(file.stem for file in (REPOSITORY / "cases").glob("*.yaml"))

Values = dict[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Built:
    """One build of all samples.

    Attributes:
        workspace: where it lies.
        due: the papers that each case was ready for.
        results: what the runner said of each case.
        fronts: cover and contents of each case's bundle.
        values: each value that a template printed, by case number and stem of the paper's files.
        starts: each start of a LibreOffice.
    """

    workspace: Workspace
    due: dict[str, tuple[Paper, ...]]
    results: dict[str, CaseResult]
    fronts: dict[str, list[Part]]
    values: Values
    starts: list[str]

    def pdf(self, nomor: str, paper: Paper) -> Path:
        """The pages of a paper."""
        return self.workspace.drafts(nomor) / f"{paper.stem}.pdf"


def build(root: Path) -> Built:
    """Build every sample once in a copy of the repository's workspace."""
    for name in ("office.yaml", "kop.png"):
        shutil.copy(REPOSITORY / name, root)
    for name in ("cases", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    workspace = Workspace(root)
    values: Values = defaultdict(list)
    fronts: dict[str, list[Part]] = {}
    with pytest.MonkeyPatch.context() as patch:
        starts = _count_starts(patch)
        _record(patch, values)
        _keep_fronts(patch, fronts)
        with soffice.start(soffice.find(None), limit=120) as converter:
            files, workplace = workspace.find_cases([]), open_workplace(workspace)
            due = {verdict.nomor: verdict.ready for verdict in check_cases(files, workplace)}
            results = run_cases(files, Means(workplace, converter), lambda _: None)
    return Built(workspace, due, {r.nomor: r for r in results}, fronts, dict(values), starts)


@cache
def pages_of(pdf: Path) -> tuple[str, ...]:
    """The text of each page of a PDF that will not change."""
    return tuple(read_pages(pdf.read_bytes()))


def read_pages(pdf: bytes) -> list[str]:
    """The text of each page by poppler, in the order in which it is drawn.

    Why: so a cell or a paragraph is whole, wherever its lines break; ``-layout`` would mix the
    lines of neighbouring cells, and pypdf breaks words where letters are set closer.
    """
    raw = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return raw.split("\f")[:-1]


def _record(patch: pytest.MonkeyPatch, values: Values) -> None:
    """Note what each expression of each template prints, beside the paper it is for."""
    finalized, view_of = sandbox._sized, context
    current: list[tuple[str, str]] = []

    def noting(finalize: Any, value: object) -> object:
        text = finalized(finalize, value)
        if current and isinstance(text, str | int | Hours | Period):
            values[current[-1]].append(str(text))
        return text

    def viewing(case: Any, office: Any, catalog: Any, paper: Paper) -> dict[str, Any]:
        current[:] = [(case.nomor, paper.stem)]
        return view_of(case, office, catalog, paper)

    patch.setattr(sandbox, "_sized", noting)
    patch.setattr(stage, "context", viewing)


def _keep_fronts(patch: pytest.MonkeyPatch, fronts: dict[str, list[Part]]) -> None:
    """Keep cover and contents of each case as they went into its bundle, and nowhere else."""
    made = runner._front

    def keeping(case: Case, *rest: Any) -> list[Part]:
        fronts[case.nomor] = made(case, *rest)
        return fronts[case.nomor]

    patch.setattr(runner, "_front", keeping)


def _count_starts(patch: pytest.MonkeyPatch) -> list[str]:
    """Note each start of a LibreOffice, whichever way it is started."""
    starts: list[str] = []
    popen = subprocess.Popen.__init__

    def counting(
        process: subprocess.Popen[bytes], args: object, *rest: object, **more: object
    ) -> None:
        line = " ".join(map(str, args)) if isinstance(args, list | tuple) else str(args)
        if "kit_worker" in line or "--convert-to" in line:
            starts.append(line)
        popen(process, args, *rest, **more)  # type: ignore[call-overload]

    patch.setattr(subprocess.Popen, "__init__", counting)
    return starts
