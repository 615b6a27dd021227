"""Drafts become parts whose words are proved; what is not right is told for all at once."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline import soffice
from pipeline.documents import Draft, Part
from pipeline.errors import ConversionError, ExitCode
from pipeline.pdf.text import read
from pipeline.soffice.pdf_file import Outcome
from pipeline.stages import convert as stage
from pipeline.stages.convert import convert
from pipeline.store import Store
from tests.word_files import AUTHOR, members, packed, word


def draft(docx: bytes, *expected: str, item: str | None = None) -> Draft:
    """Make a draft of a placement letter."""
    return Draft("surat_penempatan", item, "Surat Penempatan", "9 Februari 2026", docx, expected)


def printed(*pages: Sequence[str]) -> bytes:
    """Print lines on pages, by another program than LibreOffice."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    canvas.setAuthor(AUTHOR)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(72, 700 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


class Canned:
    """A converter that gives what it was told to give, and keeps what it was asked."""

    def __init__(self, *outcomes: Outcome) -> None:
        self.outcomes = list(outcomes)
        self.asked: list[bytes] = []

    def convert(self, documents: Sequence[bytes]) -> list[Outcome]:
        """Give the next ones."""
        self.asked += documents
        return [self.outcomes.pop(0) for _ in documents]


def codes(drafts: Sequence[Draft], converter: soffice.Converter) -> list[str]:
    """Convert what must fail; return the codes of its problems."""
    with pytest.raises(ConversionError) as caught:
        convert(drafts, converter)
    assert caught.value.exit_code is ExitCode.CONVERSION
    return [problem.code for problem in caught.value.problems]


def test_a_part_is_its_draft_in_pdf() -> None:
    """Names, title and note are the draft's; pages are counted; the order stays."""
    letter, report = word("Surat"), word("Laporan")
    converter = Canned(printed(["Surat"]), printed(["Laporan"], ["lembar 2"]))
    parts = convert([draft(letter, "Surat"), draft(report, "lembar", item="2026-04")], converter)
    assert converter.asked == [letter, report]
    assert [(p.name, p.item, p.title, p.note, p.pages) for p in parts] == [
        ("surat_penempatan", None, "Surat Penempatan", "9 Februari 2026", 1),
        ("surat_penempatan", "2026-04", "Surat Penempatan", "9 Februari 2026", 2),
    ]
    assert len(PdfReader(io.BytesIO(parts[1].pdf)).pages) == 2


def test_nothing_to_convert() -> None:
    """No drafts, no parts, and no converter is bothered."""
    assert convert([], Canned()) == []


PARTS = members(word("Surat"))
HEADER = b"<w:hdr xmlns:w='x'><w:p></w:hdr>"


