"""Templates, offices and cases for the tests of the rendering side, made in a few words."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from pipeline import yaml_text
from pipeline.case import Case
from pipeline.catalog import CATALOG_FILE, Catalog, load
from pipeline.office import Office
from pipeline.shape import shape
from pipeline.word.template import open_template
from pipeline.workplace import Workplace
from pipeline.workspace import Workspace
from tests.word_files import members, packed

Model = TypeVar("Model", Case, Office)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = """
kantor: {nama: Bapas Purwadipa, alamat: Jalan Gelatik 27, kota: Purwadipa}
pejabat: {kepala: {nama: "Harjono, S.H.", nip: "197205171994031004"}}
pk:
  sr: {nama: "Sri Rahayu, S.H."}
  dw: {nama: "Dwi Wahyu, S.Psi."}
lokasi:
  panti-01: {nama: Panti Sasana Tentrem, alamat: Jalan Kenanga 14, pekerjaan: [kebun, dapur]}
  taman-01: {nama: Taman Tirtasari, kota: Purwadipa}
instansi:
  kejari: {nama: Kejaksaan Negeri Purwadipa, pimpinan: Kepala Kejaksaan Negeri Purwadipa}
"""
CASE = """
nomor: KS-2026-0001
jenis: pidana_kerja_sosial
pk: sr
klien: {nama: Wahyono Adi}
perkara: {tindak_pidana: Pencurian ringan}
"""


def case(more: str = "", base: str = CASE) -> Case:
    """Type the text of a case file."""
    return _typed(base + more, Case)


def office(more: str = "") -> Office:
    """Type the text of an office.yaml."""
    return _typed(OFFICE + more, Office)


def _typed(text: str, model: type[Model]) -> Model:
    typed, problems = shape(yaml_text.parse(text.encode(), Path("uji.yaml")), model)
    assert typed is not None, problems
    return typed


def make_catalog(**documents: dict[str, Any]) -> Catalog:
    """A catalog of these documents, each made from ``surat.docx``."""
    usual = {"title": "Surat Uji", "file": "surat.docx", "order": "1", "reader": "kantor"}
    text = json.dumps({name: {**usual, **keys} for name, keys in documents.items()})
    with TemporaryDirectory() as folder:
        (Path(folder) / CATALOG_FILE).write_text(text, encoding="utf-8")
        return load(Path(folder))


def chance(seed: int) -> random.Random:
    """A source of chance that is the same in each run."""
    return random.Random(seed)  # noqa: S311 - mutations, no secrets


def word(*paragraphs: str, shape: Callable[[WordDocument], object] | None = None) -> bytes:
    """A Word file with these paragraphs and the styles Butir and Isi.

    Args:
        paragraphs: texts; one that begins with ``<w:`` is taken as XML.
        shape: what else is done to it.
    """
    document = opened(_base())
    for text in paragraphs:
        if text.startswith("<w:"):
            document.element.body.insert(-1, xml(text))
        else:
            document.add_paragraph(text, style="Isi")
    if shape:
        shape(document)
    return saved(document)


@cache
def _base() -> bytes:
    """A small Word file without text; of python-docx's own 164 styles it has four."""
    document = Document()
    styles = document.styles.element
    for style in list(styles.iter(qn("w:style"))):
        if style.get(qn("w:default")) is None:
            styles.remove(style)
    for latent in list(styles.iter(qn("w:latentStyles"))):
        styles.remove(latent)
    for name in ("Butir", "Isi"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    """The bytes of a document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xml(text: str) -> Any:
    """An element, its namespaces declared."""
    spaces = {
        "w": W,
        "r": R,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "v": "urn:schemas-microsoft-com:vml",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }
    declared = " ".join(f'xmlns:{name}="{uri}"' for name, uri in spaces.items())
    head, _, rest = text.partition(">")
    closed = head.endswith("/")
    return parse_xml(f"{head.rstrip('/')} {declared}{'/' if closed else ''}>{rest}")


def p(*runs: str, properties: str = "") -> str:
    """XML of a paragraph of runs; each a text, or the inner XML of a run."""
    inner = "".join(
        f"<w:r>{run}</w:r>"
        if run.startswith("<w:")
        else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>'
        for run in runs
    )
    return f'<w:p><w:pPr><w:pStyle w:val="Isi"/>{properties}</w:pPr>{inner}</w:p>'


def tbl(*rows: tuple[str, ...]) -> str:
    """XML of a table; each row a tuple of the inner XML of its cells."""
    grid = '<w:gridCol w:w="900"/>' * max(len(row) for row in rows)
    cells = ("".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) for row in rows)
    inner = "".join(f"<w:tr>{row}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{inner}</w:tbl>"


def changed(docx: bytes, **changes: tuple[str, str]) -> bytes:
    """Replace text within members of a Word file, named by their stems."""
    contents = members(docx)
    for stem, (old, new) in changes.items():
        name = next(name for name in contents if Path(name).name.split(".")[0] == stem)
        assert old.encode() in contents[name]
        contents[name] = contents[name].replace(old.encode(), new.encode())
    return packed(contents)


def opened(docx: bytes) -> WordDocument:
    """Read a Word file back."""
    return Document(io.BytesIO(docx))


def lines(docx: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph of the body, those of cells and text boxes too."""
    return [
        (_style(paragraph), text_of(paragraph))
        for paragraph in opened(docx).element.body.iter(qn("w:p"))
    ]


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else str(found.get(qn("w:val")))


def text_of(element: Any) -> str:
    """The text of an element as a reader sees it."""
    marks = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    return "".join(
        marks.get(piece.tag, piece.text or "")
        for piece in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"))
        if piece.getparent().tag != qn("w:tabs")
    )


def all_text(docx: bytes) -> str:
    """The text of every part, a line a paragraph."""
    return "\n".join(
        text_of(paragraph)
        for name, content in members(docx).items()
        if name.endswith(".xml")
        for paragraph in etree.fromstring(content).iter(qn("w:p"))
    )


def make_workplace(folder: Path, docx: bytes, *, more: str = "", **keys: str) -> Workplace:
    """A workspace in a folder, whose catalog has one document with this template."""
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "surat.docx").write_bytes(docx)
    return Workplace(Workspace(folder), office(more), make_catalog(surat=keys))


def fill(folder: Path, docx: bytes, **view: Any) -> WordDocument:
    """Open a template and fill it, and do nothing else."""
    file = folder / "templat.docx"
    file.write_bytes(docx)
    return open_template(file).fill(view)
