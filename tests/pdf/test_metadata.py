"""What a PDF says about itself."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest

from pipeline.pdf.metadata import PdfError, restate
from pipeline.pdf.text import texts
from tests.pdfs import sheets


def told(author: str, moment: str) -> bytes:
    """A PDF that names its maker and its moment in every place."""
    made = BytesIO()
    with pikepdf.Pdf.open(BytesIO(sheets("Isi surat"))) as pdf:
        pdf.docinfo["/Author"] = author
        pdf.docinfo["/CreationDate"] = moment
        pdf.docinfo["/Producer"] = "LibreOffice 7.4.7.2 (X86_64) mesin-budi"
        pdf.trailer["/DocChecksum"] = pikepdf.Name(f"/{moment[2:10]}")
        packet = f"<x><pdfaid:part>2</pdfaid:part><xmp:CreateDate>{moment}</xmp:CreateDate></x>"
        pdf.Root.Metadata = pdf.make_stream(packet.encode())
        profile = pdf.make_stream(bytes(24) + moment[2:14].encode() + bytes(92))
        intent = pikepdf.Dictionary(DestOutputProfile=profile)
        pdf.Root.OutputIntents = pikepdf.Array([intent])
        pdf.save(made, fix_metadata_version=False)
    return made.getvalue()


ONE = told("Sri Rejeki", "D:20260101080000")
OTHER = told("Budi Hartono", "D:20260202093000")


def test_two_that_differ_in_maker_and_clock_are_the_same_bytes() -> None:
    """Author, moment, identifier and the colour profile's own date make no difference."""
    assert ONE != OTHER
    assert restate(ONE, "Surat") == restate(OTHER, "Surat")
    assert restate(ONE, "Surat") != restate(ONE, "Surat lain")


def test_nothing_of_the_maker_is_left() -> None:
    """Title and producer are told, and what it claims of PDF/A; the pages stay."""
    made = restate(ONE, "Surat & <lampiran>")
    assert texts(made) == texts(ONE)
    with pikepdf.Pdf.open(BytesIO(made)) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {
            "/Title": "Surat & <lampiran>",
            "/Producer": "LibreOffice 7.4",
        }
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert "<pdfaid:part>2</pdfaid:part>" in packet
        assert "Surat &amp; &lt;lampiran&gt;" in packet
        assert "Date" not in packet
        assert "/DocChecksum" not in pdf.trailer


@pytest.mark.parametrize("pdf", [b"", b"bukan PDF", ONE[:100]])
def test_a_damaged_file(pdf: bytes) -> None:
    """Whatever cannot be written again is one kind of error."""
    with pytest.raises(PdfError):
        restate(pdf, "Surat")
