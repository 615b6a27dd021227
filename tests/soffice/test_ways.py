"""Both ways to LibreOffice give the same PDFs, and reveal, fetch and leave nothing."""

from __future__ import annotations

import io
import stat
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.shared import Inches
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from pypdf import PdfReader

from pipeline.errors import ConversionError, WorkspaceError
from pipeline.pdf.metadata import restate
from pipeline.soffice import Installation, start
from tests.soffice.processes import alive, becomes_true, workers
from tests.word_files import AUTHOR, members, packed, word


def opened(pdf: object) -> PdfReader:
    """Open what must be a PDF."""
    assert isinstance(pdf, bytes), pdf
    return PdfReader(io.BytesIO(pdf))


def root_of(reader: PdfReader) -> dict[str, Any]:
    """Return a PDF's catalog, with what it refers to."""
    return {key: value.get_object() for key, value in reader.root_object.items()}


def text(pdf: object) -> str:
    """Return a PDF's text."""
    return "\n".join(page.extract_text() for page in opened(pdf).pages)


def test_documents_come_back_in_their_order(either_way: Installation, temporary: Path) -> None:
    """Each PDF stands in its document's place, over several calls, the empty one too."""
    names = [f"Surat {number}" for number in range(7)]
    with start(either_way, limit=30) as converter:
        first = converter.convert([word(name) for name in names[:5]])
        assert converter.convert([]) == []
        pdfs = first + converter.convert([word(name) for name in names[5:]])
    assert [text(pdf).split("\n")[0] for pdf in pdfs] == names


def test_both_ways_give_the_same(installed: Installation, temporary: Path) -> None:
    """Text, pages, bookmarks, tags and the claim of PDF/A-2b do not depend on the way."""
    documents = [word("Laporan", pages=3), word("Surat & lampiran")]
    seen = []
    for kit in (True, False):
        with start(replace(installed, kit=kit), limit=30) as converter:
            seen.append([_look(pdf) for pdf in converter.convert(documents)])
    assert seen[0] == seen[1]
    assert [look["pages"] for look in seen[0]] == [3, 1]


def _look(pdf: object) -> dict[str, object]:
    reader = opened(pdf)
    root = root_of(reader)
    packet = root["/Metadata"].get_data()
    assert b"<pdfaid:part>2</pdfaid:part>" in packet
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in packet
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf's own kind of true
    assert "/StructTreeRoot" in root
    assert len(reader.outline) == 1
    return {"pages": len(reader.pages), "text": text(pdf), "fonts": _fonts(reader)}


def _fonts(reader: PdfReader) -> set[str]:
    resources: Any = reader.pages[0]["/Resources"]
    return {str(font["/BaseFont"]) for font in resources["/Font"].values()}


def illustrated(sharp: int, coarse: int) -> bytes:
    """Make a Word document with two pictures, two inches wide each, of so many dots."""
    document = Document()
    document.add_heading("Berita Acara", 1)
    for dots in (sharp, coarse):
        picture = io.BytesIO()
        Image.effect_noise((dots, dots), 90).save(picture, "PNG")
        document.add_picture(picture, width=Inches(2))
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_every_process_of_both_ways_gives_the_same_bytes(
    installed: Installation, temporary: Path
) -> None:
    """Once clock and identifiers are out, neither way nor process nor what went before shows."""
    documents = [word("Laporan", pages=3), illustrated(1200, 200), word("Surat & lampiran")]
    raw: list[list[object]] = []
    for kit, given in ((True, documents), (True, documents[::-1]), (False, documents)):
        with start(replace(installed, kit=kit), limit=30) as converter:
            pdfs = converter.convert(given)
        raw.append(list(pdfs if given is documents else pdfs[::-1]))
    for pdfs_of_one in zip(*raw, strict=True):
        assert len(set(pdfs_of_one)) == len(raw)
        assert len({_restated(pdf) for pdf in pdfs_of_one}) == 1


def _restated(pdf: object) -> bytes:
    assert isinstance(pdf, bytes), pdf
    return restate(pdf, "Surat")


