"""The tags of a template as text: whole, alone where they must be, and all gone in the result.

Why: docxtpl works with patterns over XML. What they do not meet stays on the paper as ``{{ … }}``,
and what stands beside ``{%p … %}`` vanishes with its paragraph; both in silence.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from pipeline.filters import ITEM, PARAGRAPH

_XML_TAG = re.compile(r"<[^>]+>")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PIECE = re.compile(r"\{\s*[{%]|[%}]\s*\}")
_RAW_TEXT = re.compile(r"\{%[-+]?\s*raw\b")
_RAW_PRINT = re.compile(r"\{\{(?:p|tr|tc|r)\s")
_MARKS = re.compile(f"[{PARAGRAPH}{ITEM}]")
_BLOCKS = (("p", "w:p", "w:p"), ("tr", "w:tr", "w:tbl"), ("tc", "w:tc", "w:tbl"))
_FRAMES = ("body", "hdr", "ftr", "footnote", "endnote", "tbl", "tr", "tc", "sdt", "sdtContent")
_HOLDERS = frozenset(qn(f"w:{name}") for name in (*_FRAMES, "p", "r", "hyperlink"))
_VISIBLE = tuple(qn(f"w:{name}") for name in ("drawing", "pict", "object", "sectPr"))
_LONGEST = 100


class TagError(Exception):
    """A tag that is not what it should be; carries the code of its message."""

    def __init__(self, code: str, where: str, **params: str) -> None:
        """Name the fault, and the text around it."""
        super().__init__(code)
        self.code = code
        self.where = shortened(where)
        self.params = params


def text_of(xml: str) -> str:
    """The text of a piece of XML."""
    apart = xml.replace("</w:p>", " ")
    return html.unescape(" ".join(_XML_TAG.sub("", apart).split()))


def shortened(text: str) -> str:
    """As much of a text as a message quotes."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 3]}…"


def look_at_blocks(xml: str) -> None:
    """Refuse a block tag that shares its paragraph, row or cell with something else.

    Raises:
        TagError: TPL020, with the text of the paragraph, row or cell.
    """
    root = etree.fromstring(xml.encode())
    for letters, name, nested in _BLOCKS:
        alone = re.compile(rf"\s*\{{%{letters} [^%}}]*%\}}\s*")
        for element in root.iter(qn(name)):
            text = "".join(_own_text(element, qn(nested)))
            if f"{{%{letters} " not in text:
                continue
            if not alone.fullmatch(text) or next(element.iter(*_VISIBLE), None) is not None:
                raise TagError("TPL020", text, tag=f"{{%{letters}")


def _own_text(element: Any, nested: str) -> Iterator[str]:
    """Texts within an element, but for those of a paragraph or table that lies within it."""
    for child in element:
        if child.tag == nested:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        else:
            yield from _own_text(child, nested)


def look_for_pieces(source: str) -> None:
    """Refuse what Jinja will not take for a tag, though it was meant as one.

    Args:
        source: a part as Jinja gets it, a paragraph a line.

    Raises:
        TagError: TPL018 for ``{ {``, a brace too few, a tag that docxtpl could not join, or
            ``{% raw %}``; TPL020 for ``{{p …}}``, which would print outside of any paragraph.
    """
    if found := _RAW_PRINT.search(source):
        raise TagError("TPL020", text_of(source[found.start() :].split("\n", 1)[0]), tag=found[0])
    if found := _RAW_TEXT.search(source):
        line = source[source.rfind("\n", 0, found.start()) + 1 :].split("\n", 1)[0]
        raise TagError("TPL018", text_of(line), tag="{% raw %}")
    for line in _TAG.sub("", source).split("\n"):
        text = _XML_TAG.sub("", line)
        if found := _PIECE.search(text):
            raise TagError("TPL018", text, tag=found[0])


def look_at_result(xml: str, *, notes: bool) -> None:
    """Hold a filled part to what Word shows.

    Args:
        xml: the part.
        notes: whether it holds footnotes or endnotes.

    Raises:
        etree.XMLSyntaxError: it is no XML.
        TagError: TPL019 for a narrative where no paragraph can be made of it; TPL020 for text
            that came to stand outside of a paragraph.
    """
    for element in etree.fromstring(xml.encode()).iter(etree.Element):
        if any(_MARKS.search(str(value)) for value in element.attrib.values()):
            raise TagError("TPL019", str(element.get("name") or element.tag).rpartition("}")[2])
        if _MARKS.search(element.text or "") and (notes or element.tag != qn("w:t")):
            raise TagError("TPL019", _MARKS.sub(" ", element.text or ""))
        for text in _loose_texts(element):
            if text.strip():
                raise TagError("TPL020", text.strip(), tag="{{ … }}")


def _loose_texts(element: Any) -> Iterator[str]:
    if element.tag in _HOLDERS:
        yield element.text or ""
    parent = element.getparent()
    if parent is not None and parent.tag in _HOLDERS:
        yield element.tail or ""
