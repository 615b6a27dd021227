"""Shared parts of templates: letterhead, footer, signature, each kept once in a Word file.

A paragraph that holds nothing but ``{%p include "kop" %}`` gives way to what stands in
``bagian/kop.docx``. The look of a part is the part's: its own styles hold in the whole document,
the built-in ones (Normal, Header) are the template's.

Why: an office that moves house changes its address line in one file and not in thirty-five, and
still does it in Word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.opc.part import Part
from docx.oxml.ns import qn

from pipeline.spelling import nearest
from pipeline.word.numbering import Lists
from pipeline.word.paragraphs import parts_of
from pipeline.workspace import PARTS

_QUOTE = "[\"'“”‘’]"
_INCLUDE = re.compile(rf"\s*\{{%p\s+include\s+{_QUOTE}(.*?){_QUOTE}\s*%\}}\s*")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STYLES = {
    qn(f"w:{name}"): kind
    for name, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table"))
}
_OF_STYLE = tuple(qn(f"w:{name}") for name in ("basedOn", "next", "link"))


class SharedPartError(Exception):
    """A shared part that cannot stand where it is wanted; carries the code of its message."""

    def __init__(self, code: str, name: str, **params: str) -> None:
        """Name the fault."""
        super().__init__(code)
        self.code = code
        self.params = {"name": name, **params}


def part_file(folder: Path, name: str) -> Path:
    """The Word file of a shared part, below a folder of templates."""
    return folder / PARTS / f"{name}.docx"


def is_part_name(name: str) -> bool:
    """Whether a part can have this name."""
    return _NAME.fullmatch(name) is not None


def nearest_part(folder: Path, name: str) -> str:
    """The part that a name was meant for; empty where none is near."""
    known = [file.stem for file in sorted((folder / PARTS).glob("*.docx"))]
    wanted = name.rpartition("/")[2].removesuffix(".docx").lower()
    starts = [one for one in known if one.startswith(wanted)]
    return starts[0] if starts else nearest(wanted, known)


def included(document: Document) -> Iterator[tuple[Any, Any, str]]:
    """The paragraphs of a template that stand for a shared part, with their part and its name."""
    for root, part in parts_of(document):
        for paragraph in list(root.iter(qn("w:p"))):
            text = "".join(piece.text or "" for piece in paragraph.iter(qn("w:t")))
            if found := _INCLUDE.fullmatch(text):
                yield paragraph, part, found[1]


def expand(document: Document, open_part: Callable[[str], Document]) -> None:
    """Put the shared parts of a template in their places.

    Args:
        document: the template, changed in place.
        open_part: gives the Word document of a part by its name; it is not changed.

    Raises:
        SharedPartError: TPL026 for a name that no part can have, TPL027 for a part that wants
            parts itself, TPL028 for one that holds more than text, tables, pictures and links.
    """
    guests: dict[str, _Guest] = {}
    for paragraph, part, name in list(included(document)):
        if not is_part_name(name):
            raise SharedPartError("TPL026", name)
        if name not in guests:
            guests[name] = _Guest(document, open_part(name), name)
        for element in guests[name].content(part):
            paragraph.addprevious(element)
        _take_out(paragraph)


def _take_out(paragraph: Any) -> None:
    """Remove the paragraph that stood for a part; a section that it ends, it goes on to end."""
    section = paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    if section is None:
        paragraph.getparent().remove(paragraph)
        return
    for child in list(paragraph):
        if child.tag != qn("w:pPr"):
            paragraph.remove(child)


class _Guest:
    """A shared part at home in one template: its styles, lists and pictures brought along."""

    def __init__(self, host: Document, guest: Document, name: str) -> None:
        self._host = host
        self._guest = guest
        self._name = name
        self._lists = Lists(host, guest)
        self._styles: dict[tuple[str, str], str] = {}
        self._pictures: dict[str, Part] = {}
        if next(included(guest), None):
            raise SharedPartError("TPL027", name)

    def content(self, part: Any) -> Iterator[Any]:
        """Copies of what the part's body holds, made to stand in ``part`` of the template."""
        for block in self._guest.element.body:
            if block.tag == qn("w:sectPr"):
                continue
            copied = deepcopy(block)
            for element in copied.iter():
                if not isinstance(element.tag, str):
                    continue
                self._adopt(element)
                self._relate(element, part)
            yield copied

    def _adopt(self, element: Any) -> None:
        """Give a reference to a style or a list its counterpart in the template."""
        if kind := _STYLES.get(element.tag):
            element.set(qn("w:val"), self._style(kind, str(element.get(qn("w:val")))))
        elif element.tag == qn("w:numId"):
            element.set(qn("w:val"), self._lists.number(str(element.get(qn("w:val")))))

    def _style(self, kind: str, wanted: str) -> str:
        """The identifier in the template of a style of the part, which is brought along."""
        if (kind, wanted) in self._styles:
            return self._styles[kind, wanted]
        style = _style_by(self._guest, kind, "styleId", wanted)
        if style is None:
            return wanted
        theirs = _style_by(self._host, kind, "name", _name_of(style))
        identifier = str(theirs.get(qn("w:styleId"))) if theirs is not None else self._free(wanted)
        self._styles[kind, wanted] = identifier
        if theirs is not None and style.get(qn("w:customStyle")) != "1":
            return identifier
        copied = deepcopy(style)
        copied.set(qn("w:styleId"), identifier)
        for reference in copied.iter(*_OF_STYLE):
            other = "character" if reference.tag == qn("w:link") else kind
            reference.set(qn("w:val"), self._style(other, str(reference.get(qn("w:val")))))
        for number in copied.iter(qn("w:numId")):
            number.set(qn("w:val"), self._lists.number(str(number.get(qn("w:val")))))
        if theirs is None:
            self._host.styles.element.append(copied)
        else:
            theirs.getparent().replace(theirs, copied)
        return identifier

    def _free(self, wanted: str) -> str:
        """An identifier that no style of the template has."""
        taken = {
            style.get(qn("w:styleId")) for style in self._host.styles.element.iter(qn("w:style"))
        }
        while wanted in taken:
            wanted += "_"
        return wanted

    def _relate(self, element: Any, part: Any) -> None:
        """Let references to pictures and links lead from the template's part."""
        for attribute, value in element.items():
            if not str(attribute).startswith(_RELATION):
                continue
            relation = self._guest.part.rels.get(value)
            if relation is None or not relation.reltype.endswith(("/image", "/hyperlink")):
                what = (
                    relation.reltype.rpartition("/")[2]
                    if relation
                    else element.tag.rpartition("}")[2]
                )
                raise SharedPartError("TPL028", self._name, what=what)
            if relation.is_external:
                fresh = part.relate_to(relation.target_ref, relation.reltype, is_external=True)
            else:
                fresh = part.relate_to(self._picture(value, relation.target_part), relation.reltype)
            element.set(attribute, fresh)

    def _picture(self, relation: str, picture: Any) -> Part:
        """The template's copy of a picture, of whatever kind; one for all places of the part."""
        if relation not in self._pictures:
            package = self._host.part.package
            name = package.next_partname(f"/word/media/bagian%d.{picture.partname.ext}")
            made = Part(name, picture.content_type, picture.blob, package)
            self._pictures[relation] = made
        return self._pictures[relation]


def _style_by(document: Document, kind: str, key: str, wanted: str) -> Any:
    """A style by its identifier or its name; None where there is none."""
    for style in document.styles.element.iter(qn("w:style")):
        is_kind = style.get(qn("w:type"), "paragraph") == kind
        if is_kind and wanted == (_name_of(style) if key == "name" else style.get(qn("w:styleId"))):
            return style
    return None


def _name_of(style: Any) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else str(name.get(qn("w:val")))
