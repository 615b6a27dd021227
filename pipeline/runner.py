"""Run cases through the stages. Whoever reads `run_case` has seen the program.

Why: the command line and the desk are two faces of one runner, which knows neither; and what a
case yields is published only when all of it has succeeded, so a failure leaves the earlier
output as it was. Whoever waits for a page can have the pages first.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from pipeline.agenda import agenda
from pipeline.case import Case
from pipeline.checking import check_case
from pipeline.delivery import Delivery, document
from pipeline.documents import ContentsLine, Draft, Part
from pipeline.errors import (
    BerkasError,
    BugError,
    CaseError,
    ExitCode,
    OfficeError,
    Problem,
    TemplateError,
)
from pipeline.exhibit import exhibit
from pipeline.fonts import replaced
from pipeline.handwork import keep_edits
from pipeline.memory import Memory
from pipeline.papers import Paper
from pipeline.results import CaseResult, DocumentResult, Settled, State, failed
from pipeline.soffice import Converter
from pipeline.stages.bundle import bundle
from pipeline.stages.convert import convert
from pipeline.stages.render import render, render_front
from pipeline.stages.validate import Verdict
from pipeline.template_check import barred
from pipeline.workplace import Workplace
from pipeline.workspace import exhibits_of

log = logging.getLogger(__name__)

# Why a document is not in its bundle, as the table of contents says it.
ABSENT: Mapping[State, str] = {
    "incomplete": "isian perkara belum lengkap",
    "by_hand": "dibuat di luar program ini",
}


@dataclass(frozen=True, slots=True)
class Means:
    """What a build works with, the same for all cases.

    Attributes:
        workplace: the opened workspace.
        converter: one LibreOffice for all of them.
        memory: what earlier builds left; a case of which nothing has changed is left as it is.
        discard_edits: whether drafts that were edited in Word are made anew.
        pages_first: whether drafts are put in place before the bundle is made, for somebody who
            waits for them.
    """

    workplace: Workplace
    converter: Converter
    memory: Memory | None = None
    discard_edits: bool = False
    pages_first: bool = False

    def press(self, drafts: Sequence[Draft]) -> list[Part]:
        """Turn drafts into pages, by LibreOffice or as they were made before."""
        return convert(drafts, self.converter, self.memory.store if self.memory else None)


def run_case(file: Path, means: Means) -> CaseResult:
    """Make the drafts and the bundle of one case.

    Of a case with errors, only the documents that tolerate them are made, and no bundle.

    Args:
        file: the case file.
        means: what it is made with.

    Raises:
        BerkasError: what stopped it; earlier output is untouched.
    """
    workplace, memory = means.workplace, means.memory
    verdict = check_case(file, workplace)
    case, accepted = _accept(verdict)
    output = workplace.workspace.output
    prints = memory.prints(file, _templates(case, workplace, accepted)) if memory else {}
    reasons = memory.changed(case.nomor, prints, output) if memory else ()
    if memory and not reasons and not means.discard_edits:
        return _untouched(verdict, workplace, accepted)
    exhibits = [] if verdict.errors else list(_exhibits(case, exhibits_of(file)))
    _hold_to_readers(case, workplace, accepted)
    rendered = render(case, workplace, accepted)
    folder = workplace.workspace.drafts(case.nomor)
    work = keep_edits(rendered, folder, discard=means.discard_edits)
    parts = means.press(work.drafts)
    target, pressed = None, list(parts)
    delivery = Delivery(workplace.workspace, case.nomor, work, parts)
    if verdict.errors or means.pages_first:
        delivery.put_drafts()
    if not verdict.errors:
        missing = {paper: ABSENT[state] for paper, state in _absent(verdict)}
        front = partial(_front, case, means, missing, pressed)
        title = f"Berkas {case.nomor}"
        target = delivery.put_bundle(bundle(case.nomor, [*parts, *exhibits], front, title=title))
    told = replaced(pressed, file)
    problems = (*delivery.work.problems, *told)
    result = replace(_result(verdict, delivery.made or (), problems, target), reasons=reasons)
    is_whole = _is_whole(result) and delivery.is_undisturbed
    if memory and is_whole and not told:  # else nobody would tell it the next time
        memory.record(prints, output, _settled(verdict, workplace, accepted))
    elif memory:
        memory.forget(case.nomor)
    return result


def run_cases(
    files: Iterable[Path], means: Means, report: Callable[[CaseResult], None]
) -> list[CaseResult]:
    """Make many cases, one after the other; a failed one does not stop the rest.

    A LibreOffice that cannot be used does: the rest fail with the same error, untried.

    Args:
        files: case files.
        means: what they are made with.
        report: told each result of a case that was tried as it comes, for a progress display.
    """
    results: list[CaseResult] = []
    coming = iter(files)
    for file in coming:
        try:
            result = try_case(file, means)
        except OfficeError as error:
            rest = [failed(each, error) for each in (file, *coming)]
            report(rest[0])
            return results + rest
        results.append(result)
        report(result)
    return results


def try_case(file: Path, means: Means) -> CaseResult:
    """Make one case of several; what stops it is its result.

    Raises:
        OfficeError: LibreOffice cannot be used, for this case nor for any other.
    """
    try:
        return run_case(file, means)
    except OfficeError:
        raise
    except BerkasError as error:
        return failed(file, error)
    except Exception as error:  # a bug over one case must not cost the others
        log.debug("%s", file.name, exc_info=error)
        return failed(file, BugError.over(error))


def _accept(verdict: Verdict) -> tuple[Case, list[Paper]]:
    """Let a case through that has no error, or papers of it that tolerate all that it has.

    Raises:
        CaseError: with all its problems, where no paper is left.
    """
    accepted = [paper for paper in verdict.ready if verdict.allows(paper)]
    if verdict.case is None or (verdict.errors and not accepted):
        raise CaseError(*verdict.problems)
    return verdict.case, accepted


def _hold_to_readers(case: Case, workplace: Workplace, papers: Sequence[Paper]) -> None:
    """Refuse templates that show a reader what that reader must not see.

    Raises:
        TemplateError: with all that they show.
    """
    names = dict.fromkeys(name for p in papers if (name := p.entry.file_of(case.jenis)))
    folder = workplace.workspace.templates
    if problems := barred(workplace, [folder / name for name in names]):
        raise TemplateError(*problems)


def _templates(case: Case, workplace: Workplace, papers: Iterable[Paper]) -> Iterator[str]:
    """Names of the Word files that a build of these papers uses."""
    fronts = (entry for entry in workplace.catalog.entries if entry.front)
    for entry in (*(paper.entry for paper in papers), *fronts):
        if name := entry.file_of(case.jenis):
            yield name


def _front(
    case: Case,
    means: Means,
    missing: Mapping[Paper, str],
    pressed: list[Part],
    lines: Sequence[ContentsLine],
) -> list[Part]:
    """Make cover and contents for these lines, and put them to what was pressed."""
    made = means.press(render_front(case, means.workplace, lines, missing))
    pressed += made
    return made


def _exhibits(case: Case, folder: Path) -> Iterator[Part]:
    for number, entry in enumerate(case.lampiran, 1):
        yield exhibit(folder / entry.berkas, entry.judul or f"Lampiran {number}")


def _result(
    verdict: Verdict,
    made: Sequence[DocumentResult],
    problems: Iterable[Problem] = (),
    target: Path | None = None,
) -> CaseResult:
    names = {(document.name, document.item) for document in made}
    absent = [DocumentResult(one.name, one.item, state) for one, state in _absent(verdict)]
    refused = [
        DocumentResult(paper.name, paper.item, "refused")
        for paper in verdict.ready
        if (paper.name, paper.item) not in names
    ]
    return CaseResult(
        verdict.nomor,
        verdict.case_file,
        ExitCode.CASE if verdict.errors else ExitCode.DONE,
        (*verdict.problems, *problems),
        (*made, *absent, *refused),
        target,
        verdict.waived,
    )


def _untouched(verdict: Verdict, workplace: Workplace, papers: Iterable[Paper]) -> CaseResult:
    folder = workplace.workspace.drafts(verdict.nomor)
    made = [document(folder, paper, "made", {}) for paper in papers]
    return _result(verdict, made, target=workplace.workspace.bundle(verdict.nomor))


def _is_whole(result: CaseResult) -> bool:
    """Whether a case was built whole, and neither a hand nor an error plays a part in it."""
    states = {document.state for document in result.documents}
    return result.bundle is not None and not states & {"kept", "refused"}


def _settled(verdict: Verdict, workplace: Workplace, papers: Iterable[Paper]) -> Settled:
    """What is known of a case that was just built, as long as nothing of it changes."""
    seen = agenda(verdict, workplace.office, workplace.catalog, date.max)
    return Settled(_untouched(verdict, workplace, papers), seen.deadlines)


def _absent(verdict: Verdict) -> list[tuple[Paper, State]]:
    """The papers that the stage asks for and this build does not make."""
    waiting: list[tuple[Paper, State]] = [(paper, "incomplete") for paper in verdict.waiting]
    return waiting + [(paper, "by_hand") for paper in verdict.by_hand]