def twice(parts: Mapping[str, bytes], name: str) -> bytes:
    """Pack a Word document with two members of one name."""
    made = io.BytesIO(packed(parts))
    with zipfile.ZipFile(made, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(name, parts[name])
    return made.getvalue()


def damaged(docx: bytes) -> bytes:
    """Flip a bit in a member's packed content."""
    place = docx.index(b"word/document.xml") + 60
    return docx[:place] + bytes([docx[place] ^ 1]) + docx[place + 1 :]


@pytest.mark.parametrize(
    "docx",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"Kepada Yth.", id="text"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, id="an old or a locked Word file"),
        pytest.param(word("Surat")[:-900], id="truncated"),
        pytest.param(damaged(word("Surat")), id="a flipped bit"),
        pytest.param(packed({}), id="an empty zip"),
        pytest.param(
            packed({k: v for k, v in PARTS.items() if k != "word/document.xml"}), id="no document"
        ),
        pytest.param(packed(PARTS | {"word/document.xml": b"<w:body/>"}), id="unbound prefix"),
        pytest.param(packed(PARTS | {"word/document.xml": b"<body/>"}), id="another root"),
        pytest.param(packed(PARTS | {"word/document.xml": b""}), id="an empty document"),
        pytest.param(packed(PARTS | {"word/header1.xml": HEADER}), id="a broken header"),
        pytest.param(twice(PARTS, "word/document.xml"), id="two documents"),
        pytest.param(
            packed(PARTS | {"word/styles.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
            id="a document type",
        ),
    ],
)
def test_a_file_that_word_did_not_write(docx: bytes) -> None:
    """What LibreOffice would take for something else is refused before it gets it."""
    converter = Canned()
    assert codes([draft(docx)], converter) == ["KNV001"]
    assert converter.asked == []


@pytest.mark.parametrize("name", ["word/document.xml", "word/header1.xml"])
def test_tracked_changes(name: str) -> None:
    """A draft with changes that nobody has accepted yet is not printed with both wordings."""
    change = b'<w:del w:id="1" w:author="A"><w:r><w:delText>lama</w:delText></w:r></w:del>'
    part = b'<w:document xmlns:w="%s"><w:body><w:p>%s</w:p></w:body></w:document>'
    main = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    assert codes([draft(packed(PARTS | {name: part % (main, change)}))], Canned()) == ["KNV010"]


def test_a_zip_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that grows beyond all measure is not unpacked."""
    monkeypatch.setattr(stage, "_MOST", 1024**2)
    bomb = packed(PARTS | {"word/media/image1.png": bytes(1024**2)})
    assert codes([draft(bomb)], Canned()) == ["KNV009"]


def test_all_failures_are_told_at_once() -> None:
    """Before, in and after conversion: one problem for each document, by name, in order."""
    drafts = [
        draft(b"", item="1"),
        draft(word("Surat"), item="2"),
        draft(word("Surat"), "Surat", item="3"),
        draft(word("Surat"), AUTHOR, "Surat", item="4"),
    ]
    slow = ConversionError.of("KNV003", limit=60)
    with pytest.raises(ConversionError) as caught:
        convert(drafts, Canned(slow, printed(["Surat"]), printed(["Surat"])))
    assert [(p.code, p.params) for p in caught.value.problems] == [
        ("KNV001", {"document": "surat_penempatan-1"}),
        ("KNV003", {"document": "surat_penempatan-2", "limit": "60"}),
        ("KNV006", {"document": "surat_penempatan-4", "missing": "1", "expected": "2"}),
    ]
    assert AUTHOR not in repr(caught.value.problems)


@pytest.mark.parametrize(
    ("expected", "pages"),
    [
        ("Panti Asuhan Melati", [["di Panti Asuhan", "Melati, Purbalingga"]]),
        ("pelaksanaan", [["pelak-", "sanaan kerja"]]),
        ("pelaksanaan", [["pelak\u00adsanaan"]]),
        ("veri\ufb01kasi", [["verifikasi"]]),
        ("Surat Penempatan", [["SURAT PENEMPATAN"]]),
        ("Budi Santoso", [["B u d i  S a n t o s o"]]),
        (
            "Kejaksaan Negeri Purbalingga",
            [["kepada Kejaksaan", "1"], ["kop", "Negeri Purbalingga"]],
        ),
    ],
)
def test_words_are_found_as_they_are_printed(expected: str, pages: list[list[str]]) -> None:
    """Line breaks, hyphens, joined letters, capitals, wide letters and page breaks do not hide."""
    (part,) = convert([draft(word("Surat"), expected)], Canned(printed(*pages)))
    assert part.pages == len(pages)


@pytest.mark.parametrize(
    ("expected", "pages"),
    [
        ("Budi Santoso", [["Budi Santos"]]),
        ("Budi Santoso", [["Santoso Budi"]]),
        ("Budi Santoso", [["Budi"], ["tengah"], ["Santoso"]]),
        ("120 jam", [["12 jam"]]),
        ("bebas", [[""]]),
    ],
)
def test_other_words_are_not_taken_for_them(expected: str, pages: list[list[str]]) -> None:
    """A part of the words, another order, other pages or a blank page do not pass."""
    assert codes([draft(word("Surat"), expected)], Canned(printed(*pages))) == ["KNV006"]


def no_pages() -> bytes:
    """Make a PDF without pages."""
    made = io.BytesIO()
    PdfWriter().write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    "pdf",
    [b"", b"rubbish", b"%PDF-1.7\n%%EOF", printed(["Surat"])[:300], no_pages()],
    ids=["empty", "rubbish", "hollow", "truncated", "no pages"],
)
def test_a_pdf_that_is_none(pdf: bytes) -> None:
    """What cannot be opened or has no page is no PDF, whoever says so."""
    assert codes([draft(word("Surat"))], Canned(pdf)) == ["KNV005"]


def converted(docx: bytes, *expected: str) -> Part:
    """Convert with the real LibreOffice."""
    with soffice.start(soffice.find(None), limit=30) as converter:
        (part,) = convert([draft(docx, *expected)], converter)
    return part


@pytest.fixture(scope="module")
def real_part() -> Part:
    """A part of three pages with tables, whose words were found."""
    return converted(word("Laporan Perkembangan", pages=3), "Laporan Perkembangan", "sel 3")


def test_real_words_are_found_on_real_pages(real_part: Part) -> None:
    """What LibreOffice typesets holds the words of the Word file."""
    assert real_part.pages == 3


def test_the_same_draft_gives_the_same_bytes(real_part: Part) -> None:
    """At another moment, in another LibreOffice, the part is the same to the last byte."""
    time.sleep(1.1)  # LibreOffice writes the second into the file
    assert converted(word("Laporan Perkembangan", pages=3)) == real_part


def test_a_part_tells_its_title_and_nothing_of_its_maker(real_part: Part) -> None:
    """Title and PDF/A are claimed; author, dates and the Word file's own title are not there."""
    reader = PdfReader(io.BytesIO(real_part.pdf))
    made_by = f"LibreOffice {soffice.find(None).series}"
    assert reader.metadata == {"/Title": "Surat Penempatan", "/Producer": made_by}
    packet = reader.root_object["/Metadata"].get_object()
    told = packet.get_data().decode()  # type: ignore[union-attr]
    assert "<pdfaid:part>2</pdfaid:part>" in told
    assert "Surat Penempatan" in told
    assert not [word for word in (AUTHOR, "Date", "creator") if word in told]
    assert str(reader.root_object["/Lang"]) == "id-ID"
    assert "/StructTreeRoot" in reader.root_object


def test_a_letter_without_a_font_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that would be an empty box on paper refuses the draft, by its Unicode name."""
    docx = word("Nama: \ua9b2\ua9a4 dan Muh\u1e25ammad")
    monkeypatch.setattr(stage, "uncovered", lambda letters: sorted({"\ua9b2"} & set(letters)))
    with pytest.raises(ConversionError) as caught:
        converted(docx)
    (problem,) = caught.value.problems
    assert problem.code == "KNV011"
    assert problem.params["letters"] == "JAVANESE LETTER HA"
    assert "document" in problem.params


def set_in(font: str, text: str) -> bytes:
    """Make a Word document whose text is set in a font."""
    document = Document()
    document.styles["Normal"].font.name = font
    document.add_paragraph(text)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_font_that_this_machine_lacks(tmp_path: Path) -> None:
    """Whatever LibreOffice takes instead is named, also when the PDF was made before."""
    docx = set_in("Aksara Kantor", "Surat Penempatan")
    store = Store(tmp_path, "LibreOffice", 10**6)
    with soffice.start(soffice.find(None), limit=30) as converter:
        (part,) = convert([draft(docx)], converter, store)
    assert part.strange
    assert "LiberationSans" not in part.strange
    assert convert([draft(docx)], Canned(), store) == [part]


@pytest.mark.parametrize("font", ["Arial", "Liberation Sans", "arial"])
def test_signs_of_other_fonts_are_no_replacement(font: str) -> None:
    """Boxes, ticks and arrows come from where they are; letters are in the font or its twin."""
    part = converted(set_in(font, "Surat \u2610 \u2611 \u2713 \u2192 120 jam"))
    assert len(read(part.pdf).fonts) > 1
    assert part.strange == ()