def test_pictures_are_kept_as_our_settings_say(either_way: Installation, temporary: Path) -> None:
    """300 dots an inch at most and never more than there were, as JPEG of the named quality."""
    with start(either_way, limit=30) as converter:
        (pdf,) = converter.convert([illustrated(1200, 200)])
    pictures = [_jpeg(image.data) for image in opened(pdf).pages[0].images]
    assert sorted(picture.width for picture in pictures) == [200, 600]
    wanted = io.BytesIO()
    Image.new("L", (8, 8)).save(wanted, "JPEG", quality=90)
    tables = _jpeg(wanted.getvalue()).quantization
    assert [picture.quantization for picture in pictures] == [tables, tables]


def _jpeg(data: bytes) -> JpegImageFile:
    picture = Image.open(io.BytesIO(data))
    assert isinstance(picture, JpegImageFile)
    return picture


def test_a_bad_document_spoils_no_other(either_way: Installation, temporary: Path) -> None:
    """A truncated file and one with broken XML are condemned; those around them are converted."""
    good = word("Baik")
    broken = packed(members(good) | {"word/document.xml": b"<w:document><w:body>"})
    with start(either_way, limit=30) as converter:
        outcomes = converter.convert([good, good[: len(good) // 2], good, broken, good])
    kinds = [type(outcome) for outcome in outcomes]
    assert kinds == [bytes, ConversionError, bytes, ConversionError, bytes]
    assert all("Baik" in text(outcomes[n]) for n in (0, 2, 4))
    assert {error.problems[0].code for error in outcomes if isinstance(error, ConversionError)} == {
        "KNV002"
    }


def test_no_author_gets_into_the_pdf(either_way: Installation, temporary: Path) -> None:
    """Who typed the Word file stays out of the PDF's properties."""
    document = word("Surat")
    assert AUTHOR in members(document)["docProps/core.xml"].decode()
    with start(either_way, limit=30) as converter:
        (pdf,) = converter.convert([document])
    reader = opened(pdf)
    assert reader.metadata is not None
    assert reader.metadata.author is None
    assert AUTHOR.encode() not in root_of(reader)["/Metadata"].get_data()


def test_comments_stay_with_colleagues(either_way: Installation, temporary: Path) -> None:
    """A document with a comment is converted; neither comment nor commentator is in the PDF."""
    document = Document()
    paragraph = document.add_paragraph("Surat")
    document.add_comment(paragraph.runs, text="Periksa lagi", author=AUTHOR, initials="S")
    made = io.BytesIO()
    document.save(made)
    with start(either_way, limit=30) as converter:
        (pdf,) = converter.convert([made.getvalue()])
    assert text(pdf).strip() == "Surat"
    assert not [page for page in opened(pdf).pages if "/Annots" in page]


@contextmanager
def web_server(served: bytes) -> Iterator[tuple[str, list[str]]]:
    """Run a web server; yield its address and the requests that it gets."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> Callable[[], None]:
            """Answer to every method alike: ``do_GET``, ``do_OPTIONS``."""
            if not name.startswith("do_"):
                raise AttributeError(name)
            return self.answer

        def answer(self) -> None:
            asked.append(self.requestline)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(served)

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PICTURE = """<w:p><w:r><w:drawing>
<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">
<wp:extent cx="2000000" cy="2000000"/><wp:docPr id="{id}" name="gambar"/>
<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">
<pic:nvPicPr><pic:cNvPr id="0" name="gambar"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip xmlns:r="{r}" r:link="luar{id}"/><a:stretch><a:fillRect/></a:stretch>
</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="2000000"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>
</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""
_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">'
    ' {} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>lama</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def reaching_out(address: str, picture: Path, secret: Path) -> bytes:
    """Make a Word document that points outside itself in every way that we know."""
    links = {
        "luar1": ("image", f"{address}/gambar.png"),
        "luar2": ("image", picture.as_uri()),
        "luar3": ("aFChunk", secret.as_uri()),
        "luar4": ("subDocument", f"{address}/bagian.docx"),
    }
    body = "".join(_PICTURE.format(id=number, r=_RELATIONSHIPS) for number in (1, 2))
    body += _FIELD.format(f'INCLUDEPICTURE "{address}/lain.png" \\d')
    body += _FIELD.format(f'INCLUDETEXT "{secret}"')
    body += f'<w:altChunk xmlns:r="{_RELATIONSHIPS}" r:id="luar3"/>'
    body += f'<w:subDoc xmlns:r="{_RELATIONSHIPS}" r:id="luar4"/>'
    parts = members(word("Menjangkau"))
    parts["word/document.xml"] = parts["word/document.xml"].replace(
        b"<w:sectPr", body.encode() + b"<w:sectPr", 1
    )
    outside = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONSHIPS}/{kind}" Target="{target}"'
        ' TargetMode="External"/>'
        for name, (kind, target) in links.items()
    )
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(
        b"</Relationships>", outside.encode() + b"</Relationships>"
    )
    parts["word/_rels/settings.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="templat" Type="{_RELATIONSHIPS}/attachedTemplate"'
        f' Target="{address}/templat.dotx" TargetMode="External"/></Relationships>'
    ).encode()
    parts["word/settings.xml"] = parts["word/settings.xml"].replace(
        b"</w:settings>",
        f'<w:attachedTemplate xmlns:r="{_RELATIONSHIPS}" r:id="templat"/></w:settings>'.encode(),
    )
    return packed(parts)


def test_nothing_outside_a_document_is_read(
    either_way: Installation, temporary: Path, tmp_path: Path
) -> None:
    """Pictures, templates and texts that a document points to are neither fetched nor shown."""
    picture, secret = tmp_path / "gambar.png", tmp_path / "rahasia.txt"
    Image.effect_noise((200, 200), 90).save(picture)
    secret.write_text("RAHASIA")
    with (
        web_server(picture.read_bytes()) as (address, asked),
        start(either_way, limit=30) as converter,
    ):
        (pdf,) = converter.convert([reaching_out(address, picture, secret)])
    assert "Menjangkau" in text(pdf)
    assert "RAHASIA" not in text(pdf)
    assert asked == []
    assert not [image for page in opened(pdf).pages for image in page.images]


def test_nothing_is_left_and_nothing_is_open(either_way: Installation, temporary: Path) -> None:
    """While it runs only its owner can read the folder; afterwards neither it nor a process is."""
    with start(either_way, limit=30) as converter:
        converter.convert([word("Surat")])
        (folder,) = temporary.iterdir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert alive(folder)
    assert list(temporary.iterdir()) == []
    assert alive(temporary) == {}


def test_it_starts_before_it_is_needed(installed: Installation, temporary: Path) -> None:
    """While cases are read it starts; what is never asked for a document leaves nothing either."""
    with start(installed, limit=30):
        assert becomes_true(lambda: workers(temporary))
    assert list(temporary.iterdir()) == []
    assert alive(temporary) == {}


def test_an_exception_inside_leaves_nothing_either(
    either_way: Installation, temporary: Path
) -> None:
    """The folder and the processes go when the work stops in the middle."""

    def interrupted() -> None:
        with start(either_way, limit=30) as converter:
            converter.convert([word("Surat")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert list(temporary.iterdir()) == []
    assert alive(temporary) == {}


def test_two_at_once_do_not_meet(either_way: Installation, temporary: Path) -> None:
    """Two contexts at the same time each give their own documents."""

    def convert(name: str) -> list[str]:
        with start(either_way, limit=30) as converter:
            return [text(pdf) for pdf in converter.convert([word(name)] * 3)]

    with ThreadPoolExecutor(2) as threads:
        left, right = threads.map(convert, ["Kiri", "Kanan"])
    assert all("Kiri" in page and "Kanan" not in page for page in left)
    assert all("Kanan" in page and "Kiri" not in page for page in right)


def test_a_thread_that_ends_takes_nothing_along(either_way: Installation, temporary: Path) -> None:
    """LibreOffice started by a thread goes on for the other threads when that one has ended."""
    with start(either_way, limit=30) as converter:
        with ThreadPoolExecutor(1) as threads:
            threads.submit(converter.convert, [word("Satu")]).result()
        (pdf,) = converter.convert([word("Dua")])
        assert alive(temporary)
    assert "Dua" in text(pdf)


def test_a_folder_that_takes_nothing(
    either_way: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a folder for temporary files it is said so, and with which folder."""
    monkeypatch.setattr("tempfile.tempdir", "/dev/null")
    with start(either_way, limit=30) as converter, pytest.raises(WorkspaceError) as caught:
        converter.convert([word("Surat")])
    (problem,) = caught.value.problems
    assert (problem.code, problem.params["folder"]) == ("KNV008", "/dev/null")
