"""All sample cases through the whole pipeline, with the real LibreOffice: what arrives on paper.

Why: each stage may be right and the paper wrong; here the PDF's own text is the witness.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.context import DRAFT_MARK
from tests.generating.pages import stands_on
from tests.samples import SAMPLES, Built, pages_of

FURNITURE = re.compile(r"[^\n]*Halaman \d+ dari \d+[^\n]*\n?|[^\n]*halaman \d+ dari \d+[^\n]*\n?")


def text_of(pdf: Path) -> list[str]:
    """Text of each page by poppler, without the line that counts the pages."""
    return [FURNITURE.sub("", page) for page in pages_of(pdf)]


def squeeze(text: str) -> str:
    """Bring text to a form in which print and source are equal: no blanks, one letter case."""
    return re.sub(r"[\s\u00ad\ue000-\ue002]", "", unicodedata.normalize("NFKC", text)).casefold()


def test_every_document_and_one_bundle_a_case(built: Built) -> None:
    """Each sample yields the documents of its stage in Word and PDF, and one bundle."""
    assert sorted(built.results) == SAMPLES
    assert max(map(len, built.due.values())) >= 3
    for nomor, papers in built.due.items():
        result = built.results[nomor]
        assert [p.code for p in result.problems if p.severity == "error"] == []
        made = [(d.name, d.item) for d in result.documents if d.state == "made"]
        assert made == [(paper.name, paper.item) for paper in papers]
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
    for paper in built.due[nomor]:
        pages = [squeeze(page) for page in pages_of(built.pdf(nomor, paper))]
        for value in built.values[nomor, paper.stem]:
            for piece in re.split("[\ue000\ue001]", value):
                if (wanted := squeeze(piece)) and piece != DRAFT_MARK:  # drawn, not written
                    assert stands_on(pages, wanted), f"{paper.label}: {piece!r}"
                    checked += 1
    assert checked >= 20 * len(built.due[nomor])


def test_contents_tell_the_true_pages(built: Built) -> None:
    """Each line of the contents names the page on which the document's own first page stands."""
    for nomor, papers in built.due.items():
        pages = text_of(built.workspace.bundle(nomor))
        squeezed = [squeeze(page) for page in pages]
        firsts = [squeeze(text_of(built.pdf(nomor, paper))[0]) for paper in papers]
        numbers = [squeezed.index(first) + 1 for first in firsts]
        assert numbers == sorted(set(numbers))
        contents = "\n".join(pages[1 : min(numbers, default=1) - 1])
        for paper, number in zip(papers, numbers, strict=True):
            assert re.search(rf"\b{number}\s*$", contents, re.M), f"{nomor} {paper.label} {number}"


def test_running_footer_on_every_page(built: Built) -> None:
    """Each page of a bundle carries case number, page and number of pages, in order."""
    for nomor in SAMPLES:
        pages = pages_of(built.workspace.bundle(nomor))
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
