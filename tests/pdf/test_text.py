"""The words of a PDF, read again."""

from __future__ import annotations

import pytest

from pipeline.pdf.text import PdfiumError, texts
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
