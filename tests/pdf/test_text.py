"""The words of a PDF, read again."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline.pdf.text import PdfiumError, fonts_of_letters, read, texts
from tests.pdfs import sheets


def test_each_page_has_its_text() -> None:
    """Pages in their order, with the words that stand on them."""
    assert [text.split() for text in texts(sheets("Satu dua", "tiga"))] == [
        ["Satu", "dua"],
        ["tiga"],
    ]


@pytest.mark.parametrize("pdf", [b"", b"bukan PDF", sheets("Satu")[:200]])
def test_a_file_that_does_not_open(pdf: bytes) -> None:
    """Whatever is no PDF is one kind of error."""
    with pytest.raises(PdfiumError):
        texts(pdf)


def test_fonts_and_those_of_letters() -> None:
    """Each font is named without the tag of its subset; in which letters stand is told apart."""
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.setFont("Times-Roman", 12)
    canvas.drawString(72, 700, "Surat 120")
    canvas.showPage()
    canvas.setFont("Symbol", 12)
    canvas.drawString(72, 700, "\u2022 \u2666")
    canvas.save()
    pdf = made.getvalue()
    assert read(pdf).fonts == {"Times-Roman", "Symbol"}
    assert fonts_of_letters(pdf) == {"Times-Roman"}


def test_a_subset_is_named_as_its_font() -> None:
    """What LibreOffice calls BAAAAA+LiberationSans is Liberation Sans."""
    pdf = sheets("Satu").replace(b"/BaseFont /Helvetica ", b"/BaseFont /BAAAAA+Helvetica ")
    assert read(pdf).fonts == fonts_of_letters(pdf) == {"Helvetica"}
