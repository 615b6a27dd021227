"""One document of one case as a PDF, to look at while its template is being made.

Why: a designer wants to see the page after each change, not the whole bundle; and no case of his
own should be needed for that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.case import Case
from pipeline.catalog import ANY, Entry
from pipeline.checking import check_case
from pipeline.documents import ContentsLine, Draft
from pipeline.errors import BerkasError, CaseError, TemplateError, UsageError
from pipeline.papers import Paper, coming, papers
from pipeline.publish import publish
from pipeline.rules.completeness import lacking_for
from pipeline.soffice import Converter
from pipeline.spelling import nearest
from pipeline.stages.convert import convert
from pipeline.stages.render import render, render_front
from pipeline.stages.validate import Verdict
from pipeline.template_check import barred
from pipeline.watching import State, states
from pipeline.workplace import Workplace
from pipeline.workspace import PARTS
from pipeline.yaml_text import dotted

FOLDER = "preview"
_FIRST_PAGE = 3  # behind cover and contents


@dataclass(frozen=True, slots=True)
class Subject:
    """What a preview shows.

    Attributes:
        label: the document's name, or name and item: ``laporan_perkembangan/2026-04``.
        case_file: the case that fills it.
    """

    label: str
    case_file: Path

    def entry_in(self, workplace: Workplace) -> Entry:
        """What the catalog says of the document, as it is now.

        Raises:
            UsageError: no document that has a Word file has this name.
        """
        name = self.label.partition("/")[0]
        known = {entry.name: entry for entry in workplace.catalog.entries if entry.file}
        if name not in known:
            listed = ", ".join(known)
            raise UsageError.of("PGN020", name=name, known=listed, suggestion=nearest(name, known))
        return known[name]


def find_subject(
    workplace: Workplace, label: str, files: Iterable[Path], *, named: bool = False
) -> Subject:
    """Find the first case that has what a document needs.

    Args:
        workplace: the opened workspace.
        label: the document's name, or name and item.
        files: the case files that are tried, in this order.
        named: whether the user has named the case, and wants to know why it does not do.

    Raises:
        UsageError: no document has this name, or no case has what it needs.
        CaseError: the case that was named has errors.
    """
    for file in files:
        subject = Subject(label, file)
        entry = subject.entry_in(workplace)
        try:
            verdict = check_case(file, workplace)
        except CaseError:
            if named:
                raise
            continue
        if paper := _paper(verdict, entry, label):
            return Subject(label if entry.front else paper.label, file)
        if named:
            raise _refusal(verdict, workplace, entry, label)
    raise UsageError.of("PGN021", name=label)


def _paper(verdict: Verdict, entry: Entry, label: str) -> Paper | None:
    """The paper of a case that a preview can show."""
    if verdict.case is None:
        return None
    if entry.front:
        return None if verdict.errors or label != entry.name else Paper(entry)
    fits = (one for one in verdict.ready if label in (one.name, one.label))
    return next((one for one in fits if verdict.allows(one)), None)


def _refusal(verdict: Verdict, workplace: Workplace, entry: Entry, label: str) -> BerkasError:
    """Why a case cannot show a document."""
    case = verdict.case
    if case is None:
        return CaseError(*verdict.problems)
    kinds = [kind for kind in entry.kinds if entry.file_of(kind)]
    if case.jenis not in kinds:
        return UsageError.of("PGN022", document=entry.name, kind=case.jenis, kinds=", ".join(kinds))
    if verdict.errors:
        return CaseError(*verdict.errors)
    catalog = workplace.catalog
    own = [one for one in (*papers(case, catalog), *coming(case, catalog)) if one.entry == entry]
    fits = [one for one in own if label in (one.name, one.label)]
    nomor = verdict.nomor
    if (own or entry.front) and not fits:
        known = [entry.name] if entry.front else [one.label for one in own]
        near = nearest(label, known)
        listed = ", ".join(known)
        return UsageError.of("PGN023", nomor=nomor, document=label, known=listed, suggestion=near)
    missing = [dotted(path) for paper in fits[:1] for path in lacking_for(case, paper)]
    conditions = list(_conditions(case, entry))
    if not own and not conditions and entry.for_each:
        missing = [entry.for_each]
    if missing:
        keys, file = ", ".join(missing), verdict.case_file
        return UsageError.of("PGN024", nomor=nomor, document=label, keys=keys, file=file)
    holds = ", ".join(conditions or [f"tahap: {entry.stage.name}"])
    return UsageError.of("PGN025", nomor=nomor, document=label, conditions=holds)


def _conditions(case: Case, entry: Entry) -> Iterator[str]:
    """What a case must hold, beside its needs, to call for a document."""
    if entry.stage > case.stage:
        yield f"tahap: {entry.stage.name}"
    of_rows = {f"{entry.for_each}.{key}": words for key, words in entry.where.items()}
    for key, words in {**entry.when, **of_rows}.items():
        yield f"{key}: {' / '.join(words)}" if ANY not in words else key


def preview(workplace: Workplace, subject: Subject, converter: Converter) -> Path:
    """Make the PDF of a document, in ``output/preview``.

    Raises:
        BerkasError: the case, the template or the conversion is at fault; what was there before
            is as it was.
    """
    entry = subject.entry_in(workplace)
    verdict = check_case(subject.case_file, workplace)
    paper = _paper(verdict, entry, subject.label)
    if verdict.case is None or paper is None:  # while it is watched the case may have lost it
        raise _refusal(verdict, workplace, entry, subject.label)
    name = entry.file_of(verdict.case.jenis)
    if shown := barred(workplace, [workplace.workspace.templates / name]) if name else []:
        raise TemplateError(*shown)
    if entry.front:
        drafts = list(_front(verdict, verdict.case, workplace, entry))
    else:
        drafts = render(verdict.case, workplace, [paper])
    (part,) = convert(drafts, converter)
    output = workplace.workspace.output
    target = output / FOLDER / f"{paper.stem}.pdf"
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


def sources(workplace: Workplace, subject: Subject) -> State:
    """The files that a preview is made of, each as it is now."""
    workspace, catalog = workplace.workspace, workplace.catalog
    folder, logo = workspace.templates, workplace.office.kantor.logo
    parts = folder / PARTS
    files = [catalog.file, workspace.office_file, subject.case_file, parts]
    files += [workspace.office_file.parent / logo] if logo else []
    name = subject.label.partition("/")[0]
    if name in catalog.names:
        files += [folder / file for file in catalog[name].file.values()]
    with suppress(OSError):  # a folder that cannot be listed shows no change
        files += sorted(parts.glob("*.docx"))
    return states(files)
