"""Small real PDFs that the tests make: sheets of every shape, with links, fields and headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Pdf, String
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    NameObject,
    NumberObject,
    TextStringObject,
)
from reportlab.pdfgen.canvas import Canvas

from pipeline.documents import ContentsLine, Part

A4 = (595.28, 841.89)
F4 = (609.45, 935.43)
LANDSCAPE = (841.89, 595.28)


@dataclass(frozen=True)
class Shape:
    """The shape of a sheet; the crop box is left, bottom, right, top."""

    size: tuple[float, float] = A4
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None


PORTRAIT = Shape()
SHAPES = {
    "portrait": PORTRAIT,
    "landscape": Shape(LANDSCAPE),
    "F4": Shape(F4),
    "rotated 90": Shape(rotate=90),
    "rotated 180": Shape(rotate=180),
    "rotated 270": Shape(LANDSCAPE, rotate=270),
    "cropped": Shape(crop=(60, 100, 500, 700)),
    "cropped, rotated 90": Shape(crop=(60, 100, 500, 700), rotate=90),
    "small": Shape((120, 150)),
}


def sheets(*texts: str, shape: Shape = PORTRAIT) -> bytes:
    """Make a PDF with one sheet for each text."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=shape.size, invariant=1)
    for text in texts:
        if shape.crop:
            canvas.setCropBox(shape.crop)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(shape.size[0] / 4, shape.size[1] / 2, text)
        canvas.showPage()
    canvas.save()
    if not shape.rotate:
        return buffer.getvalue()
    writer = PdfWriter(clone_from=buffer)  # reportlab would turn the media box as well
    for page in writer.pages:
        page[NameObject("/Rotate")] = NumberObject(shape.rotate)
    return written(writer)


def headed(word: str, pages: int) -> bytes:
    """Make a PDF with headings, and a link by name from its first page to its last.

    The names of the targets are the same in every PDF that this makes.
    """
    writer = PdfWriter(
        clone_from=BytesIO(sheets(*(f"{word} {number}" for number in range(1, pages + 1))))
    )
    for number in range(1, pages + 1):
        page = number - 1
        above = writer.add_outline_item(title=f"{word} bagian {number}", page_number=page)
        writer.add_outline_item(title=f"{word} rincian {number}", page_number=page, parent=above)
        writer.add_named_destination(f"bagian-{number}", page)
    link = Link(rect=(100, 490, 200, 510), target_page_index=0)
    link[NameObject("/Dest")] = TextStringObject(f"bagian-{pages}")
    writer.add_annotation(0, link)
    return written(writer)


def filled_form(value: str) -> bytes:
    """Make a PDF with a text field that is always called the same."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.drawString(100, 520, "Formulir")
    canvas.acroForm.textfield(name="nama", value=value, x=100, y=480, width=200, height=20)
    canvas.save()
    return buffer.getvalue()


def tagged(word: str, pages: int = 1, role: str = "/P", mark: str = "") -> bytes:
    """Make a PDF with tags: on each page one paragraph in the style ``/Isi``.

    Args:
        word: stands on each page.
        pages: how many it has.
        role: what the style stands for.
        mark: by which name each page's paragraph can be found, if by any.
    """
    with Pdf.open(BytesIO(sheets(*[word] * pages))) as pdf:
        document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([document])))
        numbers, marks = Array(), Array()
        for number, page in enumerate(pdf.pages):
            element = Dictionary(S=Name.Isi, P=document, Pg=page.obj, K=Array([0]))
            document.K.append(pdf.make_indirect(element))
            page.obj.StructParents = number
            for listed, entry in (
                (numbers, number),
                (numbers, Array([document.K[-1]])),
                (marks, String(f"{mark}{number}")),
                (marks, document.K[-1]),
            ):
                listed.append(entry)
            content = b"/Isi <</MCID 0>> BDC\n" + page.Contents.read_bytes() + b"\nEMC"
            page.obj.Contents = pdf.make_stream(content)
        document.P = root
        root.ParentTree = pdf.make_indirect(Dictionary(Nums=numbers))
        root.RoleMap = Dictionary({"/Isi": Name(role), "/Document": Name.Document})
        if mark:
            root.IDTree = pdf.make_indirect(Dictionary(Names=marks))
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        return saved(pdf)


def claiming(pdf: bytes, claim: bytes = b"<pdfaid:part>2</pdfaid:part>", colours: int = 3) -> bytes:
    """Let a PDF say that it is PDF/A, with a colour profile of so many components."""
    with Pdf.open(BytesIO(pdf)) as document:
        document.Root.Metadata = document.make_stream(b"<x>" + claim + b"</x>")
        profile = document.make_stream(b"profil", N=colours)
        intent = Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=profile)
        document.Root.OutputIntents = Array([intent])
        return saved(document)


def saved(pdf: Pdf) -> bytes:
    """Return what a PDF of pikepdf is as a file."""
    made = BytesIO()
    pdf.save(made, fix_metadata_version=False)
    return made.getvalue()


def with_content(content: bytes) -> bytes:
    """Make a PDF with a single sheet that has exactly this content."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(sheets("ganti"))))
    stream = DecodedStreamObject()
    stream.set_data(content)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    """Return the PDF that a writer holds."""
    buffer = BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def without_pages() -> bytes:
    """Make a PDF that has no page."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(sheets("hapus"))))
    pages = writer.root_object["/Pages"]
    pages[NameObject("/Kids")] = ArrayObject()  # type: ignore[index]
    return written(writer)


def part(title: str, pdf: bytes, note: str | None = None) -> Part:
    """Make a part of a PDF."""
    return Part("surat", None, title, note, pdf, len(PdfReader(BytesIO(pdf)).pages))


class Front:
    """A cover and contents as an office would typeset them; keeps what it was asked for.

    Attributes:
        asked: the lines of each call.
    """

    def __init__(
        self, per_page: int = 30, shown: Callable[[ContentsLine], str] = lambda line: str(line.page)
    ) -> None:
        """Put so many lines on a page and print each line's page as ``shown`` says."""
        self.per_page = per_page
        self.shown = shown
        self.asked: list[Sequence[ContentsLine]] = []

    def __call__(self, lines: Sequence[ContentsLine]) -> list[Part]:
        """Typeset the cover as one part, the contents as another."""
        self.asked.append(lines)
        buffer = BytesIO()
        canvas = Canvas(buffer, pagesize=A4, invariant=1)
        for start in range(0, max(len(lines), 1), self.per_page):
            self._page(canvas, lines[start : start + self.per_page])
        canvas.save()
        return [part("Sampul", sheets("BERKAS PERKARA")), part("Daftar Isi", buffer.getvalue())]

    def _page(self, canvas: Canvas, lines: Sequence[ContentsLine]) -> None:
        canvas.drawString(60, 800, "DAFTAR ISI")
        for row, line in enumerate(lines):
            height = 770 - 22 * row
            canvas.drawString(60, height, f"{line.number}.")
            half = len(line.title) // 2  # a long title is broken over two lines
            canvas.drawString(90, height, line.title[:half])
            canvas.drawString(90, height - 9, line.title[half:])
            if line.note:
                canvas.drawString(300, height, line.note)
            canvas.drawString(500, height, self.shown(line))
        canvas.showPage()
