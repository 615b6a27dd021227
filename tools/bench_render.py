"""Measure rendering beside plain docxtpl, on the shipped templates and the sample cases.

Both open the template afresh for each document, fill it with the same values through the same
filters, and give the bytes of a Word file; the rival's templates have their shared parts in place
already, since it knows none.

Why: opening with distrust, real paragraphs and fixed bytes must not cost what makes them worth it.
"""

from __future__ import annotations

import io
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from docxtpl import DocxTemplate

from pipeline.case import Case
from pipeline.checking import check_cases
from pipeline.context import context
from pipeline.filters import environment
from pipeline.papers import Paper
from pipeline.stages.render import render
from pipeline.word.template import open_template
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace

ROOT = Path(__file__).parent.parent
ROUNDS = 5
GOAL = 1.2
Work = tuple[Case, Paper, Path]


def rendering() -> int:
    """Run it and print the ratio; return 1 where the goal is missed."""
    workplace = open_workplace(Workspace(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        works = list(_works(workplace, Path(folder)))
        rivals: dict[str, Callable[[Work], object]] = {
            "berkas render": lambda work: render(work[0], workplace, [work[1]]),
            "docxtpl": lambda work: _plain(work, workplace),
        }
        spent = _alternately(rivals, works)
    number = ROUNDS * len(works)
    ratio = spent["berkas render"] / spent["docxtpl"]
    times = ", ".join(f"{name} {total / number * 1000:.1f} ms" for name, total in spent.items())
    print(f"rendering {len(works)} documents {ROUNDS} times: {times}: {ratio:.2f} x (goal: {GOAL})")
    return int(ratio > GOAL)


def _works(workplace: Workplace, folder: Path) -> Iterator[Work]:
    """Every document of every sample, with its template whole."""
    files = workplace.workspace.find_cases([])
    for verdict in check_cases(files, workplace):
        case = verdict.case
        for paper in verdict.ready if case else ():
            name = paper.entry.file_of(case.jenis) if case else None
            if case is None or name is None:
                continue
            whole = folder / name
            if not whole.exists():
                template = open_template(workplace.workspace.templates / name)
                template.docx.save(str(whole))
            yield case, paper, whole


def _plain(work: Work, workplace: Workplace) -> bytes:
    """What a user of docxtpl does."""
    case, paper, file = work
    template = DocxTemplate(str(file))
    view = context(case, workplace.office, workplace.catalog, paper)
    template.render(view, environment())
    made = io.BytesIO()
    template.save(made)
    return made.getvalue()


def _alternately(
    rivals: dict[str, Callable[[Work], object]], works: list[Work]
) -> dict[str, float]:
    """Let all rivals do each document in turn, in changing order; the first round warms them."""
    spent = dict.fromkeys(rivals, 0.0)
    names = list(rivals)
    for turn in range(ROUNDS + 1):
        for work in works:
            for name in names:
                begun = time.perf_counter()
                rivals[name](work)
                spent[name] += time.perf_counter() - begun if turn else 0.0
            names.append(names.pop(0))
    return spent
