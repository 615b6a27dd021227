"""Render a case's documents: Word templates filled with the case's values.

Why: a template is foreign text, so every fault in it is told with file, place and expression;
and the draft must hold what the case says, no blank where a value was meant.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from docx.document import Document

from pipeline.case import Case
from pipeline.context import context
from pipeline.documents import ContentsLine, Draft
from pipeline.errors import TemplateError
from pipeline.papers import Paper, origin_of
from pipeline.values import write_date
from pipeline.word import finish, paragraphs
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
    template = open_template(workplace.workspace.templates / file)
    document = template.fill({**view, **extra})
    _finish(document, workplace, title, template.file)
    date = view["surat"]["tanggal"]
    expected = tuple(finish.sample_words(document))
    if not expected:
        raise TemplateError.of("TPL021", file=template.file, template=file)
    return Draft(
        name=paper.name,
        item=paper.item,
        title=title,
        note=write_date(date) if date else None,
        docx=finish.fixed_bytes(document),
        expected=expected,
        origin=origin_of(case, paper),
    )


def _finish(document: Document, workplace: Workplace, title: str, file: Path) -> None:
    try:
        paragraphs.lay_out_narratives(document)
    except paragraphs.MissingStyleError as error:
        raise TemplateError.of("TPL010", file=file, template=file.name, style=error) from error
    paragraphs.mend_blocks(document)
    finish.set_paper(document, workplace.office.kertas)
    finish.set_logo(document, workplace.picture)
    finish.set_numbers(document)
    finish.set_properties(document, title)
