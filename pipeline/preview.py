"""One document of one case as a PDF, to look at while its template is being made.

Why: a designer wants to see the page after each change, not the whole bundle; and no case of his
own should be needed for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.case import Case
from pipeline.catalog import Entry
from pipeline.checking import check_case
from pipeline.documents import ContentsLine, Draft
from pipeline.errors import CaseError, TemplateError, UsageError
from pipeline.papers import Paper
from pipeline.publish import publish
from pipeline.soffice import Converter
from pipeline.spelling import nearest
from pipeline.stages.convert import convert
from pipeline.stages.render import render, render_front
from pipeline.stages.validate import Verdict
from pipeline.template_check import PARTS as FOLDER_OF_PARTS
from pipeline.template_check import barred
from pipeline.workplace import Workplace

FOLDER = "preview"
_FIRST_PAGE = 3  # behind cover and contents


@dataclass(frozen=True, slots=True)
class Subject:
    """What a preview shows.

    Attributes:
        entry: the document.
        paper: which one of a repeated document; of cover and contents the document itself.
        case_file: the case that fills it.
    """

    entry: Entry
    paper: Paper
    case_file: Path


def find_subject(
    workplace: Workplace, label: str, files: Iterable[Path], *, named: bool = False
) -> Subject:
    """Find the first case that has what a document needs.

    Args:
        workplace: the opened workspace.
        label: the document's name, or name and item: ``laporan_perkembangan/2026-04``.
        files: the case files that are tried, in this order.
        named: whether the user has named the case, and wants to know why it does not do.

    Raises:
        UsageError: no document has this name, or no case has what it needs.
        CaseError: the case that was named has errors.
    """
    name = label.partition("/")[0]
    known = {entry.name: entry for entry in workplace.catalog.entries if entry.file}
    if name not in known:
        listed = ", ".join(known)
        raise UsageError.of("PGN020", name=name, known=listed, suggestion=nearest(name, known))
    for file in files:
        try:
            verdict = check_case(file, workplace)
        except CaseError:
            if named:
                raise
            continue
        if paper := _paper(verdict, known[name], label):
            return Subject(known[name], paper, file)
        if named and verdict.errors:
            raise CaseError(*verdict.errors)
    raise UsageError.of("PGN021", name=label)


def _paper(verdict: Verdict, entry: Entry, label: str) -> Paper | None:
    """The paper of a case that a preview can show."""
    if verdict.case is None:
        return None
    if entry.front:
        return None if verdict.errors or label != entry.name else Paper(entry)
    fits = (one for one in verdict.ready if label in (one.name, one.label))
    return next((one for one in fits if verdict.allows(one)), None)


def preview(workplace: Workplace, subject: Subject, converter: Converter) -> Path:
    """Make the PDF of a document, in ``output/preview``.

    Raises:
        BerkasError: the case, the template or the conversion is at fault; what was there before
            is as it was.
    """
    verdict = check_case(subject.case_file, workplace)
    if verdict.case is None:
        raise CaseError(*verdict.problems)
    if subject.entry.front:
        drafts = list(_front(verdict, verdict.case, workplace, subject.entry))
    else:
        paper = _paper(verdict, subject.entry, subject.paper.label)
        if paper is None:  # while it is watched the case may have lost it
            raise UsageError.of("PGN021", name=subject.paper.label)
        drafts = render(verdict.case, workplace, [paper])
    name = subject.entry.file_of(verdict.case.jenis)
    if shown := barred(workplace, workplace.workspace.templates / name) if name else []:
        raise TemplateError(*shown)
    (part,) = convert(drafts, converter)
    output = workplace.workspace.output
    target = output / FOLDER / f"{subject.paper.stem}.pdf"
    publish({target: part.pdf}, within=output)
    return target


def _front(verdict: Verdict, case: Case, workplace: Workplace, entry: Entry) -> Iterator[Draft]:
    """Cover or contents of the documents that the case has, a page each."""
    lines = [
        ContentsLine(
            number=number, title=one.title_in(case), note=None, page=number + _FIRST_PAGE - 1
        )
        for number, one in enumerate(verdict.ready, 1)
    ]
    missing = dict.fromkeys(verdict.waiting, "…")
    for draft in render_front(case, workplace, lines, missing):
        if draft.name == entry.name:
            yield draft


def sources(workplace: Workplace, subject: Subject) -> dict[Path, int]:
    """The files that a preview is made of, each with when it was last changed."""
    workspace = workplace.workspace
    folder = workspace.templates
    files = [workplace.catalog.file, workspace.office_file, subject.case_file]
    files += [folder / file for file in subject.entry.file.values()]
    files += sorted((folder / FOLDER_OF_PARTS).glob("*.docx"))
    return {file: file.stat().st_mtime_ns for file in files if file.is_file()}


def changes(
    look: Callable[[], dict[Path, int]], rest: Callable[[float], object], every: float = 0.5
) -> Iterator[None]:
    """Yield each time that a file is another than before, once its writer has come to rest.

    Args:
        look: the files with when they were changed.
        rest: waits so many seconds.
        every: seconds between two looks.
    """
    before = look()
    while True:
        rest(every)
        now = look()
        if now == before:
            continue
        while True:
            rest(every / 2)
            after = look()
            if after == now:
                break
            now = after
        before = now
        yield
