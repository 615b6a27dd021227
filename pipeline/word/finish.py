"""What is done to a filled Word document: letterhead picture, paper, names and numbers, bytes.

Why: docxtpl fills in text; that the letterhead carries the office's picture, that the file says
nothing of a person, and that equal input gives equal bytes, is our part.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree

from pipeline.letterhead import size_of_png
from pipeline.word.packing import packed, zipped
from pipeline.word.paragraphs import parts_of

LOGO_NAME = "logo"
PAPERS = {"a4": (11906, 16838), "f4": (12189, 18709)}  # twips: 210 x 297 mm, 215 x 330 mm
SAMPLE = 60
_LONG_WORD = re.compile(r"[A-Za-z0-9]{4,}")
_BEFORE_SIZE = tuple(
    qn(f"w:{name}")
    for name in ("headerReference", "footerReference", "footnotePr", "endnotePr", "type")
)
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# Relations of the package to what tells of the template and not of the document.
_ABOUT_TEMPLATE = ("/custom-properties", "/metadata/thumbnail")
_PERSONAL = ("Manager", "Company", "Template", "HyperlinkBase")


def set_paper(document: Document, paper: str) -> None:
    """Give every section the office's paper; a landscape section stays landscape."""
    width, height = PAPERS[paper]
    body = document.element.body
    if body.find(qn("w:sectPr")) is None:
        etree.SubElement(body, qn("w:sectPr"))
    for section in body.iter(qn("w:sectPr")):
        size = section.find(qn("w:pgSz"))
        if size is None:
            size = etree.Element(qn("w:pgSz"))
            section.insert(sum(child.tag in _BEFORE_SIZE for child in section), size)
        was = _number(size.get(qn("w:w"))), _number(size.get(qn("w:h")))
        across = size.get(qn("w:orient")) == "landscape" or was[0] > was[1]
        size.attrib.clear()
        size.set(qn("w:w"), str(height if across else width))
        size.set(qn("w:h"), str(width if across else height))
        if across:
            size.set(qn("w:orient"), "landscape")


def _number(text: str | None) -> int:
    """A size as a template writes it; 0 where it has none, or one with a unit."""
    return int(text) if text and re.fullmatch(r"\d{1,9}", text, re.ASCII) else 0


def set_logo(document: Document, png: bytes | None) -> None:
    """Put the office's picture where the template's picture named ``logo`` stands.

    The picture keeps its proportions within the space of the template's. Without one, the
    placeholder is taken out.
    """
    package = document.part.package
    name = package.next_partname("/word/media/kop%d.png")
    picture = Part(name, CONTENT_TYPE.PNG, png, package) if png else None
    for root, part in parts_of(document):
        for drawing in list(root.iter(qn("w:drawing"))):
            if LOGO_NAME not in [
                properties.get("name") for properties in drawing.iter(qn("wp:docPr"))
            ]:
                continue
            before = [blip.get(qn("r:embed")) for blip in drawing.iter(qn("a:blip"))]
            if picture is None or png is None:
                drawing.getparent().remove(drawing)
            else:
                _show(drawing, part.relate_to(picture, RELATIONSHIP_TYPE.IMAGE))
                _fit(drawing, png)
            _forget(root, part, before)


def _show(drawing: Any, relation: str) -> None:
    """Point a drawing at another picture, whole and without the first one's other forms."""
    for blip in drawing.iter(qn("a:blip")):
        for child in list(blip):
            blip.remove(child)
        blip.attrib.clear()
        blip.set(qn("r:embed"), relation)
    for crop in list(drawing.iter(qn("a:srcRect"))):
        crop.getparent().remove(crop)


def _forget(root: Any, part: Any, relations: list[str | None]) -> None:
    """Leave the placeholder's picture out of the file, unless something else shows it."""
    used = {value for element in root.iter(etree.Element) for value in element.attrib.values()}
    for relation in relations:
        if relation in part.rels and relation not in used:
            del part.rels[relation]


def _fit(drawing: Any, png: bytes) -> None:
    width, height = size_of_png(png)
    for extent in (*drawing.iter(qn("wp:extent")), *drawing.iter(qn("a:ext"))):
        box_width, box_height = _number(extent.get("cx")), _number(extent.get("cy"))
        if not box_width or not box_height:
            continue
        scale = min(box_width / width, box_height / height)
        extent.set("cx", str(round(width * scale)))
        extent.set("cy", str(round(height * scale)))


def set_properties(document: Document, title: str) -> None:
    """Name the document by its title and say nothing of a person, a folder or an hour."""
    package = document.part.package
    properties = document.core_properties._element
    for child in list(properties):
        if etree.QName(child).localname not in ("title", "language"):
            properties.remove(child)
    document.core_properties.title = title
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith(_ABOUT_TEMPLATE):
            del package.rels[key]
        elif relation.reltype.endswith("/extended-properties"):
            part = relation.target_part
            root = etree.fromstring(part.blob)
            for child in list(root):
                if etree.QName(child).localname in _PERSONAL:
                    root.remove(child)
            part._blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def set_numbers(document: Document) -> None:
    """Number pictures and bookmarks anew: a loop of the template has copied them.

    A content control is cut off from its source in the template, which Word would print instead.
    """
    pictures = 0
    for root, _ in parts_of(document):
        for properties in root.iter(qn("wp:docPr")):
            pictures += 1
            properties.set("id", str(pictures))
        for binding in list(root.iter(qn("w:dataBinding"))):
            binding.getparent().remove(binding)
        for element in root.iter(qn("w:p"), qn("w:tr")):
            for name in ("paraId", "textId"):
                element.attrib.pop(f"{_WORD_2010}{name}", None)
    _number_bookmarks([root for root, _ in parts_of(document)])


def _number_bookmarks(roots: list[Any]) -> None:
    names: set[str] = set()
    numbers: dict[str, str | None] = {}
    for root in roots:
        for mark in list(root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            old = str(mark.get(qn("w:id")))
            if mark.tag == qn("w:bookmarkStart"):
                name = str(mark.get(qn("w:name")))
                numbers[old] = None if name in names else str(len(names))
                names.add(name)
            new = numbers.get(old)
            if new is None:
                mark.getparent().remove(mark)
            else:
                mark.set(qn("w:id"), new)


def sample_words(document: Document) -> Iterator[str]:
    """Words spread evenly over the body; a PDF that lacks them has lost its text."""
    pieces = []
    for element in document.element.iter(qn("w:p"), qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")):
        pieces.append(element.text or "" if element.tag == qn("w:t") else " ")
    return spread("".join(pieces))


def spread(text: str) -> Iterator[str]:
    """Long words of a text, spread evenly over it; none twice."""
    words = _LONG_WORD.findall(text)
    step = max(1, len(words) // SAMPLE)
    yield from dict.fromkeys(words[::step])


def fixed_bytes(document: Document) -> bytes:
    """Save so that the same document always gives the same bytes (fixed dates in the zip)."""
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source:
        return zipped([packed(name, source.read(name)) for name in source.namelist()])
