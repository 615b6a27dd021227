"""All sample cases through the whole pipeline, with the real LibreOffice: what arrives on paper.

Why: each stage may be right and the paper wrong; here the PDF's own text is the witness.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline import filters, soffice
from pipeline.checking import check_cases
from pipeline.context import DRAFT_MARK
from pipeline.runner import CaseResult, run_cases
from pipeline.values import Hours, Period
from pipeline.word.template import Template
from pipeline.workplace import open_workplace
from pipeline.workspace import Workspace

REPOSITORY = Path(__file__).parents[1]
FURNITURE = re.compile(r"[^\n]*Halaman \d+ dari \d+[^\n]*\n?|[^\n]*halaman \d+ dari \d+[^\n]*\n?")
SAMPLES = sorted(file.stem for file in (REPOSITORY / "cases").glob("*.yaml"))


@dataclass(frozen=True)
class Built:
    """One build of all samples, what was due, and each value that a template printed."""

    workspace: Workspace
    due: dict[str, tuple[str, ...]]
    results: dict[str, CaseResult]
    values: dict[tuple[str, str], list[str]]
    starts: list[str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Build every sample once in a copy of the repository's workspace."""
    root = tmp_path_factory.mktemp("kantor")
    for name in ("office.yaml", "kop.png"):
        shutil.copy(REPOSITORY / name, root)
    for name in ("cases", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    workspace = Workspace(root)
    values: dict[tuple[str, str], list[str]] = defaultdict(list)
    with pytest.MonkeyPatch.context() as patch:
        starts = _count_starts(patch)
        _record(patch, values)
        with soffice.start(soffice.find(None), limit=120) as converter:
            files, workplace = workspace.find_cases([]), open_workplace(workspace)
            verdicts = list(check_cases(files, workplace))
            due = {verdict.nomor: tuple(p.name for p in verdict.ready) for verdict in verdicts}
            results = run_cases(files, workplace, converter, lambda _: None)
        yield Built(workspace, due, {r.nomor: r for r in results}, dict(values), starts)


def _record(patch: pytest.MonkeyPatch, values: dict[tuple[str, str], list[str]]) -> None:
    """Note what each expression of each template prints, beside the document it is for."""
    printed, fill = filters.printed, Template.fill
    current: list[tuple[str, str]] = []

    def noting(value: object) -> object:
        text = printed(value)
        if current and isinstance(text, str | int | Hours | Period):
            values[current[-1]].append(str(text))
        return text

    def filling(self: Template, view: dict[str, object]) -> object:
        current.append((str(view["nomor"]), self.file.stem))
        try:
            return fill(self, view)
        finally:
            current.pop()

    patch.setattr(filters, "printed", noting)
    patch.setattr(Template, "fill", filling)


def _count_starts(patch: pytest.MonkeyPatch) -> list[str]:
    """Note each start of a LibreOffice, whichever way it is started."""
    starts: list[str] = []
    popen = subprocess.Popen.__init__

    def counting(
        process: subprocess.Popen[bytes], args: object, *rest: object, **more: object
    ) -> None:
        line = " ".join(map(str, args)) if isinstance(args, list | tuple) else str(args)
        if "kit_worker" in line or "--convert-to" in line:
            starts.append(line)
        popen(process, args, *rest, **more)  # type: ignore[call-overload]

    patch.setattr(subprocess.Popen, "__init__", counting)
    return starts


def text_of(pdf: Path) -> list[str]:
    """Text of each page by poppler, without running heads and feet."""
    raw = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, check=True
    ).stdout.decode()
    return [FURNITURE.sub("", page) for page in raw.split("\f")[:-1]]


def squeeze(text: str) -> str:
    """Bring text to a form in which print and source are equal: no blanks, one letter case."""
    return re.sub(r"[\s\u00ad\ue000-\ue002]", "", unicodedata.normalize("NFKC", text)).casefold()


def test_every_document_and_one_bundle_a_case(built: Built) -> None:
    """Each sample yields the documents of its stage in Word and PDF, and one bundle."""
    assert sorted(built.results) == SAMPLES
    assert max(map(len, built.due.values())) >= 3
    for nomor, names in built.due.items():
        result = built.results[nomor]
        assert [p.code for p in result.problems if p.severity == "error"] == []
        assert [d.name for d in result.documents if d.state == "made"] == list(names)
        for document in result.documents:
            if document.state == "made":
                assert document.docx is not None
                assert document.docx.read_bytes().startswith(b"PK")
                assert document.pdf is not None
                assert document.pdf.read_bytes().startswith(b"%PDF-")
        assert result.bundle == built.workspace.bundle(nomor)
        assert len(PdfReader(built.workspace.bundle(nomor)).pages) >= 2


def test_one_start_of_libreoffice(built: Built) -> None:
    """All documents, covers and contents pages of all samples cost one start."""
    assert len(built.starts) == 1, built.starts


@pytest.mark.parametrize("nomor", SAMPLES)
def test_every_printed_value_is_in_the_pdf(built: Built, nomor: str) -> None:
    """Whatever a template printed stands in the PDF's text, whole and in order."""
    checked = 0
    for name in built.due[nomor]:
        pages = text_of(built.workspace.drafts(nomor) / f"{name}.pdf")
        text = squeeze("".join(pages))
        for value in built.values[nomor, name]:
            for piece in re.split("[\ue000\ue001]", value):
                if (wanted := squeeze(piece)) and piece != DRAFT_MARK:  # drawn, not written
                    assert wanted in text, f"{name}: {piece!r}"
                    checked += 1
    assert checked >= 40 * len(built.due[nomor])


def test_contents_tell_the_true_pages(built: Built) -> None:
    """Each line of the contents names the page on which the document's own first page stands."""
    for nomor, names in built.due.items():
        pages = text_of(built.workspace.bundle(nomor))
        contents = pages[1]
        for name in names:
            first = text_of(built.workspace.drafts(nomor) / f"{name}.pdf")[0]
            number = next(n for n, page in enumerate(pages, 1) if squeeze(first) == squeeze(page))
            assert re.search(rf"\b{number}\s*$", contents, re.M), f"{nomor} {name} {number}"


def test_running_footer_on_every_page(built: Built) -> None:
    """Each page of a bundle carries case number, page and number of pages, in order."""
    for nomor in SAMPLES:
        raw = subprocess.run(
            ["pdftotext", "-raw", str(built.workspace.bundle(nomor)), "-"],
            capture_output=True,
            check=True,
        ).stdout.decode()
        pages = raw.split("\f")[:-1]
        for number, page in enumerate(pages, 1):
            assert f"{nomor} · halaman {number} dari {len(pages)}" in page


def test_no_name_outside_the_pages(built: Built) -> None:
    """File names and PDF metadata hold numbers and titles, never the client's name."""
    for nomor, result in built.results.items():
        lines = (built.workspace.case_file(nomor)).read_text(encoding="utf-8").split("\n")
        name = next(line.split(":", 1)[1] for line in lines if line.strip().startswith("nama:"))
        words = [w.casefold() for w in re.findall(r"[A-Za-z]{4,}", name)]
        assert result.bundle is not None
        reader = PdfReader(result.bundle)
        told = " ".join(
            [*map(str, (reader.metadata or {}).values()), result.bundle.name]
        ).casefold()
        assert not [word for word in words if word in told]
