"""What the builds of the bench are made of: copies of sample cases, no two of them equal.

Why: a program that keeps what it has made once would build equal documents in no time.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate

from pipeline.checking import check_cases
from pipeline.context import context
from pipeline.filters import environment
from pipeline.papers import Paper
from pipeline.word.template import open_template
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace

ROOT = Path(__file__).parent.parent
# Sixty documents, covers and contents among them, of one page to a report's twelve, by how often a
# sample is taken.
CORPUS = {
    "KS-2026-0004": 3,
    "RE-2026-0001": 1,
    "RE-2026-0002": 1,
    "DV-2026-0002": 1,
    "PM-2026-0002": 2,
}
CORPUS_SIZE = 60
LETTER = "PM-2026-0002"  # its stage asks for one letter

# By its name: its template, with shared parts in their places, and its values.
Filled = Mapping[str, tuple[Path, dict[str, Any]]]


def make_office(root: Path, samples: Mapping[str, int]) -> Path:
    """Make a workspace with copies of samples under numbers and names of their own."""
    (root / "cases").mkdir(parents=True)
    for name in ("office.yaml", "kop.png"):
        shutil.copy(ROOT / name, root)
    shutil.copytree(ROOT / "templates", root / "templates")
    count = 0
    for sample, times in samples.items():
        text = (ROOT / "cases" / f"{sample}.yaml").read_text(encoding="utf-8")
        text = text.split("\nlampiran:")[0] + "\n"  # no exhibits lie beside them
        for _ in range(times):
            count += 1
            nomor = f"{sample[:8]}{count:04d}-UJI"
            own = text.replace(sample, nomor).replace("  nama: ", f"  nama: {_word(count)} ", 1)
            (root / "cases" / f"{nomor}.yaml").write_text(own, encoding="utf-8")
    return root


def _word(number: int) -> str:
    return "".join("abcdefghij"[int(digit)] for digit in f"{number:04d}").capitalize()


def values(root: Path, folder: Path) -> Filled:
    """What the documents of a workspace are filled with; their templates go into a folder.

    Cover and contents of each case are among them: the pages that ours prints are the rivals' too.
    """
    workplace = open_workplace(Workspace(root))
    folder.mkdir()
    filled: dict[str, tuple[Path, dict[str, Any]]] = {}
    fronts = [Paper(entry) for entry in workplace.catalog.entries if entry.front]
    for verdict in check_cases(workplace.workspace.find_cases([]), workplace):
        case = verdict.case
        if case is None or verdict.errors:
            raise SystemExit(f"{verdict.nomor} was to be a good case")
        lines = [
            {"no": number, "judul": paper.title_in(case), "keterangan": None, "halaman": number + 2}
            for number, paper in enumerate(verdict.ready, 1)
        ]
        for paper in (*fronts, *verdict.ready):
            name = paper.entry.file_of(case.jenis)
            if name is None:
                continue
            template = folder / name
            if not template.exists():
                open_template(workplace.workspace.templates / name).docx.save(str(template))
            view = context(case, workplace.office, workplace.catalog, paper)
            view |= {"isi": lines, "kurang": []} if paper.entry.front else {}
            filled[f"{verdict.nomor}-{paper.stem}.docx"] = template, view
    return filled


def fill(template: Path, view: dict[str, Any], target: Path) -> None:
    """Fill a template as a user of docxtpl does."""
    document = DocxTemplate(str(template))
    document.render(view, environment())
    document.save(str(target))
