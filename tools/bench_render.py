"""Measure rendering beside plain docxtpl, on the shipped templates and the sample cases.

Both fill templates with the same values, made beforehand, through the same filters, and give the
bytes of a Word file. docxtpl opens its template afresh for each document, as it must; it has its
shared parts in place already, since it knows none. Ours are made ready in the first round, which
counts for neither; how long that takes is told apart. What one leaves behind for the collector is
collected before the other begins.

Why: a template is prepared once; a thousand letters must not pay for it a thousand times.
"""

from __future__ import annotations

import gc
import io
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from pipeline.checking import check_cases
from pipeline.context import context
from pipeline.filters import environment
from pipeline.word.compiled import compiled
from pipeline.word.template import open_template
from pipeline.workplace import Workplace, open_workplace
from pipeline.workspace import Workspace
from tools.bench_page import Found, Goal

ROOT = Path(__file__).parent.parent
ROUNDS = 3
CHUNK = 20  # documents
GOAL = 40  # times less processor time than docxtpl


@dataclass(frozen=True, slots=True)
class Work:
    """One document: its template, the same with its shared parts in place, and its values."""

    file: Path
    whole: Path
    view: dict[str, Any]


def rendering() -> Iterator[Found]:
    """Run it and yield what is told."""
    workplace = open_workplace(Workspace(ROOT))
    with tempfile.TemporaryDirectory() as folder:
        works = list(_works(workplace, Path(folder)))
        files = {work.file for work in works}
        began = time.process_time()
        for file in files:
            compiled(file, workplace.office.kertas, workplace.picture)
        ready = (time.process_time() - began) / len(files)
        rivals: dict[str, Callable[[Work], object]] = {
            "ours": lambda work: _ours(work, workplace),
            "docxtpl": _plain,
        }
        spent = _alternately(rivals, works)
    number = ROUNDS * len(works)
    times = ", ".join(f"{name} {total / number * 1000:.2f} ms" for name, total in spent.items())
    yield (
        f"Rendering {len(works)} documents {ROUNDS} times: {times} of processor each;"
        f" to make a template ready {ready * 1000:.0f} ms, once."
    )
    yield Goal("times less for rendering than docxtpl", spent["docxtpl"] / spent["ours"], GOAL)


def _works(workplace: Workplace, folder: Path) -> Iterator[Work]:
    """Every document of every sample, with its template whole."""
    files = workplace.workspace.find_cases([])
    for verdict in check_cases(files, workplace):
        case = verdict.case
        for paper in verdict.ready if case else ():
            name = paper.entry.file_of(case.jenis) if case else None
            if case is None or name is None:
                continue
            file, whole = workplace.workspace.templates / name, folder / name
            if not whole.exists():
                open_template(file).docx.save(str(whole))
            yield Work(file, whole, context(case, workplace.office, workplace.catalog, paper))


def _ours(work: Work, workplace: Workplace) -> bytes:
    ready = compiled(work.file, workplace.office.kertas, workplace.picture)
    if ready is None:
        raise RuntimeError(f"{work.file.name} is left to docxtpl")
    return ready.fill(work.view, "Judul")[0]


def _plain(work: Work) -> bytes:
    """What a user of docxtpl does."""
    template = DocxTemplate(str(work.whole))
    template.render(work.view, environment())
    made = io.BytesIO()
    template.save(made)
    return made.getvalue()


def _alternately(
    rivals: dict[str, Callable[[Work], object]], works: list[Work]
) -> dict[str, float]:
    """Let all rivals do some documents in turn, in changing order; the first round warms them."""
    spent = dict.fromkeys(rivals, 0.0)
    names = list(rivals)
    for turn in range(ROUNDS + 1):
        for start in range(0, len(works), CHUNK):
            for name in names:
                gc.collect()
                begun = time.process_time()
                for work in works[start : start + CHUNK]:
                    rivals[name](work)
                spent[name] += time.process_time() - begun if turn else 0.0
            names.append(names.pop(0))
    return spent
