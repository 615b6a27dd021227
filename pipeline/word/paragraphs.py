"""Narratives as real paragraphs and list items of a filled Word document, and its blocks whole.

Why: docxtpl fills in text. That a narrative of five paragraphs becomes five paragraphs in the
template's own style, in a table cell too, and that a cell whose content was left out is still a
cell that Word opens, is our part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from pipeline.filters import ITEM, PARAGRAPH

ITEM_STYLE = "Butir"
_MARKS = re.compile(f"([{PARAGRAPH}{ITEM}])")
_VISIBLE = tuple(qn(f"w:{name}") for name in ("t", "drawing", "pict", "object"))
_UNSEEN = frozenset(qn(f"w:{name}") for name in ("rPr", "t", "lastRenderedPageBreak"))
_BLOCKS = frozenset(qn(f"w:{name}") for name in ("p", "tbl", "sdt", "customXml"))
_TABLE, _ROW, _CELL = (qn(f"w:{name}") for name in ("tbl", "tr", "tc"))
_HOLDERS = (_CELL, *(qn(f"w:{name}") for name in ("hdr", "ftr", "txbxContent")))
_LAST_ONLY, _FIRST_ONLY = qn("w:sectPr"), qn("w:pageBreakBefore")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Piece = tuple[str, list[Any]]


class MissingStyleError(Exception):
    """A narrative has list items, and the template has no style for them."""


def parts_of(document: Document) -> Iterator[tuple[Any, Any]]:
    """The root elements of body, headers and footers, each with the part that it belongs to."""
    yield document.element, document.part
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            yield relation.target_part.element, relation.target_part


def lay_out_narratives(document: Document) -> None:
    """Make real paragraphs and list items of the marks that `filters.marked` left.

    A paragraph keeps the style of the one it stood in; an item takes the template's list style.

    Raises:
        MissingStyleError: there is an item and the template has no style of that name.
    """
    style = item_style(document)
    for root, _ in parts_of(document):
        lay_out(root, style)


def lay_out(root: Any, style: str | None) -> None:
    """Do the same to what lies below one element.

    Args:
        root: the element.
        style: identifier of the template's list style, as `item_style` finds it.

    Raises:
        MissingStyleError: there is an item and no style for it.
    """
    for paragraph in list(root.iter(qn("w:p"))):
        if any(_is_marked(text) for text in _own_texts(paragraph)):
            _split(paragraph, style)


def item_style(document: Document) -> str | None:
    """Identifier of the list style of a template; None where it has none."""
    for style in document.styles.element.iter(qn("w:style")):
        name = style.find(qn("w:name"))
        is_for_paragraphs = style.get(qn("w:type")) in (None, "paragraph")
        if is_for_paragraphs and name is not None and name.get(qn("w:val")) == ITEM_STYLE:
            return str(style.get(qn("w:styleId")))
    return None


def _own_texts(paragraph: Any) -> Iterator[Any]:
    """Texts of a paragraph, but for those of a text box that is anchored in it."""
    for text in paragraph.iter(qn("w:t")):
        if next(text.iterancestors(qn("w:p"))) is paragraph:
            yield text


def _is_marked(text: Any) -> bool:
    return _MARKS.search(text.text or "") is not None


def _split(paragraph: Any, style: str | None) -> None:
    """Spread the children of a paragraph over as many as its marks ask for."""
    _free_runs(paragraph)
    properties = paragraph.find(qn("w:pPr"))
    pieces: list[Piece] = [(PARAGRAPH, [])]
    for child in list(paragraph):
        if child is properties:
            continue
        for mark, element in _cut(child):
            if mark:
                pieces.append((mark, []))
            pieces[-1][1].append(element)
    pieces = _without_blank_start(pieces)
    for number, (mark, elements) in enumerate(pieces):
        fresh = etree.Element(paragraph.tag, nsmap=paragraph.nsmap)
        if properties is not None:
            fresh.append(_properties(properties, number == 0, number == len(pieces) - 1))
        fresh.extend(elements)
        if mark == ITEM:
            _set_style(fresh, style)
        paragraph.addprevious(fresh)
    paragraph.getparent().remove(paragraph)


def _without_blank_start(pieces: list[Piece]) -> list[Piece]:
    """Leave out what stands before a narrative that begins with an item, where that is nothing.

    What takes no room of its own (a bookmark, a tab, a page break) goes to the item.
    """
    first = pieces[0][1]
    if len(pieces) == 1 or any(_is_visible(element) for element in first):
        return pieces
    mark, elements = pieces[1]
    return [(mark, [*filter(_does_something, first), *elements]), *pieces[2:]]


def _is_visible(element: Any) -> bool:
    found = (inner for inner in element.iter(*_VISIBLE) if inner.tag != qn("w:t") or inner.text)
    return next(found, None) is not None


def _does_something(element: Any) -> bool:
    return element.tag != qn("w:r") or any(child.tag not in _UNSEEN for child in element)


def _properties(properties: Any, is_first: bool, is_last: bool) -> Any:
    """Copy a paragraph's properties; a page break comes before the first, a section ends once."""
    copied = deepcopy(properties)
    for tag, stays in ((_FIRST_ONLY, is_first), (_LAST_ONLY, is_last)):
        for found in () if stays else copied.findall(tag):
            copied.remove(found)
    return copied


