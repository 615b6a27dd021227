"""Measure bundling beside what only puts pages one behind the other, on the sample cases.

All get the same files: the parts of each sample's bundle, cover and contents too, made by
LibreOffice beforehand. `qpdf --empty --pages` is the program, and its start counts; the others
work in this process: qpdf's own library by pikepdf, and pypdf. None of them makes contents that
are true, footers, bookmarks, PDF/A or a proof, and only one of them brings the parts' tags along.

Why: what a bundle has more than its pages must not cost more than they do.
"""

from __future__ import annotations

import io
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from pikepdf import ObjectStreamMode, Pdf
from pypdf import PdfWriter

from pipeline import runner, soffice
from pipeline.documents import ContentsLine, Part
from pipeline.runner import Means, run_cases
from pipeline.stages.bundle import Front, bundle
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace
from tools.bench_page import Found, Goal

ROOT = Path(__file__).parent.parent
ROUNDS = 5
GOAL = 2.0  # times the processor time of qpdf's program
PROGRAM = "qpdf --empty --pages"


@dataclass(frozen=True, slots=True)
class Work:
    """One bundle: what goes into it, and the same as files."""

    nomor: str
    parts: Sequence[Part]
    front: Sequence[Part]
    files: Sequence[Path]

    @property
    def pdfs(self) -> list[bytes]:
        """All that goes into it, in order."""
        return [part.pdf for part in (*self.front, *self.parts)]


def bundling() -> Iterator[Found]:
    """Run it and yield what is told."""
    with tempfile.TemporaryDirectory() as folder:
        works = _works(Path(folder))
        target = Path(folder) / "bundle.pdf"
        rivals: dict[str, Callable[[Work], object]] = {
            "ours": _ours,
            PROGRAM: lambda work: _qpdf(work, target),
            "pikepdf, pages alone": _pages,
            "pikepdf, pages and tags": _pages_and_tags,
            "pypdf": _pypdf,
        }
        if shutil.which("qpdf") is None:
            yield "Bundling: qpdf is not installed (apt install qpdf); its program is left out."
            del rivals[PROGRAM]
        spent = _alternately(rivals, works)
    number = ROUNDS * len(works)
    pages = sum(part.pages for work in works for part in (*work.front, *work.parts))
    times = ", ".join(f"{name} {total / number * 1000:.0f} ms" for name, total in spent.items())
    yield f"Bundling {len(works)} cases of {pages} pages {ROUNDS} times: {times} of processor each."
    ours = spent.pop("ours")
    ratios = ", ".join(f"{ours / total:.2f} x {name}" for name, total in spent.items())
    yield f"Ours, with contents, footers, bookmarks, tags and proof: {ratios}."
    if PROGRAM in spent:
        yield Goal(
            f"times the processor time of {PROGRAM}", ours / spent[PROGRAM], GOAL, least=False
        )


def _works(folder: Path) -> list[Work]:
    """Build all samples once, and keep what went into each bundle."""
    for name in ("office.yaml", "kop.png"):
        shutil.copy(ROOT / name, folder)
    for name in ("cases", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    works: list[Work] = []

    def record(nomor: str, parts: Sequence[Part], front: Front, *, title: str) -> bytes:
        made: list[Part] = []

        def typeset(lines: Sequence[ContentsLine]) -> Sequence[Part]:
            made[:] = front(lines)
            return made

        pdf = bundle(nomor, parts, typeset, title=title)
        works.append(Work(nomor, parts, made, list(_files(folder / nomor, (*made, *parts)))))
        return pdf

    workspace = Workspace(folder)
    with (
        soffice.start(soffice.find(None), limit=120) as converter,
        patch.object(runner, "bundle", record),
    ):
        means = Means(open_workplace(workspace), converter)
        run_cases(workspace.find_cases([]), means, lambda _: None)
    return works


def _files(folder: Path, parts: Iterable[Part]) -> Iterable[Path]:
    folder.mkdir()
    for number, part in enumerate(parts):
        file = folder / f"{number:03}.pdf"
        file.write_bytes(part.pdf)
        yield file


def _ours(work: Work) -> bytes:
    return bundle(work.nomor, work.parts, lambda _: work.front, title=f"Berkas {work.nomor}")


def _qpdf(work: Work, target: Path) -> None:
    subprocess.run(["qpdf", "--empty", "--pages", *work.files, "--", target], check=True)  # noqa: S607 - of Debian


def _pages(work: Work) -> bytes:
    return _merged(work, tags=False)


def _pages_and_tags(work: Work) -> bytes:
    return _merged(work, tags=True)


def _merged(work: Work, *, tags: bool) -> bytes:
    """Put pages one behind the other; with their tags, which nothing joins."""
    sources = [Pdf.open(io.BytesIO(pdf)) for pdf in work.pdfs]
    with Pdf.new() as pdf:
        for number, source in enumerate(sources):
            for page in source.pages:
                pdf.pages.append(page)
            if tags and "/StructTreeRoot" in source.Root:
                pdf.Root[f"/Tags{number}"] = pdf.copy_foreign(source.Root.StructTreeRoot)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return made.getvalue()


def _pypdf(work: Work) -> bytes:
    writer = PdfWriter()
    for pdf in work.pdfs:
        writer.append(io.BytesIO(pdf), import_outline=False)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _alternately(
    rivals: dict[str, Callable[[Work], object]], works: list[Work]
) -> dict[str, float]:
    """Let all rivals make each bundle in turn, in changing order; the first round warms them."""
    spent = dict.fromkeys(rivals, 0.0)
    names = list(rivals)
    for turn in range(ROUNDS + 1):
        for work in works:
            for name in names:
                begun = _processor()
                rivals[name](work)
                spent[name] += _processor() - begun if turn else 0.0
            names.append(names.pop(0))
    return spent


def _processor() -> float:
    """Processor time so far of this process and of the programs that it has started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime


if __name__ == "__main__":
    for found in bundling():
        print(found)
