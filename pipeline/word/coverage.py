"""Whether a template can be filled as a mere text.

docxtpl goes through a filled part as a tree, which costs as much as all the rest: it fits the
columns of tables, and numbers pictures. Where the template itself shows that there will be nothing
to do, and that whatever is filled in the result is XML, the filled text is the part.

Why: what is proved once of a template need not be looked for in a thousand letters.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from pipeline.word.tags import W

_TAG = re.compile(r"\{\{(?P<printed>.*?)\}\}|\{%(?P<block>.*?)%\}|\{#.*?#\}", re.DOTALL)
_IN_ATTRIBUTE = re.compile(r'="[^"<]*\{\{[^"<]*"')
_PRINTED = re.compile(r"\{\{.*?\}\}")
_OPENING, _MIDDLE = ("if", "for"), ("elif", "else")
_TEXT, _ROW, _CELL, _TABLE = f"{W}t", f"{W}tr", f"{W}tc", f"{W}tbl"
# What is numbered through the document: how often it comes must not hang on the data.
_NUMBERED = ("docPr", "bookmarkStart", "bookmarkEnd")
_MARK = "berkas"  # name of a processing instruction that stands for a tag


class NotCoveredError(Exception):
    """A template that docxtpl must fill; says what in it is the reason."""


def hold_to_text(source: str) -> None:
    """Let a part through that can be filled as a text.

    Args:
        source: a part as Jinja gets it.

    Raises:
        NotCoveredError: filled in so it could be no XML, or another than docxtpl makes of it.
    """
    if "{_" in source or "_}" in source:
        raise NotCoveredError("{_{")  # docxtpl makes braces of it
    blocks: list[str] = []

    def marked(found: re.Match[str]) -> str:
        if found["printed"] is None and found["block"] is None:
            return ""  # a comment
        blocks.append((found["block"] or "").strip(" -+\n"))
        return f"<?{_MARK} {len(blocks) - 1}?>"

    plain = _IN_ATTRIBUTE.sub(lambda found: _PRINTED.sub("", found[0]), source)
    try:
        root = etree.fromstring(_TAG.sub(marked, plain).encode())
    except etree.XMLSyntaxError as error:
        raise NotCoveredError("a tag within a tag of XML") from error
    for element in root.iter(etree.Element):
        _hold_to_blocks(element, blocks)
    for table in root.iter(_TABLE):
        _hold_to_columns(table)


def _hold_to_blocks(element: Any, blocks: list[str]) -> None:
    """See that what is opened in an element is closed in it, so that the result is XML.

    Raises:
        NotCoveredError: it is not, or something stands in it that the data must not multiply.
    """
    opened: list[str] = []
    for child in element:
        if child.tag is etree.ProcessingInstruction and child.target == _MARK:
            _follow(element, blocks[int(child.text)], opened)
        elif opened and isinstance(child.tag, str):
            if child.tag == _CELL:
                raise NotCoveredError("columns")
            names = (inner.tag.rpartition("}")[2] for inner in child.iter(etree.Element))
            if numbered := next((name for name in names if name in _NUMBERED), ""):
                raise NotCoveredError(numbered)
    if opened:
        raise NotCoveredError(opened[-1])


def _follow(element: Any, block: str, opened: list[str]) -> None:
    """Follow one tag in an element; ``opened`` are the words of the blocks that are open there."""
    word = re.split(r"[\s(]", block, maxsplit=1)[0]
    if not block:
        if element.tag != _TEXT:
            raise NotCoveredError("{{ … }}")
    elif word in _OPENING:
        opened.append(word)
    elif opened and word == f"end{opened[-1]}":
        opened.pop()
    elif not (opened and word in _MIDDLE) and (word != "set" or "=" not in block):
        raise NotCoveredError(word)


def _hold_to_columns(table: Any) -> None:
    """Refuse a table whose columns docxtpl might fit, whichever rows come out.

    Raises:
        NotCoveredError: it has a row that does not fill its columns.
    """
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    for row in table.iter(_ROW):
        cells = row.findall(_CELL)
        width = sum(_span(cell) for cell in cells)
        is_own = next(row.iterancestors(_TABLE)) is table
        if len(cells) > columns or (width != columns if is_own else width > columns):
            raise NotCoveredError("columns")


def _span(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(f"{W}val"))
