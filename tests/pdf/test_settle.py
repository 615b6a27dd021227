"""What copying a page would lose: form fields, links by name, headings, private data."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from pipeline.exhibit import annotations_of
from pipeline.pdf.boxes import visible_box
from pipeline.pdf.settle import settle
from pipeline.stages.bundle import bundle
from tests.pdfs import Front, filled_form, headed, part, sheets, written


def _shown(pdf: bytes, folder: Path, *options: str) -> str:
    file = folder / "berkas.pdf"
    file.write_bytes(pdf)
    command = ["pdftotext", *options, str(file), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_fields_of_one_name_keep_their_own_values(tmp_path: Path) -> None:
    """Two forms with a field `nama` come into one bundle; each page shows what was filled in."""
    parts = [part("Satu", filled_form("Nilai Pertama")), part("Dua", filled_form("Nilai Kedua"))]
    pdf = bundle("KS-2026-0001", parts, Front(), title="Berkas KS-2026-0001")
    pages = _shown(pdf, tmp_path).split("\f")
    assert "Nilai Pertama" in pages[2]
    assert "Nilai Kedua" in pages[3]
    reader = PdfReader(BytesIO(pdf))
    assert "/AcroForm" not in reader.root_object
    assert not [link for page in reader.pages for link in annotations_of(page)]


def test_a_field_is_drawn_where_it_stood(tmp_path: Path) -> None:
    """The look of a field keeps its place and size to the point."""
    form = filled_form("Nilai")
    pdf = bundle("KS-2026-0001", [part("Satu", form)], Front(), title="Berkas")
    before = _shown(form, tmp_path, "-bbox")
    after = _shown(pdf, tmp_path, "-bbox", "-f", "3", "-l", "3")

    def place(seen: str) -> list[float]:
        line = next(line for line in seen.splitlines() if ">Nilai<" in line)
        return [float(piece) for piece in line.split('"')[1::2]]

    assert place(after) == pytest.approx(place(before), abs=0.05)


def test_a_hidden_field_stays_hidden(tmp_path: Path) -> None:
    """What the form does not show is not shown in the bundle."""
    writer = PdfWriter(clone_from=BytesIO(filled_form("Rahasia")))
    for annotation in annotations_of(writer.pages[0]):
        annotation[NameObject("/F")] = NumberObject(2)
    pdf = bundle("KS-2026-0001", [part("Satu", written(writer))], Front(), title="Berkas")
    assert "Rahasia" not in _shown(pdf, tmp_path)


def test_other_annotations_stay_on_the_page() -> None:
    """A note or a highlight that somebody put on an exhibit is part of it."""
    writer = PdfWriter(clone_from=BytesIO(sheets("isi")))
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Text"),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (10, 10, 30, 30))),
            NameObject("/Contents"): TextStringObject("catatan pemeriksa"),
        }
    )
    writer.add_annotation(0, note)
    pdf = bundle("KS-2026-0001", [part("Satu", written(writer))], Front(), title="Berkas")
    kept = annotations_of(PdfReader(BytesIO(pdf)).pages[2])
    assert [str(annotation["/Contents"]) for annotation in kept] == ["catatan pemeriksa"]


def test_a_link_to_a_name_that_is_not_there_leads_nowhere() -> None:
    """A dead link stays dead instead of meeting another part's name."""
    writer = PdfWriter(clone_from=BytesIO(headed("Satu", 2)))
    annotations_of(writer.pages[0])[0][NameObject("/Dest")] = TextStringObject("tak ada")
    settled = settle(written(writer))
    assert "/Dest" not in settled.pdf.pages[0].obj.Annots[0]


def test_private_data_of_other_programs_is_left_behind() -> None:
    """Page metadata may name a person; a bundle's page needs none of it."""
    writer = PdfWriter(clone_from=BytesIO(sheets("isi")))
    private = {"/PieceInfo", "/AA", "/Metadata", "/Trans"}
    for key in private:
        writer.pages[0][NameObject(key)] = DictionaryObject()
    settled = settle(written(writer))
    assert not private & settled.pdf.pages[0].obj.keys()


def test_the_visible_box_is_what_paper_and_crop_have_in_common() -> None:
    """Boxes upside down, beyond the paper or beside it."""
    media = (600, 800, 0, 0)
    assert visible_box(media, (500, 900, 100, -50)) == (100, 0, 500, 800)
    assert visible_box(media, (700, 900, 800, 1000)) == (0, 0, 600, 800)