def _cut(child: Any) -> Iterator[Piece]:
    """Cut a run at its marks; yields (mark before it or nothing, run)."""
    is_run = child.tag == qn("w:r")
    if not is_run or not any(_is_marked(text) for text in child.findall(qn("w:t"))):
        yield "", child
        return
    mark = ""
    for element in child:
        if element.tag == qn("w:rPr"):
            continue
        pieces = _MARKS.split(element.text or "") if element.tag == qn("w:t") else [None]
        for piece in pieces:
            if piece in (PARAGRAPH, ITEM):
                mark = str(piece)
            elif piece != "":
                yield mark, _run_of(child, element, piece)
                mark = ""


def _run_of(run: Any, element: Any, text: str | None) -> Any:
    """A run that looks like this one and holds one element of it, with another text."""
    fresh = etree.Element(run.tag, nsmap=run.nsmap)
    look = run.find(qn("w:rPr"))
    if look is not None:
        fresh.append(deepcopy(look))
    content = deepcopy(element)
    if text is not None:
        content.text = text
        content.set(_SPACE, "preserve")
    fresh.append(content)
    return fresh


def _set_style(paragraph: Any, style: str | None) -> None:
    """Give the list style to a paragraph, and take away what would keep it from showing."""
    if style is None:
        raise MissingStyleError(ITEM_STYLE)
    properties = paragraph.find(qn("w:pPr"))
    if properties is None:
        properties = etree.Element(qn("w:pPr"))
        paragraph.insert(0, properties)
    for name in ("w:pStyle", "w:numPr", "w:ind", "w:outlineLvl"):
        for found in properties.findall(qn(name)):
            properties.remove(found)
    named = etree.Element(qn("w:pStyle"))
    named.set(qn("w:val"), style)
    properties.insert(0, named)


def _free_runs(paragraph: Any) -> None:
    """Take marked runs out of a link or content control, which cannot span paragraphs."""
    for text in list(_own_texts(paragraph)):
        run = text.getparent()
        while _is_marked(text) and (holder := run.getparent()) is not paragraph:
            outer = holder.getparent() if holder.tag == qn("w:sdtContent") else holder
            for child in list(holder):
                outer.addprevious(child)
            outer.getparent().remove(outer)


def mend_blocks(document: Document) -> None:
    """Give Word what it insists on where a template has left everything out.

    Why: a cell, header or text box without a paragraph, or a table without rows, makes Word call
    the file damaged.
    """
    for root, _ in parts_of(document):
        mend(root)


def mend(root: Any) -> None:
    """Do the same to what lies below one element."""
    for row in list(root.iter(_ROW)):
        if next(row.iter(_CELL), None) is None:
            row.getparent().remove(row)
    for table in list(root.iter(_TABLE)):
        if next(table.iter(_ROW), None) is None:
            table.getparent().remove(table)
    for holder in root.iter(*_HOLDERS):
        blocks = [child for child in holder if child.tag in _BLOCKS]
        if not blocks or blocks[-1].tag == _TABLE:
            etree.SubElement(holder, qn("w:p"))
