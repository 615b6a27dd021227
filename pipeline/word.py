"""What is done to a rendered Word document: narratives, letterhead picture, paper, fixed bytes.

Why: docxtpl fills in text; that a narrative becomes paragraphs in the template's own style, that
the letterhead carries the office's picture, and that equal input gives equal bytes, is our part.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from pipeline.filters import ITEM, NOTHING, PARAGRAPH

ITEM_STYLE = "Butir"
LOGO_NAME = "logo"
PAPERS = {"a4": (11906, 16838), "f4": (12189, 18709)}  # twips: 210 x 297 mm, 215 x 330 mm
ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
SAMPLE = 60
_LONG_WORD = re.compile(r"[A-Za-z0-9]{4,}")
_MARKS = re.compile(f"([{PARAGRAPH}{ITEM}])")


def parts_of(document: Document) -> Iterator[Any]:
    """The document's body and its headers and footers, each with ``element`` and ``part``."""
    yield document
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part


def lay_out_narratives(document: Document) -> None:
    """Make real paragraphs and list items of the marks that `filters.marked` left.

    A paragraph keeps the style of the one it stood in; an item takes the template's list style.

    Raises:
        KeyError: there is an item and the template has no style of that name.
    """
    for part in parts_of(document):
        for paragraph in list(part.element.iter(qn("w:p"))):
            if any(_MARKS.search(text.text or "") for text in paragraph.iter(qn("w:t"))):
                _split(paragraph, document)
        for text in part.element.iter(qn("w:t")):
            if NOTHING in (text.text or ""):
                text.text = text.text.replace(NOTHING, "")


def _split(paragraph: Any, document: Document) -> None:
    """Spread the children of a paragraph over as many as its marks ask for."""
    pieces: list[tuple[str, list[Any]]] = [(PARAGRAPH, [])]
    for child in list(paragraph):
        if child.tag == qn("w:pPr"):
            continue
        for mark, element in _cut(child):
            if mark:
                pieces.append((mark, []))
            pieces[-1][1].append(element)
    if not any(_has_text(element) for element in pieces[0][1]):
        pieces[1][1][:0] = [e for e in pieces[0][1] if e.tag != qn("w:r")]
        del pieces[0]
    for mark, elements in pieces:
        fresh = etree.Element(paragraph.tag, nsmap=paragraph.nsmap)
        properties = paragraph.find(qn("w:pPr"))
        if properties is not None:
            fresh.append(deepcopy(properties))
        fresh.extend(elements)
        if mark == ITEM:
            _set_style(fresh, document)
        paragraph.addprevious(fresh)
    paragraph.getparent().remove(paragraph)


def _cut(child: Any) -> Iterator[tuple[str, Any]]:
    """Cut a run at its marks; yields (mark before it or nothing, run)."""
    texts = child.findall(qn("w:t")) if child.tag == qn("w:r") else []
    if not any(_MARKS.search(text.text or "") for text in texts):
        yield "", child
        return
    properties = child.find(qn("w:rPr"))
    mark = ""
    for element in child:
        if element.tag == qn("w:rPr"):
            continue
        pieces = _MARKS.split(element.text or "") if element.tag == qn("w:t") else [None]
        for piece in pieces:
            if piece in (PARAGRAPH, ITEM):
                mark = str(piece)
                continue
            run = etree.Element(child.tag, nsmap=child.nsmap)
            if properties is not None:
                run.append(deepcopy(properties))
            content = deepcopy(element)
            if piece is not None:
                content.text = piece
                content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(content)
            yield mark, run
            mark = ""


def _has_text(element: Any) -> bool:
    return (
        any(text.text for text in element.iter(qn("w:t")))
        or element.find(f".//{qn('w:drawing')}") is not None
    )


def _set_style(paragraph: Any, document: Document) -> None:
    style = document.styles[ITEM_STYLE].style_id
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = etree.SubElement(paragraph, qn("w:pPr"))
        paragraph.insert(0, properties)
    named = properties.find(qn("w:pStyle"))
    if named is None:
        named = etree.Element(qn("w:pStyle"))
        properties.insert(0, named)
    named.set(qn("w:val"), style)
    for numbering in properties.findall(qn("w:numPr")):
        properties.remove(numbering)


def set_paper(document: Document, paper: str) -> None:
    """Give every section the office's paper; a landscape section stays landscape."""
    width, height = PAPERS[paper]
    for size in document.element.iter(qn("w:pgSz")):
        across = size.get(qn("w:orient")) == "landscape"
        size.set(qn("w:w"), str(height if across else width))
        size.set(qn("w:h"), str(width if across else height))


def set_logo(document: Document, png: bytes | None) -> None:
    """Put the office's picture where the template's picture named ``logo`` stands.

    The picture keeps its proportions within the space of the template's. Without one, the
    placeholder is taken out.
    """
    for part in parts_of(document):
        holder = part.part if isinstance(part, Document) else part
        for drawing in list(part.element.iter(qn("w:drawing"))):
            names = [name.get("name") for name in drawing.iter(qn("wp:docPr"))]
            if LOGO_NAME not in names:
                continue
            if png is None:
                drawing.getparent().remove(drawing)
                continue
            for blip in drawing.iter(qn("a:blip")):
                holder.related_parts[blip.get(qn("r:embed"))]._blob = png
            _fit(drawing, png)


def _fit(drawing: Any, png: bytes) -> None:
    width, height = (int.from_bytes(png[at : at + 4]) for at in (16, 20))
    for extent in (*drawing.iter(qn("wp:extent")), *drawing.iter(qn("a:ext"))):
        if extent.get("cx") is None:
            continue
        box_width, box_height = int(extent.get("cx")), int(extent.get("cy"))
        scale = min(box_width / width, box_height / height)
        extent.set("cx", str(round(width * scale)))
        extent.set("cy", str(round(height * scale)))


def set_properties(document: Document, title: str) -> None:
    """Name the document by its title and say nothing of a person."""
    properties = document.core_properties
    properties.title = title
    properties.author = ""
    properties.last_modified_by = ""
    properties.comments = ""
    properties.subject = ""
    properties.keywords = ""


def sample_words(document: Document) -> Iterator[str]:
    """Words spread evenly over the body; a PDF that lacks them has lost its text."""
    text = " ".join(
        "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
        for paragraph in document.element.iter(qn("w:p"))
    )
    words = _LONG_WORD.findall(text)
    step = max(1, len(words) // SAMPLE)
    yield from dict.fromkeys(words[::step])


def fixed_bytes(document: Document) -> bytes:
    """Save so that the same document always gives the same bytes (fixed dates in the zip)."""
    saved = io.BytesIO()
    document.save(saved)
    fixed = io.BytesIO()
    with (
        zipfile.ZipFile(saved) as source,
        zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return fixed.getvalue()
