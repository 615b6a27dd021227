"""The tags of a template as text: whole, alone where they must be, and all gone in the result.

Why: docxtpl works with patterns over XML. What they do not meet stays on the paper as ``{{ … }}``,
and what stands beside ``{%p … %}`` vanishes with its paragraph; both in silence.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from pipeline.filters import ITEM, PARAGRAPH
from pipeline.word import pairs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_XML_TAG = re.compile(r"<[^>]+>")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PIECE = re.compile(r"\{\s*[{%]|[%}]\s*\}")
_RAW_TEXT = re.compile(r"\{%[-+]?\s*raw\b")
_RAW_PRINT = re.compile(r"\{\{(?:p|tr|tc|r)\s")
_MARKS = re.compile(f"[{PARAGRAPH}{ITEM}]")
# What a block tag stands for, and what within it is no part of it.
BLOCKS = {"p": f"{W}p", "tr": f"{W}tr", "tc": f"{W}tc"}
_NESTED = {"p": f"{W}p", "tr": f"{W}tbl", "tc": f"{W}tbl"}
_FRAMES = ("body", "hdr", "ftr", "footnote", "endnote", "tbl", "tr", "tc", "sdt", "sdtContent")
_HOLDERS = frozenset(f"{W}{name}" for name in (*_FRAMES, "p", "r", "hyperlink"))
_VISIBLE = tuple(f"{W}{name}" for name in ("drawing", "pict", "object", "sectPr"))
# Where docxtpl joins braces over what lies between, be it the end of a paragraph.
_JOINED = re.compile(r"\{(?:<[^>]*>)+[{%#]|[%}#](?:<[^>]*>)+\}")
_PARAGRAPH_ENDS = re.compile(r"</?w:p[ />]")
# What is no text, and would be lost within a tag.
_GAPS = frozenset(
    f"{W}{name}"
    for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "fldChar")
)
_LONGEST = 100
_TEXT = f"{W}t"


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
    for letters, name in BLOCKS.items():
        for element in root.iter(name):
            if text := shared(element, letters):
                raise TagError("TPL020", text, tag=f"{{%{letters}")


def shared(element: Any, letters: str) -> str:
    """The text of a paragraph, row or cell that holds a block tag and something else.

    Args:
        element: the paragraph, row or cell.
        letters: of the tag that stands for elements of this name; a key of `BLOCKS`.

    Returns:
        Its text; empty where it holds no such tag, or nothing else.
    """
    text = "".join(_own_text(element, _NESTED[letters]))
    if f"{{%{letters} " not in text:
        return ""
    alone = re.fullmatch(rf"\s*\{{%{letters} [^%}}]*%\}}\s*", text)
    return text if not alone or next(element.iter(*_VISIBLE), None) is not None else ""


def look_at_pairs(xml: str) -> None:
    """Refuse a tag that is not closed within its paragraph, or not as it was opened.

    Why: docxtpl joins all up to the next ``}}``, and with it whole rows of a table vanish.

    Args:
        xml: a part as it stands in the Word file.

    Raises:
        TagError: TPL018, with the tag and the text of its paragraph.
    """
    for text in _texts(etree.fromstring(xml.encode())):
        if broken := pairs.broken(text):
            where, tag = (" ".join(it.replace(pairs.GAP, " ").split()) for it in (text, broken))
            raise TagError("TPL018", where, tag=shortened(tag))
    for joined in _JOINED.finditer(xml):
        if _PARAGRAPH_ENDS.search(joined[0]):
            around = xml[xml.rfind("<w:p", 0, joined.start() - 1) : joined.end()]
            raise TagError("TPL018", text_of(around), tag=f"{joined[0][0]} {joined[0][-1]}")


def _texts(root: Any) -> Iterator[str]:
    """All texts of a part that hold a brace: paragraphs as a reader sees them, and all else."""
    paragraph, text = f"{W}p", f"{W}t"
    for element in root.iter(etree.Element):
        found = [*element.attrib.values(), element.tail]
        if element.tag == paragraph:
            found.append("".join(_own_text(element, paragraph, gap=pairs.GAP)))
        elif element.tag != text:
            found.append(element.text)
        for one in found:
            if one and ("{" in one or "}" in one):
                yield str(one)


def _own_text(element: Any, nested: str, gap: str = "") -> list[str]:
    """Texts within an element, but for those of a paragraph or table that lies within it."""
    found: list[str] = []
    _gather(element, nested, gap, found)
    return found


def _gather(element: Any, nested: str, gap: str, found: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == _TEXT:
            found.append(child.text or "")
        elif tag != nested:
            if gap and tag in _GAPS:
                found.append(gap)
            _gather(child, nested, gap, found)


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
        if _MARKS.search(element.text or "") and (notes or element.tag != f"{W}t"):
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
