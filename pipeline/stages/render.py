"""Render a case's documents: Word templates filled with the case's values.

Why: a template is foreign text, so every fault in it is told with file, place and expression;
and the draft must hold what the case says, no blank where a value was meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pipeline.case import Case
from pipeline.context import context
from pipeline.documents import ContentsLine, Draft
from pipeline.errors import TemplateError
from pipeline.papers import Paper, origin_of
from pipeline.values import write_date
from pipeline.word import finish, paragraphs
from pipeline.word.compiled import Filled, UnfilledError, compiled
from pipeline.word.template import open_template
from pipeline.workplace import Workplace


def render(case: Case, workplace: Workplace, papers: Sequence[Paper]) -> list[Draft]:
    """Fill the templates of these papers.

    Args:
        case: a case whose errors, if any, these papers tolerate.
        workplace: its office, catalog and templates.
        papers: those whose needs the case meets.

    Returns:
        One draft a paper, in their order; the same case gives the same bytes.

    Raises:
        TemplateError: a template is missing, broken, or asks for what it may not.
    """
    return [_draft(case, workplace, paper, {}) for paper in papers]


def render_front(
    case: Case, workplace: Workplace, lines: Sequence[ContentsLine], missing: Mapping[Paper, str]
) -> list[Draft]:
    """Fill cover and contents for these lines; ``missing`` says why which paper is not there.

    Raises:
        TemplateError: as `render`.
    """
    extra = {
        "isi": [
            {"no": line.number, "judul": line.title, "keterangan": line.note, "halaman": line.page}
            for line in lines
        ],
        "kurang": [{"judul": one.title_in(case), "sebab": why} for one, why in missing.items()],
    }
    fronts = [Paper(entry) for entry in workplace.catalog.entries if entry.front]
    return [_draft(case, workplace, paper, extra) for paper in fronts]


def _draft(case: Case, workplace: Workplace, paper: Paper, extra: dict[str, Any]) -> Draft:
    view = context(case, workplace.office, workplace.catalog, paper)
    file = paper.entry.file_of(case.jenis)
    if file is None:
        raise ValueError(f"{paper.name} has no template for {case.jenis}")
    title = paper.title_in(case)
    docx, words = _filled(workplace.workspace.templates / file, {**view, **extra}, workplace, title)
    date = view["surat"]["tanggal"]
    return Draft(
        name=paper.name,
        item=paper.item,
        title=title,
        note=write_date(date) if date else None,
        docx=docx,
        expected=words,
        origin=origin_of(case, paper),
    )


def _filled(file: Path, view: dict[str, Any], workplace: Workplace, title: str) -> Filled:
    """Fill a template by the quick way; by docxtpl's where that does not cover it or fails."""
    ready = compiled(file, workplace.office.kertas, workplace.picture, workplace.prepared)
    with suppress(UnfilledError):  # docxtpl's way says what is wrong, with its place
        made = ready.fill(view, title) if ready else None
        if made and made[1]:
            return made
    return by_docxtpl(file, view, workplace, title)


def by_docxtpl(file: Path, view: dict[str, Any], workplace: Workplace, title: str) -> Filled:
    """Fill a template by docxtpl, and finish what comes out as a tree.

    Args:
        file: the template.
        view: what it sees.
        workplace: the office's paper and picture.
        title: the document's title.

    Returns:
        The Word file, and words spread evenly over its body.

    Raises:
        TemplateError: as `render`.
    """
    template = open_template(file)
    document = template.fill(view)
    try:
        paragraphs.lay_out_narratives(document)
    except paragraphs.MissingStyleError as error:
        raise TemplateError.of("TPL010", file=file, template=file.name, style=error) from error
    paragraphs.mend_blocks(document)
    finish.set_paper(document, workplace.office.kertas)
    finish.set_logo(document, workplace.picture)
    finish.set_numbers(document)
    finish.set_properties(document, title)
    words = tuple(finish.sample_words(document))
    if not words:
        raise TemplateError.of("TPL021", file=file, template=file)
    return finish.fixed_bytes(document), words
