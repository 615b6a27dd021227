"""Run cases through the stages. Whoever reads `run_case` has seen the program.

Why: the command line and the desk are two faces of one runner, which knows neither; and what a
case yields is published only when all of it has succeeded, so a failure leaves the earlier
output as it was.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from pipeline.case import Case
from pipeline.checking import check_case
from pipeline.documents import ContentsLine, Draft, Part
from pipeline.errors import BerkasError, BugError, CaseError, ExitCode, OfficeError, Problem
from pipeline.exhibit import exhibit
from pipeline.publish import publish
from pipeline.soffice import Converter
from pipeline.stages.bundle import bundle
from pipeline.stages.convert import convert
from pipeline.stages.render import render, render_front
from pipeline.stages.validate import Verdict
from pipeline.workplace import Workplace
from pipeline.workspace import exhibits_of

log = logging.getLogger(__name__)

SUFFIXES = (".docx", ".pdf")

State = Literal["made", "incomplete", "by_hand"]
# Why a document is not in its bundle, as the table of contents says it.
ABSENT: Mapping[State, str] = {
    "incomplete": "isian perkara belum lengkap",
    "by_hand": "dibuat di luar program ini",
}


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What became of one document that the case's stage asks for.

    Attributes:
        name: its name in the catalog.
        item: which one of a repeated document, or None.
        state: ``made``; ``incomplete`` while the case file still lacks what it needs.
        docx: the draft in Word, when made.
        pdf: the draft in PDF, when made.
    """

    name: str
    item: str | None
    state: State
    docx: Path | None = None
    pdf: Path | None = None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What became of one case.

    Attributes:
        nomor: the case's number.
        file: its case file.
        exit_code: DONE, or the code of what stopped it.
        problems: everything found, warnings included.
        documents: the documents that its stage asks for.
        bundle: the full bundle, when made.
        waived: warnings that the case sets aside, with its reasons.
    """

    nomor: str
    file: Path
    exit_code: ExitCode
    problems: tuple[Problem, ...]
    documents: tuple[DocumentResult, ...] = ()
    bundle: Path | None = None
    waived: tuple[tuple[Problem, str], ...] = ()


def run_case(file: Path, workplace: Workplace, converter: Converter) -> CaseResult:
    """Make the drafts and the bundle of one case.

    Raises:
        BerkasError: what stopped it; earlier output is untouched.
    """
    verdict = check_case(file, workplace)
    case = _accept(verdict)
    exhibits = list(_exhibits(case, exhibits_of(file)))
    drafts = render(case, workplace, verdict.ready)
    parts = convert(drafts, converter)
    missing = {document.name: ABSENT[document.state] for document in _absent(verdict)}
    front = partial(_front, case, workplace, converter, missing)
    bundled = bundle(case.nomor, [*parts, *exhibits], front, title=f"Berkas {case.nomor}")
    return _publish(verdict, workplace, drafts, parts, bundled)


def run_cases(
    files: Iterable[Path],
    workplace: Workplace,
    converter: Converter,
    report: Callable[[CaseResult], None],
) -> list[CaseResult]:
    """Make many cases, one after the other; a failed one does not stop the rest.

    A LibreOffice that cannot be used does: the rest fail with the same error, untried.

    Args:
        files: case files.
        workplace: the opened workspace.
        converter: one LibreOffice for all of them.
        report: told each result of a case that was tried as it comes, for a progress display.
    """
    results: list[CaseResult] = []
    coming = iter(files)
    for file in coming:
        try:
            result = run_case(file, workplace, converter)
        except OfficeError as error:
            failed = [_failed(each, error) for each in (file, *coming)]
            report(failed[0])
            return results + failed
        except BerkasError as error:
            result = _failed(file, error)
        except Exception as error:  # a bug over one case must not cost the others
            log.debug("%s", file.name, exc_info=error)
            result = _failed(file, BugError.over(error))
        results.append(result)
        report(result)
    return results


def _accept(verdict: Verdict) -> Case:
    """Let a case through that has no error.

    Raises:
        CaseError: with all its problems.
    """
    if verdict.case is None or verdict.errors:
        raise CaseError(*verdict.problems)
    return verdict.case


def _failed(file: Path, error: BerkasError) -> CaseResult:
    return CaseResult(file.stem, file, error.exit_code, error.in_file(file).problems)


def _front(
    case: Case,
    workplace: Workplace,
    converter: Converter,
    missing: Mapping[str, str],
    lines: Sequence[ContentsLine],
) -> list[Part]:
    return convert(render_front(case, workplace, lines, missing), converter)


def _exhibits(case: Case, folder: Path) -> Iterator[Part]:
    for number, entry in enumerate(case.lampiran, 1):
        yield exhibit(folder / entry.berkas, entry.judul or f"Lampiran {number}")


def _publish(
    verdict: Verdict,
    workplace: Workplace,
    drafts: Sequence[Draft],
    parts: Sequence[Part],
    bundled: bytes,
) -> CaseResult:
    workspace, catalog = workplace.workspace, workplace.catalog
    folder = workspace.drafts(verdict.nomor)
    contents = {folder / f"{draft.stem}.docx": draft.docx for draft in drafts}
    contents |= {folder / f"{part.stem}.pdf": part.pdf for part in parts}
    target = workspace.bundle(verdict.nomor)
    ours = {folder / f"{entry.name}{suffix}" for entry in catalog.entries for suffix in SUFFIXES}
    publish({**contents, target: bundled}, ours - contents.keys(), within=workspace.output)
    made = [
        DocumentResult(
            draft.name,
            draft.item,
            "made",
            folder / f"{draft.stem}.docx",
            folder / f"{draft.stem}.pdf",
        )
        for draft in drafts
    ]
    return CaseResult(
        verdict.nomor,
        verdict.case_file,
        ExitCode.DONE,
        verdict.problems,
        (*made, *_absent(verdict)),
        target,
        verdict.waived,
    )


def _absent(verdict: Verdict) -> list[DocumentResult]:
    """The documents that the stage asks for and this build does not make."""
    waiting = [DocumentResult(name, None, "incomplete") for name in verdict.waiting]
    return waiting + [DocumentResult(name, None, "by_hand") for name in verdict.by_hand]
